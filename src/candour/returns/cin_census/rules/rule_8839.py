"""8839: A case has two or more enquiries still waiting for a conference.

Why it matters
    A child has one child protection enquiry at a time. Where two are waiting, one was finished and nobody wrote down
    how, or the same enquiry was entered twice.

What to do
    Enter the day of each conference, or say in ICPCnotRequired that none was needed. Take out an enquiry that was
    entered twice.

How this was read
    An enquiry waits if it has no conference date and nobody has said that none is needed. Only enquiries that wait are
    shown.

Where others differ
    The community validator also shows enquiries of the case that needed no conference.
"""

from candour.frames.phrases import missing, yes
from candour.frames.said import Found, how_many
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8839", since=2025)
def two_enquiries_waiting(section47: Table, cin_details: Table) -> Found:
    """An episode has two or more Section47 records with no DateOfInitialCPC whose ICPCnotRequired is not true or 1."""
    waiting = missing(section47.DateOfInitialCPC) & ~yes(section47.ICPCnotRequired)
    wrong = waiting & (how_many(waiting, per=cin_details) > 1)
    return wrong.flags(section47.DateOfInitialCPC)


two_enquiries_waiting.fails(
    "A/CINdetails[1]/Section47[1] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[2] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[5] DateOfInitialCPC",
    says="three are waiting, of one of which nobody has said anything; one was not needed, and one was held",
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired
        A         | 1            |                  | false
        A         | 1            | ""               | 0
        A         | 1            |                  | true
        A         | 1            | 2025-06-02       | false
        A         | 1            | 2025-06-31       |
    """,
)
two_enquiries_waiting.passes(
    says="one in each case is waiting",
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired
        A         | 1            |                  | false
        A         | 1            |                  | 1
        A         | 1            | 2025-06-02       | false
        A         | 2            |                  | false
        B         | 1            |                  | false
    """,
)
two_enquiries_waiting.passes(
    says="there are no enquiries", section47="LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired"
)
