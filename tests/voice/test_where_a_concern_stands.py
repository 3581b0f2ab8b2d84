"""Who holds a concern, by when, and what closes it: the table of levels and times, to the minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from candour.practice.guard import ITSELF
from candour.record.casefile import Casefile
from candour.record.entries.concerns import (
    ConcernAddedTo,
    ConcernAnswered,
    ConcernAnswerJudged,
    ConcernLinked,
    ConcernLowered,
    ConcernRead,
    ConcernStoodAside,
    ConcernTakenUpAgain,
    ConcernTaskGiven,
    ConcernWithdrawn,
    Rung,
)
from candour.record.entries.corrections import EntryMasked
from candour.record.entries.professionals import WorkerAbsent, WorkerLeft, WorkerRecorded
from candour.terms.working_days import london_day, working_days_between
from candour.voice.concerns.absence import gone
from candour.voice.concerns.levels import Post, line_of
from candour.voice.concerns.standing import AGREED, READ, SILENT, WITHDRAWN, stands
from tests.voice.concerns import CONCERN, MONDAY, Kept, fact

ANSWER = ConcernAnswered(concern_id=CONCERN, words="Somebody goes tomorrow, because you are right.")
AGREES = ConcernAnswerJudged(concern_id=CONCERN, agrees=True)
DISAGREES = ConcernAnswerJudged(concern_id=CONCERN, agrees=False, words="Nobody went.")
LOWER = ConcernLowered(concern_id=CONCERN, to_level=2, why="Nearer to it.", asked_to="no")
WITHDRAW = ConcernWithdrawn(concern_id=CONCERN, why="He is safe.", asked_to="no")


@pytest.mark.parametrize(
    ("matter", "level", "days"),
    [
        ("standard", 1, {3: 3, 4: 8, 5: 13, 6: 20}),
        ("standard", 2, {3: 3, 4: 8, 5: 13, 6: 20}),
        ("standard", 4, {5: 5, 6: 12}),
        ("practice", 2, {3: 5, 4: 15, 5: 25, 6: 40}),
    ],
)
def test_what_nobody_answers_goes_up_on_the_day_of_the_table(matter, level, days):
    kept = Kept(fact(matter=matter, level=level))
    found = kept.at(MONDAY + timedelta(days=90))
    assert {
        move.to_level: working_days_between(london_day(MONDAY), london_day(move.at)) for move in found.moves
    } == days
    assert all(move.at.astimezone(UTC).hour in (16, 17) for move in found.moves)
    assert found.holder == "first-6" and found.due is None
    assert [one.level for one in found.missed if one.what == "answer"] == [level, *list(days)[:-1]]


def test_where_a_child_is_at_risk_now_it_is_hours_and_no_weekend_counts():
    friday = datetime(2026, 3, 6, 20, tzinfo=UTC)
    kept = Kept(fact(matter="immediate", level=2), at=friday)
    found = kept.at(friday + timedelta(days=7))
    assert [str(move.at.astimezone(UTC))[:16] for move in found.moves] == [
        "2026-03-07 00:00",  # four hours, where less is left of the day
        "2026-03-07 04:00",
        "2026-03-08 17:00",
        "2026-03-09 17:00",
    ]
    assert str(found.heard)[:16] == "2026-03-07 04:00"


def test_the_scrutineer_sees_it_on_the_twentieth_day_whoever_holds_it():
    kept = Kept(fact(level=2))
    kept.now = MONDAY + timedelta(days=1)
    kept.writes(ANSWER, by="first-2")
    assert not kept.at(MONDAY + timedelta(days=2)).heard_outside
    kept.writes(DISAGREES)
    kept.now += timedelta(days=1)
    kept.writes(ConcernAnswered(concern_id=CONCERN, words="The same, because."), by="first-3")
    assert kept.at(datetime(2026, 3, 30, 12, tzinfo=UTC)).heard_outside
    assert kept.stands().level == 3


def test_only_whoever_holds_it_answers_and_only_the_raiser_judges():
    kept = Kept()
    for somebody in ("first-1", "deputy-4", "first-5", ITSELF.worker_id, "raiser"):
        kept.writes(ANSWER, by=somebody)
    assert kept.stands().answered is None and len(kept.stands().changed_nothing) == 5
    kept.writes(ANSWER, by="first-4")
    for somebody in ("first-4", "first-6", ITSELF.worker_id):
        kept.writes(AGREES, by=somebody)
    assert kept.stands().is_open
    kept.writes(AGREES)
    assert kept.stands().closed == AGREED


def test_reading_it_does_not_stop_the_clock_nor_does_handing_the_work_on():
    kept = Kept()
    due = kept.stands().due
    kept.now += timedelta(days=1)
    kept.writes(ConcernRead(concern_id=CONCERN), by="first-4")
    kept.writes(ConcernTaskGiven(concern_id=CONCERN, worker_id="first-1", words="Look into it."), by="first-4")
    assert kept.stands().due == due and kept.stands().read


def test_one_answer_is_given_and_a_second_changes_nothing_of_it():
    kept = Kept()
    given = kept.writes(ANSWER, by="first-4")
    turn = kept.stands().raisers_turn_until
    kept.now += timedelta(days=5)
    again = kept.writes(ConcernAnswered(concern_id=CONCERN, words="I never said that."), by="first-4")
    found = kept.stands()
    assert found.answered == given and again.entry_id in found.changed_nothing and found.raisers_turn_until == turn


def test_an_answer_stays_given_when_whoever_gave_it_goes():
    kept = Kept(fact(line=tuple(Rung(level=level, workers=(f"first-{level}",)) for level in range(1, 7))))
    given = kept.writes(ANSWER, by="first-4")
    kept.now += timedelta(days=2)
    found = kept.stands({"first-4": ((MONDAY + timedelta(days=1), None),)})
    assert (found.level, found.holder, found.answered) == (5, "first-5", given)


def test_having_it_answered_lower_never_takes_it_up():
    kept = Kept()
    kept.writes(ConcernLowered(concern_id=CONCERN, to_level=5, why="So.", asked_to="no"))
    kept.writes(ConcernLowered(concern_id=CONCERN, to_level=4, why="So.", asked_to="no"))
    assert (kept.stands().level, kept.stands().moves, len(kept.stands().changed_nothing)) == (4, (), 2)


def test_what_was_withdrawn_cannot_be_taken_up_again_after_ten_working_days():
    kept = Kept()
    kept.writes(WITHDRAW)
    kept.now += timedelta(days=15)
    kept.writes(ConcernTakenUpAgain(concern_id=CONCERN))
    assert kept.stands().closed == WITHDRAWN


def test_an_answer_without_a_word_is_none_and_agreement_without_an_answer_closes_nothing():
    kept = Kept()
    kept.writes(ConcernAnswered(concern_id=CONCERN, words="  "), by="first-4")
    kept.writes(AGREES)
    assert kept.stands().is_open and kept.stands().answered is None


def test_disagreeing_moves_it_up_with_a_clock_of_its_own_and_at_the_top_says_so():
    kept = Kept()
    for level in (4, 5, 6):
        kept.writes(ANSWER, by=f"first-{level}")
        kept.writes(DISAGREES)
    found = kept.stands()
    assert (found.level, found.holder, found.disagreed_at_the_top) == (6, "first-6", True)
    assert found.is_open and not found.missed


@pytest.mark.parametrize(("matter", "closed"), [("standard", SILENT), ("practice", ""), ("immediate", "")])
def test_silence_for_ten_working_days_after_an_answer_closes_only_a_standard_concern(matter, closed):
    kept = Kept(fact(matter=matter))
    kept.writes(ANSWER, by="first-4")
    assert kept.at(datetime(2026, 3, 16, 16, 59, tzinfo=UTC)).is_open
    assert kept.at(datetime(2026, 3, 16, 17, 0, tzinfo=UTC)).closed == closed
    kept.writes(ConcernTakenUpAgain(concern_id=CONCERN))
    assert kept.stands().is_open
    kept.writes(DISAGREES)
    assert kept.stands().level == 5


def test_the_raiser_alone_lowers_it_and_can_undo_that_for_ten_working_days():
    kept = Kept()
    for somebody in ("first-4", "first-1", "first-6", ITSELF.worker_id):
        kept.writes(LOWER, by=somebody)
    assert kept.stands().level == 4
    kept.writes(LOWER)
    assert (kept.stands().level, kept.stands().addressed) == (2, 2)
    kept.now = datetime(2026, 3, 16, 16, tzinfo=UTC)
    again = kept.writes(ConcernTakenUpAgain(concern_id=CONCERN))
    assert (kept.stands().level, kept.stands().addressed) == (4, 4)
    late = Kept()
    late.writes(LOWER)
    late.writes(ANSWER, by="first-2")
    late.now = datetime(2026, 3, 16, 17, 1, tzinfo=UTC)
    late.writes(again.fact)
    assert late.stands().level == 2


def test_withdrawing_needs_a_reason_closes_and_can_be_undone_by_the_raiser():
    kept = Kept()
    kept.writes(ConcernWithdrawn(concern_id=CONCERN, why=" ", asked_to="no"))
    kept.writes(WITHDRAW, by="first-4")
    assert kept.stands().is_open
    kept.writes(WITHDRAW)
    assert kept.stands().closed == WITHDRAWN
    kept.writes(ConcernTakenUpAgain(concern_id=CONCERN))
    assert kept.stands().is_open and kept.stands().holder == "first-4"


def test_with_the_receipt_somebody_without_a_name_does_all_the_raiser_can():
    kept = Kept(fact(how="anonymous"))
    kept.writes(ANSWER, by="first-4")
    kept.writes(DISAGREES, by=ITSELF.worker_id)
    assert kept.stands().level == 4
    kept.writes(ConcernAnswerJudged(concern_id=CONCERN, agrees=False, with_receipt=True), by=ITSELF.worker_id)
    assert kept.stands().level == 5


def test_nobody_it_is_about_holds_it_nor_anybody_below_them():
    found = Kept(fact(level=2, about=("deputy-2",))).stands()
    assert (found.level, found.holder) == (3, "first-3")
    assert Kept(fact(level=2, about_level=4)).stands().level == 5
    assert Kept(fact(level=6, about=("first-6",))).stands().holder == "deputy-6"
    assert Kept(fact(level=6, about=("first-6", "deputy-6"))).stands().holder == ""


def test_naming_somebody_later_moves_it_past_them():
    kept = Kept()
    kept.writes(ConcernAddedTo(concern_id=CONCERN, words="It is the director.", about=("first-4",)))
    assert (kept.stands().level, kept.stands().holder) == (5, "first-5")


def test_who_stands_aside_hands_to_the_deputy_of_the_same_level_then_up_and_the_clock_goes_on():
    kept = Kept()
    due = kept.stands().due
    kept.writes(ConcernStoodAside(concern_id=CONCERN, why="I am her uncle."), by="first-4")
    assert (kept.stands().holder, kept.stands().level, kept.stands().due) == ("deputy-4", 4, due)
    kept.writes(ConcernStoodAside(concern_id=CONCERN, why="Leave."), by="deputy-4")
    assert (kept.stands().holder, kept.stands().level) == ("first-5", 5)


def test_a_task_a_link_a_mask_and_a_second_raising_change_neither_holder_nor_clock():
    kept = Kept()
    before = kept.stands()
    kept.writes(ConcernTaskGiven(concern_id=CONCERN, worker_id="first-1", words="Look at it."), by="first-4")
    kept.writes(ConcernLinked(concern_id=CONCERN, other="e" * 32), by="first-4")
    kept.writes(EntryMasked(entry_id="entry-0", why="A mistake."), by="first-4")
    kept.writes(fact(level=1, matter="compliment"), by="first-4")
    after = kept.stands()
    assert (after.holder, after.level, after.due, after.raised) == (before.holder, 4, before.due, before.raised)


def test_a_compliment_is_read_and_that_is_all():
    kept = Kept(fact(matter="compliment"))
    assert kept.at(MONDAY + timedelta(days=60)).level == 4
    kept.writes(ConcernRead(concern_id=CONCERN), by="first-4")
    assert kept.stands().closed == READ


def test_reading_late_stays_shown_and_answering_late_is_no_answer():
    kept = Kept()
    found = kept.at(datetime(2026, 3, 9, 17, 1, tzinfo=UTC))
    assert [(one.level, one.what) for one in found.missed] == [(4, "read"), (4, "answer")]
    kept.writes(ANSWER, by="first-4")
    assert kept.stands().answered is None and kept.stands().holder == "first-5"


def test_leaving_being_away_or_losing_the_post_hands_it_to_the_deputy_and_never_back_down():
    kept, staff = Kept(), Kept()
    staff.items.clear()
    post = {"name": "Dora Kemp", "role": "director"}
    staff.writes(WorkerRecorded(**post), subject="first-4")
    staff.writes(WorkerAbsent(absent_from=date(2026, 3, 3), absent_to=date(2026, 3, 4)), subject="first-4")
    staff.now = datetime(2026, 3, 5, 9, tzinfo=UTC)
    staff.writes(WorkerRecorded(**{**post, "role": "team_manager"}), subject="first-4")
    away = {"first-4": gone(Casefile("first-4", tuple(staff.items)), 4)}
    kept.now = datetime(2026, 3, 3, 12, tzinfo=UTC)
    assert kept.stands(away).holder == "deputy-4"
    left = Kept()
    left.items.clear()
    left.writes(WorkerLeft(left_on=date(2026, 3, 4)), subject="deputy-4")
    away["deputy-4"] = gone(Casefile("deputy-4", tuple(left.items)), 4)
    kept.now = datetime(2026, 3, 4, 12, tzinfo=UTC)
    assert (kept.stands(away).holder, kept.stands(away).level) == ("first-5", 5)
    kept.now = datetime(2026, 3, 5, 6, tzinfo=UTC)
    assert kept.stands(away).level == 5


def test_the_clock_is_never_earlier_than_the_newest_entry():
    kept = Kept()
    kept.now = MONDAY + timedelta(days=8)
    kept.writes(ConcernRead(concern_id=CONCERN), by="first-5")
    found = stands(kept.case, MONDAY)
    assert found and (found.level, found.now) == (5, kept.now)


def test_the_line_is_the_leader_of_the_team_first_and_never_the_raiser():
    posts = [Post("b", "team_manager", "south"), Post("a", "team_manager", "north"), Post("c", "director")]
    line = line_of(posts, team="north", leader="b", leave_out=("c",))
    assert line[0].workers == ("b", "a") and line[3].workers == ()
