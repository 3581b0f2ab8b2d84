"""8816: An open case is not the child's latest.

Why it matters
    A new referral comes only after the last case has closed. If an earlier case is still open, it was probably never
    closed on the record, and the child is counted in need for too long.

What to do
    Close the earlier case with its date and reason. If it is the later one that should not be there, join it to the
    open case.

How this was read
    All referrals of the child count in finding the latest, closed ones and those that came to no further action too.
    Every case with the latest date is shown beside the open one. Where two share the latest date, neither is earlier.
    An open case without a usable referral date is shown if another case of the child has one.

Where others differ
    The community validator takes the first of two cases with the latest date for the only latest, and stops altogether
    where such a child has no LAchildID.
"""

from candour.frames.phrases import given, missing, no, same_day
from candour.frames.said import Found, any_of, latest
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8816", since=2025)
def open_case_is_not_the_latest(cin_details: Table, child_identifiers: Table) -> Found:
    """An episode with no closure date whose ReferralNFA is false or 0 does not have the latest of the child's referral
    dates; it is shown, and every episode of the child that has the latest."""
    still_open = missing(cin_details.CINclosureDate) & no(cin_details.ReferralNFA)
    any_referred = any_of(given(cin_details.CINreferralDate), per=child_identifiers)
    newest = same_day(cin_details.CINreferralDate, latest(cin_details.CINreferralDate, per=child_identifiers))
    passed_over = still_open & any_referred & ~newest
    wrong = passed_over | (newest & any_of(passed_over, per=child_identifiers))
    return wrong.flags(cin_details.CINreferralDate)


open_case_is_not_the_latest.fails(
    "A/CINdetails[1] CINreferralDate",
    "A/CINdetails[3] CINreferralDate",
    says="the first case is open and a later one has closed; the second has closed and is not shown",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | CINclosureDate | ReferralNFA
        A         | 1            | 2025-05-01      |                | false
        A         | 2            | 2025-06-01      | 2025-07-01     | false
        A         | 3            | 2025-08-01      | 2025-09-01     | false
        B         | 1            | 2025-12-01      |                | false
    """,
)
open_case_is_not_the_latest.fails(
    "A/CINdetails[1] CINreferralDate",
    "A/CINdetails[2] CINreferralDate",
    "A/CINdetails[3] CINreferralDate",
    says="two cases share the latest date, one of them no further action",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | CINclosureDate | ReferralNFA
        A         | 1            | 2025-05-01      |                | 0
        A         | 2            | 2025-05-02      |                | true
        A         | 3            | 2025-05-02      |                | false
    """,
)
open_case_is_not_the_latest.fails(
    "A/CINdetails[1] CINreferralDate",
    "A/CINdetails[2] CINreferralDate",
    says="the open case has no referral date, and another case has one",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | CINclosureDate | ReferralNFA
        A         | 1            |                 |                | false
        A         | 2            | 2025-05-02      | 2025-06-01     | false
    """,
)
open_case_is_not_the_latest.passes(
    says="the open case is the latest or shares its day, the earlier came to nothing or closed, or no case has a date",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | CINclosureDate | ReferralNFA
        A         | 1            | 2025-05-01      |                | true
        A         | 2            | 2025-05-02      | 2025-06-01     | false
        A         | 3            | 2025-08-01      |                | false
        B         | 1            | 2025-05-01      |                | false
        B         | 2            | 2025-05-01      | 2025-05-01     | false
        C         | 1            |                 |                | false
        D         | 1            | 2025-05-01      |                |
        D         | 2            | 2025-06-01      |                | false
    """,
)
open_case_is_not_the_latest.passes(
    says="there are no episodes",
    cin_details="LAchildID | CINdetailsID | CINreferralDate | CINclosureDate | ReferralNFA",
)
