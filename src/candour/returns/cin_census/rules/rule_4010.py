"""4010: A child in need plan has no start date, or starts after the year ends.

Why it matters
    Without the day it started, nobody can tell how long a child has had a plan or whether it was in force this year. A
    plan that starts after 31 March belongs in next year's return.

What to do
    Give the plan the date on which it was agreed. If it started after the year ended, leave it out of this return.

How this was read
    A date that is not typed as a day of the calendar, year first, counts as missing.
"""

from candour.frames.phrases import after, missing, reference_date
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("4010", since=2025)
def cin_plan_without_a_start_in_time(cin_plan_dates: Table) -> Found:
    """A child in need plan has no start date, or one later than the reference date."""
    start = cin_plan_dates.CINPlanStartDate
    return (missing(start) | after(start, reference_date)).flags(start)


cin_plan_without_a_start_in_time.fails(
    "A/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    "A/CINdetails[1]/CINPlanDates[2] CINPlanStartDate",
    "B/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    "B/CINdetails[1]/CINPlanDates[2] CINPlanStartDate",
    says="the start is missing, empty, not a date, or the day after the year ends",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            |                  | 2025-08-01
        A         | 1            | ""               |
        B         | 1            | 01/05/2025       |
        B         | 1            | 2026-04-01       |
    """,
)
cin_plan_without_a_start_in_time.passes(
    says="it started on the last day of the year, or years ago",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate
        A         | 1            | 2026-03-31
        B         | 1            | 2019-07-01
    """,
)
cin_plan_without_a_start_in_time.passes(
    says="there are no plans", cin_plan_dates="LAchildID | CINdetailsID | CINPlanStartDate"
)
