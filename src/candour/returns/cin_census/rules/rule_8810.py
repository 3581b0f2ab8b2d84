"""8810: There is a reason for closing a case but no closing date.

Why it matters
    A case with no closing date counts as open. If it was closed, the count of children being helped is too high, and
    how long this child was helped is not known.

What to do
    Enter the day the case closed. If it is still open, take out the reason.

How this was read
    What is typed but is no day of the calendar counts as no closing date.
"""

from candour.frames.phrases import given, missing
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8810", since=2025)
def reason_without_a_closing_date(cin_details: Table) -> Found:
    """An episode has a reason for closure, and no closure date."""
    wrong = given(cin_details.ReasonForClosure) & missing(cin_details.CINclosureDate)
    return wrong.flags(cin_details.ReasonForClosure, cin_details.CINclosureDate)


reason_without_a_closing_date.fails(
    "A/CINdetails[1] CINclosureDate",
    "A/CINdetails[1] ReasonForClosure",
    "A/CINdetails[2] CINclosureDate",
    "A/CINdetails[2] ReasonForClosure",
    "B/CINdetails[1] CINclosureDate",
    "B/CINdetails[1] ReasonForClosure",
    says="the date is not there, empty, or no day of the calendar",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate | ReasonForClosure
        A         | 1            |                | RC7
        A         | 2            | ""             | unknown
        B         | 1            | 2025-02-30     | RC7
    """,
)
reason_without_a_closing_date.passes(
    says="there are both, there is neither, or there is a date alone",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate | ReasonForClosure
        A         | 1            | 2025-06-02     | RC7
        A         | 2            |                |
        B         | 1            | 2025-06-02     |
        B         | 2            |                | ""
    """,
)
reason_without_a_closing_date.passes(
    says="there are no episodes", cin_details="LAchildID | CINdetailsID | CINclosureDate | ReasonForClosure"
)
