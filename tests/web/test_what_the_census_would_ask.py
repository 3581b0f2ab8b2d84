"""After a save the census's rules are asked, and whoever can mend it is told: once, in words, with the way there."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from datetime import date, timedelta

import pytest

from candour.frames import polars_engine
from candour.record.casefile.person import person
from candour.record.entries.cin_census import CensusGroupImported
from candour.record.entries.cp_plans import CpPlanStarted
from candour.returns.cin_census.loading import rules_for
from candour.terms.england_year import census_year_of
from candour.wiring.desks import right_now
from tests.intake.census_files import child as census_child
from tests.intake.census_files import episode, message
from tests.intake.conftest import bring_in
from tests.web.test_pages_open import client_for

__all__ = ["bring_in"]
BOTH = "A child is said to have no disability, and one as well"
NEWS = "The census would send this back"
YEAR = census_year_of(right_now().date())


def shown(client, where):
    """The words of a page, as somebody reads them."""
    reply = client.get(where)
    assert reply.status_code == 200, where
    return html.unescape(reply.content.decode())


def links(words):
    return re.findall(r'href="([^"]+)"', words)


@pytest.fixture
def amira(life):
    """A child referred this year, with a worker."""
    return life().on(max(YEAR.start, date(2026, 4, 1))).referral().answered().allocated()


@pytest.fixture
def worker(office):
    return client_for("social_worker", office)


def details(client, child, **other):
    """Save the details page with these disabilities."""
    known = person(child.case)
    said = {
        "forename": known.forename, "surname": known.surname, "dob": "2014-05-06", "sex": "F", "ethnicity": "WBRI",
        "disabilities": ["NONE"], "upn_unknown": "UN6", **other,
    }  # fmt: skip
    reply = client.post(f"/child/{child.person_id}/details/", said)
    assert reply.status_code == 302, reply.content.decode()


def test_what_the_census_would_send_back_is_shown_once_after_the_save_with_the_way_to_mend_it(worker, amira):
    where = f"/child/{amira.person_id}/"
    details(worker, amira)
    assert NEWS not in shown(worker, where)
    details(worker, amira, disabilities=["NONE", "MOB"])
    words = shown(worker, where)
    assert NEWS in words and BOTH in words and rules_for(2026)["8790"].about["What to do"] in words
    assert f"{where}details/" in links(words.partition(NEWS)[2]) and "/census/rules/8790/" in links(words)
    assert NEWS not in shown(worker, where)


def test_the_same_thing_is_not_said_again_with_the_next_save(worker, amira):
    details(worker, amira, disabilities=["NONE", "MOB"])
    assert BOTH in shown(worker, f"/child/{amira.person_id}/")
    details(worker, amira, disabilities=["NONE", "MOB"], forename="Amina")
    worker.post(f"/child/{amira.person_id}/died/", {"died_on": "2013-01-02"})
    words = shown(worker, f"/child/{amira.person_id}/")
    assert BOTH not in words.partition("<main")[0]


def test_where_something_is_asked_nothing_of_the_census_stands_beside_it(worker, amira):
    details(worker, amira, disabilities=["NONE", "MOB"])
    for step in ("harm", "details", "visit"):
        assert NEWS not in shown(worker, f"/child/{amira.person_id}/{step}/")
    assert NEWS not in shown(worker, "/")
    assert NEWS in shown(worker, f"/child/{amira.person_id}/")


def test_only_whoever_saved_it_is_told(worker, amira, office):
    details(worker, amira, disabilities=["NONE", "MOB"])
    assert NEWS not in shown(client_for("team_manager", office), f"/child/{amira.person_id}/")


class StoppedDead(BaseException):
    """What an engine raises that stops dead: no Exception, so that it is not caught by the way."""


def test_a_save_stands_though_the_rules_cannot_be_run(worker, amira, monkeypatch):
    def stop(*_):
        raise StoppedDead

    monkeypatch.setattr(polars_engine.Prepared, "answers", stop)
    details(worker, amira, disabilities=["NONE", "MOB"])
    words = shown(worker, f"/child/{amira.person_id}/")
    assert "What you saved is on the record" in words and NEWS not in words
    assert person(amira.case).disabilities == ("NONE", "MOB")
    assert "could not be run just now" in shown(worker, f"/child/{amira.person_id}/census/")


def test_everything_the_census_would_ask_is_on_one_page_with_the_reason_and_the_way_to_mend_it(worker, amira):
    details(worker, amira, disabilities=["NONE", "MOB"])
    shown(worker, f"/child/{amira.person_id}/")
    words = shown(worker, f"/child/{amira.person_id}/census/")
    about = rules_for(2026)["8790"].about
    for said in (BOTH, about["Why it matters"], about["What to do"], "Disability (Disability): “MOB”"):
        assert said in words, said
    assert f"/child/{amira.person_id}/details/" in links(words)
    assert "not in the return" in shown(worker, f"/child/{amira.person_id}/census/?year=2025")
    for wrong in ("1999", "2999", "x", "٢٠٢٦"):
        assert worker.get(f"/child/{amira.person_id}/census/?year={wrong}").status_code == 404


def test_where_the_return_says_something_else_than_the_record_the_page_says_why(worker, life):
    child = (
        life().on(YEAR.start - timedelta(90)).referral().answered().allocated().on(YEAR.start + timedelta(9)).assessed()
    )
    words = shown(worker, f"/child/{child.person_id}/census/?year={YEAR.ends_in - 1}")
    assert "(AssessmentAuthorisationDate): nothing (happened after the year ended: left blank)" in words


def test_a_rule_about_a_plan_leads_to_the_entry_that_says_it(worker, amira):
    episode_id = next(item.fact.referral_id for item in amira.case.recorded if hasattr(item.fact, "referral_id"))
    amira.note(CpPlanStarted(cp_plan_id="p" * 32, referral_id=episode_id, started_on=amira.day, category="XXX"))
    plan = amira.case.last(CpPlanStarted)
    words = shown(worker, f"/child/{amira.person_id}/census/")
    assert "The child protection plan of" in words and "“XXX”" in words
    where = f"/child/{amira.person_id}/entry/{plan.position}/correct/"
    assert where in links(words)
    said = {
        "started_on": plan.fact.started_on.isoformat(),
        "category": "NEG",
        "previous_plans": "0",
        "visit_every": "10",
    }
    assert worker.post(where, said).status_code == 302
    assert "“XXX”" not in shown(worker, f"/child/{amira.person_id}/census/")
    assert amira.case.last(CpPlanStarted).fact.previous_plans == 0


def test_what_came_in_a_file_is_mended_on_its_entry_element_by_element(bring_in, desk, worker):
    year = YEAR.ends_in
    wrong = episode(f"{year - 1}-06-03", closed=f"{year - 1}-08-01").replace("RC7", "rc7")
    bring_in(message(census_child("KESTREL1", wrong), year=year))
    from candour.ssd.store.reading import rows

    person_id = rows("SELECT pers_person_id AS id FROM ssd_person WHERE pers_legacy_id = 'KESTREL1'")[0]["id"]
    words = shown(worker, f"/child/{person_id}/census/")
    assert "“rc7”" in words
    where = next(one for one in links(words) if one.endswith("/correct/"))
    form = shown(worker, where)
    assert "rc7 (as the file has it)" in form and "Child number" not in form
    said = {
        "CINreferralDate": f"{year - 1}-06-03", "ReferralSource": "2A", "PrimaryNeedCode": "N5",
        "CINclosureDate": f"{year - 1}-08-01", "ReasonForClosure": "rc7", "ReferralNFA": "false",
    }  # fmt: skip
    assert "Nothing is different" in worker.post(where, said).content.decode()
    assert worker.post(where, said | {"ReasonForClosure": "RC7"}).status_code == 302
    assert "“rc7”" not in shown(worker, f"/child/{person_id}/census/")
    mended = [
        item
        for item in desk.casefile_to_read(person_id).of(CensusGroupImported)
        if item.fact.group != "ChildIdentifiers"
    ]
    before = [item for item in desk.casefile_to_read(person_id).recorded if item.entry_id == mended[-1].supersedes]
    lines = {one.element: one.line for one in before[0].fact.elements}
    assert {one.element: one.line for one in mended[-1].fact.elements} == lines | {"ReasonForClosure": 0}


def test_a_child_number_is_mended_with_the_details_and_two_children_never_share_one(worker, amira, life):
    other = person(life("Bea", "Stone").case).la_child_id
    reply = worker.post(
        f"/child/{amira.person_id}/details/",
        {"sex": "F", "ethnicity": "WBRI", "disabilities": ["NONE"], "la_child_id": other},
    )
    assert "Somebody else on the record has this number" in html.unescape(reply.content.decode())
    details(worker, amira, la_child_id="AMIRA2026")
    assert person(amira.case).la_child_id == "AMIRA2026"
    details(worker, amira, la_child_id="")
    assert person(amira.case).la_child_id == "AMIRA2026"


def test_a_server_that_begins_loads_none_of_what_runs_the_rules(tmp_path):
    """It would be copied into every process that serves: an engine with threads of its own may not be."""
    code = "import sys, candour.wiring.wsgi, candour.web.addresses; print({'polars', 'narwhals'} & set(sys.modules))"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "CANDOUR_DATA": str(tmp_path)},
    )  # fmt: skip
    assert told.stdout.strip() == "set()"


def test_every_rule_has_a_page_that_says_what_is_wrong_why_it_matters_and_what_to_do(office):
    client = client_for("administrator", office)
    listed = shown(client, "/census/rules/")
    for code, rule in rules_for(YEAR.ends_in).items():
        words = shown(client, f"/census/rules/{code}/")
        assert f"/census/rules/{code}/" in links(listed)
        for said in (rule.message, rule.about["Why it matters"], rule.about["What to do"], rule.examples[0].says[1:]):
            assert said in words, (code, said)
    assert client.get("/census/rules/9999/").status_code == 404
    assert client.get("/census/rules/8790q/").status_code == 404
