"""8825Q: A case closed after assessment has no assessment in it.

Why it matters
    RC8 and RC9 mean that the child was assessed and needed nothing further from social care. Without an assessment
    that cannot be known.

What to do
    If the child was assessed, put the assessment into this case. If not, change the reason for closing.

How this was read
    There is no assessment to point to, so the reason alone is shown. Any assessment counts, finished or not.
"""

from candour.frames.phrases import is_one_of
from candour.frames.said import Found, any_of, row_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule

AFTER_ASSESSMENT = ("RC8", "RC9")


@rule("8825Q", since=2025)
def closed_after_no_assessment(cin_details: Table, assessments: Table) -> Found:
    """An episode closed with RC8 or RC9 has no Assessments record."""
    assessed = any_of(row_of(assessments), per=cin_details)
    wrong = is_one_of(cin_details.ReasonForClosure, AFTER_ASSESSMENT) & ~assessed
    return wrong.flags(cin_details.ReasonForClosure)


closed_after_no_assessment.fails(
    "A/CINdetails[1] ReasonForClosure",
    "B/CINdetails[2] ReasonForClosure",
    says="nothing was assessed, or only in the child's other case",
    cin_details="""
        LAchildID | CINdetailsID | ReasonForClosure
        A         | 1            | RC8
        B         | 1            |
        B         | 2            | RC9
    """,
    assessments="""
        LAchildID | CINdetailsID | AssessmentID
        B         | 1            | 1
    """,
)
closed_after_no_assessment.passes(
    says="the child was assessed, the case closed for another reason, or it is open",
    cin_details="""
        LAchildID | CINdetailsID | ReasonForClosure
        A         | 1            | RC8
        A         | 2            | RC9
        B         | 1            | RC7
        B         | 2            |
    """,
    assessments="""
        LAchildID | CINdetailsID | AssessmentID
        A         | 1            | 1
        A         | 2            | 1
    """,
)
closed_after_no_assessment.passes(
    says="there are no episodes", cin_details="LAchildID | CINdetailsID | ReasonForClosure"
)
