"""8869: An assessment says that nothing was found, and names something as well.

Why it matters
    Factor 21 means that the assessment found none of the listed troubles in the child's life. Beside another factor it
    says two opposite things, and neither can be counted.

What to do
    Ask the worker, or read the assessment. Take out 21 if anything was found; take out the others if nothing was.

How this was read
    An empty factor is none. The code 21 twice is still alone; rule 8898 asks about codes given twice.

Where others differ
    The community validator cannot find this fault in a census file. It also compares assessments by the day they were
    authorised, so that two of one day would be mixed.
"""

from candour.frames.phrases import given, is_one_of
from candour.frames.said import Found, any_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.assessment_factors import NO_FACTORS


@rule("8869", since=2025)
def no_factors_and_others(assessment_factors_list: Table, assessments: Table) -> Found:
    """An assessment has the factor 21 and another factor."""
    nothing_found = is_one_of(assessment_factors_list.AssessmentFactor, [NO_FACTORS])
    something_found = given(assessment_factors_list.AssessmentFactor) & ~nothing_found
    both = any_of(nothing_found, per=assessments) & any_of(something_found, per=assessments)
    return both.flags(assessments.AssessmentFactors)


no_factors_and_others.fails(
    "A/CINdetails[1]/Assessments[1] AssessmentFactors",
    "A/CINdetails[1]/Assessments[2] AssessmentFactors",
    says="21 stands before another factor, and behind one nobody knows",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactors
        A         | 1            | 1            | 21, 1A
        A         | 1            | 2            | 99, 21
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 1            | 21
        A         | 1            | 1            | 1A
        A         | 1            | 2            | 99
        A         | 1            | 2            | 21
    """,
)
no_factors_and_others.passes(
    says="21 is alone, empty beside, or twice; others are without it; two assessments of one day are two",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate | AssessmentFactors
        A         | 1            | 1            | 2025-06-02                  | 21
        A         | 1            | 2            | 2025-06-02                  | 1A, 2A
        A         | 1            | 3            | 2025-06-02                  | 21, 21
        A         | 2            | 1            | 2025-06-02                  | 20, 22A, 121
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 1            | 21
        A         | 1            | 1            | ""
        A         | 1            | 2            | 1A
        A         | 1            | 2            | 2A
        A         | 1            | 3            | 21
        A         | 1            | 3            | 21
        A         | 2            | 1            | 20
        A         | 2            | 1            | 22A
        A         | 2            | 1            | 121
    """,
)
no_factors_and_others.passes(
    says="nothing was assessed",
    assessments="LAchildID | CINdetailsID | AssessmentID | AssessmentFactors",
    assessment_factors_list="LAchildID | CINdetailsID | AssessmentID | AssessmentFactor",
)
