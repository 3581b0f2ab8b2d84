"""8750: A child who is not yet born is shown with a sex.

Why it matters
    An unborn child's sex is not recorded. A child with a sex was most likely born since, and the record still lacks
    the day of birth.

What to do
    If the child has been born, enter the day of birth and take out the expected one. If not, set the sex to U; in
    returns up to 2023-24, set the gender to 0.

How this was read
    A child counts as unborn with an expected and no actual date of birth. No answer at all is shown too: it is not the
    code for an unborn child.
"""

from candour.frames.phrases import given, is_one_of, missing
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule

UNBORN_SEX, UNBORN_GENDER = "U", "0"


@rule("8750", since=2009, until=2024)
def gender_of_an_unborn_child(child_identifiers: Table) -> Found:
    """ExpectedPersonBirthDate is present, PersonBirthDate is missing, and GenderCurrent is not 0."""
    born, expected = child_identifiers.PersonBirthDate, child_identifiers.ExpectedPersonBirthDate
    gender = child_identifiers.GenderCurrent
    wrong = given(expected) & missing(born) & ~is_one_of(gender, [UNBORN_GENDER])
    return wrong.flags(gender, born, expected)


gender_of_an_unborn_child.fails(
    "A GenderCurrent",
    "A PersonBirthDate",
    "A ExpectedPersonBirthDate",
    "B GenderCurrent",
    "B PersonBirthDate",
    "B ExpectedPersonBirthDate",
    says="the gender is male, or not there",
    header="Year | ReferenceDate\n2024 | 2024-03-31",
    child_identifiers="""
        LAchildID | PersonBirthDate | ExpectedPersonBirthDate | GenderCurrent | Sex
        A         |                 | 2024-06-02              | 1             |
        B         | ""              | 2024-06-02              |               | U
    """,
)
gender_of_an_unborn_child.passes(
    says="the gender is not known, or the child was born",
    header="Year | ReferenceDate\n2024 | 2024-03-31",
    child_identifiers="""
        LAchildID | PersonBirthDate | ExpectedPersonBirthDate | GenderCurrent
        A         |                 | 2024-06-02              | 0
        B         | 2024-03-01      | 2024-03-02              | 2
        C         | 2015-03-01      |                         | 1
        D         |                 |                         | 1
    """,
)
gender_of_an_unborn_child.passes(
    says="there are no children",
    header="Year | ReferenceDate",
    child_identifiers="LAchildID | PersonBirthDate | ExpectedPersonBirthDate | GenderCurrent",
)


@rule("8750", since=2025)
def sex_of_an_unborn_child(child_identifiers: Table) -> Found:
    """ExpectedPersonBirthDate is present, PersonBirthDate is missing, and Sex is not exactly U."""
    born, expected, sex = (
        child_identifiers.PersonBirthDate,
        child_identifiers.ExpectedPersonBirthDate,
        child_identifiers.Sex,
    )
    wrong = given(expected) & missing(born) & ~is_one_of(sex, [UNBORN_SEX])
    return wrong.flags(sex, born, expected)


sex_of_an_unborn_child.fails(
    "A Sex",
    "A PersonBirthDate",
    "A ExpectedPersonBirthDate",
    "B Sex",
    "B PersonBirthDate",
    "B ExpectedPersonBirthDate",
    "C Sex",
    "C PersonBirthDate",
    "C ExpectedPersonBirthDate",
    says="the sex is male, not there, or in a small letter; a day of birth that is no day does not count",
    child_identifiers="""
        LAchildID | PersonBirthDate | ExpectedPersonBirthDate | Sex
        A         |                 | 2026-06-02              | M
        B         | ""              | 2026-06-02              |
        C         | 2026-02-30      | 2026-06-02              | u
    """,
)
sex_of_an_unborn_child.passes(
    says="the sex is not known, the child was born, or nobody knows either day",
    child_identifiers="""
        LAchildID | PersonBirthDate | ExpectedPersonBirthDate | Sex
        A         |                 | 2026-06-02              | U
        B         | 2026-03-01      | 2026-03-02              | F
        C         | 2015-03-01      |                         | M
        D         |                 |                         | M
        E         |                 | 2026-06-31              | F
    """,
)
sex_of_an_unborn_child.passes(
    says="there are no children",
    child_identifiers="LAchildID | PersonBirthDate | ExpectedPersonBirthDate | Sex",
)
