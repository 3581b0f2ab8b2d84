"""8675Q: A child protection enquiry has waited more than 15 working days for its conference.

Why it matters
    The first child protection conference should be held within 15 working days. A child for whom none was held, and of
    whom nobody has said that none is needed, may be at risk without a plan.

What to do
    If the conference was held by 31 March, enter its date. If it turned out not to be needed, say so in
    ICPCnotRequired. If it is still to come, ask the team for its date, and be ready to explain the delay.

How this was read
    The day the enquiry began is day 0: one that began 15 working days before 31 March is still in time. Weekends and
    England's bank holidays are left out.

Where others differ
    The community validator counts 14 working days back, so it also asks about enquiries on their 15th day.
"""

from candour.frames.phrases import before, missing, no
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.period import an_enquiry_in_time_began
from candour.returns.cin_census.rules import rule


@rule("8675Q", since=2025)
def conference_awaited_too_long(section47: Table) -> Found:
    """A Section47 record has no DateOfInitialCPC, ICPCnotRequired is false or 0, and more than 15 working days lie
    between its start and the reference date."""
    pending = missing(section47.DateOfInitialCPC) & no(section47.ICPCnotRequired)
    late = pending & before(section47.S47ActualStartDate, an_enquiry_in_time_began)
    return late.flags(section47.S47ActualStartDate, section47.DateOfInitialCPC, section47.ICPCnotRequired)


conference_awaited_too_long.fails(
    "A/CINdetails[1]/Section47[1] S47ActualStartDate",
    "A/CINdetails[1]/Section47[1] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[1] ICPCnotRequired",
    "A/CINdetails[1]/Section47[2] S47ActualStartDate",
    "A/CINdetails[1]/Section47[2] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[2] ICPCnotRequired",
    says="16 working days have passed, whether the answer is spelled false or 0",
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired
        A         | 1            | 2026-03-09         |                  | false
        A         | 1            | 2026-03-09         | ""               | 0
    """,
)
conference_awaited_too_long.passes(
    says="15 working days have passed, a conference was held or not needed, or one of the answers is missing",
    section47="""
        LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired
        A         | 1            | 2026-03-10         |                  | false
        A         | 1            | 2026-03-02         | 2026-03-31       | false
        B         | 1            | 2026-03-02         |                  | true
        B         | 1            | 2026-03-02         |                  | 1
        C         | 1            | 2026-03-02         |                  |
        C         | 1            | 2026-03-02         |                  | False
        D         | 1            |                    |                  | false
    """,
)
conference_awaited_too_long.passes(
    says="there are no enquiries",
    section47="LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired",
)
