"""8565: Work is dated after its episode was closed.

Why it matters
    Work that goes on after the case was closed means that the closing date is too early, or that the work belongs to a
    later episode. Children would be counted as no longer helped while somebody was still working with them.

What to do
    Find out when work with the child really ended. Correct the closing date or the date of the work, or move the work
    to the episode in which it was done.

How this was read
    Work on the day of closing is in order. The closing date and the conference date of the episode are shown together,
    whichever work is late; of the work, only what is late is shown, by all its dates. The start of a child protection
    plan is not compared.

Where others differ
    The community validator compares a child protection plan left over from its own tests in place of the return's, and
    stops with an error, so that all it found is lost, wherever late plans of children in need are not as many as late
    enquiries.
"""

from candour.frames.phrases import before
from candour.frames.said import Found, any_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8565", since=2025)
def activity_after_closure(
    cin_details: Table,
    assessments: Table,
    cin_plan_dates: Table,
    section47: Table,
    child_protection_plans: Table,
) -> Found:
    """The closure date of an episode is earlier than its DateOfInitialCPC, the start or authorisation date of one of
    its assessments, the start or conference date of one of its Section47 records, the start or end date of one of its
    child in need plans, or the end date of one of its child protection plans."""
    closed = cin_details.CINclosureDate
    assessed = before(closed, assessments.AssessmentActualStartDate) | before(
        closed, assessments.AssessmentAuthorisationDate
    )
    enquired = before(closed, section47.S47ActualStartDate) | before(closed, section47.DateOfInitialCPC)
    helped = before(closed, cin_plan_dates.CINPlanStartDate) | before(closed, cin_plan_dates.CINPlanEndDate)
    protected = before(closed, child_protection_plans.CPPendDate)
    late = before(closed, cin_details.DateOfInitialCPC)
    for work in (assessed, enquired, helped, protected):
        late |= any_of(work, per=cin_details)
    return (
        late.flags(closed, cin_details.DateOfInitialCPC)
        + assessed.flags(assessments.AssessmentActualStartDate, assessments.AssessmentAuthorisationDate)
        + enquired.flags(section47.S47ActualStartDate, section47.DateOfInitialCPC)
        + helped.flags(cin_plan_dates.CINPlanStartDate, cin_plan_dates.CINPlanEndDate)
        + protected.flags(child_protection_plans.CPPendDate)
    )


activity_after_closure.fails(
    "A/CINdetails[1] CINclosureDate",
    "A/CINdetails[1] DateOfInitialCPC",
    "A/CINdetails[1]/Assessments[2] AssessmentActualStartDate",
    "A/CINdetails[1]/Assessments[2] AssessmentAuthorisationDate",
    "B/CINdetails[1] CINclosureDate",
    "B/CINdetails[1] DateOfInitialCPC",
    "B/CINdetails[1]/Assessments[1] AssessmentActualStartDate",
    "B/CINdetails[1]/Assessments[1] AssessmentAuthorisationDate",
    says="one assessment was authorised the day after closing, another began then",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate
        A         | 1            | 2025-08-01
        B         | 1            | 2025-08-01
    """,
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-06-02                | 2025-08-01
        A         | 1            | 2            | 2025-07-01                | 2025-08-02
        B         | 1            | 1            | 2025-08-02                |
    """,
)
activity_after_closure.fails(
    "A/CINdetails[1] CINclosureDate",
    "A/CINdetails[1] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[1] S47ActualStartDate",
    "A/CINdetails[1]/Section47[1] DateOfInitialCPC",
    "B/CINdetails[1] CINclosureDate",
    "B/CINdetails[1] DateOfInitialCPC",
    "B/CINdetails[1]/Section47[1] S47ActualStartDate",
    "B/CINdetails[1]/Section47[1] DateOfInitialCPC",
    says="one enquiry began the day after closing, another's conference was held then",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate
        A         | 1            | 2025-08-01
        B         | 1            | 2025-08-01
    """,
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC
        A         | 1            | 2025-08-02         |
        A         | 1            | 2025-07-01         | 2025-08-01
        B         | 1            | 2025-07-01         | 2025-08-02
    """,
)
activity_after_closure.fails(
    "A/CINdetails[1] CINclosureDate",
    "A/CINdetails[1] DateOfInitialCPC",
    "A/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    "A/CINdetails[1]/CINPlanDates[1] CINPlanEndDate",
    "B/CINdetails[1] CINclosureDate",
    "B/CINdetails[1] DateOfInitialCPC",
    "B/CINdetails[1]/CINPlanDates[1] CINPlanStartDate",
    "B/CINdetails[1]/CINPlanDates[1] CINPlanEndDate",
    "C/CINdetails[1] CINclosureDate",
    "C/CINdetails[1] DateOfInitialCPC",
    "C/CINdetails[1]/ChildProtectionPlans[1] CPPendDate",
    "D/CINdetails[1] CINclosureDate",
    "D/CINdetails[1] DateOfInitialCPC",
    says="plans began or ended the day after closing, and a conference on moving in was held then",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate | DateOfInitialCPC
        A         | 1            | 2025-08-01     |
        B         | 1            | 2025-08-01     |
        C         | 1            | 2025-08-01     |
        D         | 1            | 2025-08-01     | 2025-08-02
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-08-02       |
        B         | 1            | 2025-07-01       | 2025-08-02
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        C         | 1            | 1     | 2025-05-01   | 2025-08-02
        C         | 1            | 2     | 2025-05-01   | 2025-08-01
    """,
)
activity_after_closure.passes(
    says="everything was done by the day of closing, or belongs to the next episode, or the case is open",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate | DateOfInitialCPC
        A         | 1            | 2025-08-01     | 2025-08-01
        A         | 2            |                | 2025-09-20
        B         | 1            |                |
    """,
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-08-01                | 2025-08-01
        A         | 2            | 1            | 2025-09-01                | 2025-09-10
        B         | 1            | 1            | 2025-09-01                |
    """,
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC
        A         | 1            | 2025-08-01         | 2025-08-01
        A         | 2            | 2025-09-01         | 2025-09-20
    """,
    cin_plan_dates="""
        LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate
        A         | 1            | 2025-08-01       | 2025-08-01
        A         | 2            | 2025-09-01       | 2025-09-20
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate
        A         | 1            | 1     | 2025-08-02   | 2025-08-01
        A         | 2            | 1     | 2025-09-20   | 2026-01-20
    """,
)
activity_after_closure.passes(
    says="there are no episodes", cin_details="LAchildID | CINdetailsID | CINclosureDate | DateOfInitialCPC"
)
