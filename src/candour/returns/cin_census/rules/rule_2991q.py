"""2991Q: A section 47 enquiry has no assessment in its episode.

Why it matters
    Every enquiry is carried out through an assessment of the child. If there is none, it was left out of the return or
    stands in another episode, and nobody can see what was found.

What to do
    Find the assessment that went with the enquiry and enter it in the same episode. If the enquiry was started by
    mistake, take it out.

How this was read
    As there is no assessment to show, only the enquiries of the episode are shown.
"""

from candour.frames.said import Found, any_of, row_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("2991Q", since=2025)
def enquiry_without_an_assessment(section47: Table, assessments: Table, cin_details: Table) -> Found:
    """A Section47 record is in an episode that has no Assessments record."""
    unassessed = row_of(section47) & ~any_of(row_of(assessments), per=cin_details)
    return unassessed.flags(section47.LAchildID)


enquiry_without_an_assessment.fails(
    "A/CINdetails[1]/Section47[1] LAchildID",
    "A/CINdetails[1]/Section47[2] LAchildID",
    says="the only assessment is in the child's other episode",
    section47="""
        LAchildID | CINdetailsID
        A         | 1
        A         | 1
    """,
    assessments="""
        LAchildID | CINdetailsID | AssessmentID
        A         | 2            | 1
    """,
)
enquiry_without_an_assessment.passes(
    says="there is an assessment, even one without dates, or there is no enquiry",
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate
        A         | 1            | 2025-06-02
        B         | 1            | 2025-06-02
    """,
    assessments="""
        LAchildID | CINdetailsID | AssessmentID | AssessmentActualStartDate
        A         | 1            | 1            | 2025-06-02
        B         | 1            | 1            |
        C         | 1            | 1            | 2025-06-02
    """,
)
enquiry_without_an_assessment.passes(
    says="there are no enquiries",
    section47="LAchildID | CINdetailsID",
    assessments="LAchildID | CINdetailsID | AssessmentID",
)
