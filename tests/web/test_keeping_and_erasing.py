"""A record is kept until its time is over, held while somebody needs it, and ended by two people in thirty days."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from candour.access.store.models import Draft
from candour.record.casefile.retention import erasures, open_erasure
from candour.record.entries.address import AddressRecorded
from candour.record.entries.person import PersonRecorded
from candour.record.store.reading import read
from candour.ssd.store.reading import rows
from candour.ssd.table import TABLES
from candour.web.pages import PAGES
from candour.wiring.checking import check_record
from candour.wiring.desks import right_now
from tests.keeping import agreed, agreed_days_ago, asked, carried_out, erased, held, relative
from tests.web.test_pages_open import address, client_for

WHY = {"why": "Its time is over."}


@pytest.fixture
def child(life):
    return life("Zebedee", "Quillfeather").closed_before()


def page(office, child, slug, role="data_officer"):
    return client_for(role, office).get(f"/child/{child.person_id}/{slug}/")


def posted(office, child, slug, role="data_officer", **said):
    return client_for(role, office).post(f"/child/{child.person_id}/{slug}/", said)


def dated(day, name="kept_until"):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def test_the_page_says_on_which_basis_a_record_is_kept_and_until_when(office, child):
    shown = page(office, child, "keeping").content.decode()
    assert "child in need, no plan: 25 years" in shown
    closed = child.day.replace(year=child.day.year + 25)
    assert f" {closed.year}." in shown


def test_a_record_that_says_too_little_says_so(office, life):
    nobody = life("Nobody", "Known").referral()
    shown = page(office, nobody, "keeping").content.decode()
    assert "cannot be worked out: nothing here was closed yet" in shown
    undated = life("No", "Birthday")
    undated.note(PersonRecorded(forename="No", surname="Birthday"))
    assert "cannot be worked out: no date of birth" in page(office, undated, "ask-for-an-erasure").content.decode()


def test_anybody_who_works_with_children_places_a_hold_and_only_a_keeper_lifts_it(office, child):
    asked_by = {"asked_by": "The inquiry into the home", "why": "It was asked to keep everything."}
    assert posted(office, child, "place-a-legal-hold", "front_door_screener", **asked_by).status_code == 302
    shown = page(office, child, "keeping", "social_worker").content.decode()
    assert "In force: for The inquiry into the home" in shown and "lift-a-legal-hold" not in shown
    (hold,) = rows("SELECT hold_id FROM ssd_legal_hold WHERE hold_lifted IS NULL")
    lifting = {"hold_id": hold["hold_id"], "why": "The inquiry has ended."}
    assert posted(office, child, "lift-a-legal-hold", "social_worker", **lifting).status_code == 403
    assert "Zebedee" in client_for("service_manager", office).get("/keeping/").content.decode()
    assert posted(office, child, "lift-a-legal-hold", **lifting).status_code == 302
    shown = page(office, child, "keeping").content.decode()
    assert "The inquiry has ended." in shown and "In force" not in shown
    assert "Zebedee" not in client_for("service_manager", office).get("/keeping/").content.decode()


def test_a_support_worker_holds_a_record_they_cannot_open(office, child):
    client = client_for("support_worker", office)
    assert client.get(f"/child/{child.person_id}/").status_code == 403
    said = {"asked_by": "The coroner", "why": "An inquest was opened."}
    reply = client.post(f"/child/{child.person_id}/place-a-legal-hold/", said, follow=True)
    assert reply.status_code == 200 and "The legal hold is on the record" in reply.content.decode()
    assert (
        len(erasures(child.case)) == 0
        and "In force: for The coroner" in page(office, child, "keeping").content.decode()
    )


def test_an_erasure_goes_from_the_asking_to_its_end_on_pages_and_two_people_are_needed(office, child, clock):
    form = {"basis": "no_further_action", "why": "Its time is over."}
    answer = posted(office, child, "ask-for-an-erasure", **form, **dated(child.day))
    assert answer.status_code == 302 and answer["Location"].endswith("/keeping/")
    assert "second person" in page(office, child, "keeping").content.decode().lower()
    refused = posted(office, child, "agree-to-an-erasure", **WHY, version=child.case.version)
    assert refused.status_code == 422 and "You asked for it" in refused.content.decode()
    assert "Note it as a fact" not in refused.content.decode()
    assert posted(office, child, "agree-to-an-erasure", **WHY, already="1").status_code == 422
    reading = page(office, child, "agree-to-an-erasure", "service_manager").content.decode()
    own = sum(1 for item in child.case.recorded if item.subjects[0] == child.person_id)
    assert f"{own} entries" in reading and "Contact received" in reading and "Name nobody" in reading
    assert posted(office, child, "agree-to-an-erasure", "service_manager", **WHY).status_code == 302
    early = posted(office, child, "carry-out-an-erasure", sure="on")
    assert early.status_code == 422 and "Thirty days have not passed" in early.content.decode()
    waiting = client_for("principal_social_worker", office).get("/keeping/").content.decode()
    assert "agreed by Sal Verity" in waiting
    assert posted(office, child, "call-an-erasure-off", why="Her solicitor wrote.").status_code == 302
    assert "Her solicitor wrote." in page(office, child, "keeping").content.decode()
    assert open_erasure(child.case) is None


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "conference_chair", "scrutineer", "administrator"])
def test_nobody_else_ends_a_record(role, office, child):
    for slug in ("ask-for-an-erasure", "agree-to-an-erasure", "call-an-erasure-off", "carry-out-an-erasure"):
        assert page(office, child, slug, role).status_code == 403


def test_who_has_two_roles_or_writes_for_somebody_is_still_one_person(office, child, desk):
    from candour.practice.guard import Refused, Worker
    from candour.record.entry import Standing

    asked(child, on_behalf_of=office.ids["service_manager"])
    for role in ("data_officer", "service_manager"):
        with pytest.raises(Refused, match="You asked for it"):
            agreed(child, role)
    other_post = Worker(office.ids["data_officer"], "Dev Acheson", Standing("service_manager"))
    from candour.practice.retention import Answer, agree_to_an_erasure

    with pytest.raises(Refused, match="You asked for it"):
        desk.decide(agree_to_an_erasure, [child.person_id], Answer(why="x", today=desk.now.day), by=other_post)


def test_what_is_agreed_for_the_one_who_asked_is_no_second_persons(office, child):
    from candour.practice.guard import Refused

    agreed_days_ago(child, 31, on_behalf_of=office.ids["data_officer"])
    with pytest.raises(Refused, match="Nobody else has agreed"):
        carried_out(child, "service_manager")


@pytest.mark.parametrize(("days", "status"), [(29, 422), (30, 302)])
def test_after_thirty_days_and_not_before(days, status, office, child):
    agreed_days_ago(child, days)
    answer = posted(office, child, "carry-out-an-erasure", sure="on")
    assert answer.status_code == status
    assert erasures(child.case)[0].state == ("carried out" if status == 302 else "agreed")


def test_on_the_thirtieth_day_before_the_hour_the_page_says_what_to_do(office, child):
    agreed_days_ago(child, 30 - 1 / 24)  # the day has come in London, or comes within the hour
    answer = posted(office, child, "carry-out-an-erasure", sure="on")
    assert answer.status_code in (409, 422) and "thirty days" in answer.content.decode().lower()
    assert erasures(child.case)[0].state == "agreed"


@pytest.mark.parametrize(("when", "days"), [("on day 29", 1), ("right after the second person agreed", 30)])
def test_a_hold_stops_what_was_agreed_until_it_is_lifted(when, days, office, child, clock):
    agreed_days_ago(child, 30)
    clock.now = right_now() - timedelta(days=days)
    hold_id = held(child)
    answer = posted(office, child, "carry-out-an-erasure", sure="on")
    assert answer.status_code == 422 and "A legal hold is in force" in answer.content.decode(), when
    assert "Zebedee" in page(office, child, "keeping").content.decode()
    posted(office, child, "lift-a-legal-hold", hold_id=hold_id, why="It is over.")
    assert posted(office, child, "carry-out-an-erasure", sure="on").status_code == 302
    assert page(office, child, "keeping").status_code == 410


def test_a_hold_is_lifted_and_never_corrected_masked_or_moved(office, child):
    held(child)
    place = child.case.recorded[-1].position
    shown = page(office, child, f"entry/{place}", "service_manager").content.decode()
    assert "Legal hold placed for The inquiry" in shown and "Mask this" not in shown and "Correct this" not in shown
    for act in ("correct", "mask", "move"):
        assert posted(office, child, f"entry/{place}/{act}", "service_manager", **WHY).status_code == 404


def test_without_the_tick_nothing_is_erased(office, child):
    agreed_days_ago(child, 30)
    assert "Tick this" in posted(office, child, "carry-out-an-erasure").content.decode()
    assert erasures(child.case)[0].state == "agreed"


def test_every_page_of_an_erased_record_says_that_it_was_erased_and_what_is_left(office, child):
    before = child.case
    erased(child)
    client = client_for("team_manager", office)
    for one in PAGES.values():
        if one.about_child:
            reply = client.get(address(one, child.person_id, office))
            assert reply.status_code == 410, one.name
    text = reply.content.decode()
    assert "This record was erased" in text and "Dev Acheson" in text and "Sal Verity" in text
    assert "Its time is over." in text and "contact or referral only" in text
    assert "Contact received" in text and "Mo Pritchard" in text
    assert "Quillfeather" not in text and "Bruises" not in text
    done = erasures(child.case)[0].carried_out
    assert f"place {done.position} on the record" in text and done.entry_id in text
    assert client.post(f"/child/{child.person_id}/harm/", {"what": "x"}).status_code == 410
    assert child.case.version == before.version + 3
    looked = rows("SELECT page FROM access_view WHERE person_id = %s AND page = 'erased'", [child.person_id])
    assert len(looked) > 10
    assert client_for("administrator", office).get(f"/child/{child.person_id}/").status_code == 403


def names_found(office, name):
    """How many people a search by name finds."""
    reply = client_for("social_worker", office).post("/search/", {"name": name})
    return reply.content.decode().count("the file of")


def test_search_and_the_tables_know_nothing_of_an_erased_child(office, child, life):
    relative(child, life("Bert", "Other"))
    assert names_found(office, "Quillfeather") == 1
    erased(child)
    assert [names_found(office, name) for name in ("Quillfeather", "Zebedee", "Other")] == [0, 0, 1]
    found = {}
    for name, made in TABLES.items():
        if name in ("erasure", "legal_hold"):
            continue
        for row in rows(f"SELECT * FROM ssd_{name}"):
            if child.person_id in [str(row[column.name]) for column in made.columns]:
                found[name] = row
    # A brother's own file still says who his brother was: that was written about him.
    assert all(
        "Quillfeather" not in json.dumps(row, default=str) or name == "relationship" for name, row in found.items()
    )
    assert not {"person", "act", "words", "cin_episodes", "contacts", "live_status"} & set(found)
    words, sound = check_record()
    assert sound, words


def test_the_pages_of_a_brother_still_open(office, child, life):
    brother = life("Bert", "Other").referral().answered().allocated()
    relative(child, brother)
    erased(child)
    client = client_for("social_worker", office)
    for item in read(brother.person_id).recorded:
        assert client.get(f"/child/{brother.person_id}/entry/{item.position}/").status_code == 200, item
    for where in (
        "",
        "genogram/",
        "chronology/",
        "documents/",
        "documents/make/case_summary/court/",
        "keeping/",
        "census/",
    ):
        assert client.get(f"/child/{brother.person_id}/{where}").status_code == 200, where


def test_drafts_on_an_erased_childs_pages_go_with_it_and_none_is_kept_after(office, child, life):
    other = life("Bert", "Other")
    client = client_for("social_worker", office)
    for one in (child, other):
        client.post(f"/child/{one.person_id}/harm/", {"what": "He has a bruise.", "save": "1"})
    open_page = client.get(f"/child/{child.person_id}/harm/").content.decode()
    mark = open_page.split('name="draft_for" value="')[1].split('"')[0]
    assert Draft.objects.count() == 2
    erased(child)
    assert [one.page for one in Draft.objects.all()] == [f"/child/{other.person_id}/harm/"]
    client.post("/draft/", {"draft_for": mark, "what": "Still typing."})
    assert Draft.objects.count() == 1


def test_the_database_file_holds_no_trace_of_the_words_or_the_key(office, child, life):
    child.note(
        AddressRecorded(address_id="a" * 32, address_type="home", lines="7 Marrowfat Crescent", postcode="ZZ9 9QQ")
    )
    relative(child, life("Bert", "Other"), named=False)
    client_for("social_worker", office).post(f"/child/{child.person_id}/harm/", {"what": "Hobgoblin.", "save": "1"})
    (key,) = rows("SELECT wrapped FROM record_key WHERE subject = %s", [child.person_id])
    path = Path(connection.settings_dict["NAME"])

    def on_disk():
        beside = path.with_name(path.name + "-wal")
        return path.read_bytes() + (beside.read_bytes() if beside.exists() else b"")

    traces = (b"Zebedee", b"zebedee", b"Quillfeather", b"quillfeath", b"Marrowfat", b"marrowfat", b"Hobgoblin")
    assert all(one in on_disk() for one in (b"Zebedee", b"quillfeath", b"Hobgoblin", bytes(key["wrapped"])))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone()[0] == 1
    erased(child)
    left = on_disk()
    assert [one for one in (*traces, bytes(key["wrapped"])) if one in left] == []
    words, sound = check_record()
    assert sound, words


def test_the_rest_of_the_record_opens_and_the_seals_hold_after_an_erasure(office, child, life):
    other = life("Bert", "Other").on_a_plan()
    erased(child)
    assert "Bert Other" in client_for("social_worker", office).get(f"/child/{other.person_id}/").content.decode()
    words, sound = check_record()
    assert sound and "every seal holds" in words
