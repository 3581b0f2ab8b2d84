"""2885: A child protection plan did not begin on the day of the initial conference.

Why it matters
    The conference decides on the plan, so the plan begins that day. If it does not, a date is wrong or the conference
    is missing, and how long children wait for a plan cannot be worked out.

What to do
    Compare the start of the plan with the conference it was agreed at. Correct the date that is wrong, or enter the
    conference: on the enquiry it followed, or, for a child who moved in from another council, on the episode.

How this was read
    Only plans that began in the year are looked at. Where the episode has an enquiry that could have led to a
    conference, the plan must begin on the day of a conference after an enquiry; a conference on moving in counts only
    where there is no such enquiry. Conferences are shown, missing ones too, if none of those plans began on the day of
    one; only those that the plans were compared with.

Where others differ
    The community validator takes an enquiry as one without a conference only where ICPCnotRequired is 1, not where it
    is true.
"""

from candour.frames.phrases import in_the_year, same_day, yes
from candour.frames.said import Found, any_of, beside, row_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("2885", since=2025)
def protection_plan_apart_from_its_conference(
    child_protection_plans: Table, section47: Table, cin_details: Table
) -> Found:
    """A child protection plan starts in the year, and its start is not the DateOfInitialCPC of a Section47 record of the
    same episode whose ICPCnotRequired is not true or 1; or, if there is no such record, not the DateOfInitialCPC of the
    episode. The conference dates of an episode are shown if no plan start in it matched."""
    plan, enquiry = beside(child_protection_plans, section47, within=cin_details)
    start, not_needed = child_protection_plans.CPPstartDate, yes(section47.ICPCnotRequired)
    enquired = any_of(row_of(section47) & ~not_needed, per=cin_details)
    after_enquiry = same_day(plan.CPPstartDate, enquiry.DateOfInitialCPC) & ~yes(enquiry.ICPCnotRequired)
    after_moving_in = ~enquired & same_day(start, cin_details.DateOfInitialCPC)
    matched = in_the_year(start) & (any_of(after_enquiry, per=plan) | after_moving_in)
    wrong = in_the_year(start) & ~matched
    none_matched = any_of(wrong, per=cin_details) & ~any_of(matched, per=cin_details)
    return (
        wrong.flags(start)
        + (none_matched & row_of(section47) & ~not_needed).flags(section47.DateOfInitialCPC)
        + (none_matched & ~enquired).flags(cin_details.DateOfInitialCPC)
    )


protection_plan_apart_from_its_conference.fails(
    "A/CINdetails[1]/Section47[1] DateOfInitialCPC",
    "A/CINdetails[1]/Section47[2] DateOfInitialCPC",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    says="it began the day after the conference; the second enquiry has none yet, the third needed none",
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired
        A         | 1            | 2025-06-20       | false
        A         | 1            |                  | false
        A         | 1            |                  | true
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-06-21
    """,
)
protection_plan_apart_from_its_conference.fails(
    "A/CINdetails[1]/ChildProtectionPlans[2] CPPstartDate",
    says="one plan began on the day of its conference and one did not, so the conference is in order",
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired
        A         | 1            | 2025-06-20       | 0
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-06-20
        A         | 1            | 2     | 2025-12-01
    """,
)
protection_plan_apart_from_its_conference.fails(
    "A/CINdetails[1] DateOfInitialCPC",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    "B/CINdetails[1] DateOfInitialCPC",
    "B/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    "C/CINdetails[1] DateOfInitialCPC",
    "C/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    says="no enquiry could have led to a conference, and the one on moving in was another day or is missing",
    cin_details="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-06-20
        B         | 1            |
        C         | 1            |
    """,
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired
        B         | 1            | 2025-06-21       | 1
        C         | 1            | 2025-06-21       | true
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-06-21
        B         | 1            | 1     | 2025-06-21
        C         | 1            | 1     | 2025-06-21
    """,
)
protection_plan_apart_from_its_conference.fails(
    "A/CINdetails[1]/Section47[1] DateOfInitialCPC",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    "B/CINdetails[2] DateOfInitialCPC",
    "B/CINdetails[2]/ChildProtectionPlans[1] CPPstartDate",
    says="there was an enquiry, so a conference on moving in does not count; nor does one of another episode",
    cin_details="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            | 2025-06-20
        B         | 1            |
        B         | 2            |
    """,
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired
        A         | 1            |                  |
        B         | 1            | 2025-06-20       | false
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-06-20
        B         | 2            | 1     | 2025-06-20
    """,
)
protection_plan_apart_from_its_conference.passes(
    says="it began on the day of a conference, or outside the year, or has no start",
    cin_details="""
        LAchildID | CINdetailsID | DateOfInitialCPC
        A         | 1            |
        B         | 1            | 2025-06-20
        C         | 1            | 2025-06-20
        D         | 1            |
        E         | 1            | 2025-06-20
    """,
    section47="""
        LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired
        A         | 1            | 2025-05-01       | false
        A         | 1            | 2025-06-20       | false
        C         | 1            |                  | true
    """,
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-06-20
        B         | 1            | 1     | 2025-06-20
        C         | 1            | 1     | 2025-06-20
        D         | 1            | 1     | 2025-03-31
        D         | 1            | 2     | 2026-04-01
        D         | 1            | 3     |
    """,
)
protection_plan_apart_from_its_conference.fails(
    "A/CINdetails[1] DateOfInitialCPC",
    "A/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    "B/CINdetails[1] DateOfInitialCPC",
    "B/CINdetails[1]/ChildProtectionPlans[1] CPPstartDate",
    says="it began on the first or the last day of the year",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | CPPstartDate
        A         | 1            | 1     | 2025-04-01
        B         | 1            | 1     | 2026-03-31
    """,
)
protection_plan_apart_from_its_conference.passes(
    says="there are no plans",
    cin_details="LAchildID | CINdetailsID | DateOfInitialCPC",
    section47="LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired",
    child_protection_plans="LAchildID | CINdetailsID | CPPID | CPPstartDate",
)
