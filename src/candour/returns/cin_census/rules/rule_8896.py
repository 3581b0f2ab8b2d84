"""8896: A case has more than one unfinished assessment.

Why it matters
    A child has one assessment at a time. Where two are unfinished, one was finished and nobody wrote down when, or the
    same assessment was entered twice.

What to do
    Enter the day each assessment was authorised. Take out one that was entered twice.

How this was read
    Only the unfinished assessments are shown.

Where others differ
    The community validator also shows those of the case that were finished.
"""

from candour.frames.phrases import missing
from candour.frames.said import Found, how_many
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8896", since=2025)
def two_unfinished_assessments(assessments: Table, cin_details: Table) -> Found:
    """An episode has more than one assessment without an authorisation date; those assessments are shown."""
    unfinished = missing(assessments.AssessmentAuthorisationDate)
    wrong = unfinished & (how_many(unfinished, per=cin_details) > 1)
    return wrong.flags(assessments.AssessmentAuthorisationDate)


two_unfinished_assessments.fails(
    "A/CINdetails[1]/Assessments[1] AssessmentAuthorisationDate",
    "A/CINdetails[1]/Assessments[3] AssessmentAuthorisationDate",
    "A/CINdetails[1]/Assessments[4] AssessmentAuthorisationDate",
    says="three are unfinished, one of them by what is no day of the calendar, and one was finished",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate
        A         | 1            | 1            |
        A         | 1            | 2            | 2025-06-02
        A         | 1            | 3            | ""
        A         | 1            | 4            | 2025-06-31
    """,
)
two_unfinished_assessments.passes(
    says="one in each case is unfinished",
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate
        A         | 1            | 1            |
        A         | 1            | 2            | 2025-06-02
        A         | 2            | 1            |
        B         | 1            | 1            |
    """,
)
two_unfinished_assessments.passes(
    says="nothing was assessed", assessments="LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate"
)
