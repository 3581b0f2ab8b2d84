"""8870Q: The target day for a first child protection conference is a Saturday or Sunday.

Why it matters
    Conferences are held on working days. A target at a weekend was worked out wrongly, so it looks as if the
    conference was held late or in time when it was not.

What to do
    Work the target out again: the 15th working day after the strategy discussion that started the enquiry.

Where others differ
    The community validator reads this date as if the day came first, and so never finds this fault in a census file.
"""

from candour.frames.phrases import at_a_weekend
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8870Q", since=2025)
def conference_target_at_a_weekend(section47: Table) -> Found:
    """A Section47 record's InitialCPCtarget is a Saturday or a Sunday."""
    return at_a_weekend(section47.InitialCPCtarget).flags(section47.InitialCPCtarget)


conference_target_at_a_weekend.fails(
    "A/CINdetails[1]/Section47[2] InitialCPCtarget",
    "A/CINdetails[1]/Section47[3] InitialCPCtarget",
    says="the second is a Saturday and the third a Sunday",
    section47="""
        LAchildID | CINdetailsID | InitialCPCtarget
        A         | 1            | 2025-05-30
        A         | 1            | 2025-05-31
        A         | 1            | 2025-06-01
        A         | 1            | 2025-06-02
    """,
)
conference_target_at_a_weekend.passes(
    says="a Friday, a Monday, no date, or no day of the calendar; the conference itself is not asked about",
    section47="""
        LAchildID | CINdetailsID | InitialCPCtarget | DateOfInitialCPC
        A         | 1            | 2025-05-30       | 2025-05-31
        A         | 1            | 2025-06-02       |
        A         | 1            |                  |
        A         | 1            | 31/05/2025       |
    """,
)
conference_target_at_a_weekend.passes(
    says="there are no enquiries", section47="LAchildID | CINdetailsID | InitialCPCtarget"
)
