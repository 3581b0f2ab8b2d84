"""1105: A child protection plan began before the referral it belongs to.

Why it matters
    A plan is made at a conference, and a conference follows a referral. If the plan starts first, either date is wrong
    or the plan belongs to an earlier episode of need.

What to do
    Compare both dates with the record. Correct the one that is wrong, or move the plan to the episode it belongs to.
"""

from candour.frames.phrases import before
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("1105", since=2025)
def protection_plan_before_the_referral(child_protection_plans: Table, cin_details: Table) -> Found:
    """A child protection plan's start date is earlier than the referral date of the same episode."""
    early = before(child_protection_plans.CPPstartDate, cin_details.CINreferralDate)
    return early.flags(child_protection_plans.CPPstartDate, cin_details.CINreferralDate)


protection_plan_before_the_referral.fails(
    "A/CINdetails[1] CINreferralDate",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    says="the plan began the day before the referral",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            | 2025-06-02
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-06-01
        A         | 1            | 2     | 2025-09-01
    """,
)
protection_plan_before_the_referral.passes(
    says="it began on the day of the referral, or a date is missing, or it precedes a later episode only",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            | 2025-06-02
        A         | 2            | 2025-12-01
        B         | 1            |
        C         | 1            | 2025-06-02
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-06-02
        B         | 1            | 1     | 2025-06-01
        C         | 1            | 1     |
    """,
)
protection_plan_before_the_referral.passes(
    says="there are no plans",
    cin_details="LAchildID | CINdetailsID | CINreferralDate",
    child_protection_plans="LAchildID | CINdetailsID | CPPID | CPPstartDate",
)
