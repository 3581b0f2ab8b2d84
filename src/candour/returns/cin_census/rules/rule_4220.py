"""4220: A child's ethnicity is missing, or is not one of the codes.

Why it matters
    Ethnicity is asked of every child, also so that an authority can see whether it serves all of them alike. A child
    without a code drops out of those figures.

What to do
    Enter the code the family chose. Enter REFU if they would rather not say, and NOBT if nobody has asked them yet.

How this was read
    Codes must be typed exactly, in capital letters.
"""

from candour.frames.phrases import is_one_of
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.ethnicity import ETHNICITY


@rule("4220", since=2025)
def ethnicity_not_recorded(child_characteristics: Table) -> Found:
    """Ethnicity is missing, or is not one of the codes of the list."""
    return (~is_one_of(child_characteristics.Ethnicity, ETHNICITY.codes)).flags(child_characteristics.Ethnicity)


ethnicity_not_recorded.fails(
    "A Ethnicity",
    "B Ethnicity",
    "C Ethnicity",
    "D Ethnicity",
    "E Ethnicity",
    says="it is missing, empty, no code, in small letters, or has a space after it",
    child_characteristics="""
        LAchildID | Ethnicity
        A         |
        B         | ""
        C         | WHIT
        D         | wbri
        E         | "WBRI "
    """,
)
ethnicity_not_recorded.passes(
    says="it is one of the codes",
    child_characteristics="""
        LAchildID | Ethnicity
        A         | WBRI
        B         | CHNE
        C         | REFU
        D         | NOBT
    """,
)
ethnicity_not_recorded.passes(says="there are no children", child_characteristics="LAchildID | Ethnicity")
