"""8875: A first child protection conference was held on a Saturday or Sunday.

Why it matters
    Conferences are held on working days. A date at a weekend was typed wrongly, so how soon the conference was held
    cannot be relied on.

What to do
    Look up the day of the conference in its minutes and correct it here. The child protection plan starts on the same
    day: check that too.

How this was read
    Only the conference of an enquiry (Section47) is meant, not that of a child who moved in on a plan (CINdetails).
"""

from candour.frames.phrases import at_a_weekend
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8875", since=2025)
def conference_at_a_weekend(section47: Table) -> Found:
    """A Section47 record's DateOfInitialCPC is a Saturday or a Sunday."""
    return at_a_weekend(section47.DateOfInitialCPC).flags(section47.DateOfInitialCPC)


conference_at_a_weekend.fails(
    "A/CINdetails[1]/Section47[2] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[3] DateOfInitialCPC",
    says="the second is a Saturday and the third a Sunday",
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-05-30
        A         | 1            | 2025-05-31
        A         | 1            | 2025-06-01
        A         | 1            | 2025-06-02
    """,
)
conference_at_a_weekend.passes(
    says="a Friday, a Monday, no date, or no day of the calendar; the child who moved in is not asked about",
    cin_details="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-05-31
    """,
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-05-30
        A         | 1            | 2025-06-02
        A         | 1            |
        A         | 1            | 31/05/2025
    """,
)
conference_at_a_weekend.passes(says="there are no enquiries", section47="LAchildID | CINdetailsID | DateOfInitialCPC")
