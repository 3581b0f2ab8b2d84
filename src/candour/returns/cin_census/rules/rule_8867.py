"""8867: A closed case has an assessment that was never finished.

Why it matters
    A case closes once it is known what the child needs. An assessment left open in it looks as if the case had been
    closed without knowing.

What to do
    Enter the day the assessment was authorised. If it is still being carried out, take out the closing date; if it was
    never begun, take out the assessment.
"""

from candour.frames.phrases import given, missing
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8867", since=2025)
def closed_with_an_open_assessment(assessments: Table, cin_details: Table) -> Found:
    """An episode with a closure date has an assessment without an authorisation date."""
    wrong = given(cin_details.CINclosureDate) & missing(assessments.AssessmentAuthorisationDate)
    return wrong.flags(cin_details.CINclosureDate, assessments.AssessmentAuthorisationDate)


closed_with_an_open_assessment.fails(
    "A/CINdetails[1] CINclosureDate",
    "A/CINdetails[1]/Assessments[2] AssessmentAuthorisationDate",
    "A/CINdetails[1]/Assessments[3] AssessmentAuthorisationDate",
    says="one of three assessments was finished",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate
        A         | 1            | 2025-06-02
    """,
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-06-02
        A         | 1            | 2            |
        A         | 1            | 3            | 2025-06-31
    """,
)
closed_with_an_open_assessment.passes(
    says="every assessment was finished, there was none, or the unfinished one is in an open case",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate
        A         | 1            | 2025-06-02
        A         | 2            |
        A         | 3            | 2025-12-01
    """,
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-06-02
        A         | 2            | 1            |
    """,
)
closed_with_an_open_assessment.passes(
    says="there are no episodes",
    cin_details="LAchildID | CINdetailsID | CINclosureDate",
    assessments="LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate",
)
