"""A survey of staff in the record: fixed before it opens, and one code for each person that nobody wrote down."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from datetime import timedelta

import pytest
from django.db import connection

from candour.access.store.models import SurveyCode, SurveyIssued, View
from candour.access.survey_codes import hand_out, keep_pot
from candour.cli.wrong import Wrong
from candour.polling import keeping
from candour.polling.codes import understood
from candour.polling.statement import read_statement
from candour.record.entries.survey import SurveyDeclared
from candour.record.store.reading import read
from candour.ssd.store.reading import rows
from candour.wiring.declaring import declare
from candour.wiring.desks import right_now
from tests.polling.conftest import SHORT, STAFF
from tests.web.test_pages_open import client_for
from tests.web.test_search_in_files import begins, either

__all__ = ["begins", "either"]
DAY = timedelta(days=1)


def made(tmp_path, opens=0, long=20, name="survey"):
    """A survey that opens so many days from today."""
    first = right_now().date() + opens * DAY
    (tmp_path / "questions.toml").write_text(SHORT)
    (tmp_path / "staff.csv").write_text(STAFF)
    days = (first, first + long * DAY, first + (long + 20) * DAY)
    whose = ("Wrenshire", "https://survey.example")
    staff, pot = tmp_path / "staff.csv", tmp_path / f"{name}.txt"
    keeping.new(tmp_path / name, whose, str(tmp_path / "questions.toml"), staff, ("organisation", "role"), days, pot)
    return tmp_path / name / "survey.json", pot


def declared(tmp_path, office, **days):
    file, pot = made(tmp_path, **days)
    declare(file, pot, office.ids["data_officer"])
    return read_statement(file.read_text(), "survey.json"), pot


def code_in(page):
    found = re.search(r'id="code">([^<]+)<', page)
    return understood(found[1]) if found else None


def test_all_that_was_fixed_stands_on_the_record_and_can_be_held_against_the_service(tmp_path, either):
    fixed, _ = declared(tmp_path, either)
    fact = read(fixed.survey).of(SurveyDeclared)[0].fact
    assert (fact.digest, fact.root, fact.closes) == (fixed.digest, fixed.root, fixed.closes)
    client = client_for("social_worker", either)
    assert fixed.digest in client.get("/survey/").content.decode()
    copy = tmp_path / "from-the-record.json"
    copy.write_bytes(client.get(f"/survey/{fixed.survey}/survey.json").content)
    assert keeping.check(tmp_path / "survey", copy)[1]
    later = json.loads(copy.read_text()) | {"closes": (fixed.closes + DAY).isoformat()}
    copy.write_text(json.dumps(later))
    assert "closes" in keeping.check(tmp_path / "survey", copy)[0]


def test_each_person_is_handed_one_code_once_and_is_told_so_before(tmp_path, either):
    fixed, pot = declared(tmp_path, either)
    client = client_for("social_worker", either)
    before = client.get("/survey/").content.decode()
    assert "A lost code cannot be replaced" in before and "trust this server" in before
    page = client.post("/survey/", {"survey": fixed.survey})
    code = code_in(page.content.decode())
    assert code in [understood(line) for line in pot.read_text().splitlines()]
    assert "https://survey.example" in page.content.decode() and page["Cache-Control"] == "no-store"
    for again in (client.post("/survey/", {"survey": fixed.survey}), client.get("/survey/")):
        said = again.content.decode()
        assert code_in(said) is None and "You were handed your code on" in said and "Show my code" not in said
    other = code_in(client_for("team_manager", either).post("/survey/", {"survey": fixed.survey}).content.decode())
    assert other and other != code
    assert SurveyCode.objects.count() == fixed.codes - 2


def test_nothing_ties_a_code_to_whom_it_was_handed(tmp_path, office, caplog):
    fixed, pot = declared(tmp_path, office)
    views, entries = View.objects.count(), rows("SELECT COUNT(*) AS many FROM record_entry")
    code = code_in(client_for("social_worker", office).post("/survey/", {"survey": fixed.survey}).content.decode())
    assert code
    assert View.objects.count() == views, "no look at the survey is written down"
    assert rows("SELECT COUNT(*) AS many FROM record_entry") == entries, "that somebody was handed one is not sealed"
    assert code not in caplog.text and office.ids["social_worker"] not in caplog.text
    assert [set(one) for one in SurveyIssued.objects.values()] == [{"id", "on"}]
    connection.close()
    with sqlite3.connect(connection.settings_dict["NAME"]) as database:
        dumped = "\n".join(database.iterdump())
        for table in ("access_surveycode", "access_surveyissued"):
            sql = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table]).fetchone()[0]
            assert "WITHOUT ROWID" in sql, "no row has a number in the order of coming"
    plain = [understood(line) for line in pot.read_text().splitlines()]
    assert not any(one in dumped for one in plain), "codes lie locked until they are handed out"


def test_a_survey_is_written_down_before_it_opens_and_once(tmp_path, office):
    file, pot = made(tmp_path, opens=-1, name="late")
    with pytest.raises(Wrong, match="had to be written down by then"):
        declare(file, pot, office.ids["data_officer"])
    file, pot = made(tmp_path, opens=3, name="early")
    other, other_pot = made(tmp_path, opens=3, name="other")
    with pytest.raises(Wrong, match="is not the pot of this survey"):
        declare(file, other_pot, office.ids["data_officer"])
    with pytest.raises(Wrong, match="may not write a survey down"):
        declare(file, pot, office.ids["social_worker"])
    assert SurveyCode.objects.count() == 0
    declare(file, pot, office.ids["data_officer"])
    with pytest.raises(Wrong, match="is on the record already"):
        declare(file, pot, office.ids["data_officer"])
    assert other.exists()
    page = client_for("social_worker", office).get("/survey/").content.decode()
    assert "Codes are handed out from" in page and "Show my code" not in page


def test_no_code_is_handed_out_before_it_opens_or_to_those_who_oversee(tmp_path, office):
    fixed, _ = declared(tmp_path, office, opens=2)
    refused = client_for("social_worker", office).post("/survey/", {"survey": fixed.survey}).content.decode()
    assert "Codes are handed out while the survey is open" in refused and code_in(refused) is None
    scrutineer = client_for("scrutineer", office)
    assert scrutineer.get("/survey/").status_code == 200
    assert scrutineer.post("/survey/", {"survey": fixed.survey}).status_code == 403
    assert client_for("social_worker", office).post("/survey/", {"survey": "0" * 32}).status_code == 404
    assert SurveyIssued.objects.count() == 0


def test_many_who_ask_at_once_get_one_code_each_and_an_empty_pot_says_so(office):
    keep_pot("s" * 32, [f"{nth:020}" for nth in range(8)])
    today, got = right_now().date(), []
    started = threading.Barrier(6)

    def ask(nth):
        started.wait()
        for _ in range(2):
            got.append(hand_out("s" * 32, f"{nth % 3:032}", today))
        connection.close()

    threads = [threading.Thread(target=ask, args=(nth,)) for nth in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    codes = [one for one in got if one]
    assert len(got) == 12 and len(codes) == len(set(codes)) == 3
    assert SurveyCode.objects.count() == 5


def test_when_no_code_is_left_nobody_is_marked_as_having_one(tmp_path, office):
    fixed, _ = declared(tmp_path, office)
    SurveyCode.objects.all().delete()
    page = client_for("social_worker", office).post("/survey/", {"survey": fixed.survey}).content.decode()
    assert "There is no code left" in page
    assert SurveyIssued.objects.count() == 0
