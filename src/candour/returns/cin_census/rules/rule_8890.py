"""8890: Two child protection enquiries in one case overlap.

Why it matters
    A child has one enquiry at a time, from its start to the conference. Where two overlap, one was probably entered
    twice or never finished, and enquiries are counted twice.

What to do
    Find which enquiry was being carried out. If the earlier one was over, enter the day of its conference, or say in
    ICPCnotRequired that none was needed. Correct a date that is wrong, and take out an enquiry that was entered twice.

How this was read
    An enquiry that begins on the very day of another's conference overlaps it. One without a conference runs to the
    end of the year, unless none was needed: then it overlaps nothing. Two with the same dates overlap each other. Only
    enquiries in the same case are compared. The one that begins inside the other is shown by its start, the other by
    both dates.

Where others differ
    The community validator passes over two enquiries that have the same start and the same conference date.
"""

from candour.frames.phrases import between, missing, reference_date, yes
from candour.frames.said import Found, beside
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8890", since=2025)
def enquiries_overlap(section47: Table, cin_details: Table) -> Found:
    """A Section47 start date is on or between another's start date and DateOfInitialCPC, or, where the other has none
    and its ICPCnotRequired is not true or 1, between its start date and the reference date; in the same episode."""
    one, other = beside(section47, section47, within=cin_details)
    start, other_start, other_end = one.S47ActualStartDate, other.S47ActualStartDate, other.DateOfInitialCPC
    other_open = missing(other_end) & ~yes(other.ICPCnotRequired)
    while_running = between(start, other_start, other_end)
    while_open = other_open & between(start, other_start, reference_date)
    return (while_running | while_open).flags(start, other_start, other_end)


enquiries_overlap.fails(
    "A/CINdetails[1]/Section47[1] S47ActualStartDate",
    "A/CINdetails[1]/Section47[1] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[2] S47ActualStartDate",
    says="the second began on the day of the first's conference, which also says that none was needed",
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired
        A         | 1            | 2025-05-01         | 2025-05-20       | true
        A         | 1            | 2025-05-20         | 2025-06-02       | false
    """,
)
enquiries_overlap.fails(
    "A/CINdetails[1]/Section47[1] S47ActualStartDate",
    "A/CINdetails[1]/Section47[1] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[2] S47ActualStartDate",
    "B/CINdetails[1]/Section47[1] S47ActualStartDate",
    "B/CINdetails[1]/Section47[1] DateOfInitialCPC",
    "B/CINdetails[1]/Section47[2] S47ActualStartDate",
    says="the first is still waiting, or says nothing, and the second began on the last day of the year",
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired
        A         | 1            | 2025-05-01         |                  | false
        A         | 1            | 2026-03-31         |                  | true
        B         | 1            | 2025-05-01         | ""               |
        B         | 1            | 2026-03-31         |                  | false
    """,
)
enquiries_overlap.fails(
    "A/CINdetails[1]/Section47[1] S47ActualStartDate",
    "A/CINdetails[1]/Section47[1] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[2] S47ActualStartDate",
    "A/CINdetails[1]/Section47[2] DateOfInitialCPC",
    says="one enquiry was entered twice, so each overlaps the other",
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired
        A         | 1            | 2025-05-01         | 2025-05-20       | false
        A         | 1            | 2025-05-01         | 2025-05-20       | false
    """,
)
enquiries_overlap.passes(
    says="the second began the day after, no conference was needed, it is in another case, or a start is missing",
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired
        A         | 1            | 2025-05-01         | 2025-05-20       | false
        A         | 1            | 2025-05-21         |                  | true
        A         | 1            | 2025-06-02         |                  | 1
        A         | 1            | 2025-07-01         |                  | false
        A         | 1            | 2026-04-01         |                  | false
        A         | 2            | 2025-05-01         | 2025-05-20       | false
        B         | 1            |                    |                  | false
        B         | 1            | 2025-05-20         |                  | false
    """,
)
enquiries_overlap.passes(
    says="there are no enquiries",
    section47="LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired",
)
