"""1540: The fifth to twelfth characters of a unique pupil number are not all digits.

Why it matters
    These eight characters hold the school's number, the year and a count, and are always digits. With anything else in
    them the number was mistyped, and the child cannot be followed into schools' figures.

What to do
    Ask the child's school for the number, or look it up in the school census, and copy it again. Look out for the
    letter O in place of a nought.

How this was read
    Numbers of any length are looked at. Of one shorter than twelve characters, those it has from the fifth onward must
    be digits, and there must be at least one.
"""

from candour.frames.phrases import given, reads_as
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("1540", since=2025)
def pupil_number_without_its_digits(child_identifiers: Table) -> Found:
    """A UPN is there and its fifth to twelfth characters are not all digits, or it has none of them."""
    digits = reads_as(child_identifiers.UPN, ".{4}(?:[0-9]{1,7}|[0-9]{8}.*)")
    return (given(child_identifiers.UPN) & ~digits).flags(child_identifiers.UPN)


pupil_number_without_its_digits.fails(
    "A UPN",
    "B UPN",
    "C UPN",
    "D UPN",
    "E UPN",
    says="the fifth or the twelfth is a letter, or a letter O stands among them, or the number stops before them",
    child_identifiers="""
        LAchildID | UPN
        A         | H801X00001001
        B         | H8012000010X1
        C         | H8012000O1001
        D         | H801
        E         | " "
    """,
)
pupil_number_without_its_digits.passes(
    says="they are digits, whatever comes before and after, or there is no number",
    child_identifiers="""
        LAchildID | UPN
        A         | H801200001001
        B         | H80120000100B
        C         | HXXX20000100
        D         | H801200001001999
        E         | H8012
        F         |
        G         | ""
    """,
)
pupil_number_without_its_digits.passes(says="there are no children", child_identifiers="LAchildID | UPN")
