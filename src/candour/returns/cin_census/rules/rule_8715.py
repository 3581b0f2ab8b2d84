"""8715: A first child protection conference was held on a day outside the census year.

Why it matters
    Conferences count in the year they were held. One outside the year is counted in two returns, or was typed wrongly.

What to do
    Check the date of the conference on the record and correct it if it is wrong. If it was held before 1 April, take
    the enquiry out of the return; if after 31 March, leave the date out.

How this was read
    Only the conference of an enquiry (Section47) is meant, not that of a child who moved in on a plan (CINdetails).
"""

from candour.frames.phrases import outside_the_year
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8715", since=2025)
def conference_outside_the_year(section47: Table) -> Found:
    """A Section47 record's DateOfInitialCPC is before the first day of the census year or after its last."""
    return outside_the_year(section47.DateOfInitialCPC).flags(section47.DateOfInitialCPC)


conference_outside_the_year.fails(
    "A/CINdetails[1]/Section47[1] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[3] DateOfInitialCPC",
    says="one was held the day before the year began, another the day after it ended",
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-03-31
        A         | 1            | 2025-04-01
        A         | 1            | 2026-04-01
    """,
)
conference_outside_the_year.passes(
    says="they were held on the first or the last day, there is no usable date, or the child moved in on a plan",
    cin_details="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-03-31
    """,
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-04-01
        A         | 1            | 2026-03-31
        A         | 1            |
        A         | 1            | 2024-02-30
    """,
)
conference_outside_the_year.passes(
    says="there are no enquiries", section47="LAchildID | CINdetailsID | DateOfInitialCPC"
)
