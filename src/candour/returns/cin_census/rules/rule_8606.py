"""8606: A child was referred more than 40 weeks before birth.

Why it matters
    A pregnancy lasts about 40 weeks, so nobody can know of a child earlier than that. One of the dates is wrong, or the
    referral was about an older brother or sister.

What to do
    Check the date of birth, or the date the child was expected, then the referral. Correct the date that is wrong, or
    move the episode to the child it is about.

How this was read
    Exactly 280 days are let through. Both dates of birth are shown, given or not.
"""

from candour.frames.phrases import before
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule

LONGEST_PREGNANCY = 280  # days


@rule("8606", since=2025)
def referral_long_before_birth(cin_details: Table, child_identifiers: Table) -> Found:
    """An episode's referral date is more than 280 days before the child's date of birth or expected date of birth."""
    born, expected = child_identifiers.PersonBirthDate, child_identifiers.ExpectedPersonBirthDate
    early = before(cin_details.CINreferralDate, born.day - LONGEST_PREGNANCY) | before(
        cin_details.CINreferralDate, expected.day - LONGEST_PREGNANCY
    )
    return early.flags(cin_details.CINreferralDate, born, expected)


referral_long_before_birth.fails(
    "A PersonBirthDate",
    "A ExpectedPersonBirthDate",
    "A/CINdetails[2] CINreferralDate",
    "B PersonBirthDate",
    "B ExpectedPersonBirthDate",
    "B/CINdetails[1] CINreferralDate",
    says="281 days before the birth, or before the day the child is expected",
    child_identifiers="""
        LAchildID | PersonBirthDate | ExpectedPersonBirthDate
        A         | 2026-01-01      |
        B         |                 | 2026-01-01
    """,
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            | 2025-06-01
        A         | 2            | 2025-03-26
        B         | 1            | 2025-03-26
    """,
)
referral_long_before_birth.passes(
    says="280 days before, or a date is missing, or it is another child's",
    child_identifiers="""
        LAchildID | PersonBirthDate | ExpectedPersonBirthDate
        A         | 2026-01-01      |
        B         |                 | 2026-01-01
        C         |                 |
        D         | 2026-01-01      |
    """,
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            | 2025-03-27
        B         | 1            | 2025-03-27
        C         | 1            | 2025-03-26
        D         | 1            |
    """,
)
referral_long_before_birth.passes(
    says="there are no episodes",
    child_identifiers="LAchildID | PersonBirthDate | ExpectedPersonBirthDate",
    cin_details="LAchildID | CINdetailsID | CINreferralDate",
)
