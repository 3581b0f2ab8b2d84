"""Working days in England: which days count, and how many lie between two dates.

The day something happens is day 0. Weekends and England's bank holidays do not count.

>>> working_days_after(date(2026, 4, 2), 1)  # the Thursday before Easter
datetime.date(2026, 4, 7)
>>> working_days_between(date(2026, 4, 2), date(2026, 4, 7))
1
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from holidays import country_holidays

from candour.terms import bank_holiday_overrides

FIRST_YEAR = 1899
LAST_YEAR = 2110
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class _Calendar:
    """Every working day we know, in order, and how many there have been by the end of each day."""

    working: tuple[date, ...]
    so_far: Mapping[date, int]


@cache
def _calendar() -> _Calendar:
    # Built once for the whole span: reports ask millions of times, and a look-up must cost nothing.
    closed = _bank_holidays(range(FIRST_YEAR, LAST_YEAR + 1))
    first, last = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()
    days = [date.fromordinal(ordinal) for ordinal in range(first, last + 1)]
    open_days = [day.weekday() < 5 and day not in closed for day in days]
    return _Calendar(
        working=tuple(day for day, is_open in zip(days, open_days, strict=True) if is_open),
        so_far=dict(zip(days, accumulate(open_days), strict=True)),
    )


def _bank_holidays(years: Iterable[int]) -> set[date]:
    known = set(country_holidays("GB", subdiv="ENG", years=years))
    return (known | set(bank_holiday_overrides.ADDED)) - set(bank_holiday_overrides.REMOVED)


@cache
def _bank_holidays_of(year: int) -> frozenset[date]:
    return frozenset(_bank_holidays([year]))


def _not_known() -> ValueError:
    return ValueError(f"Working days are known for dates from {FIRST_YEAR} to {LAST_YEAR} only")


def is_working_day(day: date) -> bool:
    """Whether offices in England are open: not a weekend, not a bank holiday."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _not_known()
    return day.weekday() < 5 and day not in _bank_holidays_of(day.year)


def working_days_after(day: date, count: int) -> date:
    """The count-th working day after the given day; 0 gives the day itself."""
    if count < 0:
        raise ValueError("Count working days forward: the number must be 0 or more")
    if count == 0:
        return day
    calendar = _calendar()
    try:
        return calendar.working[calendar.so_far[day] + count - 1]
    except (KeyError, IndexError):
        raise _not_known() from None


def working_days_before(day: date, count: int) -> date:
    """The count-th working day before the given day; 0 gives the day itself.

    >>> working_days_before(date(2026, 4, 7), 1)  # the Tuesday after Easter
    datetime.date(2026, 4, 2)
    """
    if count < 0:
        raise ValueError("Count working days back: the number must be 0 or more")
    while count:
        day -= timedelta(1)
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days come after the start, up to and including the end; negative when end is earlier."""
    so_far = _calendar().so_far
    try:
        return so_far[end] - so_far[start]
    except KeyError:
        raise _not_known() from None


def months_after(day: date, months: int) -> date:
    """The same day of the month some months later, or that month's last day where it is shorter.

    >>> months_after(date(2025, 11, 30), 3)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def london_day(moment: datetime) -> date:
    """The date on the wall in England at that moment."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone before we can say which day it was")
    return moment.astimezone(LONDON).date()
