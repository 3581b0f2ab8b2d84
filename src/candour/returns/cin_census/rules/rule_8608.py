"""8608: An assessment began after it was authorised.

Why it matters
    A manager authorises an assessment when it is finished. If it starts later than that, one of the dates is wrong, and
    how long the family waited cannot be worked out.

What to do
    Compare both dates with the record and correct the one that is wrong. Look out for dates that changed places.
"""

from candour.frames.phrases import after
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8608", since=2025)
def assessment_began_after_it_was_authorised(assessments: Table) -> Found:
    """An assessment's start date is later than its authorisation date."""
    late = after(assessments.AssessmentActualStartDate, assessments.AssessmentAuthorisationDate)
    return late.flags(assessments.AssessmentActualStartDate, assessments.AssessmentAuthorisationDate)


assessment_began_after_it_was_authorised.fails(
    "A/CINdetails[1]/Assessments[1] AssessmentActualStartDate",
    "A/CINdetails[1]/Assessments[1] AssessmentAuthorisationDate",
    says="it began the day after it was authorised",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-06-03                | 2025-06-02
    """,
)
assessment_began_after_it_was_authorised.passes(
    says="both were on one day, or a date is missing, or only another assessment was authorised before",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-06-02                | 2025-06-02
        A         | 1            | 2            | 2025-07-01                |
        B         | 1            | 1            |                           | 2025-06-02
    """,
)
assessment_began_after_it_was_authorised.passes(
    says="there are no assessments",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
    """,
)
