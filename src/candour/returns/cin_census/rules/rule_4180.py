"""4180: A child's sex is missing, or is not one of the codes.

Why it matters
    Sex is asked of every child. Where it is missing or is not a code, the child drops out of every figure for boys and
    girls.

What to do
    Enter F or M as on the record. Enter U only for a child who is not yet born, or whose sex is not known. In a return
    up to 2023-24 enter 1 for male, 2 for female, 9 for indeterminate and 0 for not recorded or not yet born.

How this was read
    Codes must be typed exactly: f and Female are not codes. Up to 2023-24 the return asked for gender in place of sex,
    with codes of its own.
"""

from candour.frames.phrases import is_one_of
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.gender_current import GENDER_CURRENT
from candour.terms.sex import SEX


@rule("4180", since=2009, until=2024, message="A child's gender is missing, or is not one of the codes")
def gender_not_recorded(child_identifiers: Table) -> Found:
    """GenderCurrent is missing, or is not 0, 1, 2 or 9."""
    listed = is_one_of(child_identifiers.GenderCurrent, GENDER_CURRENT.codes)
    return (~listed).flags(child_identifiers.GenderCurrent)


gender_not_recorded.fails(
    "A GenderCurrent",
    "B GenderCurrent",
    "C GenderCurrent",
    "D GenderCurrent",
    says="it is missing, empty, no code, or a code of later years",
    header="""
        Year | ReferenceDate
        2024 | 2024-03-31
    """,
    child_identifiers="""
        LAchildID | GenderCurrent
        A         |
        B         | ""
        C         | 3
        D         | M
    """,
)
gender_not_recorded.passes(
    says="it is one of the codes",
    header="""
        Year | ReferenceDate
        2024 | 2024-03-31
    """,
    child_identifiers="""
        LAchildID | GenderCurrent
        A         | 0
        B         | 1
        C         | 2
        D         | 9
    """,
)
gender_not_recorded.passes(
    says="there are no children",
    header="""
        Year | ReferenceDate
    """,
    child_identifiers="LAchildID | GenderCurrent",
)


@rule("4180", since=2025)
def sex_not_recorded(child_identifiers: Table) -> Found:
    """Sex is missing, or is not exactly M, F or U."""
    return (~is_one_of(child_identifiers.Sex, SEX.codes)).flags(child_identifiers.Sex)


sex_not_recorded.fails(
    "A Sex",
    "B Sex",
    "C Sex",
    "D Sex",
    "E Sex",
    says="it is missing, empty, in small letters, a word, or a code of earlier years",
    child_identifiers="""
        LAchildID | Sex
        A         |
        B         | ""
        C         | m
        D         | Female
        E         | 1
    """,
)
sex_not_recorded.passes(
    says="it is one of the codes",
    child_identifiers="""
        LAchildID | Sex
        A         | F
        B         | M
        C         | U
    """,
)
sex_not_recorded.passes(says="there are no children", child_identifiers="LAchildID | Sex")
