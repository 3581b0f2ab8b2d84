"""Child protection plans, child in need plans, reviews and visits."""

from dataclasses import dataclass
from datetime import date

from candour.record.casefile.census import Group, groups
from candour.record.casefile.file import Casefile, once
from candour.record.entries.cin_plans import CinPlanEnded, CinPlanReviewed, CinPlanStarted
from candour.record.entries.core_group import CoreGroupHeld
from candour.record.entries.cp_plans import CpCategoryChanged, CpPlanEnded, CpPlanStarted
from candour.record.entries.cp_reviews import ReviewConferenceHeld
from candour.record.entries.visits import VisitMade
from candour.record.entry import Recorded


@dataclass(frozen=True)
class Review:
    """One review conference; `continues` is None where a census file told only the date."""

    cp_review_id: str
    held_on: date | None
    continues: bool | None
    held: Recorded[ReviewConferenceHeld] | None


@dataclass(frozen=True)
class CpPlan:
    """One child protection plan with its reviews. `previous_plans` counts this authority's own earlier plans."""

    cp_plan_id: str
    referral_id: str
    icpc_id: str
    started_on: date | None
    ended_on: date | None
    initial_category: str
    latest_category: str
    previous_plans: int | None
    reviews: tuple[Review, ...]
    core_groups: tuple[Recorded[CoreGroupHeld], ...]
    visit_every: int
    started: Recorded[CpPlanStarted] | None
    ended: Recorded[CpPlanEnded] | None
    imported: Group | None

    @property
    def is_open(self) -> bool:
        return self.ended_on is None and not (self.imported and self.imported.text("CPPendDate"))

    def covers(self, day: date) -> bool:
        """Whether the plan ran on a day."""
        return bool(self.started_on and self.started_on <= day) and (self.ended_on is None or day <= self.ended_on)


@dataclass(frozen=True)
class CinPlan:
    """One child in need plan with its reviews."""

    cin_plan_id: str
    referral_id: str
    started_on: date | None
    ended_on: date | None
    reviews: tuple[Recorded[CinPlanReviewed], ...]
    started: Recorded[CinPlanStarted] | None
    imported: Group | None

    @property
    def is_open(self) -> bool:
        return self.ended_on is None and not (self.imported and self.imported.text("CINPlanEndDate"))


@once
def cp_plans(case: Casefile) -> tuple[CpPlan, ...]:
    """Every child protection plan, oldest first."""
    ended = {item.fact.cp_plan_id: item for item in case.of(CpPlanEnded)}
    category = {item.fact.cp_plan_id: item.fact.category for item in case.of(CpCategoryChanged)}
    found = []
    for item in sorted(case.of(CpPlanStarted), key=lambda item: (item.fact.started_on, item.position)):
        fact, end = item.fact, ended.get(item.fact.cp_plan_id)
        found.append(
            CpPlan(
                fact.cp_plan_id,
                fact.referral_id,
                fact.icpc_id,
                fact.started_on,
                end.fact.ended_on if end else None,
                fact.category,
                category.get(fact.cp_plan_id, fact.category),
                fact.previous_plans,
                _reviews(case, fact.cp_plan_id),
                tuple(one for one in case.of(CoreGroupHeld) if one.fact.cp_plan_id == fact.cp_plan_id),
                fact.visit_every,
                item,
                end,
                None,
            )
        )
    found.extend(_from_census(case, group, ended, category) for group in groups(case, "ChildProtectionPlans"))
    return tuple(sorted(found, key=lambda plan: (plan.started_on or date.min, plan.cp_plan_id)))


def _reviews(case: Casefile, plan_id: str) -> tuple[Review, ...]:
    held = [
        Review(item.fact.cp_review_id, item.fact.held_on, item.fact.continues, item)
        for item in case.of(ReviewConferenceHeld)
        if item.fact.cp_plan_id == plan_id
    ]
    held += [Review(one.reference, one.day("CPPreviewDate"), None, None) for one in groups(case, "Reviews", plan_id)]
    return tuple(sorted(held, key=lambda review: (review.held_on or date.min, review.cp_review_id)))


def _from_census(
    case: Casefile, group: Group, ended: dict[str, Recorded[CpPlanEnded]], category: dict[str, str]
) -> CpPlan:
    count, end = group.text("NumberOfPreviousCPP"), ended.get(group.reference)
    return CpPlan(
        group.reference,
        group.parent,
        "",
        group.day("CPPstartDate"),
        end.fact.ended_on if end else group.day("CPPendDate"),
        group.text("InitialCategoryOfAbuse"),
        category.get(group.reference) or group.text("LatestCategoryOfAbuse"),
        int(count) if count.isascii() and count.isdigit() and len(count) < 9 else None,
        _reviews(case, group.reference),
        tuple(one for one in case.of(CoreGroupHeld) if one.fact.cp_plan_id == group.reference),
        10,
        None,
        end,
        group,
    )


def open_cp_plan(case: Casefile) -> CpPlan | None:
    """The child protection plan now running."""
    return next((plan for plan in reversed(cp_plans(case)) if plan.is_open), None)


@once
def cin_plans(case: Casefile) -> tuple[CinPlan, ...]:
    """Every child in need plan, oldest first."""
    ended = {item.fact.cin_plan_id: item.fact.ended_on for item in case.of(CinPlanEnded)}
    found = []
    for item in case.of(CinPlanStarted):
        fact = item.fact
        reviews = tuple(one for one in case.of(CinPlanReviewed) if one.fact.cin_plan_id == fact.cin_plan_id)
        end = ended.get(fact.cin_plan_id)
        found.append(CinPlan(fact.cin_plan_id, fact.referral_id, fact.started_on, end, reviews, item, None))
    for group in groups(case, "CINPlanDates"):
        reviews = tuple(one for one in case.of(CinPlanReviewed) if one.fact.cin_plan_id == group.reference)
        start, end = group.day("CINPlanStartDate"), ended.get(group.reference, group.day("CINPlanEndDate"))
        found.append(CinPlan(group.reference, group.parent, start, end, reviews, None, group))
    return tuple(sorted(found, key=lambda plan: (plan.started_on or date.min, plan.cin_plan_id)))


def open_cin_plan(case: Casefile) -> CinPlan | None:
    """The child in need plan now running."""
    return next((plan for plan in reversed(cin_plans(case)) if plan.is_open), None)


@once
def visits(case: Casefile) -> tuple[Recorded[VisitMade], ...]:
    """Every visit, by the day it was made."""
    return tuple(sorted(case.of(VisitMade), key=lambda item: (item.fact.visited_on, item.position)))
