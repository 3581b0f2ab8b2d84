"""The same rules find the same on this machine and on Spark."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.census_of import written
from candour.frames.said import Repeated, Whole
from candour.returns.cin_census.examples import told
from candour.returns.cin_census.layout import HEADER, TABLES
from candour.returns.cin_census.loading import load
from candour.returns.cin_census.tables_out import write_rows, write_tables
from candour.returns.rule import RULES
from tests.insight.on_both_engines import SETTINGS

CANDOUR = str(Path(sys.executable).with_name("candour"))
OLD = {("1570", 2009), ("2886Q", 2009), ("4180", 2009), ("8750", 2009)}


def together(examples):
    """The children of many examples as one return: keys and ordinals moved on, so that no two share any."""
    rows = {table.name: [] for table in TABLES if table is not HEADER}
    moved = dict.fromkeys(rows, 0)
    for example in examples:
        rows_of = told(example).rows
        for table in TABLES:
            if table is HEADER:
                continue
            depth = len(table.lineage)
            for row in rows_of.get(table.name, ()):
                keys = [key + moved[one.name] for key, one in zip(row[:depth], table.lineage, strict=True)]
                ordinals = [*row[depth : 2 * depth - 1], row[2 * depth - 1] + moved["ChildIdentifiers"]]
                rows[table.name].append((*keys, *ordinals, *row[2 * depth :]))
        for name in rows:
            moved[name] += max((row[0] for row in rows_of.get(name, ())), default=0)
    return rows


def checked(folder, *words):
    done = subprocess.run(
        [CANDOUR, "check", str(folder), "--format", "json", *words],
        env={**os.environ, **SETTINGS},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    found = json.loads(done.stdout)
    return {one["file"]: one for one in (found if isinstance(found, list) else [found])}


def but_for_lines(one):
    return {code: [place[:4] + place[5:] for place in places] for code, places in one["issues"].items()}


def test_every_rule_finds_the_same_on_both_engines(java, tmp_path):
    load()
    examples = [example for key, rule in RULES.items() if key[1:] not in OLD for example in rule.examples]
    root = tmp_path / "returns"
    write_rows(root / "examples", [(1, 1, "CIN", "2026", "2026-03-31")], [together(examples)])
    write_rows(root / "last year", [(1, 1, "CIN", "2025", "2025-03-30")], [together(examples[::7])])
    made = written(tmp_path / "made.xml", 150, wrong=0.4)
    write_tables(made, root / "made")
    spark = checked(root, "--engine", "spark")
    assert sorted(spark) == ["examples", "last year", "made"]
    for name, one in spark.items():
        here = checked(root / name)[name]
        assert but_for_lines(one) == but_for_lines(here), name
        assert (one["children"], one["year"]) == (here["children"], here["year"])
    assert but_for_lines(checked(made)["made.xml"]) == but_for_lines(spark["made"])
    about_rows = {rule.code for rule in RULES.values() if not isinstance(rule.finds, Whole | Repeated)}
    fired = {code for one in spark.values() for code in one["issues"]}
    assert about_rows - fired <= {"100"}, "every rule about rows must have something to find in its own examples"
