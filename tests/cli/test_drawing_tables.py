"""`candour synth --tables` draws an authority into a folder, with no record and no setting up."""

from __future__ import annotations

import csv
import json
from types import SimpleNamespace

import pytest

from candour.cli import command


def types(*words):
    """Types a command on a machine with no record: asking for one fails the test."""
    return command.run(words, *[lambda: pytest.fail("asked for a record, a witness or a survey")] * 3)


@pytest.fixture
def folder(tmp_path, capsys):
    words = ("--seed", "3", "--years", "2", "--referrals", "150", "--ends", "2026-03-31", "--census")
    assert types("synth", "--tables", str(tmp_path / "made"), "--regime", "bulk", "--size", "3", *words) == 0
    said = capsys.readouterr().out
    assert "18 files" in said and "“bulk”" in said
    return tmp_path / "made"


def test_the_folder_holds_tables_as_councils_extract_them_and_the_truth_beside_them(folder):
    with (folder / "ssd_cp_plans.csv").open(encoding="utf-8") as file:
        plans = list(csv.DictReader(file))
    truth = json.loads((folder / "planted.json").read_text())

    assert plans and {"cppl_cp_plan_id", "cppl_cp_plan_end_date", "recorded_at", "end_recorded_by"} <= set(plans[0])
    assert truth["regime"] == "bulk" and truth["size"] == 3 and truth["starts"] == "2025-03-31"
    stepped_down = {act["child"] for act in truth["acts"]}
    assert stepped_down and stepped_down <= {plan["cppl_person_id"] for plan in plans if plan["cppl_cp_plan_end_date"]}


def test_every_whole_census_year_is_a_file_that_checks_well(folder, tmp_path, capsys):
    for year in (2025, 2026):
        report = tmp_path / f"{year}.csv"
        types("check", str(folder / f"CIN_Census_{year}.xml"), "--errors-only", "--format", "csv", "--out", str(report))
        with report.open(encoding="utf-8") as file:
            found = {row["code"] for row in csv.DictReader(file)}
        # The pupil numbers carry a council code that no council has, so that they are nobody's.
        assert found == {"1530"}


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["--regime", "nonsense"], "There is no regime nonsense. There are:"),
        (["--ends", "31/03/2026"], "--ends 31/03/2026 is not a day. Write it as 2026-03-31"),
        (["--ends", "2026-03-31", "--start", "2029-01-01"], "2029-01-01 does not lie between"),
        (["--years", "0"], "--years is 0: choose a whole number from 1 to 20"),
        (["--referrals", "5"], "--referrals is 5: choose"),
        (["--regime", "drift", "--size", "-1"], "--size is -1: choose"),
        (["--regime", "drift", "--size", "nan"], "--size is nan: choose"),
        (["--ends", "1950-01-01"], "3 years up to 1950-01-01 cannot be drawn: end between 1995-01-01"),
        (["--ends", "0001-01-01"], "cannot be drawn"),
        (["--ends", "9999-12-31"], "cannot be drawn"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(tmp_path, capsys, words, what):
    assert types("synth", "--tables", str(tmp_path / "made"), *words) == 2

    assert what in capsys.readouterr().err
    assert not (tmp_path / "made").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path, capsys):
    (tmp_path / "made").write_text("a file")

    assert types("synth", "--tables", str(tmp_path / "made"), "--referrals", "20", "--years", "1") == 2

    assert "The tables could not be written to" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "size"), [([], 500), (["--size", "40"], 40)])
def test_without_a_folder_it_adds_children_to_a_demonstration_as_before(capsys, words, size):
    asked = []
    tools = SimpleNamespace(synth=lambda *about: asked.append(about) or "done")

    assert command.run(["synth", *words], lambda: tools, lambda: None, lambda: None) == 0
    assert asked == [(size, 1, 3)]
