"""8590: A child has no episode of need.

Why it matters
    The return is about referrals and what followed. A child without an episode adds nothing to it, and usually means
    that the referral was lost on its way into the file.

What to do
    Find the child's referral and put it into the return. If the child had no open case in the year, take the child out.
"""

from candour.frames.said import Found, any_of, row_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8590", since=2025)
def child_without_an_episode(child_identifiers: Table, cin_details: Table) -> Found:
    """A child record has no CINdetails record."""
    nothing = ~any_of(row_of(cin_details), per=child_identifiers)
    return (row_of(child_identifiers) & nothing).flags(child_identifiers.LAchildID)


child_without_an_episode.fails(
    "B LAchildID",
    says="the second child has none",
    child_identifiers="""
        LAchildID
        A
        B
    """,
    cin_details="""
        LAchildID | CINdetailsID
        A         | 1
    """,
)
child_without_an_episode.fails(
    "A LAchildID",
    says="two children share a number, and the episode belongs to the first",
    child_identifiers="""
        LAchildID
        A
        A
    """,
    cin_details="""
        LAchildID | CINdetailsID
        A         | 1
    """,
)
child_without_an_episode.passes(
    says="every child has one or more",
    child_identifiers="""
        LAchildID
        A
        B
    """,
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            |
        B         | 1            | 2025-05-01
        B         | 2            | 2025-09-01
    """,
)
child_without_an_episode.passes(
    says="there are no children", child_identifiers="LAchildID", cin_details="LAchildID | CINdetailsID"
)
