"""Intervals are those that have been published: Newcombe's worked examples, and tables of the Poisson distribution."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.returns.cin_census.measures.intervals import (
    EXACT_BELOW,
    change_in_count,
    change_in_share,
    count_interval,
    share_interval,
)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998) 857-872, method 3; and the textbook 8 of 10.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (8, 10, 0.4902, 0.9433),
    ],
)
def test_a_share_has_wilsons_interval(part: int, whole: int, low: float, high: float) -> None:
    assert share_interval(part, whole) == pytest.approx((low, high), abs=0.00006)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.69), (1, 0.03, 5.57), (5, 1.62, 11.67), (10, 4.80, 18.39), (20, 12.22, 30.89), (50, 37.11, 65.92)],
)
def test_a_small_count_has_the_exact_interval(count: int, low: float, high: float) -> None:
    assert count_interval(count) == pytest.approx((low, high), abs=0.006)


def test_a_large_count_has_byars_which_is_the_exact_one_to_three_figures() -> None:
    assert count_interval(EXACT_BELOW) == pytest.approx((81.36, 121.63), rel=0.0005)
    assert count_interval(1000) == pytest.approx((938.97, 1063.97), rel=0.0005)


@pytest.mark.parametrize(
    ("now", "before", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ],
)
def test_a_change_in_a_share_has_newcombes_interval(
    now: tuple[int, int], before: tuple[int, int], low: float, high: float
) -> None:
    assert change_in_share(now, before) == pytest.approx((low, high), abs=0.00006)


def test_as_many_as_the_year_before_may_be_more_or_fewer() -> None:
    found = change_in_count(100, 100)
    assert found is not None
    low, high = found
    assert low == pytest.approx(1 / high)
    assert 0.7 < low < 1 < high < 1.4


def test_from_none_nothing_can_be_said_of_how_many_times_as_many() -> None:
    assert change_in_count(4, 0) is None
    assert change_in_count(0, 4) is None


@given(st.integers(0, 400), st.integers(1, 400))
def test_what_was_found_lies_in_its_interval_and_the_interval_is_possible(part: int, whole: int) -> None:
    part = min(part, whole)
    low, high = share_interval(part, whole)
    assert 0 <= low <= part / whole <= high <= 1
    low, high = count_interval(whole)
    assert 0 < low < whole < high


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (0, 0), (3, 2), (-1, 2)])
def test_a_share_of_nothing_or_of_more_than_all_is_no_share(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        share_interval(part, whole)
