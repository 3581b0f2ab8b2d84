"""Everything a council could try on a concern, in any order: it never goes down, never stops, and never closes by itself.

The rules are worked out from entries alone, so the machine drives them over real entries, in thousands of steps; that the
pages and the record keep to the same is shown by `tests/web/test_concerns_pages.py` and the scenario a16.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from candour.practice.guard import ITSELF
from candour.record.casefile import Casefile
from candour.record.entries.concerns import (
    ConcernAddedTo,
    ConcernAnswered,
    ConcernAnswerJudged,
    ConcernClosed,
    ConcernLinked,
    ConcernLowered,
    ConcernMoved,
    ConcernRead,
    ConcernStoodAside,
    ConcernTakenUpAgain,
    ConcernTaskGiven,
    ConcernWithdrawn,
    Rung,
)
from candour.record.entries.corrections import EntryMasked, EntryMoved
from candour.record.entries.professionals import WorkerAbsent, WorkerLeft, WorkerRecorded
from candour.record.entry import Recorded, Standing
from candour.terms.working_days import london_day, working_days_after
from candour.voice.concerns.absence import gone
from candour.voice.concerns.clocks import SEEN_OUTSIDE, answer_due, working_days_from
from candour.voice.concerns.levels import LEVELS, TOP
from candour.voice.concerns.standing import AGREED, READ, SILENT, WITHDRAWN, stands
from tests.conftest import LONG
from tests.voice.concerns import CONCERN, MONDAY, Kept, fact

SOMEBODY = [*(f"{who}-{level}" for level in range(1, 7) for who in ("first", "deputy")), ITSELF.worker_id, "outsider"]
PEOPLE = st.sampled_from(SOMEBODY)
HOURS = st.sampled_from([0, 1, 3, 24, 72, 24 * 7, 24 * 14])
ROLES = [role for role, _ in LEVELS.values()]
TRICKS = (
    "lower it", "put it in another category", "call it a duplicate", "write that it moved or closed",
    "mask and move it", "withdraw it", "agree for the raiser", "hand the work down", "stand aside",
)  # fmt: skip


class PassingItDown(RuleBasedStateMachine):
    """The record, its clock, and a model of what the raiser alone has done."""

    @initialize(
        how=st.sampled_from(["named", "confidential", "anonymous"]),
        matter=st.sampled_from(["immediate", "standard", "practice", "compliment"]),
        level=st.integers(1, TOP),
        deputies=st.sets(st.integers(1, TOP)),
        about=st.lists(st.sampled_from(["first-2", "deputy-4", "first-5", "first-6", "deputy-6"]), max_size=2),
        after=st.integers(0, 100),
    )
    def raised(self, how, matter, level, deputies, about, after):
        line = tuple(
            Rung(level=one, workers=(f"first-{one}", *((f"deputy-{one}",) if one in deputies else ())))
            for one in LEVELS
        )
        given = fact(how=how, matter=matter, level=level, line=line, about=tuple(about))
        self.kept = Kept(given, at=MONDAY + timedelta(hours=after))
        self.raiser = {"named": "raiser"}.get(how, ITSELF.worker_id)
        self.staff: dict[str, list[Recorded[Any]]] = {}
        self.backups: list[tuple[int, int, int]] = []
        self.written_at = self.kept.now
        self.clock, self.looked_at = self.kept.now, None
        self.asked_for = self.kept.stands().addressed
        assert self.asked_for >= level
        self.floor, self.missed, self.helped = self.asked_for, set(), False
        self.by_their_holder: set[Any] = set()

    # What is used to look, and to write.

    def look(self):
        now = (len(self.kept.items), sum(map(len, self.staff.values())), self.clock, self.written_at)
        if now != self.looked_at:
            self.looked_at, self.found = now, self.look_again()
        return self.found

    def look_again(self):
        away = {
            worker: gone(Casefile(worker, tuple(items)), int(worker[-1]))
            for worker, items in self.staff.items()
            if worker[-1].isdigit()
        }
        # The desk's moment: the clock, and never before what was last written on the whole record.
        found = stands(self.kept.case, max(self.clock, self.written_at), away)
        assert found
        return found

    def writes(self, what, by):
        self.clock = self.kept.now = max(self.clock, self.written_at)
        item = self.kept.writes(what, by=by)
        self.clock = self.written_at = item.recorded
        return item

    def of_staff(self, worker, what):
        self.clock = self.written_at = max(self.clock, self.written_at) + timedelta(seconds=1)
        items = self.staff.setdefault(worker, [])
        items.append(
            Recorded(
                len(items), f"staff-{worker}-{len(items)}", (worker,), "outsider", Standing("administrator"),
                london_day(self.clock), self.clock, what, "0" * 64,
            )
        )  # fmt: skip

    # What a council could try.

    @rule(hours=HOURS)
    def time_passes_and_no_job_runs(self, hours):
        self.clock += timedelta(hours=hours)

    @rule(days=st.integers(1, 30))
    def the_clock_is_moved_back(self, days):
        # Views are sealed on the record each minute: what was shown before is never earlier than what is written.
        self.written_at = max(self.clock, self.written_at)
        self.clock -= timedelta(days=days)

    @rule(by=PEOPLE, level=st.integers(1, TOP), how=st.sampled_from(TRICKS), then=HOURS)
    def somebody_tries(self, by, level, how, then):
        for what in self.trick(how, level):
            self.writes(what, by)
        self.clock += timedelta(hours=then)

    def trick(self, how, level):
        one = {"concern_id": CONCERN}
        moved = ConcernMoved(**one, from_level=6, to_level=level, moved_at=self.clock, why="no answer in time")
        return {
            "lower it": [ConcernLowered(**one, to_level=level, why="So.", asked_to="no")],
            "put it in another category": [fact(matter="compliment", level=level, line=())],
            "call it a duplicate": [ConcernLinked(**one, other="e" * 32, why="The same.")],
            "write that it moved or closed": [moved, ConcernClosed(**one, why="withdrawn by the raiser")],
            "mask and move it": [
                EntryMasked(entry_id="entry-0", why="A mistake."),
                EntryMoved(entry_id="entry-0", to_person="f" * 32, why="A mistake."),
            ],
            "withdraw it": [ConcernWithdrawn(**one, why="Settled.", asked_to="no")],
            "agree for the raiser": [ConcernAnswerJudged(**one, agrees=True)],
            "hand the work down": [ConcernTaskGiven(**one, worker_id=f"first-{level}", words="Yours now.")],
            "stand aside": [ConcernStoodAside(**one, why="Busy.")],
        }[how]

    @rule(by=st.one_of(st.just("the holder"), PEOPLE), words=st.sampled_from(["", "It is in hand."]), then=HOURS)
    def somebody_reads_and_answers(self, by, words, then):
        held = self.look()
        by = held.holder or "outsider" if by == "the holder" else by
        self.writes(ConcernRead(concern_id=CONCERN), by)
        item = self.writes(ConcernAnswered(concern_id=CONCERN, words=words), by)
        if by == held.holder and words and held.is_open:
            self.helped = True
            self.by_their_holder.add((item.entry_id, item.recorded))
        self.clock += timedelta(hours=then)

    @rule(worker=PEOPLE, days=st.integers(0, 20), what=st.sampled_from(["away", "left", *ROLES]))
    def the_organisation_changes(self, worker, days, what):
        today = london_day(max(self.clock, self.written_at))
        if what == "left":
            self.of_staff(worker, WorkerLeft(left_on=today - timedelta(days=days)))
        elif what == "away":
            start = today + timedelta(days=days - 10)
            self.of_staff(worker, WorkerAbsent(absent_from=start, absent_to=start + timedelta(days=days)))
        else:
            self.of_staff(worker, WorkerRecorded(name="Somebody", role=what))

    @rule()
    def a_backup_is_made(self):
        self.backups.append((len(self.kept.items), self.look().level, self.asked_for))

    @precondition(lambda self: self.backups)
    @rule()
    def an_old_backup_is_put_back(self):
        entries, self.floor, self.asked_for = self.backups[-1]
        self.clock = max(self.clock, self.written_at)
        del self.kept.items[entries:]
        self.looked_at = None
        self.missed = set()

    # What the raiser can do.

    @rule(level=st.integers(1, TOP), receipt=st.just(True))
    def the_raiser_lowers_it(self, level, receipt):
        before = self.look()
        self.writes(
            ConcernLowered(concern_id=CONCERN, to_level=level, why="So.", asked_to="yes", with_receipt=receipt),
            self.raiser,
        )
        after = self.look()
        if after.addressed != before.addressed or after.level < before.level:
            assert after.addressed == level
            self.asked_for, self.helped = level, True
            self.floor = min(self.floor, after.level)

    @rule()
    def the_raiser_takes_it_up_again(self):
        self.writes(ConcernTakenUpAgain(concern_id=CONCERN, with_receipt=True), self.raiser)
        self.asked_for, self.helped = self.look().addressed, True

    @rule(agrees=st.booleans())
    def the_raiser_judges(self, agrees):
        before = self.look()
        self.writes(ConcernAnswerJudged(concern_id=CONCERN, agrees=agrees, with_receipt=True), self.raiser)
        after = self.look()
        if before.answered and before.is_open and not agrees:
            assert after.level == TOP or after.level > before.level
        self.helped = True

    @rule(person=PEOPLE)
    def the_raiser_names_somebody(self, person):
        self.writes(ConcernAddedTo(concern_id=CONCERN, words="Them.", about=(person,), with_receipt=True), self.raiser)
        self.asked_for = max(self.asked_for, self.look().addressed)

    # What always holds.

    @invariant()
    def i1_nobody_below_the_level_asked_for_holds_it(self):
        found = self.look()
        assert found.level >= found.addressed == self.asked_for
        if found.holder:
            assert found.holder in next(rung.workers for rung in found.raised.fact.line if rung.level == found.level)

    @invariant()
    def i2_the_level_never_falls_but_by_the_raiser(self):
        found = self.look()
        assert found.level >= self.floor
        self.floor = found.level

    @invariant()
    def i3_the_clock_runs(self):
        found = self.look()
        matter = found.raised.fact.matter
        if found.is_open and not found.answered:
            assert found.due == answer_due(matter, found.level, found.since)
            assert found.due is None or found.due > found.now
        if matter in SEEN_OUTSIDE:
            last = working_days_after(london_day(found.raised.recorded), SEEN_OUTSIDE[matter])
            assert not london_day(found.now) >= last or found.heard_outside
            if not self.helped and london_day(found.now) > last:
                assert found.level == TOP

    @invariant()
    def i4_what_was_missed_stays_shown(self):
        found = {(one.at, one.level, one.what) for one in self.look().missed}
        assert found >= self.missed
        self.missed = found

    @invariant()
    def i5_nobody_it_is_about_nor_the_raiser_holds_it(self):
        found = self.look()
        named = [item.fact.about for item in self.kept.items if isinstance(item.fact, ConcernAddedTo)]
        about = {one for some in (found.raised.fact.about, *named) for one in some}
        if found.is_open and found.holder:
            assert found.holder not in about | {"raiser"}
            assert all(found.level > int(one[-1]) for one in about if one[-1] in "12345" and self.in_line(one))

    def in_line(self, worker):
        return any(worker in rung.workers for rung in self.look().raised.fact.line)

    @invariant()
    def i6_it_closes_only_by_the_raiser_or_by_silence_after_an_answer(self):
        found = self.look()
        assert found.closed in ("", AGREED, SILENT, WITHDRAWN, READ)
        if found.answered:
            assert (found.answered.entry_id, found.answered.recorded) in self.by_their_holder
        judged = [item for item in self.kept.items if isinstance(item.fact, ConcernAnswerJudged)]
        if found.closed == AGREED:
            assert found.answered and any(one.fact.agrees and one.actor == self.raiser for one in judged)
        if found.closed == SILENT:
            assert found.raised.fact.matter == "standard" and found.answered
            assert found.closed_at and found.closed_at >= working_days_from(found.answered.recorded, 10)
        if found.closed == WITHDRAWN:
            assert any(
                isinstance(item.fact, ConcernWithdrawn) and item.actor == self.raiser for item in self.kept.items
            )

    @invariant()
    def i7_every_word_stays_as_it_was_raised(self):
        found = self.look()
        assert found.raised is self.kept.items[0]
        assert found.raised.fact.words == "Six weeks."


TestPassingItDown = PassingItDown.TestCase
TestPassingItDown.settings = settings(max_examples=400 if LONG else 40, stateful_step_count=25, deadline=None)
