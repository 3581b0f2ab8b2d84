"""8555Q: A child was referred after they died.

Why it matters
    A child who has died cannot be referred for help. Either date may be wrong, or the referral may be about a brother
    or sister and stand on the wrong record.

What to do
    Check the date of death first, then the date of the referral. Correct the one that is wrong, or move the episode to
    the child it is about.
"""

from candour.frames.phrases import after
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8555Q", since=2025)
def referral_after_the_child_died(cin_details: Table, child_identifiers: Table) -> Found:
    """An episode's referral date is later than the date of death of the same child."""
    late = after(cin_details.CINreferralDate, child_identifiers.PersonDeathDate)
    return late.flags(cin_details.CINreferralDate, child_identifiers.PersonDeathDate)


referral_after_the_child_died.fails(
    "A PersonDeathDate",
    "A/CINdetails[2] CINreferralDate",
    says="the second referral was made the day after the child died",
    child_identifiers="""
        LAchildID | PersonDeathDate
        A         | 2025-10-10
    """,
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            | 2025-05-01
        A         | 2            | 2025-10-11
    """,
)
referral_after_the_child_died.passes(
    says="it was made on the day the child died, or a date is missing, or it is another child's",
    child_identifiers="""
        LAchildID | PersonDeathDate
        A         | 2025-10-10
        B         |
    """,
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate
        A         | 1            | 2025-10-10
        A         | 2            |
        B         | 1            | 2025-10-11
    """,
)
referral_after_the_child_died.passes(
    says="there are no episodes",
    child_identifiers="LAchildID | PersonDeathDate",
    cin_details="LAchildID | CINdetailsID | CINreferralDate",
)
