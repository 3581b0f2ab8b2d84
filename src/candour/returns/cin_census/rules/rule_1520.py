"""1520: One unique pupil number stands on more than one child.

Why it matters
    A unique pupil number belongs to one child. Two children under one number would have their schooling and their
    social care joined to each other's in every national figure.

What to do
    Find out whose number it is. If both records are the same child, join them; if not, take it off the child it does
    not belong to.

How this was read
    Numbers are compared exactly as typed, small letters and spaces included.
"""

from candour.frames.phrases import given
from candour.frames.said import Found, Repeated
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("1520", since=2025)
def pupil_number_on_two_children(child_identifiers: Table) -> Found:
    """A UPN occurs on more than one child record; every such record is shown."""
    return Repeated(child_identifiers.UPN, among=given(child_identifiers.UPN))


pupil_number_on_two_children.fails(
    "A UPN",
    "C UPN",
    says="two children have one number",
    child_identifiers="""
        LAchildID | UPN
        A         | H801200001001
        B         | B801200001002
        C         | H801200001001
    """,
)
pupil_number_on_two_children.passes(
    says="every child has a number of their own, or none",
    child_identifiers="""
        LAchildID | UPN
        A         | H801200001001
        B         | B801200001002
        C         |
        D         | ""
        E         | ""
    """,
)
pupil_number_on_two_children.passes(says="there are no children", child_identifiers="LAchildID | UPN")
