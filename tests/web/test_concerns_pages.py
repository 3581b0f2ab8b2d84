"""Concerns on pages: raised in three screens, found again with the receipt, answered by who holds it, and nothing leaks."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from candour.access.store.models import Draft, View
from candour.record.casefile.disagreements import open_since
from candour.record.entries.concerns import (
    ConcernAnswered,
    ConcernContact,
    ConcernMoved,
    ConcernRaised,
    ConcernRaiserKept,
)
from candour.record.entries.person import PersonRecorded
from candour.record.entries.professionals import WorkerAbsent, WorkerLeft
from candour.record.entry import ToRecord
from candour.record.store.reading import read
from candour.ssd.store.reading import rows
from candour.terms.working_days import months_after
from candour.voice.concerns.raising import new_code
from candour.web.concerns.finding import Finder
from candour.wiring.concerns import tell_counts, write_down_all
from tests.raising import a_concern
from tests.sealed import Witnessed
from tests.verify.bundles import verified
from tests.web.test_pages_open import client_for

WHAT = {
    "matter": "standard",
    "for_whom": "",
    "title": "Nobody has seen him",
    "words": "Six weeks without a visit: zebra.",
}
WHOM = {"level": "4", "children_words": "", "about_words": "", "about_level": ""}
HOW = {"how": "named", "scrutineer_may_read": "no"}
CODE = re.compile(r"([0-9A-Z]{4}( [0-9A-Z]{4}){5})")


def raised(client, where="/concerns/raise/", **more):
    """Go through the three screens, as the browser carries what was typed; the page with the receipt."""
    typed: dict[str, object] = {}
    for screen, answers in enumerate((WHAT, WHOM, HOW), start=1):
        page = client.post(where, {**typed, "screen": str(screen - 1)}) if screen > 1 else client.get(where)
        assert f"Screen {screen} of 3" in page.content.decode(), page.content.decode()[:3000]
        typed |= {**answers, **{name: value for name, value in more.items() if name in answers}}
        typed["reference"] = re.search(r'name="reference" value="(\w{32})"', page.content.decode())[1]
    if where == "/concern/raise/":
        typed.pop("how")
    done = client.post(where, {**typed, **{k: v for k, v in more.items() if k == "children"}, "screen": "3"})
    assert done.status_code == 200, done.status_code
    return done.content.decode()


def only():
    """The reference of the one concern there is."""
    (row,) = rows("SELECT conc_id FROM ssd_concern")
    return row["conc_id"]


def act(client, concern_id, key, **said):
    version = len(read(concern_id).recorded)
    return client.post(
        f"/concerns/{concern_id}/",
        {"act": key, "version": version, **{f"{key}-{name}": value for name, value in said.items()}},
    )


def with_receipt(code, key="", **said):
    given = {"code": code, "act": key, **{f"{key}-{name}": value for name, value in said.items()}}
    if key:
        given["version"] = len(read(only()).recorded)
    return Client().post("/concern/", {k: v for k, v in given.items() if v != ""}).content.decode()


def code_in(page):
    return CODE.search(page)[1]


@pytest.fixture
def child(desk, screener):
    person_id = desk.fresh()
    fact = PersonRecorded(forename="Amira", surname="Hale", la_child_id="AMIRA00001")
    desk.note([ToRecord(fact, (person_id,), desk.now.day)], by=screener)
    return person_id


def test_it_is_raised_answered_and_closed_by_its_raiser(office):
    worker, director = client_for("social_worker", office), client_for("director", office)
    page = raised(worker)
    assert "Dora Kemp" in page and "Write it down now" in page
    listed = director.get("/concerns/").content.decode()
    assert "Answers you owe" in listed and "Nobody has seen him" in listed and "To be answered by" in listed
    for somebody in ("team_manager", "service_manager", "chief_executive", "administrator", "custodian", "scrutineer"):
        client = client_for(somebody, office)
        assert client.get(f"/concerns/{only()}/").status_code == 403
        assert "Nobody has seen him" not in client.get("/concerns/").content.decode()
        assert act(client, only(), "answer", words="It is in hand.").status_code == 403
    assert act(director, only(), "answer", words="").status_code == 200
    assert act(director, only(), "answer", words="Ann goes today, because you are right.").status_code == 302
    seen = worker.get(f"/concerns/{only()}/").content.decode()
    assert "Ann goes today" in seen and "Your turn" in seen
    assert act(worker, only(), "judge", agrees="yes", words="").status_code == 302
    assert "Closed on" in worker.get(f"/concerns/{only()}/").content.decode()


def test_what_is_to_be_answered_or_agreed_to_stands_before_the_question(office):
    worker, director = client_for("social_worker", office), client_for("director", office)
    raised(worker)
    page = director.get(f"/concerns/{only()}/").content.decode()
    assert page.index("zebra") < page.index("Your answer, with your reasons")
    act(director, only(), "answer", words="We saw him: giraffe.")
    page = worker.get(f"/concerns/{only()}/").content.decode()
    assert page.index("giraffe") < page.index("Do you agree with the answer?")


def test_sent_twice_it_is_raised_once(office):
    worker = client_for("social_worker", office)
    raised(worker)
    (fact,) = [item.fact for item in read(only()).recorded if isinstance(item.fact, ConcernRaised)]
    again = worker.post("/concerns/raise/", {**WHAT, **WHOM, **HOW, "screen": "3", "reference": fact.concern_id})
    assert "This was raised already" in again.content.decode() and only() == fact.concern_id


def test_a_screen_with_a_question_unanswered_says_so_and_keeps_what_was_typed(office):
    worker = client_for("social_worker", office)
    page = worker.post("/concerns/raise/", {"title": "", "words": "zebra", "screen": "1"}).content.decode()
    assert "Screen 1 of 3" in page and "There is a problem" in page and "zebra" in page
    back = worker.post("/concerns/raise/", {**WHAT, **WHOM, "screen": "2", "back": "1"}).content.decode()
    assert "Screen 1 of 3" in back and "zebra" in back and "There is a problem" not in back


def test_by_the_receipt_alone_it_is_followed_disagreed_with_and_taken_outside(office):
    code = code_in(raised(client_for("social_worker", office), how="confidential"))
    act(client_for("director", office), only(), "answer", words="No.")
    page = with_receipt(code.lower())
    assert "Your concern" in page and "No." in page
    page = with_receipt(code, "judge", agrees="no", words="Nobody went.")
    assert "Chidi Okoro, chief executive" in page and "Nobody went." in page
    assert "No concern has this receipt" in with_receipt("0" * 24)
    assert "you typed 3" in with_receipt("ABC")
    assert "There is no pack yet" in Client().post("/concern/pack/", {"code": code}).content.decode()


def test_a_confidential_raiser_is_in_no_leaf_table_session_log_or_page(office):
    worker, director = client_for("social_worker", office), client_for("director", office)
    mine = office.ids["social_worker"]
    raised(worker, how="confidential")
    shown = director.get(f"/concerns/{only()}/").content.decode()
    to_be_asked = ">Jo Marsh, social worker</option>"  # everybody can be asked to do something
    assert to_be_asked in shown and "Jo Marsh" not in shown.replace(to_be_asked, "")
    assert "Nobody has seen him" not in worker.get("/concerns/").content.decode()
    kept = read(only()).recorded[0].fact.name_kept
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.leaf FROM record_entry e JOIN record_subject s ON s.position = e.position WHERE s.subject IN (%s, %s)",
            [only(), kept],
        )
        leaves = [leaf for (leaf,) in cursor.fetchall()]
        assert len(leaves) == 2 and not any(mine in leaf for leaf in leaves)
    for table in ("ssd_concern", "ssd_concern_step"):
        assert not any(
            mine in str(row) or "zebra" in str(row) or "Nobody has" in str(row)
            for row in rows(f"SELECT * FROM {table}")
        )
    for session in Session.objects.all():
        assert not {only(), kept} & set(str(session.get_decoded()).replace("'", " ").split())
    assert read(kept).last(ConcernRaiserKept).fact.worker_id == mine


def test_without_a_sign_in_nothing_is_kept_but_the_concern(office, child):
    before = Session.objects.count(), Draft.objects.count(), View.objects.count()
    client = Client()
    code = code_in(raised(client, "/concern/raise/", children_words="AMIRA00001"))
    assert (Session.objects.count(), Draft.objects.count(), View.objects.count()) == before
    assert set(client.cookies) <= {"csrftoken"}
    fact = read(only()).recorded[0].fact
    assert fact.how == "anonymous" and fact.children == (child,) and not fact.name_kept
    assert code.replace(" ", "") not in str([list(row.values()) for row in rows("SELECT * FROM ssd_concern")])
    assert "Your concern" in with_receipt(code)


def test_signed_in_or_not_the_open_page_never_writes_who_it_was(office):
    worker = client_for("social_worker", office)
    raised(worker, "/concern/raise/")
    (item,) = read(only()).recorded
    assert item.actor != office.ids["social_worker"] and item.fact.how == "anonymous"


def test_a_name_is_opened_by_two_people_only_and_the_raiser_is_told(office):
    code = code_in(raised(client_for("social_worker", office), how="confidential"))
    custodian, scrutineer = client_for("custodian", office), client_for("scrutineer", office)
    assert "Jo Marsh" not in custodian.get("/concerns/kept/").content.decode()
    assert scrutineer.post("/concerns/names/", {"concern": only(), f"{only()}-why": "So."}).status_code == 404
    assert custodian.post("/concerns/kept/", {"concern": only(), f"{only()}-why": ""}).status_code == 200
    assert custodian.post("/concerns/kept/", {"concern": only(), f"{only()}-why": "A court asks."}).status_code == 302
    assert "Jo Marsh" not in custodian.get("/concerns/kept/").content.decode()
    assert (
        scrutineer.post("/concerns/names/", {"concern": only(), f"{only()}-why": "I read the order."}).status_code
        == 302
    )
    assert "Jo Marsh" in custodian.get("/concerns/kept/").content.decode()
    assert "Jo Marsh" in scrutineer.get("/concerns/names/").content.decode()
    page = with_receipt(code)
    assert "A court asks." in page and "name was opened" in page
    assert "A court asks." not in client_for("director", office).get(f"/concerns/{only()}/").content.decode()


def test_who_looked_before_an_anonymous_concern_is_for_the_custodian_only(office, child):
    client_for("social_worker", office).get(f"/child/{child}/")
    raised(Client(), "/concern/raise/", children_words="AMIRA00001")
    assert "Jo Marsh" in client_for("custodian", office).get(f"/concerns/{only()}/looks/").content.decode()
    for role in ("scrutineer", "director", "service_manager"):
        assert client_for(role, office).get(f"/concerns/{only()}/looks/").status_code == 403


def test_pages_of_concerns_write_no_view_and_no_draft(office, child):
    worker, director = client_for("social_worker", office), client_for("director", office)
    before = View.objects.count(), Draft.objects.count()
    raised(worker, children_words="AMIRA00001")
    for client in (worker, director):
        client.get("/concerns/")
        client.get(f"/concerns/{only()}/")
    assert (View.objects.count(), Draft.objects.count()) == before


def test_a_child_it_is_about_shows_the_chair_that_a_disagreement_is_open_and_no_more(office, child):
    raised(client_for("social_worker", office), children_words="AMIRA00001")
    assert open_since(read(child))
    for page in (f"/child/{child}/", f"/child/{child}/chronology/"):
        for role, shows in (("conference_chair", True), ("team_manager", False), ("social_worker", False)):
            text = client_for(role, office).get(page).content.decode()
            assert ("A formal disagreement" in text) == shows, (page, role)
            assert "Nobody has seen him" not in text and "zebra" not in text
    entry = read(child).recorded[-1]
    assert entry.actor != office.ids["social_worker"] and only() not in str(entry)
    assert client_for("team_manager", office).get(f"/child/{child}/entry/{entry.position}/").status_code == 404
    assert client_for("team_manager", office).post(f"/child/{child}/entry/{entry.position}/mask/").status_code == 404
    act(client_for("social_worker", office), only(), "withdraw", why="He was seen.", asked_to="no")
    assert open_since(read(child)) is None
    act(client_for("social_worker", office), only(), "again", words="")
    assert open_since(read(child))


def test_whoever_is_named_in_it_neither_holds_it_nor_sees_it(office):
    raised(client_for("social_worker", office), about_words="Dora Kemp")
    assert "Chidi Okoro" in client_for("social_worker", office).get(f"/concerns/{only()}/").content.decode()
    assert client_for("director", office).get(f"/concerns/{only()}/").status_code == 403


def test_a_task_shows_its_words_and_not_the_concern(office):
    raised(client_for("social_worker", office))
    page = client_for("director", office).get(f"/concerns/{only()}/").content.decode()
    asked = re.findall(r'<option value="(\w{32})"[^>]*>([^<]+)</option>', page)
    named = {one: name.strip() for one, name in asked}
    assert named[office.ids["team_manager"]].endswith(", team manager") and named[office.ids["administrator"]].endswith(
        ", administrator"
    )
    assert office.ids["director"] not in named, "a task for oneself is none"
    act(client_for("director", office), only(), "task", worker_id=office.ids["team_manager"], words="Count the visits.")
    manager = client_for("team_manager", office)
    assert "Count the visits." in manager.get("/concerns/").content.decode()
    page = manager.get(f"/concerns/{only()}/").content.decode()
    assert "Count the visits." in page and "zebra" not in page
    assert act(manager, only(), "answer", words="Done.").status_code == 200
    assert where_it_stands(office).answered is None


def where_it_stands(office):
    from candour.wiring.desks import desk

    found = Finder(desk()).concern(only())
    assert found
    return found.now


def test_what_the_raiser_said_of_being_asked_is_not_shown_to_who_holds_it(office):
    raised(client_for("social_worker", office))
    act(client_for("social_worker", office), only(), "lower", to_level="2", why="Easier.", asked_to="yes")
    manager = client_for("service_manager", office).get(f"/concerns/{only()}/").content.decode()
    assert "Easier." in manager and "anybody asked them" not in manager
    assert (
        "anybody asked them to: yes" in client_for("social_worker", office).get(f"/concerns/{only()}/").content.decode()
    )


def test_nothing_is_written_where_the_page_was_stale(office):
    raised(client_for("social_worker", office))
    reply = client_for("director", office).post(
        f"/concerns/{only()}/", {"act": "answer", "version": "0", "answer-words": "x"}
    )
    assert "Something was written in between" in reply.content.decode()
    assert len(read(only()).recorded) == 1


def test_a_complaint_has_the_clock_and_a_compliment_is_read(office, child):
    page = raised(client_for("support_worker", office), for_whom="child", children_words="AMIRA00001")
    assert "answer by" in page
    assert "for a child" in client_for("director", office).get(f"/concerns/{only()}/").content.decode()


def test_a_compliment_asks_only_to_be_read_and_opens_no_disagreement(office, child):
    page = raised(
        client_for("support_worker", office), matter="compliment", for_whom="carer", children_words="AMIRA00001"
    )
    assert "They must read it by" in page and "answer by" not in page
    assert open_since(read(child)) is None
    act(client_for("director", office), only(), "read")
    assert "Closed on" in client_for("support_worker", office).get(f"/concerns/{only()}/").content.decode()


def test_somebody_who_leaves_is_asked_once_and_privately(office, desk):
    me = office.ids["social_worker"]
    fact = WorkerLeft(left_on=desk.now.day + timedelta(days=7))
    desk.note([ToRecord(fact, (me,), desk.now.day)], by=office.worker("administrator", desk))
    worker = client_for("social_worker", office)
    assert "Only you see this, and only now" in worker.get("/").content.decode()
    assert "Only you see this, and only now" not in worker.get("/").content.decode()
    assert "Only you see this" not in client_for("team_manager", office).get("/").content.decode()


def test_whoever_holds_one_sees_where_they_begin_that_it_waits(office):
    raised(client_for("social_worker", office))
    assert "1 concern waits for your answer" in client_for("director", office).get("/").content.decode()
    assert "for your answer" not in client_for("service_manager", office).get("/").content.decode()


def test_a_clock_put_back_on_the_machine_moves_no_concern_back(office, desk, clock):
    clock.to(date(2026, 3, 2))
    one = a_concern(desk, office).concern_id
    clock.to(date(2026, 3, 12))
    desk.note(
        [ToRecord(WorkerAbsent(absent_from=desk.now.day), (office.ids["inspector"],), desk.now.day)],
        by=office.worker("administrator", desk),
    )
    clock.to(date(2026, 3, 3))
    found = Finder(desk).concern(one)
    assert found and found.now.level == 5


def test_what_the_clock_did_is_written_down_once_and_it_held_before(office, desk, clock):
    clock.to(date(2026, 3, 2))
    one = a_concern(desk, office).concern_id
    assert write_down_all() > 0
    (moved, *_) = [item.fact for item in read(one).recorded if isinstance(item.fact, ConcernMoved)]
    assert (moved.from_level, moved.to_level, moved.why) == (4, 5, "no answer in time")
    assert write_down_all() == 0


def test_the_counts_tell_no_month_of_fewer_than_ten(office, desk, clock):
    clock.to(date(2026, 3, 2))
    for number in range(41):
        one = a_concern(desk, office, level=2 if number < 20 else 4 if number < 36 else 5)
        if number % 2:
            by = office.worker({2: "service_manager", 4: "director", 5: "chief_executive"}[one.level], desk)
            answer = ConcernAnswered(concern_id=one.concern_id, words="Yes, because.")
            desk.note([ToRecord(answer, (one.concern_id,), desk.now.day)], by=by)
    clock.to(date(2026, 4, 2))
    for _ in range(3):
        a_concern(desk, office)
    lines = tell_counts()
    assert lines[0] == "April 2026, every level: not told"
    march = [line for line in lines if line.startswith("March")]
    assert march[0].startswith("March 2026, every level: 41 raised; late 51%; moved up by time 51%;")
    assert [line.endswith("not told") and "raised" not in line for line in march] == [False, False, True, True]
    assert "40 to 60%" in march[1]
    shown = client_for("director", office).get("/concerns/counts/").content.decode()
    assert "not told" in shown and "51%" in shown


def test_the_pack_has_every_word_with_its_day_and_proves_itself(office, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(settings, "SIGNER", str(tmp_path / "signer"))
    witnessed = Witnessed(tmp_path / "signer")
    worker = client_for("social_worker", office)
    raised(worker)
    act(client_for("director", office), only(), "answer", words="It is in hand.")
    witnessed.sign()
    reply = worker.get(f"/concerns/{only()}/pack/")
    assert re.search(r"concern-\d{4}-\d\d-\d\d\.zip", reply["Content-Disposition"])
    (tmp_path / "pack.zip").write_bytes(reply.content)
    status, told = verified(tmp_path / "pack.zip", *witnessed.words, capsys=capsys)
    assert status == 0, told
    with zipfile.ZipFile(io.BytesIO(reply.content)) as pack:
        inside = b"".join(pack.read(name) for name in pack.namelist())
    assert b"Six weeks without a visit: zebra." in inside and b"It is in hand." in inside
    with zipfile.ZipFile(io.BytesIO(reply.content)) as pack:
        to_read = pack.read("the-concern.html").decode()
    for said in ("Nobody has seen him", "Six weeks without a visit: zebra.", "It is in hand.", "Jo Marsh", "Dora Kemp"):
        assert said in to_read
    assert "candour-verify" in to_read and "<script" not in to_read and "http" not in to_read
    assert client_for("director", office).get(f"/concerns/{only()}/pack/").status_code == 403


def test_the_raiser_is_asked_after_three_six_and_twelve_months_how_they_were_treated(office, desk, clock):
    today = desk.now.day
    clock.to(months_after(today, -4))
    code = new_code()
    one = a_concern(desk, office, how="anonymous", code=code).concern_id
    clock.to(today)
    assert "anybody treated you worse" in with_receipt(code)
    page = with_receipt(code, "contact", treated_worse="yes", words="My leave was refused.")
    assert "My leave was refused." in page and "anybody treated you worse" not in page
    (said,) = [item.fact for item in read(one).recorded if isinstance(item.fact, ConcernContact)]
    assert (said.months, said.treated_worse) == (3, "yes")
    assert "My leave was refused." not in client_for("scrutineer", office).get(f"/concerns/{one}/").content.decode()


def test_a_reference_of_the_programs_own_is_no_place_for_a_concern(office):
    worker = client_for("social_worker", office)
    reply = worker.post("/concerns/raise/", {**WHAT, **WHOM, **HOW, "screen": "3", "reference": "0" * 31 + "4"})
    assert reply.status_code == 302 and not rows("SELECT * FROM ssd_concern")


def test_each_screen_names_the_child_it_is_raised_about_and_without_a_sign_in_nobody(life, office):
    child = life("Amira", "Hale").on_a_plan()
    client, given = client_for("social_worker", office), {"children": child.person_id}
    for typed in ({"screen": "0"}, {**WHAT, "screen": "1"}, {**WHAT, **WHOM, "screen": "2"}):
        assert "About Amira Hale" in client.post("/concerns/raise/", {**typed, **given}).content.decode()
        assert "Amira" not in Client().post("/concern/raise/", {**typed, **given}).content.decode()


def test_no_screen_names_a_child_to_somebody_who_may_not_read_their_file(life, office):
    child = life("Amira", "Hale").on_a_plan()
    page = client_for("administrator", office).post("/concerns/raise/", {"screen": "0", "children": child.person_id})
    assert page.status_code == 200 and "Amira" not in page.content.decode()


def test_a_name_where_a_childs_number_is_asked_is_not_lost_in_silence(life, office):
    typed = {**WHAT, **WHOM, "children_words": "Amira", "screen": "2"}
    page = client_for("social_worker", office).post("/concerns/raise/", typed).content.decode()
    assert "Screen 2 of 3" in page and "say who it is in the words of the concern" in page
    assert "Screen 3 of 3" in Client().post("/concern/raise/", typed).content.decode()
