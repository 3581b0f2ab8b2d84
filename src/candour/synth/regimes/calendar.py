"""Days as whole numbers, and which of them offices are open on: quick enough for a whole authority."""

from datetime import date, timedelta
from functools import cache

from candour.terms.working_days import is_working_day

FIRST, LAST = date(1960, 1, 1).toordinal(), date(2105, 12, 31).toordinal()


@cache
def _open_days() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Every working day in order, and for each day of the span how many came before it."""
    open_days: list[int] = []
    before: list[int] = []
    for day in range(FIRST, LAST + 1):
        before.append(len(open_days))
        if is_working_day(date.fromordinal(day)):
            open_days.append(day)
    return tuple(open_days), tuple(before)


def open_on(day: int) -> bool:
    """Whether offices are open on a day."""
    open_days, before = _open_days()
    return open_days[before[day - FIRST]] == day


def open_day(day: int) -> int:
    """The day itself if offices are open, or the next that they are."""
    open_days, before = _open_days()
    return open_days[before[day - FIRST]]


def later(day: int, count: int) -> int:
    """The count-th working day after a day; 0 gives the day itself."""
    if count <= 0:
        return day
    open_days, before = _open_days()
    at = before[day - FIRST]
    return open_days[at + count - (open_days[at] != day)]


def between(start: int, end: int) -> int:
    """How many working days come after the start, up to and including the end."""
    _, before = _open_days()
    return before[end + 1 - FIRST] - before[start + 1 - FIRST]


def month_of(day: int) -> int:
    """The month a day lies in, counted from the year 0."""
    found = date.fromordinal(day)
    return found.year * 12 + found.month - 1


def years_before(day: date, years: float) -> date:
    """A day so many years earlier."""
    return day - timedelta(days=round(years * 365.25))
