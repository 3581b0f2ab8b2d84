"""What a survey found as one page that stands alone: a chart and a table for each question, to read and to print."""

from collections.abc import Iterator
from html import escape

from candour.drawing import svg
from candour.drawing.alone import FOOT, head, table
from candour.voice.survey.results import Figure, Found, Result
from candour.voice.survey.telling import METHODS, basis, everybody, groups, left_out, said, sources

LEFT, RIGHT, TALL = 12, 350, 40


def page(found: Found) -> Iterator[str]:
    """The page, piece by piece."""
    yield head(found.asks.title, "Skip to the results")
    yield f"<h1>{escape(found.asks.title)}</h1>\n"
    yield from inside(found)
    yield FOOT


def inside(found: Found) -> Iterator[str]:
    """What stands on the page under its name, for a page that has a look of its own."""
    yield from (f"<p>{escape(line)}</p>\n" for line in sources(found))
    if found.odd:
        yield "<h2>In no figure</h2>\n<ul>\n"
        yield from (f"<li>{escape(line)}</li>\n" for line in left_out(found))
        yield "</ul>\n"
    yield '<nav aria-label="Questions">\n<ul>\n'
    yield from (f'<li><a href="#{one.question.code}">{escape(one.question.ask)}</a></li>\n' for one in found.results)
    yield '<li><a href="#methods">How the figures are made</a></li>\n</ul>\n</nav>\n'
    for one in found.results:
        yield from _section(one)
    yield '<section id="methods" aria-labelledby="methods-name">\n<h2 id="methods-name">How the figures are made</h2>\n'
    yield from (f"<p>{escape(line)}</p>\n" for line in METHODS)
    yield "</section>\n"


def _section(one: Result) -> Iterator[str]:
    code = one.question.code
    yield f'<section id="{code}" aria-labelledby="{code}-name">\n<h2 id="{code}-name">{escape(one.question.ask)}</h2>\n'
    yield f"<p>{escape(basis(one))}</p>\n"
    if one.figures:
        drawn = any(figure.percent is not None and figure.interval is not None for figure in one.figures)
        yield f'<div class="beside">\n<figure>\n{chart(one)}</figure>\n' if drawn else "<div>\n"
        yield from table(everybody(one))
        yield "</div>\n"
    for by in one.by:
        yield from table(groups(one, by))
    yield "</section>\n"


def chart(one: Result) -> str:
    """A bar for each answer, from nothing to everybody who answered, with what chance may have moved it."""
    told = [figure for figure in one.figures if figure.percent is not None and figure.interval is not None]
    says = "; ".join(f"{figure.words}: {said(figure)}" for figure in told) + ". The table beside it says the same."
    marks = [mark for at, figure in enumerate(told) for mark in _bar(figure, 8 + TALL * at)]
    return svg.drawing(one.question.ask, says, TALL * len(told) + 12, marks)


def _bar(one: Figure, top: float) -> Iterator[str]:
    assert one.percent is not None and one.interval is not None
    across = RIGHT - LEFT
    short = one.words if len(one.words) <= 52 else one.words[:51] + "…"
    yield svg.words(LEFT, top + 12, short)
    yield svg.box(LEFT, top + 18, across, 12, svg.PALE)
    yield svg.box(LEFT, top + 18, across * one.percent / 100, 12)
    low, high = (LEFT + across * end for end in one.interval)
    yield svg.line(low, top + 24, high, top + 24, svg.INK, thick=2)
    yield from (svg.line(end, top + 20, end, top + 28, svg.INK, thick=2) for end in (low, high))
    yield svg.words(RIGHT + 6, top + 29, said(one))
