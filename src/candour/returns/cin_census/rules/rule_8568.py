"""8568: It is not said whether a referral needed no further action.

Why it matters
    ReferralNFA decides what else an episode must hold. Without a clear answer nobody can tell whether the case went on,
    and the referral is missing from the figures on both.

What to do
    Enter true if the referral needed no further action, and false if it led to an assessment or other help.

How this was read
    Capital letters are let through here, as in True; a space before or after the word is not. Other rules understand
    true, false, 1 and 0 only as spelt here.
"""

from candour.frames.phrases import reads_as
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8568", since=2025)
def no_answer_on_further_action(cin_details: Table) -> Found:
    """ReferralNFA is missing, or is not true, false, 1 or 0 in capital or small letters."""
    answered = reads_as(cin_details.ReferralNFA, "(?i:true|false)|1|0")
    return (~answered).flags(cin_details.ReferralNFA)


no_answer_on_further_action.fails(
    "A/CINdetails[1] ReferralNFA",
    "B/CINdetails[1] ReferralNFA",
    "C/CINdetails[1] ReferralNFA",
    "D/CINdetails[1] ReferralNFA",
    "E/CINdetails[1] ReferralNFA",
    says="it is missing, empty, another word or number, or has a space before it",
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA
        A         | 1            |
        B         | 1            | ""
        C         | 1            | no
        D         | 1            | 10
        E         | 1            | " true"
    """,
)
no_answer_on_further_action.passes(
    says="it is answered",
    cin_details="""
        LAchildID | CINdetailsID | ReferralNFA
        A         | 1            | true
        B         | 1            | false
        C         | 1            | 1
        D         | 1            | 0
        E         | 1            | TRUE
        F         | 1            | False
    """,
)
no_answer_on_further_action.passes(says="there are no episodes", cin_details="LAchildID | CINdetailsID | ReferralNFA")
