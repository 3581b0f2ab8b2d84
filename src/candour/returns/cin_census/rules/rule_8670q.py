"""8670Q: An assessment has been open for more than 45 working days.

Why it matters
    An assessment should take no more than 45 working days. A child whose assessment has run longer may be waiting for
    help, or the assessment was finished and nobody wrote down when.

What to do
    If the assessment was finished by 31 March, enter the day it was authorised. If it was not, ask the team when it
    will be, and be ready to explain the delay.

How this was read
    The day the assessment began is day 0: one that began 45 working days before 31 March is still in time. Weekends
    and England's bank holidays are left out.

Where others differ
    The community validator counts 44 working days back, so it also asks about assessments on their 45th day.
"""

from candour.frames.phrases import before, missing
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.period import an_assessment_in_time_began
from candour.returns.cin_census.rules import rule


@rule("8670Q", since=2025)
def assessment_open_too_long(assessments: Table) -> Found:
    """An assessment has no authorisation date, and more than 45 working days lie between its start and the reference
    date."""
    late = missing(assessments.AssessmentAuthorisationDate) & before(
        assessments.AssessmentActualStartDate, an_assessment_in_time_began
    )
    return late.flags(assessments.AssessmentActualStartDate, assessments.AssessmentAuthorisationDate)


assessment_open_too_long.fails(
    "A/CINdetails[1]/Assessments[1] AssessmentActualStartDate",
    "A/CINdetails[1]/Assessments[1] AssessmentAuthorisationDate",
    "B/CINdetails[1]/Assessments[1] AssessmentActualStartDate",
    "B/CINdetails[1]/Assessments[1] AssessmentAuthorisationDate",
    says="46 working days have passed, and the day it was authorised is missing or unusable",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
        A         | 1            | 1            | 2026-01-26                |
        B         | 1            | 1            | 2026-01-26                | 31/03/2026
    """,
)
assessment_open_too_long.passes(
    says="45 working days have passed, it was authorised, or nobody knows when it began",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
        A         | 1            | 1            | 2026-01-27                |
        B         | 1            | 1            | 2025-06-02                | 2026-03-31
        C         | 1            | 1            |                           |
    """,
)
assessment_open_too_long.passes(
    says="nothing was assessed",
    assessments="LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate",
)
