"""Where words cannot be opened or the database will not take them, a page says so and what to do, and nothing leaks."""

from __future__ import annotations

import sqlite3

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from candour.access.store.models import Account
from candour.record.entries.harm import HarmRecorded
from candour.record.entry import ToRecord
from candour.record.store import reading
from candour.web import pages
from candour.web.pages import Page
from tests.keeping import agreed_days_ago, erased
from tests.web.test_pages_open import client_for

GONE = "The words of this record cannot be opened"


def looked(role, where, office):
    """What somebody sees, as a browser does: an error is a page, and no exception of the test's."""
    client = client_for(role, office)
    client.raise_request_exception = False
    return client.get(where)


@pytest.fixture
def no_wrapping_key(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "WRAPPING_KEY", str(tmp_path / "nowhere"))
    reading._read_wrapping_key.cache_clear()
    yield
    reading._read_wrapping_key.cache_clear()


def test_without_the_wrapping_key_every_page_says_that_words_cannot_be_opened(office, life, no_wrapping_key):
    for where in ("/", "/workers/", f"/child/{'a' * 32}/"):
        reply = looked("social_worker", where, office)
        text = reply.content.decode()
        assert reply.status_code == 500 and GONE in text and "candour check-record" in text
        assert "Traceback" not in text and "nowhere" not in text


def test_words_that_somebody_changed_are_not_shown_and_only_that_file_is_shut(office, life):
    child, other = life("Amira", "Hale").harmed("Hit with a belt."), life("Bert", "Other")
    path = connection.settings_dict["NAME"]
    connection.close()
    with sqlite3.connect(path) as owner:
        for (name,) in owner.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            owner.execute(f"DROP TRIGGER {name}")
        owner.execute(
            "UPDATE record_content SET body = CAST(substr(body, 1, length(body) - 1) || x'00' AS BLOB) WHERE subject = ?",
            [child.person_id],
        )
    reply = looked("social_worker", f"/child/{child.person_id}/", office)
    assert reply.status_code == 500 and GONE in reply.content.decode() and "belt" not in reply.content.decode()
    assert looked("social_worker", f"/child/{other.person_id}/", office).status_code == 200


def test_what_the_database_does_not_take_is_kept_as_a_draft_and_said(office, life, monkeypatch):
    """The last guard is the database's own: here a decision reaches it a minute too early."""
    child = life("Amira", "Hale").closed_before()
    agreed_days_ago(child, 30)
    monkeypatch.setattr("candour.record.casefile.retention.DELAY", child.clock.now - child.clock.now)
    second = life("Bert", "Other").closed_before()
    agreed_days_ago(second, 3)
    reply = client_for("data_officer", office).post(f"/child/{second.person_id}/carry-out-an-erasure/", {"sure": "on"})
    text = reply.content.decode()
    assert reply.status_code == 409 and "The database did not erase" in text and "no legal hold be in force" in text
    assert "Bert Other" in client_for("data_officer", office).get(f"/child/{second.person_id}/").content.decode()


def test_a_page_that_writes_to_a_record_that_was_erased_meanwhile_says_what_to_do(office, life, desk):
    """Whatever page it is: the record is erased between its opening and its writing."""
    child = life("Bert", "Hale").closed_before()
    request = client_for("social_worker", office).get(f"/child/{child.person_id}/").wsgi_request
    erased(child)

    def writes(request):
        draft = ToRecord(HarmRecorded(harm_id="a" * 32, what="x", known_on=child.day), (child.person_id,), child.day)
        request.desk.note([draft], by=request.worker)

    made = Page("late", "late/", "see my children", False, ("GET",), "A page.", writes)
    reply = pages._show(made, request, {})
    assert reply.status_code == 409 and "Begin a new record of the person" in reply.content.decode()


def test_signing_in_says_the_same_where_no_word_opens(office, no_wrapping_key):
    client = Client(raise_request_exception=False)
    client.force_login(Account.objects.get(username="administrator"))
    session = client.session
    session["seen"] = 2_000_000_000
    session.save()
    assert GONE in client.get("/seal/").content.decode()
