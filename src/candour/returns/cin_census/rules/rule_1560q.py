"""1560Q: A child's former unique pupil number is not a letter followed by twelve digits.

Why it matters
    The former number joins a child's earlier schooling to the later. If it was mistyped, it joins nothing, or joins two
    children.

What to do
    Check the former number with the school. If it was only given for a time and rightly ends in a letter, say so in the
    return's explanation.

How this was read
    A former number that was given for a time, and ends in a letter, is shown as well. A small letter at the beginning
    is let through.
"""

from candour.frames.phrases import given, reads_as
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("1560Q", since=2025)
def former_pupil_number_of_another_form(child_identifiers: Table) -> Found:
    """A FormerUPN is there and is not one letter followed by twelve digits."""
    formed = reads_as(child_identifiers.FormerUPN, "[A-Za-z][0-9]{12}")
    return (given(child_identifiers.FormerUPN) & ~formed).flags(child_identifiers.FormerUPN)


former_pupil_number_of_another_form.fails(
    "A FormerUPN",
    "B FormerUPN",
    "C FormerUPN",
    "D FormerUPN",
    "E FormerUPN",
    says="it ends in a letter, is too short or too long, begins with a digit, or has a space before it",
    child_identifiers="""
        LAchildID | FormerUPN
        A         | H80120000100B
        B         | H80120000100
        C         | H8012000010011
        D         | 8801200001001
        E         | " H801200001001"
    """,
)
former_pupil_number_of_another_form.passes(
    says="it is formed like one, or there is none",
    child_identifiers="""
        LAchildID | FormerUPN
        A         | H801200001001
        B         | h801200001001
        C         |
        D         | ""
    """,
)
former_pupil_number_of_another_form.passes(says="there are no children", child_identifiers="LAchildID | FormerUPN")
