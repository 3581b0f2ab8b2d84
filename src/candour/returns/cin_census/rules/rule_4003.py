"""4003: A child protection plan was reviewed while a child in need plan was in force.

Why it matters
    A child has one plan at a time. A review of the child protection plan in the middle of a child in need plan means
    that a date is wrong, or that two plans were open together.

What to do
    Find which plan was in force on the day of the review. Correct the date of the review, or the dates of the child in
    need plan. A review on the day the child protection plan ended is in order.

How this was read
    The day a child in need plan starts is inside it and the day it ends is not. One that has no end is taken to run to
    the last day of the year. Reviews of plans that are still open are looked at too.

Where others differ
    The community validator joins plans by the child and reviews by a plan number that begins again in every episode, so
    it compares reviews with plans of other episodes. It overlooks plans that are still open, of both kinds.
"""

from candour.frames.phrases import before, missing, on_or_after, on_or_before, reference_date, same_day
from candour.frames.said import Found, beside
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("4003", since=2025)
def review_during_a_cin_plan(
    reviews: Table, cin_plan_dates: Table, child_protection_plans: Table, cin_details: Table
) -> Found:
    """A review date is on or after a child in need plan's start and before its end, or, where that plan has no end, on
    or before the reference date; in one episode, unless it is the end date of the review's own plan."""
    review, need = beside(reviews, cin_plan_dates, within=cin_details)
    plan = review.of(child_protection_plans)
    begun = on_or_after(review.CPPreviewDate, need.CINPlanStartDate)
    still_open = missing(need.CINPlanEndDate) & on_or_before(review.CPPreviewDate, reference_date)
    during = begun & (before(review.CPPreviewDate, need.CINPlanEndDate) | still_open)
    clash = during & ~same_day(review.CPPreviewDate, plan.CPPendDate)
    return clash.flags(review.CPPreviewDate, plan.CPPendDate, need.CINPlanStartDate)


review_during_a_cin_plan.fails(
    "A/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPendDate",
    "A/CINdetails[1]/ChildProtectionPlans[1]/Reviews[1] CPPreviewDate",
    "A/CINdetails[1]/ChildProtectionPlans[1]/Reviews[3] CPPreviewDate",
    says="reviews were held on the first day of the plan and on the day before its last",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-07-01       | 2025-09-01
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPendDate
        A         | 1            | 1     | 2025-12-01
    """,
    reviews="""
        LAchildID | CINdetailsID | CPPID | CPPreviewDate
        A         | 1            | 1     | 2025-07-01
        A         | 1            | 1     | 2025-06-30
        A         | 1            | 1     | 2025-08-31
        A         | 1            | 1     | 2025-09-01
    """,
)
review_during_a_cin_plan.fails(
    "A/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPendDate",
    "A/CINdetails[1]/ChildProtectionPlans[1]/Reviews[1] CPPreviewDate",
    says="neither plan has ended, and the review was on the last day of the year",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-07-01       |
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPendDate
        A         | 1            | 1     |
    """,
    reviews="""
        LAchildID | CINdetailsID | CPPID | CPPreviewDate
        A         | 1            | 1     | 2026-03-31
        A         | 1            | 1     | 2026-04-01
    """,
)
review_during_a_cin_plan.fails(
    "A/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    "A/CINdetails[1]/ChildProtectionPlans[2] CPPendDate",
    "A/CINdetails[1]/ChildProtectionPlans[2]/Reviews[1] CPPreviewDate",
    says="the review is on the end date of a plan, but not of its own",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-07-01       | 2025-09-01
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPendDate
        A         | 1            | 1     | 2025-08-01
        A         | 1            | 2     |
    """,
    reviews="""
        LAchildID | CINdetailsID | CPPID | CPPreviewDate
        A         | 1            | 1     | 2025-08-01
        A         | 1            | 2     | 2025-08-01
    """,
)
review_during_a_cin_plan.passes(
    says="the review ended its plan, a date is missing, or the child in need plan is another episode's or child's",
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-07-01       | 2025-09-01
        B         | 1            |                  | 2025-09-01
        C         | 2            | 2025-07-01       |
        D         | 1            | 2025-07-01       |
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPendDate
        A         | 1            | 1     | 2025-08-01
        B         | 1            | 1     |
        C         | 1            | 1     |
        D         | 1            | 1     |
        E         | 1            | 1     |
    """,
    reviews="""
        LAchildID | CINdetailsID | CPPID | CPPreviewDate
        A         | 1            | 1     | 2025-08-01
        B         | 1            | 1     | 2025-08-01
        C         | 1            | 1     | 2025-08-01
        D         | 1            | 1     |
        E         | 1            | 1     | 2025-08-01
    """,
)
review_during_a_cin_plan.passes(
    says="there are no reviews",
    cin_plan_dates="LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate",
    reviews="LAchildID | CINdetailsID | CPPID | CPPreviewDate",
)
