"""What is due for a child and by when: worked out from what happened, never typed."""

from dataclasses import dataclass
from datetime import date

from candour.record.casefile.answers import allocated
from candour.record.casefile.episodes import contacts, episodes, open_episode
from candour.record.casefile.file import Casefile, once
from candour.record.casefile.plans import CpPlan, cin_plans, cp_plans, open_cp_plan, visits
from candour.record.casefile.protection import assessments, enquiries
from candour.record.entries.cin_episodes import ReferralDecided
from candour.record.entries.initial_cp_conference import ConferenceCalled
from candour.record.entries.strategy_discussion import StrategyDiscussionHeld
from candour.record.entries.supervision import SupervisionHeld
from candour.record.entry import Recorded
from candour.terms.timescales import (
    ASSESSMENT,
    CIN_FIRST_REVIEW,
    CIN_VISIT,
    CORE_GROUP,
    FIRST_REVIEW,
    INITIAL_CONFERENCE,
    LATER_REVIEW,
    REFERRAL_DECISION,
    SUPERVISION,
    SUPERVISION_ON_A_PLAN,
    due,
)
from candour.terms.working_days import working_days_after


@dataclass(frozen=True)
class Clock:
    """One thing that is due. `longer_because` is the reason for a purposeful extension: a valid state, not a failure."""

    what: str
    about: str
    since: date
    due_on: date
    source: str
    longer_because: str = ""


@once
def clocks(case: Casefile) -> tuple[Clock, ...]:
    """Everything now due for this child, soonest first. Nothing here depends on today."""
    if not case.standing:
        return ()
    found = [*_front_door(case), *_work(case), *_plans(case), *_supervision(case)]
    return tuple(sorted(found, key=lambda clock: (clock.due_on, clock.what, clock.about)))


def _front_door(case: Casefile) -> list[Clock]:
    found = [
        Clock(
            "Decide the contact",
            contact.received.fact.contact_id,
            contact.received.fact.received_on,
            due(REFERRAL_DECISION, contact.received.fact.received_on),
            "Local practice: one working day",
        )
        for contact in contacts(case)
        if not contact.decided
    ]
    for episode in episodes(case):
        if episode.nfa is None and episode.is_open and episode.referred_on:
            day = due(REFERRAL_DECISION, episode.referred_on)
            found.append(
                Clock(
                    "Decide the response to the referral",
                    episode.referral_id,
                    episode.referred_on,
                    day,
                    REFERRAL_DECISION.source,
                )
            )
    return found


def discussion_awaited(case: Casefile) -> Recorded[ReferralDecided] | None:
    """The decision to hold a strategy discussion that has not been held yet."""
    last = case.last(ReferralDecided)
    if last is None or last.fact.response not in ("strategy discussion", "immediate protection"):
        return None
    held = any(item.fact.referral_id == last.fact.referral_id for item in case.of(StrategyDiscussionHeld))
    still_open = any(episode.is_open and episode.referral_id == last.fact.referral_id for episode in episodes(case))
    return last if still_open and not held else None


def _work(case: Casefile) -> list[Clock]:
    referred = {episode.referral_id: episode for episode in episodes(case)}
    found = []
    if awaited := discussion_awaited(case):
        day, source = awaited.happened, "Working Together 2023: as soon as possible"
        found.append(Clock("Hold the strategy discussion", awaited.fact.referral_id, day, day, source))
    for assessment in assessments(case):
        episode = referred.get(assessment.referral_id)
        start = (episode.referred_on if episode else None) or assessment.started_on
        if assessment.is_open and start and (episode is None or episode.is_open):
            target, why = due(ASSESSMENT, start), ""
            if assessment.extended and assessment.extended.fact.until > target:
                target, why = assessment.extended.fact.until, assessment.extended.fact.why
            found.append(
                Clock("Finish the assessment", assessment.assessment_id, start, target, ASSESSMENT.source, why)
            )
    called = {item.fact.s47_enquiry_id: item.fact for item in case.of(ConferenceCalled)}
    for enquiry in enquiries(case):
        waiting = enquiry.is_open or (enquiry.conference_not_required is False and enquiry.conference_on is None)
        episode = referred.get(enquiry.referral_id)
        if waiting and enquiry.started_on and (episode is None or episode.is_open):
            late = called.get(enquiry.s47_enquiry_id)
            what = "Hold the initial conference" if enquiry.outcome else "Decide the outcome of the enquiry"
            found.append(
                Clock(
                    what,
                    enquiry.s47_enquiry_id,
                    enquiry.started_on,
                    due(INITIAL_CONFERENCE, enquiry.started_on),
                    INITIAL_CONFERENCE.source,
                    late.why_late if late else "",
                )
            )
    return found


def _plans(case: Casefile) -> list[Clock]:
    found = []
    for plan in cp_plans(case):
        if plan.is_open and plan.started_on:
            found += _cp_plan(case, plan, plan.started_on)
    for cin in cin_plans(case):
        if cin.is_open and cin.started_on:
            held = max([cin.started_on, *(item.fact.held_on for item in cin.reviews)])
            found.append(
                Clock(
                    "Review the child in need plan",
                    cin.cin_plan_id,
                    held,
                    due(CIN_FIRST_REVIEW, held),
                    CIN_FIRST_REVIEW.source,
                )
            )
            seen = _last_seen(case, cin.started_on)
            found.append(Clock("Visit", cin.cin_plan_id, seen, due(CIN_VISIT, seen), CIN_VISIT.source))
    return found


def _cp_plan(case: Casefile, plan: CpPlan, start: date) -> list[Clock]:
    found = []
    if not plan.core_groups:
        found.append(Clock("Hold the core group", plan.cp_plan_id, start, due(CORE_GROUP, start), CORE_GROUP.source))
    reviewed = [review.held_on for review in plan.reviews if review.held_on]
    rule, since = (LATER_REVIEW, max(reviewed)) if reviewed else (FIRST_REVIEW, start)
    found.append(Clock("Hold the review conference", plan.cp_plan_id, since, due(rule, since), rule.source))
    seen = _last_seen(case, start)
    every = f"The plan: every {plan.visit_every} working days"
    found.append(Clock("Visit", plan.cp_plan_id, seen, working_days_after(seen, plan.visit_every), every))
    return found


def _last_seen(case: Casefile, start: date) -> date:
    return max([start, *(item.fact.visited_on for item in visits(case) if item.fact.seen == "yes")])


def _supervision(case: Casefile) -> list[Clock]:
    """When the child's worker and their supervisor are next to talk about the child."""
    owner = allocated(case)
    if owner is None or open_episode(case) is None:
        return []
    rule = SUPERVISION_ON_A_PLAN if open_cp_plan(case) else SUPERVISION
    since = max([owner.started.fact.start, *(item.fact.held_on for item in case.of(SupervisionHeld))])
    about = owner.started.fact.involvement_id
    return [Clock("Talk about the child in supervision", about, since, due(rule, since), rule.source)]
