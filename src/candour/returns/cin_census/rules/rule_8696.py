"""8696: An assessment was authorised on a day outside the census year.

Why it matters
    Assessments count in the year they were finished. One finished earlier was counted then, and one finished later
    will be counted next time, so a date outside the year counts it twice.

What to do
    Check the date on the record and correct it if it is wrong. If the assessment was finished before 1 April, take it
    out of the return; if it was finished after 31 March, leave the date out.
"""

from candour.frames.phrases import outside_the_year
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8696", since=2025)
def authorised_outside_the_year(assessments: Table) -> Found:
    """An assessment's authorisation date is before the first day of the census year or after its last."""
    return outside_the_year(assessments.AssessmentAuthorisationDate).flags(assessments.AssessmentAuthorisationDate)


authorised_outside_the_year.fails(
    "A/CINdetails[1]/Assessments[1] AssessmentAuthorisationDate",
    "A/CINdetails[1]/Assessments[3] AssessmentAuthorisationDate",
    says="one was authorised the day before the year began, another the day after it ended",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-03-31
        A         | 1            | 2            | 2025-04-01
        A         | 1            | 3            | 2026-04-01
    """,
)
authorised_outside_the_year.passes(
    says="they were authorised on the first or the last day, or have no usable date",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-04-01
        A         | 1            | 2            | 2026-03-31
        A         | 1            | 3            |
        A         | 1            | 4            | 2024-3-1
    """,
)
authorised_outside_the_year.passes(
    says="nothing was assessed", assessments="LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate"
)
