"""Words somebody wrote in a text, for one reader: what the child told, what another told, what was masked since."""

from __future__ import annotations

import pytest

from candour.documents import texts
from candour.documents.document import DOCUMENTS, Making, made
from candour.documents.paper import every_word
from candour.practice.guard import Refused
from candour.practice.written_work import authorise_a_text
from candour.record.entries.corrections import EntryMasked, EntryMoved
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.strategy_discussion import Attendance
from candour.record.entries.written_work import WrittenWorkBegun
from tests.documents.test_other_families import Household

assert texts.__doc__


@pytest.fixture
def house(life, desk):
    return Household(life("Tyler", "Vale"), desk)


def words(house, kind, key, about):
    making = Making(house.life.case, {}, house.reader(key), house.life.day, house.desk.casefile_to_read, about)
    return every_word(made(DOCUMENTS[kind], making).parts)


def hits(house):
    fact = HarmRecorded(harm_id=house.desk.fresh(), what="Hit", from_whom="Dean Whitby", known_on=house.life.day)
    house.note(fact, house.life.person_id)


def test_what_the_child_told_a_worker_goes_to_no_parent_and_what_a_parent_told_to_no_other(house):
    hits(house)
    house.life.wrote(
        "analysis",
        "Told by Tyler: Dad locks me in.\n\nTold by the child: He hits me.\n\nTold by Stacey: I drink.\n\n"
        "Told by Mum: I sleep badly.\n\nTold by Ms Lane: He was hungry.\n\nOpinion: It is serious.",
    ).finished()
    about = house.life.work.work_id
    father, mother = (
        words(house, "written_work", "Dean Whitby", about),
        words(house, "written_work", "Stacey Vale", about),
    )
    for said in ("locks me in", "hits me", "I drink", "I sleep badly"):
        assert said not in father, said
        assert said not in words(house, "written_work", "school", about), said
        assert said in words(house, "written_work", "court", about), said
    assert (
        "He was hungry." not in father and "It is serious." not in father
    )  # the record names him, and he lives elsewhere
    assert "I drink." in mother and "I sleep badly." in mother and "locks me in" not in mother


def test_what_is_written_in_the_childs_own_place_does_not_go_to_whoever_harmed_them(house):
    hits(house)
    house.life.wrote("child", "He says he is afraid of his dad.").finished()
    about = house.life.work.work_id
    assert "afraid of his dad" not in words(house, "written_work", "Dean Whitby", about)
    assert "afraid of his dad" in words(house, "written_work", "Stacey Vale", about)


def test_what_a_parent_said_at_the_conference_is_theirs_however_they_came(house):
    house.life.referral().answered().allocated().harmed().discussed().enquired()
    house.life.assessed().conferenced(
        present=(
            Attendance(name="Stacey Vale", agency="Mum", view="I take tablets.", dissents=True),
            Attendance(name="Tyler", agency="Child", view="I want to go home."),
            Attendance(name="Ms Lane", agency="School", view="He is tired."),
        )
    )
    hits(house)
    about = next(one.entry_id for one in house.life.case.recorded if one.fact.kind == "initial_conference_held")
    father = words(house, "minutes", "Dean Whitby", about)
    assert not [said for said in ("I take tablets.", "I want to go home.", "He is tired.") if said in father]
    mother = words(house, "minutes", "Stacey Vale", about)
    assert "I take tablets." in mother and "I want to go home." in mother
    assert "I take tablets." not in words(house, "minutes", "school", about)


def test_words_moved_to_the_right_file_and_facts_masked_since_leave_a_finished_text(house):
    house.life.harmed("Burnt with a spoon")
    house.life.wrote("analysis", "Another child altogether.").wrote("needs", "He needs sleep.")
    from candour.documents.knowing import Knowing, what_is_known

    known = {"harms": what_is_known(("harms_and_protection",), Knowing(house.life.case, {}))}
    house.life.finished(known=known)
    about = house.life.work.work_id
    assert "Burnt" in words(house, "written_work", "court", about)
    for one in house.life.case.recorded:
        if one.fact.kind == "harm_recorded":
            house.life.note(EntryMasked(entry_id=one.entry_id, why="Not his."), "principal_social_worker")
        if one.fact.kind == "passage_written" and one.fact.section == "analysis":
            gone = EntryMoved(entry_id=one.entry_id, why="Not his.", to_person=house.who["Stacey Vale"])
            house.life.note(gone, "principal_social_worker")
    court = words(house, "written_work", "court", about)
    assert "Another child altogether" not in court and "He needs sleep." in court
    assert "Burnt" not in court
    with pytest.raises(Refused, match="The text has changed"):
        house.life.read_and(authorise_a_text)


def test_minutes_sent_are_the_chairs_and_not_somebodys_own_version(house):
    house.life.on_a_plan()
    about = next(one.entry_id for one in house.life.case.recorded if one.fact.kind == "initial_conference_held")
    house.life.wrote("discussion", "As the chair heard it.", "conference_chair", "minutes", about=about)
    house.life.finished("conference_chair")
    first = house.life.work.work_id
    for beside in (first, ""):
        begun = WrittenWorkBegun(work_id=house.desk.fresh(), work_kind="minutes", about=about, beside=beside)
        house.life.note(begun, "team_manager")
        house.life.wrote("discussion", "As the manager would have it.", "team_manager", "minutes").finished(
            "team_manager"
        )
    court = words(house, "minutes", "court", about)
    assert "As the chair heard it." in court and "As the manager would have it." not in court
