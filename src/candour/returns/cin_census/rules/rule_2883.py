"""2883: More child protection plans began in the year than initial conferences were held.

Why it matters
    Every child protection plan is decided on at an initial conference. If there are more plans than conferences, some
    conferences are missing, or some plans began in another year.

What to do
    List the plans that began in the year and look for the conference of each, on the enquiry it followed or, for a
    child who moved in from another council, on the episode. Enter those that are missing, and correct wrong dates.

How this was read
    Conferences after an enquiry and conferences for children who moved in are added together. As many plans as
    conferences are in order.
"""

from candour.frames.phrases import in_the_year
from candour.frames.said import Found, Whole
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("2883", since=2025)
def more_plans_than_conferences(child_protection_plans: Table, cin_details: Table, section47: Table) -> Found:
    """More child protection plans start in the year than there are DateOfInitialCPC in the year, in CINdetails and
    Section47 together."""
    counted = {
        "plans": in_the_year(child_protection_plans.CPPstartDate),
        "after moving in": in_the_year(cin_details.DateOfInitialCPC),
        "after an enquiry": in_the_year(section47.DateOfInitialCPC),
    }
    return Whole(counted, odd=lambda so: so["plans"] > so["after moving in"] + so["after an enquiry"])


more_plans_than_conferences.fails(
    "the return",
    says="three plans began, on the first and last day of the year among them, and two conferences were held",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-04-01
        A         | 1            | 2     | 2025-09-01
        B         | 1            | 1     | 2026-03-31
    """,
    cin_details="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-04-01
        B         | 1            |
    """,
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2026-03-31
    """,
)
more_plans_than_conferences.fails(
    "the return",
    says="the only conferences were held the day before the year began and the day after it ended",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-04-01
    """,
    cin_details="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-03-31
    """,
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2026-04-01
    """,
)
more_plans_than_conferences.passes(
    says="as many conferences were held as plans began in the year",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-05-01
        B         | 1            | 1     | 2025-09-01
        C         | 1            | 1     | 2025-03-31
        D         | 1            | 1     | 2026-04-01
        E         | 1            | 1     |
    """,
    cin_details="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-05-01
    """,
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        F         | 1            | 2025-09-01
    """,
)
more_plans_than_conferences.passes(
    says="there are no plans and no conferences",
    child_protection_plans="LAchildID | CINdetailsID | CPPID | CPPstartDate",
    cin_details="LAchildID | CINdetailsID | DateOfInitialCPC",
)
