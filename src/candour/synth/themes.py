"""What a family came to notice for: the need, the harm, the factors and the words all follow from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from candour.synth.calibration import FACTORS
from candour.synth.chance import likely, one_of


@dataclass(frozen=True)
class Theme:
    """One kind of trouble. `ages` is how common it is by age group.

    `harm` is how much more often than usual it leads to an enquiry, `plan` how much more often to a conference.
    """

    name: str
    need: str
    category: str
    factors: Mapping[str, float]
    ages: tuple[float, float, float, float, float]  # under 1 (and unborn), 1-4, 5-9, 10-15, 16-17
    harm: float
    plan: float
    indicators: Mapping[str, float]


THEMES: Mapping[str, Theme] = {
    theme.name: theme
    for theme in (
        Theme("domestic abuse", "N1", "EMO", {"3B": 92, "3A": 30, "17A": 45, "4B": 30}, (30, 30, 24, 17, 12), 1.1, 1.25, {"I18": 55}),
        Theme("neglect", "N1", "NEG", {"16A": 80, "4B": 38, "1B": 28, "2B": 32}, (24, 27, 21, 13, 8), 1.1, 2.2, {"I07": 3}),
        Theme("physical abuse", "N1", "PHY", {"18C": 85, "17A": 25}, (6, 9, 11, 9, 6), 1.9, 0.75, {"I07": 40}),
        Theme("sexual abuse", "N1", "SAB", {"19C": 55, "19B": 35}, (2, 4, 5, 6, 5), 1.9, 0.6, {"I02": 30, "I15": 14, "I11": 14}),
        Theme("emotional abuse", "N1", "EMO", {"17A": 75, "4B": 35}, (8, 7, 9, 9, 8), 1.0, 1.2, {}),
        Theme("baby at risk", "N1", "NEG", {"4B": 50, "2B": 40, "3B": 40, "5B": 15}, (22, 0, 0, 0, 0), 1.3, 2.6, {"I12": 30, "I05": 8}),
        Theme("disability", "N2", "", {"5A": 75, "6A": 35}, (1, 3, 8, 9, 7), 0.1, 0.03, {}),
        Theme("parent's health", "N3", "NEG", {"4B": 60, "1B": 30, "6B": 25, "7A": 20}, (3, 4, 4, 4, 3), 0.5, 0.5, {}),
        Theme("acute stress", "N4", "EMO", {"4A": 30, "4B": 35, "20": 40}, (5, 8, 9, 10, 10), 0.4, 0.12, {}),
        Theme("conflict at home", "N5", "EMO", {"4A": 35, "14A": 20, "20": 25}, (3, 6, 10, 14, 18), 0.6, 0.2, {}),
        Theme("exploitation", "N6", "MUL", {"24A": 60, "10A": 40, "2A": 35, "13A": 30}, (0, 0, 0, 4, 8), 1.4, 0.4, {"I17": 45}),
        Theme("sexual exploitation", "N1", "SAB", {"11A": 85, "10A": 35, "4A": 40}, (0, 0, 0, 3, 4), 1.7, 0.4, {"I04": 45}),
        Theme("no money", "N7", "NEG", {"20": 70}, (0.3, 0.3, 0.3, 0.3, 0.4), 0.1, 0.05, {}),
        Theme("living with relatives", "N8", "NEG", {"20": 50, "8F": 6}, (0.5, 0.5, 0.7, 1.5, 5), 0.3, 0.1, {}),
    )
}  # fmt: skip
# The youngest at whom a factor of the child's own is found.
OLD_ENOUGH = {
    "1A": 11, "2A": 11, "4A": 5, "7A": 6, "10A": 9, "11A": 11, "12A": 11, "13A": 10, "14A": 8, "15A": 10,
    "18B": 4, "19B": 6, "24A": 10,
}  # fmt: skip
GROUPS = ((-1, 0), (1, 4), (5, 9), (10, 15), (16, 17))
GROUP_SHARES = (9.6, 19.5, 25.0, 34.0, 11.9)


@cache
def group_of(age: int) -> int:
    """Which age group an age falls in; an unborn child is -1."""
    return next(at for at, (low, high) in enumerate(GROUPS) if low <= age <= high or at == len(GROUPS) - 1)


def theme_for(chance: Random, age: int) -> Theme:
    """A theme as common as it is at this age."""
    if age < 0:
        return THEMES["baby at risk"]
    return THEMES[one_of(chance, _common_in(group_of(age)))]


@cache
def _common_in(group: int) -> Mapping[str, float]:
    return {name: theme.ages[group] for name, theme in THEMES.items()}


@cache
def background() -> Mapping[str, float]:
    """How often a factor is found where the theme does not bring it, so that all together meet the published share."""
    left: dict[str, float] = {}
    for code, share in FACTORS.items():
        brought = sum(
            weight
            / 100
            * theme.ages[at]
            / sum(other.ages[at] for other in THEMES.values())
            * theme.factors.get(code, 0)
            for at, weight in enumerate(GROUP_SHARES)
            for theme in THEMES.values()
        )
        old_enough = sum(
            weight * min(1, max(0, high + 1 - OLD_ENOUGH.get(code, -1)) / (high + 1 - low))
            for weight, (low, high) in zip(GROUP_SHARES, GROUPS, strict=True)
        )
        left[code] = max(0.0, share - brought) / (old_enough / 100)
    return left


def factors_found(chance: Random, theme: Theme, age: int) -> tuple[str, ...]:
    """What an assessment finds: what belongs to the theme, and what else there is in many families."""
    found = [code for code, share in _shares(theme.name, min(age, 18)) if likely(chance, share)]
    return tuple(sorted(found, key=lambda code: (int(code.rstrip("ABCDEF")), code)))


@cache
def _shares(theme: str, age: int) -> tuple[tuple[str, float], ...]:
    """How often each factor is found at this age."""
    shares = {**background(), **THEMES[theme].factors}
    order = dict.fromkeys((*THEMES[theme].factors, *background()))
    return tuple((code, shares[code]) for code in order if age >= OLD_ENOUGH.get(code, -1))
