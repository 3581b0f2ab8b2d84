"""8868: A closed case has an enquiry that is not settled: no conference and no word that none was needed, or both.

Why it matters
    A child protection enquiry ends with a conference or with the decision that none is needed. While neither is
    recorded, nobody can tell that the child was found to be safe before the case closed.

What to do
    Enter the day the conference was held, or say in ICPCnotRequired that none was needed; not both. If the enquiry is
    still going on, take out the closing date.

How this was read
    An enquiry that has a conference date and also says that no conference was needed is shown as well: one of the two
    cannot be right.
"""

from candour.frames.phrases import given, yes
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8868", since=2025)
def closed_with_an_unsettled_enquiry(section47: Table, cin_details: Table) -> Found:
    """An episode with a closure date has a Section47 record that has neither a DateOfInitialCPC nor an ICPCnotRequired
    of true or 1, or that has both."""
    held, not_needed = given(section47.DateOfInitialCPC), yes(section47.ICPCnotRequired)
    unsettled = (~held & ~not_needed) | (held & not_needed)
    wrong = given(cin_details.CINclosureDate) & unsettled
    return wrong.flags(section47.DateOfInitialCPC, section47.ICPCnotRequired, cin_details.CINclosureDate)


closed_with_an_unsettled_enquiry.fails(
    "A/CINdetails[1] CINclosureDate",
    "A/CINdetails[1]/Section47[1] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[1] ICPCnotRequired",
    "A/CINdetails[1]/Section47[2] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[2] ICPCnotRequired",
    "A/CINdetails[1]/Section47[3] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[3] ICPCnotRequired",
    "A/CINdetails[1]/Section47[4] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[4] ICPCnotRequired",
    says="one was not held yet, one says nothing, one misspells true, and one says both; the fifth was held",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate
        A         | 1            | 2025-09-01
    """,
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired
        A         | 1            |                  | false
        A         | 1            | ""               |
        A         | 1            |                  | True
        A         | 1            | 2025-06-02       | 1
        A         | 1            | 2025-06-02       | false
    """,
)
closed_with_an_unsettled_enquiry.passes(
    says="every enquiry was settled, there was none, or the unsettled one is in an open case",
    cin_details="""
        LAchildID | CINdetailsID | CINclosureDate
        A         | 1            | 2025-09-01
        A         | 2            |
        A         | 3            | 2025-12-01
    """,
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired
        A         | 1            | 2025-06-02       | 0
        A         | 1            | 2025-06-02       |
        A         | 1            |                  | true
        A         | 1            |                  | 1
        A         | 2            |                  | false
        A         | 2            | 2025-06-02       | true
    """,
)
closed_with_an_unsettled_enquiry.passes(
    says="there are no episodes",
    cin_details="LAchildID | CINdetailsID | CINclosureDate",
    section47="LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired",
)
