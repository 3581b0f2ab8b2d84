"""1530: A unique pupil number was given out by an authority that does not exist.

Why it matters
    The second to fourth characters say which authority gave the number out. If there is no such authority, the number
    was mistyped and belongs to nobody, or to another child.

What to do
    Ask the child's school for the number, or look it up in the school census, and copy it again.

How this was read
    Only numbers of 13 characters are looked at. Authorities of the past count, and so do the codes that are used in
    place of an authority.
"""

from candour.frames.phrases import reads_as
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.pupil_number import AUTHORITIES


@rule("1530", since=2025)
def pupil_number_of_no_authority(child_identifiers: Table) -> Found:
    """A UPN of 13 characters has something other than the code of an authority as its second to fourth characters."""
    known = reads_as(child_identifiers.UPN, f".(?:{'|'.join(sorted(AUTHORITIES))}).{{9}}")
    return (reads_as(child_identifiers.UPN, ".{13}") & ~known).flags(child_identifiers.UPN)


pupil_number_of_no_authority.fails(
    "A UPN",
    "B UPN",
    "C UPN",
    "D UPN",
    says="there is no such authority, or they are no digits",
    child_identifiers="""
        LAchildID | UPN
        A         | A999200001001
        B         | A000200001001
        C         | A804200001001
        D         | A8X1200001001
    """,
)
pupil_number_of_no_authority.passes(
    says="the authority is there, or was, or its code stands in for one; or there is no number of 13 characters",
    child_identifiers="""
        LAchildID | UPN
        A         | A801200001001
        B         | A909200001001
        C         | A00120000100B
        D         | A943200001001
        E         |
        F         | A99920000100
        G         | A9992000010011
    """,
)
pupil_number_of_no_authority.passes(says="there are no children", child_identifiers="LAchildID | UPN")
