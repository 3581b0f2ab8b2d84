"""Exact chances: how likely so many, where each had its own chance."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = Any


def as_many(chances: Array, happened: int) -> float:
    """The chance that of independent events, each with its own chance, so many or more happen (Poisson binomial).

    >>> round(as_many([0.5, 0.5], 2), 3)
    0.25
    """
    so_far = np.ones(1)
    for chance in np.asarray(chances, dtype=float):
        so_far = np.convolve(so_far, [1 - chance, chance])
    return float(min(1.0, so_far[happened:].sum()))


def share_interval(happened: int, of: int) -> tuple[float, float]:
    """The exact (Clopper and Pearson) 95% interval of a share."""
    from scipy.special import betaincinv

    if of == 0:
        return 0.0, 1.0
    low = 0.0 if happened == 0 else float(betaincinv(happened, of - happened + 1, 0.025))
    high = 1.0 if happened == of else float(betaincinv(happened + 1, of - happened, 0.975))
    return low, high
