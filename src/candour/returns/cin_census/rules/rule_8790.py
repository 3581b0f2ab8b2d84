"""8790: A child is said to have no disability, and one as well.

Why it matters
    NONE beside a disability says two opposite things. The child may be left out of the count of disabled children and
    of the help that goes with it.

What to do
    Find out whether the child is disabled. If so, take out NONE; if not, take out the others.

How this was read
    The entries beside NONE are shown, not NONE itself. NONE may be in small letters here. An empty entry is no
    disability.
"""

from candour.frames.phrases import given, reads_as
from candour.frames.said import Found, any_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.disability import NO_DISABILITY


@rule("8790", since=2025)
def no_disability_and_one(disabilities: Table, child_identifiers: Table) -> Found:
    """A child has a Disability of NONE, in whichever letters, and another Disability; the other ones are shown."""
    none = reads_as(disabilities.Disability, f"(?i:{NO_DISABILITY})")
    another = given(disabilities.Disability) & ~none & any_of(none, per=child_identifiers)
    return another.flags(disabilities.Disability)


no_disability_and_one.fails(
    "A/Disability[1] Disability",
    "A/Disability[3] Disability",
    "B/Disability[2] Disability",
    says="NONE stands between two others, or in small letters before one nobody knows",
    disabilities="""
        LAchildID | Disability
        A         | MOB
        A         | NONE
        A         | LD
        B         | None
        B         | XYZ
    """,
)
no_disability_and_one.passes(
    says="NONE is alone, twice, beside an empty entry, or another child's",
    disabilities="""
        LAchildID | Disability
        A         | NONE
        B         | NONE
        B         | none
        C         | NONE
        C         | ""
        C         |
        D         | MOB
        D         | LD
    """,
)
no_disability_and_one.passes(says="there are no children", disabilities="LAchildID | Disability")
