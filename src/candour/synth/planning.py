"""The child protection plan: core groups, visits, review conferences, and the end of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from candour.practice.cp_reviews import (
    PlanEndingProposal,
    ReviewProposal,
    continue_a_child_protection_plan,
    end_a_child_protection_plan,
)
from candour.record.entries.cin_plans import CinPlanStarted
from candour.record.entries.core_group import CoreGroupHeld
from candour.record.entries.strategy_discussion import Attendance
from candour.synth.chance import likely, pick
from candour.synth.ending import answers, close
from candour.synth.helping import help_until
from candour.synth.hours import working_day, written_up
from candour.synth.household import Household, Life, fact_among
from candour.synth.visiting import keep_supervising, keep_visiting
from candour.synth.words import decisions, meetings
from candour.terms.timescales import CORE_GROUP, LATER_REVIEW, due
from candour.terms.working_days import working_days_after


def present(home: Household, life: Life, *, police: bool, health: bool = True) -> tuple[Attendance, ...]:
    """Who was there, and for whom."""
    came = [Attendance(name=life.worker.name if life.worker else "Duty social worker", agency="Children's social care")]
    if police:
        came.append(Attendance(name="Detective Constable", agency="Police"))
    if health:
        came.append(
            Attendance(name="Health visitor" if life.child.age_on(home.today) < 5 else "School nurse", agency="Health")
        )
    if life.child.school:
        view = home.words.say(decisions.AGENCY_VIEW, life.child) if likely(home.chance, 30) else ""
        came.append(Attendance(name="Designated safeguarding lead", agency=life.child.school, view=view))
    carer = home.family.carer
    came.append(Attendance(name=carer.name, agency="Family", attended=likely(home.chance, 88)))
    return tuple(came)


def run_plan(home: Household, life: Life, started_on: date, reviews: Sequence[int], step_down_days: int) -> None:
    """Carry out a plan to its end."""
    life.phase += 1
    phase, today = life.phase, home.today
    if hurried := home.shared.get("hurried to"):
        reviews = [max((hurried - started_on).days, 1)]
    keep_visiting(home, life, working_days_after(today, home.chance.randint(1, 8)), 10)
    keep_supervising(home, life, 28)
    if today == started_on:
        _core_group_later(
            home, life, phase, min(working_days_after(today, home.chance.randint(6, 11)), due(CORE_GROUP, today))
        )
    else:
        _core_group_later(home, life, phase, working_days_after(today, home.chance.randint(3, 28)))
    for at, days in enumerate(reviews):
        day, last = started_on + timedelta(days=days), at == len(reviews) - 1
        home.on(max(day, today), lambda last=last: _review(home, life, last, step_down_days))  # type: ignore[misc]
    if likely(home.chance, home.shared.get("worry on a plan", 26.0)) and reviews[-1] > 120:
        day = today + timedelta(days=home.chance.randint(40, reviews[-1] - 30))
        home.on(day, lambda: home.new_worry(home, life) if life.phase == phase and life.plan_id else None)


def _core_group_later(home: Household, life: Life, phase: int, day: date) -> None:
    day = working_day(day)

    def held() -> None:
        if life.phase != phase or not life.plan_id or life.over or not life.worker:
            return
        following = working_days_after(day, home.chance.randint(26, 33))
        group = CoreGroupHeld(
            core_group_id=home.desk.fresh(),
            cp_plan_id=life.plan_id,
            meeting_id=home.desk.fresh(),
            held_on=day,
            present=present(home, life, police=False),
            progress=home.words.say(meetings.CORE_GROUP, life.child),
            next_meeting=following,
        )
        home.note(life.worker, life, group, happened=day)
        _core_group_later(home, life, phase, following)

    home.diary.add(written_up(home.chance, day), held)


def _review(home: Household, life: Life, last: bool, step_down_days: int) -> None:
    if not life.plan_id or life.over:
        return
    meeting = home.shared.setdefault(f"review {home.today}", home.desk.fresh())
    chair, quorate = home.anyone("conference_chair"), "yes" if likely(home.chance, 96) else "no"
    if last:
        _end(home, life, meeting, quorate, step_down_days)
        return
    said, silent = home.words.child_view(life.child, home.today)
    unchanged = likely(home.chance, 14)
    proposal = ReviewProposal(
        grounds=home.grounds(),
        because=home.words.say(decisions.CONTINUE, life.child),
        cp_plan_id=life.plan_id,
        meeting_id=meeting,
        held_on=home.today,
        present=present(home, life, police=likely(home.chance, 40)),
        quorate=quorate,
        changed_since="" if unchanged else home.words.say(decisions.CHANGED, life.child),
        no_change=unchanged,
        childs_view=said,
        no_view_because=silent,
        next_review=due(LATER_REVIEW, home.today),
    )
    home.decide(continue_a_child_protection_plan, life, proposal, chair)


def _end(home: Household, life: Life, meeting: str, quorate: str, step_down_days: int) -> None:
    stays_in_need = likely(home.chance, 90)
    proposal = PlanEndingProposal(
        **answers(home, life),  # type: ignore[arg-type]
        because=home.words.say(decisions.END_PLAN, life.child),
        cp_plan_id=life.plan_id,
        meeting_id=meeting,
        held_on=home.today,
        present=present(home, life, police=likely(home.chance, 40)),
        quorate=quorate,
        child_in_need_plan=stays_in_need,
    )
    made = home.decide(end_a_child_protection_plan, life, proposal, home.anyone("conference_chair"))
    life.plan_id, life.phase = "", life.phase + 1
    if started := fact_among(made, CinPlanStarted):
        life.cin_plan_id = started.cin_plan_id
        help_until(home, life, home.today + timedelta(days=step_down_days))
    else:
        because = pick(home.chance, (decisions.CLOSE[0], decisions.CLOSE[2]))
        home.on(working_days_after(home.today, 6), lambda: close(home, life, because))
