"""What was found as one page that stands alone: a question, a chart and a table for each notice, to read and to print."""

from collections.abc import Iterator
from html import escape

from candour.drawing.alone import FOOT, head, table
from candour.drawing.svg import Table
from candour.insight.drawing import run_chart
from candour.insight.notice import Notice, Watched
from candour.insight.reports.charts import chart_of
from candour.insight.reports.words import HOW_TO_READ, odds
from candour.insight.run import Found

TITLE = "Questions about patterns"


def page(found: Found, said: list[str]) -> Iterator[str]:
    """The page, piece by piece."""
    yield head(TITLE, "Skip to the questions")
    yield f"<h1>{TITLE}</h1>\n<p>{escape(HOW_TO_READ)}</p>\n"
    yield from (f"<p>{escape(words)}.</p>\n" for words in said)
    for nth, (authority, (first, last)) in enumerate(sorted(found.covers.items()), 1):
        yield f'<section aria-labelledby="a{nth}">\n<h2 id="a{nth}">{escape(authority)}</h2>\n'
        yield f"<p>From {first:%-d %B %Y} to {last:%-d %B %Y}.</p>\n"
        mine = [one for one in found.notices if one.authority == authority]
        watched = {(one.detector, one.test): one for one in found.watched if one.authority == authority}
        if not mine:
            yield "<p>Nothing beyond what is ordinary was found.</p>\n"
        for one in mine:
            yield from _notice(one, watched[one.detector, one.test])
        yield from table(_watched(list(watched.values())))
        yield from _not_asked(found, authority)
        yield "</section>\n"
    yield FOOT


def _notice(one: Notice, watched: Watched) -> Iterator[str]:
    yield f"<article>\n<h3>{escape(one.question)}</h3>\n<p><strong>{'Notice' if one.level == 'notice' else 'Look'}:</strong>"
    yield f" {escape(one.told)}</p>\n<p>It could be said from {one.noticed_from:%-d %B %Y}. Behind it are"
    yield f" {len(one.children)} children. By chance alone so much would be seen in {odds(one.chance)} such authorities.</p>\n"
    yield "<p>There may be an ordinary reason:</p>\n<ul>\n"
    yield "".join(f"<li>{escape(reason)}</li>\n" for reason in one.ordinary)
    yield f"</ul>\n<p>What this cannot tell: {escape(one.cannot_tell)}</p>\n"
    chart = chart_of(one, watched)
    if chart:
        yield f'<div class="beside">\n<figure>\n{run_chart.draw(chart)}</figure>\n'
        yield from table(run_chart.rows(chart))
        yield "</div>\n"
    yield "</article>\n"


def _watched(watched: list[Watched]) -> Table:
    return Table(
        "Everything that was asked, by the name of its detector",
        ("Question about", "Detector", "Months", "n"),
        tuple((one.what, one.detector.replace("_", " "), str(one.months), f"{one.n:,.0f}") for one in watched),
    )


def _not_asked(found: Found, authority: str) -> Iterator[str]:
    lacking = [one for one in found.not_asked if one.authority == authority]
    if lacking:
        yield "<h3>What could not be asked</h3>\n<ul>\n"
        yield "".join(f"<li>{escape(one.test.replace('_', ' '))}: {escape(one.why)}</li>\n" for one in lacking)
        yield "</ul>\n"
