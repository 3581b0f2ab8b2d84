"""How long a record is kept, what stops it from ending, and how far an ending has come."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from candour.access.permission import may_for
from candour.record.casefile import Casefile
from candour.record.casefile.person import person
from candour.record.casefile.retention import DELAY, erasures, holds, keeping
from candour.ssd.store.reading import as_day, rows
from candour.terms.retention import BASES
from candour.terms.working_days import london_day
from candour.web.names import names
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.shelves.retention import GROUP
from candour.web.steps import STEPS

MOST = 500


@page("child/<ref:person_id>/keeping/", name="keeping", verb="read", about_child=True)
def of_a_child(request: WorkerRequest, case: Casefile) -> HttpResponse:
    """How long this record is kept, on which basis, what holds it, and an erasure under way."""
    kept, known = keeping(case), names({item.actor for item in case.recorded})
    steps = [
        made
        for made in STEPS.values()
        if made.group == GROUP and made.applies(case) and may_for(request.worker, made.verb, case)
    ]
    shown = {
        "case": case,
        "person": person(case),
        "kept": kept,
        "basis": BASES[kept.basis],
        "over": kept.until is not None and kept.until <= request.desk.now.day,
        "holds": [
            {
                "one": one,
                "by": known.get(one.placed.actor, ""),
                "lifted_by": known.get(one.lifted.actor, "") if one.lifted else "",
            }
            for one in reversed(holds(case))
        ],
        "erasures": [
            {
                "one": one,
                "basis": BASES.get(one.asked.fact.basis, one.asked.fact.basis),
                "asked_by": known.get(one.asked.actor, ""),
                "agreed_by": known.get(one.agreed.actor, "") if one.agreed else "",
                "called_off_by": known.get(one.called_off.actor, "") if one.called_off else "",
            }
            for one in reversed(erasures(case))
        ],
        "steps": steps,
        "may_copy": may_for(request.worker, "give a copy of a record", case),
    }
    return render(request, "keeping/of_a_child.html", shown)


@page("keeping/", name="held-and-erased", verb="see what is held and erased")
def held_and_erased(request: WorkerRequest) -> HttpResponse:
    """Which records a legal hold keeps, which erasures wait for whom, and which were carried out."""
    held = rows(
        "SELECT h.hold_person_id AS person_id, h.hold_placed AS day, h.hold_placed_by AS worker_id, p.pers_forename,"
        " p.pers_surname FROM ssd_legal_hold h LEFT JOIN ssd_person p ON p.pers_person_id = h.hold_person_id"
        f" WHERE h.hold_lifted IS NULL ORDER BY h.hold_placed, h.hold_id LIMIT {MOST}"
    )
    endings = rows(
        "SELECT e.*, p.pers_forename, p.pers_surname FROM ssd_erasure e"
        " LEFT JOIN ssd_person p ON p.pers_person_id = e.eras_person_id WHERE e.eras_state <> 'called off'"
        f" ORDER BY e.eras_asked DESC, e.eras_id LIMIT {MOST}"
    )
    workers = {row["worker_id"] for row in held} | {row["eras_asked_by"] for row in endings}
    known = names(one for one in workers | {row["eras_agreed_by"] for row in endings} if one)
    told = [_ending(row, known) for row in endings]
    shown = {
        "held": [
            {**row, "name": _name(row), "day": as_day(row["day"]), "by": known.get(row["worker_id"], "")}
            for row in held
        ],
        "waiting": [one for one in told if one["state"] in ("asked", "agreed")],
        "ended": [one for one in told if one["state"] == "carried out"],
    }
    return render(request, "keeping/list.html", shown)


def _name(row: dict[str, Any]) -> str:
    return " ".join(filter(None, (row["pers_forename"], row["pers_surname"]))) or "A record"


def _ending(row: dict[str, Any], known: dict[str, str]) -> dict[str, Any]:
    agreed = _as_moment(row["eras_agreed"])
    return {
        "person_id": row["eras_person_id"],
        "name": _name(row),
        "state": row["eras_state"],
        "basis": BASES.get(row["eras_basis"] or "", row["eras_basis"] or ""),
        "asked": as_day(row["eras_asked"]),
        "asked_by": known.get(row["eras_asked_by"] or "", ""),
        "agreed_by": known.get(row["eras_agreed_by"] or "", ""),
        "due": london_day(agreed + DELAY) if agreed else None,
        "ended": as_day(row["eras_ended"]),
    }


def _as_moment(value: Any) -> datetime | None:
    """A moment as either database gives it."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value
