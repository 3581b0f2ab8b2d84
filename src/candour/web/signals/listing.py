"""Every signal that somebody sees: those not answered, those answered, those that lapsed, and what was changed about them."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from candour.access.views_kept import note_a_view
from candour.record.entries.signals import DETECTORS
from candour.ssd.store.reading import as_day, rows
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.signals.seeing import VERB, seen_by, told


@page("signals/", name="signals", verb=VERB)
def signals(request: WorkerRequest) -> HttpResponse:
    """The questions that patterns on the record ask, and every change of what is asked."""
    note_a_view(request.desk.casefile_to_read(DETECTORS), request.worker, "signals", timezone.now())
    found = told(seen_by(request.worker), request.desk.now.day)
    return render(
        request,
        "signals/list.html",
        {
            "open": [one for one in found if not one["answers"] and not one["lapsed"]],
            "answered": [one for one in found if one["answers"] and not one["lapsed"]],
            "lapsed": [one for one in found if one["lapsed"]],
            "announced": announced(),
            "own_team": request.worker.standing.role == "team_manager",
        },
    )


def announced() -> list[dict[str, Any]]:
    """Every declaration, the newest first, with what was different from the one before."""
    found = rows(
        "SELECT * FROM ssd_detector_declared ORDER BY dete_date DESC, dete_declared_id, dete_change, dete_title"
    )
    made = []
    for _, some in groupby(found, key=lambda row: row["dete_declared_id"]):
        lines = list(some)
        changed = [row for row in lines if row["dete_change"] != "unchanged"]
        made.append(
            {
                "on": as_day(lines[0]["dete_date"]),
                "all": len(changed) == len(lines) and all(row["dete_change"] == "declared" for row in lines),
                "many": len(lines),
                "changed": [
                    {"title": row["dete_title"], "change": row["dete_change"], "key": row["dete_key"]}
                    for row in changed
                ],
            }
        )
    return made
