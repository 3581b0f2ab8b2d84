"""8905: The first category of abuse of a child protection plan is missing or not one of the codes.

Why it matters
    The category says what the child is protected from. Without it the plan drops out of every figure about neglect or
    abuse.

What to do
    Enter the category on which the first conference decided: NEG, PHY, SAB, EMO or MUL. If the code looks right, look
    for a small letter or a stray space.
"""

from candour.frames.phrases import is_one_of
from candour.frames.said import Found
from candour.frames.table import Table
from candour.returns.cin_census.rules import rule
from candour.terms.category_of_abuse import CATEGORY_OF_ABUSE


@rule("8905", since=2025)
def unknown_first_category(child_protection_plans: Table) -> Found:
    """InitialCategoryOfAbuse of a child protection plan is missing or not exactly one of the codes."""
    category = child_protection_plans.InitialCategoryOfAbuse
    return (~is_one_of(category, CATEGORY_OF_ABUSE.codes)).flags(category)


unknown_first_category.fails(
    "A/CINdetails[1]/ChildProtectionPlans[1] InitialCategoryOfAbuse",
    "A/CINdetails[1]/ChildProtectionPlans[2] InitialCategoryOfAbuse",
    "A/CINdetails[1]/ChildProtectionPlans[3] InitialCategoryOfAbuse",
    "A/CINdetails[1]/ChildProtectionPlans[4] InitialCategoryOfAbuse",
    "A/CINdetails[1]/ChildProtectionPlans[5] InitialCategoryOfAbuse",
    says="there is no category, an empty one, one in small letters, one with a space, or one nobody knows",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | InitialCategoryOfAbuse | LatestCategoryOfAbuse
        A         | 1            | 1     |                        | NEG
        A         | 1            | 2     | ""                     | NEG
        A         | 1            | 3     | neg                    | NEG
        A         | 1            | 4     | "NEG "                 | NEG
        A         | 1            | 5     | FAB                    | NEG
    """,
)
unknown_first_category.passes(
    says="every code is known; the latest category is not asked about",
    child_protection_plans="""
        LAchildID | CINdetailsID | CPPID | InitialCategoryOfAbuse | LatestCategoryOfAbuse
        A         | 1            | 1     | NEG                    |
        A         | 1            | 2     | PHY                    | FAB
        A         | 1            | 3     | SAB                    |
        A         | 1            | 4     | EMO                    |
        A         | 1            | 5     | MUL                    |
    """,
)
unknown_first_category.passes(
    says="there are no plans", child_protection_plans="LAchildID | CINdetailsID | CPPID | InitialCategoryOfAbuse"
)
