"""1510: A unique pupil number does not begin with its check letter.

Why it matters
    The first letter is worked out from the twelve digits after it. If it does not fit, at least one character is
    wrong, and the number is nobody's or another child's.

What to do
    Ask the child's school for the number, or look it up in the school census, and copy it again. Do not change only the
    letter: a digit may be the one that is wrong.

How this was read
    Only numbers of 13 characters whose last 12 are digits are worked out, so numbers given for a time, which end in a
    letter, are not. A small letter is not the check letter.
"""

from candour.frames.phrases import check_letter_differs
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.pupil_number import CHECK_LETTERS


@rule("1510", since=2025)
def pupil_number_with_a_wrong_check_letter(child_identifiers: Table) -> Found:
    """A UPN of 13 characters, the last 12 of them digits, begins with something other than its check letter: the digits
    are multiplied by 2 to 13, and the remainder of their sum divided by 23 is the place in the list of letters."""
    return check_letter_differs(child_identifiers.UPN, CHECK_LETTERS, digits=12).flags(child_identifiers.UPN)


pupil_number_with_a_wrong_check_letter.fails(
    "A UPN",
    "B UPN",
    "C UPN",
    "D UPN",
    "E UPN",
    says="another letter, one never used, a small letter, a digit, or one digit changed",
    child_identifiers="""
        LAchildID | UPN
        A         | A801200001001
        B         | I801200001001
        C         | h801200001001
        D         | 1801200001001
        E         | H801200001002
    """,
)
pupil_number_with_a_wrong_check_letter.passes(
    says="the letter fits, the first and the last of the list among them",
    child_identifiers="""
        LAchildID | UPN
        A         | H801200001001
        B         | A801200000003
        C         | Z801200000012
        D         | A000000000000
    """,
)
pupil_number_with_a_wrong_check_letter.passes(
    says="there is no number, or it is too short or too long, or has a letter among the digits or at its end",
    child_identifiers="""
        LAchildID | UPN
        A         |
        B         | ""
        C         | A80120000100
        D         | A8012000010011
        E         | A80120000100B
        F         | A8012X0001001
    """,
)
pupil_number_with_a_wrong_check_letter.passes(says="there are no children", child_identifiers="LAchildID | UPN")
