"""8740: A child protection enquiry still waiting for its conference did not begin in the census year.

Why it matters
    The conference follows the enquiry within weeks. One that began before the year and still has neither a conference
    nor a word that none is needed has been lost sight of, or its outcome was not written down.

What to do
    Enter the day of the conference, or say in ICPCnotRequired that none was needed. If the start date is wrong,
    correct it; if the enquiry began after 31 March, take it out of this return.

How this was read
    An enquiry without a usable start date is not shown.

Where others differ
    The community validator takes only 0 for "no"; false means the same and is shown too.
"""

from candour.frames.phrases import missing, no, outside_the_year
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8740", since=2025)
def conference_awaited_from_another_year(section47: Table) -> Found:
    """A Section47 record has no DateOfInitialCPC, ICPCnotRequired is false or 0, and its start date is outside the
    census year."""
    pending = missing(section47.DateOfInitialCPC) & no(section47.ICPCnotRequired)
    wrong = pending & outside_the_year(section47.S47ActualStartDate)
    return wrong.flags(section47.S47ActualStartDate, section47.DateOfInitialCPC, section47.ICPCnotRequired)


conference_awaited_from_another_year.fails(
    "A/CINdetails[1]/Section47[1] S47ActualStartDate",
    "A/CINdetails[1]/Section47[1] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[1] ICPCnotRequired",
    "A/CINdetails[1]/Section47[2] S47ActualStartDate",
    "A/CINdetails[1]/Section47[2] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[2] ICPCnotRequired",
    says="one began the day before the year, another the day after it",
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired
        A         | 1            | 2025-03-31         |                  | false
        A         | 1            | 2026-04-01         | ""               | 0
    """,
)
conference_awaited_from_another_year.passes(
    says="they began on the first or the last day, a conference was held or not needed, or an answer is missing",
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired
        A         | 1            | 2025-04-01         |                  | 0
        A         | 1            | 2026-03-31         |                  | false
        B         | 1            | 2025-03-31         | 2025-04-14       | 0
        B         | 1            | 2025-03-31         |                  | true
        B         | 1            | 2025-03-31         |                  | 1
        C         | 1            | 2025-03-31         |                  |
        C         | 1            |                    |                  | 0
    """,
)
conference_awaited_from_another_year.passes(
    says="there are no enquiries",
    section47="LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired",
)
