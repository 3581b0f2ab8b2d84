"""A measure worked out for a year: its value, its interval in words, and how it differs from the year before."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from candour.returns.cin_census.measures import assessments, enquiries, in_need, plans, referrals
from candour.returns.cin_census.measures.intervals import (
    Interval,
    change_in_count,
    change_in_share,
    count_interval,
    share_interval,
)
from candour.returns.cin_census.measures.journeys import Journeys, Year
from candour.returns.cin_census.measures.measure import GROUPS, MEASURES, Found, Measure

assert assessments and enquiries and in_need and plans and referrals  # each declares its measures
PER = 10_000
SMALL = 6  # a number from 1 up to here, not counting it, could tell who is meant
NO_CHANGE_AT_THE_END = (
    "Many of the same children are there in both years, so chance alone cannot say how far apart they lie."
)
NOT_OVER = "The year is not over, so its numbers are not set against a whole year's."


@dataclass(frozen=True)
class Worked:
    """One measure of one year. `children_here` is how many children live in the area, where somebody said so."""

    measure: Measure
    year: Year
    found: Found
    children_here: int | None = None

    @property
    def numerator(self) -> int:
        return len(self.found.counted)

    @property
    def denominator(self) -> int | None:
        return None if self.found.out_of is None else len(self.found.out_of)

    @property
    def value(self) -> float | None:
        """The share, from 0 to 1, or the count; None where there is nothing to take a share of."""
        if self.denominator is None:
            return float(self.numerator)
        return self.numerator / self.denominator if self.denominator else None

    @cached_property
    def interval(self) -> Interval | None:
        """The 95% interval of the value."""
        if self.denominator is None:
            return count_interval(self.numerator)
        return share_interval(self.numerator, self.denominator) if self.denominator else None

    @property
    def rate(self) -> float | None:
        """How many for every 10,000 children in the area."""
        if not self.measure.per_children or not self.children_here:
            return None
        return self.numerator * PER / self.children_here

    @property
    def rate_interval(self) -> Interval | None:
        """The 95% interval of the rate: only what is counted varies, the number of children is taken as it is."""
        if self.rate is None or self.interval is None or not self.children_here:
            return None
        low, high = self.interval
        return low * PER / self.children_here, high * PER / self.children_here

    @property
    def children(self) -> int:
        """How many different children are counted."""
        return len({one.person_id for one in self.found.counted})

    @property
    def has_small_numbers(self) -> bool:
        """Whether any number shown is so small that somebody could tell who is meant."""
        whole = self.found.out_of or ()
        shown = [self.numerator, len(whole), len(whole) - self.numerator if whole else 0]
        shown += [len(part.behind) for part in (*self.found.parts, *self.found.left_out)]
        return any(0 < number < SMALL for number in shown)

    @property
    def says(self) -> str:
        """The value in words."""
        if self.value is None:
            return "None to count"
        if self.denominator is None:
            return f"{self.numerator:,}"
        return f"{100 * self.value:.1f}%"

    @property
    def made_of(self) -> str:
        """The numbers the value is made of."""
        if self.denominator is None:
            return f"{self.numerator:,} {self.measure.noun}"
        return f"{self.numerator:,} of {self.denominator:,} {self.measure.noun}"

    @property
    def between(self) -> str:
        """The 95% interval in words."""
        if self.interval is None:
            return ""
        low, high = self.interval
        if self.denominator is None:
            return f"between {low:,.0f} and {high:,.0f}"
        return f"between {100 * low:.0f}% and {100 * high:.0f}%"

    @property
    def rate_says(self) -> str:
        """The rate and its interval in words."""
        if self.rate is None or self.rate_interval is None:
            return ""
        low, high = self.rate_interval
        return f"{self.rate:.1f} for every 10,000 children, between {low:.1f} and {high:.1f}"


def worked_out(
    journeys: Journeys, year: Year, children_here: int | None = None, only: str = ""
) -> Mapping[str, Worked]:
    """Every measure of a year, or only one, by its key and in the order they are shown in."""
    order = sorted(MEASURES.values(), key=lambda one: GROUPS.index(one.group))
    return {
        one.key: Worked(one, year, one.find(journeys, year), children_here)
        for one in order
        if not only or one.key == only
    }


def change(now: Worked, before: Worked) -> str:
    """What can be said of the difference from the year before, with its 95% interval in words; "" where nothing can.

    Both ends of the interval are said, so that nobody takes chance for news.
    """
    if now.measure.at_the_end:
        return NO_CHANGE_AT_THE_END
    if not now.year.is_over:
        return NOT_OVER
    if now.denominator and before.denominator:
        low, high = change_in_share((now.numerator, now.denominator), (before.numerator, before.denominator))
        return f"Since {before.year.label}: {_apart(100 * low, 100 * high, ' percentage points', 'lower', 'higher')}."
    if now.denominator is None and min(now.numerator, before.numerator) < SMALL:
        return f"Since {before.year.label}: too few to say."
    if now.denominator is None and (ratio := change_in_count(now.numerator, before.numerator)):
        low, high = (100 * (one - 1) for one in ratio)
        return f"Since {before.year.label}: {_apart(low, high, '%', 'fewer', 'more')}."
    return ""


def _apart(low: float, high: float, unit: str, down: str, up: str) -> str:
    def said(limit: float, *, alone: bool) -> str:
        return f"{abs(limit):.0f}{unit if alone else ''}"

    if low >= 0:
        return f"between {said(low, alone=False)} and {said(high, alone=True)} {up}"
    if high <= 0:
        return f"between {said(high, alone=False)} and {said(low, alone=True)} {down}"
    return f"between {said(low, alone=True)} {down} and {said(high, alone=True)} {up}: chance alone could explain it"
