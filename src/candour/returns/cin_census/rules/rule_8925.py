"""8925: A child protection plan ended before it began.

Why it matters
    A plan cannot end before it begins. One of the dates is wrong, and how long the child was on the plan cannot be
    worked out.

What to do
    Look up both dates in the minutes of the conferences. Correct the one that is wrong.
"""

from candour.frames.phrases import before
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8925", since=2025)
def plan_ended_before_it_began(child_protection_plans: Table) -> Found:
    """A child protection plan's end date is earlier than its own start date."""
    start, end = child_protection_plans.CPPstartDate, child_protection_plans.CPPendDate
    return before(end, start).flags(start, end)


plan_ended_before_it_began.fails(
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPendDate",
    says="it ended the day before it began",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-06-02   | 2025-06-01
    """,
)
plan_ended_before_it_began.passes(
    says="it ended on the day it began or later, before another began, is still in force, or has no start",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-06-02   | 2025-06-02
        A         | 1            | 2     | 2025-06-03   | 2025-06-04
        A         | 1            | 3     | 2025-06-05   |
        B         | 1            | 1     |              | 2025-06-01
    """,
)
plan_ended_before_it_began.passes(
    says="there are no plans", child_protection_plans="LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate"
)
