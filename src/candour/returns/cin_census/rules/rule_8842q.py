"""8842Q: A review of a child protection plan has no date.

Why it matters
    A review without a date cannot be counted, so the plan looks as if it had not been reviewed in time.

What to do
    Enter the day the review was held. If it was never held, take it out.

How this was read
    What is typed but is no day of the calendar counts as no date.

Where others differ
    The community validator never sees a review that has no date element at all, only one that is empty or unreadable.
"""

from candour.frames.phrases import missing
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8842Q", since=2025)
def review_without_a_date(reviews: Table) -> Found:
    """A Reviews record has no usable review date."""
    return missing(reviews.CPPreviewDate).flags(reviews.CPPreviewDate)


review_without_a_date.fails(
    "A/CINdetails[1]/ChildProtectionPlans[1]/Reviews[1] CPPreviewDate",
    "A/CINdetails[1]/ChildProtectionPlans[1]/Reviews[2] CPPreviewDate",
    "A/CINdetails[1]/ChildProtectionPlans[2]/Reviews[1] CPPreviewDate",
    says="the date is not there, empty, or no day of the calendar",
    reviews="""
        LAchildID | CINdetailsID | CPPID | CPPreviewDate
        A         | 1            | 1     |
        A         | 1            | 1     | ""
        A         | 1            | 2     | 2025-11-31
    """,
)
review_without_a_date.passes(
    says="every review has a date, and a plan without reviews has nothing to date",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID
        A         | 1            | 1
        A         | 1            | 2
    """,
    reviews="""
        LAchildID | CINdetailsID | CPPID | CPPreviewDate
        A         | 1            | 1     | 2025-11-30
    """,
)
review_without_a_date.passes(says="there are no reviews", reviews="LAchildID | CINdetailsID | CPPID | CPPreviewDate")
