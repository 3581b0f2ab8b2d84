"""The invented authority's own clock: when its workers sit at the desk."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from candour.terms.working_days import LONDON, is_working_day, working_days_after


class DeskClock:
    """A clock that shows whatever moment the story has reached. Only a demonstration record takes its time from one."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def __call__(self) -> datetime:
        return self.moment


def at(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A moment by the clock on the wall in England.

    >>> at(date(2026, 7, 1), 9, 30).isoformat()
    '2026-07-01T08:30:00+00:00'
    """
    return datetime.combine(day, time(hour, minute, second), LONDON).astimezone(UTC)


def working_day(day: date) -> date:
    """The day itself if offices are open, or the next that they are."""
    return day if is_working_day(day) else working_days_after(day, 1)


def office_hours(chance: Random, day: date) -> datetime:
    """Some moment between nine and half past five."""
    return at(day, 9) + timedelta(seconds=int(chance.random() * 8.5 * 3600))


def written_up(chance: Random, day: date) -> datetime:
    """When a worker writes up what happened on a day: mostly that day or the next, now and then much later."""
    drawn = chance.random()
    later = (
        0 if drawn < 0.62 else 1 if drawn < 0.84 else chance.randint(2, 4) if drawn < 0.96 else chance.randint(5, 14)
    )
    if later:
        return office_hours(chance, working_days_after(day, later))
    return at(working_day(day), 14) + timedelta(seconds=int(chance.random() * 4 * 3600))
