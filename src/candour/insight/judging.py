"""Judging what was counted: is it more than ordinary, since when, and on which day could it first be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import ceil
from typing import Any

import numpy as np

from candour.insight.detector import AMONG, BESIDE, BULK, CHANGE, ENDING, RULE, TIMING, Test
from candour.insight.statistics import apart, bulk, change, exact
from candour.terms.working_days import is_working_day

Columns = Mapping[str, Any]
EPOCH = date(1970, 1, 1)
FEWEST_CASES = 40  # of a share: with fewer in all nothing is said
FEWEST_BEFORE = 15
OLDEST = 18  # months: what has been open longer ends for other reasons, and a new record does not hold all of it
FEARED = 0.85
FEWEST_MARKED = 10
SHUT = 0.01  # of what is counted
WITHIN = 30  # working days: bursts so near to one another are one


@dataclass(frozen=True)
class Signal:
    """Something beyond what is ordinary. Days are day numbers; `risen` whether it is more than ordinary or less."""

    began: int
    until: int
    noticed: int
    risen: bool
    n: float
    value: float
    low: float
    high: float
    expected: float
    expected_low: float
    expected_high: float
    chance: float
    unit: str = ""


@dataclass(frozen=True)
class Judged:
    """What one test came to for one authority: signals beyond its limit, its smallest chance, and the series looked at."""

    signals: tuple[Signal, ...]
    best: Signal | None
    chance: float
    months: int
    n: float
    series: tuple[tuple[date, float, float], ...]


def judged(test: Test, rows: Columns, covers: tuple[int, int], limit: float) -> Judged:
    """Judge one test for one authority. `limit` is the chance of a false alarm accepted over all the days covered."""
    how = {CHANGE: _change, ENDING: _ending, BULK: _bulk, AMONG: _among, BESIDE: _beside, TIMING: _timing, RULE: _rule}[
        test.how
    ]
    return how(test, rows, covers, limit)


def day_number(day: date) -> int:
    return (day - EPOCH).days


def as_date(number: int) -> date:
    return EPOCH + timedelta(days=int(number))


def month_starts(first: int, last: int) -> list[int]:
    """The first days of all whole months between two days, and of the month after them."""
    day = as_date(first)
    if day.day > 1:
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    starts = [day_number(day)]
    while True:
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        if day_number(day) > last + 1:
            return starts
        starts.append(day_number(day))


def _monthly(rows: Columns, starts: list[int], *columns: str) -> list[Any]:
    place = np.searchsorted(starts, np.asarray(rows["day"]), side="right") - 1
    good = (place >= 0) & (place < len(starts) - 1)
    return [
        np.bincount(place[good], weights=np.asarray(rows[name], dtype=float)[good], minlength=len(starts) - 1)
        for name in columns
    ]


def _nothing(months: int = 0, n: float = 0.0, series: Any = ()) -> Judged:
    return Judged((), None, 1.0, months, n, tuple(series))


def _change(test: Test, rows: Columns, covers: tuple[int, int], limit: float) -> Judged:
    starts = month_starts(covers[0], covers[1] - test.lag)
    if len(starts) - 1 <= change.BEFORE:
        return _nothing(len(starts) - 1)
    happened, of = _monthly(rows, starts, "happened", "families")
    return _of_series(test, happened, of, starts, limit)


def _of_series(test: Test, happened: Any, of: Any, starts: list[int], limit: float) -> Judged:
    months = len(of)
    series = [
        (as_date(start), float(n), float(k / n) if n else 0.0)
        for start, n, k in zip(starts, of, happened, strict=False)
    ]
    if of.sum() < FEWEST_CASES or months <= change.BEFORE:
        return _nothing(months, float(of.sum()), series)
    rise, fall = _sides(test)
    signals: list[Signal] = []
    since = 0
    while len(signals) < 3:
        found = change.first_change(happened[since:], of[since:], limit * rise, limit * fall, months, test.wanders)
        if found is None or found.n_before < FEWEST_BEFORE:
            break
        one = _signal(test, found, since, starts)
        if (one.risen and test.rises) or (not one.risen and test.falls):
            signals.append(one)
        since += found.began
        if months - since <= change.BEFORE:
            break
    largest = change.largest_change(happened, of, test.wanders)
    best = _signal(test, largest, 0, starts) if largest else None
    if best and best.chance >= 1:
        best = None
    chance = min([one.chance for one in signals] + ([best.chance] if best else [1.0]))
    return Judged(tuple(signals), best, chance, months, float(of.sum()), tuple(series))


def _sides(test: Test) -> tuple[float, float]:
    """How a test's part of the false alarms is shared between a rise and a fall: most of it to the one that is feared."""
    if not (test.rises and test.falls):
        return (1.0, 0.0) if test.rises else (0.0, 1.0)
    return (FEARED, 1 - FEARED) if test.feared == "rise" else (1 - FEARED, FEARED)


def _signal(test: Test, found: change.Change, since: int, starts: list[int]) -> Signal:
    side = _sides(test)[0 if found.z > 0 else 1]
    low, high = change.interval(found.before, found.n_before / found.spread)
    return Signal(
        began=starts[since + found.began],
        until=starts[since + found.seen + 1] - 1,
        noticed=starts[since + found.seen + 1] + test.lag,
        risen=found.z > 0,
        n=found.n_after,
        value=found.after,
        low=found.low,
        high=found.high,
        expected=found.before,
        expected_low=low,
        expected_high=high,
        chance=min(1.0, found.p / max(side, 1e-9)),
    )


def _ending(test: Test, rows: Columns, covers: tuple[int, int], limit: float) -> Judged:
    """The number that ended each month beside the number expected of those open, by how long they had been so.

    Without that, a record that has only begun, or a rush of referrals two months ago, would look like a change.
    """
    starts = month_starts(covers[0], covers[1])
    months = len(starts) - 1
    if months <= change.BEFORE or not len(rows["day"]):
        return _nothing(months)
    begun, ended = (np.searchsorted(starts, np.asarray(rows[name]), side="right") - 1 for name in ("start", "end"))
    age_at_first = np.maximum(0, (starts[0] - np.asarray(rows["start"])) // 30)
    children = np.asarray(rows["children"], dtype=float)
    ended = np.where(np.asarray(rows["end"]) < 0, months, ended)
    there = (ended >= 0) & (begun < months)
    open_at, ending = np.zeros((months, OLDEST + 1)), np.zeros((months, OLDEST + 1))
    for month in range(months):
        age = np.where(begun < 0, age_at_first + month, month - begun)
        running = there & (begun < month) & (ended >= month) & (age <= OLDEST)
        age = age[running]
        open_at[month] = np.bincount(age, weights=children[running], minlength=OLDEST + 1)
        now = ended[running] == month
        ending[month] = np.bincount(age[now], weights=children[running][now], minlength=OLDEST + 1)
    rates = ending.sum(axis=0) / np.maximum(open_at.sum(axis=0), 1.0)
    expected = open_at @ rates
    (families,) = _monthly(rows, starts, "families")
    every = float(children[there & (ended < months)].sum())
    together = max(1.0, every / max(1.0, float(families.sum())))
    usual = float(ending.sum() / max(1.0, open_at.sum()))
    happened = ending.sum(axis=1) / together
    of = np.maximum(expected / max(usual, 1e-9) / together, happened)
    return _of_series(test, happened, of, starts, limit)


def _bulk(test: Test, rows: Columns, covers: tuple[int, int], limit: float) -> Judged:
    days = _days_that_count(rows, covers)
    happened = np.asarray(rows["day"])
    place = np.searchsorted(days, happened)
    good = (place < len(days)) & (happened >= covers[0])
    counts = np.bincount(place[good], weights=np.asarray(rows["families"], dtype=float)[good], minlength=len(days))
    starts = month_starts(*covers)
    (by_month,) = _monthly(rows, starts, "families")
    series = [(as_date(start), float(n), float(n)) for start, n in zip(starts, by_month, strict=False)]
    if len(days) < bulk.WARMING:
        return _nothing(len(starts) - 1, float(counts.sum()), series)
    found = bulk.bursts(counts, limit)
    signals: list[Signal] = []
    for one in found:
        here = _burst(one, days)
        if signals and one.first - int(np.searchsorted(days, signals[-1].until)) <= WITHIN:
            signals[-1] = _together(signals[-1], here)
        else:
            signals.append(here)
    chance = min((one.chance for one in signals), default=1.0)
    return Judged(tuple(signals), None, chance, len(starts) - 1, float(counts.sum()), tuple(series))


@cache
def _working_days(first: int, last: int) -> list[int]:
    return [day for day in range(first, last + 1) if is_working_day(as_date(day))]


def _days_that_count(rows: Columns, covers: tuple[int, int]) -> list[int]:
    """The working days; or every day, where a good part of what is counted falls on days when offices are shut."""
    working = _working_days(*covers)
    happened, families = np.asarray(rows["day"]), np.asarray(rows["families"], dtype=float)
    shut = ~np.isin(happened, working) & (happened >= covers[0]) & (happened <= covers[1])
    # A few entries dated on a Sunday count for the Monday. Where dates run through the week, the first day after a bank
    # holiday would look like a bulk.
    return working if families[shut].sum() <= SHUT * families.sum() else list(range(covers[0], covers[1] + 1))


def _burst(one: bulk.Burst, days: list[int]) -> Signal:
    return Signal(
        began=days[one.first],
        until=days[one.last],
        noticed=days[one.seen],
        risen=True,
        n=one.families,
        value=one.families,
        low=one.families,
        high=one.families,
        expected=one.expected,
        expected_low=0.0,
        expected_high=one.ordinary_most,
        chance=one.p,
    )


def _together(one: Signal, other: Signal) -> Signal:
    total = one.n + other.n
    return Signal(
        one.began,
        other.until,
        min(one.noticed, other.noticed),
        True,
        total,
        total,
        total,
        total,
        one.expected + other.expected,
        0.0,
        max(one.expected_high, other.expected_high),
        min(one.chance, other.chance),
    )


def _among(test: Test, rows: Columns, covers: tuple[int, int], limit: float) -> Judged:
    starts = month_starts(covers[0], covers[1] - test.lag)
    days, names = np.asarray(rows["day"]), np.asarray(rows["unit"], dtype=object).astype(str)
    units, unit_of = np.unique(names, return_inverse=True)
    families, happened = np.asarray(rows["families"], dtype=float), np.asarray(rows["happened"], dtype=float)
    total = float(families.sum())
    looks = [(at, back) for at in range(12, len(starts), 3) for back in (12, 24) if back <= at]
    if not looks or len(units) <= apart.FEWEST_OTHERS:
        return _nothing(len(starts) - 1, total)
    # Looks overlap by three parts in four: they count as about a third as many.
    asked = max(1.0, len(looks) / 3) * len(units)
    first: dict[tuple[int, bool], Signal] = {}
    best: Signal | None = None
    for at, back in looks:
        since, until = starts[at - back], starts[at]
        there = (days >= since) & (days < until)
        of = np.bincount(unit_of[there], weights=families[there], minlength=len(units))
        yes = np.bincount(unit_of[there], weights=happened[there], minlength=len(units))
        for one in apart.apart(yes, of):
            if not (test.rises if one.z > 0 else test.falls):
                continue
            chance = min(1.0, one.p * asked)
            if chance > limit and best is not None and chance >= best.chance:
                continue
            low, high = exact.share_interval(round(yes[one.unit]), round(of[one.unit]))
            signal = Signal(
                since,
                until - 1,
                until + test.lag,
                one.z > 0,
                float(of[one.unit]),
                one.share,
                low,
                high,
                one.expected,
                one.low,
                one.high,
                chance,
                str(units[one.unit]),
            )
            if best is None or signal.chance < best.chance:
                best = signal
            if signal.chance <= limit:
                first.setdefault((one.unit, signal.risen), signal)
    signals = tuple(sorted(first.values(), key=lambda one: one.noticed))
    return Judged(signals, best, best.chance if best else 1.0, len(starts) - 1, total, ())


def _beside(test: Test, rows: Columns, covers: tuple[int, int], limit: float) -> Judged:
    """Those marked against all others of the same two years, with Fisher's exact test; looked at every quarter."""
    from scipy.stats import fisher_exact

    starts = month_starts(covers[0], covers[1] - test.lag)
    days, marked = np.asarray(rows["day"]), np.asarray(rows["unit"], dtype=object).astype(str) == "1"
    families, happened = np.asarray(rows["families"], dtype=float), np.asarray(rows["happened"], dtype=float)
    looks = range(12, len(starts), 3)
    signals = []
    for at in looks:
        since, until = starts[max(0, at - 24)], starts[at]
        there = (days >= since) & (days < until)
        some, others = there & marked, there & ~marked
        of, among = int(families[some].sum()), int(families[others].sum())
        yes, elsewhere = min(of, round(happened[some].sum())), min(among, round(happened[others].sum()))
        if of < FEWEST_MARKED or among < FEWEST_CASES:
            continue
        p = float(fisher_exact([[yes, of - yes], [elsewhere, among - elsewhere]], alternative="greater").pvalue)
        low, high = exact.share_interval(yes, of)
        ordinary = exact.share_interval(elsewhere, among)
        p = min(1.0, p * max(1.0, len(looks) / 3))
        signals.append(
            Signal(
                since, until - 1, until + test.lag, True, of, yes / of, low, high, elsewhere / among, *ordinary, p, "1"
            )
        )
    return _first_of(signals, limit, len(starts) - 1, float(families.sum()))


def _windows(starts: list[int]) -> list[tuple[int, int]]:
    """Every month's end with the year before it."""
    return [(starts[max(0, at - 12)], starts[at]) for at in range(6, len(starts))]


def _first_of(signals: list[Signal], limit: float, months: int, n: float, series: Any = ()) -> Judged:
    best = min(signals, key=lambda one: one.chance, default=None)
    passed = [one for one in signals if one.chance <= limit]
    return Judged(tuple(passed[:1]), best, best.chance if best else 1.0, months, n, tuple(series))


def _timing(test: Test, rows: Columns, covers: tuple[int, int], limit: float) -> Judged:
    starts = month_starts(*covers)
    days, chances = np.asarray(rows["day"]), np.asarray(rows["chance"], dtype=float)
    happened = np.asarray(rows["happened"], dtype=float)
    windows = _windows(starts)
    signals = []
    for since, until in windows:
        there = (days >= since) & (days < until)
        many, yes = int(there.sum()), int(happened[there].sum())
        expected = float(chances[there].mean()) if many else 0.0
        if many < 20 or yes <= expected * many:  # no more than ordinary is nothing to be asked about
            continue
        spread = float(np.sqrt((chances[there] * (1 - chances[there])).sum()))
        low, high = exact.share_interval(yes, many)
        p = exact.as_many(chances[there], yes) * max(1.0, len(windows) / 4)
        signals.append(
            Signal(
                since,
                until - 1,
                until,
                True,
                many,
                yes / many,
                low,
                high,
                expected,
                max(0.0, expected - 1.96 * spread / many),
                expected + 1.96 * spread / many,
                min(1.0, p),
            )
        )
    return _first_of(signals, limit, len(starts) - 1, len(days))


def _rule(test: Test, rows: Columns, covers: tuple[int, int], limit: float) -> Judged:
    from scipy.special import bdtrc

    starts = month_starts(covers[0], covers[1] - test.lag)
    happened, of = _monthly(rows, starts, "happened", "families")
    series = [
        (as_date(start), float(n), float(k / n) if n else 0.0)
        for start, n, k in zip(starts, of, happened, strict=False)
    ]
    signals = []
    for at in range(1, len(starts)):
        since = max(0, at - 12)
        yes, many = float(happened[since:at].sum()), float(of[since:at].sum())
        if yes < 3:
            continue
        p = float(bdtrc(ceil(yes) - 1, ceil(many), test.tolerated)) * max(1.0, (len(starts) - 1) / 4)
        low, high = exact.share_interval(round(yes), round(many))
        began = since + int(np.nonzero(happened[since:at])[0][0])
        signals.append(
            Signal(
                starts[began],
                starts[at] - 1,
                starts[at] + test.lag,
                True,
                many,
                yes / many,
                low,
                high,
                test.tolerated,
                0.0,
                test.tolerated,
                min(1.0, p),
            )
        )
    return _first_of(signals, limit, len(starts) - 1, float(of.sum()), series)
