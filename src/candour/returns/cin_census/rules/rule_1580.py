"""1580: A child's number holds something other than letters and digits.

Why it matters
    Spaces, dashes and other signs are changed or lost when files are moved, and then the child cannot be found again
    next year.

What to do
    Give the child the number without the other signs, here and in the record it comes from. Make sure that no other
    child has that number already.

How this was read
    Letters are A to Z, capital or small, without accents.

Where others differ
    The community validator lets letters with accents through, and letters and digits of other alphabets.
"""

from candour.frames.phrases import given, reads_as
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("1580", since=2025)
def number_with_other_signs(child_identifiers: Table) -> Found:
    """A child's LAchildID is there and holds a character that is neither a letter A to Z nor a digit."""
    number = child_identifiers.LAchildID
    return (given(number) & ~reads_as(number, "[A-Za-z0-9]+")).flags(number)


number_with_other_signs.fails(
    "A-1 LAchildID",
    "B 1 LAchildID",
    " C1 LAchildID",
    "D/1 LAchildID",
    "É1 LAchildID",
    says="there is a dash, a space, a space before, a stroke or an accent",
    child_identifiers="""
        LAchildID
        A-1
        B 1
        " C1"
        D/1
        É1
    """,
)
number_with_other_signs.passes(
    says="there are only letters and digits, or there is no number",
    child_identifiers="""
        LAchildID | UPN
        A1b2      |
        0001      |
                  | H801200001001
    """,
)
number_with_other_signs.passes(says="there are no children", child_identifiers="LAchildID")
