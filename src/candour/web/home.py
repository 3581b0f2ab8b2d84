"""What a worker sees first: their children, what is due and late and why, and what is new."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from candour.access import drafts
from candour.access.permission import may
from candour.record.entries.professionals import WorkerLeft
from candour.ssd.store.reading import as_day, rows
from candour.voice.concerns.levels import LEVELS
from candour.web.census_asked import asked_of_me
from candour.web.concerns.finding import Finder
from candour.web.names import names
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.rounds import words_awaited
from candour.web.sealed import seal_trouble
from candour.web.steps import STEPS
from candour.web.written.awaiting import texts_awaiting

PAGE = 50
NEW_DAYS = 7


def _marks(many: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(many))


def listed(person_ids: Sequence[str], today: date, me: str) -> list[dict[str, Any]]:
    """Children as a list shows them: name, statuses, what is due, and how much is new. Four queries at any size."""
    if not person_ids:
        return []
    marks = _marks(person_ids)
    people = rows(
        f"SELECT pers_person_id, pers_forename, pers_surname, pers_dob, pers_legacy_id FROM ssd_person WHERE pers_person_id IN ({marks})",
        person_ids,
    )
    statuses, due, new = defaultdict(list), defaultdict(list), {}
    for row in rows(f"SELECT * FROM ssd_live_status WHERE live_person_id IN ({marks}) ORDER BY live_since", person_ids):
        if row["live_status"] != "open":
            statuses[row["live_person_id"]].append(row["live_status"])
    for row in rows(f"SELECT * FROM ssd_clock WHERE cloc_person_id IN ({marks}) ORDER BY cloc_due", person_ids):
        day = as_day(row["cloc_due"])
        late = (today - day).days if day else 0
        due[row["cloc_person_id"]].append(
            {"what": row["cloc_what"], "on": day, "late": max(late, 0), "longer": row["cloc_longer_because"]}
        )
    for row in rows(
        f"SELECT act_person_id, COUNT(*) AS many FROM ssd_act WHERE act_person_id IN ({marks})"
        " AND act_recorded >= %s AND act_actor <> %s GROUP BY act_person_id",
        [*person_ids, (today - timedelta(days=NEW_DAYS)), me],
    ):
        new[row["act_person_id"]] = row["many"]
    found = [
        {
            "person_id": row["pers_person_id"],
            "name": " ".join(filter(None, (row["pers_forename"], row["pers_surname"])))
            or f"Child {row['pers_legacy_id']}",
            "dob": as_day(row["pers_dob"]),
            "statuses": statuses[row["pers_person_id"]],
            "due": due[row["pers_person_id"]],
            "new": new.get(row["pers_person_id"], 0),
        }
        for row in people
    ]
    return sorted(
        found,
        key=lambda child: (min((due["on"] for due in child["due"] if due["on"]), default=date.max), child["name"]),
    )


@page("", name="my-children", verb="see my children")
def my_children(request: WorkerRequest) -> HttpResponse:
    """My children: what is due, what is late and why, and what is new."""
    if not may(request.worker.standing.role, "see teams", "none"):
        # An administrator has no children, and begins with the workers; who opens no file, with the concerns.
        return redirect("workers" if request.worker.standing.role == "administrator" else "concerns")
    me, today = request.worker.worker_id, request.desk.now.day
    mine = rows(
        "SELECT DISTINCT invo_person_id FROM ssd_involvements WHERE invo_professional_id = %s"
        " AND invo_involvement_end_date IS NULL LIMIT 200",
        [me],
    )
    children = listed([row["invo_person_id"] for row in mine], today, me)
    kept = _drafts(request)
    role = request.worker.standing.role
    waiting = []
    if may(role, "decide a contact", "other"):
        waiting += _waiting("contact to decide")
    if may(role, "decide a referral", "other"):
        waiting += _waiting("referral to decide")
    to_read = _to_read(today) if role in ("scrutineer", "principal_social_worker") else []
    conferences = _conferences(today) if may(role, "chair", "other") else []
    return render(
        request,
        "my_children.html",
        {
            "children": children,
            "seal_trouble": seal_trouble(request),
            "kept": kept,
            "awaited": words_awaited(me) if may(role, "see own supervision", "none") else [],
            "texts": texts_awaiting(request.worker),
            "to_mend": asked_of_me(request),
            "may_talk": may(role, "see own supervision", "none"),
            "waiting": listed(list(dict.fromkeys(waiting)), today, me),
            "conferences": conferences,
            "to_read": to_read,
            "today": today,
            "may_allocate": may(role, "allocate", "other"),
            "owed": answers_owed(request),
            "leaving": leaving(request),
        },
    )


def answers_owed(request: WorkerRequest) -> int:
    """How many concerns stand with this person and wait for them."""
    if request.worker.standing.role not in {role for role, _ in LEVELS.values()}:
        return 0
    me = request.worker.worker_id
    return sum(
        one.now.is_open and one.now.holder == me and not one.now.answered for one in Finder(request.desk).every_open()
    )


def leaving(request: WorkerRequest) -> date | None:
    """The day on which this person leaves, the first time they are here after it was written down; nobody else sees it."""
    left = request.desk.casefile_to_read(request.worker.worker_id).last(WorkerLeft)
    if left is None or request.session.get("asked_on_leaving"):
        return None
    request.session["asked_on_leaving"] = True
    return left.fact.left_on


def _drafts(request: WorkerRequest) -> list[dict[str, Any]]:
    """What this worker typed and has not put on the record: which page, about whom."""
    found = [(one, one.page.strip("/").split("/")) for one in drafts.all_kept(request.account.pk)]
    ids = [parts[1] for _, parts in found if parts[0] == "child"]
    names_of = (
        {
            row["pers_person_id"]: " ".join(filter(None, (row["pers_forename"], row["pers_surname"])))
            or row["pers_legacy_id"]
            for row in rows(
                f"SELECT pers_person_id, pers_forename, pers_surname, pers_legacy_id FROM ssd_person"
                f" WHERE pers_person_id IN ({_marks(ids)})",
                ids,
            )
        }
        if ids
        else {}
    )
    return [
        {
            "page": one.page,
            "at": one.saved_at,
            "what": _what_page([part for part in parts if len(part) != 32]),
            "whom": names_of.get(parts[1], "") if parts[0] == "child" else "",
        }
        for one, parts in found
    ]


def _what_page(parts: list[str]) -> str:
    """What a page is for, from the words of its address."""
    last = parts[-1] if parts else ""
    return STEPS[last].title if last in STEPS else last.replace("-", " ").replace("_", " ").capitalize()


def _waiting(status: str) -> list[str]:
    found = rows(
        "SELECT live_person_id FROM ssd_live_status WHERE live_status = %s ORDER BY live_since, live_id LIMIT 25",
        [status],
    )
    return [row["live_person_id"] for row in found]


def _conferences(today: date) -> list[dict[str, Any]]:
    found = rows(
        "SELECT c.icpc_person_id AS person_id, c.icpc_icpc_date AS day, p.pers_forename AS forename,"
        " p.pers_surname AS surname FROM ssd_initial_cp_conference c JOIN ssd_person p ON p.pers_person_id = c.icpc_person_id"
        " WHERE c.icpc_held = 'N' ORDER BY c.icpc_icpc_date LIMIT 25"
    )
    reviews = rows(
        "SELECT k.cloc_person_id AS person_id, k.cloc_due AS day, p.pers_forename AS forename, p.pers_surname AS surname"
        " FROM ssd_clock k JOIN ssd_person p ON p.pers_person_id = k.cloc_person_id"
        " WHERE k.cloc_due <= %s AND k.cloc_what = 'Hold the review conference' ORDER BY k.cloc_due LIMIT 25",
        [today + timedelta(days=28)],
    )
    return [
        {
            "person_id": row["person_id"],
            "name": " ".join(filter(None, (row["forename"], row["surname"]))),
            "what": what,
            "on": as_day(row["day"]),
        }
        for what, some in (("Initial conference called", found), ("Review conference due", reviews))
        for row in some
    ]


def _to_read(today: date) -> list[dict[str, Any]]:
    """Decisions a scrutineer reads: no strategy discussion against an indicator, against advice, harm left open."""
    found = rows(
        "SELECT d.deci_person_id AS person_id, d.deci_what AS what, d.deci_choice AS choice, d.deci_date AS day,"
        " d.deci_decider AS decider, d.deci_against_recommendation AS against, d.deci_directed AS directed,"
        " d.deci_unprotected AS bare, a.act_position AS position FROM ssd_decision d"
        " JOIN ssd_act a ON a.act_id = d.deci_id WHERE d.deci_date >= %s AND (d.deci_what = 'no strategy discussion'"
        " OR d.deci_against_recommendation = 'Y' OR d.deci_directed = 'Y' OR d.deci_unprotected > 0)"
        " ORDER BY d.deci_date DESC, a.act_position DESC LIMIT 50",
        [today - timedelta(days=90)],
    )
    known = names(row["decider"] for row in found)
    return [
        {
            "person_id": row["person_id"],
            "position": row["position"],
            "what": row["what"],
            "on": as_day(row["day"]),
            "by": known.get(row["decider"], ""),
            "flags": [
                words
                for words, holds in (
                    ("No strategy discussion against an indicator", row["what"] == "no strategy discussion"),
                    ("Against the recommendation", row["against"] == "Y"),
                    ("Directed", row["directed"] == "Y"),
                    ("Harm without protection", bool(row["bare"])),
                )
                if holds
            ],
        }
        for row in found
    ]


@page("teams/", name="teams", verb="see teams")
def teams(request: WorkerRequest) -> HttpResponse:
    """The teams, and the children nobody is allocated to."""
    found = rows("SELECT * FROM ssd_department ORDER BY dept_team_name")
    leaders = names(row["dept_leader_id"] or "" for row in found)
    alone = rows(
        "SELECT live_person_id FROM ssd_live_status WHERE live_status = 'unallocated' ORDER BY live_since, live_id LIMIT %s",
        [PAGE + 1],
    )
    shown = [row["live_person_id"] for row in alone[:PAGE]]
    return render(
        request,
        "teams.html",
        {
            "teams": [
                {
                    "id": row["dept_team_id"],
                    "name": row["dept_team_name"],
                    "leader": leaders.get(row["dept_leader_id"], ""),
                }
                for row in found
            ],
            "children": listed(shown, request.desk.now.day, request.worker.worker_id)
            if request.worker.standing.role != "support_worker"
            else [],
            "more": len(alone) > PAGE,
        },
    )


@page("teams/<ref:team_id>/", name="team", verb="see teams")
def team(request: WorkerRequest, team_id: str) -> HttpResponse:
    """One team's children, by worker; those of an absent worker or a leaver are shown as such."""
    known = rows("SELECT * FROM ssd_department WHERE dept_team_id = %s", [team_id])
    if not known:
        raise Http404("There is no team with this reference.")
    if request.worker.standing.role == "support_worker" and request.worker.standing.team != team_id:
        raise PermissionDenied("see another team's children")
    today, at = request.desk.now.day, request.GET.get("page", "1")
    start = (int(at) - 1) * PAGE if at.isdigit() and 0 < int(at) < 1000 else 0
    found = rows(
        "SELECT i.invo_person_id AS person_id, i.invo_professional_id AS worker_id, p.prof_professional_name AS worker,"
        " p.prof_left_on AS left_on, p.prof_absent_from AS absent_from, p.prof_absent_to AS absent_to"
        " FROM ssd_involvements i LEFT JOIN ssd_professionals p ON p.prof_professional_id = i.invo_professional_id"
        " WHERE i.invo_professional_team = %s AND i.invo_involvement_end_date IS NULL"
        " AND i.invo_professional_role_id = 'allocated'"
        " ORDER BY p.prof_professional_name, i.invo_person_id LIMIT %s OFFSET %s",
        [team_id, PAGE + 1, start],
    )
    page_of, details = found[:PAGE], {}
    for one in listed([row["person_id"] for row in page_of], today, request.worker.worker_id):
        details[one["person_id"]] = one
    workers: dict[str, dict[str, Any]] = {}
    for row in page_of:
        away = as_day(row["absent_from"]), as_day(row["absent_to"])
        held = workers.setdefault(
            row["worker_id"],
            {
                "id": row["worker_id"],
                "name": row["worker"] or "A worker not on the list",
                "left": as_day(row["left_on"]),
                "away": bool(away[0] and away[0] <= today and (away[1] is None or today <= away[1])),
                "children": [],
            },
        )
        if row["person_id"] in details:
            held["children"].append(details[row["person_id"]])
    number = start // PAGE + 1
    return render(
        request,
        "team.html",
        {
            "team": known[0]["dept_team_name"],
            "workers": list(workers.values()),
            "may_supervise": may(request.worker.standing.role, "supervise", "other"),
            "before": number - 1 or None,
            "after": number + 1 if len(found) > PAGE else None,
            "number": number,
        },
    )
