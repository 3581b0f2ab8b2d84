"""What is kept from one look at the return to the next never differs from a look at everything."""

from __future__ import annotations

from datetime import date

from candour.record.entries.person import PersonRecorded
from candour.returns.cin_census import readiness as kept
from candour.returns.cin_census.readiness import readiness
from candour.terms.england_year import CensusYear

YEAR = CensusYear(2024)


def told(ready):
    found = {(one.rule.code, one.person_id, one.worker_id, one.places) for one in ready.found}
    return ready.children, found, tuple(rule.code for rule in ready.of_the_return), dict(ready.places)


def test_whatever_is_written_the_return_is_told_as_if_it_were_read_anew(life):
    kept._KEPT.clear()
    bea, ada = life("Bea", "Stone"), life("Ada", "Stone")
    both = PersonRecorded(forename="Bea", surname="Stone", dob=date(2014, 5, 6), disabilities=("NONE", "MOB"))
    steps = (
        lambda: ada.referral(),
        lambda: bea.note(both),  # not in the return yet
        lambda: bea.later(3).referral(),
        lambda: bea.wrote("child", "Seen: She laughs."),  # changes nothing in a return
        lambda: bea.answered().allocated(),
        lambda: ada.answered("no further action"),
        lambda: bea.later(20).assessed("close").closed("RC8"),
        lambda: bea.note(PersonRecorded(forename="Bea", surname="Stone", dob=date(2014, 5, 6), disabilities=("MOB",))),
    )
    seen = []
    for step in steps:
        step()
        seen.append(told(readiness(YEAR)))
        kept._KEPT.clear()
        assert seen[-1] == told(readiness(YEAR))
    assert len({str(one) for one in seen}) > 4
    assert any(code == "8790" for _, found, *_ in seen for code, *_ in found) and seen[0][0] == 1


def test_another_record_is_never_told_as_this_one(life, office):
    life().referral()
    assert readiness(YEAR).children == 1
    kept._KEPT[YEAR.ends_in].last = (kept.last_place()[0], "the chain of another record")
    life("Bo", "Hale").referral()
    assert readiness(YEAR).children == 2
