"""A pattern is told from chance as often as is said, and what is found is dated and sized rightly."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.insight.statistics import apart, bulk, change, discovery, exact

MONTHS = 48


def months(chance, each, *levels):
    """Monthly counts: for so many months each level, with so many families a month."""
    share = np.concatenate([np.full(length, level) for length, level in levels])
    return chance.binomial(each, share), np.full(len(share), each)


def test_a_share_that_does_not_change_is_called_changed_about_as_often_as_is_accepted():
    chance = np.random.default_rng(1)
    alarms = sum(change.first_change(*months(chance, 60, (MONTHS, 0.4)), 0.025, 0.025) is not None for _ in range(300))
    assert 2 <= alarms <= 30  # of 300; 15 would be 5%


def test_enquiries_that_lead_to_conference_in_a_third_fewer_cases_are_found_within_the_year_and_dated():
    chance = np.random.default_rng(2)
    found = [change.first_change(*months(chance, 40, (30, 0.42), (18, 0.25)), 0.015, 0.015) for _ in range(60)]
    soon = [one for one in found if one and 30 <= one.seen <= 41]
    assert len(soon) >= 57
    assert np.median([one.seen - 29 for one in soon]) <= 5
    assert abs(np.median([one.began for one in soon]) - 30) <= 1
    assert all(one.z < 0 and one.low < 0.25 + 0.15 and one.before > one.after for one in soon)


def test_months_of_one_or_two_families_that_become_months_of_ten_are_no_change():
    chance = np.random.default_rng(10)
    of = np.concatenate([np.tile([1, 2], 30), np.full(60, 10)])
    alarms = sum(change.first_change(chance.binomial(of, 0.95), of, 0.025, 0.025) is not None for _ in range(150))
    assert alarms <= 15


def test_only_the_side_that_is_asked_about_is_found():
    happened, of = months(np.random.default_rng(9), 80, (30, 0.4), (18, 0.2))
    assert change.first_change(happened, of, 0.05, 0.0) is None
    assert change.first_change(happened, of, 0.0, 0.05).z < 0


def test_months_that_differ_by_more_than_chance_do_not_make_a_change():
    chance = np.random.default_rng(3)
    alarms = 0
    for _ in range(150):
        share = chance.beta(0.4 * 12, 0.6 * 12, MONTHS)  # each month its own level: five times chance's spread
        happened = chance.binomial(60, share)
        alarms += change.first_change(happened, np.full(MONTHS, 60), 0.025, 0.025) is not None
    assert alarms <= 15


def test_a_limit_is_higher_where_less_is_accepted_and_where_it_is_watched_for_longer():
    assert change.limit_for(0.01, 48) > change.limit_for(0.05, 48)
    assert change.limit_for(0.01, 120) > change.limit_for(0.01, 24)
    assert change.chance_of(change.limit_for(0.01, 48), 48) == pytest.approx(0.01, abs=0.002)
    assert change.chance_of(9.0, 48) < 1e-8


def test_a_series_too_short_or_empty_has_no_change():
    assert change.first_change([1] * 5, [10] * 5, 0.1, 0.1) is None
    assert change.first_change([0] * 48, [0] * 48, 0.1, 0.1) is None
    assert change.largest_change([], []) is None


def days(chance, mean, many, spread=1.4):
    variance = mean * spread
    return chance.negative_binomial(mean * mean / (variance - mean), mean / variance, many)


def test_days_that_cluster_as_review_days_do_are_seldom_called_a_bulk():
    chance = np.random.default_rng(4)
    alarms = sum(bool(bulk.bursts(days(chance, 1.0, 750), 0.02)) for _ in range(60))
    assert alarms <= 5


def test_twenty_families_in_three_days_are_found_on_the_day_they_can_be():
    chance = np.random.default_rng(5)
    hit = 0
    for _ in range(30):
        counts = days(chance, 0.8, 750)
        counts[500:503] += chance.multinomial(20, [1 / 3] * 3)
        found = [one for one in bulk.bursts(counts, 0.02) if one.first <= 502 and one.last >= 500]
        hit += len(found) == 1 and 500 <= found[0].seen <= 503
    assert hit >= 28


def test_a_bulk_in_the_first_weeks_can_be_said_once_there_is_something_to_hold_it_against():
    counts = np.tile([0, 1, 0, 2, 1], 60)
    counts[20] = 25
    (found,) = bulk.bursts(counts, 0.02)
    assert found.first <= 20 <= found.last
    assert found.seen == bulk.WARMING - 1
    assert bulk.bursts(counts[:90], 0.02) == []


def test_a_monthly_panel_on_a_set_day_is_ordinary_and_a_day_beyond_every_panel_is_not():
    chance = np.random.default_rng(6)
    counts = chance.poisson(0.5, 750)
    counts[::20] += 9
    assert bulk.bursts(counts, 0.02) == []
    counts[607] += 45
    assert [one.first <= 607 <= one.last for one in bulk.bursts(counts, 0.02)] == [True]


def test_two_bulks_are_both_found_though_each_is_in_the_others_year():
    counts = days(np.random.default_rng(7), 0.8, 750)
    counts[400] += 25
    counts[450] += 25
    found = bulk.bursts(counts, 0.02)
    assert [one.first <= at <= one.last for one, at in zip(found, (400, 450), strict=True)] == [True, True]


def test_one_chair_of_eight_with_half_the_plans_of_the_others_stands_apart():
    chance = np.random.default_rng(8)
    hit = false = 0
    for _ in range(60):
        odds = np.log(0.8 / 0.2) + chance.normal(0, 0.3, 8)
        share = 1 / (1 + np.exp(-odds))
        honest = chance.binomial(80, share)
        false += any(one.p < 0.005 for one in apart.apart(honest, np.full(8, 80.0)))
        share[3] = 0.5
        directed = chance.binomial(80, share)
        found = {one.unit: one for one in apart.apart(directed, np.full(8, 80.0))}
        hit += found[3].p < 0.005 and found[3].z < 0 and found[3].share < found[3].low
    assert hit >= 30
    assert false <= 6


def test_too_few_chairs_or_cases_are_not_compared():
    assert apart.apart([10, 20, 30], [40.0, 40.0, 40.0]) == []
    assert apart.apart([1, 1, 1, 1, 1], [5.0] * 5) == []


@given(st.lists(st.floats(0.01, 0.99), min_size=1, max_size=12), st.integers(0, 12))
@settings(max_examples=40, deadline=None)
def test_the_exact_chance_of_as_many_falls_as_more_are_asked_for(chances, happened):
    here, more = exact.as_many(chances, happened), exact.as_many(chances, happened + 1)
    assert 0 <= more <= here <= 1
    assert exact.as_many(chances, 0) == pytest.approx(1)
    assert exact.as_many(chances, len(chances)) == pytest.approx(np.prod(chances))


def test_the_exact_chance_with_equal_chances_is_the_binomial():
    from scipy.stats import binom

    assert exact.as_many([7 / 60] * 20, 6) == pytest.approx(binom.sf(5, 20, 7 / 60))


def test_an_exact_interval_is_the_published_one():
    # Clopper and Pearson 1934 for 15 of 148, as printed by Newcombe 1998: .0578 to .1617.
    low, high = exact.share_interval(15, 148)
    assert (round(low, 4), round(high, 4)) == (0.0578, 0.1617)


def test_with_equal_shares_the_family_of_questions_is_benjamini_and_hochbergs():
    # Benjamini and Hochberg 1995, the example of fifteen: four stand at .05.
    chances = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.0]  # fmt: skip
    stands = discovery.standing(chances, [1 / 15] * 15, 0.05)
    assert stands == [True] * 4 + [False] * 11


def test_a_question_with_a_larger_share_is_asked_sooner():
    assert discovery.standing([0.03, 0.9], [0.9, 0.1], 0.04) == [True, False]
    assert discovery.standing([0.03, 0.9], [0.1, 0.9], 0.04) == [False, False]
