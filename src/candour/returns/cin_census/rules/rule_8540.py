"""8540: A child's disability is not recorded, or is not one of the codes.

Why it matters
    Every child who was born and whose referral led on needs an answer about disability, even if the answer is that
    there is none. Without it disabled children cannot be seen or planned for.

What to do
    Ask whether the child is disabled and record every kind that applies, or NONE. If a code is there, check that it is
    spelt as in the list, in capital letters and without spaces.

How this was read
    Where there is no disability to show, the date of birth and the referrals that led on are shown alone. Where there
    are several, only those that are empty or not in the list are shown.

Where others differ
    The community validator looks for the same, but an error on the way to its report hides all that it found.
"""

from candour.frames.phrases import given, is_one_of, no
from candour.frames.said import Found, any_of, row_of
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.disability import DISABILITY


@rule("8540", since=2025)
def disability_not_recorded(disabilities: Table, child_identifiers: Table, cin_details: Table) -> Found:
    """A child with a date of birth and at least one episode whose ReferralNFA is false or 0 has no Disability record,
    or one whose value is missing or not in the list."""
    went_on = no(cin_details.ReferralNFA)
    unlisted = ~is_one_of(disabilities.Disability, DISABILITY.codes)
    unclear = ~any_of(row_of(disabilities), per=child_identifiers) | any_of(unlisted, per=child_identifiers)
    asked = given(child_identifiers.PersonBirthDate) & any_of(went_on, per=child_identifiers)
    wrong = asked & unclear
    return (
        wrong.flags(child_identifiers.PersonBirthDate)
        + (wrong & unlisted).flags(disabilities.Disability)
        + (wrong & went_on).flags(cin_details.ReferralNFA)
    )


disability_not_recorded.fails(
    "A PersonBirthDate",
    "A/CINdetails[2] ReferralNFA",
    says="nothing is recorded, and the second referral led on",
    child_identifiers="""
        LAchildID | PersonBirthDate
        A         | 2015-05-01
    """,
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA
        A         | 1            | true
        A         | 2            | false
    """,
)
disability_not_recorded.fails(
    "A PersonBirthDate",
    "A/CINdetails[1] ReferralNFA",
    "A/Disability[2] Disability",
    "A/Disability[3] Disability",
    "B PersonBirthDate",
    "B/CINdetails[1] ReferralNFA",
    "B/CINdetails[2] ReferralNFA",
    "B/Disability[1] Disability",
    says="codes are not in the list, or are in small letters or empty",
    child_identifiers="""
        LAchildID | PersonBirthDate
        A         | 2015-05-01
        B         | 2015-05-01
    """,
    disabilities="""
        LAchildID | Disability
        A         | MOB
        A         | BLIND
        A         | mob
        B         | ""
    """,
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA
        A         | 1            | 0
        B         | 1            | false
        B         | 2            | 0
    """,
)
disability_not_recorded.passes(
    says="a code is there, or the child is not born, or no referral is known to have led on",
    child_identifiers="""
        LAchildID | PersonBirthDate
        A         | 2015-05-01
        B         | 2015-05-01
        C         |
        D         | 2015-05-01
        E         | 2015-05-01
    """,
    disabilities="""
        LAchildID | Disability
        A         | NONE
        B         | MOB
        B         | AUT
        D         | BLIND
    """,
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA
        A         | 1            | false
        B         | 1            | 0
        C         | 1            | false
        D         | 1            | true
        E         | 1            |
    """,
)
disability_not_recorded.passes(
    says="there are no children",
    child_identifiers="LAchildID | PersonBirthDate",
    disabilities="LAchildID | Disability",
    cin_details="LAchildID | CINdetailsID | ReferralNFA",
)
