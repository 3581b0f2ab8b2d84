"""1104: An initial child protection conference was held before the referral it belongs to.

Why it matters
    A conference can only follow a referral. If it comes first, either date is wrong, or the section 47 enquiry belongs
    to an earlier episode of need, and how quickly the conference was held cannot be worked out.

What to do
    Compare the date of the conference and the date of the referral with the record. Correct the one that is wrong, or
    move the enquiry to the episode it belongs to.

How this was read
    This is about the conference that followed a section 47 enquiry. A conference recorded on the episode itself, for a
    child who moved in from another council, is not compared.
"""

from candour.frames.phrases import before
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("1104", since=2025)
def conference_before_the_referral(section47: Table, cin_details: Table) -> Found:
    """A Section47 record's DateOfInitialCPC is earlier than the referral date of the same episode."""
    early = before(section47.DateOfInitialCPC, cin_details.CINreferralDate)
    return early.flags(section47.DateOfInitialCPC, cin_details.CINreferralDate)


conference_before_the_referral.fails(
    "A/CINdetails[1] CINreferralDate",
    "A/CINdetails[1]/Section47[2] DateOfInitialCPC",
    says="the second enquiry's conference was held the day before the referral",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            | 2025-06-02
    """,
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-06-20
        A         | 1            | 2025-06-01
    """,
)
conference_before_the_referral.passes(
    says="it was held on the day of the referral, or a date is missing or no date, or it precedes a later episode only",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            | 2025-06-02
        A         | 2            | 2025-12-01
        B         | 1            |
        C         | 1            | 2025-06-02
    """,
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-06-02
        B         | 1            | 2025-06-01
        C         | 1            |
        C         | 1            | 01/06/2025
    """,
)
conference_before_the_referral.passes(
    says="the early conference is the one of a child who moved in",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | DateOfInitialCPC
        A         | 1            | 2025-06-02      | 2025-06-01
    """,
)
conference_before_the_referral.passes(
    says="there are no enquiries",
    cin_details="LAchildID | CINdetailsID | CINreferralDate",
    section47="LAchildID | CINdetailsID | DateOfInitialCPC",
)
