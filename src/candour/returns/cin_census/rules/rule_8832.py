"""8832: A referral that came to no further action has a child protection plan in it.

Why it matters
    A child on a protection plan is being worked with closely. A referral that came to nothing cannot hold one, so
    either the plan is in the wrong case or the child is missing from the count of children in need.

What to do
    If the plan followed from this referral, set ReferralNFA to false. If it belongs to another case of the child, move
    it there.

Where others differ
    The community validator looks up the plan by the number of the case's row and the case by the plan's, and so points
    to rows that have nothing to do with it.
"""

from candour.frames.phrases import yes
from candour.frames.said import Found, row_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8832", since=2025)
def protection_plan_after_no_further_action(cin_details: Table, child_protection_plans: Table) -> Found:
    """An episode whose ReferralNFA is true or 1 has a ChildProtectionPlans record."""
    wrong = yes(cin_details.ReferralNFA) & row_of(child_protection_plans)
    return wrong.flags(child_protection_plans.LAchildID, cin_details.ReferralNFA)


protection_plan_after_no_further_action.fails(
    "A/CINdetails[2] ReferralNFA",
    "A/CINdetails[2]/ChildProtectionPlans[1] LAchildID",
    "A/CINdetails[2]/ChildProtectionPlans[2] LAchildID",
    "B/CINdetails[1] ReferralNFA",
    "B/CINdetails[1]/ChildProtectionPlans[1] LAchildID",
    says="plans stand in referrals without further action, spelled true or 1, with or without a date",
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA
        A         | 1            | false
        A         | 2            | true
        B         | 1            | 1
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-05-01
        A         | 2            | 1     | 2025-06-01
        A         | 2            | 2     |
        B         | 1            | 1     |
    """,
)
protection_plan_after_no_further_action.passes(
    says="something followed, nobody has said, or the plan is in another case",
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA
        A         | 1            | 0
        A         | 2            | true
        B         | 1            |
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID
        A         | 1            | 1
        B         | 1            | 1
    """,
)
protection_plan_after_no_further_action.passes(
    says="there are no episodes",
    cin_details="LAchildID | CINdetailsID | ReferralNFA",
    child_protection_plans="LAchildID | CINdetailsID | CPPID",
)
