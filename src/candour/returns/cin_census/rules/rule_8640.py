"""8640: The reason for closing a case is not one of the codes.

Why it matters
    Without a known reason nobody can tell whether the child was adopted, moved away, or was found not to be in need.

What to do
    Choose the right reason, RC1 to RC9, on the record. If the code looks right, look for a small letter or a stray
    space.

How this was read
    A code counts from the year it came into use: RC9 only from 2022-23.
"""

from candour.frames.phrases import given, is_a_code_of_its_year
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.reason_for_closure import REASON_FOR_CLOSURE

SINCE = {"RC9": 2023}


@rule("8640", since=2025)
def unknown_reason_for_closing(cin_details: Table) -> Found:
    """ReasonForClosure is present and is not exactly one of the codes in use in the return's year."""
    known = is_a_code_of_its_year(cin_details.ReasonForClosure, REASON_FOR_CLOSURE.codes, SINCE, {})
    return (given(cin_details.ReasonForClosure) & ~known).flags(cin_details.ReasonForClosure)


unknown_reason_for_closing.fails(
    "A/CINdetails[1] ReasonForClosure",
    "A/CINdetails[2] ReasonForClosure",
    "B/CINdetails[1] ReasonForClosure",
    "B/CINdetails[2] ReasonForClosure",
    says="a code that was never used, one in small letters, one with a space, and a space alone",
    cin_details="""
        LAchildID | CINdetailsID | ReasonForClosure
        A         | 1            | RC10
        A         | 2            | rc1
        B         | 1            | "RC1 "
        B         | 2            | " "
    """,
)
unknown_reason_for_closing.fails(
    "A/CINdetails[1] ReasonForClosure",
    says="RC9 was not yet in use",
    header="Year | ReferenceDate\n2022 | 2022-03-31",
    cin_details="""
        LAchildID | CINdetailsID | ReasonForClosure
        A         | 1            | RC9
        A         | 2            | RC8
    """,
)
unknown_reason_for_closing.passes(
    says="RC9 in the first year of its use",
    header="Year | ReferenceDate\n2023 | 2023-03-31",
    cin_details="""
        LAchildID | CINdetailsID | ReasonForClosure
        A         | 1            | RC9
    """,
)
unknown_reason_for_closing.passes(
    says="the codes are known, or there is none",
    cin_details="""
        LAchildID | CINdetailsID | ReasonForClosure
        A         | 1            | RC1
        A         | 2            | RC9
        B         | 1            |
        B         | 2            | ""
    """,
)
unknown_reason_for_closing.passes(
    says="there are no episodes", cin_details="LAchildID | CINdetailsID | ReasonForClosure"
)
