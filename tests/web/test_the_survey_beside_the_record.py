"""What staff said of pressure stands next to what the record shows, with small numbers kept back and nobody named."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pytest

from candour.cli.wrong import Wrong
from candour.frames.coded_columns import read_coded
from candour.record.entries.cin_episodes import ReferralReceived
from candour.record.entries.department import TeamRecorded
from candour.record.entries.direction import DirectionReceived
from candour.record.entries.involvements import ChildAllocated
from candour.record.entries.person import PersonRecorded
from candour.record.entries.survey import StaffGroup, SurveyDeclared
from candour.record.entry import ToRecord
from candour.voice.survey.answers import understand
from candour.voice.survey.mapping import Mapping
from candour.voice.survey.reading import standard
from candour.voice.survey.results import find
from candour.voice.survey.telling import write_csv
from candour.wiring.survey_beside import beside
from tests.examples import example_of
from tests.office import FOUNDER
from tests.voice.asking import written

YES = "    yes: 60%"


@pytest.fixture
def survey(desk, office):
    """A survey on the record whose results are out today. Returns its reference."""
    survey_id, today = desk.fresh(), desk.now.day
    levels = {"service": ("Safeguarding north", "Help"), "team": ("Day", "Night")}
    made = replace(
        example_of(SurveyDeclared), survey_id=survey_id, title="How work is", breakdowns=("organisation",),
        staff=tuple(StaffGroup(level=level, group=group, staff=60) for level, two in levels.items() for group in two),
        opens=today - timedelta(days=30), closes=today - timedelta(days=10), publishes=today,
    )  # fmt: skip
    desk.note([ToRecord(made, (survey_id,), today)], by=FOUNDER)
    return survey_id


@pytest.fixture
def results(tmp_path):
    rows = [
        {"service": service, "team": team, "pressured_reclassify": "yes" if nth < 24 else "no"}
        for service, team in (("Safeguarding north", "Day"), ("Help", "Night"))
        for nth in range(40)
    ]
    told = io.StringIO()
    asks = standard()
    found = find(
        asks, understand(read_coded(written(tmp_path / "answers.csv", rows)), asks, Mapping()), None, ["organisation"]
    )
    write_csv(found, told)
    file = tmp_path / "results.csv"
    file.write_text(told.getvalue(), encoding="utf-8")
    return file


def directed(desk, office, team, many):
    """So many children of a team, with a direction about each a month ago."""
    day = desk.now.day - timedelta(days=40)
    for nth in range(many):
        child, name = desk.fresh(), f"Kit{nth}"
        facts = (
            PersonRecorded(forename=name, surname="Hale", la_child_id=f"{team[:6]}{nth}"),
            ReferralReceived(referral_id=desk.fresh(), received_on=day, source_code="1A"),
            ChildAllocated(involvement_id=desk.fresh(), worker_id=office.ids["social_worker"], team_id=team, start=day),
            DirectionReceived(
                direction_id=desk.fresh(), from_whom="Sal Verity", their_role="Director", received_on=day
            ),
        )
        desk.note([ToRecord(fact, (child,), day) for fact in facts], by=FOUNDER)


def team_called(desk, name, **more):
    team = desk.fresh()
    desk.note([ToRecord(TeamRecorded(name=name, **more), (team,), desk.now.day - timedelta(days=60))], by=FOUNDER)
    return team


def part(told, heading):
    return told.split(f"\n{heading}\n")[1].split("\n\n")[0]


def test_the_two_stand_side_by_side_for_everybody_and_each_service_both_have_and_nobody_is_named(
    desk, office, survey, results
):
    directed(desk, office, office.team, 14)
    directed(desk, office, team_called(desk, "Help"), 12)
    told = beside(results, "")
    assert f"{YES} (49.0 to 70.0)" in told.split("What the record shows")[0]
    assert "  Directions written down: 26" in told
    north = part(told, "Safeguarding north")
    assert "yes: 60%" in north and "Directions written down: 14" in north
    assert "Directions written down: 12" in part(told, "Help")
    assert "never written" in told and "neither corrects the other" in told
    assert not any(name in told for name in ("Kit", "Hale", "Sal Verity", "Jo Marsh", "p-value"))


def test_a_small_number_is_kept_back_and_so_is_the_one_it_could_be_had_from(desk, office, survey, results):
    directed(desk, office, office.team, 14)
    directed(desk, office, team_called(desk, "Help"), 3)
    told = beside(results, survey)
    assert "  Directions written down: 17" in told
    for group in ("Safeguarding north", "Help"):
        assert "Directions written down: not told" in part(told, group)


def test_a_team_below_a_service_counts_with_it(desk, office, survey, results):
    directed(desk, office, team_called(desk, "Duty", parent_id=office.team, parent_name="Safeguarding north"), 11)
    assert "Directions written down: 11" in part(beside(results, survey), "Safeguarding north")


def test_results_of_another_survey_are_refused_with_what_to_do(desk, office, survey, results):
    text = results.read_text(encoding="utf-8")
    for old, new, why in (
        ("organisation", "age", "was not fixed of this survey"),
        ("Night", "Elsewhere", "was not fixed of this survey"),
        (",80,80,", ",900,900,", "more answered than the 120"),
        ("pressured_reclassify", "something_else", "none of the questions about pressure"),
    ):
        assert old in text
        results.write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(Wrong, match=why):
            beside(results, survey)


def test_a_survey_whose_results_are_not_out_is_refused(desk, office, results):
    with pytest.raises(Wrong, match="No survey on the record has its results out yet"):
        beside(results, "")
