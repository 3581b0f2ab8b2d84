"""A funnel: every unit by its size and its value, between the limits within which ordinary ones lie."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from candour.drawing import svg

Verdict = Literal["ordinary", "near the edge", "different"]


@dataclass(frozen=True)
class Dot:
    """One unit. `low` and `high` are its own 95% interval; `marked` is the one asked about."""

    name: str
    events: float
    of: float
    value: float
    low: float
    high: float
    adjusted: float
    verdict: Verdict
    marked: bool = False


@dataclass(frozen=True)
class Limits:
    """Two curves by size, as (of, low, high), and how they are drawn and named."""

    name: str
    at: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True)
class FunnelChart:
    """All of it. `size` says what a unit's size counts; `inner` and `outer` are the 95% and the 99.8% limits."""

    title: str
    says: str
    unit: svg.Unit
    value: str
    size: str
    centre: float
    inner: Limits
    outer: Limits
    dots: tuple[Dot, ...]


def draw(chart: FunnelChart) -> str:
    """The funnel as SVG."""
    _, low, high = chart.outer.at[len(chart.outer.at) // 2]  # of middling size; wider ones run out of the picture
    most = max(high, *(dot.value for dot in chart.dots))
    least = min(low, *(dot.value for dot in chart.dots))
    largest = max(dot.of for dot in chart.dots)
    spare = (most - least) * 0.05 or 0.05
    frame = svg.Frame(58, 390, 26, 250, 0, largest * 1.02, max(0.0, least - spare), most + spare)
    return svg.drawing(chart.title, chart.says, 362, _marks(chart, frame))


def rows(chart: FunnelChart) -> svg.Table:
    """The same, one row a unit, in the order the chart was given."""
    columns = ("Name", chart.value, "95% interval", "Number", chart.size, "Distance from the middle", "Where it lies")
    return svg.Table(
        chart.title,
        columns,
        tuple(
            (
                dot.name,
                svg.told(dot.value, chart.unit),
                f"{svg.told(dot.low, chart.unit)} to {svg.told(dot.high, chart.unit)}",
                f"{dot.events:,.0f}",
                f"{dot.of:,.0f}",
                _distance(dot.adjusted),
                f"{dot.verdict}, {'above' if dot.adjusted > 0 else 'below'}"
                if dot.verdict != "ordinary"
                else "ordinary",
            )
            for dot in chart.dots
        ),
    )


def _distance(adjusted: float) -> str:
    return "0.0" if abs(adjusted) < 0.05 else f"{adjusted:+.1f}"


def _marks(chart: FunnelChart, frame: svg.Frame) -> Iterator[str]:
    yield svg.words(4, 15, chart.value, weight="bold")
    yield from svg.upright_axis(frame, chart.unit)
    for value in svg.round_values(0, frame.x_to):
        yield svg.words(frame.x(value), frame.foot + 17, f"{value:,.0f}", "middle")
    yield svg.words((frame.left + frame.right) / 2, frame.foot + 35, chart.size, "middle")
    yield svg.line(frame.left, frame.y(chart.centre), frame.right, frame.y(chart.centre), svg.INK, thick=1)
    for limits, dash in ((chart.inner, "5 4"), (chart.outer, "")):
        for side in (1, 2):
            inside = [at for at in limits.at if frame.y_from <= at[side] <= frame.y_to]
            yield svg.curve([(frame.x(at[0]), frame.y(at[side])) for at in inside], svg.BLUE, dash)
    for dot in sorted(chart.dots, key=lambda dot: (dot.marked, dot.verdict == "different")):
        told = f"{dot.name}: {svg.told(dot.value, chart.unit)}, {dot.verdict}"
        x, y = frame.x(dot.of), frame.y(dot.value)
        yield (svg.diamond if dot.verdict == "different" else svg.ring)(x, y, told)
        if dot.marked:
            yield svg.cross(x, y, told)
            left = x > (frame.left + frame.right) / 2
            yield svg.words(x - 14 if left else x + 14, y - 8, dot.name, "end" if left else "start", "bold")
    yield from _key(chart, frame.foot + 54)


def _key(chart: FunnelChart, y: float) -> Iterator[str]:
    yield svg.ring(14, y - 4)
    yield svg.words(28, y, "ordinary")
    yield svg.diamond(114, y - 4)
    yield svg.words(128, y, "different from what is ordinary")
    yield svg.line(6, y + 15, 24, y + 15, svg.BLUE, "5 4", 1.5)
    yield svg.words(28, y + 19, chart.inner.name)
    yield svg.line(204, y + 15, 222, y + 15, svg.BLUE, "", 1.5)
    yield svg.words(226, y + 19, chart.outer.name)
    yield svg.line(6, y + 34, 24, y + 34, svg.INK, "", 1)
    yield svg.words(28, y + 38, f"the middle: {svg.told(chart.centre, chart.unit)}")
