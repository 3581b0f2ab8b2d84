"""8525Q: A child has neither a date of birth nor an expected one, or has both.

Why it matters
    A born child has a date of birth; an unborn child has the date on which they are expected. With neither or both
    nobody can tell how old the child is, or whether they are born.

What to do
    For a child born by 31 March enter the date of birth and take the expected date out. For a child not yet born enter
    only the expected date.

How this was read
    A date that is not typed as a day of the calendar, year first, counts as missing.
"""

from candour.frames.phrases import given, missing
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8525Q", since=2025)
def neither_or_both_dates_of_birth(child_identifiers: Table) -> Found:
    """Neither or both of PersonBirthDate and ExpectedPersonBirthDate are there."""
    born, expected = child_identifiers.PersonBirthDate, child_identifiers.ExpectedPersonBirthDate
    return (given(born) & given(expected) | missing(born) & missing(expected)).flags(born, expected)


neither_or_both_dates_of_birth.fails(
    "A PersonBirthDate",
    "A ExpectedPersonBirthDate",
    "B PersonBirthDate",
    "B ExpectedPersonBirthDate",
    "C PersonBirthDate",
    "C ExpectedPersonBirthDate",
    says="both are there, or neither, or the only one is no date",
    child_identifiers="""
        LAchildID | PersonBirthDate | ExpectedPersonBirthDate
        A         | 2025-05-01      | 2025-05-10
        B         |                 | ""
        C         | 01/05/2025      |
    """,
)
neither_or_both_dates_of_birth.passes(
    says="one of them is there",
    child_identifiers="""
        LAchildID | PersonBirthDate | ExpectedPersonBirthDate
        A         | 2025-05-01      |
        B         |                 | 2026-05-10
        C         | 2025-05-01      | unknown
    """,
)
neither_or_both_dates_of_birth.passes(
    says="there are no children", child_identifiers="LAchildID | PersonBirthDate | ExpectedPersonBirthDate"
)
