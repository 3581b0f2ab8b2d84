"""4012Q: A child in need plan began and ended on the same day.

Why it matters
    A plan of one day helps nobody, so it is usually a slip: a plan opened by mistake, or an end date typed into the
    wrong plan.

What to do
    If the plan was opened by mistake, take it out. If it ran for longer, correct its end. If it really lasted one day,
    say so in the return's explanation.
"""

from candour.frames.phrases import same_day
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("4012Q", since=2025)
def cin_plan_of_one_day(cin_plan_dates: Table) -> Found:
    """A child in need plan's start and end dates are the same day."""
    at_once = same_day(cin_plan_dates.CINPlanStartDate, cin_plan_dates.CINPlanEndDate)
    return at_once.flags(cin_plan_dates.CINPlanStartDate, cin_plan_dates.CINPlanEndDate)


cin_plan_of_one_day.fails(
    "A/CINdetails[1]/CINPlanDates[2] CINPlanStartDate",
    "A/CINdetails[1]/CINPlanDates[2] CINPlanEndDate",
    says="the second plan began and ended on one day",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-05-01       | 2025-06-01
        A         | 1            | 2025-06-02       | 2025-06-02
    """,
)
cin_plan_of_one_day.passes(
    says="it ended the day after or before it began, or a date is missing, or another plan began on the day it ended",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-06-02       | 2025-06-03
        A         | 1            | 2025-06-03       |
        B         | 1            | 2025-06-02       | 2025-06-01
        C         | 1            |                  |
        D         | 1            | today            | today
    """,
)
cin_plan_of_one_day.passes(
    says="there are no plans", cin_plan_dates="LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate"
)
