"""What became of children over time: the share to whom something had not yet happened, as steps with their intervals."""

from collections.abc import Iterator
from dataclasses import dataclass

from candour.drawing import svg

DASHES = ("", "6 3", "2 3", "9 3 2 3")
COLOURS = (svg.INK, svg.BLUE, svg.RED, svg.GREY)


@dataclass(frozen=True)
class At:
    """From this day on, the share left, its 95% interval, and how many were still watched."""

    day: float
    share: float
    low: float
    high: float
    watched: int


@dataclass(frozen=True)
class Curve:
    """One group's steps, by day, beginning at day 0."""

    name: str
    steps: tuple[At, ...]


@dataclass(frozen=True)
class Survival:
    """Up to four groups. `value` says what the share is of; `time` what a day is counted from."""

    title: str
    says: str
    value: str
    time: str
    curves: tuple[Curve, ...]


def draw(chart: Survival) -> str:
    """The curves as SVG. Raises ValueError for more than four: their lines could not be told apart."""
    if len(chart.curves) > len(DASHES):
        raise ValueError(f"{len(chart.curves)} curves cannot be told apart in one chart: draw {len(DASHES)} or fewer")
    last = max(step.day for curve in chart.curves for step in curve.steps)
    frame = svg.Frame(58, 390, 26, 230, 0, last or 1, 0, 1)
    return svg.drawing(chart.title, chart.says, frame.foot + 46 + 19 * len(chart.curves), _marks(chart, frame))


def rows(chart: Survival) -> svg.Table:
    """The same, one row a step of a group."""
    return svg.Table(
        chart.title,
        ("Group", "Day", chart.value, "95% interval", "Still watched"),
        tuple(
            (
                curve.name,
                f"{step.day:,.0f}",
                svg.told(step.share, "share"),
                f"{svg.told(step.low, 'share')} to {svg.told(step.high, 'share')}",
                f"{step.watched:,}",
            )
            for curve in chart.curves
            for step in curve.steps
        ),
    )


def _marks(chart: Survival, frame: svg.Frame) -> Iterator[str]:
    yield svg.words(4, 15, chart.value, weight="bold")
    for curve, colour in zip(chart.curves, COLOURS, strict=False):
        low = _stepped([(step.day, step.low) for step in curve.steps], frame)
        high = _stepped([(step.day, step.high) for step in curve.steps], frame)
        yield svg.area(low + high[::-1], colour, opacity=0.12)
    yield from svg.upright_axis(frame, "share")
    for day in svg.round_values(0, frame.x_to):
        yield svg.words(frame.x(day), frame.foot + 17, f"{day:,.0f}", "middle")
    yield svg.words((frame.left + frame.right) / 2, frame.foot + 34, chart.time, "middle")
    for at, curve in enumerate(chart.curves):
        colour, dash = COLOURS[at], DASHES[at]
        yield svg.curve(_stepped([(step.day, step.share) for step in curve.steps], frame), colour, dash, 2)
        y = frame.foot + 54 + 19 * at
        yield svg.line(6, y - 4, 40, y - 4, colour, dash, 2)
        yield svg.words(46, y, f"{curve.name} ({curve.steps[0].watched:,})")


def _stepped(points: list[tuple[float, float]], frame: svg.Frame) -> list[tuple[float, float]]:
    """A line that stays level until the day it falls, up to the last day of the chart."""
    drawn: list[tuple[float, float]] = []
    for day, share in points:
        if drawn:
            drawn.append((frame.x(day), drawn[-1][1]))
        drawn.append((frame.x(day), frame.y(share)))
    return [*drawn, (drawn[-1][0] if len(points) > 1 else frame.right, drawn[-1][1])]
