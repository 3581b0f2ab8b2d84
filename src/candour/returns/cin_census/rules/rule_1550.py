"""1550: A unique pupil number ends in a character that no number ends in.

Why it matters
    The last character is a digit, or a capital letter if the number was only given for a time. I, O and S are not used,
    as they look like digits. Anything else means that the number was mistyped.

What to do
    Ask the child's school for the number, or look it up in the school census, and copy it again. If it ends in I, O or
    S, it may be 1, 0 or 5.

How this was read
    Only numbers of 13 characters are looked at.
"""

from candour.frames.phrases import reads_as
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.pupil_number import CHECK_LETTERS


@rule("1550", since=2025)
def pupil_number_with_a_wrong_end(child_identifiers: Table) -> Found:
    """A UPN of 13 characters ends in something other than a digit or a capital letter without I, O and S."""
    ends_well = reads_as(child_identifiers.UPN, f".{{12}}[0-9{CHECK_LETTERS}]")
    return (reads_as(child_identifiers.UPN, ".{13}") & ~ends_well).flags(child_identifiers.UPN)


pupil_number_with_a_wrong_end.fails(
    "A UPN",
    "B UPN",
    "C UPN",
    "D UPN",
    "E UPN",
    says="it ends in I, O or S, in a small letter or in a space",
    child_identifiers="""
        LAchildID | UPN
        A         | H80120000100I
        B         | H80120000100O
        C         | H80120000100S
        D         | H80120000100b
        E         | "H80120000100 "
    """,
)
pupil_number_with_a_wrong_end.passes(
    says="it ends in a digit or in a letter that is used, or is not 13 characters long",
    child_identifiers="""
        LAchildID | UPN
        A         | H801200001001
        B         | H80120000100A
        C         | H80120000100W
        D         | H80120000100Z
        E         | H8012000010S
        F         | H801200001001S
        G         |
    """,
)
pupil_number_with_a_wrong_end.passes(says="there are no children", child_identifiers="LAchildID | UPN")
