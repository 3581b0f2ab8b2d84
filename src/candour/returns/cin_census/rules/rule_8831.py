"""8831: A referral that came to no further action has an assessment, an enquiry or a conference in it.

Why it matters
    No further action means that nothing followed the referral. If an assessment or an enquiry was begun, the child did
    get further, and is missing from the count of children in need.

What to do
    If the work took place, set ReferralNFA to false. If it belongs to another case of the child, move it there; if it
    never took place, take it out.

How this was read
    The dates that should not be there are shown, and only those that are given.

Where others differ
    The community validator does not look at an enquiry's conference. It points to the child's number instead of the
    dates, and to an empty date of conference on every such case.
"""

from candour.frames.phrases import given, yes
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8831", since=2025)
def work_after_no_further_action(cin_details: Table, assessments: Table, section47: Table) -> Found:
    """An episode whose ReferralNFA is true or 1 has a DateOfInitialCPC in CINdetails, a Section47 start date or
    DateOfInitialCPC, or an assessment start or authorisation date."""
    dates = (
        cin_details.DateOfInitialCPC,
        assessments.AssessmentActualStartDate,
        assessments.AssessmentAuthorisationDate,
        section47.S47ActualStartDate,
        section47.DateOfInitialCPC,
    )
    nothing_followed = yes(cin_details.ReferralNFA)
    return tuple(flag for one in dates for flag in (nothing_followed & given(one)).flags(one))


work_after_no_further_action.fails(
    "A/CINdetails[1] DateOfInitialCPC",
    "A/CINdetails[1]/Assessments[1] AssessmentActualStartDate",
    "A/CINdetails[1]/Assessments[2] AssessmentAuthorisationDate",
    "A/CINdetails[1]/Section47[1] S47ActualStartDate",
    "A/CINdetails[1]/Section47[2] DateOfInitialCPC",
    says="each of the dates in turn",
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA | DateOfInitialCPC
        A         | 1            | true        | 2025-06-02
    """,
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-05-01                |
        A         | 1            | 2            |                           | 2025-06-01
    """,
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC
        A         | 1            | 2025-05-01         | ""
        A         | 1            |                    | 2025-05-19
    """,
)
work_after_no_further_action.fails(
    "A/CINdetails[2]/Assessments[1] AssessmentActualStartDate",
    "A/CINdetails[2]/Assessments[1] AssessmentAuthorisationDate",
    says="the answer is spelled 1; the child's other case is left alone",
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA | DateOfInitialCPC
        A         | 1            | 0           | 2025-06-02
        A         | 2            | 1           |
    """,
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-05-01                | 2025-06-01
        A         | 2            | 1            | 2025-05-01                | 2025-06-01
    """,
)
work_after_no_further_action.passes(
    says="something followed, nobody has said, or the assessment and the enquiry have no usable date",
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA | DateOfInitialCPC
        A         | 1            | false       | 2025-06-02
        A         | 2            |             | 2025-06-02
        B         | 1            | true        | 02/06/2025
        B         | 2            | TRUE        | 2025-06-02
    """,
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate
        A         | 1            | 1            | 2025-05-01                | 2025-06-01
        B         | 1            | 1            |                           | ""
    """,
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC
        A         | 1            | 2025-05-01         | 2025-05-19
        B         | 1            |                    |
    """,
)
work_after_no_further_action.passes(
    says="there are no episodes",
    cin_details="LAchildID | CINdetailsID | ReferralNFA | DateOfInitialCPC",
    assessments="LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate | AssessmentAuthorisationDate",
    section47="LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC",
)
