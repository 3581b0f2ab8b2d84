"""Ten children written by hand stand, on the last day, where the demonstration needs them."""

from __future__ import annotations

from datetime import date

import pytest

from candour.documents.paper import every_word
from candour.record.casefile import Casefile
from candour.record.casefile.answers import earlier_closures, harms
from candour.record.casefile.clocks import clocks
from candour.record.casefile.documents import chronologies, documents_sent
from candour.record.casefile.episodes import contacts, open_episode
from candour.record.casefile.person import addresses, person, relationships
from candour.record.casefile.plans import open_cin_plan, open_cp_plan
from candour.record.casefile.protection import CONFERENCE, assessments, enquiries
from candour.record.casefile.supervision import author, given, supervisions
from candour.record.casefile.written_work import Work, last_of_kind, works
from candour.record.entries.direction import PressureRecorded
from candour.record.entries.initial_cp_conference import ConferenceCalled
from candour.record.store.reading import read
from candour.synth.authority import Invented
from tests.synth.conftest import ENDS_ON


@pytest.fixture
def file(wrenshire: Invented):  # type: ignore[no-untyped-def]
    """Opens a file by the child's name."""
    return lambda name: read(wrenshire.cast[name])


def due(case: Casefile, what: str) -> list[date]:
    return [clock.due_on for clock in clocks(case) if clock.what == what]


def test_there_are_ten_children_in_three_families(wrenshire: Invented) -> None:
    assert len(wrenshire.cast) == 10
    assert len({name.split()[-1] for name in wrenshire.cast}) == 3


def test_a_contact_waits_to_be_decided(file) -> None:  # type: ignore[no-untyped-def]
    assert [contact.decided for contact in contacts(file("Caleb Osei"))] == [None]


def test_a_referral_with_an_indicator_waits_to_be_decided(file) -> None:  # type: ignore[no-untyped-def]
    naomi = file("Naomi Osei")

    assert open_episode(naomi).decided is None
    assert contacts(naomi)[0].received.fact.indicators == ("I04",)
    assert person(naomi).age_on(ENDS_ON) == 14


def test_one_assessment_is_late_and_one_takes_longer_on_purpose(file) -> None:  # type: ignore[no-untyped-def]
    assert due(file("Josiah Osei"), "Finish the assessment")[0] < ENDS_ON
    (rory,) = assessments(file("Rory Brennan"))
    assert rory.is_open
    assert rory.extended.fact.until > ENDS_ON
    assert rory.extended.fact.why


def test_an_enquiry_runs_and_a_conference_is_called(file) -> None:  # type: ignore[no-untyped-def]
    (molly,) = enquiries(file("Molly Brennan"))
    assert molly.is_open
    finn = file("Finn Brennan")
    assert enquiries(finn)[0].outcome == CONFERENCE
    assert finn.last(ConferenceCalled).fact.called_for > ENDS_ON


def test_a_plan_with_two_reviews_has_a_harm_with_nothing_against_it(file) -> None:  # type: ignore[no-untyped-def]
    tyler = file("Tyler Whitlock")

    assert len(open_cp_plan(tyler).reviews) == 2
    assert [harm.protected for harm in harms(tyler)] == [True, True, False]


def test_both_people_speak_of_one_supervision_and_the_worker_disputes_what_was_ordered(file) -> None:  # type: ignore[no-untyped-def]
    tyler, lacey = file("Tyler Whitlock"), file("Lacey Whitlock")

    talked = supervisions(tyler)[-1]
    assert {author(item) for item in talked.accounts} == set(talked.the_two.values())
    assert talked.on_its_face == ""
    first = talked.accounts[0].fact
    assert first.actions[0].why and first.words_on_record
    assert [one.answer.fact.answer for one in given(tyler)] == ["disputed"]
    assert supervisions(lacey)[-1].supervision_id == talked.supervision_id
    assert supervisions(lacey)[-1].confirmed_by(supervisions(lacey)[-1].accounts[0])
    assert due(tyler, "Talk about the child in supervision")[0] > ENDS_ON


def test_a_child_was_closed_twice_and_came_back_and_has_a_long_file(file) -> None:  # type: ignore[no-untyped-def]
    tyler = file("Tyler Whitlock")

    assert [bool(closure.came_back_on) for closure in earlier_closures(tyler)] == [True, True]
    assert tyler.version >= 60


def test_a_child_is_not_yet_born_and_is_on_a_plan(file) -> None:  # type: ignore[no-untyped-def]
    baby = file("Baby Whitlock")

    assert person(baby).dob is None
    assert person(baby).expected_dob > ENDS_ON
    assert open_cp_plan(baby) is not None


def test_the_address_they_fled_to_is_confidential(file) -> None:  # type: ignore[no-untyped-def]
    assert addresses(file("Tyler Whitlock"))[-1].fact.confidential


def test_brothers_and_sisters_know_of_one_another(file) -> None:  # type: ignore[no-untyped-def]
    related = {item.fact.relationship for item in relationships(file("Ama Osei"))}
    assert {"Brother", "Sister", "Mother"} <= related


def test_a_disabled_child_is_helped_under_a_plan(file) -> None:  # type: ignore[no-untyped-def]
    assert open_cin_plan(file("Ama Osei")) is not None


def texts(case: Casefile, kind: str) -> list[Work]:
    return [one for one in works(case) if one.kind == kind]


def test_an_assessment_with_marked_statements_stands_beside_the_one_of_a_year_ago(file, wrenshire) -> None:  # type: ignore[no-untyped-def]
    tyler = file("Tyler Whitlock")
    before, new = texts(tyler, "assessment")

    assert last_of_kind(tyler, "assessment", before=new.work_id).version_id == before.latest.version_id
    marks = {said.mark for part in new.latest.sections for one in part.passages for said in one.statements}
    assert {"seen", "told", "opinion", "hypothesis"} <= marks
    for one in (before, new):
        assert one.latest.authorised and one.latest.authorised.actor not in one.latest.authors
        assert one.latest.authorised.actor in {worker.worker_id for worker in wrenshire.workers["team_manager"]}
    assert any(section.known for section in new.latest.sections)
    (kept,) = [one for part in new.latest.sections for one in part.passages if one.not_for]
    assert "school" in kept.not_for


def test_a_manager_proposed_other_words_and_the_author_declined_with_a_reason(file) -> None:  # type: ignore[no-untyped-def]
    (report,) = texts(file("Tyler Whitlock"), "review_report")

    (proposal,) = [one for passage in report.passages for one in passage.proposals]
    assert proposal.answered.fact.accepted is False
    assert proposal.answered.fact.why
    assert proposal.proposed.actor not in report.latest.authors
    assert report.latest.authorised.actor == proposal.proposed.actor


def test_the_minutes_are_the_chairs_and_a_machines_words_were_checked(file, wrenshire) -> None:  # type: ignore[no-untyped-def]
    (minutes,) = texts(file("Tyler Whitlock"), "minutes")

    assert minutes.latest.finished.standing.role == "conference_chair"
    (heard,) = [one for part in minutes.latest.sections for one in part.passages if one.machine]
    assert (heard.machine, heard.checked_by) == ("transcribed", minutes.latest.finished.actor)


def test_what_was_decided_went_to_the_mother_and_to_tyler_and_he_answered(file) -> None:  # type: ignore[no-untyped-def]
    tyler = file("Tyler Whitlock")
    sent = {one.sent.fact.document_kind: one for one in documents_sent(tyler)}
    (minutes,) = texts(tyler, "minutes")

    assert sent["minutes"].sent.fact.to_whom == "Stacey Whitlock"
    assert sent["minutes"].sent.fact.version_id == minutes.latest.version_id
    assert sent["childs_copy"].sent.fact.reader == "child"
    assert [comment.fact.whose for comment in sent["childs_copy"].comments] == ["child"]
    went = every_word([part for one in sent.values() for part in one.sent.fact.parts])
    assert "Six more months is too long a gap" in went  # the school's dissent from the decision
    assert "Yarrow" not in went and "QX5" not in went


def test_somebody_chose_a_chronology_and_said_what_it_means(file) -> None:  # type: ignore[no-untyped-def]
    ((chosen,),) = chronologies(file("Tyler Whitlock"))

    assert len(chosen.fact.chosen) >= 5
    assert all(one.analysis for one in chosen.fact.chosen)
    assert chosen.fact.analysis


def test_pressure_is_on_somebody_with_a_name(file, wrenshire) -> None:  # type: ignore[no-untyped-def]
    tyler = file("Tyler Whitlock")
    names = {worker.name for role in wrenshire.workers.values() for worker in role}

    assert {item.fact.on_whom for item in tyler.of(PressureRecorded)} <= names
