"""How far chance alone could move a share or a count: 95% intervals, and the interval of a change between two years.

A count of a whole year is no sample, but another year just like it would not give the same number. An interval says how
far apart two such years could lie by chance. Each child or occasion is taken to be by itself: brothers and sisters are
not, so the true interval is wider.

>>> [round(limit, 3) for limit in share_interval(8, 10)]
[0.49, 0.943]
>>> [round(limit, 2) for limit in count_interval(10)]
[4.8, 18.39]
"""

from collections.abc import Callable
from math import exp, lgamma, log, sqrt

Interval = tuple[float, float]
Z = 1.959963984540054  # the normal distribution has 95% between -Z and Z
TAIL = 0.025
EXACT_BELOW = 100  # from here on Byar's formula gives the same to three figures, at once
HALVINGS = 60


def share_interval(part: int, whole: int) -> Interval:
    """Wilson's 95% interval of a share: right for small numbers too, and never below 0 or above 1."""
    if not 0 <= part <= whole or whole == 0:
        raise ValueError("A share needs at least one in its denominator, and no more above the line than below it")
    share, spread = part / whole, Z * Z / whole
    middle = (share + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * sqrt(share * (1 - share) / whole + spread / (4 * whole))
    return (0.0 if part == 0 else middle - half, 1.0 if part == whole else middle + half)


def count_interval(count: int) -> Interval:
    """The 95% interval of a count: exact (Poisson) below 100, Byar's from there on.

    >>> [round(limit, 2) for limit in count_interval(0)]
    [0.0, 3.69]
    """
    if count < 0:
        raise ValueError("A count is 0 or more")
    if count >= EXACT_BELOW:
        return _byar(count)
    low = _where(lambda mean: 1 - _at_most(count - 1, mean), TAIL, most=count) if count else 0.0
    # The chance of so few falls as the mean grows, so it is looked for from the other side.
    high = _where(lambda mean: -_at_most(count, mean), -TAIL, most=2 * count + 10)
    return low, high


def _byar(count: int) -> Interval:
    def limit(number: int, side: int) -> float:
        return float(number * (1 - 1 / (9 * number) + side * Z / (3 * sqrt(number))) ** 3)

    return limit(count, -1), limit(count + 1, 1)


def _at_most(count: int, mean: float) -> float:
    """The chance of no more than so many, where so many are expected on average."""
    if mean <= 0:
        return 1.0
    return sum(exp(number * log(mean) - mean - lgamma(number + 1)) for number in range(count + 1))


def _where(rising: Callable[[float], float], value: float, *, most: float) -> float:
    low, high = 0.0, float(most)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < value else (low, middle)
    return (low + high) / 2


def change_in_share(now: tuple[int, int], before: tuple[int, int]) -> Interval:
    """The 95% interval of the difference between two shares, each given as part and whole (Newcombe's).

    >>> [round(limit, 4) for limit in change_in_share((56, 70), (48, 80))]
    [0.0524, 0.3339]
    """
    share, earlier = now[0] / now[1], before[0] / before[1]
    (low, high), (earlier_low, earlier_high) = share_interval(*now), share_interval(*before)
    difference = share - earlier
    return (
        difference - sqrt((share - low) ** 2 + (earlier_high - earlier) ** 2),
        difference + sqrt((high - share) ** 2 + (earlier - earlier_low) ** 2),
    )


def change_in_count(now: int, before: int) -> Interval | None:
    """The 95% interval of how many times as many there were, or None where either year had none.

    Of the two years' occasions together, the share that fell in the later year has Wilson's interval; the ratio follows.
    """
    if not now or not before:
        return None
    low, high = share_interval(now, now + before)
    return low / (1 - low), high / (1 - high)
