"""What was found as one web page that stands alone: nothing is fetched, and all of it can be read without scripts."""

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from candour.returns.cin_census.run import Outcome
from candour.returns.reports.against import Compared
from candour.returns.reports.summary import ByRule, by_child, by_rule, by_team
from candour.returns.rule import ALSO, HEADINGS

MOST_OF_A_RULE = 2000
MOST_CHILDREN = 5000
COLUMNS = ("Child", "Where", "Field", "Line", "What was typed")


def page(outcomes: list[Outcome], compared: Sequence[Compared] = ()) -> Iterator[str]:
    """The page, piece by piece."""
    assets = files("candour.returns.reports")
    style = assets.joinpath("page.css").read_text(encoding="utf-8")
    script = assets.joinpath("page.js").read_text(encoding="utf-8")
    title = ", ".join(escape(outcome.file) for outcome in outcomes)
    yield (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Census check: {title}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>\n{style}</style>\n</head>\n<body>\n'
        '<a class="skip" href="#main">Skip to what was found</a>\n<main id="main">\n'
    )
    for at, outcome in enumerate(outcomes):
        yield from _outcome(outcome, at)
    for one in compared:
        yield _changes(one)
    yield f"</main>\n<script>\n{script}</script>\n</body>\n</html>\n"


def _outcome(outcome: Outcome, at: int) -> Iterator[str]:
    yield f"<h1>{escape(outcome.file)}</h1>\n<p>Children in need census {outcome.year.label}. "
    yield f"{outcome.children:,} {'child' if outcome.children == 1 else 'children'} in the file.</p>\n"
    if outcome.about_the_year:
        yield f"<p>{escape(outcome.about_the_year)}</p>\n"
    for failed in outcome.failed:
        yield f'<p class="failed">{escape(str(failed))}</p>\n'
    if outcome.notes:
        yield "<h2>How the file is built</h2>\n<ul>\n"
        for note in outcome.notes:
            yield f"<li>{f'Line {note.line:,}: ' if note.line else ''}{escape(note.words)}</li>\n"
        yield f"</ul>\n{f'<p>and {outcome.more_notes:,} more</p>' if outcome.more_notes else ''}\n"
    counted = by_rule(outcome)
    if not counted:
        yield f"<p>Nothing was found. {len(outcome.rules) - len(outcome.failed)} rules were run.</p>\n"
        return
    yield _chart(counted, at)
    yield _teams(outcome)
    yield from _children(outcome)
    yield "<h2>Every finding, by rule</h2>\n"
    issues = outcome.findings.by_code()
    for one in counted:
        yield from _rule(one, issues[one.rule.code], at)


def _chart(counted: list[ByRule], at: int) -> str:
    """Errors and queries by rule: a table whose last column is also a bar."""
    most = max(one.places for one in counted)
    rows = "".join(
        f'<tr><th scope="row"><a href="#r{at}-{one.rule.code}">{one.rule.code}</a></th><td>{one.rule.severity}</td>'
        f"<td>{escape(one.rule.message)}</td><td class=n>{one.children:,}</td>{_bar(one.places, most)}</tr>\n"
        for one in counted
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Rule", "Type", "What is wrong", "Children", "Places"))
    return (
        f'<h2>By rule</h2>\n<div class="wide" role="region" aria-label="By rule" tabindex="0">\n<table class="sorts">'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>\n"
    )


def _changes(compared: Compared) -> str:
    """What is new, gone and still there since another return, by rule."""
    rows = "".join(
        f'<tr><th scope="row">{code}</th>' + "".join(f"<td class=n>{count:,}</td>" for count in counts) + "</tr>\n"
        for code, *counts in compared.counts()
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Rule", "New", "Gone", "Still there"))
    return (
        f"<h2>{escape(compared.file)} against {escape(compared.other)}</h2>\n"
        f'<div class="wide" role="region" aria-label="What changed" tabindex="0">\n<table class="sorts">'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>\n"
    )


def _bar(number: int, most: int) -> str:
    wide = round(100 * number / most) if most else 0
    bar = f'<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="{wide}" height="10"/></svg>'
    return f'<td class="n" data-sort="{number}">{number:,} {bar}</td>'


def _teams(outcome: Outcome) -> str:
    teams = by_team(outcome)
    if not teams:
        return ""
    most = max(team.errors + team.queries for team in teams)
    rows = "".join(
        f'<tr><th scope="row">{escape(team.team)}</th><td class=n>{team.children:,}</td><td class=n>{team.errors:,}</td>'
        f"<td class=n>{team.queries:,}</td>{_bar(team.errors + team.queries, most)}</tr>\n"
        for team in teams
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Team", "Children", "Errors", "Queries", "Places"))
    return (
        f'<h2>By team</h2>\n<div class="wide" role="region" aria-label="By team" tabindex="0">\n<table class="sorts">'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>\n"
    )


def _children(outcome: Outcome) -> Iterator[str]:
    children = by_child(outcome)
    if not children:
        return
    yield f"<h2>By child</h2>\n<details><summary>{len(children):,} children, those with most first</summary>\n"
    yield '<div class="wide" role="region" aria-label="By child" tabindex="0"><table class="sorts"><thead><tr>'
    yield '<th scope="col">Child</th><th scope="col">Places</th><th scope="col">Rules</th></tr></thead>\n<tbody>\n'
    for one in children[:MOST_CHILDREN]:
        name = escape(one.number) or f"Child {one.ordinal} (no number)"
        yield f'<tr><th scope="row">{name}</th><td class=n>{one.places:,}</td><td>{", ".join(one.codes)}</td></tr>\n'
    yield "</tbody></table></div>\n"
    if len(children) > MOST_CHILDREN:
        yield f"<p>and {len(children) - MOST_CHILDREN:,} more; all of them are in the CSV and Excel reports.</p>\n"
    yield "</details>\n"


def _rule(one: ByRule, places: list[tuple[object, ...]], at: int) -> Iterator[str]:
    rule = one.rule
    yield f'<section id="r{at}-{rule.code}">\n<h3>{rule.code}: {escape(rule.message)}</h3>\n'
    yield f"<p>{rule.severity.capitalize()}, in {one.places:,} {'place' if one.places == 1 else 'places'}.</p>\n<dl>\n"
    for heading in (*HEADINGS, *ALSO):
        if words := rule.about.get(heading):
            yield f"<dt>{heading}</dt><dd>{escape(words)}</dd>\n"
    yield f"<dt>What it looks for</dt><dd>{escape(rule.logic)}</dd>\n</dl>\n"
    if not any(places[0]):
        yield "<p>This is about the return as a whole.</p>\n</section>\n"
        return
    yield f"<details{' open' if len(places) <= 20 else ''}><summary>Where</summary>\n"
    yield f'<div class="wide" role="region" aria-label="Where {rule.code} was found" tabindex="0"><table class="sorts"><thead><tr>'
    yield "".join(f'<th scope="col">{name}</th>' for name in COLUMNS) + "</tr></thead>\n<tbody>\n"
    for table, number, field, path, line, value in places[:MOST_OF_A_RULE]:
        typed = "<i>not there</i>" if value is None else escape(str(value)) or "<i>empty</i>"
        where = escape(str(path))
        yield (
            f'<tr><th scope="row">{escape(str(number))}</th><td>{where}</td><td title="{escape(str(table))}">'
            f"{escape(str(field))}</td><td class=n>{line or ''}</td><td><code>{typed}</code></td></tr>\n"
        )
    yield "</tbody></table></div>\n"
    if len(places) > MOST_OF_A_RULE:
        yield f"<p>and {len(places) - MOST_OF_A_RULE:,} more; all of them are in the CSV and Excel reports.</p>\n"
    yield "</details>\n</section>\n"
