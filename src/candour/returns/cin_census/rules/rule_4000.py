"""4000: A referral that needed no further action has a child in need plan.

Why it matters
    No further action means that the work stopped at the referral. A plan says that it did not, so either the answer
    about the referral is wrong or the plan belongs to another episode.

What to do
    If the child had a plan, change ReferralNFA to false and complete the episode. If not, take the plan out, or move it
    to the episode it belongs to.
"""

from candour.frames.phrases import yes
from candour.frames.said import Found, row_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("4000", since=2025)
def cin_plan_after_no_further_action(cin_details: Table, cin_plan_dates: Table) -> Found:
    """An episode whose ReferralNFA is true or 1 has a child in need plan record."""
    planned = yes(cin_details.ReferralNFA) & row_of(cin_plan_dates)
    return planned.flags(cin_plan_dates.LAchildID, cin_details.ReferralNFA)


cin_plan_after_no_further_action.fails(
    "A/CINdetails[1] ReferralNFA",
    "A/CINdetails[1]/CINPlanDates[1] LAchildID",
    "A/CINdetails[1]/CINPlanDates[2] LAchildID",
    "B/CINdetails[1] ReferralNFA",
    "B/CINdetails[1]/CINPlanDates[1] LAchildID",
    says="two plans follow one referral, and a plan without dates follows the other",
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA
        A         | 1            | true
        B         | 1            | 1
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate
        A         | 1            | 2025-06-02
        A         | 1            | 2025-09-01
        B         | 1            |
    """,
)
cin_plan_after_no_further_action.passes(
    says="the referral led on, is not answered, or is answered in other words; or the plan is in the other episode",
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA
        A         | 1            | false
        B         | 1            | 0
        C         | 1            |
        D         | 1            | TRUE
        E         | 1            | true
        E         | 2            | false
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID
        A         | 1
        B         | 1
        C         | 1
        D         | 1
        E         | 2
    """,
)
cin_plan_after_no_further_action.passes(
    says="there are no episodes",
    cin_details="LAchildID | CINdetailsID | ReferralNFA",
    cin_plan_dates="LAchildID | CINdetailsID",
)
