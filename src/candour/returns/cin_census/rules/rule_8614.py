"""8614: An assessment that is not finished already has factors.

Why it matters
    Factors are what a finished assessment found. If the assessment is finished, its date is missing; if not, nobody has
    yet decided what it found.

What to do
    If the assessment was authorised, enter the date. If it is still under way, or was authorised after 31 March, leave
    the factors out this year.

How this was read
    An empty factor is no factor. Factors that are not in the list of codes count.

Where others differ
    The community validator stops with an error wherever there is something to find in a real return.
"""

from candour.frames.phrases import given, missing
from candour.frames.said import Found, any_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8614", since=2025)
def factors_before_the_assessment_was_finished(assessments: Table, assessment_factors_list: Table) -> Found:
    """An assessment has at least one factor and no authorisation date."""
    has_factors = any_of(given(assessment_factors_list.AssessmentFactor), per=assessments)
    early = missing(assessments.AssessmentAuthorisationDate) & has_factors
    return early.flags(assessments.AssessmentAuthorisationDate, assessments.AssessmentFactors)


factors_before_the_assessment_was_finished.fails(
    "A/CINdetails[1]/Assessments[2] AssessmentAuthorisationDate",
    "A/CINdetails[1]/Assessments[2] AssessmentFactors",
    "B/CINdetails[1]/Assessments[1] AssessmentAuthorisationDate",
    "B/CINdetails[1]/Assessments[1] AssessmentFactors",
    says="the date of the second assessment is missing, or is not a date",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-06-02
        A         | 1            | 2            |
        B         | 1            | 1            | 02/06/2025
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 1            | 2A
        A         | 1            | 2            | 3B
        A         | 1            | 2            | 99
        B         | 1            | 1            | 21
    """,
)
factors_before_the_assessment_was_finished.passes(
    says="the assessment is finished, or has no factors but one that is empty, or they are those of another episode",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-06-02
        A         | 2            | 1            |
        B         | 1            | 1            |
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 1            | 2A
        B         | 1            | 1            | ""
    """,
)
factors_before_the_assessment_was_finished.passes(
    says="there are no assessments",
    assessments="LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate",
    assessment_factors_list="LAchildID | CINdetailsID | AssessmentID | AssessmentFactor",
)
