"""A notice: a question about a pattern, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LOOK, NOTICE = "look", "notice"


@dataclass(frozen=True)
class Notice:
    """`look` asks for a look; `notice` asks for an answer. `noticed_from` is the first date on which the data up to that
    date say so, `began` when it seems to have begun. `n` counts cases, each brother or sister's share of a family's one;
    `value` is what was found, `low` and `high` its 95% interval, and `expected` what would be ordinary (`expected_low`
    to `expected_high`). `chance` is how likely so much is where nothing is amiss, at any time watched; `share` the
    part of such authorities for which this is accepted."""

    authority: str
    detector: str
    test: str
    level: str
    title: str
    question: str
    told: str
    noticed_from: date
    began: date
    until: date
    children: tuple[str, ...]
    n: float
    value: float
    low: float
    high: float
    expected: float
    expected_low: float
    expected_high: float
    chance: float
    share: float
    unit: str
    ordinary: tuple[str, ...]
    cannot_tell: str


@dataclass(frozen=True)
class Watched:
    """One test of one authority, whether or not anything was found: how many months and cases, and its smallest chance."""

    authority: str
    detector: str
    test: str
    what: str
    months: int
    n: float
    chance: float
    share: float
    series: tuple[tuple[date, float, float], ...] = ()  # month, families, share


@dataclass(frozen=True)
class NotAsked:
    """A test that could not be asked, and why."""

    authority: str
    detector: str
    test: str
    why: str
