"""8940: Two child protection plans of one child overlap.

Why it matters
    A child is on one protection plan at a time. Where two overlap, the child is counted twice, and how long the child
    was protected cannot be worked out.

What to do
    Find which plan was in force on the days they share. Correct the date that is wrong, or take out the plan that was
    entered twice.

How this was read
    A plan that begins on the very day another ends overlaps it. Plans are compared across all cases of the child. Two
    with the same dates overlap each other. The plan that begins inside the other is shown by its start, the other by
    its start and end.

Where others differ
    The community validator does not compare plans that have the same number in two cases of the child, and so misses
    most overlaps.
"""

from candour.frames.phrases import between, missing, reference_date
from candour.frames.said import Found, beside
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8940", since=2025)
def protection_plans_overlap(child_protection_plans: Table, child_identifiers: Table) -> Found:
    """A plan's start date lies on or between another plan's start and end dates, or, where the other has not ended,
    between its start date and the reference date; of the same child."""
    one, other = beside(child_protection_plans, child_protection_plans, within=child_identifiers)
    while_running = between(one.CPPstartDate, other.CPPstartDate, other.CPPendDate)
    while_open = missing(other.CPPendDate) & between(one.CPPstartDate, other.CPPstartDate, reference_date)
    overlaps = while_running | while_open
    return overlaps.flags(one.CPPstartDate, other.CPPstartDate, other.CPPendDate)


protection_plans_overlap.fails(
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPendDate",
    "A/CINdetails[2]/ChildProtectionPlans[1] CPPstartDate",
    says="the second plan began on the day the first ended, in another case, and has the same number there",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-05-01   | 2025-08-01
        A         | 2            | 1     | 2025-08-01   |
    """,
)
protection_plans_overlap.fails(
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPendDate",
    "A/CINdetails[1]/ChildProtectionPlans[2] CPPstartDate",
    says="the first has not ended, and the second began on the last day of the year",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-05-01   |
        A         | 1            | 2     | 2026-03-31   |
    """,
)
protection_plans_overlap.fails(
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPendDate",
    "A/CINdetails[1]/ChildProtectionPlans[2] CPPstartDate",
    "A/CINdetails[1]/ChildProtectionPlans[2] CPPendDate",
    says="one plan was entered twice, so each overlaps the other",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-05-01   | 2025-08-01
        A         | 1            | 2     | 2025-05-01   | 2025-08-01
    """,
)
protection_plans_overlap.passes(
    says="the second plan began the day after the first ended, or after the year, is another child's, or has no start",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-05-01   | 2025-08-01
        A         | 1            | 2     | 2025-08-02   |
        A         | 2            | 1     | 2026-04-01   |
        B         | 1            | 1     | 2025-06-01   |
        B         | 1            | 2     |              |
    """,
)
protection_plans_overlap.passes(
    says="there are no plans", child_protection_plans="LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate"
)
