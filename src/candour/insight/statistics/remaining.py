"""To how many something had not yet happened, day by day, where some were watched for less time than others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

Z = 1.959963984540054


@dataclass(frozen=True)
class Left:
    """After so many days: the share to whom it had not happened, its 95% interval, and how many were still watched."""

    day: int
    share: float
    low: float
    high: float
    watched: int


def remaining(spans: Iterable[tuple[int, bool]], days: Sequence[int]) -> list[Left]:
    """The Kaplan-Meier estimate on chosen days. Each span is how many days somebody was watched, and whether it ended in
    what is asked about. The interval is Greenwood's on the log-log scale, which stays between 0 and 1.

    >>> [(one.day, round(one.share, 2), one.watched) for one in remaining([(10, True), (20, False), (40, True)], [0, 15, 30])]
    [(0, 1.0, 3), (15, 0.67, 2), (30, 0.67, 1)]
    """
    ordered = sorted(spans)
    ended = sorted({day for day, happened in ordered if happened})
    found = []
    for asked in days:
        share, spread = 1.0, 0.0
        for day in (one for one in ended if one <= asked):
            watched = sum(1 for length, _ in ordered if length >= day)
            happened = sum(1 for length, it in ordered if it and length == day)
            share *= 1 - happened / watched
            spread += happened / (watched * (watched - happened)) if watched > happened else 0.0
        low, high = _interval(share, spread)
        found.append(Left(asked, share, low, high, sum(1 for length, _ in ordered if length >= asked)))
    return found


def _interval(share: float, spread: float) -> tuple[float, float]:
    if share in (0.0, 1.0):
        return share, share
    wide = Z * sqrt(spread) / abs(log(share))
    return share ** exp(wide), share ** exp(-wide)
