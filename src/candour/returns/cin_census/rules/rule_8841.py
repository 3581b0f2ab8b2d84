"""8841: A child protection plan was reviewed on or before the day it began.

Why it matters
    A review looks at how a plan has worked. One that is not after the plan's start is a wrong date, or belongs to an
    earlier plan, and makes it look as if reviews were held in time.

What to do
    Check the date of the review and the start of the plan. Correct the one that is wrong, or move the review to the
    plan it belongs to. The conference that decided on the plan is not a review: take it out.
"""

from candour.frames.phrases import on_or_before
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8841", since=2025)
def reviewed_before_it_began(reviews: Table, child_protection_plans: Table) -> Found:
    """A review date is on or before the start date of the plan it belongs to."""
    early = on_or_before(reviews.CPPreviewDate, child_protection_plans.CPPstartDate)
    return early.flags(child_protection_plans.CPPstartDate, reviews.CPPreviewDate)


reviewed_before_it_began.fails(
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    "A/CINdetails[1]/ChildProtectionPlans[1]/Reviews[1] CPPreviewDate",
    "A/CINdetails[1]/ChildProtectionPlans[1]/Reviews[2] CPPreviewDate",
    says="one review was on the day the plan began, one the day before, and one the day after",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-06-02
    """,
    reviews="""
        LAchildID | CINdetailsID | CPPID | CPPreviewDate
        A         | 1            | 1     | 2025-06-02
        A         | 1            | 1     | 2025-06-01
        A         | 1            | 1     | 2025-06-03
    """,
)
reviewed_before_it_began.passes(
    says="reviews came after their own plan began, though before another did, or a date is missing",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-06-02
        A         | 1            | 2     | 2025-12-01
        A         | 2            | 1     | 2026-01-05
        B         | 1            | 1     |
    """,
    reviews="""
        LAchildID | CINdetailsID | CPPID | CPPreviewDate
        A         | 1            | 1     | 2025-06-03
        A         | 1            | 2     |
        B         | 1            | 1     | 2025-06-03
    """,
)
reviewed_before_it_began.passes(
    says="there are no plans",
    child_protection_plans="LAchildID | CINdetailsID | CPPID | CPPstartDate",
    reviews="LAchildID | CINdetailsID | CPPID | CPPreviewDate",
)
