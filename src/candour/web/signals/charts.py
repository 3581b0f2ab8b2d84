"""What a signal draws, and the same as a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, pi, sin, sqrt

from django.utils.safestring import SafeString, mark_safe

from candour.drawing.svg import Table
from candour.insight.drawing import run_chart
from candour.record.entries.signals import CountedMonth, SignalRaised
from candour.ssd.store.reading import as_day, rows

PARTS = 10_000
LEAST_MONTHS = 3


@dataclass(frozen=True)
class Drawn:
    """A chart and its table."""

    svg: SafeString
    table: Table


def counts(fact: SignalRaised) -> bool:
    """Whether what was found is a number of families rather than a share."""
    return fact.weighed.value > PARTS or fact.weighed.value == fact.weighed.n


def chart_of(fact: SignalRaised) -> Drawn | None:
    """The months as the detector saw them; none, where it counts no months."""
    many = counts(fact)
    counted = [one for one in fact.months if many or one.n]
    if len(counted) < LEAST_MONTHS:
        return None
    months = tuple(_month(fact, one, many) for one in counted)
    what = "families in the month" if many else "share of each month"
    chart = run_chart.RunChart(
        title=f"{fact.title}, month by month",
        says=f"The {what}, from {months[0].name} to {months[-1].name}. The table beside it has every month.",
        unit="count" if many else "share",
        value=what.capitalize(),
        months=months,
        marks=tuple(run_chart.Mark(at, says) for at, says in sorted(_known(counted, fact.began))),
    )
    return Drawn(mark_safe(run_chart.draw(chart)), filled(run_chart.rows(chart)))  # noqa: S308  its words are escaped there


def cusum_of(fact: SignalRaised) -> Drawn | None:
    """How far the level had departed by the end of each month, against the limit; none, where no level is followed."""
    if fact.limit is None or len(fact.months) < LEAST_MONTHS:
        return None
    limit, last = fact.limit / PARTS, len(fact.months) - 1
    rarely = "beyond this, in either direction, it is asked about; months in which nothing changes seldom come so far"
    chart = run_chart.RunChart(
        title=f"{fact.title}: how far from what was before",
        says="At the end of each month, the largest departure of what came after from what came before, in standard"
        " deviations. The table beside it has every month.",
        unit="rate",
        value="Standard deviations",
        months=tuple(run_chart.Month(f"{one.month:%b %Y}", (one.departure or 0) / PARTS) for one in fact.months),
        levels=(run_chart.Level(0, last, limit, rarely), run_chart.Level(0, last, -limit, "the same, downwards")),
    )
    return Drawn(mark_safe(run_chart.draw(chart)), filled(run_chart.rows(chart)))  # noqa: S308  its words are escaped there


def filled(table: Table) -> Table:
    """A table without the columns that hold nothing."""
    kept = [at for at in range(len(table.columns)) if any(row[at] for row in table.rows)]
    some = tuple(tuple(row[at] for at in kept) for row in table.rows)
    return Table(table.caption, tuple(table.columns[at] for at in kept), some)


def _month(fact: SignalRaised, one: CountedMonth, many: bool) -> run_chart.Month:
    """A point; of a share, with what a month of so many cases ordinarily comes to: the fewer cases, the wider."""
    name, value = f"{one.month:%b %Y}", one.value / PARTS
    if many:
        return run_chart.Month(name, value)
    low, high = ordinary_share(fact.weighed.ordinary / PARTS, one.n)
    return run_chart.Month(name, value, one.n, low, high)


def ordinary_share(share: float, of: int) -> tuple[float, float]:
    """Between what shares 19 in 20 months lie that have so many cases, where this share is ordinary.

    >>> [round(edge, 2) for edge in ordinary_share(0.22, 3) + ordinary_share(0.22, 60)]
    [0.0, 0.72, 0.13, 0.33]
    """
    middle, half = asin(sqrt(share)), 1.96 / sqrt(4 * of + 2)
    return sin(max(0.0, middle - half)) ** 2, sin(min(pi / 2, middle + half)) ** 2


def _known(counted: Sequence[CountedMonth], began: date) -> list[tuple[int, str]]:
    """What is known of the time: when it began, published thresholds, and instructions given against them."""
    days: list[tuple[date, str]] = [(began, "when it seems to have begun")]
    for row in rows("SELECT thre_kind, thre_edition, thre_date FROM ssd_threshold ORDER BY thre_date, thre_id"):
        if day := as_day(row["thre_date"]):
            published = row["thre_kind"] == "published"
            says = f"a threshold was published ({row['thre_edition']})" if published else "an instruction against it"
            days.append((day, says))
    places = {(one.month.year, one.month.month): at for at, one in enumerate(counted)}
    return [
        (places[day.year, day.month], f"{says}, {day:%-d %B %Y}")
        for day, says in days
        if (day.year, day.month) in places
    ]


def weighed_rows(fact: SignalRaised) -> Sequence[tuple[str, str]]:
    """What was found beside what would be ordinary."""
    one, many = fact.weighed, counts(fact)
    if many:
        return (
            ("Found", f"{one.value / PARTS:,.0f} families"),
            ("Ordinary for so many days", f"{one.ordinary / PARTS:,.1f} families"),
            ("Most in any other such days of that year", f"{one.ordinary_high / PARTS:,.0f} families"),
        )
    return (
        ("Found", f"{_percent(one.value)} (95% interval {_percent(one.low)} to {_percent(one.high)})"),
        ("Ordinary", f"{_percent(one.ordinary)} ({_percent(one.ordinary_low)} to {_percent(one.ordinary_high)})"),
        ("Out of", f"{one.n / PARTS:,.0f} cases, brothers and sisters counted as one"),
    )


def _percent(parts: int) -> str:
    return f"{100 * parts / PARTS:.0f}%"
