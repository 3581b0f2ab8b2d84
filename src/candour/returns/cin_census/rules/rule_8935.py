"""8935: A child has more than one child protection plan without an end.

Why it matters
    A child is on one protection plan at a time. Where two have no end, the child is counted twice, and nobody can tell
    which plan the family is working to.

What to do
    Find the plan that is in force. Enter the end of the earlier one, or take out the one that was entered twice.

How this was read
    All cases of the child are looked at together. Only the plans without an end are shown.

Where others differ
    The community validator compares only plans that have the same number, which begins again at 1 in every case. So it
    does not find two such plans in one case, and shows plans that have ended.
"""

from candour.frames.phrases import missing
from candour.frames.said import Found, how_many
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8935", since=2025)
def two_plans_in_force(child_protection_plans: Table, child_identifiers: Table) -> Found:
    """A child has more than one child protection plan without an end date; those plans are shown."""
    in_force = missing(child_protection_plans.CPPendDate)
    wrong = in_force & (how_many(in_force, per=child_identifiers) > 1)
    return wrong.flags(child_protection_plans.CPPendDate)


two_plans_in_force.fails(
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPendDate",
    "A/CINdetails[1]/ChildProtectionPlans[3] CPPendDate",
    "B/CINdetails[1]/ChildProtectionPlans[1] CPPendDate",
    "B/CINdetails[2]/ChildProtectionPlans[1] CPPendDate",
    says="two plans in one case, or in two, have no end; a plan between them ended",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPendDate
        A         | 1            | 1     |
        A         | 1            | 2     | 2025-06-02
        A         | 1            | 3     | ""
        B         | 1            | 1     |
        B         | 2            | 1     | 2025-06-31
    """,
)
two_plans_in_force.passes(
    says="one plan of each child has no end",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPendDate
        A         | 1            | 1     | 2025-06-02
        A         | 2            | 1     |
        B         | 1            | 1     |
    """,
)
two_plans_in_force.passes(
    says="there are no plans", child_protection_plans="LAchildID | CINdetailsID | CPPID | CPPendDate"
)
