"""The return looked at, asked about, explained and made into a file, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from datetime import date

from candour.record.entries.authority import AUTHORITY, AuthorityRecorded
from candour.record.entries.cin_census import CensusProduced
from candour.record.entries.person import PersonRecorded
from candour.record.entry import ToRecord
from candour.record.store.reading import read
from candour.wiring.checking import check_record
from tests.web.test_pages_open import client_for
from tests.web.test_search_in_files import begins, either
from tests.web.test_what_the_census_would_ask import YEAR, shown

__all__ = ["begins", "either"]
READY = f"/census/{YEAR.ends_in}/"


def test_the_return_is_told_answered_and_made(begins, either):
    child = begins("Nora", "Lind").on(max(YEAR.start, date(2026, 4, 1))).referral().answered().allocated()
    child.note(PersonRecorded(forename="Nora", surname="Lind", dob=date(2014, 5, 6), disabilities=("NONE", "MOB")))
    known = ToRecord(AuthorityRecorded(name="Wrenshire", lea="888"), (AUTHORITY,), child.day)
    child.desk.note([known], by=child.by("data_officer"))
    officer, worker = client_for("data_officer", either), client_for("social_worker", either)
    assert "Nora Lind" in shown(officer, f"{READY}rules/8790/") and "Jo Marsh" in shown(officer, READY)
    assert officer.post(f"{READY}rules/8790/").status_code == 302
    assert "Asked of you for the census" in shown(worker, "/")
    explain = f"/child/{child.person_id}/census/{YEAR.ends_in}/8670Q/explain/"
    assert officer.post(explain, {"words": "The family is abroad."}).status_code == 302
    assert "explained" in shown(officer, f"{READY}rules/8670Q/")
    assert officer.post(f"{READY}file/").status_code == 302
    made = read(AUTHORITY).last(CensusProduced)
    assert f"{made.recorded:%-d %B %Y}" in shown(officer, f"{READY}file/")
    said, holds = check_record()
    assert holds, said
