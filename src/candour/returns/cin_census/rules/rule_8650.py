"""8650: The child's main need is not one of the codes.

Why it matters
    The main need is how the country sees why children are helped. A code that nobody knows drops the child out of
    every such figure.

What to do
    Choose the right need, N0 to N9, on the record. If the code looks right, look for a small letter or a stray space.
"""

from candour.frames.phrases import given, is_one_of
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.primary_need import PRIMARY_NEED


@rule("8650", since=2025)
def unknown_need(cin_details: Table) -> Found:
    """PrimaryNeedCode is present and is not exactly one of the codes N0 to N9."""
    known = is_one_of(cin_details.PrimaryNeedCode, PRIMARY_NEED.codes)
    return (given(cin_details.PrimaryNeedCode) & ~known).flags(cin_details.PrimaryNeedCode)


unknown_need.fails(
    "A/CINdetails[1] PrimaryNeedCode",
    "A/CINdetails[2] PrimaryNeedCode",
    "B/CINdetails[1] PrimaryNeedCode",
    says="a code that was never used, one in small letters, and one with a space",
    cin_details="""
        LAchildID | CINdetailsID | PrimaryNeedCode
        A         | 1            | N10
        A         | 2            | n1
        B         | 1            | " N1"
    """,
)
unknown_need.passes(
    says="the codes are known, or there is none",
    cin_details="""
        LAchildID | CINdetailsID | PrimaryNeedCode
        A         | 1            | N0
        A         | 2            | N9
        B         | 1            |
        B         | 2            | ""
    """,
)
unknown_need.passes(says="there are no episodes", cin_details="LAchildID | CINdetailsID | PrimaryNeedCode")
