"""8510: More than one child has the same number.

Why it matters
    The number must belong to one child only. Otherwise two children's cases are counted as one child's, and each is
    shown with the other's history.

What to do
    Find out whether they are one child. If so, put all episodes into one record; if not, give each child their own
    number.

How this was read
    Numbers are compared exactly as typed, small letters and spaces included. Children without a number are not shown
    here; rule 8500 tells of them.

Where others differ
    The community validator also counts two children without a number as having the same one.
"""

from candour.frames.phrases import given
from candour.frames.said import Found, Repeated
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8510", since=2025)
def number_on_two_children(child_identifiers: Table) -> Found:
    """An LAchildID occurs on more than one child record; every such record is shown."""
    return Repeated(child_identifiers.LAchildID, among=given(child_identifiers.LAchildID))


number_on_two_children.fails(
    "A LAchildID",
    "A LAchildID",
    says="two children have one number",
    child_identifiers="""
        LAchildID
        A
        B
        A
    """,
)
number_on_two_children.passes(
    says="every child has a number of their own, or none",
    child_identifiers="""
        LAchildID | UPN
        A         |
        a         |
        "A "      |
                  | H801200001001
                  | X801200001002
        ""        | L801200001003
        ""        | K820200001001
    """,
)
number_on_two_children.passes(says="there are no children", child_identifiers="LAchildID")
