"""When somebody cannot hold a concern: they left, were away, or no longer had a post as high as the one they held it in."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from candour.record.casefile import Casefile
from candour.record.entries.professionals import WorkerAbsent, WorkerLeft, WorkerRecorded
from candour.record.entry import Recorded
from candour.terms.working_days import LONDON
from candour.voice.concerns.levels import LEVEL_OF_ROLE

Span = tuple[datetime, datetime | None]


def gone(case: Casefile, level: int) -> tuple[Span, ...]:
    """From when until when a worker could not hold a concern at a level, from everything their own file says.

    What is written down later counts from when it was written: nobody is made absent for a day that is over.
    """
    own = [item for item in case.recorded if item.subjects[0] == case.subject]
    return tuple(sorted((*_left(own), *_away(own), *_below(own, level)), key=lambda span: span[0]))


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, LONDON)


def _left(own: list[Recorded[Any]]) -> Iterator[Span]:
    for item in own:
        if isinstance(item.fact, WorkerLeft):
            yield max(item.recorded, _begin(item.fact.left_on)), None


def _away(own: list[Recorded[Any]]) -> Iterator[Span]:
    said = [item for item in own if isinstance(item.fact, WorkerAbsent)]
    for place, item in enumerate(said):
        start = max(item.recorded, _begin(item.fact.absent_from))
        ends = [_begin(item.fact.absent_to + timedelta(days=1))] if item.fact.absent_to else []
        ends += [said[place + 1].recorded] if place + 1 < len(said) else []
        end = min(ends, default=None)
        if end is None or start < end:
            yield start, end


def _below(own: list[Recorded[Any]], level: int) -> Iterator[Span]:
    posts = [item for item in own if isinstance(item.fact, WorkerRecorded)]
    for place, item in enumerate(posts):
        if LEVEL_OF_ROLE.get(item.fact.role, 0) < level:
            yield item.recorded, posts[place + 1].recorded if place + 1 < len(posts) else None
