"""8770Q: A child of school age has no unique pupil number, and no good reason is given.

Why it matters
    The pupil number joins what social care knows to what schools know. Without it nobody can see how children in need
    do at school.

What to do
    Ask the school or the education service for the number and enter it. If there is none, choose the reason, UN2 to
    UN7; UN1 is only for children too young for school.

How this was read
    A child is of school age here if they had turned five by the 31 August in the census year. Children all of whose
    referrals came to no further action are not asked about. A number counts as given whatever it looks like; other
    rules look at that.
"""

from candour.frames.phrases import is_one_of, missing, no, on_or_before
from candour.frames.said import Found, any_of
from candour.frames.table import Table
from candour.returns.cin_census.period import of_school_age_born_by
from candour.returns.cin_census.rules import rule
from candour.terms.upn_unknown import UPN_UNKNOWN

OF_SCHOOL_AGE = tuple(code for code in UPN_UNKNOWN.codes if code != "UN1")


@rule("8770Q", since=2025)
def pupil_number_not_known(child_identifiers: Table, cin_details: Table) -> Found:
    """A child who was five by the 31 August in the census year, and has an episode whose ReferralNFA is false or 0, has
    no UPN and no UPNunknown of UN2 to UN7."""
    old_enough = on_or_before(child_identifiers.PersonBirthDate, of_school_age_born_by)
    unexplained = ~is_one_of(child_identifiers.UPNunknown, OF_SCHOOL_AGE)
    helped = any_of(no(cin_details.ReferralNFA), per=child_identifiers)
    odd = old_enough & helped & missing(child_identifiers.UPN) & unexplained
    return odd.flags(child_identifiers.UPN, child_identifiers.UPNunknown)


pupil_number_not_known.fails(
    "A UPN",
    "A UPNunknown",
    "B UPN",
    "B UPNunknown",
    "C UPN",
    "C UPNunknown",
    says="born on the last day that counts, with no reason, one for young children, or one nobody knows",
    child_identifiers="""
        LAchildID | PersonBirthDate | UPN | UPNunknown
        A         | 2020-08-31      |     |
        B         | 2020-08-31      | ""  | UN1
        C         | 2012-01-01      |     | UN8
    """,
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA
        A         | 1            | true
        A         | 2            | false
        B         | 1            | 0
        C         | 1            | 0
    """,
)
pupil_number_not_known.passes(
    says="there is a number or a reason, the child is a day too young or of unknown age, or nothing followed",
    child_identifiers="""
        LAchildID | PersonBirthDate | UPN           | UPNunknown
        A         | 2020-08-31      | H801200001001 |
        B         | 2020-08-31      |               | UN2
        C         | 2020-08-31      |               | UN7
        D         | 2020-09-01      |               |
        E         |                 |               |
        F         | 2012-01-01      |               |
        G         | 2012-01-01      |               |
        H         | 2012-01-01      |               |
    """,
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA
        A         | 1            | false
        B         | 1            | false
        C         | 1            | false
        D         | 1            | false
        E         | 1            | false
        F         | 1            | true
        G         | 1            |
    """,
)
pupil_number_not_known.passes(
    says="there are no children",
    child_identifiers="LAchildID | PersonBirthDate | UPN | UPNunknown",
    cin_details="LAchildID | CINdetailsID | ReferralNFA",
)
