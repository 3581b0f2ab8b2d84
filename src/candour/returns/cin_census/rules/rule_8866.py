"""8866: Nobody has said who made a referral, or the code is not known.

Why it matters
    Who sees that a child needs help, and who does not, is one of the first things asked of the figures. Every referral
    since 1 April 2013 must say who made it.

What to do
    Choose the source of the referral on the record. If nobody knows it, choose 10, "not known". If the code looks
    right, look for a small letter or a stray space.

How this was read
    A code counts from the year it came into use: 5D only from 2022-23. A referral without a usable date is not shown.
"""

from candour.frames.phrases import is_a_code_of_its_year, on_or_after, the_day
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.referral_source import REFERRAL_SOURCE

SINCE = {"5D": 2023}
ASKED_SINCE = the_day("2013-04-01")


@rule("8866", since=2025)
def source_of_referral_not_known(cin_details: Table) -> Found:
    """CINreferralDate is on or after 1 April 2013, and ReferralSource is missing or not exactly one of the codes in use
    in the return's year."""
    asked = on_or_after(cin_details.CINreferralDate, ASKED_SINCE)
    known = is_a_code_of_its_year(cin_details.ReferralSource, REFERRAL_SOURCE.codes, SINCE, {})
    return (asked & ~known).flags(cin_details.CINreferralDate, cin_details.ReferralSource)


source_of_referral_not_known.fails(
    "A/CINdetails[1] CINreferralDate",
    "A/CINdetails[1] ReferralSource",
    "A/CINdetails[2] CINreferralDate",
    "A/CINdetails[2] ReferralSource",
    "A/CINdetails[3] CINreferralDate",
    "A/CINdetails[3] ReferralSource",
    "A/CINdetails[4] CINreferralDate",
    "A/CINdetails[4] ReferralSource",
    says="there is no source, an empty one, one in small letters, or one that was never used",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | ReferralSource
        A         | 1            | 2013-04-01      |
        A         | 2            | 2025-06-02      | ""
        A         | 3            | 2025-06-02      | 1a
        A         | 4            | 2025-06-02      | 2C
    """,
)
source_of_referral_not_known.fails(
    "A/CINdetails[1] CINreferralDate",
    "A/CINdetails[1] ReferralSource",
    says="5D was not yet in use",
    header="Year | ReferenceDate\n2022 | 2022-03-31",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | ReferralSource
        A         | 1            | 2021-06-02      | 5D
        A         | 2            | 2021-06-02      | 5C
    """,
)
source_of_referral_not_known.passes(
    says="5D in the first year of its use",
    header="Year | ReferenceDate\n2023 | 2023-03-31",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | ReferralSource
        A         | 1            | 2022-06-02      | 5D
    """,
)
source_of_referral_not_known.passes(
    says="the source is known, was not asked for yet, or the referral has no usable date",
    cin_details="""
        LAchildID | CINdetailsID | CINreferralDate | ReferralSource
        A         | 1            | 2025-06-02      | 1A
        A         | 2            | 2025-06-02      | 10
        A         | 3            | 2025-06-02      | 5D
        B         | 1            | 2013-03-31      |
        B         | 2            |                 |
    """,
)
source_of_referral_not_known.passes(
    says="there are no episodes", cin_details="LAchildID | CINdetailsID | CINreferralDate | ReferralSource"
)
