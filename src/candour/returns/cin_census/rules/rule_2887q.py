"""2887Q: The whole return uses fewer than eight kinds of disability.

Why it matters
    There are twelve kinds of disability in the census. A return with only a few of them usually means that disability
    is being recorded as one general code, so that disabled children cannot be seen or planned for.

What to do
    Ask which disabilities workers can choose on the record, and whether a code is lost on the way into the return. If
    the return is small and the codes are right, say so in the return's explanation.

Where others differ
    The community validator counts the rows that say NONE, and asks whether there are at most seven of them. The rule
    is about the number of different disabilities, NONE left out.
"""

from candour.frames.phrases import is_one_of
from candour.frames.said import Found, Whole
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.disability import DISABILITY

KINDS = [code for code in DISABILITY.codes if code != "NONE"]
FEWEST = 8


@rule("2887Q", since=2025)
def few_kinds_of_disability(disabilities: Table) -> Found:
    """At most seven different disability codes, NONE left out, are used in the whole return."""
    used = {code: is_one_of(disabilities.Disability, [code]) for code in KINDS}
    return Whole(used, odd=lambda counted: sum(number > 0 for number in counted.values()) < FEWEST)


few_kinds_of_disability.fails(
    "the return",
    says="seven kinds, one of them twice, and NONE",
    disabilities="""
        LAchildID | Disability
        A         | MOB
        A         | HAND
        A         | PC
        B         | INC
        B         | COMM
        B         | LD
        C         | HEAR
        C         | MOB
        D         | NONE
    """,
)
few_kinds_of_disability.passes(
    says="eight kinds",
    disabilities="""
        LAchildID | Disability
        A         | MOB
        A         | HAND
        A         | PC
        B         | INC
        B         | COMM
        B         | LD
        C         | HEAR
        C         | VIS
    """,
)
few_kinds_of_disability.fails(
    "the return",
    says="no child has a disability recorded at all",
    disabilities="LAchildID | Disability",
)
