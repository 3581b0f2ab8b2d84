"""8720: A child protection plan has no start date, or one after the census year.

Why it matters
    Without its start nobody can say how long the child has been on the plan or when it is to be reviewed. A plan that
    starts after the year belongs in the next return.

What to do
    Enter the day the plan began: the day of the conference that decided on it. If that was after 31 March, take the
    plan out of this return.

How this was read
    What is typed but is no day of the calendar counts as no date.
"""

from candour.frames.phrases import after, missing, reference_date
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8720", since=2025)
def plan_without_a_usable_start(child_protection_plans: Table) -> Found:
    """A child protection plan has no start date, or one after the reference date."""
    start = child_protection_plans.CPPstartDate
    return (missing(start) | after(start, reference_date)).flags(start)


plan_without_a_usable_start.fails(
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    "A/CINdetails[1]/ChildProtectionPlans[2] CPPstartDate",
    "B/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    "B/CINdetails[1]/ChildProtectionPlans[2] CPPstartDate",
    says="one has no date, one starts the day after the year, one is empty and one is no day of the calendar",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     |
        A         | 1            | 2     | 2026-04-01
        B         | 1            | 1     | ""
        B         | 1            | 2     | 2025-02-29
    """,
)
plan_without_a_usable_start.passes(
    says="a plan began on the last day of the year, or long before it",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2026-03-31
        A         | 1            | 2     | 2019-01-01
    """,
)
plan_without_a_usable_start.passes(
    says="there are no plans", child_protection_plans="LAchildID | CINdetailsID | CPPID | CPPstartDate"
)
