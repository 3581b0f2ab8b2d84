"""Where something that a return asks about is mended: the entry that says it, or the step that would say it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from candour.access.permission import may_for
from candour.documents.headings import heading
from candour.practice.guard import Worker
from candour.record.casefile import Casefile
from candour.record.entries.cin_assessments import AssessmentAuthorised, AssessmentStarted
from candour.record.entries.cin_census import CensusGroupImported
from candour.record.entries.cin_episodes import EpisodeClosed, NeedRecorded, ReferralDecided, ReferralReceived
from candour.record.entries.cin_plans import CinPlanEnded, CinPlanStarted
from candour.record.entries.cp_plans import CpCategoryChanged, CpPlanEnded, CpPlanStarted
from candour.record.entries.cp_reviews import ReviewConferenceHeld
from candour.record.entries.initial_cp_conference import InitialConferenceHeld
from candour.record.entries.person import IdentifierLinked, PersonDied
from candour.record.entries.s47_enquiry import EnquiryOutcomeDecided, EnquiryStarted
from candour.record.entry import Recorded
from candour.terms.cin_census import (
    ASSESSMENT,
    CHILD,
    CIN_PLAN,
    CP_PLAN,
    ENQUIRY,
    EPISODE,
    MAIN_DATE,
    PRE_PROCEEDINGS,
    REVIEW,
)
from candour.web.steps import STEPS

DETAILS = "details"
GROUPS: Mapping[str, str] = {
    "ChildIdentifiers": CHILD,
    "ChildCharacteristics": CHILD,
    "Disabilities": CHILD,
    "CINdetails": EPISODE,
    "Assessments": ASSESSMENT,
    "AssessmentFactorsList": ASSESSMENT,
    "CINplanDates": CIN_PLAN,
    "Section47": ENQUIRY,
    "ChildProtectionPlans": CP_PLAN,
    "Reviews": REVIEW,
    "PreProceedingsandFGDM": PRE_PROCEEDINGS,
}
# The entries that say an element, by the field that ties each to its part; an empty one says it of the child.
Said = tuple[tuple[type, str], ...]
_REFERRED: Said = ((ReferralReceived, "referral_id"),)
_CLOSED: Said = ((EpisodeClosed, "referral_id"),)
_ASSESSED: Said = ((AssessmentAuthorised, "assessment_id"),)
_PLAN: Said = ((CpPlanStarted, "cp_plan_id"),)
SAID_BY: Mapping[tuple[str, str], Said] = {
    (CHILD, "PersonDeathDate"): ((PersonDied, ""),),
    (CHILD, "FormerUPN"): ((IdentifierLinked, ""),),
    (EPISODE, "CINreferralDate"): _REFERRED,
    (EPISODE, "ReferralSource"): _REFERRED,
    (EPISODE, "PrimaryNeedCode"): (
        (NeedRecorded, "referral_id"),
        (ReferralDecided, "referral_id"),
        (ReferralReceived, "referral_id"),
    ),
    (EPISODE, "ReferralNFA"): ((ReferralDecided, "referral_id"),),
    (EPISODE, "CINclosureDate"): _CLOSED,
    (EPISODE, "ReasonForClosure"): _CLOSED,
    (EPISODE, "DateOfInitialCPC"): ((InitialConferenceHeld, "referral_id"),),
    (ASSESSMENT, "AssessmentActualStartDate"): ((AssessmentStarted, "assessment_id"),),
    (ASSESSMENT, "AssessmentAuthorisationDate"): _ASSESSED,
    (ASSESSMENT, "AssessmentFactors"): _ASSESSED,
    (CIN_PLAN, "CINPlanStartDate"): ((CinPlanStarted, "cin_plan_id"),),
    (CIN_PLAN, "CINPlanEndDate"): ((CinPlanEnded, "cin_plan_id"),),
    (ENQUIRY, "S47ActualStartDate"): ((EnquiryStarted, "s47_enquiry_id"),),
    (ENQUIRY, "DateOfInitialCPC"): ((InitialConferenceHeld, "s47_enquiry_id"),),
    (ENQUIRY, "ICPCnotRequired"): ((EnquiryOutcomeDecided, "s47_enquiry_id"),),
    (CP_PLAN, "CPPstartDate"): _PLAN,
    (CP_PLAN, "InitialCategoryOfAbuse"): _PLAN,
    (CP_PLAN, "NumberOfPreviousCPP"): _PLAN,
    (CP_PLAN, "LatestCategoryOfAbuse"): ((CpCategoryChanged, "cp_plan_id"), (CpPlanStarted, "cp_plan_id")),
    (CP_PLAN, "CPPendDate"): ((CpPlanEnded, "cp_plan_id"),),
    (REVIEW, "CPPreviewDate"): ((ReviewConferenceHeld, "cp_review_id"),),
}
STEPS_FOR: Mapping[tuple[str, str], tuple[str, ...]] = {
    (CHILD, "PersonDeathDate"): ("died",),
    (CHILD, "FormerUPN"): ("identifier",),
    (EPISODE, "PrimaryNeedCode"): ("need", "decide-referral"),
    (EPISODE, "ReferralNFA"): ("decide-referral",),
    (EPISODE, "CINclosureDate"): ("close",),
    (EPISODE, "ReasonForClosure"): ("close",),
    (ASSESSMENT, "AssessmentAuthorisationDate"): ("authorise-assessment",),
    (ASSESSMENT, "AssessmentFactors"): ("authorise-assessment",),
    (ENQUIRY, "DateOfInitialCPC"): ("conference",),
    (ENQUIRY, "ICPCnotRequired"): ("enquiry-outcome",),
    (CP_PLAN, "LatestCategoryOfAbuse"): ("category",),
    (CP_PLAN, "CPPendDate"): ("end-plan", "plan-over"),
}


@dataclass(frozen=True)
class Mend:
    """A page where it is mended, and what is done there."""

    words: str
    href: str


def mends(case: Casefile, worker: Worker, table: str, field: str, reference: str) -> list[Mend]:
    """The pages where this worker can mend what one field says: what says it now first, then what could say it."""
    group = GROUPS.get(table, "")
    element = _element(group, field)
    found = [*_entries(case, worker, group, element, reference), *_steps(case, worker, group, element)]
    return list(dict.fromkeys(found))


def _element(group: str, field: str) -> str:
    if field == "AssessmentFactor":
        return "AssessmentFactors"
    # A rule that points to a row as such points to its child's number; the row is known by its day.
    return MAIN_DATE[group] if field == "LAchildID" and group in MAIN_DATE else field


def _entries(case: Casefile, worker: Worker, group: str, element: str, reference: str) -> Iterator[Mend]:
    if not may_for(worker, "note", case):
        return
    said: list[Recorded[Any]] = []
    for kind, tie in SAID_BY.get((group, element), ()):
        some: tuple[Recorded[Any], ...] = case.of(kind)
        said += [item for item in some if not tie or getattr(item.fact, tie) == reference]
    said = said or [item for item in case.of(CensusGroupImported) if reference and item.fact.reference == reference]
    for item in sorted(said, key=lambda item: item.position)[-1:]:
        where = reverse("correct", args=[case.subject, item.position])
        yield Mend(f"Correct “{heading(item.fact)}”, {item.happened:%-d %B %Y}", where)


def _steps(case: Casefile, worker: Worker, group: str, element: str) -> Iterator[Mend]:
    slugs = STEPS_FOR.get((group, element), (DETAILS,) if group == CHILD else ())
    for made in (STEPS[slug] for slug in slugs if slug in STEPS):
        if made.applies(case) and may_for(worker, made.verb, case):
            yield Mend(made.title, f"{reverse('child', args=[case.subject])}{made.slug}/")
