"""A run chart: one value a month against what would be ordinary, with the dates on which something is known to have changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from candour.drawing import svg


@dataclass(frozen=True)
class Month:
    """One point. `low` and `high` bound what would be ordinary that month, where that is known; `n` is out of how many."""

    name: str
    value: float
    n: int = 0
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Level:
    """A level that held from one month to another (places among the months, both included)."""

    first: int
    last: int
    value: float
    says: str


@dataclass(frozen=True)
class Mark:
    """Something known to have happened in a month (its place among the months), in words."""

    at: int
    says: str


@dataclass(frozen=True)
class RunChart:
    """All of it. `value` says what is shown; of a CUSUM, a level says the limit."""

    title: str
    says: str
    unit: svg.Unit
    value: str
    months: tuple[Month, ...]
    levels: tuple[Level, ...] = ()
    marks: tuple[Mark, ...] = ()


def draw(chart: RunChart) -> str:
    """The run chart as SVG."""
    shown = [month.value for month in chart.months] + [level.value for level in chart.levels]
    shown += [edge for month in chart.months for edge in (month.low, month.high) if edge is not None]
    most, least = max(shown), min(shown)
    spare = (most - least) * 0.06 or 0.05
    frame = svg.Frame(58, 390, 40, 215, 0, max(len(chart.months) - 1, 1), min(0.0, least), most + spare)
    key = list(_key(chart, frame.foot + 42))
    return svg.drawing(chart.title, chart.says, frame.foot + 50 + 17 * len(key), [*_marks(chart, frame), *key])


def rows(chart: RunChart) -> svg.Table:
    """The same, one row a month."""

    def known(at: int) -> str:
        said = [mark.says for mark in chart.marks if mark.at == at]
        return "; ".join(said + [level.says for level in chart.levels if level.first == at])

    return svg.Table(
        chart.title,
        ("Month", chart.value, "Out of", "What would be ordinary", "What is known"),
        tuple(
            (
                month.name,
                svg.told(month.value, chart.unit),
                f"{month.n:,}" if month.n else "",
                ""
                if month.low is None or month.high is None
                else f"{svg.told(month.low, chart.unit)} to {svg.told(month.high, chart.unit)}",
                known(at),
            )
            for at, month in enumerate(chart.months)
        ),
    )


def _marks(chart: RunChart, frame: svg.Frame) -> Iterator[str]:
    yield svg.words(4, 15, chart.value, weight="bold")
    banded = [(at, month.low, month.high) for at, month in enumerate(chart.months) if month.low is not None]
    if banded:
        below = [(frame.x(at), frame.y(low)) for at, low, _ in banded]
        above = [(frame.x(at), frame.y(high)) for at, _, high in banded if high is not None]
        yield svg.area(below + above[::-1])
    yield from svg.upright_axis(frame, chart.unit)
    every = max(1, -(-len(chart.months) // 4))
    for at in range(0, len(chart.months), every):
        anchor = "end" if 0 < at == len(chart.months) - 1 else "middle"
        yield svg.words(frame.x(at), frame.foot + 17, chart.months[at].name, anchor)
    for number, mark in enumerate(chart.marks, 1):
        yield svg.line(frame.x(mark.at), frame.top - 8, frame.x(mark.at), frame.foot, svg.INK, "2 3")
        yield svg.words(frame.x(mark.at), frame.top - 11, str(number), "middle", "bold")
    for level in chart.levels:
        y = frame.y(level.value)
        yield svg.line(frame.x(level.first), y, frame.x(level.last), y, svg.RED, "7 3", 2)
    yield svg.curve([(frame.x(at), frame.y(month.value)) for at, month in enumerate(chart.months)])
    for at, month in enumerate(chart.months):
        outside = month.low is not None and month.high is not None and not month.low <= month.value <= month.high
        said = f"{month.name}: {svg.told(month.value, chart.unit)}"
        yield (svg.diamond if outside else svg.ring)(frame.x(at), frame.y(month.value), said)


def _key(chart: RunChart, y: float) -> Iterator[str]:
    """A line of words for each thing drawn."""
    said = []
    if any(month.low is not None for month in chart.months):
        said.append("Shaded: what would be ordinary. A diamond lies outside it.")
    said += [f"Dashed: {level.says}" for level in chart.levels]
    said += [f"{number}: {mark.says}" for number, mark in enumerate(chart.marks, 1)]
    for each in said:
        for drawn in svg.sentences(each, 6, y):
            yield drawn
            y += 17
