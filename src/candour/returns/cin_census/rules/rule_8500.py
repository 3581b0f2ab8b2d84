"""8500: A child has no number.

Why it matters
    The number is how a child is known from one year to the next, and how anybody can find the child that a mistake is
    about.

What to do
    Enter the number your records use for the child. The line of the file shows which child it is.
"""

from candour.frames.phrases import missing
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8500", since=2025)
def child_without_a_number(child_identifiers: Table) -> Found:
    """A child record's LAchildID is missing."""
    return missing(child_identifiers.LAchildID).flags(child_identifiers.LAchildID)


child_without_a_number.fails(
    "Child[1] LAchildID",
    "Child[3] LAchildID",
    says="it is missing, or empty",
    child_identifiers="""
        LAchildID | UPN
                  | H801200001001
        B         | X801200001002
        ""        | L801200001003
    """,
)
child_without_a_number.passes(
    says="every child has one",
    child_identifiers="""
        LAchildID
        A
        B
    """,
)
child_without_a_number.passes(says="there are no children", child_identifiers="LAchildID")
