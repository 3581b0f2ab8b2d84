"""8600: A referral has no date, or one after the year ended.

Why it matters
    Every episode begins with a referral, and the clock for each later step runs from it. A referral after 31 March
    belongs in next year's return.

What to do
    Enter the date on which the referral was received. If that was after the year ended, take the episode out of this
    return.

How this was read
    A date that is not typed as a day of the calendar, year first, counts as missing.
"""

from candour.frames.phrases import after, missing, reference_date
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8600", since=2025)
def referral_without_a_date_in_time(cin_details: Table) -> Found:
    """The referral date is missing or later than the reference date."""
    referred = cin_details.CINreferralDate
    return (missing(referred) | after(referred, reference_date)).flags(referred)


referral_without_a_date_in_time.fails(
    "A/CINdetails[1] CINreferralDate",
    "B/CINdetails[1] CINreferralDate",
    "C/CINdetails[1] CINreferralDate",
    "D/CINdetails[2] CINreferralDate",
    says="the date is missing, empty, not a date, or the day after the year ended",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            |
        B         | 1            | ""
        C         | 1            | 2025-02-29
        D         | 1            | 2025-05-01
        D         | 2            | 2026-04-01
    """,
)
referral_without_a_date_in_time.passes(
    says="it is the last day of the year, or years ago",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            | 2026-03-31
        B         | 1            | 2016-05-01
    """,
)
referral_without_a_date_in_time.passes(
    says="there are no episodes", cin_details="LAchildID | CINdetailsID | CINreferralDate"
)
