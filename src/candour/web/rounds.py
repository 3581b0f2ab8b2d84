"""Supervision over several children, one after the other: which children a worker has, and which were talked about."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from candour.access.permission import may
from candour.ssd.store.reading import as_day, rows
from candour.web.names import names
from candour.web.pages import page
from candour.web.requests import WorkerRequest

MOST = 100


def children_of(worker_id: str, supervision_id: str = "", besides: str = "") -> list[dict[str, Any]]:
    """The children allocated to a worker, with the day each was last talked about, and whether in this supervision."""
    found = rows(
        "SELECT i.invo_person_id AS person_id, p.pers_forename AS forename, p.pers_surname AS surname,"
        " p.pers_legacy_id AS number, MAX(s.supe_date) AS last,"
        " MAX(CASE WHEN s.supe_supervision_id = %s THEN 1 ELSE 0 END) AS here"
        " FROM ssd_involvements i JOIN ssd_person p ON p.pers_person_id = i.invo_person_id"
        " LEFT JOIN ssd_supervision s ON s.supe_person_id = i.invo_person_id"
        " WHERE i.invo_professional_id = %s AND i.invo_involvement_end_date IS NULL AND i.invo_person_id <> %s"
        " GROUP BY i.invo_person_id, p.pers_forename, p.pers_surname, p.pers_legacy_id"
        f" ORDER BY p.pers_surname, p.pers_forename, i.invo_person_id LIMIT {MOST}",
        [supervision_id, worker_id, besides],
    )
    return [
        {
            "person_id": row["person_id"],
            "name": " ".join(filter(None, (row["forename"], row["surname"]))) or f"Child {row['number']}",
            "last": as_day(row["last"]),
            "here": bool(row["here"]),
        }
        for row in found
    ]


def words_awaited(me: str) -> list[dict[str, Any]]:
    """What waits for this person's own words: an account of a supervision, or a direction to confirm or dispute."""
    found = rows(
        "SELECT 'account' AS what, s.supe_supervision_id AS id, s.supe_person_id AS person_id, s.supe_date AS day,"
        " p.pers_forename AS forename, p.pers_surname AS surname FROM ssd_supervision s"
        " JOIN ssd_person p ON p.pers_person_id = s.supe_person_id WHERE s.supe_awaits = %s"
        " UNION ALL SELECT 'direction', d.dire_id, d.dire_person_id, d.dire_date, p.pers_forename, p.pers_surname"
        " FROM ssd_direction d JOIN ssd_person p ON p.pers_person_id = d.dire_person_id"
        " WHERE d.dire_to = %s AND d.dire_answer = 'awaited'"
        f" ORDER BY day, person_id, what LIMIT {MOST}",
        [me, me],
    )
    ways = {
        "account": ("own-account", "supervision_id", "Confirm a supervision, or add your own account"),
        "direction": ("answer-direction", "direction_id", "Confirm or dispute a direction"),
    }
    shown = []
    for row in found:
        name, place, words = ways[row["what"]]
        shown.append(
            {
                "href": reverse(name, kwargs={"person_id": row["person_id"], place: row["id"]}),
                "what": words,
                "name": " ".join(filter(None, (row["forename"], row["surname"]))),
                "on": as_day(row["day"]),
            }
        )
    return shown


@page("supervision/", name="own-supervision", verb="see own supervision")
def own_supervision(request: WorkerRequest) -> HttpResponse:
    """Supervision, child by child: the children of one worker, and when each was last talked about."""
    me, role = request.worker.worker_id, request.worker.standing.role
    supervises = may(role, "supervise", "other")
    worker_id = request.GET.get("worker", "") or ("" if supervises else me)
    if worker_id not in ("", me) and not supervises:
        raise PermissionDenied("see the children of another worker in supervision")
    team = rows(
        "SELECT DISTINCT p.prof_professional_id AS id, p.prof_professional_name AS name FROM ssd_professionals p"
        " JOIN ssd_involvements i ON i.invo_professional_id = p.prof_professional_id"
        " WHERE i.invo_involvement_end_date IS NULL AND p.prof_left_on IS NULL AND p.prof_professional_department = %s"
        " ORDER BY p.prof_professional_name, p.prof_professional_id",
        [request.worker.standing.team],
    )
    shown = {
        "workers": team if supervises else [],
        "children": children_of(worker_id) if worker_id else [],
        "worker_name": names([worker_id]).get(worker_id, "") if worker_id else "",
        "is_me": worker_id == me,
    }
    return render(request, "own_supervision.html", shown)
