"""A confidential address or referrer is shown to the allocated team, and to nobody else, anywhere."""

from __future__ import annotations

import pytest
from django.test import Client

from candour.access.store.models import Account
from candour.record.entries.address import AddressRecorded
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.direction import DirectionReceived
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.family import RelationshipRecorded
from candour.ssd.store.tables import dump
from candour.web.pages import PAGES
from tests.web.test_pages_open import address, client_for

SECRETS = ("Refuge Lane", "ZZ99 9ZZ", "ZZ999ZZ", "Aunt Petunia")


@pytest.fixture
def hidden(life, desk):
    child = life("Cora", "Hidden").referral().answered().allocated()
    child.note(AddressRecorded(address_id=desk.fresh(), lines="7 Refuge Lane", postcode="ZZ99 9ZZ", confidential=True))
    return child.note(
        ContactReceived(
            contact_id=desk.fresh(),
            received_on=child.day,
            source_name="Aunt Petunia",
            source_confidential=True,
            what_was_said="She is not safe there.",
        )
    )


def outsider(office):
    """A manager of another team: works here, and is not in the allocated team."""
    return client_for("service_manager", office)


def move_to_another_team(role, office, desk):
    from candour.record.entries.professionals import WorkerRecorded
    from candour.record.entry import ToRecord

    worker = office.worker(role, desk)
    fact = WorkerRecorded(name=worker.name, role=role, team_id="f" * 32)
    desk.note([ToRecord(fact, (worker.worker_id,), desk.now.day)], by=worker)


@pytest.mark.parametrize("role", ["service_manager", "conference_chair", "data_officer", "inspector", "team_manager"])
def test_nobody_outside_the_allocated_team_sees_a_secret_on_any_page(role, hidden, office, desk):
    move_to_another_team(role, office, desk)
    client = client_for(role, office)
    for page in PAGES.values():
        for item in hidden.case.recorded[-3:] if "position" in page.address else (None,):
            where = address(page, hidden.person_id, office)
            if item is not None:
                where = where.replace("/entry/0/", f"/entry/{item.position}/")
            text = client.get(where).content.decode()
            assert not [secret for secret in SECRETS if secret in text], (role, where)


def test_the_allocated_worker_sees_it(hidden, office):
    text = client_for("social_worker", office).get(f"/child/{hidden.person_id}/").content.decode()
    assert "7 Refuge Lane" in text


def test_no_table_and_no_search_holds_a_secret(hidden, office):
    assert not [line for line in dump() for secret in SECRETS if secret in line]
    client = client_for("service_manager", office)
    for posted in ({"postcode": "ZZ99 9ZZ"}, {"name": "Petunia"}):
        assert b"Cora" not in client.post("/search/", posted).content


def test_a_masked_entry_leaves_pages_and_tables_and_its_place_says_so(hidden, office):
    where = hidden.case.recorded[-1].position
    client = client_for("team_manager", office)
    reply = client.post(f"/child/{hidden.person_id}/entry/{where}/mask/", {"why": "Names the referrer"}, follow=True)
    assert b"The entry is masked" in reply.content
    for page in (
        f"/child/{hidden.person_id}/",
        f"/child/{hidden.person_id}/chronology/",
        f"/child/{hidden.person_id}/entry/{where}/",
    ):
        text = client_for("social_worker", office).get(page).content.decode()
        assert "Aunt Petunia" not in text and "She is not safe there." not in text
    assert "Entry masked" in text and "Mo Pritchard" in text and "Names the referrer" in text
    assert any('"hidden"' in line for line in dump() if line.startswith("act"))
    assert not [
        line for line in dump() if line.startswith("contacts") and hidden.case.recorded[-2].fact.contact_id in line
    ]


def test_an_entry_on_the_wrong_child_is_moved_to_the_right_one(life, office):
    wrong, right = life("Dot", "Wrong").referral().answered().allocated(), life("Dora", "Right")
    wrong.harmed("Scalded by a bath")
    where = wrong.case.recorded[-1].position
    client = client_for("team_manager", office)
    number = right.case.recorded[0].fact.la_child_id
    sent = {"why": "Another family", "number": number}
    assert (
        b"The entry is moved" in client.post(f"/child/{wrong.person_id}/entry/{where}/move/", sent, follow=True).content
    )
    assert "Scalded" not in client.get(f"/child/{wrong.person_id}/").content.decode()
    assert "Scalded by a bath" in client.get(f"/child/{right.person_id}/").content.decode()
    moved = right.case.recorded[-1]
    assert moved.on_behalf_of == office.ids["social_worker"] and moved.actor == office.ids["team_manager"]


def test_a_correction_stands_beside_what_it_corrects(life, office):
    child = life("Ed", "Right").referral().answered().allocated().harmed("Hit by his mother")
    old = child.case.recorded[-1]
    client = client_for("social_worker", office)
    where = f"/child/{child.person_id}/entry/{old.position}/correct/"
    form = {
        "happened": old.happened.isoformat(),
        "harm_kind": "harm",
        "what": "Hit by his uncle",
        "known_on": old.happened.isoformat(),
    }
    assert b"beside the entry it corrects" in client.post(where, form, follow=True).content
    text = client.get(f"/child/{child.person_id}/chronology/").content.decode()
    assert "Hit by his mother" in text and "Hit by his uncle" in text and "corrected later" in text
    assert b"Hit by his mother" not in client.get(f"/child/{child.person_id}/dissent/").content
    assert child.case.superseded[old.entry_id].fact.harm_id == old.fact.harm_id


def test_correcting_the_day_of_a_discussion_moves_the_enquiry_it_started(life, office):
    from datetime import timedelta

    from candour.record.casefile.protection import enquiries

    child = life("Ezra", "Right").referral().answered().allocated().later(5).discussed()
    held = next(item for item in child.case.recorded if item.fact.kind == "strategy_discussion_held")
    right = child.day - timedelta(days=2)
    client = client_for("social_worker", office)
    where = f"/child/{child.person_id}/entry/{held.position}/correct/"
    page = client.get(where).content.decode()
    assert "The day it happened" not in page and '<option value="enquiry"' in page
    sent = {"held_on": right.isoformat(), "outcome": "enquiry", "joint": ""}
    assert b"beside the entry it corrects" in client.post(where, sent, follow=True).content
    assert enquiries(child.case)[-1].started_on == right
    assert client.post(where.replace("correct", "correct"), {**sent, "outcome": "banana"}).status_code == 404


def test_nobody_corrects_or_masks_another_persons_words_on_an_order(life, office, desk):
    child = life("Fay", "Order").referral().answered().allocated()
    order = DirectionReceived(
        direction_id=desk.fresh(), from_whom="Head of service", received_on=child.day, words="Close it"
    )
    where = child.note(order).case.recorded[-1].position
    for role, act in (("team_manager", "correct"), ("service_manager", "mask"), ("service_manager", "move")):
        assert client_for(role, office).get(f"/child/{child.person_id}/entry/{where}/{act}/").status_code == 403
    assert (
        client_for("principal_social_worker", office).get(f"/child/{child.person_id}/entry/{where}/mask/").status_code
        == 200
    )


def test_whoever_moves_a_dissent_to_the_right_file_cannot_then_correct_its_words(life, office):
    wrong, right = life("Una", "Wrong").referral().answered().allocated(), life("Ugo", "Right").referral().answered()
    right.allocated()
    words = DissentRecorded(dissent_id=wrong.desk.fresh(), who="Jo Marsh", words="I disagree.", given_on=wrong.day)
    where = wrong.note(words).case.recorded[-1].position
    principal = client_for("principal_social_worker", office)
    sent = {"why": "Wrong child", "number": right.case.recorded[0].fact.la_child_id}
    assert principal.post(f"/child/{wrong.person_id}/entry/{where}/move/", sent, follow=True).status_code == 200
    moved = right.case.recorded[-1]
    there = f"/child/{right.person_id}/entry/{moved.position}/correct/"
    assert moved.fact == words and principal.get(there).status_code == 403
    assert client_for("social_worker", office).get(there).status_code == 200


def test_every_look_is_on_the_log_before_the_page_is_sent_and_the_worker_sees_who_looked(life, office):
    child = life("Gus", "Seen").referral().answered().allocated()
    client_for("service_manager", office).get(f"/child/{child.person_id}/chronology/")
    text = client_for("social_worker", office).get(f"/child/{child.person_id}/who-looked/").content.decode()
    assert "Sal Verity" in text and "chronology" in text and "Jo Marsh" in text and "who looked" in text
    assert client_for("team_manager", office).get(f"/child/{child.person_id}/who-looked/").status_code == 403
    assert client_for("scrutineer", office).get(f"/child/{child.person_id}/who-looked/").status_code == 200


def test_if_the_look_cannot_be_logged_the_page_is_not_sent(life, office, monkeypatch):
    child = life("Hope", "Seen").referral().answered().allocated()

    def fails(*_):
        raise OSError("the log cannot be written")

    monkeypatch.setattr("candour.web.pages.note_a_view", fails)
    client = client_for("social_worker", office)
    client.raise_request_exception = False
    reply = client.get(f"/child/{child.person_id}/")
    assert reply.status_code == 500 and b"Hope" not in reply.content


def test_a_leaver_is_out_at_the_next_click(office, desk, life):
    from candour.record.entries.professionals import WorkerLeft
    from candour.record.entry import ToRecord

    client = client_for("social_worker", office)
    assert client.get("/").status_code == 200
    today = make_today()
    desk.note(
        [ToRecord(WorkerLeft(left_on=today), (office.ids["social_worker"],), today)],
        by=office.worker("administrator", desk),
    )
    assert client.get("/").status_code == 302


def make_today():
    from datetime import UTC, datetime

    return datetime.now(UTC).date()


def test_a_wrong_password_tells_nothing_and_the_sixth_try_waits(office):
    client = Client()
    for _ in range(5):
        assert (
            b"Enter the user name and password you were given"
            in client.post("/sign-in/", {"username": "social-worker", "password": "wrong"}).content
        )
    assert b"Too many tries" in client.post("/sign-in/", {"username": "social-worker", "password": "wrong"}).content
    assert Account.objects.get(username="team-manager").failed == 0


def test_a_relationship_masked_on_one_file_is_gone_from_the_page_of_the_other(life, office, desk):
    child, other = life("Ida", "Kin").referral().answered().allocated(), life("Ivo", "Kin")
    tie = RelationshipRecorded(
        relationship_id=desk.fresh(), family_id=desk.fresh(), person_id=child.person_id,
        other_person_id=other.person_id, relationship="Half-brother nobody may know of", other_name="Ivo Kin",
    )  # fmt: skip
    child.note(tie, "social_worker", other.person_id)
    client, page = client_for("team_manager", office), f"/child/{other.person_id}/"
    assert "nobody may know of" in client.get(page).content.decode()
    where = child.case.recorded[-1].position
    client.post(f"/child/{child.person_id}/entry/{where}/mask/", {"why": "Adoption"})
    assert "nobody may know of" not in client.get(page).content.decode()
