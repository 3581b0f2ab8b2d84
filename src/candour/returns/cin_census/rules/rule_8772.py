"""8772: The pupil number is said to be unknown because nothing followed, but something did.

Why it matters
    UN7 may stand in place of a pupil number only where every referral of the child came to no further action. For a
    child who was helped the number must be found, so that their schooling can be seen.

What to do
    Ask the school or the education service for the number and enter it, or choose another reason, UN2 to UN6. If
    nothing did follow, set ReferralNFA to true for every referral.

How this was read
    A referral of which nobody has said whether anything followed counts as one after which something may have. A child
    with UN7 and no case at all is shown too: there is no referral that came to nothing.
"""

from candour.frames.phrases import is_one_of, yes
from candour.frames.said import Found, any_of, row_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8772", since=2025)
def something_followed_a_referral(child_identifiers: Table, cin_details: Table) -> Found:
    """UPNunknown is UN7, and the child has an episode whose ReferralNFA is not true or 1, or has no episode."""
    nothing_followed = is_one_of(child_identifiers.UPNunknown, ["UN7"])
    wrong = nothing_followed & ~yes(cin_details.ReferralNFA)
    no_episode = nothing_followed & ~any_of(row_of(cin_details), per=child_identifiers)
    return (
        *wrong.flags(child_identifiers.UPNunknown, cin_details.ReferralNFA),
        *no_episode.flags(child_identifiers.UPNunknown),
    )


something_followed_a_referral.fails(
    "A UPNunknown",
    "A/CINdetails[2] ReferralNFA",
    "B UPNunknown",
    "B/CINdetails[1] ReferralNFA",
    "C UPNunknown",
    "C/CINdetails[1] ReferralNFA",
    says="something followed one referral of two, nobody has said, or the answer is misspelled",
    child_identifiers="""
        LAchildID | UPNunknown
        A         | UN7
        B         | UN7
        C         | UN7
    """,
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA
        A         | 1            | true
        A         | 2            | false
        B         | 1            |
        C         | 1            | TRUE
    """,
)
something_followed_a_referral.fails(
    "A UPNunknown",
    says="there is no case",
    child_identifiers="""
        LAchildID | UPNunknown
        A         | UN7
    """,
)
something_followed_a_referral.passes(
    says="nothing followed, or the reason is another one",
    child_identifiers="""
        LAchildID | UPNunknown
        A         | UN7
        B         | UN6
        C         |
        D         | un7
    """,
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA
        A         | 1            | true
        A         | 2            | 1
        B         | 1            | false
        C         | 1            | false
        D         | 1            | false
    """,
)
something_followed_a_referral.passes(
    says="there are no children",
    child_identifiers="LAchildID | UPNunknown",
    cin_details="LAchildID | CINdetailsID | ReferralNFA",
)
