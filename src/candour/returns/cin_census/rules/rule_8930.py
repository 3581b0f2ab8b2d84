"""8930: A child protection plan ended on a day outside the census year.

Why it matters
    Plans that ended count in the year they ended in. One that ended before the year does not belong in the return, and
    one that ended after it was still in force when the year ended.

What to do
    Check the end date on the record and correct it if it is wrong. If the plan ended before 1 April, take it out of
    the return; if it ended after 31 March, leave the end date out.
"""

from candour.frames.phrases import outside_the_year
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8930", since=2025)
def plan_ended_outside_the_year(child_protection_plans: Table) -> Found:
    """A child protection plan's end date is before the first day of the census year or after its last."""
    return outside_the_year(child_protection_plans.CPPendDate).flags(child_protection_plans.CPPendDate)


plan_ended_outside_the_year.fails(
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPendDate",
    "A/CINdetails[1]/ChildProtectionPlans[3] CPPendDate",
    says="one ended the day before the year began, another the day after it ended",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPendDate
        A         | 1            | 1     | 2025-03-31
        A         | 1            | 2     | 2025-04-01
        A         | 1            | 3     | 2026-04-01
    """,
)
plan_ended_outside_the_year.passes(
    says="they ended on the first or the last day, are still in force, or have no usable date",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPendDate
        A         | 1            | 1     | 2025-04-01
        A         | 1            | 2     | 2026-03-31
        A         | 1            | 3     |
        A         | 1            | 4     | 2024-02-30
    """,
)
plan_ended_outside_the_year.passes(
    says="there are no plans", child_protection_plans="LAchildID | CINdetailsID | CPPID | CPPendDate"
)
