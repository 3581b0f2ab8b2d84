"""How the children in need census is built: its parts, what each holds and in which order, and what each holds may be."""

from collections.abc import Mapping

from candour.terms.assessment_factors import ASSESSMENT_FACTORS
from candour.terms.category_of_abuse import CATEGORY_OF_ABUSE
from candour.terms.code_list import CodeList
from candour.terms.disability import DISABILITY
from candour.terms.ethnicity import ETHNICITY
from candour.terms.gender_current import GENDER_CURRENT
from candour.terms.primary_need import PRIMARY_NEED
from candour.terms.reason_for_closure import REASON_FOR_CLOSURE
from candour.terms.referral_source import REFERRAL_SOURCE
from candour.terms.sex import SEX
from candour.terms.upn_unknown import UPN_UNKNOWN

CHILD, EPISODE, ASSESSMENT, CIN_PLAN, ENQUIRY, CP_PLAN, REVIEW, PRE_PROCEEDINGS = (
    "ChildIdentifiers",
    "CINdetails",
    "Assessments",
    "CINPlanDates",
    "Section47",
    "ChildProtectionPlans",
    "Reviews",
    "PreProceedingsandFGDM",
)

# The elements of each part in the order of the return. A child's characteristics are kept with the identifiers.
ELEMENTS: Mapping[str, tuple[str, ...]] = {
    CHILD: (
        "LAchildID",
        "UPN",
        "FormerUPN",
        "UPNunknown",
        "PersonBirthDate",
        "ExpectedPersonBirthDate",
        "GenderCurrent",
        "Sex",
        "PersonDeathDate",
        "Ethnicity",
        "Disability",
    ),
    EPISODE: (
        "CINreferralDate",
        "ReferralSource",
        "PrimaryNeedCode",
        "CINclosureDate",
        "ReasonForClosure",
        "DateOfInitialCPC",
        "ReferralNFA",
    ),
    ASSESSMENT: (
        "AssessmentActualStartDate",
        "AssessmentInternalReviewDate",
        "AssessmentAuthorisationDate",
        "AssessmentFactors",
    ),
    CIN_PLAN: ("CINPlanStartDate", "CINPlanEndDate"),
    ENQUIRY: ("S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired"),
    CP_PLAN: (
        "CPPstartDate",
        "CPPendDate",
        "InitialCategoryOfAbuse",
        "LatestCategoryOfAbuse",
        "NumberOfPreviousCPP",
    ),
    REVIEW: ("CPPreviewDate",),
    PRE_PROCEEDINGS: (
        "PPStartDate",
        "LBPSentDate",
        "FGDMMeetingOffer",
        "FGDMMeetingFac",
        "InitialPPMeetingDate",
        "ReviewMeetingsCount",
        "StepDecisionDate",
        "PPOutcome",
        "CourtAppDate",
        "LetterInitCPDate",
    ),
}

# The parts inside a part, in the order of the return. ReferralNFA stands after Section47 and before the plans.
INSIDE: Mapping[str, tuple[str, ...]] = {
    EPISODE: (ASSESSMENT, CIN_PLAN, ENQUIRY, CP_PLAN, PRE_PROCEEDINGS),
    CP_PLAN: (REVIEW,),
}
PARTS_BEFORE_NFA = (ASSESSMENT, CIN_PLAN, ENQUIRY)

# The element that is only there to hold others of one name.
HOLDERS: Mapping[str, str] = {"Disability": "Disabilities", "AssessmentFactors": "FactorsIdentifiedAtAssessment"}
MANY = frozenset(HOLDERS)

MAIN_DATE: Mapping[str, str] = {
    EPISODE: "CINreferralDate",
    ASSESSMENT: "AssessmentActualStartDate",
    CIN_PLAN: "CINPlanStartDate",
    ENQUIRY: "S47ActualStartDate",
    CP_PLAN: "CPPstartDate",
    REVIEW: "CPPreviewDate",
    PRE_PROCEEDINGS: "PPStartDate",
}

DATES = frozenset(
    name
    for names in ELEMENTS.values()
    for name in names
    if name.endswith("Date") or name in ("CPPstartDate", "CPPendDate", "InitialCPCtarget", "DateOfInitialCPC")
)
YES_OR_NO = frozenset({"ReferralNFA", "ICPCnotRequired", "FGDMMeetingOffer", "FGDMMeetingFac"})
COUNTS = frozenset({"NumberOfPreviousCPP", "ReviewMeetingsCount"})
CODES: Mapping[str, CodeList] = {
    "UPNunknown": UPN_UNKNOWN,
    "GenderCurrent": GENDER_CURRENT,
    "Sex": SEX,
    "Ethnicity": ETHNICITY,
    "Disability": DISABILITY,
    "ReferralSource": REFERRAL_SOURCE,
    "PrimaryNeedCode": PRIMARY_NEED,
    "ReasonForClosure": REASON_FOR_CLOSURE,
    "AssessmentFactors": ASSESSMENT_FACTORS,
    "InitialCategoryOfAbuse": CATEGORY_OF_ABUSE,
    "LatestCategoryOfAbuse": CATEGORY_OF_ABUSE,
}

# The year a part or an element came into the return, by the calendar year in which the census year ends.
SINCE: Mapping[str, int] = {CIN_PLAN: 2022, "Sex": 2025, PRE_PROCEEDINGS: 2027}
LONGER_NUMBERS_SINCE = 2025
NUMBER_LENGTH, LONGER_NUMBER_LENGTH = 10, 20
