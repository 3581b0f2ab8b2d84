"""Seeing children: visits as they were made, whoever made them, written up the same day or later; and supervision."""

from datetime import date

from candour.record.entries.supervision import SupervisionHeld
from candour.record.entries.visits import VisitMade
from candour.synth.chance import likely, one_of
from candour.synth.hours import working_day, written_up
from candour.synth.household import Household, Life
from candour.synth.words import meetings
from candour.terms.working_days import working_days_after

PLACES = {"home": 80, "school": 14, "at the office": 2, "in the community": 4}


def keep_visiting(home: Household, life: Life, first: date, every: int) -> None:
    """Visit from a day on, every so many working days, while this phase of the work lasts."""
    phase = life.phase

    def visit(day: date) -> None:
        if not life.open or life.phase != phase or life.over:
            return
        _note_visit(home, life, day)
        gap = max(3, round(home.chance.gauss(every * 0.97, every * 0.22)))
        plan(max(working_days_after(day, gap), day))

    def plan(day: date) -> None:
        seen_on = working_day(day)
        home.diary.add(written_up(home.chance, seen_on), lambda: visit(seen_on))

    plan(first)


def _note_visit(home: Household, life: Life, day: date) -> None:
    chance, words, child = home.chance, home.words, life.child
    worker = life.worker or home.anyone("social_worker", "front door")
    age = child.age_on(day)
    seen = likely(chance, 93) or age < 0
    where = "home" if age < 4 else one_of(chance, PLACES)
    alone = "" if not seen else "no" if age < 4 or likely(chance, 30) else "yes"
    made_by = made_by_name = ""
    if likely(chance, 6):
        helper = home.anyone("support_worker", worker.team.work if worker.team else "assessment")
        made_by, made_by_name = helper.worker_id, helper.name
    visit = VisitMade(
        visit_id=home.desk.fresh(),
        visited_on=day,
        where=where,
        seen="yes" if seen else "no",
        seen_alone=alone,
        bedroom_seen="" if where != "home" or not seen else "yes" if likely(chance, 55) else "no",
        not_seen_because="" if seen else words.say(meetings.NOT_SEEN, child),
        child_said=words.child_said(child, day) if seen else "",
        noticed=_noticed(home, life) if where == "home" and seen else "",
        next_step=words.say(meetings.NEXT, child) if likely(chance, 70) else "",
        made_by=made_by,
        made_by_name=made_by_name,
    )
    home.note(worker, life, visit, happened=day)


def _noticed(home: Household, life: Life) -> str:
    sentences = 2 if likely(home.chance, 45) else 1
    return " ".join(home.words.say(meetings.NOTICED, life.child) for _ in range(sentences))


def keep_supervising(home: Household, life: Life, every: int) -> None:
    """The worker and their manager talk about the child, every so many working days."""
    phase = life.phase

    def talk() -> None:
        if not life.open or life.phase != phase or life.over or not life.worker:
            return
        supervisor = home.leader(life)
        home.note(
            supervisor,
            life,
            SupervisionHeld(
                supervision_id=home.desk.fresh(),
                held_on=home.today,
                supervisor_id=supervisor.worker_id,
                worker_id=life.worker.worker_id,
                agreed=home.words.say(meetings.SUPERVISION, life.child),
            ),
        )
        home.on(working_days_after(home.today, every + home.chance.randint(-4, 8)), talk)

    home.on(working_days_after(home.today, home.chance.randint(8, every)), talk)
