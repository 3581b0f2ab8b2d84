"""4014: Two child in need plans of one child overlap.

Why it matters
    A child has one child in need plan at a time. Where two overlap, plans are counted twice and nobody can tell which
    of them the family was working to.

What to do
    Find which plan was in force on the days they share. Correct the date that is wrong, or take out the plan that was
    entered twice.

How this was read
    A plan that begins on the very day another ends overlaps it. Plans are compared across all episodes of the child.
    The plan that begins inside the other is shown by its start, the other by its start and end.
"""

from candour.frames.phrases import between, missing, reference_date
from candour.frames.said import Found, beside
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("4014", since=2025)
def cin_plans_overlap(cin_plan_dates: Table, child_identifiers: Table) -> Found:
    """A plan's start date lies on or between another plan's start and end dates, or, where the other has not ended,
    between its start date and the reference date; of the same child."""
    one, other = beside(cin_plan_dates, cin_plan_dates, within=child_identifiers)
    while_running = between(one.CINPlanStartDate, other.CINPlanStartDate, other.CINPlanEndDate)
    while_open = missing(other.CINPlanEndDate) & between(one.CINPlanStartDate, other.CINPlanStartDate, reference_date)
    overlaps = while_running | while_open
    return overlaps.flags(one.CINPlanStartDate, other.CINPlanStartDate, other.CINPlanEndDate)


cin_plans_overlap.fails(
    "A/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    "A/CINdetails[1]/CINPlanDates[1] CINPlanEndDate",
    "A/CINdetails[2]/CINPlanDates[1] CINPlanStartDate",
    says="the second plan began on the day the first ended, in another episode",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-05-01       | 2025-08-01
        A         | 2            | 2025-08-01       |
    """,
)
cin_plans_overlap.fails(
    "A/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    "A/CINdetails[1]/CINPlanDates[1] CINPlanEndDate",
    "A/CINdetails[1]/CINPlanDates[2] CINPlanStartDate",
    "A/CINdetails[1]/CINPlanDates[2] CINPlanEndDate",
    says="both plans began on one day, so each overlaps the other",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-05-01       | 2025-08-01
        A         | 1            | 2025-05-01       |
    """,
)
cin_plans_overlap.passes(
    says="the second plan began the day after the first ended, or is another child's",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-05-01       | 2025-08-01
        A         | 1            | 2025-08-02       |
        B         | 1            | 2025-06-01       |
    """,
)
cin_plans_overlap.passes(
    says="there are no plans",
    cin_plan_dates="LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate",
)
