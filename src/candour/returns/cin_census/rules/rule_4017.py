"""4017: A child protection plan began while the child was on a child in need plan.

Why it matters
    A child has one plan at a time. When a child protection plan begins, the child in need plan ends, on that day at the
    latest.

What to do
    End the child in need plan on the day the child protection plan began, or correct the date that is wrong. If there
    was only one plan, take the other out.

How this was read
    Plans are compared across all episodes of the child. A child protection plan that begins on the same day as a child
    in need plan begins inside it. One that begins on the day the other ends does not.
"""

from candour.frames.phrases import before, missing, on_or_after, on_or_before, reference_date
from candour.frames.said import Found, beside
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("4017", since=2025)
def protection_plan_began_during_a_cin_plan(
    child_protection_plans: Table, cin_plan_dates: Table, child_identifiers: Table
) -> Found:
    """A child protection plan's start date is on or after a child in need plan's start and before its end, or, where
    that plan has no end, on or before the reference date; of the same child."""
    protection, need = beside(child_protection_plans, cin_plan_dates, within=child_identifiers)
    start = protection.CPPstartDate
    still_open = missing(need.CINPlanEndDate) & on_or_before(start, reference_date)
    inside = on_or_after(start, need.CINPlanStartDate) & (before(start, need.CINPlanEndDate) | still_open)
    return inside.flags(start, need.CINPlanStartDate, need.CINPlanEndDate)


protection_plan_began_during_a_cin_plan.fails(
    "A/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    "A/CINdetails[1]/CINPlanDates[1] CINPlanEndDate",
    "A/CINdetails[2]/ChildProtectionPlans[1] CPPstartDate",
    "B/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    "B/CINdetails[1]/CINPlanDates[1] CINPlanEndDate",
    "B/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    says="one began the day before the other plan ended, in another episode; one on the day the other plan began",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-05-01       | 2025-09-01
        B         | 1            | 2025-05-01       | 2025-09-01
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 2            | 1     | 2025-08-31
        B         | 1            | 1     | 2025-05-01
    """,
)
protection_plan_began_during_a_cin_plan.fails(
    "A/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    "A/CINdetails[1]/CINPlanDates[1] CINPlanEndDate",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    says="the child in need plan is open, and the other began on the last day of the year",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-05-01       |
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2026-03-31
        A         | 1            | 2     | 2026-04-01
    """,
)
protection_plan_began_during_a_cin_plan.passes(
    says="it began on the day the other ended, or before it began, or a start is missing, or it is another child's",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-05-01       | 2025-09-01
        B         | 1            |                  | 2025-09-01
        C         | 1            | 2025-05-01       |
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-09-01
        A         | 1            | 2     | 2025-04-30
        B         | 1            | 1     | 2025-06-01
        C         | 1            | 1     |
        D         | 1            | 1     | 2025-06-01
    """,
)
protection_plan_began_during_a_cin_plan.passes(
    says="there are no plans",
    cin_plan_dates="LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate",
    child_protection_plans="LAchildID | CINdetailsID | CPPID | CPPstartDate",
)
