"""1103: An assessment began before the referral it belongs to.

Why it matters
    An assessment follows a referral. If it starts first, either date is wrong, or the assessment belongs to an earlier
    episode of need, and the time from referral to assessment cannot be worked out.

What to do
    Compare both dates with the record. Correct the one that is wrong, or move the assessment to the episode it
    belongs to.
"""

from candour.frames.phrases import before
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("1103", since=2025)
def assessment_began_before_the_referral(assessments: Table, cin_details: Table) -> Found:
    """An assessment's start date is earlier than the referral date of the same episode."""
    early = before(assessments.AssessmentActualStartDate, cin_details.CINreferralDate)
    return early.flags(assessments.AssessmentActualStartDate, cin_details.CINreferralDate)


assessment_began_before_the_referral.fails(
    "A/CINdetails[1] CINreferralDate",
    "A/CINdetails[1]/Assessments[1] AssessmentActualStartDate",
    says="the assessment began the day before the referral",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            | 2025-06-02
    """,
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate
        A         | 1            | 1            | 2025-06-01
    """,
)
assessment_began_before_the_referral.passes(
    says="it began on the day of the referral, or before the referral of a later episode",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            | 2025-06-02
        A         | 2            | 2025-12-01
        B         | 1            |
    """,
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate
        A         | 1            | 1            | 2025-06-02
        A         | 1            | 2            | 2025-08-01
        B         | 1            | 1            | 2025-06-01
    """,
)
assessment_began_before_the_referral.passes(
    says="nothing was assessed",
    cin_details="LAchildID | CINdetailsID | CINreferralDate",
    assessments="LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate",
)
