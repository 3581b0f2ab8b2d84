"""8545Q: A child's date of death is outside the year.

Why it matters
    A child who died before the year began had no open case in it and should not be in the return. A death after the
    year ended belongs in next year's return.

What to do
    Check the date of death. If the child died before the year, take the record out; if after it, leave the date empty
    this year. If there is a good reason to keep it, say so in the return's explanation.
"""

from candour.frames.phrases import outside_the_year
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8545Q", since=2025)
def death_outside_the_year(child_identifiers: Table) -> Found:
    """The date of death is before the first day of the year or after the reference date."""
    return outside_the_year(child_identifiers.PersonDeathDate).flags(child_identifiers.PersonDeathDate)


death_outside_the_year.fails(
    "A PersonDeathDate",
    "B PersonDeathDate",
    says="the child died the day before the year began, or the day after it ended",
    child_identifiers="""
        LAchildID | PersonDeathDate
        A         | 2025-03-31
        B         | 2026-04-01
    """,
)
death_outside_the_year.passes(
    says="the child died on the first or the last day of the year, or is not known to have died",
    child_identifiers="""
        LAchildID | PersonDeathDate
        A         | 2025-04-01
        B         | 2026-03-31
        C         |
        D         | 31/03/2025
    """,
)
death_outside_the_year.passes(says="there are no children", child_identifiers="LAchildID | PersonDeathDate")
