"""8898: One factor is given twice in one assessment.

Why it matters
    Each thing an assessment found is named once. A code given twice stands in the place of another that was meant, or
    makes the factors count too high.

What to do
    Read the assessment. Take out the second of the two, or put the factor that was meant in its place.

How this was read
    Codes are compared exactly as typed. An empty factor is none, so two of them are not the same factor twice.

Where others differ
    The community validator fails on any such assessment in a census file, and then shows nothing.
"""

from candour.frames.phrases import given
from candour.frames.said import Found, any_of, same_again
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8898", since=2025)
def factor_given_twice(assessment_factors_list: Table, assessments: Table) -> Found:
    """The same factor occurs more than once within one assessment."""
    factor = assessment_factors_list.AssessmentFactor
    twice = given(factor) & same_again(factor, per=assessments)
    return any_of(twice, per=assessments).flags(assessments.AssessmentFactors)


factor_given_twice.fails(
    "A/CINdetails[1]/Assessments[1] AssessmentFactors",
    says="one of three factors is given twice",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactors
        A         | 1            | 1            | 1A, 2A, 1A
        A         | 1            | 2            | 1A, 2A
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 1            | 1A
        A         | 1            | 1            | 2A
        A         | 1            | 1            | 1A
        A         | 1            | 2            | 1A
        A         | 1            | 2            | 2A
    """,
)
factor_given_twice.passes(
    says="the same factor is in another assessment or another case, the texts differ, or both are empty",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactors
        A         | 1            | 1            | 1A
        A         | 1            | 2            | 1A, 1a
        A         | 2            | 1            | 1A, 1B
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 1            | 1A
        A         | 1            | 1            | ""
        A         | 1            | 1            | ""
        A         | 1            | 2            | 1A
        A         | 1            | 2            | 1a
        A         | 1            | 2            |
        A         | 1            | 2            |
        A         | 2            | 1            | 1A
        A         | 2            | 1            | 1B
    """,
)
factor_given_twice.passes(
    says="nothing was assessed",
    assessments="LAchildID | CINdetailsID | AssessmentID | AssessmentFactors",
    assessment_factors_list="LAchildID | CINdetailsID | AssessmentID | AssessmentFactor",
)
