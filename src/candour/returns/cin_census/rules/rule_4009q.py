"""4009Q: A child in need plan ended after the child died.

Why it matters
    A plan ends, at the latest, when the child dies. A later end usually means that the plan was closed on the system
    some days afterwards, so the plan looks longer than it was. It may also mean that the date of death is wrong.

What to do
    Check the date of death first. If it is right, give the plan an end no later than that day.
"""

from candour.frames.phrases import after
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("4009Q", since=2025)
def cin_plan_ended_after_the_child_died(cin_plan_dates: Table, child_identifiers: Table) -> Found:
    """A child in need plan's end date is later than the date of death of the same child."""
    late = after(cin_plan_dates.CINPlanEndDate, child_identifiers.PersonDeathDate)
    return late.flags(child_identifiers.PersonDeathDate, cin_plan_dates.CINPlanEndDate)


cin_plan_ended_after_the_child_died.fails(
    "A PersonDeathDate",
    "A/CINdetails[1]/CINPlanDates[2] CINPlanEndDate",
    says="the second plan ended the day after the child died",
    child_identifiers="""
        LAchildID | PersonDeathDate
        A         | 2025-10-10
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanEndDate
        A         | 1            | 2025-06-01
        A         | 1            | 2025-10-11
    """,
)
cin_plan_ended_after_the_child_died.passes(
    says="it ended on the day the child died, or a date is missing, or it is another child's",
    child_identifiers="""
        LAchildID | PersonDeathDate
        A         | 2025-10-10
        B         |
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanEndDate
        A         | 1            | 2025-10-10
        A         | 1            |
        B         | 1            | 2025-10-11
    """,
)
cin_plan_ended_after_the_child_died.passes(
    says="there are no plans",
    child_identifiers="LAchildID | PersonDeathDate",
    cin_plan_dates="LAchildID | CINdetailsID | CINPlanEndDate",
)
