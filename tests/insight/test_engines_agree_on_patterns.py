"""A detector counts the same children, and asks the same questions, on this machine and on Spark."""

from __future__ import annotations

import io
from collections import defaultdict
from datetime import date

import pytest

from candour.insight.history import history
from candour.insight.loading import load
from candour.insight.reports.machine import write_json
from candour.insight.run import run
from candour.synth.regimes.drawing import draw
from tests.insight.on_both_engines import HERE, frames, spark_engine, texts

TESTS = {f"{one.key}.{test.key}": test for one in load().values() for test in one.tests}


@pytest.fixture(scope="module")
def spark(java):
    with spark_engine() as engine:
        yield engine


def examples():
    """The examples of every test in one set of tables, each as an authority of its own."""
    rows = defaultdict(list)
    for key, test in TESTS.items():
        for table, some in test.example.tables.items():
            rows[table] += [{**row, "authority": key} for row in some]
    return {table: texts(columns_of(some)) for table, some in rows.items()}


def columns_of(rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    return {name: [row.get(name) for row in rows] for name in names}


def counted(engine, tables):
    """For each test, the rows it counts of its own example, in an order of their own."""
    known = history(frames(engine, tables), engine, source="extract", covers=dict.fromkeys(TESTS, (0, 1)))
    found = {}
    for key, test in TESTS.items():
        rows = engine.collected(test.cases(known))
        names = sorted(rows)
        every = zip(*(rows[name] for name in names), strict=True)
        mine = [dict(zip(names, row, strict=True)) for row in every if row[names.index("authority")] == key]
        found[key] = sorted(tuple(str(row[name]) for name in names) for row in mine)
    return found


def test_every_test_counts_the_same_children_of_its_example_on_both_engines(spark):
    tables = examples()

    here, there = counted(HERE, tables), counted(spark, tables)

    for key in TESTS:
        assert here[key] == there[key], key
        assert here[key], f"{key} counts nothing in its own example"


def told(found):
    out = io.StringIO()
    write_json(found, [], out)
    return out.getvalue()


DRAWN = [("bulk", 12.0, 5), ("hidden-work", 0.3, 1)]
# Every way of judging once; the examples above are of every question.
SOME = [load()[key] for key in ("bulk_downgrade", "conference_direction", "threshold_drift", "worked_by_another")]


@pytest.fixture(scope="module")
def drawn():
    """Small authorities with something planted, as written tables that say whose they are."""
    made = {}
    for regime, size, seed in DRAWN:
        one = draw(regime, seed=seed, years=3, referrals=400, ends=date(2026, 3, 31), size=size, visits=False)
        made[regime] = {name: texts(one.columns(name)) for name in one.rows}
    return made


def pooled(drawn):
    """All authorities' tables as one set, each row with the name of its authority."""
    made = {}
    for name in next(iter(drawn.values())):
        columns = defaultdict(list)
        for authority, tables in drawn.items():
            for column, values in tables[name].items():
                columns[column] += values
            columns["authority"] += [authority] * len(next(iter(tables[name].values())))
        made[name] = dict(columns)
    return made


@pytest.mark.long
def test_what_is_asked_of_drawn_authorities_is_the_same_to_the_letter_on_both_engines_and_together_or_alone(
    drawn, spark
):
    alone = [
        run(history(frames(HERE, tables), HERE, source="extract", authority=name), SOME)
        for name, tables in drawn.items()
    ]
    together = pooled(drawn)

    here = run(history(frames(HERE, together), HERE, source="extract"), SOME)
    there = run(history(frames(spark, together), spark, source="extract"), SOME)

    assert {one.detector for one in here.notices} >= {"bulk_downgrade", "worked_by_another"}
    assert told(here) == told(there)
    assert [one for part in alone for one in part.notices] == list(here.notices)
    assert here.watched == there.watched
