"""What each detector asks, what it cannot tell, what it was declared as, and how often it was answered how."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from candour.access.permission import may
from candour.ssd.store.reading import as_day, rows
from candour.web.pages import page
from candour.web.requests import WorkerRequest

if TYPE_CHECKING:
    from candour.insight.detector import Detector

VERB = "read what the detectors ask"


def _detectors() -> "Mapping[str, Detector]":
    from candour.insight.loading import load

    return load()


@page("signals/detectors/", name="detectors", verb=VERB)
def detectors(request: WorkerRequest) -> HttpResponse:
    """Every detector with the question it asks."""
    return render(
        request, "signals/detectors.html", {"detectors": list(_detectors().values()), "together": _all_together()}
    )


@page("signals/detectors/<slug:detector>/", name="detector", verb=VERB)
def detector(request: WorkerRequest, detector: str) -> HttpResponse:
    """One detector: what it asks, what it cannot tell, ordinary reasons, how it was declared, and its record."""
    one = _detectors().get(detector)
    if one is None:
        raise Http404("There is no detector of that name. Choose one from the list.")
    declared = rows(
        "SELECT * FROM ssd_detector_declared WHERE dete_key = %s AND dete_change <> 'unchanged'"
        " ORDER BY dete_date DESC, dete_id",
        [detector],
    )
    now = declared[0]["dete_digest"] if declared else ""
    shown: dict[str, Any] = {
        "detector": one,
        "share": _of_honest(one),
        "together": _all_together(),
        "tests": one.tests,
        "declared": [
            {"on": as_day(row["dete_date"]), "change": row["dete_change"], "digest": row["dete_digest"]}
            for row in declared
        ],
        "is_as_declared": now == one.digest,
        "record": _record(detector) if may(request.worker.standing.role, "see signals", "none") else None,
    }
    return render(request, "signals/detector.html", shown)


def _of_honest(one: "Detector") -> str:
    """How many honest authorities in a thousand it may ask something of in a year, where every question can be asked."""
    from candour.insight.run import part_of

    share = 10 * part_of(one)
    return "fewer than 1" if share < 1 else f"about {share:.0f}"


def _all_together() -> str:
    from candour.insight.run import ALL_TOGETHER

    return f"{10 * ALL_TOGETHER:.0f}"


def _record(key: str) -> dict[str, int]:
    """How often it asked, and what those who answered first found."""
    found = rows("SELECT sign_first_finding AS finding FROM ssd_signal WHERE sign_detector = %s", [key])
    return {
        "raised": len(found),
        "answered": sum(1 for row in found if row["finding"]),
        "ordinary": sum(1 for row in found if row["finding"] == "ordinary reason"),
        "change": sum(1 for row in found if row["finding"] == "something to change"),
    }
