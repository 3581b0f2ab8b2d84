"""4001: A child in need plan and a child protection plan are both open in one episode.

Why it matters
    A child has one plan at a time. While a child protection plan is in force it is the child's plan, and the child in
    need plan should have ended when it began.

What to do
    Find which plan the family is working to. End the child in need plan on the day the child protection plan began, or
    end the child protection plan if it was stepped down.

How this was read
    A child in need plan counts where it has a start and no end. A child protection plan counts where it has no end,
    whether or not its start is there.
"""

from candour.frames.phrases import given, missing
from candour.frames.said import Found, beside
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("4001", since=2025)
def both_plans_open(child_protection_plans: Table, cin_plan_dates: Table, cin_details: Table) -> Found:
    """One episode has a child protection plan without an end date and a child in need plan with a start date and
    without an end date."""
    protection, need = beside(child_protection_plans, cin_plan_dates, within=cin_details)
    open_need = given(need.CINPlanStartDate) & missing(need.CINPlanEndDate)
    return (missing(protection.CPPendDate) & open_need).flags(protection.CPPendDate, need.CINPlanEndDate)


both_plans_open.fails(
    "A/CINdetails[1]/CINPlanDates[1] CINPlanEndDate",
    "A/CINdetails[1]/ChildProtectionPlans[2] CPPendDate",
    says="both are open; the plan that has ended has no part in it",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-05-01   | 2025-06-01
        A         | 1            | 2     | 2025-09-01   |
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-06-02       |
        A         | 1            | 2025-05-01       | 2025-05-20
    """,
)
both_plans_open.fails(
    "A/CINdetails[1]/CINPlanDates[1] CINPlanEndDate",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPendDate",
    says="the ends are there but hold no date",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPendDate
        A         | 1            | 1     | ""
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-06-02       | 2025-02-30
    """,
)
both_plans_open.passes(
    says="one of them has ended, or the child in need plan has no start, or they are in two episodes",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPendDate
        A         | 1            | 1     | 2025-06-01
        B         | 1            | 1     |
        C         | 1            | 1     |
        D         | 1            | 1     |
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-06-02       |
        B         | 1            | 2025-05-01       | 2025-06-01
        C         | 1            |                  |
        D         | 2            | 2025-06-02       |
    """,
)
both_plans_open.passes(
    says="there are no plans",
    child_protection_plans="LAchildID | CINdetailsID | CPPID | CPPendDate",
    cin_plan_dates="LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate",
)
