"""8920: A child protection plan ended after the child had died.

Why it matters
    A plan ends on the day a child dies. A later end makes the plan look longer than it was, or the date of death is
    wrong, which must be put right at once.

What to do
    Check the date of death first, then the end of the plan. Correct the one that is wrong.
"""

from candour.frames.phrases import after
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8920", since=2025)
def plan_ended_after_death(child_protection_plans: Table, child_identifiers: Table) -> Found:
    """A child protection plan's end date is later than the child's PersonDeathDate."""
    wrong = after(child_protection_plans.CPPendDate, child_identifiers.PersonDeathDate)
    return wrong.flags(child_protection_plans.CPPendDate, child_identifiers.PersonDeathDate)


plan_ended_after_death.fails(
    "A PersonDeathDate",
    "A/CINdetails[2]/ChildProtectionPlans[1] CPPendDate",
    says="the second case's plan ended the day after the child died",
    child_identifiers="""
        LAchildID | PersonDeathDate
        A         | 2025-06-02
        B         |
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-05-01   | 2025-05-20
        A         | 2            | 1     | 2025-05-21   | 2025-06-03
        B         | 1            | 1     | 2025-05-21   | 2025-06-03
    """,
)
plan_ended_after_death.passes(
    says="it ended on the day the child died, another child died, or a date is missing",
    child_identifiers="""
        LAchildID | PersonDeathDate
        A         | 2025-06-02
        B         |
        C         | 2025-02-30
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-05-01   | 2025-06-02
        A         | 1            | 2     | 2025-06-03   |
        B         | 1            | 1     | 2025-05-01   | 2025-12-01
        C         | 1            | 1     | 2025-05-01   | 2025-12-01
    """,
)
plan_ended_after_death.passes(
    says="there are no children",
    child_identifiers="LAchildID | PersonDeathDate",
    child_protection_plans="LAchildID | CINdetailsID | CPPID | CPPendDate",
)
