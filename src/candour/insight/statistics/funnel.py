"""Which units differ from what is ordinary: a funnel that allows for the spread there always is between units.

Limits from chance alone name half the country: authorities differ for a hundred ordinary reasons. Here the spread between
units is measured and added to chance, after D. Spiegelhalter, "Funnel plots for comparing institutional performance",
Statistics in Medicine 24 (2005), 1185-1202. A unit beyond the outer limit is different; nothing says better or worse.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist, median
from typing import Literal

INNER = NormalDist().inv_cdf(0.975)  # 95% of ordinary units lie within
OUTER = NormalDist().inv_cdf(0.999)  # 99.8%
APART = 0.01  # how rarely an ordinary unit may lie so far from the others
NORMAL_QUARTILES = 2 * NormalDist().inv_cdf(0.75)  # 1.349: how far apart the quartiles of a standard normal lie


@dataclass(frozen=True)
class Counted:
    """One unit: `events` among `of`, which is children or decisions for a share, and a population for a rate."""

    name: str
    events: float
    of: float


@dataclass(frozen=True)
class Scale:
    """A scale on which chance is near enough normal, with the small additions that keep it so near 0 and 1.

    `to` takes events and of; `back` takes a place on the scale and of, and gives a share, or a rate for one of the
    population; `chance` gives the variance of a unit from chance alone, from the centre (a share or rate) and of.
    """

    kind: Literal["share", "rate"]
    to: Callable[[float, float], float]
    back: Callable[[float, float], float]
    chance: Callable[[float, float], float]


# F. J. Anscombe, "The transformation of Poisson, binomial and negative-binomial data", Biometrika 35 (1948), 246-254.
ARCSINE = Scale(
    "share",
    lambda events, of: math.asin(math.sqrt((events + 3 / 8) / (of + 3 / 4))),
    lambda y, of: _within_one((math.sin(min(max(y, 0.0), math.pi / 2)) ** 2 * (of + 3 / 4) - 3 / 8) / of),
    lambda centre, of: 1 / (4 * of),
)
LOGIT = Scale(
    "share",
    lambda events, of: math.log((events + 0.5) / (of - events + 0.5)),
    lambda y, of: _within_one(((of + 1) / (1 + math.exp(-y)) - 0.5) / of),
    lambda centre, of: 1 / (of * centre * (1 - centre)),
)
LOG = Scale(
    "rate",
    lambda events, of: math.log(max(events, 0.5) / of),
    lambda y, of: math.exp(y),
    lambda centre, of: 1 / (of * centre),
)
ROOT = Scale(
    "rate",
    lambda events, of: math.sqrt((events + 3 / 8) / of),
    lambda y, of: max(0.0, max(y, 0.0) ** 2 - 3 / 8 / of),
    lambda centre, of: 1 / (4 * of),
)
LARGE = 1e12  # a unit so large that its chance, and what is added for small numbers, is nothing


@dataclass(frozen=True)
class Placed:
    """A unit on the funnel: its value with its own 95% interval, and how far from the centre, in standard deviations.

    `chance` is the distance were there only chance; `adjusted` allows for the spread between units.
    """

    name: str
    events: float
    of: float
    value: float
    low: float
    high: float
    chance: float
    adjusted: float

    @property
    def different(self) -> bool:
        """Beyond what 99.8% of ordinary units show."""
        return abs(self.adjusted) > OUTER

    @property
    def near_the_edge(self) -> bool:
        """Beyond 95%, where one ordinary unit in twenty lies."""
        return INNER < abs(self.adjusted) <= OUTER

    @property
    def by_chance_alone(self) -> bool:
        """What limits that know only chance would have named."""
        return abs(self.chance) > OUTER


@dataclass(frozen=True)
class Funnel:
    """All units, in the order they came, with the centre (a share, or a rate for one) and the spread between units.

    `between` is the standard deviation between units on the scale, chance taken out. `dispersion` is the mean squared
    distance from the centre, which chance alone would make 1. `times` is how many times as widely as by chance alone the
    units differ, for one of middling size; a few odd units do not move it where the quartiles tell the spread.
    """

    scale: Scale
    centre: float
    between: float
    dispersion: float
    times: float
    units: tuple[Placed, ...]

    def limits(self, of: float, deviations: float, between: bool = True) -> tuple[float, float]:
        """Between which values an ordinary unit of this size lies; without `between`, by chance alone."""
        middle = self.scale.to(self.centre * of, of)
        wide = deviations * math.sqrt(self.scale.chance(self.centre, of) + (self.between**2 if between else 0))
        return self.scale.back(middle - wide, of), self.scale.back(middle + wide, of)


def funnel(
    counted: Sequence[Counted], scale: Scale = ARCSINE, spread: Literal["quartiles", "winsorised"] = "quartiles"
) -> Funnel:
    """Place every unit.

    "winsorised" is Spiegelhalter's: the centre is all events over all of, and the spread comes from distances whose
    outermost tenths are drawn in. "quartiles" takes the middle unit as the centre, and the spread that puts the quartiles
    of the adjusted distances where those of ordinary units lie: a few very large or very odd units move neither, and among
    150 the share named is near the two in a thousand it should be. It needs many units; of a dozen, use "winsorised", or
    hold each `against_the_others`.

    Raises:
        ValueError: fewer than three units, a unit of nothing, or a middle of none or all.
    """
    _enough(counted)
    if spread == "winsorised":
        centre = sum(one.events for one in counted) / sum(one.of for one in counted)
    else:
        centre = median(one.events / one.of for one in counted)
    if not 0 < centre < (1 if scale.kind == "share" else math.inf):
        raise ValueError("The middle is none or all of them, and leaves nothing to differ from")
    chances = [scale.chance(centre, one.of) for one in counted]
    away = [scale.to(one.events, one.of) - scale.to(centre * one.of, one.of) for one in counted]
    extra = between_units(away, chances, drawn_in=0.1) if spread == "winsorised" else _by_quartiles(away, chances)
    naive = [y / math.sqrt(chance) for y, chance in zip(away, chances, strict=True)]
    units = tuple(
        Placed(
            one.name, one.events, one.of, one.events / one.of, *interval(one.events, one.of, scale.kind),
            chance=z, adjusted=z * math.sqrt(chance / (chance + extra)),
        )
        for one, z, chance in zip(counted, naive, chances, strict=True)
    )  # fmt: skip
    times = math.sqrt(1 + extra / median(chances))
    return Funnel(scale, centre, math.sqrt(extra), sum(z * z for z in naive) / len(naive), times, units)


@dataclass(frozen=True)
class Apart:
    """One unit held against the others only. `others` is what an ordinary one of them shows, as a share or rate.

    `p_t` knows how few the others are, `p_normal` takes their spread as known. Both are two-sided. With eight honest chairs
    of 40 to 80 decisions, some chair gets a look in about one year in five, and a notice in one in fifty
    (tests/insight/test_funnel.py).
    """

    name: str
    events: float
    of: float
    value: float
    low: float
    high: float
    others: float
    ordinary_low: float
    ordinary_high: float
    distance: float
    p_normal: float
    p_t: float

    @property
    def look(self) -> bool:
        """Worth opening the files."""
        return self.p_normal < APART

    @property
    def notice(self) -> bool:
        """Hardly to be had by chance, even of so few."""
        return self.p_t < APART


def against_the_others(counted: Sequence[Counted], scale: Scale = ARCSINE) -> tuple[Apart, ...]:
    """Hold each unit against the others: among eight chairs one odd one would widen its own limits.

    The others' mean and spread are DerSimonian and Laird's (Controlled Clinical Trials 7 (1986), 177-188); the distance
    allows for chance, for the spread between them, and for how well their mean is known. The ordinary range is 95%.

    Raises:
        ValueError: fewer than four units, or a unit of nothing.
    """
    from scipy.special import stdtr, stdtrit

    _enough(counted, least=4)
    found = []
    for at, one in enumerate(counted):
        rest = [*counted[:at], *counted[at + 1 :]]
        pooled = (sum(other.events for other in rest) + 0.5) / (sum(other.of for other in rest) + 1)
        ys = [scale.to(other.events, other.of) for other in rest]
        chances = [scale.chance(pooled, other.of) for other in rest]
        rough = _mean(ys, chances)
        extra = between_units([y - rough for y in ys], chances)
        full = [chance + extra for chance in chances]
        mean = _mean(ys, full)
        wide = math.sqrt(scale.chance(pooled, one.of) + extra + 1 / sum(1 / variance for variance in full))
        distance = (scale.to(one.events, one.of) - mean) / wide
        reach = float(stdtrit(len(rest) - 1, 0.975)) * wide
        found.append(
            Apart(
                one.name, one.events, one.of, one.events / one.of, *interval(one.events, one.of, scale.kind),
                others=scale.back(mean, LARGE),
                ordinary_low=scale.back(mean - reach, one.of), ordinary_high=scale.back(mean + reach, one.of),
                distance=distance, p_normal=2 * NormalDist().cdf(-abs(distance)),
                p_t=2 * float(stdtr(len(rest) - 1, -abs(distance))),
            )
        )  # fmt: skip
    return tuple(found)


def between_units(away: Sequence[float], chances: Sequence[float], drawn_in: float = 0.0) -> float:
    """The variance between units on their scale, chance taken out (additive random effects, by moments); never below 0.

    `away` is how far each lies from the middle. With `drawn_in`, that share at either end is drawn in to the last within.
    """
    distances = _winsorised([y / math.sqrt(v) for y, v in zip(away, chances, strict=True)], drawn_in)
    weights = [1 / v for v in chances]
    total = sum(weights)
    spare = total - sum(w * w for w in weights) / total
    return max(0.0, (sum(z * z for z in distances) - (len(away) - 1)) / spare)


def interval(events: float, of: float, kind: Literal["share", "rate"]) -> tuple[float, float]:
    """A unit's own 95% interval: Wilson's for a share, the exact one of Poisson (Garwood's) for a rate."""
    if kind == "share":
        share, square = events / of, INNER**2
        middle = (share + square / (2 * of)) / (1 + square / of)
        half = INNER * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
        return max(0.0, middle - half), min(1.0, middle + half)
    from scipy.special import gammaincinv

    low = float(gammaincinv(events, 0.025)) if events else 0.0
    return low / of, float(gammaincinv(events + 1, 0.975)) / of


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies, between neighbours in proportion."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _by_quartiles(away: Sequence[float], chances: Sequence[float]) -> float:
    """The variance between units that leaves the quartiles of the adjusted distances as far apart as a normal's."""

    def apart(extra: float) -> float:
        adjusted = [y / math.sqrt(v + extra) for y, v in zip(away, chances, strict=True)]
        return quantile(adjusted, 0.75) - quantile(adjusted, 0.25)

    if apart(0.0) <= NORMAL_QUARTILES:
        return 0.0
    low, high = 0.0, (max(away) - min(away)) ** 2
    for _ in range(60):
        extra = (low + high) / 2
        low, high = (extra, high) if apart(extra) > NORMAL_QUARTILES else (low, extra)
    return (low + high) / 2


def _winsorised(values: list[float], drawn_in: float) -> list[float]:
    if not drawn_in:
        return values
    low, high = quantile(values, drawn_in), quantile(values, 1 - drawn_in)
    return [min(max(value, low), high) for value in values]


def _mean(ys: Sequence[float], variances: Sequence[float]) -> float:
    return sum(y / v for y, v in zip(ys, variances, strict=True)) / sum(1 / v for v in variances)


def _within_one(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _enough(counted: Sequence[Counted], least: int = 3) -> None:
    if len(counted) < least:
        raise ValueError(f"{len(counted)} units are too few: what is ordinary needs {least} or more")
    if nothing := [one.name for one in counted if one.of <= 0]:
        raise ValueError(f"A unit of nothing has no share or rate: {', '.join(nothing)}")
