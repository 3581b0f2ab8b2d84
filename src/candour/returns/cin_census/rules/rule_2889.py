"""2889: A section 47 enquiry began before the referral it belongs to.

Why it matters
    An enquiry into whether a child is suffering harm follows a referral. If it starts first, either date is wrong or
    the enquiry belongs to an earlier episode of need.

What to do
    Compare both dates with the record. Correct the one that is wrong, or move the enquiry to the episode it belongs to.
"""

from candour.frames.phrases import before
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("2889", since=2025)
def enquiry_before_the_referral(section47: Table, cin_details: Table) -> Found:
    """A Section47 record's start date is earlier than the referral date of the same episode."""
    early = before(section47.S47ActualStartDate, cin_details.CINreferralDate)
    return early.flags(section47.S47ActualStartDate, cin_details.CINreferralDate)


enquiry_before_the_referral.fails(
    "A/CINdetails[1] CINreferralDate",
    "A/CINdetails[1]/Section47[1] S47ActualStartDate",
    says="the enquiry began the day before the referral",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            | 2025-06-02
    """,
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate
        A         | 1            | 2025-06-01
        A         | 1            | 2025-06-03
    """,
)
enquiry_before_the_referral.passes(
    says="it began on the day of the referral, or a date is missing, or it precedes a later episode only",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            | 2025-06-02
        A         | 2            | 2025-12-01
        B         | 1            |
        C         | 1            | 2025-06-02
    """,
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate
        A         | 1            | 2025-06-02
        B         | 1            | 2025-06-01
        C         | 1            |
    """,
)
enquiry_before_the_referral.passes(
    says="there are no enquiries",
    cin_details="LAchildID | CINdetailsID | CINreferralDate",
    section47="LAchildID | CINdetailsID | S47ActualStartDate",
)
