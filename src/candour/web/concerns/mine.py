"""My concerns: those I raised under my name, those I owe an answer to, and what I was asked to do for one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from candour.access.permission import may
from candour.web.concerns.finding import Concern, Finder, who_is
from candour.web.concerns.one import seen_by
from candour.web.concerns.raising import VERB
from candour.web.concerns.telling import clock_words
from candour.web.pages import page
from candour.web.requests import WorkerRequest


def line_about(one: Concern, raiser: bool = False) -> dict[str, Any]:
    """A concern as a list shows it; `raiser` where it is the raiser's own list."""
    now = one.now
    return {
        "id": one.id,
        "title": now.raised.fact.title,
        "clock": clock_words(now, raiser),
        "holder": who_is(now.holder),
        "due": now.due,
        "read_by": now.read_by,
        "is_open": now.is_open,
        "level": now.level,
        "immediate": now.raised.fact.matter == "immediate",
    }


@page("concerns/", name="concerns", verb=VERB)
def concerns(request: WorkerRequest) -> HttpResponse:
    """The concerns you raised, the answers you owe, and what you were asked to do for one."""
    request.unseen = True
    role = request.worker.standing.role
    mine, owed, held_before, asked = [], [], [], []
    for one in Finder(request.desk).every():
        seen = seen_by(one, request.worker)
        if seen is None:
            continue
        if seen.raiser:
            mine.append(line_about(one, raiser=True))
        elif seen.holder and one.now.is_open:
            owed.append(line_about(one))
        elif seen.until:
            held_before.append(line_about(one))
        elif seen.tasks and one.now.is_open:
            asked.append({**line_about(one), "tasks": seen.tasks})
    owed.sort(key=lambda row: (row["due"] is None, row["due"] or request.desk.moment))
    context = {
        "mine": mine,
        "owed": owed,
        "held_before": held_before,
        "asked": asked,
        "may_keep": may(role, "keep raisers' names", "none"),
        "may_see_titles": may(role, "see every concern's title", "none"),
        "may_count": may(role, "see counts of concerns", "none"),
    }
    return render(request, "concerns/mine.html", context)
