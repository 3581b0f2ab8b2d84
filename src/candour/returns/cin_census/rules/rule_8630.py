"""8630: A case closed before it was referred.

Why it matters
    A case cannot end before it begins. One of the dates is wrong, and how long the child was helped cannot be worked
    out.

What to do
    Look up both dates on the record. Correct the referral date or the closing date, whichever was typed wrongly.
"""

from candour.frames.phrases import before
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8630", since=2025)
def closed_before_it_was_referred(cin_details: Table) -> Found:
    """An episode's closure date is earlier than its own referral date."""
    wrong = before(cin_details.CINclosureDate, cin_details.CINreferralDate)
    return wrong.flags(cin_details.CINreferralDate, cin_details.CINclosureDate)


closed_before_it_was_referred.fails(
    "A/CINdetails[1] CINreferralDate",
    "A/CINdetails[1] CINclosureDate",
    says="it closed the day before the referral",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | CINclosureDate
        A         | 1            | 2025-06-02      | 2025-06-01
    """,
)
closed_before_it_was_referred.passes(
    says="it closed on the day of the referral, before the referral of another episode, or one of the dates is missing",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | CINclosureDate
        A         | 1            | 2025-06-02      | 2025-06-02
        A         | 2            | 2025-12-01      |
        B         | 1            |                 | 2025-06-01
        B         | 2            | 2025-06-31      | 2025-06-01
    """,
)
closed_before_it_was_referred.passes(
    says="there are no episodes", cin_details="LAchildID | CINdetailsID | CINreferralDate | CINclosureDate"
)
