"""8569Q: A referral that needed no further action was made before the year.

Why it matters
    A referral that stops there is decided within one working day, so it belongs to the year in which it was made. One
    from an earlier year was either counted already or led to work after all.

What to do
    Check what was decided. If the case went on, change ReferralNFA to false. If it did not, take the episode out of
    this year's return, or correct the date of the referral.

How this was read
    A referral of the working day before 1 April is let through, as it may have been decided on in the year, and so is
    one of the weekend or bank holiday between. An episode that does not say false or 0 is taken as one that needed no
    further action, so one with no answer is shown too.

Where others differ
    The community validator does not go one working day back. Where 1 April is not a working day it goes forward
    instead, and shows referrals made in the year.
"""

from candour.frames.phrases import before, no
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.period import decided_in_the_year
from candour.returns.cin_census.rules import rule


@rule("8569Q", since=2025)
def no_further_action_before_the_year(cin_details: Table) -> Found:
    """The referral date is earlier than the last working day before the year, and ReferralNFA is not false or 0."""
    early = before(cin_details.CINreferralDate, decided_in_the_year)
    return (early & ~no(cin_details.ReferralNFA)).flags(cin_details.CINreferralDate)


no_further_action_before_the_year.fails(
    "A/CINdetails[1] CINreferralDate",
    "B/CINdetails[1] CINreferralDate",
    "C/CINdetails[1] CINreferralDate",
    says="the day before the last working day before the year; whether it went on is no, or is not said",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | ReferralNFA
        A         | 1            | 2025-03-30      | true
        B         | 1            | 2025-03-30      | 1
        C         | 1            | 2025-03-30      |
    """,
)
no_further_action_before_the_year.fails(
    "A/CINdetails[1] CINreferralDate",
    says="1 April 2023 was a Saturday: Friday is let through, Thursday is not",
    header="""
        Year | ReferenceDate
        2024 | 2024-03-31
    """,
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | ReferralNFA
        A         | 1            | 2023-03-30      | true
        B         | 1            | 2023-03-31      | true
        C         | 1            | 2023-04-01      | true
    """,
)
no_further_action_before_the_year.passes(
    says="it was made on the last working day before the year, or in the year, or led on, or has no date",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | ReferralNFA
        A         | 1            | 2025-03-31      | true
        B         | 1            | 2025-04-01      | true
        C         | 1            | 2024-03-30      | false
        D         | 1            | 2024-03-30      | 0
        E         | 1            |                 | true
    """,
)
no_further_action_before_the_year.passes(
    says="there are no episodes", cin_details="LAchildID | CINdetailsID | CINreferralDate | ReferralNFA"
)
