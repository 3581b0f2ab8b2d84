"""What the published figures say as one page that stands alone: a funnel and a table for each measure, to read and to print."""

from collections.abc import Iterator
from html import escape

from candour.drawing.alone import FOOT, head
from candour.drawing.svg import Table
from candour.insight.drawing import funnel as drawn
from candour.insight.published.measures import Compared, Measure, NotCompared
from candour.insight.published.report import (
    HOW_TO_READ,
    SOURCE,
    Report,
    about,
    files_said,
    sentences,
    unit_of,
    value_of,
    verdict,
)
from candour.insight.statistics.funnel import INNER, OUTER, Placed

CURVE_POINTS = 60


def page(report: Report) -> Iterator[str]:
    """The page, piece by piece. Its own policy forbids everything but the one style."""
    title = f"Published figures, year to 31 March {report.year}"
    yield head(title, "Skip to the figures")
    yield f"<h1>{title}</h1>\n<p>{escape(HOW_TO_READ)}</p>\n<p>Source: {escape(SOURCE)}.</p>\n"
    yield from (f"<p>{escape(words)}</p>\n" for words in files_said(report.folder))
    if report.marked:
        yield f'<p class="marked">Marked in every chart and table: <strong>{escape(report.marked)}</strong></p>\n'
    yield '<nav aria-label="Measures">\n<ul>\n'
    for one in report.results:
        yield f'<li><a href="#{one.measure.key}">{escape(one.measure.title)}</a></li>\n'
    yield "</ul>\n</nav>\n"
    for one in report.results:
        yield from _section(one, report.marked)
    yield FOOT


def _section(one: Compared | NotCompared, marked: str) -> Iterator[str]:
    measure = one.measure
    yield f'<section id="{measure.key}" aria-labelledby="{measure.key}-name">\n'
    yield f'<h2 id="{measure.key}-name">{escape(measure.title)}</h2>\n'
    if isinstance(one, NotCompared):
        yield f"<p>Not compared: {escape(one.why)}.</p>\n</section>\n"
        return
    if marked:
        yield f'<p class="marked">{escape(about(one, marked))}</p>\n'
    yield from (f"<p>{escape(words)}</p>\n" for words in sentences(one))
    chart = chart_of(one, marked)
    yield f'<div class="beside">\n<figure>\n{drawn.draw(chart)}</figure>\n'
    yield from _table(drawn.rows(chart), chart, measure)
    yield "</div>\n</section>\n"


def _table(table: Table, chart: drawn.FunnelChart, measure: Measure) -> Iterator[str]:
    name = f"{measure.title}: every authority, in alphabetical order"
    yield f'<div class="wide" role="region" aria-label="{escape(name)}" tabindex="0">\n<table>\n'
    yield f"<caption>{escape(name)}</caption>\n<thead><tr>"
    yield "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns) + "</tr></thead>\n<tbody>\n"
    for dot, (first, *rest) in zip(chart.dots, table.rows, strict=True):
        kinds = " ".join(["marked"] * dot.marked + ["different"] * (dot.verdict == "different"))
        yield f'<tr class="{kinds}">' if kinds else "<tr>"
        yield f'<th scope="row">{escape(first)}{" (marked)" if dot.marked else ""}</th>'
        yield "".join(f"<td>{escape(cell)}</td>" for cell in rest) + "</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def chart_of(one: Compared, marked: str = "") -> drawn.FunnelChart:
    """The funnel to be drawn."""
    measure, units = one.measure, one.funnel.units
    unit = unit_of(measure)
    different = f"{len(one.different)} of {len(units)} authorities are different from what is ordinary"
    return drawn.FunnelChart(
        title=f"{measure.title}, year to 31 March {one.year}",
        says=f"A funnel of authorities by size. {different}{': ' if one.different else ''}{', '.join(one.different)}. The"
        " table beside it has every authority.",
        unit=unit,
        value="Per 10,000 children" if unit == "rate" else "Share",
        size=measure.among[0].upper() + measure.among[1:],
        centre=value_of(measure, one.funnel.centre),
        inner=_limits(one, "95% of ordinary ones", INNER),
        outer=_limits(one, "99.8% of ordinary ones", OUTER),
        dots=tuple(_dot(measure, each, each.name == marked) for each in units),
    )


def _limits(one: Compared, name: str, deviations: float) -> drawn.Limits:
    sizes = [unit.of for unit in one.funnel.units]
    smallest, largest = min(sizes), max(sizes)
    at = []
    for point in range(CURVE_POINTS + 1):
        of = smallest * (largest / smallest) ** (point / CURVE_POINTS)
        low, high = one.funnel.limits(of, deviations)
        at.append((of, value_of(one.measure, low), value_of(one.measure, high)))
    return drawn.Limits(name, tuple(at))


def _dot(measure: Measure, unit: Placed, marked: bool) -> drawn.Dot:
    words = verdict(unit)
    return drawn.Dot(
        unit.name,
        unit.events,
        unit.of,
        value_of(measure, unit.value),
        value_of(measure, unit.low),
        value_of(measure, unit.high),
        unit.adjusted,
        "different" if unit.different else "ordinary" if words == "ordinary" else "near the edge",
        marked,
    )
