"""4013: A child in need plan ended outside the year.

Why it matters
    Only plans that were in force at some time in the year belong in the return. One that ended before the year began
    should not be here, and one that ends after it has not ended yet.

What to do
    If the plan ended before 1 April of this year's return, take it out or correct its end. If it ended after 31 March,
    leave the end empty: it belongs in next year's return.
"""

from candour.frames.phrases import outside_the_year
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("4013", since=2025)
def cin_plan_ended_outside_the_year(cin_plan_dates: Table) -> Found:
    """A child in need plan's end date is before the first day of the year or after the reference date."""
    return outside_the_year(cin_plan_dates.CINPlanEndDate).flags(cin_plan_dates.CINPlanEndDate)


cin_plan_ended_outside_the_year.fails(
    "A/CINdetails[1]/CINPlanDates[1] CINPlanEndDate",
    "B/CINdetails[1]/CINPlanDates[1] CINPlanEndDate",
    says="one plan ended the day before the year began, the other the day after it ended",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanEndDate
        A         | 1            | 2025-03-31
        B         | 1            | 2026-04-01
    """,
)
cin_plan_ended_outside_the_year.passes(
    says="plans ended on the first and last day of the year, and one has not ended",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanEndDate
        A         | 1            | 2025-04-01
        B         | 1            | 2026-03-31
        C         | 1            |
    """,
)
cin_plan_ended_outside_the_year.passes(
    says="there are no plans", cin_plan_dates="LAchildID | CINdetailsID | CINPlanEndDate"
)
