"""Every conference held, the first and each review, as its minutes need it: who came, what was decided, and why."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from candour.record.casefile import Casefile
from candour.record.casefile.file import once
from candour.record.entries.cp_reviews import ReviewConferenceHeld
from candour.record.entries.decision import DecisionMade, Reasons
from candour.record.entries.initial_cp_conference import InitialConferenceHeld
from candour.record.entries.strategy_discussion import Attendance
from candour.record.entry import Recorded
from candour.terms.category_of_abuse import CATEGORY_OF_ABUSE


@dataclass(frozen=True)
class Meeting:
    """One conference. `refs` are its references; a view or dissent about any of them was given for it."""

    title: str
    on: date
    refs: frozenset[str]
    chair: str
    present: tuple[Attendance, ...]
    decision: str
    changed_since: str
    significant_harm: str
    outline_plan: str
    next_review: date | None
    quorate: str
    reasons: Reasons | None
    recorded: Recorded[Any]


@once
def conferences_held(case: Casefile) -> tuple[Meeting, ...]:
    """Every conference, oldest first."""
    first = [_initial(item) for item in case.of(InitialConferenceHeld)]
    ended = {item.fact.about: item for item in case.of(DecisionMade)}
    later = [_review(item, ended) for item in case.of(ReviewConferenceHeld)]
    return tuple(sorted((*first, *later), key=lambda one: (one.on, one.recorded.position)))


def since_the_last(case: Casefile, meeting: Meeting) -> date:
    """The day of the conference before this one; before the first, the beginning."""
    before = [one.on for one in conferences_held(case) if one.on < meeting.on]
    return before[-1] if before else date.min


def _initial(item: Recorded[InitialConferenceHeld]) -> Meeting:
    fact = item.fact
    plan = f"A child protection plan: {CATEGORY_OF_ABUSE.label(fact.category).lower()}." if fact.plan_agreed else ""
    return Meeting(
        title=f"{'Transfer-in' if fact.transfer_in else 'Initial'} child protection conference",
        on=fact.held_on,
        refs=frozenset({fact.icpc_id, fact.meeting_id, item.entry_id} - {""}),
        chair=fact.chair or item.actor,
        present=fact.present,
        decision=plan or "No child protection plan.",
        changed_since="",
        significant_harm=fact.significant_harm,
        outline_plan=fact.outline_plan,
        next_review=fact.next_review,
        quorate=fact.quorate,
        reasons=fact.reasons,
        recorded=item,
    )


def _review(item: Recorded[ReviewConferenceHeld], ended: dict[str, Recorded[DecisionMade]]) -> Meeting:
    fact, decision = item.fact, None
    if fact.continues is False and (found := ended.get(fact.cp_plan_id)):
        decision = found.fact
    refs = {fact.cp_review_id, fact.meeting_id, item.entry_id, decision.decision_id if decision else ""}
    return Meeting(
        title="Review child protection conference",
        on=fact.held_on,
        refs=frozenset(refs - {""}),
        chair=fact.chair or item.actor,
        present=fact.present,
        decision="The child protection plan goes on." if fact.continues else "The child protection plan ends.",
        changed_since=fact.changed_since
        or ("Nothing has changed for the child." if decision and decision.no_change else ""),
        significant_harm="",
        outline_plan="",
        next_review=fact.next_review,
        quorate=fact.quorate,
        reasons=decision.reasons if decision else fact.reasons,
        recorded=item,
    )
