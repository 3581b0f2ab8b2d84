"""Did far more end on one day, or in a few days, than such days ordinarily see.

Days with many endings are ordinary where reviews or panels fall on set days, so the ordinary is a negative binomial: its
mean and its spread are those of the year before, with the days in question left out. One more condition guards against a
calendar we do not know: the days must also hold more than any other days of that year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

WINDOWS = (1, 3, 5)  # working days
YEAR = 250  # working days that say what is ordinary
WARMING = 100  # fewest of them
FEWEST = 4  # families: fewer on one day are never a pattern
LEAST_SPREAD = 1.15  # variance over mean that is allowed for whatever the year shows
DOUBT = 1.8
LOOKS = 2.2  # windows of three lengths over the same days are not three separate looks

Array = Any


@dataclass(frozen=True)
class Burst:
    """Days with far more endings than ordinary. `first` and `last` are places in the series of working days, `seen` the
    day on which it could first be said, `p` the chance of anything like it over all the days watched."""

    first: int
    last: int
    seen: int
    families: int
    expected: float
    ordinary_most: int
    p: float


def bursts(counts: Array, limit: float) -> list[Burst]:
    """Every burst in a series of families a working day, beyond `limit` (the chance of a false alarm in all the days).

    Each stretch of days is told once, at its largest; `seen` is the first day on which anything in it passed the limit.
    """
    counts = np.asarray(counts, dtype=float)
    if len(counts) < WARMING:
        return []
    left_out = np.zeros(len(counts), dtype=bool)
    found: list[Burst] = []
    for _ in range(12):  # what one burst hides in the year's ordinary level is seen once it is left out
        new = [one for one in _passing(counts, left_out, limit) if not left_out[one.first : one.last + 1].any()]
        if not new:
            break
        for one in new:
            left_out[one.first : one.last + 1] = True
        found += new
    return sorted(found, key=lambda one: one.first)


def most(counts: Array) -> Burst | None:
    """The days furthest from ordinary, whether or not they are beyond any limit."""
    counts = np.asarray(counts, dtype=float)
    if len(counts) < WARMING:
        return None
    every = _passing(counts, np.zeros(len(counts), dtype=bool), 1.0)
    return min(every, key=lambda one: one.p, default=None)


def _passing(counts: Array, left_out: Array, limit: float) -> list[Burst]:
    candidates: list[Burst] = []
    for width in WINDOWS:
        candidates += _of_width(counts, left_out, width, limit)
    kept: list[Burst] = []
    for one in sorted(candidates, key=lambda each: (each.p, each.last - each.first)):
        touching = [at for at, other in enumerate(kept) if one.first <= other.last + 1 and other.first <= one.last + 1]
        if not touching:
            kept.append(one)
        else:
            other = kept[touching[0]]
            seen = min(other.seen, one.seen)
            kept[touching[0]] = Burst(
                other.first, other.last, seen, other.families, other.expected, other.ordinary_most, other.p
            )
    return kept


def _of_width(counts: Array, left_out: Array, width: int, limit: float) -> list[Burst]:
    from scipy.special import betainc

    sums = np.convolve(counts, np.ones(width), mode="valid")  # sums[i] is of days i .. i+width-1
    clean = np.convolve(~left_out, np.ones(width), mode="valid") == width
    looks = LOOKS * len(sums) / (1 + 0.5 * (width - 1))  # overlapping sums are not so many separate looks
    found = []
    rare = np.quantile(sums, 0.97)  # nothing more common can be far from ordinary
    for place in np.nonzero((sums >= FEWEST) & (sums >= rare))[0]:
        at = int(place)
        last = at + width - 1
        seen = max(last, WARMING - 1)
        since = max(0, seen - YEAR)
        near = np.arange(len(sums))
        other = (near >= since) & (near + width - 1 <= seen) & ((near + width <= at) | (near > last)) & clean
        if other.sum() < 60:
            continue
        ordinary = sums[other]
        if sums[at] <= ordinary.max():
            continue
        # One more look at nothing keeps the mean of a place with hardly any endings from being 0.
        mean = (ordinary.sum() + 1.0 * width / 2) / (len(ordinary) + 1)
        # The spread of a year is itself uncertain, and the more so the fewer separate stretches it has.
        doubt = 1 + DOUBT / np.sqrt(len(ordinary) / width)
        variance = max(float(ordinary.var()), mean * LEAST_SPREAD) * doubt
        # The chance of so many or more, of a negative binomial with this mean and variance.
        p = float(betainc(sums[at], mean * mean / (variance - mean), 1 - mean / variance))
        p = min(1.0, p * looks)
        if p <= limit:
            found.append(Burst(int(at), int(last), int(seen), int(sums[at]), mean, int(ordinary.max()), p))
    return found
