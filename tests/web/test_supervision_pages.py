"""Supervision on the pages: each in their own name, nobody in another's, and a reflective part for two people only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from candour.access import permission
from candour.access.store.models import Draft, View
from candour.record.casefile.supervision import supervisions
from candour.record.entries.direction import DirectionReceived
from candour.record.entries.supervision import SupervisionAccountGiven, SupervisionHeld, SupervisionReflected
from candour.record.entries.visits import VisitMade
from candour.record.store.reading import read
from candour.ssd.store.tables import dump
from candour.web.pages import PAGES
from tests.web.test_pages_open import address, client_for

TODAY = date.today().isoformat()
TWO = ("social_worker", "team_manager")
SECRET = "I froze at the door"


@pytest.fixture
def child(life):
    return life("Amira", "Hale").on(date.today()).referral().answered().allocated()


def account(office, **more):
    return {
        "with_whom": f"worker-{office.ids['social_worker']}",
        "held_on": TODAY,
        "discussed": "What we talked about.",
        "childs_view": "It is loud.",
        **more,
    }


def text_of(client, where):
    reply = client.get(where)
    assert reply.status_code == 200, (reply.status_code, where)
    return reply.content.decode()


def page_of(child):
    return f"/child/{child.person_id}/supervision/{child.supervision_id}/"


def words_in(child):
    return [(item.actor, item.fact.discussed) for item in child.case.of(SupervisionAccountGiven)]


def test_an_account_is_its_writers_whatever_the_form_says(child, office):
    manager = client_for("team_manager", office)
    where = f"/child/{child.person_id}/supervision/"
    assert "somebody else?" not in text_of(manager, where)
    sent = account(office, on_behalf_of=office.ids["social_worker"], actor=office.ids["social_worker"])
    assert manager.post(where, sent).status_code == 302
    (item,) = child.case.of(SupervisionAccountGiven)
    assert item.actor == office.ids["team_manager"] and item.on_behalf_of is None


def test_who_and_when_are_not_typed_again_for_the_next_child(child, life, office):
    other = life("Ben", "Hale").on(date.today()).referral().answered().allocated()
    manager = client_for("team_manager", office)
    day = (date.today() - timedelta(days=2)).isoformat()
    reply = manager.post(f"/child/{child.person_id}/supervision/", account(office, held_on=day), follow=True)
    assert f"/child/{other.person_id}/supervision/" in reply.content.decode()
    form = text_of(manager, f"/child/{other.person_id}/supervision/")
    year, month, at = day.split("-")
    assert f'value="worker-{office.ids["social_worker"]}" selected' in form
    assert all(f'value="{int(part)}"' in form for part in (year, month, at))
    manager.post(f"/child/{other.person_id}/supervision/", account(office, held_on=day))
    assert supervisions(other.case)[0].supervision_id == supervisions(child.case)[0].supervision_id
    both = text_of(manager, f"/supervision/?worker={office.ids['social_worker']}")
    assert "Amira Hale" in both and "Ben Hale" in both and both.count("last talked about on") == 2


def test_only_those_who_supervise_can_say_they_were_the_supervisor(child, office):
    where = f"/child/{child.person_id}/supervision/"
    for role in ("newly_qualified_social_worker", "front_door_screener"):
        client = client_for(role, office)
        assert "I am the supervisor" not in text_of(client, where)
        assert b"There is a problem" in client.post(where, account(office)).content
    for role in ("team_manager", "service_manager", "principal_social_worker"):
        client = client_for(role, office)
        itself = account(office, with_whom=f"worker-{office.ids[role]}")
        assert "I am the supervisor" in text_of(client, where)
        assert b"There is a problem" in client.post(where, itself).content
    ahead = (date.today() + timedelta(days=3)).isoformat()
    assert b"in the past" in client_for("team_manager", office).post(where, account(office, held_on=ahead)).content
    assert not child.case.of(SupervisionHeld)


def test_a_supervision_can_be_begun_from_the_list_of_a_team_and_from_ones_own(child, office):
    where = f"/supervision/?worker={office.ids['social_worker']}"
    assert where in text_of(client_for("team_manager", office), f"/teams/{office.team}/")
    assert where not in text_of(client_for("inspector", office), f"/teams/{office.team}/")
    assert f"/child/{child.person_id}/supervision/" in text_of(client_for("team_manager", office), where)
    assert f"/child/{child.person_id}/supervision/" in text_of(client_for("social_worker", office), "/supervision/")
    assert client_for("newly_qualified_social_worker", office).get(where).status_code == 403
    assert client_for("inspector", office).get(where).status_code == 403


def test_supervision_can_be_noted_after_the_case_has_closed_and_says_after_what(child, office):
    child.assessed("close").closed()
    manager = client_for("team_manager", office)
    assert "Write down supervision" in text_of(manager, f"/child/{child.person_id}/")
    held_on = (date.today() - timedelta(days=20)).isoformat()
    reply = manager.post(f"/child/{child.person_id}/supervision/", account(office, held_on=held_on), follow=True)
    assert "Case closed" in reply.content.decode() and "20 days later" in reply.content.decode()


def test_a_list_of_children_shows_what_is_overdue_in_supervision(life, office):
    life("Lena", "Late").on(date.today() - timedelta(days=120)).referral().answered().allocated()
    text = text_of(client_for("social_worker", office), "/")
    assert "Talk about the child in supervision" in text


def test_words_typed_for_an_account_are_kept_for_their_writer(child, office):
    child.supervised()
    where = page_of(child) + "own-account/"
    worker = client_for("social_worker", office)
    worker.post(where, {"discussed": "Half a sentence", "save": "1"})
    assert "Half a sentence" in text_of(worker, where) and "Own account, Amira Hale" in text_of(worker, "/")
    assert "Half a sentence" not in text_of(client_for("team_manager", office), where)
    assert len(words_in(child)) == 1


def test_an_action_without_its_reason_and_silence_about_the_child_are_asked_about(child, office):
    manager, where = client_for("team_manager", office), f"/child/{child.person_id}/supervision/"
    half = {"actions-rows": "1", "actions-0-what": "See her", "actions-0-by_whom": "Jo", "actions-0-by_when": TODAY}
    reply = manager.post(where, account(office, **half)).content.decode()
    assert "Why does the child need it?” (action 1)" in reply and not child.case.of(SupervisionHeld)
    reply = manager.post(where, account(office, childs_view="")).content.decode()
    assert "choose words on the record, or say why not" in reply and not child.case.of(SupervisionHeld)
    whole = {**half, "actions-0-why": "Nobody has asked her alone"}
    manager.post(where, account(office, childs_view="", no_view_because="Away at camp", **whole))
    (item,) = child.case.of(SupervisionAccountGiven)
    assert item.fact.actions[0].why == "Nobody has asked her alone"
    shown = text_of(manager, f"/child/{child.person_id}/supervision/{item.fact.supervision_id}/")
    assert "Nobody has asked her alone" in shown and "Away at camp" in shown
    assert "Nobody has asked her alone" in text_of(manager, where)


def test_the_childs_words_are_taken_from_the_record_and_not_written_again(child, office, desk):
    child.note(VisitMade(visit_id=desk.fresh(), visited_on=child.day, seen="yes", child_said="I keep my shoes on."))
    said = child.case.recorded[-1].entry_id
    manager, where = client_for("team_manager", office), f"/child/{child.person_id}/supervision/"
    assert "I keep my shoes on." in text_of(manager, where)
    reply = manager.post(where, account(office, childs_view="", words_on_record=said), follow=True)
    assert "I keep my shoes on." in reply.content.decode()
    assert child.case.of(SupervisionAccountGiven)[0].fact.words_on_record == (said,)


def test_nobody_but_the_two_adds_to_it_and_the_manager_cannot_confirm_for_the_worker(child, office):
    child.supervised()
    before = child.case.version
    for role in permission.ROLES:
        if role not in TWO:
            reply = client_for(role, office).post(page_of(child) + "own-account/", {"confirms": "on", "discussed": "I"})
            assert reply.status_code == 403, role
    assert child.case.version == before
    sent = {"confirms": "on", "discussed": "The worker agrees."}
    client_for("team_manager", office).post(page_of(child) + "own-account/", sent)
    assert [actor for actor, _ in words_in(child)] == [office.ids["team_manager"]] * 2
    assert not [item for item in child.case.recorded if item.fact.kind == "supervision_account_confirmed"]
    assert "The worker has not confirmed it." in text_of(client_for("inspector", office), page_of(child))


def test_the_worker_confirms_or_adds_their_own_words_and_both_stand(child, office):
    child.supervised(said="We agreed to close.")
    worker = client_for("social_worker", office)
    where = page_of(child) + "own-account/"
    assert where in text_of(worker, "/")
    assert "Confirm what the other wrote, or write" in worker.post(where, {}).content.decode()
    worker.post(where, {"discussed": "We did not agree to close."})
    text = text_of(worker, page_of(child))
    assert "We agreed to close." in text and "We did not agree to close." in text and "Only the" not in text
    assert where not in text_of(worker, "/")
    worker.post(where, {"confirms": "on"})
    assert "Confirmed by Jo Marsh" in text_of(worker, page_of(child))


@pytest.mark.parametrize("act", ["correct", "mask", "move"])
def test_nobody_touches_anothers_account(act, child, office):
    child.supervised()
    client_for("social_worker", office).post(page_of(child) + "own-account/", {"discussed": "My own words."})
    item = child.case.of(SupervisionAccountGiven)[-1]
    sent = {"why": "It should go", "discussed": "Other words", "number": "X"}
    where = f"/child/{child.person_id}/entry/{item.position}/{act}/"
    for role in permission.ROLES:
        allowed = role == "social_worker" or (role == "principal_social_worker" and act != "correct")
        if not allowed:
            assert client_for(role, office).post(where, sent).status_code == 403, role
    assert words_in(child)[-1] == (office.ids["social_worker"], "My own words.")


def test_whoever_moves_an_account_to_the_right_file_cannot_correct_it_there(child, life, office):
    right = life("Ben", "Right")
    child.supervised()
    item = child.case.of(SupervisionAccountGiven)[-1]
    principal = client_for("principal_social_worker", office)
    sent = {"why": "Another child", "number": right.case.recorded[0].fact.la_child_id}
    principal.post(f"/child/{child.person_id}/entry/{item.position}/move/", sent)
    moved = right.case.of(SupervisionAccountGiven)[-1]
    assert moved.actor == office.ids["principal_social_worker"]
    where = f"/child/{right.person_id}/entry/{moved.position}/"
    assert principal.get(where + "correct/").status_code == 403
    assert "We talked." in text_of(principal, where)


def test_correcting_ones_account_does_not_change_the_day_it_is_about(child, office):
    child.supervised(date.today() - timedelta(days=30))
    item = child.case.of(SupervisionAccountGiven)[-1]
    manager = client_for("team_manager", office)
    where = f"/child/{child.person_id}/entry/{item.position}/correct/"
    assert "The day it happened" not in text_of(manager, where)
    manager.post(where, {"happened": TODAY, "discussed": "Other words"})
    assert child.case.of(SupervisionAccountGiven)[-1].happened == date.today() - timedelta(days=30)
    text = text_of(manager, page_of(child))
    assert "We talked." in text and "Other words" in text and "corrected later" in text


def test_a_back_dated_record_after_a_harm_says_so_wherever_it_appears(child, office):
    held_on = date.today() - timedelta(days=41)
    child.harmed("Broken arm, not explained")
    sent = account(office, held_on=held_on.isoformat(), discussed="No worries; we agreed to close.")
    manager = client_for("team_manager", office)
    reply = manager.post(f"/child/{child.person_id}/supervision/", sent, follow=True)
    child.supervision_id = supervisions(child.case)[-1].supervision_id
    came = f"Harm: Broken arm, not explained, {date.today():%-d %B %Y}"
    held = child.case.last(SupervisionHeld)
    for where in (
        page_of(child),
        f"/child/{child.person_id}/",
        f"/child/{child.person_id}/chronology/",
        f"/child/{child.person_id}/entry/{held.position}/",
        f"/child/{child.person_id}/entry/{child.case.of(SupervisionAccountGiven)[-1].position}/",
    ):
        text = text_of(manager, where)
        assert came in text and "41 days" in text and "The worker has not confirmed it." in text, where
    assert came in reply.content.decode()
    worker = client_for("social_worker", office)
    assert "Confirm a supervision" in text_of(worker, "/")
    worker.post(page_of(child) + "own-account/", {"discussed": "There was no supervision that day."})
    text = text_of(manager, page_of(child))
    assert "There was no supervision that day." in text and text.count("41 days") >= 3


def test_a_direction_in_supervision_waits_for_the_worker_and_nobody_else_answers_it(child, office):
    sent = account(office, direction_words="Close it whatever you find.", direction_against="yes")
    client_for("team_manager", office).post(f"/child/{child.person_id}/supervision/", sent)
    (order,) = child.case.of(DirectionReceived)
    assert order.actor == office.ids["team_manager"] and order.fact.how == "supervision"
    where = f"/child/{child.person_id}/direction/{order.fact.direction_id}/answer-direction/"
    worker, manager = client_for("social_worker", office), client_for("team_manager", office)
    assert where in text_of(worker, "/") and where not in text_of(manager, "/")
    for page in ("", "chronology/", f"entry/{order.position}/"):
        assert "Not answered by Jo Marsh yet" in text_of(manager, f"/child/{child.person_id}/{page}")
    for role in permission.ROLES:
        if role != "social_worker":
            assert client_for(role, office).post(where, {"answer": "confirmed", "words": "Yes"}).status_code == 403
    assert b"Error" in worker.post(where, {"answer": "disputed"}).content
    worker.post(where, {"answer": "disputed", "words": "I was told to close it. I do not agree."})
    text = text_of(manager, f"/child/{child.person_id}/")
    assert "Disputed by Jo Marsh" in text and "I was told to close it. I do not agree." in text
    assert where not in text_of(worker, "/")
    assert "Disputed by the worker: I was told" in text_of(manager, f"/child/{child.person_id}/close/")
    rows = [line for line in dump() if line.startswith("direction ")]
    assert any('"disputed"' in row and office.ids["social_worker"] in row for row in rows)


def test_a_worker_cannot_write_a_direction_under_the_managers_name(child, office):
    child.supervised()
    sent = {"discussed": "Mine.", "direction_words": "Close it.", "direction_to_do": "Close"}
    client_for("social_worker", office).post(page_of(child) + "own-account/", sent)
    sent = account(office, with_whom=f"supervisor-{office.ids['team_manager']}", direction_words="Close it.")
    client_for("social_worker", office).post(f"/child/{child.person_id}/supervision/", sent)
    assert len(child.case.of(DirectionReceived)) == 1 and len(words_in(child)) == 3


def reflected(child, office, role="social_worker"):
    child.supervised()
    where = f"/supervision/{child.supervision_id}/reflection/"
    assert client_for(role, office).post(where, {"words": SECRET}).status_code == 302
    return where


@pytest.mark.parametrize("role", permission.ROLES)
def test_the_reflective_part_opens_for_its_two_people_and_for_no_other_role(role, child, office):
    where = reflected(child, office)
    reply = client_for(role, office).get(where)
    assert (reply.status_code == 200) == (role in TWO) and (SECRET in reply.content.decode()) == (role in TWO)
    if role not in TWO:
        assert reply.status_code == 403
        assert client_for(role, office).post(where, {"words": "Mine"}).status_code == 403
    assert len(read(child.supervision_id).of(SupervisionReflected)) == 1


@pytest.mark.parametrize("role", ["newly_qualified_social_worker", "support_worker", "service_manager"])
def test_not_even_a_later_worker_of_the_child_or_the_next_manager_up_opens_it(role, child, office):
    where = reflected(child, office)
    if role != "service_manager":
        child.allocated(role)
    assert client_for(role, office).get(where).status_code == 403


@pytest.mark.parametrize("role", permission.ROLES)
def test_its_words_are_on_no_other_page_list_table_search_or_draft(role, child, office):
    reflected(child, office)
    positions = (read(child.supervision_id).recorded[-1].position, child.case.recorded[-1].position)
    client = client_for(role, office)
    for page in PAGES.values():
        if page.name != "reflection":
            where = address(page, child.person_id, office)
            for at in {where.replace("/entry/0/", f"/entry/{position}/") for position in positions}:
                assert SECRET not in client.get(at).content.decode(), at
    for at in (
        f"/child/{child.supervision_id}/",
        f"/workers/{child.supervision_id}/",
        f"/teams/{child.supervision_id}/",
    ):
        assert client.get(at).status_code in (403, 404)
    assert SECRET not in client.post("/search/", {"name": "froze"}).content.decode()
    assert not [line for line in dump() if SECRET in line]
    assert any(line.startswith("supervision_reflection") for line in dump())
    assert SECRET not in text_of(client_for("team_manager", office), f"/child/{child.person_id}/chronology/")


def test_a_draft_of_a_reflection_is_its_writers_alone(child, office):
    child.supervised()
    where = f"/supervision/{child.supervision_id}/reflection/"
    client_for("social_worker", office).post(where, {"words": SECRET, "save": "1"})
    assert Draft.objects.filter(page=where).count() == 1
    assert SECRET in text_of(client_for("social_worker", office), where)
    assert "Reflection" in text_of(client_for("social_worker", office), "/")
    manager = client_for("team_manager", office)
    assert SECRET not in text_of(manager, where) and where not in text_of(manager, "/")


def test_a_manager_cannot_open_the_reflection_of_another_pair_by_claiming_to_be_in_it(child, office):
    where = reflected(child, office)
    other = client_for("service_manager", office)
    other.post(f"/child/{child.person_id}/supervision/", account(office, supervision_id=child.supervision_id))
    assert len({one.supervision_id for one in supervisions(child.case)}) == 2
    assert other.get(where).status_code == 403


def test_each_opening_is_on_a_log_that_the_two_read_and_nobody_else(child, office):
    child.supervised()
    for role in ("service_manager", "inspector"):
        assert "Who has opened this supervision" not in text_of(client_for(role, office), page_of(child))
    for role in TWO:
        text = text_of(client_for(role, office), page_of(child))
        seen = text.split("Who has opened this supervision", 1)[1]
        assert "Sal Verity" in seen and "Ina Frost" in seen
    assert View.objects.filter(person_id=child.supervision_id).count() == 4
    assert View.objects.filter(person_id=child.person_id, page="supervision").count() == 4


def test_the_words_of_an_account_are_read_only_where_the_opening_is_logged(child, office):
    child.supervised(said="Only on its own page.")
    client = client_for("service_manager", office)
    for page in PAGES.values():
        if page.name not in ("supervision", "own-account"):
            where = address(page, child.person_id, office)
            for at in {where.replace("/entry/0/", f"/entry/{item.position}/") for item in child.case.recorded[-3:]}:
                assert "Only on its own page." not in client.get(at).content.decode(), at
    assert not View.objects.filter(person_id=child.supervision_id).exclude(page="supervision").count()
    assert "Only on its own page." in text_of(client, page_of(child))
    assert not [line for line in dump() if "Only on its own page." in line]


def test_if_the_opening_cannot_be_logged_the_page_is_not_sent(child, office, monkeypatch):
    child.supervised(said="Not without a log.")

    def fails(*_, **__):
        raise OSError("the log cannot be written")

    monkeypatch.setattr("candour.web.supervision.note_a_view", fails)
    client = client_for("social_worker", office)
    client.raise_request_exception = False
    for where in (page_of(child), page_of(child) + "own-account/"):
        reply = client.get(where)
        assert reply.status_code == 500 and b"Not without a log." not in reply.content
