"""Has the share of children for whom something happens changed, and since when: a two-sided CUSUM.

The level before and after a change are both unknown, so each month every earlier month is tried as the one in which it
began, and what came after is held against all that came before. (A CUSUM with a fixed first year as its ordinary level
takes the error of that year for a change, or needs limits so wide that it sees little.) The limit is set by simulation,
for a stated chance of a false alarm over the whole time watched, with the spread between months estimated in the
simulation as it is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import asin, sin, sqrt
from typing import Any

import numpy as np

BEFORE = 10  # months at least that say what was ordinary
AFTER = 1  # months at least that say what is so now
# Ordinary places wander a little from year to year with nobody meaning it. As a standard deviation of the change in the
# square root scale: about 0.6 percentage points where the share is near a half.
WANDERING = 0.006
PRIOR_MONTHS, PRIOR_SPREAD, LEAST = 6.0, 1.15, 1.1
WIDE = 1.6  # months that differ by more than this (as variance) have limits of their own: their spread is a guess
SIMULATED, TOGETHER = 40_000, 400  # series, and how many at a time: few enough to lie near the processor
EQUAL = 400.0  # what each month of them weighs

Array = Any


@dataclass(frozen=True)
class Change:
    """A change of level. Months are places in the series; `seen` is the last month needed to say so. `p` is the chance of
    so large a departure, to this side, at any month of a series that does not change."""

    began: int
    seen: int
    before: float
    after: float
    n_before: float
    n_after: float
    low: float
    high: float
    spread: float
    z: float
    p: float


def transformed(happened: Array, of: Array) -> tuple[Array, Array]:
    """Shares on the scale on which their spread hardly depends on their size, and how much each month weighs."""
    of = np.asarray(of, dtype=float)
    happened = np.asarray(happened, dtype=float)
    share = np.clip((happened + 0.375) / (of + 0.75), 0.0, 1.0)
    return np.arcsin(np.sqrt(share)), np.where(of > 0, 4 * of + 2, 0.0)


def _gaps(happened: Array, of: Array, wandering: float) -> tuple[Array, Array]:
    """For every month looked from: the largest departure of what came after from what came before, and where it began.

    Positive where the share rose. The months of each side are added up before they are put on the scale: a month of two
    or three families, taken by itself, is drawn towards a half.
    """
    months = len(of)
    yes, count = np.cumsum(happened), np.cumsum(of)
    spread = between_months(*transformed(happened, of))
    best, start = np.zeros(months), np.zeros(months, dtype=int)
    for begin in range(BEFORE, months):
        if count[begin - 1] <= 0:
            continue
        before, before_weight = transformed(yes[begin - 1], count[begin - 1])
        after, after_weight = transformed(yes[begin:] - yes[begin - 1], count[begin:] - count[begin - 1])
        noise = spread[begin:] * (1 / before_weight + 1 / np.maximum(after_weight, 1e-9)) + wandering**2
        z = np.where(after_weight > 0, (after - before) / np.sqrt(noise), 0.0)
        z[: AFTER - 1] = 0.0
        better = np.abs(z) > np.abs(best[begin:])
        best[begin:] = np.where(better, z, best[begin:])
        start[begin:] = np.where(better, begin, start[begin:])
    return best, start


def between_months(values: Array, weights: Array) -> Array:
    """How much more months differ from one to the next than chance alone would have it, as known at each month.

    From the differences of neighbouring months, so that a lasting change does not look like spread; never less than a
    little over 1, and drawn towards an ordinary value where there are few months.
    """
    pair = 1 / np.maximum(weights[..., 1:], 1e-9) + 1 / np.maximum(weights[..., :-1], 1e-9)
    there = (weights[..., 1:] > 0) & (weights[..., :-1] > 0)
    squared = np.where(there, np.diff(values, axis=-1) ** 2 / pair, 0.0)
    so_far = np.cumsum(squared, axis=-1) + PRIOR_MONTHS * PRIOR_SPREAD
    spread = so_far / (np.cumsum(there, axis=-1) + PRIOR_MONTHS)
    return np.maximum(LEAST, np.concatenate([spread[..., :1], spread], axis=-1))


@cache
def _ordinary(months: int, wide: bool) -> Array:
    """The largest departures of simulated series in which nothing changes, in order. `wide`: whose months differ by
    more than chance alone, so that how much is estimated."""
    chance = np.random.default_rng(20260000 + months)
    found = []
    for _ in range(0, SIMULATED, TOGETHER):
        values = chance.standard_normal((TOGETHER, months)) / 20 * (2 if wide else 1)
        found.append(_largest(values))
    return np.sort(np.concatenate(found))


def _largest(values: Array) -> Array:
    """The largest departure that `_gaps` finds in each series, where every month weighs the same; many times sooner."""
    months = values.shape[-1]
    total = np.ascontiguousarray(np.cumsum(values, axis=-1).T)
    error = 1 / np.sqrt(between_months(values, np.full(values.shape, EQUAL)).T)
    largest = np.zeros(len(values))
    for begin in range(BEFORE, months):
        after = np.arange(1.0, months - begin + 1)[:, None]
        gap = total[begin:] - total[begin - 1] * (1 + after / begin)
        gap *= error[begin:]
        gap *= np.sqrt(EQUAL / (1 / begin + 1 / after)) / after
        np.abs(gap, out=gap)
        np.maximum(largest, gap[AFTER - 1 :].max(axis=0), out=largest)
    return largest


def chance_of(z: float, months: int, wide: bool = False) -> float:
    """How likely so large a departure is at any time in so many months in which nothing changes.

    Beyond what was simulated the tail is that of a normal departure, as high as it was at the last one.
    """
    ordinary = _ordinary(_rounded(months), wide)
    above = len(ordinary) - int(np.searchsorted(ordinary, abs(z)))
    if above >= 20:
        return above / len(ordinary)
    edge = float(ordinary[-20])
    return float(20 / len(ordinary) * np.exp(-(z * z - edge * edge) / 2))


@cache
def limit_for(p: float, months: int, wide: bool = False) -> float:
    """The departure that honest series of so many months pass with chance p."""
    low, high = 1.0, 12.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if chance_of(middle, months, wide) > p else (low, middle)
    return high


def _rounded(months: int) -> int:
    # Limits hardly change from one month to the next: simulate for every sixth, and after five years every twelfth.
    step = 6 if months <= 60 else 12
    return max(BEFORE + 2, -(-months // step) * step)


def watched(happened: Array, of: Array, wandering: float = WANDERING) -> tuple[Array, Array]:
    """The departure known at the end of each month, and the month in which it seems to have begun."""
    happened, of = np.asarray(happened, dtype=float), np.asarray(of, dtype=float)
    if len(of) <= BEFORE:
        return np.zeros(len(of)), np.zeros(len(of), dtype=int)
    return _gaps(happened, of, wandering)


def first_change(
    happened: Array, of: Array, rise: float, fall: float, months: int = 0, wandering: float = WANDERING
) -> Change | None:
    """The first month at whose end there is more than chance would show, or None.

    `happened` and `of` are counts by month (families); `rise` and `fall` the share of unchanged series in which a rise,
    or a fall, may be found all the same; `months` how many are watched in all, if more than these.
    """
    departure, start = watched(happened, of, wandering)
    if not np.any(departure):
        return None
    months = months or len(departure)
    wide = between_months(*transformed(happened, of)) > WIDE
    up, down = (np.where(wide, _one_sided(one, months, True), _one_sided(one, months, False)) for one in (rise, fall))
    passed = np.nonzero((departure >= up) | (departure <= -down))[0]
    return None if len(passed) == 0 else described(happened, of, int(start[passed[0]]), int(passed[0]), departure)


def _one_sided(accepted: float, months: int, wide: bool) -> float:
    return limit_for(min(1.0, 2 * accepted), months, wide) if accepted > 0 else float("inf")


def largest_change(happened: Array, of: Array, wandering: float = WANDERING) -> Change | None:
    """The largest departure at any month, whether or not it is beyond what is ordinary; None in too short a series."""
    departure, start = watched(happened, of, wandering)
    if not np.any(departure):
        return None
    seen = int(np.argmax(np.abs(departure)))
    return described(happened, of, int(start[seen]), seen, departure)


def described(happened: Array, of: Array, began: int, seen: int, departure: Array) -> Change:
    happened, of = np.asarray(happened, dtype=float), np.asarray(of, dtype=float)
    values, weights = transformed(happened, of)
    n_before, n_after = float(of[:began].sum()), float(of[began : seen + 1].sum())
    before = float(happened[:began].sum()) / max(n_before, 1e-9)
    after = float(happened[began : seen + 1].sum()) / max(n_after, 1e-9)
    spread = float(between_months(values, weights)[seen])
    low, high = interval(after, n_after / spread)
    z = float(departure[seen])
    return Change(
        began, seen, before, after, n_before, n_after, low, high, spread, z,
        chance_of(z, len(happened), spread > WIDE) / 2,
    )  # fmt: skip


def interval(share: float, of: float) -> tuple[float, float]:
    """A 95% interval of a share, on the scale on which its spread does not depend on it."""
    middle = asin(sqrt(min(1.0, max(0.0, share))))
    half = 1.96 / sqrt(4 * max(of, 1.0) + 2)
    low, high = max(0.0, middle - half), min(asin(1.0), middle + half)
    return sin(low) ** 2, sin(high) ** 2
