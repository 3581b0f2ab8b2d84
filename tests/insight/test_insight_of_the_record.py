"""The record as detectors read it: the same columns as an extract, with who wrote a row, when, and who chaired."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

from candour.insight.loading import load
from candour.record.entries.signals import SignalRaised
from candour.record.store.reading import read
from candour.ssd.store.reading import rows
from candour.wiring import signals
from candour.wiring.insight_of_record import history_of_record, tables, teams_between
from tests.patterns import Town


def test_a_review_says_who_chaired_it_what_was_recommended_and_when_it_was_written(life, office):
    child = life().on_a_plan().later(80).reviewed()
    review = next(row for row in tables()["cp_reviews"] if row["cppr_person_id"] == child.person_id)
    assert review["cppr_chair"] == office.ids["conference_chair"]
    assert review["recorded_by"] == office.ids["conference_chair"]
    conference = next(row for row in tables()["initial_cp_conference"] if row["icpc_person_id"] == child.person_id)
    assert conference["icpc_chair"] == office.ids["conference_chair"]


def test_a_chair_who_ended_a_plan_against_advice_had_been_recommended_that_it_go_on(desk, clock, office):
    town = Town(desk, clock, office, desk.now.day)
    (chair,) = town.chairs(1)
    town.reviews(chair, 0.5, 20)
    town.written()
    found = {(row["cppr_cp_review_outcome_continue_cp"], row["recommended_continue"]) for row in tables()["cp_reviews"]}
    assert found == {("Y", "Y"), ("N", "Y")}


def test_almost_every_question_can_be_asked_of_a_record_that_is_kept_here(life, office):
    child = life().on_a_plan().later(80).reviewed().later(90).protected()
    recommended = {"recommendation": "Keep the plan.", "recommended_by": office.ids["social_worker"]}
    child.plan_ended(**recommended, against_recommendation=True).later(9).closed()
    known = history_of_record("Wrenshire")
    lacking = {
        test.key: known.lacks(test.needs) for one in load().values() for test in one.tests if known.lacks(test.needs)
    }
    assert set(lacking) <= {
        "held_by_newly_qualified",
        "written_before",
        "disagreed_with",
        "harm_after_disagreement",
        "nothing_followed",
    }, lacking
    assert list(known.covers) == ["Wrenshire"]


def test_a_record_with_nothing_in_it_is_asked_and_nothing_is_raised(office):
    said = signals.ask_the_record()
    assert said[-1].endswith("0 raised.")


def test_a_signal_is_of_a_team_where_most_of_its_children_were_that_teams_then(life, office, desk):
    child = life().referral().answered().allocated()
    today = desk.now.day
    assert teams_between([child.person_id], today - timedelta(days=5), today) == {child.person_id: office.team}
    assert teams_between([child.person_id], child.day - timedelta(days=50), child.day - timedelta(days=40)) == {}


def test_a_change_dated_a_little_earlier_later_on_is_not_asked_about_again(desk, clock, office, monkeypatch):
    town = Town(desk, clock, office, desk.now.day).ordinary()
    town.ended_together(town.today - timedelta(days=40))
    town.written()
    signals.ask_the_record()
    (row,) = rows("SELECT sign_id FROM ssd_signal WHERE sign_test = 'plans_ended'")
    fact = read(row["sign_id"]).last(SignalRaised).fact
    assert fact.answer_by > desk.now.day
    town.ended_together(town.today - timedelta(days=36), families=1)
    town.written()
    signals.ask_the_record()
    assert len(rows("SELECT sign_id FROM ssd_signal WHERE sign_test = 'plans_ended'")) == 1


def test_no_page_loads_a_dataframe_library_before_the_server_forks():
    """Polars starts threads, and a thread does not survive a fork."""
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'candour.wiring.settings'; import django; django.setup();"
        " import candour.wiring.wsgi, candour.web.addresses; from candour.insight.loading import load; load();"
        " sys.exit('polars' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
