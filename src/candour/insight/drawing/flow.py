"""From contact to plan: how many come to each step, as bars one under another, with the share that went on."""

from collections.abc import Iterator
from dataclasses import dataclass

from candour.drawing import svg


@dataclass(frozen=True)
class Step:
    """One step of the journey and how many came to it."""

    name: str
    count: int


@dataclass(frozen=True)
class Flow:
    """The steps in order, each counted in the same unit, such as children or enquiries."""

    title: str
    says: str
    steps: tuple[Step, ...]


def draw(chart: Flow) -> str:
    """The flow as SVG."""
    return svg.drawing(chart.title, chart.says, 8 + 50 * len(chart.steps), _marks(chart))


def rows(chart: Flow) -> svg.Table:
    """The same, one row a step."""
    return svg.Table(
        chart.title,
        ("Step", "Number", "Of the step before", "Of the first step"),
        tuple((step.name, f"{step.count:,}", *_shares(chart, at)) for at, step in enumerate(chart.steps)),
    )


def _shares(chart: Flow, at: int) -> tuple[str, str]:
    if at == 0:
        return "", ""
    return _share(chart.steps[at].count, chart.steps[at - 1].count), _share(chart.steps[at].count, chart.steps[0].count)


def _share(count: int, of: int) -> str:
    return svg.told(count / of, "share") if of else "not known"


def _marks(chart: Flow) -> Iterator[str]:
    most = max((step.count for step in chart.steps), default=0) or 1
    for at, step in enumerate(chart.steps):
        top = 4 + 50 * at
        before, _ = _shares(chart, at)
        yield svg.words(6, top + 14, step.name, weight="bold")
        yield svg.words(394, top + 14, f"{step.count:,}{f' ({before} of the step before)' if before else ''}", "end")
        yield svg.box(6, top + 20, 388 * step.count / most, 18)
