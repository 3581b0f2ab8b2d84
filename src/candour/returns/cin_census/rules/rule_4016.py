"""4016: A child in need plan began while the child was on a child protection plan.

Why it matters
    A child has one plan at a time. While a child protection plan is in force, no child in need plan should begin; it
    may begin on the day the other ends.

What to do
    Find when the child came off the child protection plan. Correct its end, or the start of the child in need plan. If
    there was only one plan, take the other out.

How this was read
    Plans are compared across all episodes of the child. A child in need plan that begins on the same day as a child
    protection plan begins inside it. One that begins on the day the other ends does not.
"""

from candour.frames.phrases import before, missing, on_or_after, on_or_before, reference_date
from candour.frames.said import Found, beside
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("4016", since=2025)
def cin_plan_began_during_a_protection_plan(
    cin_plan_dates: Table, child_protection_plans: Table, child_identifiers: Table
) -> Found:
    """A child in need plan's start date is on or after a child protection plan's start and before its end, or, where
    that plan has no end, on or before the reference date; of the same child."""
    need, protection = beside(cin_plan_dates, child_protection_plans, within=child_identifiers)
    start = need.CINPlanStartDate
    still_open = missing(protection.CPPendDate) & on_or_before(start, reference_date)
    inside = on_or_after(start, protection.CPPstartDate) & (before(start, protection.CPPendDate) | still_open)
    return inside.flags(protection.CPPstartDate, protection.CPPendDate, start)


cin_plan_began_during_a_protection_plan.fails(
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPendDate",
    "A/CINdetails[2]/CINPlanDates[1] CINPlanStartDate",
    "B/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    "B/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    "B/CINdetails[1]/ChildProtectionPlans[1] CPPendDate",
    says="one began the day before the other plan ended, in another episode; one on the day the other plan began",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-05-01   | 2025-09-01
        B         | 1            | 1     | 2025-05-01   | 2025-09-01
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate
        A         | 2            | 2025-08-31
        B         | 1            | 2025-05-01
    """,
)
cin_plan_began_during_a_protection_plan.fails(
    "A/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPendDate",
    says="the child protection plan is open, and the other began on the last day of the year",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-05-01   |
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate
        A         | 1            | 2026-03-31
        A         | 1            | 2026-04-01
    """,
)
cin_plan_began_during_a_protection_plan.passes(
    says="it began on the day the other ended, or before it began, or a start is missing, or it is another child's",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-05-01   | 2025-09-01
        B         | 1            | 1     |              | 2025-09-01
        C         | 1            | 1     | 2025-05-01   |
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate
        A         | 1            | 2025-09-01
        A         | 1            | 2025-04-30
        B         | 1            | 2025-06-01
        C         | 1            |
        D         | 1            | 2025-06-01
    """,
)
cin_plan_began_during_a_protection_plan.passes(
    says="there are no plans",
    child_protection_plans="LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate",
    cin_plan_dates="LAchildID | CINdetailsID | CINPlanStartDate",
)
