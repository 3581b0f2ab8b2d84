"""8610: A referral led on, and the child's main need is not recorded.

Why it matters
    The main need says why a child is helped. Without it the child is missing from every figure about why families come
    to social care.

What to do
    Enter the main need that the worker gave. If the referral needed no further action, change ReferralNFA to true
    instead.

How this was read
    A need that is not one of the codes is not missing; another rule tells of it.
"""

from candour.frames.phrases import missing, no
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8610", since=2025)
def no_main_need_after_a_referral(cin_details: Table) -> Found:
    """An episode's ReferralNFA is false or 0 and its PrimaryNeedCode is missing."""
    unsaid = no(cin_details.ReferralNFA) & missing(cin_details.PrimaryNeedCode)
    return unsaid.flags(cin_details.ReferralNFA, cin_details.PrimaryNeedCode)


no_main_need_after_a_referral.fails(
    "A/CINdetails[1] ReferralNFA",
    "A/CINdetails[1] PrimaryNeedCode",
    "B/CINdetails[1] ReferralNFA",
    "B/CINdetails[1] PrimaryNeedCode",
    says="the need is missing or empty",
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA | PrimaryNeedCode
        A         | 1            | false       |
        A         | 2            | false       | N1
        B         | 1            | 0           | ""
    """,
)
no_main_need_after_a_referral.passes(
    says="the need is there, or the referral needed no further action, or did not say",
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA | PrimaryNeedCode
        A         | 1            | false       | N4
        B         | 1            | true        |
        C         | 1            |             |
        D         | 1            | 0           | n4
    """,
)
no_main_need_after_a_referral.passes(
    says="there are no episodes", cin_details="LAchildID | CINdetailsID | ReferralNFA | PrimaryNeedCode"
)
