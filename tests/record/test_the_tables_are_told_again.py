"""Whatever happens in a life, dropping the tables and telling them again gives the same rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from candour.practice.guard import Refused
from candour.record.entries.address import AddressRecorded
from candour.record.entries.corrections import EntryMasked
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.visits import VisitMade
from candour.record.entry import ToRecord
from candour.record.fsck import faults
from candour.ssd.store.tables import dump
from candour.wiring.checking import sealed_rows
from candour.wiring.desks import desk as make_desk
from candour.wiring.desks import tell_tables_again
from tests.conftest import FOLDER, LONG, Clock, new_record
from tests.lives import Life

ACTS = (
    "referral", "answered", "allocated", "harmed", "protected", "discussed", "enquired", "assessed", "conferenced",
    "reviewed", "plan_ended", "closed", "contact", "supervised",
)  # fmt: skip


class ARandomLife(RuleBasedStateMachine):
    """Two children to whom things happen in any order; what the guards refuse leaves no trace."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.office = new_record(FOLDER / f"random-{datetime.now(UTC).timestamp()}.sqlite3")
        self.desk = make_desk(clock=self.clock)
        self.lives = [Life(self.desk, self.clock, self.office, name) for name in ("Ada", "Ben")]

    @rule(which=st.integers(0, 1), act=st.sampled_from(ACTS), days=st.integers(0, 40))
    def something_happens(self, which, act, days):
        life = self.lives[which].later(days)
        before = life.case.version
        try:
            getattr(life, act)()
        except (Refused, IndexError):
            assert life.case.version <= before + 1

    @rule(which=st.integers(0, 1), words=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
    def a_visit_is_made(self, which, words):
        life = self.lives[which]
        life.note(VisitMade(visit_id=self.desk.fresh(), visited_on=life.day, child_said=words))

    @rule(which=st.integers(0, 1), secret=st.booleans())
    def an_address_is_written(self, which, secret):
        life = self.lives[which]
        life.note(
            AddressRecorded(address_id=self.desk.fresh(), lines="1 Mill Lane", postcode="ZZ1 1AA", confidential=secret)
        )

    @rule(which=st.integers(0, 1), at=st.integers(0, 60))
    def an_entry_is_corrected_or_masked(self, which, at):
        life = self.lives[which]
        item = life.case.recorded[at % life.case.version]
        if at % 2:
            life.note(EntryMasked(entry_id=item.entry_id, why="Names another family"))
        else:
            again = ToRecord(item.fact, item.subjects, item.happened, supersedes=item.entry_id)
            self.desk.note([again], by=life.by("social_worker"))

    @rule(which=st.integers(0, 1))
    def something_is_written_late(self, which):
        life = self.lives[which]
        fact = HarmRecorded(harm_id=self.desk.fresh(), what="Known long ago", known_on=life.day - timedelta(days=400))
        self.desk.note([ToRecord(fact, (life.person_id,), date(2022, 1, 5))], by=life.by("social_worker"))

    @invariant()
    def the_record_holds(self):
        assert list(faults(sealed_rows(), invented_times=True)) == []

    def teardown(self):
        before = list(dump())
        tell_tables_again()
        assert list(dump()) == before


TestARandomLife = ARandomLife.TestCase
TestARandomLife.settings = settings(
    max_examples=60 if LONG else 8, stateful_step_count=40 if LONG else 25, deadline=None
)


@pytest.mark.usefixtures("office")
def test_the_order_things_were_written_in_is_the_order_of_the_record_whatever_day_they_happened(life):
    child = life().harmed("first written")
    child.day = date(2020, 3, 3)
    child.note(HarmRecorded(harm_id="a" * 32, what="happened years before", known_on=date(2020, 3, 3)))
    harms = child.case.of(HarmRecorded)
    assert [item.fact.what for item in harms] == ["first written", "happened years before"]
    assert harms[1].happened < harms[0].happened and harms[1].position > harms[0].position
