"""4011: A child in need plan ended before it began.

Why it matters
    A plan cannot end before it starts. One of the two dates is wrong, so how long the family had a plan cannot be
    worked out.

What to do
    Compare both dates with the record and correct the one that is wrong. Look out for a day and month, or a start and
    end, that changed places.
"""

from candour.frames.phrases import before
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("4011", since=2025)
def cin_plan_ended_before_it_began(cin_plan_dates: Table) -> Found:
    """A child in need plan's end date is earlier than its start date."""
    early = before(cin_plan_dates.CINPlanEndDate, cin_plan_dates.CINPlanStartDate)
    return early.flags(cin_plan_dates.CINPlanEndDate, cin_plan_dates.CINPlanStartDate)


cin_plan_ended_before_it_began.fails(
    "A/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    "A/CINdetails[1]/CINPlanDates[1] CINPlanEndDate",
    says="the plan ended the day before it began",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-06-02       | 2025-06-01
    """,
)
cin_plan_ended_before_it_began.passes(
    says="it ended on the day it began, or a date is missing, or only another plan ended before",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-06-02       | 2025-06-02
        A         | 1            | 2025-08-01       |
        B         | 1            |                  | 2025-06-01
    """,
)
cin_plan_ended_before_it_began.passes(
    says="there are no plans", cin_plan_dates="LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate"
)
