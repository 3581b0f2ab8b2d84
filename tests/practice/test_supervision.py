"""Supervision on a file: whose words there are, what was written late and after what, and when it is next due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from candour.practice.supervision import Said, account_given
from candour.record.casefile.clocks import clocks
from candour.record.casefile.supervision import given, supervision, supervisions, written_after
from candour.record.entries.corrections import EntryMasked, EntryMoved
from candour.record.entries.direction import DirectionAnswered, DirectionReceived
from candour.record.entries.supervision import SupervisionAccountConfirmed, SupervisionAccountGiven, SupervisionHeld
from candour.record.entry import ToRecord
from candour.terms.timescales import SUPERVISION, SUPERVISION_ON_A_PLAN
from candour.web.shelves.supervision import meeting_of

DUE = "Talk about the child in supervision"


def face(child):
    return supervisions(child.case)[-1].on_its_face


def adds(child, role, words="What I say happened."):
    meeting = meeting_of(child.case, child.supervision_id)
    facts = account_given(child.case, meeting, Said(discussed=words), child.desk.now)
    return child.desk.note(facts, by=child.by(role))


def confirms(child, role):
    account = child.case.of(SupervisionAccountGiven)[-1]
    fact = SupervisionAccountConfirmed(
        confirmation_id=child.desk.fresh(), supervision_id=child.supervision_id, accounts=(account.entry_id,)
    )
    return child.note(fact, role, child.supervision_id)


def test_until_the_worker_has_spoken_the_record_says_whose_account_alone_it_is(life):
    child = life().referral().answered().allocated().supervised()
    assert face(child) == "Only the supervisor's account. The worker has not confirmed it."
    adds(child, "social_worker")
    assert face(child) == ""


def test_confirming_is_enough_and_only_the_other_can_confirm(life):
    child = life().referral().answered().allocated().supervised()
    for role in ("team_manager", "service_manager", "administrator"):
        confirms(child, role)
        assert face(child).startswith("Only the supervisor's account")
        assert supervisions(child.case)[-1].confirmed_by(child.case.of(SupervisionAccountGiven)[-1]) is None
    confirms(child, "social_worker")
    assert face(child) == "" and supervisions(child.case)[-1].confirmed_by(child.case.of(SupervisionAccountGiven)[-1])


def test_an_account_by_somebody_else_counts_for_neither(life):
    child = life().referral().answered().allocated().supervised()
    adds(child, "newly_qualified_social_worker")
    assert face(child).startswith("Only the supervisor's account")


def test_what_is_added_after_a_confirmation_is_not_confirmed_by_it(life):
    child = life().referral().answered().allocated().supervised()
    confirms(child, "social_worker")
    adds(child, "team_manager", "And we agreed to close.")
    assert face(child) == "The supervisor added to their account. The worker has not confirmed what was added."
    assert supervisions(child.case)[-1].awaits == child.office.ids["social_worker"]
    confirms(child, "social_worker")
    assert face(child) == ""


def test_masking_an_account_does_not_make_the_other_the_only_one(life):
    child = life().referral().answered().allocated().supervised()
    own = adds(child, "social_worker")[-1]
    child.note(EntryMasked(entry_id=own.entry_id, why="Names a friend"), "principal_social_worker")
    assert face(child) == ""


def test_hiding_that_it_was_held_hides_nobodys_account(life):
    child = life().referral().answered().allocated().supervised()
    adds(child, "social_worker")
    held = child.case.last(SupervisionHeld)
    for hides in (EntryMasked, EntryMoved):
        child.note(hides(entry_id=held.entry_id, why="Gone"), "team_manager")
        assert len(supervision(child.case, child.supervision_id).accounts) == 2


def test_a_record_written_late_names_what_had_happened_meanwhile(life):
    child = life().on_a_plan()
    held_on = child.later(10).day
    child.later(20).harmed("Broken arm").later(21).supervised(held_on)
    for kind in (SupervisionHeld, SupervisionAccountGiven, DirectionReceived):
        (item,) = child.case.of(kind)
        ((day, event),) = written_after(child.case, item)
        assert event.fact.what == "Broken arm" and day == held_on + timedelta(days=20)
    later = adds(child.later(5), "social_worker")[-1]
    assert [event.fact.what for _, event in written_after(child.case, later)] == ["Broken arm"]


def test_what_is_written_the_same_day_was_written_after_nothing(life):
    child = life().on_a_plan().later(10).harmed("A bruise").supervised()
    assert written_after(child.case, child.case.last(SupervisionHeld)) == ()


def test_neither_masking_nor_moving_nor_correcting_the_harm_clears_a_late_record(life):
    child = life().on_a_plan()
    held_on = child.later(10).day
    harm = child.later(20).harmed("Broken arm").case.recorded[-1]
    child.later(20).supervised(held_on)
    corrected = ToRecord(replace(harm.fact, what="Bruised arm"), harm.subjects, held_on, supersedes=harm.entry_id)
    child.desk.note([corrected], by=child.by("team_manager"))
    late = child.case.last(SupervisionHeld)
    assert [event.fact.what for _, event in written_after(child.case, late)] == ["Bruised arm"]
    newest = child.case.superseded[harm.entry_id].entry_id
    for entry_id, hides in ((newest, EntryMasked), (harm.entry_id, EntryMoved)):
        child.note(hides(entry_id=entry_id, why="Gone"), "team_manager")
        assert len(written_after(child.case, late)) == 1


def test_moving_the_claimed_day_back_by_a_correction_is_late_too(life):
    child = life().on_a_plan().later(30).harmed("Broken arm").later(1).supervised()
    held = child.case.last(SupervisionHeld)
    earlier = held.happened - timedelta(days=20)
    again = ToRecord(replace(held.fact, held_on=earlier), held.subjects, earlier, supersedes=held.entry_id)
    child.desk.note([again], by=child.by("team_manager"))
    assert [event.fact.what for _, event in written_after(child.case, child.case.last(SupervisionHeld))] == [
        "Broken arm"
    ]
    assert supervisions(child.case)[-1].held.happened == earlier


def answers(child, role, answer="disputed"):
    order = child.case.of(DirectionReceived)[-1].fact
    fact = DirectionAnswered(
        answer_id=child.desk.fresh(), direction_id=order.direction_id, answer=answer, words="No.", answered_on=child.day
    )
    child.note(fact, role)


def test_only_the_worker_a_direction_was_given_to_answers_it(life):
    child = life().referral().answered().allocated().supervised()
    for role in ("team_manager", "newly_qualified_social_worker"):
        answers(child, role, "confirmed")
        assert given(child.case)[-1].answer is None
    answers(child, "social_worker")
    assert given(child.case)[-1].answer.fact.answer == "disputed"


def test_an_answer_is_no_answer_to_words_that_were_corrected_afterwards(life):
    child = life().referral().answered().allocated().supervised()
    answers(child, "social_worker", "confirmed")
    order = child.case.of(DirectionReceived)[-1]
    again = ToRecord(replace(order.fact, words="Close it"), order.subjects, order.happened, supersedes=order.entry_id)
    child.desk.note([again], by=child.by("team_manager"))
    assert given(child.case)[-1].recorded.fact.words == "Close it" and given(child.case)[-1].answer is None


def test_supervision_is_due_from_the_allocation_and_then_from_the_last_one(life):
    def due_on(child):
        return [clock.due_on for clock in clocks(child.case) if clock.what == DUE]

    child = life()
    assert due_on(child.referral()) == [] and due_on(child.answered()) == []
    assert due_on(child.allocated()) == [date(2024, 4, 8)]
    assert due_on(child.later(60).supervised()) == [date(2024, 6, 8)]
    assert due_on(life("Ben").on_a_plan()) == [date(2024, 3, 8)]
    assert due_on(child.later(5).assessed("close").closed()) == []


def test_the_interval_is_a_local_setting_and_says_so():
    for one in (SUPERVISION, SUPERVISION_ON_A_PLAN):
        assert one.kind == "local" and "no number is set nationally" in one.source
