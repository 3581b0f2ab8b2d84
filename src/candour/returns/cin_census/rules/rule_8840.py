"""8840: A child protection plan started and ended on the same day.

Why it matters
    A plan that a conference decided on is not over within the day. Such a plan is a slip of the keys, and it makes
    plans look shorter than they are.

What to do
    Check both dates. Correct the one that is wrong, or take the plan out if it never came to be.
"""

from candour.frames.phrases import same_day
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8840", since=2025)
def plan_of_one_day(child_protection_plans: Table) -> Found:
    """A child protection plan's start and end dates are the same day."""
    start, end = child_protection_plans.CPPstartDate, child_protection_plans.CPPendDate
    return same_day(start, end).flags(start, end)


plan_of_one_day.fails(
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPendDate",
    says="the plan ended on the day it began",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-06-02   | 2025-06-02
    """,
)
plan_of_one_day.passes(
    says="it ended the day after or before, on the day another began, is still in force, or has no usable date",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-06-02   | 2025-06-03
        A         | 1            | 2     | 2025-06-03   | 2025-06-02
        A         | 1            | 3     | 2025-06-03   |
        B         | 1            | 1     |              |
        B         | 1            | 2     | 2025-06-31   | 2025-06-31
    """,
)
plan_of_one_day.passes(
    says="there are no plans", child_protection_plans="LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate"
)
