"""8805: A case is closed but no reason is given.

Why it matters
    Why work with a child ended is as telling as when. Without the reason nobody can see whether the child was safe,
    moved away or grew up.

What to do
    Choose the reason for closing on the record. If the case is still open, take out the closing date.
"""

from candour.frames.phrases import given, missing
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8805", since=2025)
def closed_without_a_reason(cin_details: Table) -> Found:
    """An episode has a closure date, and no reason for closure."""
    wrong = given(cin_details.CINclosureDate) & missing(cin_details.ReasonForClosure)
    return wrong.flags(cin_details.CINclosureDate, cin_details.ReasonForClosure)


closed_without_a_reason.fails(
    "A/CINdetails[1] CINclosureDate",
    "A/CINdetails[1] ReasonForClosure",
    "A/CINdetails[2] CINclosureDate",
    "A/CINdetails[2] ReasonForClosure",
    says="the reason is not there, or empty",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate | ReasonForClosure
        A         | 1            | 2025-06-02     |
        A         | 2            | 2025-12-01     | ""
    """,
)
closed_without_a_reason.passes(
    says="there are both, there is neither, or what stands for the date is no day of the calendar",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate | ReasonForClosure
        A         | 1            | 2025-06-02     | RC7
        A         | 2            |                |
        B         | 1            | 02/06/2025     |
        B         | 2            | 2025-06-02     | unknown
    """,
)
closed_without_a_reason.passes(
    says="there are no episodes", cin_details="LAchildID | CINdetailsID | CINclosureDate | ReasonForClosure"
)
