"""Concerns as tired people use them: a name misspelt, two tabs, somebody else's dissent, a pack asked for at once."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from candour.record.entries.concerns import ConcernNameAsked
from candour.record.entries.dissent import DissentRecorded
from candour.record.entry import ToRecord
from candour.record.store.reading import read
from candour.web.concerns.telling import clock_words
from tests.office import NAMES
from tests.web.test_concerns_pages import CODE, WHAT, WHOM, act, only, raised, where_it_stands
from tests.web.test_pages_open import client_for

OPEN = "/concern/raise/"


def second_screen(client, where="/concerns/raise/", **more):
    sent = {**WHAT, **WHOM, **more, "screen": "2", "reference": "d" * 32}
    return client.post(where, sent).content.decode()


@pytest.mark.parametrize("typed", ["Sal Verety", "sal  VERETY", "Pru Dale\nSal Verety", "Sal V."])
def test_a_name_nobody_here_has_is_asked_about_before_the_concern_can_go_to_its_owner(office, typed):
    worker = client_for("social_worker", office)
    page = second_screen(worker, about_words=typed, level="2")
    assert "Screen 2 of 3" in page and "to the letter" in page and "Look at the spelling" in page
    assert "Screen 3 of 3" in second_screen(worker, about_words=typed, level="2", about_level="2")
    assert "Screen 3 of 3" in second_screen(worker, about_words=typed, level="2", about_level="0")
    raised(worker, about_words=typed, about_level="2", level="2")
    assert where_it_stands(office).level == (4 if "Pru" in typed else 3), (
        "past the level they work at, however they are spelt"
    )


def test_without_a_sign_in_the_level_is_asked_of_every_name_so_that_nobody_learns_who_works_here(office):
    known, unknown = ({"about_words": name, "level": "2"} for name in (NAMES["social_worker"], "Nobody Here"))
    for said in (known, unknown):
        page = second_screen(Client(), OPEN, **said)
        assert "Screen 2 of 3" in page and "Say whether they manage others" in page
        assert "Screen 3 of 3" in second_screen(Client(), OPEN, **said, about_level="0")


def test_a_name_added_later_has_to_be_spelt_as_here(office):
    worker = client_for("social_worker", office)
    raised(worker)
    reply = act(worker, only(), "add", words="More.", about_words="Nobody Atall").content.decode()
    assert "Nobody here is called Nobody Atall" in reply and "More." in reply and len(read(only()).recorded) == 1
    assert act(worker, only(), "add", words="More.", about_words=NAMES["team_manager"]).status_code == 302


def test_what_was_typed_in_one_tab_is_there_after_something_happened_in_another(office):
    worker, director = client_for("social_worker", office), client_for("director", office)
    code = CODE.search(raised(worker))[1]
    sent = {"act": "answer", "version": 1, "answer-words": "A long answer: okapi."}
    act(director, only(), "read")
    page = director.post(f"/concerns/{only()}/", sent).content.decode()
    assert "Something was written in between" in page and "A long answer: okapi.</textarea>" in page
    assert len(read(only()).recorded) == 2
    assert director.post(f"/concerns/{only()}/", {**sent, "version": 2}).status_code == 302
    added = {"code": code, "act": "add", "version": 2, "add-words": "Said meanwhile: quokka."}
    page = Client().post("/concern/", added).content.decode()
    assert "Something was written in between" in page and "Said meanwhile: quokka.</textarea>" in page


def test_what_cannot_be_done_is_not_said_to_have_been_overtaken(office):
    raised(client_for("social_worker", office))
    page = act(client_for("director", office), only(), "withdraw", why="No", asked_to="no").content.decode()
    assert "that cannot be done here now" in page and "in between" not in page


def test_words_for_what_cannot_be_done_any_more_are_given_back(office):
    worker, director = client_for("social_worker", office), client_for("director", office)
    code = CODE.search(raised(worker))[1]
    act(director, only(), "answer", words="It is in hand.")
    sent = {"act": "answer", "version": 1, "answer-words": "The answer of the other tab: axolotl."}
    assert "axolotl" in director.post(f"/concerns/{only()}/", sent).content.decode()
    act(worker, only(), "judge", agrees="yes", words="")
    late = {"code": code, "act": "add", "version": 1, "add-words": "One thing more: narwhal."}
    assert "narwhal" in Client().post("/concern/", late).content.decode()
    assert not [item for item in read(only()).recorded if "axolotl" in str(item) or "narwhal" in str(item)]


def test_in_confidence_it_is_warned_of_words_that_stand_signed_on_the_record(office):
    worker = client_for("social_worker", office)
    sent = {**WHAT, **WHOM, "screen": "2", "reference": "d" * 32}
    told = "in confidence they would still tell who raises it"
    assert told in worker.post("/concerns/raise/", {**sent, "decisions": "e" * 32}).content.decode()
    assert told not in worker.post("/concerns/raise/", sent).content.decode()


def test_a_pack_asked_for_before_the_first_signature_says_to_wait(office):
    code = CODE.search(raised(client_for("social_worker", office)))[1]
    page = Client().post("/concern/pack/", {"code": code}).content.decode()
    assert "Wait a minute" in page and "candour sign" not in page


def test_the_scrutineer_is_told_how_many_names_wait_to_be_opened(office, desk):
    raised(client_for("social_worker", office), how="confidential")
    assert "none waits" in client_for("scrutineer", office).get("/concerns/outside/").content.decode()
    asked = ConcernNameAsked(concern_id=only(), why="A child is in danger.")
    desk.note([ToRecord(asked, (only(),), desk.now.day)], by=office.worker("custodian", desk))
    page = client_for("scrutineer", office).get("/concerns/outside/").content.decode()
    assert "1 waits for you" in page and "No concern is as old" in page


def test_a_compliment_has_a_time_to_be_read_by_and_no_other_clock(office):
    raised(client_for("social_worker", office), matter="compliment", level="2")
    assert re.fullmatch(r"A compliment, to be read by .+\.", clock_words(where_it_stands(office)))


def test_somebody_elses_dissent_becomes_a_concern_as_theirs(life, office):
    child = life().on_a_plan()
    fact = DissentRecorded(
        dissent_id="b" * 32, who="Jo Marsh", their_role="Social worker", words="He is not safe.", given_on=child.day
    )
    (item,) = child.desk.note([ToRecord(fact, (child.person_id,), child.day)], by=child.by("social_worker"))
    where = f"/child/{child.person_id}/entry/{item.position}/"
    theirs = client_for("team_manager", office).get(where).content.decode()
    assert "Jo Marsh, Social worker disagrees with: a decision. In their words: “He is not safe.”" in theirs
    assert "I disagree" not in theirs
    assert "I disagree with a decision" in client_for("social_worker", office).get(where).content.decode()


def test_without_a_sign_in_it_is_said_what_a_childs_number_lets_the_custodian_see(office):
    page = Client().post(OPEN, {**WHAT, "screen": "1", "reference": "d" * 32}).content.decode()
    assert "Screen 2 of 3" in page and "who opened that child" in page


def test_the_raiser_reads_that_it_is_their_turn_and_the_holder_that_it_is_the_raisers(office):
    worker, director = client_for("social_worker", office), client_for("director", office)
    raised(worker)
    act(director, only(), "answer", words="It is in hand.")
    for where in ("/concerns/", f"/concerns/{only()}/"):
        assert "Your turn, until" in worker.get(where).content.decode()
    page = director.get(f"/concerns/{only()}/").content.decode()
    assert "The raiser&#x27;s turn, until" in page and "Your turn" not in page
