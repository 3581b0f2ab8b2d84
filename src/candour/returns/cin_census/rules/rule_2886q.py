"""2886Q: The sex of more than 2% of the children is not known.

Why it matters
    Apart from unborn children there are few whose sex is not known. A larger share usually means that an answer is lost
    on its way into the return, and the figures for boys and girls cannot be trusted.

What to do
    Find the born children whose sex is missing or U and complete them from the record. If many are missing that do have
    an answer there, ask whoever makes the file to look into it.

How this was read
    Children with an expected date of birth are not counted as unknown, but count among all children. Exactly 2% is in
    order. Up to 2023-24 the return asked for gender, and 0 meant not known.

Where others differ
    The community validator stops with an error on a return without children.
"""

from collections.abc import Mapping

from candour.frames.phrases import is_one_of, missing
from candour.frames.said import Found, Whole, row_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule

PERCENT = 2


def _more_than_a_few(counted: Mapping[str, int]) -> bool:
    return counted["unknown"] * 100 > counted["children"] * PERCENT


@rule("2886Q", since=2009, until=2024, message="The gender of more than 2% of the children is not known")
def gender_of_many_not_known(child_identifiers: Table) -> Found:
    """More than 2% of the child records have no GenderCurrent, or 0, and no ExpectedPersonBirthDate."""
    gender = child_identifiers.GenderCurrent
    unknown = (missing(gender) | is_one_of(gender, ["0"])) & missing(child_identifiers.ExpectedPersonBirthDate)
    return Whole({"children": row_of(child_identifiers), "unknown": unknown}, odd=_more_than_a_few)


gender_of_many_not_known.fails(
    "the return",
    says="one in three is 0; the unborn child does not count as unknown, nor does 9",
    header="""
        Year | ReferenceDate
        2024 | 2024-03-31
    """,
    child_identifiers="""
        LAchildID | GenderCurrent | ExpectedPersonBirthDate
        A         | 0             |
        B         | 9             |
        C         | 0             | 2024-06-01
    """,
)
gender_of_many_not_known.passes(
    says="every born child has a gender",
    header="""
        Year | ReferenceDate
        2024 | 2024-03-31
    """,
    child_identifiers="""
        LAchildID | GenderCurrent | ExpectedPersonBirthDate
        A         | 1             |
        B         | 9             |
        C         | 0             | 2024-06-01
        D         |               | 2024-06-01
    """,
)
gender_of_many_not_known.passes(
    says="there are no children",
    header="""
        Year | ReferenceDate
    """,
    child_identifiers="LAchildID | GenderCurrent | ExpectedPersonBirthDate",
)


@rule("2886Q", since=2025)
def sex_of_many_not_known(child_identifiers: Table) -> Found:
    """More than 2% of the child records have no Sex, or U, and no ExpectedPersonBirthDate."""
    unsaid = missing(child_identifiers.Sex) | is_one_of(child_identifiers.Sex, ["U"])
    unknown = unsaid & missing(child_identifiers.ExpectedPersonBirthDate)
    return Whole({"children": row_of(child_identifiers), "unknown": unknown}, odd=_more_than_a_few)


def _with_others(rows: str, others: int) -> str:
    return rows + "".join(f"Other{number} | F |\n" for number in range(others))


ONE_UNKNOWN = "LAchildID | Sex | ExpectedPersonBirthDate\nA | U |\nB | U | 2026-06-01\n"

sex_of_many_not_known.fails("the return", says="it is 1 child of 49", child_identifiers=_with_others(ONE_UNKNOWN, 47))
sex_of_many_not_known.passes(says="it is 1 child of 50", child_identifiers=_with_others(ONE_UNKNOWN, 48))
sex_of_many_not_known.fails(
    "the return",
    says="it is missing or empty, and the expected date is no date",
    child_identifiers="""
        LAchildID | Sex | ExpectedPersonBirthDate
        A         |     |
        B         | ""  | soon
        C         | F   |
    """,
)
sex_of_many_not_known.passes(
    says="a sex that is not in the list is not missing, and unborn children are not counted as unknown",
    child_identifiers="""
        LAchildID | Sex | ExpectedPersonBirthDate
        A         | X   |
        B         | u   |
        C         | U   | 2026-06-01
        D         |     | 2026-06-01
    """,
)
sex_of_many_not_known.passes(
    says="there are no children", child_identifiers="LAchildID | Sex | ExpectedPersonBirthDate"
)
