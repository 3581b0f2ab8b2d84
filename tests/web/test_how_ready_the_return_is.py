"""The return as the record stands: by rule, team and worker, asked, explained, made into a file and kept."""

from __future__ import annotations

import html
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings

from candour.record.entries.authority import AUTHORITY, AuthorityRecorded
from candour.record.entries.cin_census import CensusMendingAsked, CensusProduced, CensusQueryExplained
from candour.record.entries.department import TeamRecorded
from candour.record.entries.involvements import ChildAllocated
from candour.record.entries.person import PersonRecorded
from candour.record.entry import ToRecord
from candour.record.store.reading import read
from candour.returns.cin_census.loading import rules_for
from candour.web.census.files import kept_at
from tests.web.test_pages_open import client_for
from tests.web.test_what_the_census_would_ask import YEAR, links, shown

END = YEAR.ends_in
READY, BOTH, OPEN_LONG = f"/census/{END}/", "8790", "8670Q"


@pytest.fixture
def amira(life):
    """A child of the team whose assessment has been open since April, who has no disability and one as well."""
    child = life("Amira", "Hale").on(max(YEAR.start, date(2026, 4, 1))).referral().answered().allocated()
    both = PersonRecorded(
        forename="Amira", surname="Hale", dob=date(2014, 5, 6), sex="F", ethnicity="WBRI", upn_unknown="UN6",
        la_child_id="AMIRA2026", disabilities=("NONE", "MOB"),
    )  # fmt: skip
    return child.note(both)


@pytest.fixture
def elsewhere(life, desk, office):
    """A child of another team, with the same trouble."""
    child = life("Boris", "Lane").on(max(YEAR.start, date(2026, 4, 1))).referral().answered()
    team = desk.fresh()
    desk.note([ToRecord(TeamRecorded(name="Safeguarding south"), (team,), child.day)], by=child.by("service_manager"))
    to = ChildAllocated(involvement_id=desk.fresh(), worker_id=office.ids["newly_qualified_social_worker"], team_id=team, start=child.day)  # fmt: skip
    return child.note(to).note(PersonRecorded(forename="Boris", surname="Lane", disabilities=("NONE", "MOB")))


@pytest.fixture
def officer(office):
    return client_for("data_officer", office)


def rules_on(words):
    return {one.split("/rules/")[1].split("/")[0] for one in links(words) if one.startswith(f"/census/{END}/rules/")}


def test_the_return_is_shown_by_rule_team_and_worker_down_to_the_children(officer, amira, elsewhere, office):
    words = shown(officer, READY)
    assert {BOTH, OPEN_LONG} <= rules_on(words) and "2 children in the return" in words
    assert "Safeguarding north" in words and "Safeguarding south" in words and "Jo Marsh" in words
    narrowed = shown(officer, f"{READY}?team={office.team}")
    assert "Nell Ibsen" not in narrowed and "Jo Marsh" in narrowed
    listed = shown(officer, f"{READY}rules/{BOTH}/")
    assert "Amira Hale" in listed and "Boris Lane" in listed
    assert f"/child/{amira.person_id}/census/?year={END}" in links(listed)
    assert "Boris Lane" not in shown(officer, f"{READY}rules/{BOTH}/?team={office.team}")
    assert "points to nobody" in shown(officer, f"{READY}rules/{BOTH}/?worker=nobody")
    assert officer.get(f"{READY}rules/9999/").status_code == 404
    assert officer.get("/census/1999/").status_code == officer.get(f"/census/{END + 1}/").status_code == 404


def test_a_team_manager_sees_their_own_teams_and_an_administrator_no_name(amira, elsewhere, office):
    manager, administrator = client_for("team_manager", office), client_for("administrator", office)
    for where in (READY, f"{READY}rules/{BOTH}/", f"{READY}?team="):
        words = shown(manager, where)
        assert "Boris Lane" not in words and "Safeguarding south" not in words and "Nell Ibsen" not in words
    assert "Amira Hale" in shown(manager, f"{READY}rules/{BOTH}/")
    assert "Amira" not in shown(administrator, f"{READY}rules/{BOTH}/") and BOTH in shown(administrator, READY)
    for role in ("social_worker", "inspector", "conference_chair"):
        assert client_for(role, office).get(READY).status_code == 403


def test_what_is_mended_is_gone_from_the_return_at_once(officer, amira, elsewhere):
    assert "Amira Hale" in shown(officer, f"{READY}rules/{BOTH}/")
    amira.note(PersonRecorded(forename="Amira", surname="Hale", disabilities=("MOB",)))
    words = shown(officer, f"{READY}rules/{BOTH}/")
    assert "Amira Hale" not in words and "Boris Lane" in words


def test_a_record_that_has_not_changed_is_not_looked_at_twice(officer, amira, elsewhere, monkeypatch):
    from candour.returns.cin_census import readiness

    looked = []
    monkeypatch.setattr(readiness, "check", lambda source, check=readiness.check: looked.append(1) or check(source))
    shown(officer, READY)
    shown(officer, f"{READY}rules/{BOTH}/")
    assert len(looked) == 1
    amira.harmed("Shouting")  # nothing that a return holds
    shown(officer, READY)
    assert len(looked) == 1
    amira.note(PersonRecorded(forename="Amira", surname="Hale", disabilities=("MOB",)))
    shown(officer, READY)
    assert len(looked) == 2


def test_whoever_is_asked_finds_it_on_their_first_page_until_it_is_put_right(officer, amira, office):
    worker, message = client_for("social_worker", office), rules_for(END)[BOTH].message
    assert message not in shown(worker, "/")
    where = f"/child/{amira.person_id}/census/{END}/{BOTH}/ask/"
    assert where in links(shown(officer, f"/child/{amira.person_id}/census/"))
    assert officer.post(where, {"worker_id": ""}).status_code == 200
    said = {"worker_id": office.ids["social_worker"], "words": "The form from school says which."}
    assert officer.post(where, said).status_code == 302
    fact = amira.case.last(CensusMendingAsked).fact
    assert (fact.year, fact.rule, fact.worker_id) == (END, BOTH, office.ids["social_worker"])
    words = shown(worker, "/")
    assert message in words and f"/child/{amira.person_id}/census/?year={END}" in links(words)
    assert message not in shown(client_for("newly_qualified_social_worker", office), "/")
    assert "Jo Marsh is asked to put it right" in shown(officer, f"/child/{amira.person_id}/census/")
    amira.note(PersonRecorded(forename="Amira", surname="Hale", disabilities=("MOB",)))
    assert message not in shown(worker, "/")


def test_each_childs_worker_is_asked_with_one_press_and_nobody_twice(officer, amira, elsewhere, office):
    where = f"{READY}rules/{BOTH}/"
    for _ in range(2):
        assert officer.post(where).status_code == 302
    assert [len(one.case.of(CensusMendingAsked)) for one in (amira, elsewhere)] == [1, 1]
    assert "Ask each child" not in shown(officer, where)
    assert elsewhere.case.last(CensusMendingAsked).fact.worker_id == office.ids["newly_qualified_social_worker"]


def test_a_manager_asks_about_the_children_of_their_team_only(amira, elsewhere, office):
    manager = client_for("team_manager", office)
    manager.post(f"{READY}rules/{BOTH}/")
    assert amira.case.of(CensusMendingAsked) and not elsewhere.case.of(CensusMendingAsked)
    said = {"worker_id": office.ids["social_worker"]}
    where = f"/child/{elsewhere.person_id}/census/{END}/{BOTH}/ask/"
    assert manager.post(where, said).status_code == 403
    administrator = client_for("administrator", office)
    assert administrator.post(f"{READY}rules/{BOTH}/").status_code in (302, 403)
    assert not elsewhere.case.of(CensusMendingAsked)


def test_an_explanation_is_carried_for_as_long_as_the_record_says_the_same(officer, amira, office, life):
    page, where = f"/child/{amira.person_id}/census/", f"/child/{amira.person_id}/census/{END}/{OPEN_LONG}/explain/"
    assert where in links(shown(officer, page))
    assert officer.post(where, {"words": " "}).status_code == 200
    assert not amira.case.of(CensusQueryExplained)
    assert officer.post(where, {"words": "The family is abroad until May."}).status_code == 302
    words = shown(officer, page)
    assert "Explained, and still so" in words and "The family is abroad until May." in words and "Dev Acheson" in words
    assert "explained" in shown(officer, f"{READY}rules/{OPEN_LONG}/")
    amira.note(PersonRecorded(forename="Amina", disabilities=("MOB",)))
    assert "Explained, and still so" in shown(officer, page)
    started = next(item for item in amira.case.recorded if item.fact.kind == "assessment_started")
    said = {"started_on": (amira.day.replace(day=3)).isoformat(), "questions": "", "review_point": ""}
    assert officer.post(f"/child/{amira.person_id}/entry/{started.position}/correct/", said).status_code == 302
    words = shown(officer, page)
    assert "Explained, and still so" not in words and OPEN_LONG in words


def test_an_error_cannot_be_explained_away_nor_what_is_not_asked(officer, amira):
    page = f"/child/{amira.person_id}/census/{END}"
    assert f"{page}/{BOTH}/explain/" not in links(shown(officer, f"/child/{amira.person_id}/census/"))
    assert "An error cannot be explained" in shown(officer, f"{page}/{BOTH}/explain/")
    for code, said in ((BOTH, "An error cannot be explained away"), ("2887Q", "There is nothing to explain")):
        reply = officer.post(f"{page}/{code}/explain/", {"words": "It is what it is."})
        assert reply.status_code == 422 and said in html.unescape(reply.content.decode())
    assert not amira.case.of(CensusQueryExplained)
    assert officer.get(f"{page}/9999/explain/").status_code == 404


def test_what_was_explained_meanwhile_is_read_again_first(officer, amira):
    where = f"/child/{amira.person_id}/census/{END}/{OPEN_LONG}/explain/"
    version = amira.case.version
    amira.harmed()
    reply = officer.post(where, {"words": "So.", "version": str(version)})
    assert "Somebody else wrote to this record" in html.unescape(reply.content.decode())
    assert not amira.case.of(CensusQueryExplained)


@pytest.fixture
def lea(desk, data_officer):
    desk.note([ToRecord(AuthorityRecorded(name="Wrenshire", lea="888"), (AUTHORITY,), desk.now.day)], by=data_officer)


def test_the_file_is_made_kept_under_its_digest_and_handed_out_as_it_was_made(officer, amira, lea, office):
    assert officer.post(f"{READY}file/").status_code == 302
    made = read(AUTHORITY).last(CensusProduced)
    kept = kept_at(made.fact.digest).read_bytes()
    assert sha256(kept).hexdigest() == made.fact.digest and len(kept) == made.fact.size
    assert made.fact.children == 1 and b"<LEA>888<" in kept and made.actor == office.ids["data_officer"]
    assert {one.rule: one.places for one in made.fact.findings}[BOTH] == 1
    words = shown(officer, f"{READY}file/")
    assert made.fact.digest in words and f"{made.recorded:%-d %B %Y}, " in words and "by Dev Acheson" in words
    reply = officer.get(f"/census/files/{made.fact.digest}/")
    assert reply.content == kept and reply["Content-Disposition"].startswith("attachment")
    assert not list((Path(settings.DATA) / "returns").glob(".making*"))
    for role in ("team_manager", "administrator", "social_worker", "inspector"):
        client = client_for(role, office)
        assert client.get(f"/census/files/{made.fact.digest}/").status_code == 403
        assert client.post(f"{READY}file/").status_code == 403


def test_a_kept_file_that_was_changed_or_is_gone_is_said_to_be_and_not_handed_out(officer, amira, lea):
    officer.post(f"{READY}file/")
    digest = read(AUTHORITY).last(CensusProduced).fact.digest
    path, where = kept_at(digest), f"/census/files/{digest}/"
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"888", b"889"))
    assert "no longer match its digest" in shown(officer, f"{READY}file/")
    reply = officer.get(where)
    assert reply.status_code == 409 and b"<Message>" not in reply.content
    path.unlink()
    assert "The kept file is gone" in shown(officer, f"{READY}file/")
    assert officer.get(where).status_code == 409
    assert officer.get(f"/census/files/{'0' * 64}/").status_code == 404


def test_a_record_that_does_not_know_its_authoritys_number_makes_no_file(officer, amira):
    reply = officer.post(f"{READY}file/")
    assert reply.status_code == 422 and "does not know its authority's number" in html.unescape(reply.content.decode())
    assert read(AUTHORITY).last(CensusProduced) is None
