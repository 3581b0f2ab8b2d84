"""How a share is told: half up from unrounded counts, how far chance may have moved it, and what silence could hide."""

from math import sqrt

BANDS = ("20% or less", "20 to 40%", "40 to 60%", "60 to 80%", "80% or more")
WHOLE_FROM = 30
SHOWN_FROM = 10
Z = 1.959963984540054
"""Both sides of this lie 95% of a normal distribution."""


def percentage(chosen: int, answered: int) -> int:
    """Whole per cent, halves up, worked out in whole numbers so that no fraction is lost.

    >>> percentage(1, 8), percentage(148, 461), percentage(5, 1000)
    (13, 32, 1)
    """
    return (200 * chosen + answered) // (2 * answered)


def half_up(share: float) -> int:
    """Whole per cent of a share that is no ratio of counts, such as a weighted one."""
    return int(100 * share + 0.5)


def interval(chosen: float, answered: int, staff: int | None = None) -> tuple[float, float]:
    """Where 95% of such intervals hold the true share: Wilson's (1927), narrowed where most of all staff answered.

    The correction for a finite population multiplies the answers by (N - 1) / (N - n) (Cochran, Sampling Techniques, 2.6);
    where all staff answered there is no chance left. `staff` is N; without it the population is taken to be large.

    >>> [round(100 * end, 1) for end in interval(470, 1093)]
    [40.1, 46.0]
    """
    share = chosen / answered
    if staff is not None and staff <= answered:
        return share, share
    n = answered if staff is None else answered * (staff - 1) / (staff - answered)
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def bounds(chosen: int, answered: int, staff: int) -> tuple[float, float]:
    """The least and the most it can be of all staff: if none of the silent would have said so, and if all would.

    >>> bounds(258, 600, 1000)
    (0.258, 0.658)
    """
    return chosen / staff, (chosen + max(staff - answered, 0)) / staff


def bounds_of_told(percent: int, told: int, staff: int) -> tuple[float, float]:
    """The same from a share in whole per cent and a base to the nearest 5: wide enough for every number they can stand for.

    >>> [round(end, 3) for end in bounds_of_told(50, 60, 100)]
    [0.287, 0.713]
    """
    least = told - 2
    low, high = max(percent - 0.5, 0) / 100, min(percent + 0.5, 100) / 100
    return low * least / staff, min((high * least + max(staff - least, 0)) / staff, 1.0)


def band(chosen: int, answered: int) -> str:
    """A share in a small group: twenty points wide, so that it is never 0% or 100%.

    An edge belongs to the band further from the middle, so that a share and what it leaves of the whole lie in bands that
    mirror each other, and the two together say no more than one.

    >>> band(0, 12), band(5, 12), band(2, 10), band(8, 10)
    ('20% or less', '40 to 60%', '20% or less', '80% or more')
    """
    if 2 * chosen > answered:
        return BANDS[4 - _from_the_edge(answered - chosen, answered)]
    return BANDS[_from_the_edge(chosen, answered)]


def _from_the_edge(few: int, answered: int) -> int:
    return max(0, -(-5 * few // answered) - 1)


def about(answered: int) -> int:
    """A base of a group, to the nearest 5, halves up."""
    return (answered * 2 + 5) // 10 * 5
