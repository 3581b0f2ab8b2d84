"""The workers and teams: who holds what, since when, and who is away."""

from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from candour.access.permission import ROLES, may
from candour.record.casefile import Casefile
from candour.record.entries.department import TeamRecorded
from candour.record.entries.professionals import WorkerAbsent, WorkerLeft, WorkerRecorded
from candour.record.entry import ToRecord
from candour.ssd.store.reading import as_day, rows
from candour.web.drafting import begun, for_page, put_by, written_down
from candour.web.gov_forms import GovForm
from candour.web.names import names
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.sealed import seal_trouble
from candour.web.shelves.asking import day, from_list, line
from candour.web.telling import tell

WHAT = (("", "Choose"), ("left", "They left"), ("absent", "They are away"))


@page("workers/", name="workers", verb="see workers")
def workers(request: WorkerRequest) -> HttpResponse:
    """Everybody who works here, with registration, team and whether they are away."""
    today = request.desk.now.day
    found = rows(
        "SELECT p.*, d.dept_team_name FROM ssd_professionals p"
        " LEFT JOIN ssd_department d ON d.dept_team_id = p.prof_professional_department"
        " ORDER BY p.prof_left_on IS NOT NULL, p.prof_professional_name, p.prof_professional_id LIMIT 1000"
    )
    shown = []
    for row in found:
        since, until = as_day(row["prof_registered_from"]), as_day(row["prof_registered_to"])
        away = as_day(row["prof_absent_from"]), as_day(row["prof_absent_to"])
        new = as_day(row["prof_newly_qualified_to"])
        registered = bool(since and since <= today and (until is None or today <= until))
        shown.append(
            {
                "id": row["prof_professional_id"],
                "name": row["prof_professional_name"],
                "role": ROLES.get(row["prof_role"], row["prof_role"]),
                "team": row["dept_team_name"] or "",
                "number": row["prof_social_worker_registration_no"] if registered else "",
                "registered": registered,
                "new": bool(new and today <= new),
                "agency": row["prof_agency_worker_flag"] == "Y",
                "left": as_day(row["prof_left_on"]),
                "away": bool(away[0] and away[0] <= today and (away[1] is None or today <= away[1])),
            }
        )
    # An administrator has no children: this is where they begin.
    at_home = seal_trouble(request) if request.worker.standing.role == "administrator" else []
    may_change = may(request.worker.standing.role, "keep the list of workers", "none")
    return render(request, "workers.html", {"workers": shown, "may_change": may_change, "seal_trouble": at_home})


class WorkerForm(GovForm):
    """A worker's post and registration."""

    name = line("Name")
    role = forms.ChoiceField(label="Role", choices=list(ROLES.items()))
    team_id = from_list("Team", required=False)
    job_title = line("Job title", required=False)
    registration_number = line("Social Work England number", required=False)
    registered_from = day("Registered from", required=False)
    registered_to = day("Registered until", required=False)
    newly_qualified_from = day("First year in practice from", required=False)
    newly_qualified_to = day("First year in practice until", required=False)
    agency = forms.BooleanField(label="From an agency", required=False)

    def with_teams(self) -> "WorkerForm":
        """The same form with the teams there are."""
        found = rows("SELECT dept_team_id, dept_team_name FROM ssd_department ORDER BY dept_team_name")
        choices = [("", "No team"), *((row["dept_team_id"], row["dept_team_name"]) for row in found)]
        self.fields["team_id"].choices = choices  # type: ignore[attr-defined]
        return self


class TeamForm(GovForm):
    """A team."""

    name = line("Name of the team")
    parent_name = line("Part of which service?", required=False)


@page("teams/new/", name="new-team", verb="keep the list of workers", post=True)
def new_team(request: WorkerRequest) -> HttpResponse:
    """Write down a new team."""
    if answer := put_by(request):
        return answer
    form = begun(request, TeamForm)
    if form.is_valid():
        fact = TeamRecorded(**form.cleaned_data)
        request.desk.note([ToRecord(fact, (request.desk.fresh(),), request.desk.now.day)], by=request.worker)
        written_down(request)
        return redirect("teams")
    shown = {"form": form, "title": "Write down a team", "button": "Save", "back": "teams", **for_page(request)}
    return render(request, "form_page.html", shown)


class GoneForm(GovForm):
    """That a worker left or is away."""

    what = forms.ChoiceField(label="What has happened?", choices=WHAT)
    since = day("From which day?")
    until = day("Until when, if known?", required=False)


def _file(request: WorkerRequest, worker_id: str) -> Casefile:
    case = request.desk.casefile_to_read(worker_id)
    if case.last(WorkerRecorded) is None:
        raise Http404("There is no worker with this reference.")
    return case


@page("workers/<ref:worker_id>/", name="worker", verb="see workers")
def worker(request: WorkerRequest, worker_id: str) -> HttpResponse:
    """One worker: every post and registration they have held here, as it was written down."""
    case = _file(request, worker_id)
    known = names({item.actor for item in case.recorded})
    return render(
        request,
        "worker.html",
        {
            "written": case.last(WorkerRecorded),
            "worker_id": worker_id,
            "life": [tell(item, case, known, confidential=True) for item in reversed(case.recorded)],
            "may_change": may(request.worker.standing.role, "keep the list of workers", "none"),
        },
    )


@page("workers/new/", name="new-worker", verb="keep the list of workers", post=True)
def new_worker(request: WorkerRequest) -> HttpResponse:
    """Write down somebody who has joined."""
    return _written(request, request.desk.fresh(), begun(request, WorkerForm).with_teams(), "Write down a worker")


@page("workers/<ref:worker_id>/change/", name="change-worker", verb="keep the list of workers", post=True)
def change_worker(request: WorkerRequest, worker_id: str) -> HttpResponse:
    """Write down a change of post, team or registration; what was before stays on the record."""
    written = _file(request, worker_id).last(WorkerRecorded)
    now = {name: getattr(written.fact, name) for name in WorkerForm.base_fields} if written else {}
    form = begun(request, partial(WorkerForm, initial=now)).with_teams()
    return _written(request, worker_id, form, "Change a worker's post or registration")


def _written(request: WorkerRequest, worker_id: str, form: WorkerForm, title: str) -> HttpResponse:
    if answer := put_by(request):
        return answer
    if form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        fact = WorkerRecorded(**said, started_on=None)
        request.desk.note([ToRecord(fact, (worker_id,), request.desk.now.day)], by=request.worker)
        written_down(request)
        request.session["said"] = "It is on the record."
        return redirect("worker", worker_id=worker_id)
    return render(
        request,
        "form_page.html",
        {"form": form, "title": title, "button": "Save", "back": "workers", **for_page(request)},
    )


@page("workers/<ref:worker_id>/gone/", name="worker-gone", verb="keep the list of workers", post=True)
def worker_gone(request: WorkerRequest, worker_id: str) -> HttpResponse:
    """Write down that a worker left or is away. Their children are then shown as needing somebody."""
    _file(request, worker_id)
    if answer := put_by(request):
        return answer
    form = begun(request, partial(GoneForm, initial={"since": request.desk.now.day}))
    if form.is_valid():
        said = form.cleaned_data
        fact = (
            WorkerLeft(left_on=said["since"])
            if said["what"] == "left"
            else WorkerAbsent(absent_from=said["since"], absent_to=said["until"])
        )
        request.desk.note([ToRecord(fact, (worker_id,), said["since"])], by=request.worker)
        written_down(request)
        request.session["said"] = "It is on the record."
        return redirect("worker", worker_id=worker_id)
    title = "Left, or away"
    return render(
        request,
        "form_page.html",
        {"form": form, "title": title, "button": "Save", "back": "workers", **for_page(request)},
    )
