"""8820: Two cases of one child overlap.

Why it matters
    A child is helped in one case at a time. While two run together the child is counted twice, and nobody can tell
    which case a visit or a plan belongs to.

What to do
    Find which case was being worked on. Correct the date that is wrong, or join the two cases if the second referral
    came while the first was open.

How this was read
    A case may begin on the very day another closed. One that is referred on the last day of the census year is not
    compared with a case that is still open. Of two cases referred on one day each begins inside the other, unless one
    also closed on that day: then only that one begins inside the other. A referral that came to no further action and
    has no closing date overlaps nothing that begins later. The case that begins inside the other is shown by its
    referral date, the other by its referral and closing dates.
"""

from candour.frames.phrases import before, missing, no, on_or_after, reference_date
from candour.frames.said import Found, beside
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8820", since=2025)
def cases_overlap(cin_details: Table, child_identifiers: Table) -> Found:
    """An episode's referral date is on or after another episode's referral date and before its closure date, or,
    where the other has no closure date and its ReferralNFA is false or 0, before the reference date; same child."""
    one, other = beside(cin_details, cin_details, within=child_identifiers)
    other_open = missing(other.CINclosureDate) & no(other.ReferralNFA)
    while_running = before(one.CINreferralDate, other.CINclosureDate)
    while_open = other_open & before(one.CINreferralDate, reference_date)
    overlaps = on_or_after(one.CINreferralDate, other.CINreferralDate) & (while_running | while_open)
    return overlaps.flags(one.CINreferralDate, other.CINreferralDate, other.CINclosureDate)


cases_overlap.fails(
    "A/CINdetails[1] CINreferralDate",
    "A/CINdetails[1] CINclosureDate",
    "A/CINdetails[2] CINreferralDate",
    "B/CINdetails[1] CINreferralDate",
    "B/CINdetails[1] CINclosureDate",
    "B/CINdetails[2] CINreferralDate",
    says="the second case began the day before the first closed, or the day before the year ended",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | CINclosureDate | ReferralNFA
        A         | 1            | 2025-05-01      | 2025-08-01     | false
        A         | 2            | 2025-07-31      | 2025-07-31     | true
        B         | 1            | 2025-05-01      |                | 0
        B         | 2            | 2026-03-30      |                | true
    """,
)
cases_overlap.fails(
    "A/CINdetails[1] CINreferralDate",
    "A/CINdetails[1] CINclosureDate",
    "A/CINdetails[2] CINreferralDate",
    "A/CINdetails[2] CINclosureDate",
    says="both cases began on one day, so each overlaps the other",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | CINclosureDate | ReferralNFA
        A         | 1            | 2025-05-01      | 2025-08-01     | false
        A         | 2            | 2025-05-01      |                | false
    """,
)
cases_overlap.fails(
    "A/CINdetails[1] CINreferralDate",
    "A/CINdetails[2] CINreferralDate",
    "A/CINdetails[2] CINclosureDate",
    says="both began on one day, and the first closed on it",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | CINclosureDate | ReferralNFA
        A         | 1            | 2025-05-01      | 2025-05-01     | true
        A         | 2            | 2025-05-01      |                | false
    """,
)
cases_overlap.passes(
    says="it began on the day the other closed, on the last day of the year, or before the other; or the other is "
    "no further action, of an unknown date, or another child's",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | CINclosureDate | ReferralNFA
        A         | 1            | 2025-05-01      | 2025-08-01     | false
        A         | 2            | 2025-08-01      |                | false
        A         | 3            | 2026-03-31      |                | true
        B         | 1            | 2025-05-01      |                | true
        B         | 2            | 2025-06-01      |                |
        B         | 3            | 2025-07-01      |                | false
        C         | 1            |                 |                | false
        C         | 2            | 2025-07-01      |                | true
    """,
)
cases_overlap.passes(
    says="there are no episodes",
    cin_details="LAchildID | CINdetailsID | CINreferralDate | CINclosureDate | ReferralNFA",
)
