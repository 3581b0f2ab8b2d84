"""8897Q: A finished assessment does not say what it found, or says it by a code that is not known.

Why it matters
    The factors are the only place where the return says what children live with: violence, neglect, illness,
    exploitation. A finished assessment without them leaves the child out of all of that.

What to do
    Read the assessment and choose every factor it found; choose 21 if it found none. If a code looks right, look for a
    small letter or a stray space.

How this was read
    Assessments authorised on or after the first day of the year are asked about, also those after its last day. An
    empty factor is none. A code counts from the year it came into use: 24A only from 2021-22. The retired codes 18A
    and 19A count as known here; rules 8945Q and 8950Q ask about them.

Where others differ
    The community validator fails as soon as an assessment that has factors is to be shown, and then shows none of what
    it had found. It also takes factors from the child's other cases.
"""

from candour.frames.phrases import given, is_a_code_of_its_year, on_or_after, period_start
from candour.frames.said import Found, any_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.assessment_factors import ASSESSMENT_FACTORS

SINCE = {"24A": 2022}


@rule("8897Q", since=2025)
def finished_without_known_factors(assessments: Table, assessment_factors_list: Table) -> Found:
    """An assessment authorised on or after the first day of the census year has no factor, or one that is not exactly
    one of the codes, in use or retired."""
    factor, end = assessment_factors_list.AssessmentFactor, assessments.AssessmentAuthorisationDate
    codes = [*ASSESSMENT_FACTORS.codes, *ASSESSMENT_FACTORS.retired]
    unknown = given(factor) & ~is_a_code_of_its_year(factor, codes, SINCE, {})
    lacking = ~any_of(given(factor), per=assessments) | any_of(unknown, per=assessments)
    odd = on_or_after(end, period_start) & lacking
    return odd.flags(end, assessments.AssessmentFactors)


finished_without_known_factors.fails(
    "A/CINdetails[1]/Assessments[1] AssessmentAuthorisationDate",
    "A/CINdetails[1]/Assessments[1] AssessmentFactors",
    "A/CINdetails[1]/Assessments[2] AssessmentAuthorisationDate",
    "A/CINdetails[1]/Assessments[2] AssessmentFactors",
    "B/CINdetails[1]/Assessments[1] AssessmentAuthorisationDate",
    "B/CINdetails[1]/Assessments[1] AssessmentFactors",
    "B/CINdetails[1]/Assessments[2] AssessmentAuthorisationDate",
    "B/CINdetails[1]/Assessments[2] AssessmentFactors",
    says="there is no factor, an empty one, one in small letters beside a known one, or one that was never used",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate | AssessmentFactors
        A         | 1            | 1            | 2025-04-01                  |
        A         | 1            | 2            | 2026-04-01                  | ""
        B         | 1            | 1            | 2025-06-02                  | 1A, 2a
        B         | 1            | 2            | 2025-06-02                  | 8A
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 2            | ""
        B         | 1            | 1            | 1A
        B         | 1            | 1            | 2a
        B         | 1            | 2            | 8A
    """,
)
finished_without_known_factors.fails(
    "A/CINdetails[2]/Assessments[1] AssessmentAuthorisationDate",
    "A/CINdetails[2]/Assessments[1] AssessmentFactors",
    says="only the assessment in the child's other case has factors",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate | AssessmentFactors
        A         | 1            | 1            | 2025-06-02                  | 1A
        A         | 2            | 1            | 2025-12-01                  |
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 1            | 1A
    """,
)
finished_without_known_factors.fails(
    "A/CINdetails[1]/Assessments[1] AssessmentAuthorisationDate",
    "A/CINdetails[1]/Assessments[1] AssessmentFactors",
    says="24A was not yet in use",
    header="Year | ReferenceDate\n2021 | 2021-03-31",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate | AssessmentFactors
        A         | 1            | 1            | 2020-06-02                  | 24A
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 1            | 24A
    """,
)
finished_without_known_factors.passes(
    says="24A in the first year of its use",
    header="Year | ReferenceDate\n2022 | 2022-03-31",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate | AssessmentFactors
        A         | 1            | 1            | 2021-06-02                  | 24A
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 1            | 24A
    """,
)
finished_without_known_factors.passes(
    says="every factor is known, or retired, or the assessment was finished before the year or not at all",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate | AssessmentFactors
        A         | 1            | 1            | 2025-04-01                  | 1A, 24A, 18A, 19A
        A         | 1            | 2            | 2025-06-02                  | 21
        B         | 1            | 1            | 2025-03-31                  |
        B         | 1            | 2            |                             | 99
    """,
    assessment_factors_list="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentFactor
        A         | 1            | 1            | 1A
        A         | 1            | 1            | 24A
        A         | 1            | 1            | ""
        A         | 1            | 1            | 18A
        A         | 1            | 1            | 19A
        A         | 1            | 2            | 21
        B         | 1            | 2            | 99
    """,
)
finished_without_known_factors.passes(
    says="nothing was assessed",
    assessments="LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate | AssessmentFactors",
    assessment_factors_list="LAchildID | CINdetailsID | AssessmentID | AssessmentFactor",
)
