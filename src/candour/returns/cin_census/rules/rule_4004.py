"""4004: More than one child in need plan is open in one episode.

Why it matters
    A child has one child in need plan at a time. Where two are open, children are counted twice and nobody can tell
    which of the plans the family is working to.

What to do
    Find the plan the family is working to and leave it open. Give each of the others the date on which it ended, or
    take out a plan that was entered twice.

Where others differ
    The community validator shows every plan of the episode. Here only the plans without an end are shown.
"""

from candour.frames.phrases import missing
from candour.frames.said import Found, how_many
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("4004", since=2025)
def several_open_cin_plans(cin_plan_dates: Table, cin_details: Table) -> Found:
    """A child in need plan has no end date, and there is another such plan in the same episode."""
    still_open = missing(cin_plan_dates.CINPlanEndDate)
    several = still_open & (how_many(still_open, per=cin_details) > 1)
    return several.flags(cin_plan_dates.CINPlanEndDate)


several_open_cin_plans.fails(
    "A/CINdetails[1]/CINPlanDates[1] CINPlanEndDate",
    "A/CINdetails[1]/CINPlanDates[3] CINPlanEndDate",
    says="two plans are open, one of them with an empty end, and a third has ended",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-05-01       |
        A         | 1            | 2025-05-01       | 2025-06-01
        A         | 1            | 2025-06-02       | ""
    """,
)
several_open_cin_plans.passes(
    says="one plan is open in each episode",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-05-01       |
        A         | 1            | 2025-04-01       | 2025-05-01
        A         | 2            | 2025-05-01       |
        B         | 1            | 2025-05-01       |
    """,
)
several_open_cin_plans.passes(
    says="there are no plans", cin_plan_dates="LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate"
)
