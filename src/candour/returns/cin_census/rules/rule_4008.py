"""4008: A child in need plan began after the child died.

Why it matters
    Nobody can start a plan for a child who has died. Either date is wrong, or the plan is another child's, and a wrong
    date of death is a serious mistake to leave on a record.

What to do
    Check the date of death first, then the plan. Correct the date that is wrong, or take out the plan if it was entered
    on the wrong child.
"""

from candour.frames.phrases import after
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("4008", since=2025)
def cin_plan_began_after_the_child_died(cin_plan_dates: Table, child_identifiers: Table) -> Found:
    """A child in need plan's start date is later than the date of death of the same child."""
    late = after(cin_plan_dates.CINPlanStartDate, child_identifiers.PersonDeathDate)
    return late.flags(child_identifiers.PersonDeathDate, cin_plan_dates.CINPlanStartDate)


cin_plan_began_after_the_child_died.fails(
    "A PersonDeathDate",
    "A/CINdetails[2]/CINPlanDates[1] CINPlanStartDate",
    says="the plan in the second episode began the day after the child died",
    child_identifiers="""
        LAchildID | PersonDeathDate
        A         | 2025-10-10
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate
        A         | 1            | 2025-05-01
        A         | 2            | 2025-10-11
    """,
)
cin_plan_began_after_the_child_died.passes(
    says="it began on the day the child died, or a date is missing, or it is another child's",
    child_identifiers="""
        LAchildID | PersonDeathDate
        A         | 2025-10-10
        B         |
        C         | 10/10/2025
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate
        A         | 1            | 2025-10-10
        A         | 1            |
        B         | 1            | 2025-10-11
        C         | 1            | 2025-10-11
    """,
)
cin_plan_began_after_the_child_died.passes(
    says="there are no plans",
    child_identifiers="LAchildID | PersonDeathDate",
    cin_plan_dates="LAchildID | CINdetailsID | CINPlanStartDate",
)
