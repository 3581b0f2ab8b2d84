"""The page of grounds and directions: counts with intervals for those who answer for them, never per person."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from candour.drawing.svg import Table
from candour.insight.drawing import flow, survival
from candour.insight.statistics.remaining import remaining
from candour.terms.grounds import GROUNDS
from candour.web.census.scope import team_names, teams_seen
from candour.web.grounds import reading
from candour.web.grounds.counting import AFTERWARDS, ANOTHER, FEWEST, LEVELS, NOT_SAID, YEAR, Line, lines
from candour.web.pages import page
from candour.web.requests import WorkerRequest

GROUND_NAMES = (*GROUNDS.codes.values(), NOT_SAID)
LEVEL_NAMES = (*dict.fromkeys(level for _, level in LEVELS), ANOTHER, NOT_SAID)
WATCHED_DAYS = tuple(range(0, 731, 61))
FEWEST_CLOSED = 20


@page("grounds/", name="grounds", verb="see grounds and directions")
def grounds(request: WorkerRequest) -> HttpResponse:
    """On what grounds children got less help or protection, from where directions came, and what followed, in counts."""
    today, teams = request.desk.now.day, teams_seen(request.worker)
    known = today - YEAR
    after, suppress = reading.afterwards(), teams is None
    shown: dict[str, Any] = {
        "today": today,
        "known": known,
        "began": known - YEAR,
        "suppressed": suppress,
        "teams": sorted(team_names().get(one, "") for one in teams or ()),
        "tables": [
            _table("Decisions of the last twelve months, by what they rested on", "Ground", "Decisions",
                   lines(reading.decisions(known, today, teams), GROUND_NAMES, (), suppress=suppress)),
            _table("Decisions of the twelve months before, and what followed within a year", "Ground", "Decisions",
                   lines(reading.decisions(known - YEAR, known, teams), GROUND_NAMES, after, suppress=suppress)),
            _table("Directions of the last twelve months, by who gave them", "Level", "Directions",
                   lines(reading.directions(known, today, teams), LEVEL_NAMES, (), suppress=suppress)),
            _table("Directions of the twelve months before, and what followed within a year", "Level", "Directions",
                   lines(reading.directions(known - YEAR, known, teams), LEVEL_NAMES, after, suppress=suppress)),
        ],
        "charts": [] if teams is not None else [one for one in (_flow(known, today), _survival(today)) if one],
    }  # fmt: skip
    return render(request, "grounds/grounds.html", shown)


def _table(caption: str, first: str, made: str, found: list[Line]) -> Table:
    followed = AFTERWARDS if found and found[0].followed else ()
    return Table(
        caption, (first, made, *followed), tuple((one.name, one.made, *one.followed) for one in found)
    )  # fmt: skip


def _flow(since: date, until: date) -> dict[str, Any] | None:
    found = reading.steps(since, until)
    if any(many < FEWEST for _, many in found):
        return None
    chart = flow.Flow(
        "From contact to plan, last twelve months",
        "How many children came to each step in the last twelve months. Some came to a step in a year other than the one"
        " before it. The table beside it has every number.",
        tuple(flow.Step(name, many) for name, many in found),
    )
    return {"svg": mark_safe(flow.draw(chart)), "table": flow.rows(chart)}  # noqa: S308  its words are escaped there


def _survival(today: date) -> dict[str, Any] | None:
    spans = reading.since_closing(today)
    if len(spans) < FEWEST_CLOSED:
        return None
    steps = tuple(
        survival.At(one.day, one.share, one.low, one.high, one.watched)
        for one in remaining(spans, WATCHED_DAYS)
        if one.watched >= FEWEST
    )
    chart = survival.Survival(
        "Not referred again after closing",
        "The share of children closed who were not referred again, up to two years later. The table beside it has every"
        " number.",
        "Not referred again",
        "Days since the episode was closed",
        (survival.Curve("Children closed", steps),),
    )
    return {"svg": mark_safe(survival.draw(chart)), "table": survival.rows(chart)}  # noqa: S308  its words are escaped there
