"""4015: A child in need plan began before the referral it belongs to.

Why it matters
    A plan follows a referral and an assessment. If it starts first, either date is wrong or the plan belongs to an
    earlier episode of need.

What to do
    Compare both dates with the record. Correct the one that is wrong, or move the plan to the episode it belongs to.
"""

from candour.frames.phrases import before
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("4015", since=2025)
def cin_plan_before_the_referral(cin_plan_dates: Table, cin_details: Table) -> Found:
    """A child in need plan's start date is earlier than the referral date of the same episode."""
    early = before(cin_plan_dates.CINPlanStartDate, cin_details.CINreferralDate)
    return early.flags(cin_plan_dates.CINPlanStartDate, cin_details.CINreferralDate)


cin_plan_before_the_referral.fails(
    "A/CINdetails[1] CINreferralDate",
    "A/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    says="the plan began the day before the referral",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            | 2025-06-02
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate
        A         | 1            | 2025-06-01
        A         | 1            | 2025-09-01
    """,
)
cin_plan_before_the_referral.passes(
    says="it began on the day of the referral, or a date is missing, or it precedes a later episode only",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            | 2025-06-02
        A         | 2            | 2025-12-01
        B         | 1            |
        C         | 1            | 2025-06-02
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate
        A         | 1            | 2025-06-02
        B         | 1            | 2025-06-01
        C         | 1            |
    """,
)
cin_plan_before_the_referral.passes(
    says="there are no plans",
    cin_details="LAchildID | CINdetailsID | CINreferralDate",
    cin_plan_dates="LAchildID | CINdetailsID | CINPlanStartDate",
)
