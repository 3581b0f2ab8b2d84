"""8815: A child has more than one open case.

Why it matters
    A child is helped in one case at a time. With two open, the child is counted twice, and work may be written down in
    the wrong one.

What to do
    Find the case that is being worked on. Give each of the others its closing date and reason, or mark it as no
    further action if nothing came of the referral.

How this was read
    A referral marked as no further action is not an open case: it neither counts nor is shown. A case of which nobody
    has said whether action followed does not count either.

Where others differ
    The community validator also shows referrals of the child that came to no further action.
"""

from candour.frames.phrases import missing, no
from candour.frames.said import Found, how_many
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8815", since=2025)
def two_open_cases(cin_details: Table, child_identifiers: Table) -> Found:
    """A child has more than one episode with no closure date whose ReferralNFA is false or 0; all such episodes are
    shown."""
    still_open = missing(cin_details.CINclosureDate) & no(cin_details.ReferralNFA)
    wrong = still_open & (how_many(still_open, per=child_identifiers) > 1)
    return wrong.flags(cin_details.CINclosureDate)


two_open_cases.fails(
    "A/CINdetails[1] CINclosureDate",
    "A/CINdetails[3] CINclosureDate",
    says="two cases are open, one between them is closed, and a further referral came to nothing",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate | ReferralNFA
        A         | 1            |                | false
        A         | 2            | 2025-06-02     | false
        A         | 3            | ""             | 0
        A         | 4            |                | true
        A         | 5            |                | 1
        A         | 6            |                |
        B         | 1            |                | false
    """,
)
two_open_cases.passes(
    says="each child has one open case, and referrals that came to nothing beside it",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate | ReferralNFA
        A         | 1            |                | false
        A         | 2            |                | true
        A         | 3            |                | 1
        B         | 1            |                | false
    """,
)
two_open_cases.passes(
    says="there are no episodes", cin_details="LAchildID | CINdetailsID | CINclosureDate | ReferralNFA"
)
