"""Surveys of staff in the casework record: what was fixed of each, and the one-time code somebody answers it with."""

import json
from dataclasses import fields
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render

from candour.access.permission import may
from candour.access.survey_codes import NoneLeft, hand_out, issued_on
from candour.record.entries.survey import SurveyDeclared
from candour.seal.receipt import in_groups
from candour.ssd.store.reading import as_day, rows
from candour.web.beside.taking_in import GIVES, ResultsForm
from candour.web.pages import page
from candour.web.requests import WorkerRequest

TAKES = "take a code of a survey"
SEES = "see grounds and directions"


@page("survey/", name="surveys", verb="see surveys", post=True)
def surveys(request: WorkerRequest) -> HttpResponse:
    """Surveys of staff: what was fixed of each before it opened, and somebody's own code, shown once."""
    today, role = request.desk.now.day, request.worker.standing.role
    found = [_told(row, today) for row in rows("SELECT * FROM ssd_survey ORDER BY surv_opens DESC, surv_id")]
    shown: dict[str, Any] = {}
    if request.method == "POST":
        if not may(role, TAKES, "none"):
            raise PermissionDenied(TAKES)
        shown = _hand(request, next((one for one in found if one["id"] == request.POST.get("survey")), None), today)
    may_give, files = may(role, GIVES, "none"), _results()
    for one in found:
        one["issued"] = issued_on(one["id"], request.worker.worker_id)
        one["results"] = files.get(one["id"])
        if may_give and one["out"]:
            one["give"] = ResultsForm(fixed=request.desk.casefile_to_read(one["id"]).of(SurveyDeclared)[0].fact)
    allowed = {"may_take": may(role, TAKES, "none"), "may_see": may(role, SEES, "none")}
    return render(request, "surveys.html", {"surveys": found, **allowed, **shown})


def _results() -> dict[str, dict[str, Any]]:
    found = rows("SELECT surr_survey_id AS id, surr_digest AS digest, surr_taken_in AS day FROM ssd_survey_results")
    return {row["id"]: {"digest": row["digest"], "day": as_day(row["day"])} for row in found}


def _hand(request: WorkerRequest, one: dict[str, Any] | None, today: date) -> dict[str, Any]:
    if one is None:
        raise Http404("There is no survey with this reference.")
    if not one["open"]:
        return {"refused": one["id"], "why": "Codes are handed out while the survey is open."}
    try:
        code = hand_out(one["id"], request.worker.worker_id, today)
    except NoneLeft:
        return {
            "refused": one["id"],
            "why": "There is no code left that can be handed out. Tell whoever holds the survey: it is named below.",
        }
    return {"code": in_groups(code), "code_of": one["id"]} if code else {}


def _told(row: dict[str, Any], today: date) -> dict[str, Any]:
    opens, closes, publishes = (as_day(row[f"surv_{name}"]) for name in ("opens", "closes", "publishes"))
    assert opens is not None and closes is not None and publishes is not None
    return {
        "id": row["surv_id"],
        "title": row["surv_title"],
        "address": row["surv_address"],
        "digest": row["surv_digest"],
        "opens": opens,
        "closes": closes,
        "publishes": publishes,
        "out": publishes <= today,
        "codes": row["surv_codes"],
        "declared": as_day(row["surv_declared"]),
        "open": opens <= today <= closes,
        "over": today > closes,
    }


@page("survey/<ref:survey_id>/survey.json", name="survey-declared", verb="see surveys")
def declared(request: WorkerRequest, survey_id: str) -> HttpResponse:
    """What was fixed of a survey, from the record, as the file a scrutineer holds against the service."""
    item = next(iter(request.desk.casefile_to_read(survey_id).of(SurveyDeclared)), None)
    if item is None:
        raise Http404("There is no survey with this reference.")
    fact = item.fact
    staff: dict[str, dict[str, int]] = {}
    for one in fact.staff:
        staff.setdefault(one.level, {})[one.group] = one.staff
    said = {one.name: getattr(fact, one.name) for one in fields(fact) if one.name not in ("survey_id", "digest")}
    days = {name: value.isoformat() for name, value in said.items() if isinstance(value, date)}
    told = {"survey": fact.survey_id, **said, **days, "staff": staff}
    return HttpResponse(json.dumps(told, ensure_ascii=False, indent=1) + "\n", content_type="application/json")
