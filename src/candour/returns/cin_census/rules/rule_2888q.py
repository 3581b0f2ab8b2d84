"""2888Q: No child in the whole return has more than one disability.

Why it matters
    Many disabled children are disabled in more than one way. If no child is, only the first is probably recorded or
    sent, so their needs cannot be seen or planned for.

What to do
    Ask whether workers can record several disabilities of one child, and whether all of them reach the return. If the
    return is small and the codes are right, say so in the return's explanation.

How this was read
    Two different codes of one child are looked for, NONE left out. A code that stands twice is one disability. A return
    without any disability is shown as well.

Where others differ
    The community validator counts a code that stands twice as two disabilities, and says nothing about a return without
    any.
"""

from candour.frames.phrases import given, is_one_of
from candour.frames.said import Found, Whole, first_and_last_differ
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.disability import NO_DISABILITY


@rule("2888Q", since=2025)
def nobody_with_several_disabilities(disabilities: Table, child_identifiers: Table) -> Found:
    """No child has two different Disability codes other than NONE."""
    disabled = given(disabilities.Disability) & ~is_one_of(disabilities.Disability, [NO_DISABILITY])
    several = first_and_last_differ(disabilities.Disability, among=disabled, per=child_identifiers)
    return Whole({"children": several}, odd=lambda counted: not counted["children"])


nobody_with_several_disabilities.fails(
    "the return",
    says="each child has one, or one and NONE, or one twice, or one and an empty one",
    disabilities="""
        LAchildID | Disability
        A         | MOB
        B         | MOB
        B         | NONE
        C         | AUT
        C         | AUT
        D         | LD
        D         | ""
    """,
)
nobody_with_several_disabilities.passes(
    says="one child has two",
    disabilities="""
        LAchildID | Disability
        A         | MOB
        B         | MOB
        B         | NONE
        B         | AUT
    """,
)
nobody_with_several_disabilities.fails(
    "the return", says="there are no disabilities", disabilities="LAchildID | Disability"
)
