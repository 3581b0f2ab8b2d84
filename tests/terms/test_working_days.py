"""Working days follow England's calendar, and the sums agree with one another."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.terms import bank_holiday_overrides, working_days
from candour.terms.working_days import (
    is_working_day,
    london_day,
    months_after,
    working_days_after,
    working_days_between,
)

days = st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31))
counts = st.integers(min_value=0, max_value=200)


@given(days, counts)
def test_counting_to_the_day_reached_gives_back_the_count(start: date, count: int) -> None:
    assert working_days_between(start, working_days_after(start, count)) == count


@given(days, st.integers(min_value=1, max_value=200))
def test_the_day_reached_is_always_a_working_day(start: date, count: int) -> None:
    assert is_working_day(working_days_after(start, count))


@given(days, days, days)
def test_a_stretch_is_the_sum_of_its_parts(first: date, second: date, third: date) -> None:
    whole = working_days_between(first, third)
    assert working_days_between(first, second) + working_days_between(second, third) == whole


@given(days, days)
def test_counting_backwards_is_the_same_number_below_zero(first: date, second: date) -> None:
    assert working_days_between(first, second) == -working_days_between(second, first)


@given(days, st.integers(min_value=0, max_value=60))
def test_the_quick_count_agrees_with_counting_day_by_day(start: date, span: int) -> None:
    end = start + timedelta(days=span)
    slowly = sum(is_working_day(start + timedelta(days=step)) for step in range(1, span + 1))
    assert working_days_between(start, end) == slowly


@given(days)
def test_no_weekend_is_a_working_day(day: date) -> None:
    assert not (day.weekday() >= 5 and is_working_day(day))


@pytest.mark.parametrize(
    "holiday",
    [date(2022, 9, 19), date(2023, 5, 8), date(2026, 4, 3), date(2026, 4, 6), date(2026, 8, 31), date(2026, 12, 28)],
)
def test_a_bank_holiday_in_england_is_not_a_working_day(holiday: date) -> None:
    assert not is_working_day(holiday)


@pytest.mark.parametrize("elsewhere", [date(2026, 3, 17), date(2026, 8, 3), date(2026, 11, 30)])
def test_a_holiday_kept_only_in_ireland_or_scotland_is_a_working_day(elsewhere: date) -> None:
    assert is_working_day(elsewhere)


def test_no_days_on_is_the_day_itself_even_at_a_weekend() -> None:
    assert working_days_after(date(2026, 11, 21), 0) == date(2026, 11, 21)


def test_a_count_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="forward"):
        working_days_after(date(2026, 1, 5), -1)


@pytest.mark.parametrize("far", [date(1898, 12, 31), date(2111, 1, 1)])
def test_a_day_outside_the_calendar_we_hold_is_refused(far: date) -> None:
    with pytest.raises(ValueError, match="1899 to 2110"):
        is_working_day(far)


def test_the_calendar_running_out_is_said_plainly() -> None:
    with pytest.raises(ValueError, match="1899 to 2110"):
        working_days_after(date(2110, 12, 30), 30)


def test_a_bank_holiday_can_be_added_or_removed_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    added, removed = date(2031, 6, 10), date(2031, 12, 25)
    monkeypatch.setattr(bank_holiday_overrides, "ADDED", {added: "A day of mourning"})
    monkeypatch.setattr(bank_holiday_overrides, "REMOVED", {removed: "Moved to another day"})
    working_days._calendar.cache_clear()
    working_days._bank_holidays_of.cache_clear()
    try:
        assert not is_working_day(added)
        assert is_working_day(removed)
    finally:
        monkeypatch.undo()
        working_days._calendar.cache_clear()
        working_days._bank_holidays_of.cache_clear()


def test_every_override_says_why() -> None:
    assert all({**bank_holiday_overrides.ADDED, **bank_holiday_overrides.REMOVED}.values())


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 15), 6, date(2027, 6, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 7, 4), 0, date(2026, 7, 4)),
    ],
)
def test_months_on_is_the_same_day_or_the_last_of_a_shorter_month(start: date, months: int, expected: date) -> None:
    assert months_after(start, months) == expected


def test_late_evening_in_summer_time_is_already_tomorrow_in_england() -> None:
    assert london_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert london_day(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2026, 12, 31)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        london_day(datetime(2026, 6, 30, 23, 30))
