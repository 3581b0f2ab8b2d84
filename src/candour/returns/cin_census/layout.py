"""The tables of the children in need census, as the rules name them, and where each lies in the file."""

from candour.frames.table import Table
from candour.terms.cin_census import (
    ASSESSMENT,
    CIN_PLAN,
    CP_PLAN,
    DATES,
    ELEMENTS,
    ENQUIRY,
    EPISODE,
    PRE_PROCEEDINGS,
    REVIEW,
)

_CHILDS = ELEMENTS["ChildIdentifiers"]
CHARACTERISTICS = ("Ethnicity", "Disability")
NUMBER = "LAchildID"


def _table(name: str, fields: tuple[str, ...], parent: Table | None, path: str) -> Table:
    # Every table of a child has the child's number, so that a rule may flag a row as such.
    return Table(name, tuple(dict.fromkeys((NUMBER, *fields))), DATES & frozenset(fields), parent, path, NUMBER)


HEADER = Table("Header", ("Collection", "Year", "ReferenceDate"), frozenset({"ReferenceDate"}), None, "Header")
CHILD_IDENTIFIERS = _table(
    "ChildIdentifiers", tuple(name for name in _CHILDS if name not in CHARACTERISTICS), None, "Child"
)
CHILD_CHARACTERISTICS = _table("ChildCharacteristics", ("Ethnicity",), CHILD_IDENTIFIERS, "")
DISABILITIES = _table("Disabilities", ("Disability",), CHILD_IDENTIFIERS, "Disability")
CIN_DETAILS = _table("CINdetails", ELEMENTS[EPISODE], CHILD_IDENTIFIERS, "CINdetails")
ASSESSMENTS = _table("Assessments", ELEMENTS[ASSESSMENT], CIN_DETAILS, "Assessments")
ASSESSMENT_FACTORS_LIST = _table("AssessmentFactorsList", ("AssessmentFactor",), ASSESSMENTS, "AssessmentFactors")
CIN_PLAN_DATES = _table("CINplanDates", ELEMENTS[CIN_PLAN], CIN_DETAILS, "CINPlanDates")
SECTION47 = _table("Section47", ELEMENTS[ENQUIRY], CIN_DETAILS, "Section47")
CHILD_PROTECTION_PLANS = _table("ChildProtectionPlans", ELEMENTS[CP_PLAN], CIN_DETAILS, "ChildProtectionPlans")
REVIEWS = _table("Reviews", ELEMENTS[REVIEW], CHILD_PROTECTION_PLANS, "Reviews")
PRE_PROCEEDINGS_AND_FGDM = _table(
    "PreProceedingsandFGDM", ELEMENTS[PRE_PROCEEDINGS], CIN_DETAILS, "PreProceedingsandFGDM"
)

# What a rule calls each table, in the order of the return.
NAMES: dict[str, Table] = {
    "header": HEADER,
    "child_identifiers": CHILD_IDENTIFIERS,
    "child_characteristics": CHILD_CHARACTERISTICS,
    "disabilities": DISABILITIES,
    "cin_details": CIN_DETAILS,
    "assessments": ASSESSMENTS,
    "assessment_factors_list": ASSESSMENT_FACTORS_LIST,
    "cin_plan_dates": CIN_PLAN_DATES,
    "section47": SECTION47,
    "child_protection_plans": CHILD_PROTECTION_PLANS,
    "reviews": REVIEWS,
    "pre_proceedings_and_fgdm": PRE_PROCEEDINGS_AND_FGDM,
}
TABLES = tuple(NAMES.values())

# In tables kept apart, the column that tells the rows of a table from one another within what they lie inside.
IDS = {"CINdetails": "CINdetailsID", "Assessments": "AssessmentID", "ChildProtectionPlans": "CPPID"}
