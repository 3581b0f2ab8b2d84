"""8794: One disability is given twice for a child.

Why it matters
    Each disability is named once. A code given twice stands in the place of another that was meant, or makes
    disabilities count too high.

What to do
    Take out one of the two, or put the disability that was meant in its place.

How this was read
    Codes are compared exactly as typed, and every entry with the code is shown. Empty entries are not the same code.
"""

from candour.frames.phrases import given
from candour.frames.said import Found, same_again
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8794", since=2025)
def disability_given_twice(disabilities: Table, child_identifiers: Table) -> Found:
    """The same Disability occurs more than once for a child; every such row is shown."""
    disability = disabilities.Disability
    return (given(disability) & same_again(disability, per=child_identifiers)).flags(disability)


disability_given_twice.fails(
    "A/Disability[1] Disability",
    "A/Disability[3] Disability",
    "A/Disability[4] Disability",
    "B/Disability[1] Disability",
    "B/Disability[2] Disability",
    says="one is given three times, and NONE twice",
    disabilities="""
        LAchildID | Disability
        A         | MOB
        A         | LD
        A         | MOB
        A         | MOB
        B         | NONE
        B         | NONE
    """,
)
disability_given_twice.passes(
    says="the same disability is another child's, the texts differ, or both are empty",
    disabilities="""
        LAchildID | Disability
        A         | MOB
        A         | mob
        B         | MOB
        B         | ""
        B         | ""
        B         |
        B         |
    """,
)
disability_given_twice.passes(says="there are no children", disabilities="LAchildID | Disability")
