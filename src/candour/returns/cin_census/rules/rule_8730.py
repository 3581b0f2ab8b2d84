"""8730: The number of earlier child protection plans is missing or is not a number from 0 upwards.

Why it matters
    It shows how many children come back onto a plan after a first one ended, which tells whether plans end too soon.

What to do
    Count the plans the child was on before this one, in this authority only, and enter the number: 0 if there were
    none.

How this was read
    Anything but digits alone is shown: a word, a part of a number or a space is no count of plans.

Where others differ
    The community validator fails on the first text that is no number, and then shows none of what it had found.
"""

from candour.frames.phrases import reads_as
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule


@rule("8730", since=2025)
def no_number_of_earlier_plans(child_protection_plans: Table) -> Found:
    """NumberOfPreviousCPP is missing, below zero, or not a whole number."""
    number = child_protection_plans.NumberOfPreviousCPP
    return (~reads_as(number, "[0-9]+")).flags(number)


no_number_of_earlier_plans.fails(
    "A/CINdetails[1]/ChildProtectionPlans[1] NumberOfPreviousCPP",
    "A/CINdetails[1]/ChildProtectionPlans[2] NumberOfPreviousCPP",
    "A/CINdetails[1]/ChildProtectionPlans[3] NumberOfPreviousCPP",
    "B/CINdetails[1]/ChildProtectionPlans[1] NumberOfPreviousCPP",
    "B/CINdetails[1]/ChildProtectionPlans[2] NumberOfPreviousCPP",
    says="no number, an empty one, one below zero, a word and a part of a number",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | NumberOfPreviousCPP
        A         | 1            | 1     |
        A         | 1            | 2     | ""
        A         | 1            | 3     | -1
        B         | 1            | 1     | none
        B         | 1            | 2     | 1.5
    """,
)
no_number_of_earlier_plans.passes(
    says="there were none, one, or many",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | NumberOfPreviousCPP
        A         | 1            | 1     | 0
        A         | 1            | 2     | 1
        A         | 1            | 3     | 12
    """,
)
no_number_of_earlier_plans.passes(
    says="there are no plans", child_protection_plans="LAchildID | CINdetailsID | CPPID | NumberOfPreviousCPP"
)
