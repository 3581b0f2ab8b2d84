"""A made-up child whose life has come as far as a conference: a mother at home, visits, a core group, views."""

from datetime import timedelta
from typing import Any

SAID = ("It is quiet now. I can sleep.", "I like Tuesdays. Mr Pask does not make me talk.", "Is he coming back?")
NOTICED = (
    "Ate well and did homework at the table. Her mother sat with us and let her answer.",
    "Tired. Two letters from school unopened. Her bedroom has a bolt on the inside, which she showed me.",
    "Laughing with her cousin when I came. Went to the window twice when a car stopped outside.",
)


def begun(life: Any, days_ago: int) -> Any:
    """The child on the day, so many days ago, that somebody told of them; with their mother on the record."""
    from candour.record.entries.family import RelationshipRecorded
    from candour.record.entries.person import PersonRecorded
    from candour.record.entry import ToRecord
    from candour.wiring.desks import right_now

    life.on(right_now().date() - timedelta(days=days_ago))
    mother = life.desk.fresh()
    named = PersonRecorded(kind_of_person="adult", forename="Dina", surname="Hale")
    life.desk.note([ToRecord(named, (mother,), life.day)], by=life.by("social_worker"))
    tie = RelationshipRecorded(
        relationship_id=life.desk.fresh(), family_id=life.desk.fresh(), person_id=life.person_id, other_person_id=mother,
        relationship="Mother", other_name="Dina Hale", lives_with=True, parental_responsibility=True,
    )  # fmt: skip
    return life.note(tie, "social_worker", mother)


def conference_due(life: Any) -> Any:
    """An enquiry has ended in a conference, which is today."""
    begun(life, 15).referral("A bruise shaped like a belt. She said who did it.").answered().allocated().harmed()
    visited(life.later(1), 0)
    life.later(1).discussed().later(9).enquired()
    return viewed(life.later(1)).later(3)


def review_due(life: Any, plan_for: int = 81) -> Any:
    """A plan has run for so many days, with visits and core groups."""
    begun(life, plan_for + 14).on_a_plan()
    for number in range(3):
        visited(life.later(plan_for // 4), number)
        met(life.later(1))
    return viewed(life.protected()).later(plan_for - 3 * (plan_for // 4 + 1))


def visited(life: Any, number: int) -> None:
    """A visit, the child seen alone."""
    from candour.record.entries.visits import VisitMade

    life.note(
        VisitMade(
            visit_id=life.desk.fresh(), visited_on=life.day, seen="yes", seen_alone="yes", bedroom_seen="yes",
            child_said=SAID[number], noticed=NOTICED[number],
        )
    )  # fmt: skip


def met(life: Any) -> None:
    """A core group."""
    from candour.record.casefile.plans import open_cp_plan
    from candour.record.entries.core_group import CoreGroupHeld
    from tests.lives import AGENCIES

    plan = open_cp_plan(life.case)
    assert plan is not None
    said = "School sees her eating and on time. The order has been kept to. Her mother asked for help with the rent."
    held = CoreGroupHeld(
        core_group_id=life.desk.fresh(), cp_plan_id=plan.cp_plan_id, meeting_id=life.desk.fresh(), held_on=life.day,
        present=AGENCIES, progress=said,
    )  # fmt: skip
    life.note(held)


def viewed(life: Any) -> Any:
    """What the child, the mother and the school say, asked before the meeting."""
    from candour.record.entries.voice_of_child import ViewRecorded

    for whose, who, words in (
        ("child", "", "I want him to stay away and Mum to stop crying."),
        ("family", "Dina Hale", "I have changed the locks. I want you to see it working."),
        ("agency", "Ms Lane, school", "She is calmer since he left, and tired on Mondays."),
    ):
        life.note(ViewRecorded(view_id=life.desk.fresh(), whose=whose, who=who, words=words, given_on=life.day))
    return life
