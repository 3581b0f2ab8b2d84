"""Everything a council could try on a concern, in any order: it never goes down, never stops, and never closes by itself.

The rules are worked out from entries alone, so the machine drives them over real entries, in thousands of steps; that the
pages and the record keep to the same is shown by `tests/web/test_concerns_pages.py` and the scenario a16.
"""

from __future__ import annotations

from datetime import date, timedelta
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
HOURS = st.sampled_from([1, 3, 9, 24, 72, 24 * 14])


class PassingItDown(RuleBasedStateMachine):
    """The record, its clock, and a model of what the raiser alone has done."""

    @initialize(
        how=st.sampled_from(["named", "confidential", "anonymous"]),
        matter=st.sampled_from(["immediate", "standard", "practice", "compliment"]),
        level=st.integers(1, TOP),
        deputies=st.sets(st.integers(1, TOP)),
        about=st.lists(st.sampled_from([f"first-{level}" for level in range(1, 7)]), max_size=2),
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
        self.backups: list[tuple[int, int, int, bool]] = []
        self.written_at = self.kept.now
        self.clock, self.looked_at = self.kept.now, None
        self.asked_for = self.kept.stands().addressed
        assert self.asked_for >= level
        self.floor, self.missed, self.helped, self.answered_by_holder = self.asked_for, set(), False, False

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

    @rule(by=PEOPLE, level=st.integers(1, TOP), receipt=st.booleans())
    def somebody_lowers_it(self, by, level, receipt):
        if self.is_the_raiser(by, receipt):
            return
        self.writes(
            ConcernLowered(concern_id=CONCERN, to_level=level, why="So.", asked_to="no", with_receipt=receipt), by
        )

    @rule(by=PEOPLE, matter=st.sampled_from(["standard", "practice", "compliment"]), level=st.integers(1, TOP))
    def somebody_puts_it_in_another_category(self, by, matter, level):
        self.writes(fact(matter=matter, level=level, line=()), by)

    @rule(by=PEOPLE)
    def somebody_calls_it_a_duplicate(self, by):
        self.writes(ConcernLinked(concern_id=CONCERN, other="e" * 32, why="The same."), by)

    @rule(by=PEOPLE, level=st.integers(1, TOP))
    def somebody_writes_that_it_moved_or_closed(self, by, level):
        self.writes(
            ConcernMoved(
                concern_id=CONCERN, from_level=6, to_level=level, moved_at=self.clock, why="no answer in time"
            ),
            by,
        )
        self.writes(ConcernClosed(concern_id=CONCERN, why="withdrawn by the raiser"), by)

    @rule(by=PEOPLE)
    def somebody_masks_and_moves_it(self, by):
        self.writes(EntryMasked(entry_id="entry-0", why="A mistake."), by)
        self.writes(EntryMoved(entry_id="entry-0", to_person="f" * 32, why="A mistake."), by)

    @rule(by=PEOPLE, receipt=st.booleans())
    def somebody_withdraws_or_agrees_for_the_raiser(self, by, receipt):
        if self.is_the_raiser(by, receipt):
            return
        self.writes(ConcernWithdrawn(concern_id=CONCERN, why="Settled.", asked_to="no", with_receipt=receipt), by)
        self.writes(ConcernAnswerJudged(concern_id=CONCERN, agrees=True, with_receipt=receipt), by)

    @rule(by=PEOPLE, words=st.sampled_from(["", "It is in hand."]))
    def somebody_reads_and_answers(self, by, words):
        held = self.look()
        self.writes(ConcernRead(concern_id=CONCERN), by)
        self.writes(ConcernAnswered(concern_id=CONCERN, words=words), by)
        if by == held.holder and words and held.is_open:
            self.helped = self.answered_by_holder = True

    @rule(worker=PEOPLE)
    def the_holder_gives_the_work_to_somebody(self, worker):
        self.writes(
            ConcernTaskGiven(concern_id=CONCERN, worker_id=worker, words="Yours now."), self.look().holder or "outsider"
        )

    @rule(by=PEOPLE)
    def somebody_stands_aside(self, by):
        self.writes(ConcernStoodAside(concern_id=CONCERN, why="Busy."), by)

    @rule(worker=PEOPLE, days=st.integers(0, 20), back=st.booleans())
    def somebody_is_away(self, worker, days, back):
        today = london_day(max(self.clock, self.written_at))
        start = today - timedelta(days=days) if back else today + timedelta(days=days)
        self.of_staff(worker, WorkerAbsent(absent_from=start, absent_to=start + timedelta(days=days)))

    @rule(worker=PEOPLE)
    def somebody_leaves(self, worker):
        self.of_staff(worker, WorkerLeft(left_on=date(2026, 3, 1)))

    @rule(worker=PEOPLE, role=st.sampled_from([role for role, _ in LEVELS.values()]))
    def the_organisation_is_edited(self, worker, role):
        self.of_staff(worker, WorkerRecorded(name="Somebody", role=role))

    @rule()
    def a_backup_is_made(self):
        self.backups.append((len(self.kept.items), self.look().level, self.asked_for, self.answered_by_holder))

    @precondition(lambda self: self.backups)
    @rule()
    def an_old_backup_is_put_back(self):
        entries, self.floor, self.asked_for, self.answered_by_holder = self.backups[-1]
        self.clock = max(self.clock, self.written_at)
        del self.kept.items[entries:]
        self.looked_at = None
        self.missed = set()

    # What the raiser can do.

    def is_the_raiser(self, by, receipt):
        return by == ITSELF.worker_id and receipt

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
            self.asked_for, self.helped, self.answered_by_holder = level, True, False
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
            self.answered_by_holder = False
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
TestPassingItDown.settings = settings(max_examples=400 if LONG else 25, stateful_step_count=25, deadline=None)
