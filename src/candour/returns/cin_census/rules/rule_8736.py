"""8736: An unfinished assessment did not begin in the census year.

Why it matters
    An assessment lasts weeks, not a year. One that began before the year and is still open was most likely finished,
    and the child's record does not say what came of it.

What to do
    If the assessment was finished, enter the day it was authorised. If not, check the day it began; if it began after
    31 March, take it out of this return.

How this was read
    An unfinished assessment without a usable start date is shown too: it cannot be seen to have begun in the year.
"""

from candour.frames.phrases import in_the_year, missing
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8736", since=2025)
def unfinished_from_another_year(assessments: Table) -> Found:
    """An assessment has no authorisation date, and its start date is missing or not in the census year."""
    start, end = assessments.AssessmentActualStartDate, assessments.AssessmentAuthorisationDate
    return (missing(end) & ~in_the_year(start)).flags(start, end)


unfinished_from_another_year.fails(
    "A/CINdetails[1]/Assessments[1] AssessmentActualStartDate",
    "A/CINdetails[1]/Assessments[1] AssessmentAuthorisationDate",
    "A/CINdetails[1]/Assessments[2] AssessmentActualStartDate",
    "A/CINdetails[1]/Assessments[2] AssessmentAuthorisationDate",
    "B/CINdetails[1]/Assessments[1] AssessmentActualStartDate",
    "B/CINdetails[1]/Assessments[1] AssessmentAuthorisationDate",
    says="one began the day before the year, one the day after, and one has no start",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-03-31                |
        A         | 1            | 2            | 2026-04-01                | ""
        B         | 1            | 1            |                           |
    """,
)
unfinished_from_another_year.passes(
    says="they began on the first or the last day of the year, or were finished",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-04-01                |
        A         | 1            | 2            | 2026-03-31                |
        B         | 1            | 1            | 2025-03-31                | 2025-05-01
        B         | 1            | 2            |                           | 2025-05-01
    """,
)
unfinished_from_another_year.passes(
    says="nothing was assessed",
    assessments="LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate",
)
