"""2990: A case closed after assessment has an enquiry, a conference or a plan in it.

Why it matters
    RC8 and RC9 mean that the child was assessed and needed nothing further from social care. A section 47 enquiry, a
    child protection conference or a plan says that they did, so either the reason is wrong or the work belongs
    elsewhere.

What to do
    If the work took place, change the reason for closure, usually to RC7. If it did not, or belongs to another
    episode, take it out of this one.

How this was read
    The date of the initial conference in CINdetails is shown for every such episode, given or not, so that the episode
    itself can be found.
"""

from candour.frames.phrases import given, is_one_of
from candour.frames.said import Found, any_of, row_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule

AFTER_ASSESSMENT = ("RC8", "RC9")


@rule("2990", since=2025)
def more_than_an_assessment(
    cin_details: Table, section47: Table, cin_plan_dates: Table, child_protection_plans: Table
) -> Found:
    """An episode closed with RC8 or RC9 has a Section47, ChildProtectionPlans or CINPlanDates record, or a
    DateOfInitialCPC in CINdetails."""
    more = given(cin_details.DateOfInitialCPC)
    for table in (section47, cin_plan_dates, child_protection_plans):
        more |= any_of(row_of(table), per=cin_details)
    wrong = is_one_of(cin_details.ReasonForClosure, AFTER_ASSESSMENT) & more
    return wrong.flags(
        cin_details.DateOfInitialCPC,
        section47.LAchildID,
        cin_plan_dates.LAchildID,
        child_protection_plans.LAchildID,
    )


more_than_an_assessment.fails(
    "A/CINdetails[1] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[1] LAchildID",
    "B/CINdetails[1] DateOfInitialCPC",
    says="one case had an enquiry, the other a transfer-in conference",
    cin_details="""
        LAchildID | CINdetailsID | ReasonForClosure | DateOfInitialCPC
        A         | 1            | RC8              |
        B         | 1            | RC9              | 2025-07-01
    """,
    section47="""
        LAchildID | CINdetailsID
        A         | 1
    """,
)
more_than_an_assessment.fails(
    "A/CINdetails[1] DateOfInitialCPC",
    "A/CINdetails[1]/CINPlanDates[1] LAchildID",
    "A/CINdetails[1]/ChildProtectionPlans[1] LAchildID",
    says="the case had plans",
    cin_details="""
        LAchildID | CINdetailsID | ReasonForClosure
        A         | 1            | RC8
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID
        A         | 1
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID
        A         | 1            | 1
    """,
)
more_than_an_assessment.passes(
    says="it closed for another reason, or the enquiry belongs to the child's other episode",
    cin_details="""
        LAchildID | CINdetailsID | ReasonForClosure
        A         | 1            | RC7
        B         | 1            | RC8
        B         | 2            |
    """,
    section47="""
        LAchildID | CINdetailsID
        A         | 1
        B         | 2
    """,
)
more_than_an_assessment.passes(
    says="there are no episodes", cin_details="LAchildID | CINdetailsID | ReasonForClosure | DateOfInitialCPC"
)
