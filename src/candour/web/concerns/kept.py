"""Names kept in confidence: the custodian asks, the scrutineer agrees, both see the name, and the raiser sees that."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from candour.access.permission import ROLES
from candour.access.views_kept import views_of
from candour.record.entries.concerns import ConcernNameAsked, ConcernNameOpened, ConcernRaiserKept
from candour.record.entry import ToRecord
from candour.voice.concerns.levels import in_words
from candour.web.concerns.finding import Concern, Finder, found_or_404
from candour.web.gov_forms import GovForm
from candour.web.names import names
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.shelves.asking import in_words as asked_in_words

LOOKED_DAYS, MOST_LOOKS = 30, 2000


class WhyForm(GovForm):
    """Why a name is opened."""

    why = asked_in_words("Why must the name be opened?", rows=2, hint="The raiser sees this on their concern")


def _line(one: Concern, request: WorkerRequest) -> dict[str, Any]:
    fact = one.now.raised.fact
    asked = [item for item in one.case.recorded if isinstance(item.fact, ConcernNameAsked)]
    opened = [item for item in one.case.recorded if isinstance(item.fact, ConcernNameOpened)]
    name = ""
    # Only the two who opened it see it, and only once both acted; they are never one person.
    if asked and opened and request.worker.worker_id in {item.actor for item in (*asked, *opened)}:
        kept = request.desk.casefile_to_read(fact.name_kept).last(ConcernRaiserKept)
        name = names([kept.fact.worker_id]).get(kept.fact.worker_id, "not on the list of workers") if kept else ""
    return {
        "id": one.id,
        "title": fact.title,
        "level": in_words(one.now.level),
        "raised": one.now.raised.happened,
        "how": fact.how,
        "children": len(fact.children),
        "asked": asked[-1] if asked else None,
        "opened": opened[-1] if opened else None,
        "name": name,
    }


def waits_to_be_opened(one: Concern) -> bool:
    """Whether the custodian asked to open the raiser's name, and the second person has not agreed."""
    return bool(one.case.last(ConcernNameAsked) and not one.case.last(ConcernNameOpened))


@page("concerns/kept/", name="concerns-kept", verb="keep raisers' names", post=True)
def concerns_kept(request: WorkerRequest) -> HttpResponse:
    """Concerns raised in confidence or without a name: ask to open a name, or see who looked before."""
    request.unseen = True
    finder, form = Finder(request.desk), None
    if request.method == "POST":
        one = _confidential(finder, request.POST.get("concern", ""))
        form = WhyForm(request.POST, prefix=one.id)
        if form.is_valid():
            fact = ConcernNameAsked(concern_id=one.id, why=form.cleaned_data["why"])
            request.desk.note([ToRecord(fact, (one.id,), request.desk.now.day)], by=request.worker)
            return redirect("concerns-kept")
    found = [
        (_line(one, request), form if form and form.prefix == one.id else WhyForm(prefix=one.id))
        for one in finder.every()
        if one.now.raised.fact.how != "named"
    ]
    return render(request, "concerns/kept.html", {"concerns": found, "form": form, "second": False})


@page("concerns/names/", name="concern-names", verb="agree to open a name", post=True)
def concern_names(request: WorkerRequest) -> HttpResponse:
    """Names the custodian asked to open: agree, as the second person, or leave them closed."""
    request.unseen = True
    finder, form = Finder(request.desk), None
    if request.method == "POST":
        one = _confidential(finder, request.POST.get("concern", ""))
        asked = [item for item in one.case.recorded if isinstance(item.fact, ConcernNameAsked)]
        form = WhyForm(request.POST, prefix=one.id)
        if not any(item.actor != request.worker.worker_id for item in asked):
            raise Http404("Nobody else asked to open this name.")
        if form.is_valid():
            fact = ConcernNameOpened(concern_id=one.id, why=form.cleaned_data["why"])
            request.desk.note([ToRecord(fact, (one.id,), request.desk.now.day)], by=request.worker)
            return redirect("concern-names")
    found = [
        (line, form if form and form.prefix == one.id else WhyForm(prefix=one.id))
        for one in finder.every()
        if one.now.raised.fact.how == "confidential" and (line := _line(one, request))["asked"]
    ]
    return render(request, "concerns/kept.html", {"concerns": found, "form": form, "second": True})


def _confidential(finder: Finder, concern_id: str) -> Concern:
    one = finder.concern(concern_id) if len(concern_id) == 32 else None
    if one is None or one.now.raised.fact.how != "confidential":
        raise Http404("There is no concern with a name kept in confidence under this reference.")
    return one


@page("concerns/<ref:concern_id>/looks/", name="concern-looks", verb="keep raisers' names")
def concern_looks(request: WorkerRequest, concern_id: str) -> HttpResponse:
    """Who opened the file of the child an anonymous concern is about, in the 30 days before; for the custodian only."""
    request.unseen = True
    one = found_or_404(request, concern_id)
    if one.now.raised.fact.how != "anonymous":
        raise Http404("This concern was not raised without a name.")
    raised = one.now.raised.recorded
    looks = [
        row
        for child in one.now.raised.fact.children
        for row in views_of(child, MOST_LOOKS)
        if raised - timedelta(days=LOOKED_DAYS) <= row["at"] <= raised
    ]
    known = names(row["worker_id"] for row in looks)
    shown = [
        {
            "at": row["at"],
            "who": known.get(row["worker_id"], "somebody not on the list of workers"),
            "role": ROLES.get(row["role"], row["role"]),
        }
        for row in looks
    ]
    return render(request, "concerns/looks.html", {"looks": shown, "title": one.now.raised.fact.title})
