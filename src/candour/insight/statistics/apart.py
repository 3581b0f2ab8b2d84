"""Does one of several differ from all the others, which differ somewhat among themselves as people and places do.

Each is held against the others only: with itself among them it would widen its own limits. How far others ordinarily
differ is estimated from them, together with what is known of teams and chairs elsewhere, which counts for as much as a
dozen more of them would; the departure is then held against Student's t.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

Array = Any
ELSEWHERE = 0.3  # standard deviation of the log odds among teams where nothing is amiss
COUNTS_FOR = 12  # others
FEWEST_OTHERS = 3


@dataclass(frozen=True)
class Apart:
    """One unit beside the others. `expected` is the others' share, `low` and `high` what would be ordinary for it."""

    unit: int
    share: float
    expected: float
    low: float
    high: float
    z: float
    p: float


def apart(happened: Array, of: Array, fewest: float = 30.0) -> list[Apart]:
    """Each unit with at least so many cases, beside the others. Chances are two-sided and for one unit alone."""
    from scipy.special import stdtr

    happened, of = np.asarray(happened, dtype=float), np.asarray(of, dtype=float)
    found = []
    values = np.arcsin(np.sqrt((happened + 0.375) / (of + 0.75)))
    noise = 1 / (4 * of + 2)
    for unit in np.nonzero(of >= fewest)[0]:
        others = (np.arange(len(of)) != unit) & (of >= fewest / 2)
        if others.sum() < FEWEST_OTHERS:
            continue
        middle, error, between, freedom = _others(values[others], noise[others])
        sd = sqrt(between + error + noise[unit])
        z = float((values[unit] - middle) / sd)
        edge = 1.96 * sd
        low, high = (float(np.sin(np.clip(middle + side, 0, np.pi / 2)) ** 2) for side in (-edge, edge))
        chance = float(2 * stdtr(freedom, -abs(z)))
        share = float(happened[unit] / of[unit])
        found.append(Apart(int(unit), share, float(np.sin(middle) ** 2), low, high, z, chance))
    return found


def _others(values: Array, noise: Array) -> tuple[float, float, float, int]:
    """The others' middle, its error, how far they differ among themselves (variance), and how sure that is."""
    weights = 1 / noise
    rough = float(np.sum(weights * values) / weights.sum())
    spread = float(np.sum(weights * (values - rough) ** 2))
    room = float(weights.sum() - np.sum(weights**2) / weights.sum())
    freedom = len(values) - 1
    between = max(0.0, (spread - freedom) / room) if room > 0 else 0.0
    share = np.sin(rough) ** 2
    prior = (ELSEWHERE * sqrt(share * (1 - share)) / 2) ** 2
    between = (freedom * between + COUNTS_FOR * prior) / (freedom + COUNTS_FOR)
    weights = 1 / (noise + between)
    middle = float(np.sum(weights * values) / weights.sum())
    return middle, float(1 / weights.sum()), between, freedom + COUNTS_FOR - 1
