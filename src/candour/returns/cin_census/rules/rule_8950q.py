"""8950Q: An assessment uses the withdrawn factor 19A, sexual abuse without saying by whom.

Why it matters
    Since 2021-22 sexual abuse by a child and by an adult are told apart. The old code says neither, so this child is
    missing from both counts.

What to do
    Read the assessment and put 19B in place of 19A if the abuse was by a child, 19C if it was by an adult, or both.

How this was read
    Only 19A itself counts, exactly as typed. Returns for years that ended before 2022 could use it and are not asked
    about.

Where others differ
    The community validator cannot find this code in a census file. It would also take small letters.
"""

from candour.frames.phrases import in_the_years_from, is_one_of
from candour.frames.said import Found, any_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8950Q", since=2025)
def withdrawn_factor_19a(assessment_factors_list: Table, assessments: Table) -> Found:
    """An assessment has the factor 19A, in a return whose year ends in 2022 or later."""
    used = is_one_of(assessment_factors_list.AssessmentFactor, ["19A"]) & in_the_years_from(2022)
    return any_of(used, per=assessments).flags(assessments.AssessmentFactors)


withdrawn_factor_19a.fails(
    "A/CINdetails[1]/Assessments[1] AssessmentFactors",
    says="19A stands among others, in the first year without it",
    header="Year | ReferenceDate\n2022 | 2022-03-31",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactors
        A         | 1            | 1            | 1A, 19A
        A         | 1            | 2            | 1A
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 1            | 1A
        A         | 1            | 1            | 19A
        A         | 1            | 2            | 1A
    """,
)
withdrawn_factor_19a.passes(
    says="the code was still in use",
    header="Year | ReferenceDate\n2021 | 2021-03-31",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactors
        A         | 1            | 1            | 19A
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 1            | 19A
    """,
)
withdrawn_factor_19a.passes(
    says="the factors are other codes",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactors
        A         | 1            | 1            | 19B, 19C, 18A
        A         | 1            | 2            |
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 1            | 19B
        A         | 1            | 1            | 19C
        A         | 1            | 1            | 18A
    """,
)
withdrawn_factor_19a.passes(
    says="nothing was assessed",
    assessments="LAchildID | CINdetailsID | AssessmentID | AssessmentFactors",
    assessment_factors_list="LAchildID | CINdetailsID | AssessmentID | AssessmentFactor",
)
