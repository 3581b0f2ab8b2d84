"""How ready a year's census return is: by rule, by team and by worker, down to the children, as the record stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from candour.access.permission import may
from candour.record.entries.cin_census import CensusMendingAsked
from candour.record.entry import ToRecord
from candour.ssd.store.reading import as_day, rows
from candour.terms.england_year import CensusYear
from candour.web.census.scope import may_ask_about, team_names, teams_seen, worker_names
from candour.web.census.years import asked_year, running, years_offered
from candour.web.pages import page
from candour.web.requests import WorkerRequest

if TYPE_CHECKING:
    from candour.returns.cin_census.readiness import OfAChild, Readiness

PAGE = 100
NOBODY = "Nobody"
PREPARED_UNTIL = (7, 31)  # the last day on which the year before is still the one being prepared


@dataclass(frozen=True)
class Line:
    """One line of the page: a team or a worker, with how many of their children something is asked about."""

    name: str
    query: str
    errors: int
    queries: int
    explained: int


@dataclass(frozen=True)
class Seen:
    """What somebody sees of a return: what is found about the children of their part, and which of it is explained."""

    ready: "Readiness"
    found: tuple["OfAChild", ...]
    explained: frozenset[tuple[str, str]]

    def is_explained(self, one: "OfAChild") -> bool:
        return (one.rule.code, one.person_id) in self.explained


def seen_by(request: WorkerRequest, year: CensusYear) -> Seen:
    """The return of a year as the record stands, narrowed to what this reader may see and asked to see."""
    from candour.returns.cin_census.readiness import explained, readiness

    ready, said, teams = readiness(year), explained(), teams_seen(request.worker)
    team, worker = request.GET.get("team"), request.GET.get("worker")
    found = tuple(
        one
        for one in ready.found
        if (teams is None or one.team_id in teams)
        and (team is None or one.team_id == team)
        and (worker is None or one.worker_id == worker)
    )
    kept = {
        (one.rule.code, one.person_id)
        for one in found
        if not one.is_error and set(one.places) <= said.get((one.rule.code, one.person_id), set())
    }
    return Seen(ready, found, frozenset(kept))


def _lines(seen: Seen, name: str, key: Callable[["OfAChild"], str], names: dict[str, str]) -> list[Line]:
    """The children something is asked about, by team or by worker; a child counts once in each column."""
    groups: dict[str, list[OfAChild]] = {}
    for one in seen.found:
        groups.setdefault(key(one), []).append(one)
    made = []
    for each, found in groups.items():
        made.append(
            Line(
                names.get(each, NOBODY),
                f"?{name}={each}",
                len({one.person_id for one in found if one.is_error}),
                len({one.person_id for one in found if not one.is_error and not seen.is_explained(one)}),
                len({one.person_id for one in found if seen.is_explained(one)}),
            )
        )
    return sorted(made, key=lambda line: (line.name == NOBODY, line.name))


def _by_rule(seen: Seen) -> list[dict[str, Any]]:
    counted: dict[str, list[OfAChild]] = {}
    for one in seen.found:
        counted.setdefault(one.rule.code, []).append(one)
    return [
        {"rule": rule, "children": len(found), "explained": sum(1 for one in found if seen.is_explained(one))}
        for code, rule in seen.ready.rules.items()
        if (found := counted.get(code))
    ]


@page("census/", name="census", verb="see how ready a return is")
def census(request: WorkerRequest) -> HttpResponse:
    """The return that is being prepared: of the year that ended last until the end of July, then of the running one."""
    today = request.desk.now.day
    year = running(today).ends_in
    ended_lately = (4, 1) <= (today.month, today.day) <= PREPARED_UNTIL
    return redirect("return-ready", year=year - 1 if ended_lately else year)


@page("census/<int:year>/", name="return-ready", verb="see how ready a return is")
def return_ready(request: WorkerRequest, year: int) -> HttpResponse:
    """How ready the census return of a year is, as the record stands now."""
    today = request.desk.now.day
    seen = seen_by(request, asked_year(year, today))
    teams, workers = team_names(), worker_names()
    team, worker = request.GET.get("team"), request.GET.get("worker")
    shown: dict[str, Any] = {
        "ready": seen.ready,
        "year": seen.ready.year,
        "years": years_offered(today),
        "rules": _by_rule(seen),
        "teams": _lines(seen, "team", lambda one: one.team_id, teams) if team is None and worker is None else [],
        "workers": _lines(seen, "worker", lambda one: one.worker_id, workers) if worker is None else [],
        "narrowed": ", ".join(_narrowed(team, worker, teams, workers)),
        "query": request.GET.urlencode(),
        "own_teams": teams_seen(request.worker) is not None,
        "may_make": may(request.worker.standing.role, "make a return", "none"),
    }
    return render(request, "census/ready.html", shown)


def _narrowed(team: str | None, worker: str | None, teams: dict[str, str], workers: dict[str, str]) -> Iterable[str]:
    if team is not None:
        yield teams.get(team, "No team")
    if worker is not None:
        yield workers.get(worker, "No worker")


@page("census/<int:year>/rules/<slug:code>/", name="return-rule", verb="see how ready a return is", post=True)
def return_rule(request: WorkerRequest, year: int, code: str) -> HttpResponse:
    """The children one rule points to, with who is asked to mend it and what is explained."""
    seen = seen_by(request, asked_year(year, request.desk.now.day))
    rule = seen.ready.rules.get(code)
    if rule is None:
        raise Http404("The census has no rule with this number.")
    found = [one for one in seen.found if one.rule.code == code]
    asked = _asked(year, code)
    to_ask = [one for one in found if _may_be_asked(request, one, seen, asked)]
    if request.method == "POST":
        _ask_each(request, to_ask, year)
        return redirect(f"{request.path}?{request.GET.urlencode()}" if request.GET else request.path)
    return render(
        request,
        "census/of_a_rule.html",
        {
            "rule": rule,
            "year": seen.ready.year,
            "children": _children(found[:PAGE], seen, asked)
            if may(request.worker.standing.role, "read", "other")
            else None,
            "more": len(found) > PAGE,
            "to_ask": bool(to_ask),
            "query": request.GET.urlencode(),
        },
    )


def _asked(year: int, code: str) -> dict[str, dict[str, Any]]:
    """Who is asked to mend what this rule found, by child."""
    found = rows("SELECT * FROM ssd_cin_census_asked WHERE ccas_year = %s AND ccas_rule = %s", [year, code])
    return {row["ccas_person_id"]: row for row in found}


def _may_be_asked(request: WorkerRequest, one: "OfAChild", seen: Seen, asked: dict[str, dict[str, Any]]) -> bool:
    """Whether the child's worker can be asked by this reader, and has not been."""
    already = asked.get(one.person_id, {}).get("ccas_worker_id") == one.worker_id
    return bool(
        one.worker_id and not already and not seen.is_explained(one) and may_ask_about(request.worker, one.team_id)
    )


def _ask_each(request: WorkerRequest, found: list["OfAChild"], year: int) -> None:
    """Ask the worker of each of these children."""
    day, desk = request.desk.now.day, request.desk
    facts = [
        ToRecord(
            CensusMendingAsked(asked_id=desk.fresh(), year=year, rule=one.rule.code, worker_id=one.worker_id),
            (one.person_id,),
            day,
        )
        for one in found
    ]
    if facts:
        desk.note(facts, by=request.worker)
        request.session["said"] = "Each child's worker is asked. It is on their first page."


def _children(found: list["OfAChild"], seen: Seen, asked: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The children as the page lists them."""
    if not found:
        return []
    ids = list(dict.fromkeys(one.person_id for one in found))
    marks = ", ".join(["%s"] * len(ids))
    people = {
        row["id"]: " ".join(filter(None, (row["forename"], row["surname"]))) or f"Child {row['number'] or ''}".strip()
        for row in rows(
            "SELECT pers_person_id AS id, pers_forename AS forename, pers_surname AS surname, pers_legacy_id AS number"
            f" FROM ssd_person WHERE pers_person_id IN ({marks})",
            ids,
        )
    }
    workers = worker_names()
    return [
        {
            "person_id": one.person_id,
            "name": people.get(one.person_id, "A child"),
            "worker": workers.get(one.worker_id, NOBODY),
            "explained": seen.is_explained(one),
            "asked": workers.get(asked[one.person_id]["ccas_worker_id"], "") if one.person_id in asked else "",
            "asked_on": as_day(asked[one.person_id]["ccas_date"]) if one.person_id in asked else None,
        }
        for one in found
    ]
