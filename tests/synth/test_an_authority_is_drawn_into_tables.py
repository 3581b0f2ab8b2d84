"""An authority drawn straight into tables is alike the one made at the desk, and looks like life."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from datetime import date, timedelta
from statistics import mean, median, variance

import pytest

from candour.synth.measure import measured, table
from candour.synth.regimes.census import write_census
from candour.synth.regimes.columns import COLUMNS
from candour.synth.regimes.drawing import Drawn, draw
from candour.synth.regimes.folder import write_folder
from candour.terms.working_days import is_working_day
from tests.synth.test_the_rates_are_those_published import TOLERANCES

ENDS = date(2026, 3, 31)
NOT_DRAWN = {"contacts that became referrals"}


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    return draw(seed=11, years=3, referrals=4000, ends=ENDS)


def in_a_database(drawn: Drawn):
    """Answers queries about the drawn tables, as the record's own database does about its tables."""
    base = sqlite3.connect(":memory:", detect_types=0)
    base.row_factory = sqlite3.Row
    for name, columns in COLUMNS.items():
        base.execute(f"CREATE TABLE ssd_{name} ({', '.join(columns)})")
        rows = [[str(value) if isinstance(value, date) else value for value in row] for row in drawn.rows[name]]
        base.executemany(f"INSERT INTO ssd_{name} VALUES ({', '.join('?' * len(columns))})", rows)
    base.execute("ALTER TABLE ssd_initial_cp_conference ADD COLUMN icpc_held DEFAULT 'Y'")
    base.execute("CREATE TABLE ssd_contacts (cont_contact_date)")
    base.execute(
        "CREATE VIEW ssd_disability AS SELECT pers_person_id AS disa_person_id, pers_disability AS disa_disability_code"
        " FROM ssd_person"
    )
    return lambda query: [dict(row) for row in base.execute(query)]


def test_the_drawn_tables_have_the_published_rates_as_the_desk_made_ones_have(drawn, capsys):
    found = measured(ENDS - timedelta(days=730), ENDS, in_a_database(drawn))
    found = tuple(one for one in found if one.name not in NOT_DRAWN)

    with capsys.disabled():
        print("\n" + table(found))
    assert {one.name for one in found} == set(TOLERANCES) - NOT_DRAWN
    assert not [str(one) for one in found if abs(one.here - one.published) > TOLERANCES[one.name][1]]


def test_as_many_children_are_referred_as_were_asked_for_in_each_year(drawn):
    years = Counter((day - timedelta(days=90)).year for day in drawn.columns("cin_episodes")["cine_referral_date"])

    for year in (2023, 2024, 2025):
        assert 3400 < years[year] < 4600


def test_the_same_seed_writes_the_same_bytes_and_another_seed_others(tmp_path):
    for folder, seed in (("one", 5), ("same", 5), ("other", 6)):
        authority = draw("bulk", seed=seed, years=2, referrals=300, ends=ENDS)
        write_folder(authority, tmp_path / folder)
        write_census(authority, tmp_path / folder)

    def written(folder):
        return {path.name: path.read_bytes() for path in sorted((tmp_path / folder).iterdir())}

    assert len(written("one")) == len(COLUMNS) + 1 + 2  # what was planted, and two whole census years
    assert written("one") == written("same")
    assert written("one")["ssd_cp_plans.csv"] != written("other")["ssd_cp_plans.csv"]


def test_leaving_visits_out_changes_nothing_else():
    with_visits = draw(seed=5, referrals=200, ends=ENDS)
    without = draw(seed=5, referrals=200, ends=ENDS, visits=False)

    def days(authority):
        return [(row[1], row[2], row[7]) for row in authority.rows["cin_episodes"]]

    assert with_visits.rows["cin_visits"] and not without.rows["cin_visits"]
    assert days(with_visits) == days(without)


def test_conferences_and_reviews_are_held_on_days_offices_are_open(drawn):
    held = [
        *drawn.columns("initial_cp_conference")["icpc_icpc_date"],
        *drawn.columns("cp_reviews")["cppr_cp_review_date"],
    ]

    assert len(held) > 4000 and all(is_working_day(day) for day in held)


def test_nothing_is_written_before_it_happens_and_most_of_it_within_three_days(drawn):
    reviews = drawn.columns("cp_reviews")
    late = [
        (written.date() - day).days
        for day, written in zip(reviews["cppr_cp_review_date"], reviews["recorded_at"], strict=True)
    ]

    assert min(late) >= 0
    assert mean(days <= 3 for days in late) > 0.85
    assert all(8 <= written.hour < 19 for written in reviews["recorded_at"])


def test_brothers_and_sisters_move_together(drawn):
    family_of = {row[2]: row[1] for row in drawn.rows["family"]}
    ended = defaultdict(list)
    for row in drawn.rows["cp_plans"]:
        if row[5]:
            ended[family_of[row[3]], row[4]].append(row[5])
    together = [len(set(days)) == 1 for days in ended.values() if len(days) > 1]

    assert len(together) > 150 and mean(together) > 0.9


def test_weeks_are_less_even_than_chance_alone_would_make_them(drawn):
    days = [day for day in drawn.columns("cin_episodes")["cine_referral_date"] if day >= drawn.opens]
    weeks = list(Counter(day.isocalendar()[:2] for day in days).values())[1:-1]

    assert variance(weeks) > 1.8 * mean(weeks)


def test_a_worker_has_about_as_many_children_as_in_england(drawn):
    on = date(2025, 10, 1)
    now = Counter(row[2] for row in drawn.rows["involvements"] if row[5] <= on and (row[6] is None or row[6] > on))

    assert 12 <= median(now.values()) <= 20


def test_an_honest_authority_has_no_duty_done_by_somebody_who_is_not_registered(drawn):
    registered = {row[0]: row[2] and row[8] is None for row in drawn.rows["professionals"]}

    assert all(registered[row[8]] for row in drawn.rows["s47_enquiry"])
    assert all(registered[row[8]] for row in drawn.rows["cin_assessments"])
