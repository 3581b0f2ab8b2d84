"""100: The reference date in the header is not 31 March of the return's year.

Why it matters
    The reference date says which year the return is about, and every rule about the year is counted from it. If it is
    wrong, the other findings cannot be trusted.

What to do
    Correct this first: enter 31 March of the year the return is for, year first, as in 2026-03-31, and make sure that
    Year holds the same year. Then check the return again.

How this was read
    Year is the calendar year in which the return's year ends. Where it is missing or no year, no reference date can be
    right, so the date is shown.
"""

from candour.frames.phrases import same_day
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.period import last_day_of_header_year
from candour.returns.cin_census.rules import rule


@rule("100", since=2025)
def reference_date_not_the_end_of_the_year(header: Table) -> Found:
    """The header's ReferenceDate is missing or no date, or is not 31 March of the header's Year."""
    return (~same_day(header.ReferenceDate, last_day_of_header_year)).flags(header.ReferenceDate)


reference_date_not_the_end_of_the_year.fails(
    "Header ReferenceDate",
    says="it is the day before",
    header="""
        Year | ReferenceDate
        2026 | 2026-03-30
    """,
)
reference_date_not_the_end_of_the_year.fails(
    "Header ReferenceDate",
    says="it is 31 March of the year before",
    header="""
        Year | ReferenceDate
        2026 | 2025-03-31
    """,
)
reference_date_not_the_end_of_the_year.fails(
    "Header ReferenceDate",
    says="it is missing",
    header="""
        Year | ReferenceDate
        2026 |
    """,
)
reference_date_not_the_end_of_the_year.fails(
    "Header ReferenceDate",
    says="it is not typed as a date",
    header="""
        Year | ReferenceDate
        2026 | 31/03/2026
    """,
)
reference_date_not_the_end_of_the_year.fails(
    "Header ReferenceDate",
    says="the year is missing",
    header="""
        Year | ReferenceDate
             | 2026-03-31
    """,
)
reference_date_not_the_end_of_the_year.passes(
    says="it is 31 March of the header's year",
    header="""
        Year | ReferenceDate
        2024 | 2024-03-31
    """,
)
reference_date_not_the_end_of_the_year.passes(
    says="the header is as it should be and there are no children", child_identifiers="LAchildID"
)
