"""8915: A child protection plan began after the child had died.

Why it matters
    A plan cannot protect a child who has died. Either the date of death is wrong, which must be put right at once, or
    the plan belongs to another child.

What to do
    Check the date of death first, then the start of the plan. Correct the one that is wrong, or move the plan to the
    child it belongs to.
"""

from candour.frames.phrases import after
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8915", since=2025)
def plan_began_after_death(child_protection_plans: Table, child_identifiers: Table) -> Found:
    """A child protection plan's start date is later than the child's PersonDeathDate."""
    wrong = after(child_protection_plans.CPPstartDate, child_identifiers.PersonDeathDate)
    return wrong.flags(child_protection_plans.CPPstartDate, child_identifiers.PersonDeathDate)


plan_began_after_death.fails(
    "A PersonDeathDate",
    "A/CINdetails[2]/ChildProtectionPlans[1] CPPstartDate",
    says="the second case's plan began the day after the child died",
    child_identifiers="""
        LAchildID | PersonDeathDate
        A         | 2025-06-02
        B         |
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-05-01
        A         | 2            | 1     | 2025-06-03
        B         | 1            | 1     | 2025-06-03
    """,
)
plan_began_after_death.passes(
    says="it began on the day the child died, another child died, or a date is missing",
    child_identifiers="""
        LAchildID | PersonDeathDate
        A         | 2025-06-02
        B         |
        C         | 2025-02-30
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-06-02   | 2025-06-03
        A         | 1            | 2     |              |
        B         | 1            | 1     | 2025-12-01   |
        C         | 1            | 1     | 2025-12-01   |
    """,
)
plan_began_after_death.passes(
    says="there are no children",
    child_identifiers="LAchildID | PersonDeathDate",
    child_protection_plans="LAchildID | CINdetailsID | CPPID | CPPstartDate",
)
