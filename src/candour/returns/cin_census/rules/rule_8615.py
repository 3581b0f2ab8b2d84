"""8615: An initial child protection conference was held before its section 47 enquiry began, or the enquiry has no start.

Why it matters
    The conference looks at what the enquiry found, so it cannot come first. How quickly it was held is counted from the
    day the enquiry began.

What to do
    Compare both dates with the record. Enter the start of the enquiry if it is missing, and correct the date that is
    wrong.
"""

from candour.frames.phrases import before, given, missing
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8615", since=2025)
def conference_before_the_enquiry(section47: Table) -> Found:
    """A Section47 record's DateOfInitialCPC is earlier than its start date, or is there while the start is missing."""
    start, held = section47.S47ActualStartDate, section47.DateOfInitialCPC
    return (before(held, start) | given(held) & missing(start)).flags(start, held)


conference_before_the_enquiry.fails(
    "A/CINdetails[1]/Section47[1] S47ActualStartDate",
    "A/CINdetails[1]/Section47[1] DateOfInitialCPC",
    "B/CINdetails[1]/Section47[1] S47ActualStartDate",
    "B/CINdetails[1]/Section47[1] DateOfInitialCPC",
    "C/CINdetails[1]/Section47[1] S47ActualStartDate",
    "C/CINdetails[1]/Section47[1] DateOfInitialCPC",
    says="the conference was held the day before the enquiry began, or the start is missing or not a date",
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC
        A         | 1            | 2025-06-02         | 2025-06-01
        B         | 1            |                    | 2025-06-20
        C         | 1            | 2025-06-31         | 2025-06-20
    """,
)
conference_before_the_enquiry.passes(
    says="it was held on the day the enquiry began, or there was none, or only another enquiry's was earlier",
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC
        A         | 1            | 2025-06-02         | 2025-06-02
        A         | 1            | 2025-09-01         |
        B         | 1            |                    |
        C         | 1            |                    | 20/06/2025
    """,
)
conference_before_the_enquiry.passes(
    says="there are no enquiries", section47="LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC"
)
