"""8535Q: A child died before they were born, or died and has no date of birth.

Why it matters
    Nobody dies before birth, so one of the dates is wrong. A child who died and has no date of birth was either born,
    and the date is missing, or is shown as dead by mistake.

What to do
    Check the date of death first, then the date of birth. Correct the one that is wrong or enter the one that is
    missing. If the child was not born alive, say so in the return's explanation.

How this was read
    A date of death without a date of birth is shown, even if the day on which the child was expected is there.

Where others differ
    The community validator lets a child without a date of birth through who was expected later than the date of death.
"""

from candour.frames.phrases import after, given, missing
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8535Q", since=2025)
def death_before_birth(child_identifiers: Table) -> Found:
    """A date of death is there, and the date of birth is later than it or missing."""
    born, died = child_identifiers.PersonBirthDate, child_identifiers.PersonDeathDate
    return (given(died) & (after(born, died) | missing(born))).flags(died, born)


death_before_birth.fails(
    "A PersonBirthDate",
    "A PersonDeathDate",
    "B PersonBirthDate",
    "B PersonDeathDate",
    "C PersonBirthDate",
    "C PersonDeathDate",
    says="the child was born the day after, or the date of birth is missing or no date",
    child_identifiers="""
        LAchildID | PersonBirthDate | ExpectedPersonBirthDate | PersonDeathDate
        A         | 2025-05-02      |                         | 2025-05-01
        B         |                 | 2025-06-10              | 2025-05-01
        C         | 01/05/2025      |                         | 2025-05-01
    """,
)
death_before_birth.passes(
    says="the child died on the day of birth or later, or is not known to have died",
    child_identifiers="""
        LAchildID | PersonBirthDate | PersonDeathDate
        A         | 2025-05-01      | 2025-05-01
        B         | 2012-05-01      | 2025-05-01
        C         | 2025-05-02      |
        D         |                 | 01/05/2025
    """,
)
death_before_birth.passes(
    says="there are no children", child_identifiers="LAchildID | PersonBirthDate | PersonDeathDate"
)
