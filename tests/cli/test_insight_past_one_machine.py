"""`candour insight` over many authorities: in one folder or in folders of their own, here or on Spark, as each alone."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from candour.cli import asking, command
from candour.insight import portions
from tests.insight.on_both_engines import SETTINGS

WORDS = ("--years", "3", "--referrals", "400", "--ends", "2026-03-31")
PLANTED = {"Northmoor": ("bulk", "12", "5"), "Southdale": ("hidden-work", "0.4", "1")}


def types(*words):
    """Types a command on a machine with no record: asking for one fails the test."""
    said = [str(word) for word in words]
    return command.run(said, *[lambda: pytest.fail("asked for a record, a witness or a survey")] * 3)


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    """Two authorities' tables, each in a folder of its own."""
    root = tmp_path_factory.mktemp("region")
    for name, (regime, size, seed) in PLANTED.items():
        assert types("synth", "--tables", root / name, "--regime", regime, "--size", size, "--seed", seed, *WORDS) == 0
        (root / name / "planted.json").unlink()
    return root


@pytest.fixture(scope="module")
def pool(region, tmp_path_factory):
    """The same rows in one folder, with a column that says whose they are; the table of families does not."""
    root = tmp_path_factory.mktemp("pool")
    for path in sorted((region / "Northmoor").glob("*.csv")):
        with (root / path.name).open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            for at, name in enumerate(PLANTED):
                with (region / name / path.name).open(encoding="utf-8", newline="") as file:
                    rows = list(csv.reader(file))
                said = "ssd_family" not in path.name
                if at == 0:
                    writer.writerow([*rows[0], "authority"] if said else rows[0])
                for row in rows[1:]:
                    writer.writerow([*_own(rows[0], row, name), name] if said else _own(rows[0], row, name))
    return root


def _own(columns, row, name):
    # What says of no row whose it is can only be shared by authorities that number their children apart.
    return [f"{name[0]}{one}" if at.endswith("person_id") else one for at, one in zip(columns, row, strict=True)]


def asked(capsys, *words):
    capsys.readouterr()
    assert types("insight", *words, "--format", "json") == 0
    return json.loads(capsys.readouterr().out)["notices"]


def unnumbered(found):
    return [{**one, "children": [child.lstrip("NS") for child in one["children"]]} for one in found]


def test_authorities_are_asked_together_as_each_alone_and_some_at_a_time_as_all_at_once(
    region, pool, capsys, monkeypatch
):
    alone = [one for name in PLANTED for one in asked(capsys, region / name)]
    assert {one["authority"] for one in alone} == set(PLANTED)

    assert asked(capsys, region) == alone
    assert unnumbered(asked(capsys, pool)) == unnumbered(alone)
    monkeypatch.setattr(asking, "portions", lambda raw, engine: portions.portions(raw, engine, at_once=10))
    assert unnumbered(asked(capsys, pool)) == unnumbered(alone)


def test_folders_of_several_authorities_are_asked_on_spark_as_here(java, region, tmp_path, capsys, monkeypatch):
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    for name in PLANTED:
        # A few tables are enough: the tests of the engines ask every question.
        for table in ("family", "cin_episodes", "cp_plans"):
            (tmp_path / name).mkdir(exist_ok=True)
            shutil.copy(region / name / f"ssd_{table}.csv", tmp_path / name)

    here = asked(capsys, tmp_path)

    assert here
    assert asked(capsys, tmp_path, "--engine", "spark") == here


def test_spark_says_where_there_is_nothing_to_ask(java, tmp_path, capsys, monkeypatch):
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)

    assert types("insight", tmp_path, "--engine", "spark") == 2
    assert "there are no tables in it named as in the Standard Safeguarding Dataset" in capsys.readouterr().err


def test_a_spark_that_does_not_start_is_told_in_a_sentence(region):
    words = [str(Path(sys.executable).with_name("candour")), "insight", str(region), "--engine", "spark"]
    lamed = {**os.environ, "PYSPARK_SUBMIT_ARGS": "--conf spark.driver.memory=1x pyspark-shell"}
    made = subprocess.run(words, capture_output=True, text=True, check=False, env=lamed)
    assert made.returncode == 2 and not made.stdout
    last = made.stderr.splitlines()[-1]
    assert last.startswith("candour: Spark did not start: ") and last.endswith("or leave --engine out")
    assert "Traceback" not in made.stderr and ".." not in last
