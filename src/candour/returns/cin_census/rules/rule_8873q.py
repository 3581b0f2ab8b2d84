"""8873Q: The only assessment of a case found nothing, but the case did not close after it.

Why it matters
    An assessment that found none of the listed troubles usually means that the child is not in need, and the case
    closes with RC8 or RC9. If it is still open or closed for another reason, something was found that the factors do
    not say.

What to do
    Read the assessment. If something was found, enter those factors in place of 21. If nothing was, close the case
    with RC8 or RC9.

How this was read
    Open cases are asked about too. Only factor 21 itself counts, whatever stands beside it; unfinished assessments
    count as assessments of the case.
"""

from candour.frames.phrases import is_one_of
from candour.frames.said import Found, any_of, how_many, row_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.assessment_factors import NO_FACTORS

AFTER_ASSESSMENT = ("RC8", "RC9")


@rule("8873Q", since=2025)
def nothing_found_and_not_closed_after_it(
    assessment_factors_list: Table, assessments: Table, cin_details: Table
) -> Found:
    """An episode with exactly one assessment, which has the factor 21, is not closed with RC8 or RC9."""
    only_one = how_many(row_of(assessments), per=cin_details).is_exactly(1)
    nothing_found = any_of(is_one_of(assessment_factors_list.AssessmentFactor, [NO_FACTORS]), per=cin_details)
    odd = only_one & nothing_found & ~is_one_of(cin_details.ReasonForClosure, AFTER_ASSESSMENT)
    return odd.flags(assessments.AssessmentFactors, cin_details.ReasonForClosure)


nothing_found_and_not_closed_after_it.fails(
    "A/CINdetails[1] ReasonForClosure",
    "A/CINdetails[1]/Assessments[1] AssessmentFactors",
    "B/CINdetails[1] ReasonForClosure",
    "B/CINdetails[1]/Assessments[1] AssessmentFactors",
    says="the case closed for another reason, or is open; 21 may have others beside it",
    cin_details="""
        LAchildID | CINdetailsID | ReasonForClosure
        A         | 1            | RC7
        B         | 1            |
    """,
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactors
        A         | 1            | 1            | 21
        B         | 1            | 1            | 1A, 21
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 1            | 21
        B         | 1            | 1            | 1A
        B         | 1            | 1            | 21
    """,
)
nothing_found_and_not_closed_after_it.passes(
    says="it closed after the assessment, there were two assessments, or the factor is another one",
    cin_details="""
        LAchildID | CINdetailsID | ReasonForClosure
        A         | 1            | RC8
        A         | 2            | RC9
        B         | 1            | RC7
        B         | 2            | RC7
        B         | 3            | RC7
        C         | 1            |
    """,
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactors
        A         | 1            | 1            | 21
        A         | 2            | 1            | 21
        B         | 1            | 1            | 21
        B         | 1            | 2            |
        B         | 2            | 1            | 121
        B         | 3            | 1            |
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 1            | 21
        A         | 2            | 1            | 21
        B         | 1            | 1            | 21
        B         | 2            | 1            | 121
    """,
)
nothing_found_and_not_closed_after_it.passes(
    says="there are no episodes",
    cin_details="LAchildID | CINdetailsID | ReasonForClosure",
    assessments="LAchildID | CINdetailsID | AssessmentID | AssessmentFactors",
    assessment_factors_list="LAchildID | CINdetailsID | AssessmentID | AssessmentFactor",
)
