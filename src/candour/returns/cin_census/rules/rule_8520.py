"""8520: A child was born after the year ended.

Why it matters
    A child who is not born by 31 March has an expected date of birth, and no date of birth, in this year's return. A
    later date is usually mistyped.

What to do
    If the year of birth was mistyped, correct it. If the child was born after 31 March, leave the date of birth out
    this year and enter the date on which the child was expected.
"""

from candour.frames.phrases import after, reference_date
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8520", since=2025)
def birth_after_the_year(child_identifiers: Table) -> Found:
    """The date of birth is later than the reference date."""
    return after(child_identifiers.PersonBirthDate, reference_date).flags(child_identifiers.PersonBirthDate)


birth_after_the_year.fails(
    "A PersonBirthDate",
    says="the child was born the day after the year ended",
    child_identifiers="""
        LAchildID | PersonBirthDate
        A         | 2026-04-01
    """,
)
birth_after_the_year.passes(
    says="the child was born on the last day of the year, or years ago, or the date is missing or no date",
    child_identifiers="""
        LAchildID | PersonBirthDate
        A         | 2026-03-31
        B         | 2012-05-01
        C         |
        D         | 2026-04-31
    """,
)
birth_after_the_year.passes(says="there are no children", child_identifiers="LAchildID | PersonBirthDate")
