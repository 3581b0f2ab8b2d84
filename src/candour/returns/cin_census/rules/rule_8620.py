"""8620: A case closed on a day outside the census year.

Why it matters
    The return is about one year. A case that closed before it does not belong in the return, and one that closed after
    it was still open when the year ended, so the count of open cases is wrong.

What to do
    Check the closing date on the record and correct it if it is wrong. If the case closed before 1 April, take it out
    of the return; if it closed after 31 March, leave the date and the reason out.
"""

from candour.frames.phrases import outside_the_year
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8620", since=2025)
def closure_outside_the_year(cin_details: Table) -> Found:
    """An episode's closure date is before the first day of the census year or after its last."""
    return outside_the_year(cin_details.CINclosureDate).flags(cin_details.CINclosureDate)


closure_outside_the_year.fails(
    "A/CINdetails[1] CINclosureDate",
    "A/CINdetails[3] CINclosureDate",
    says="one case closed the day before the year began, another the day after it ended",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate
        A         | 1            | 2025-03-31
        A         | 2            | 2025-04-01
        A         | 3            | 2026-04-01
    """,
)
closure_outside_the_year.fails(
    "A/CINdetails[1] CINclosureDate",
    says="the year is the one the header names",
    header="Year | ReferenceDate\n2024 | 2024-03-31",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate
        A         | 1            | 2024-04-01
    """,
)
closure_outside_the_year.passes(
    says="cases closed on the first or the last day, are still open, or have no usable date",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate
        A         | 1            | 2025-04-01
        A         | 2            | 2026-03-31
        A         | 3            |
        B         | 1            | ""
        B         | 2            | 2024-02-30
    """,
)
closure_outside_the_year.passes(says="there are no episodes", cin_details="LAchildID | CINdetailsID | CINclosureDate")
