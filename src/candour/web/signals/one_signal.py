"""One signal: the question first, what it rests on, the ordinary reasons there may be, and the answers beside it."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from candour.access.permission import ROLES, VERBS, may
from candour.access.views_kept import note_a_view, views_of
from candour.record.casefile import Casefile
from candour.record.casefile.person import person
from candour.record.entries.signals import SignalAnswered, SignalRaised
from candour.record.entry import Recorded, ToRecord
from candour.web.census.scope import team_names
from candour.web.chronology import Pages
from candour.web.drafting import begun, for_page, put_by, written_down
from candour.web.gov_forms import GovForm
from candour.web.names import names
from candour.web.pages import opened_beside, page
from candour.web.requests import WorkerRequest
from candour.web.shelves.asking import in_words, one_of
from candour.web.signals.charts import chart_of, cusum_of, weighed_rows
from candour.web.signals.seeing import VERB, about_words, may_see, roles_words

FINDINGS = (
    ("ordinary reason", "There is an ordinary reason"),
    ("something to change", "There is something to change"),
    ("not known yet", "It is not known yet"),
)


class AnswerForm(GovForm):
    """An answer to a signal."""

    finding = one_of("What did you find?", FINDINGS)
    words = in_words(
        "Answer in your own words",
        hint="Say what you looked at and what you found. It stays beside the question, with your name and role. Do not"
        " name a child.",
    )


@dataclass(frozen=True)
class Opened:
    """A signal's file, and what it asks."""

    case: Casefile
    raised: Recorded[SignalRaised]

    @property
    def fact(self) -> SignalRaised:
        return self.raised.fact


def opened_signal(request: WorkerRequest, signal_id: str, page_name: str) -> Opened:
    """A signal for somebody who may see it; the look is on the log before anything is sent."""
    case = request.desk.casefile_to_read(signal_id)
    raised = case.last(SignalRaised)
    if raised is None:
        raise Http404("There is no signal with this reference.")
    if not may_see(request.worker, raised.fact.about_team):
        raise PermissionDenied(VERBS[VERB].words)
    note_a_view(case, request.worker, page_name, timezone.now())
    return Opened(case, raised)


@page("signals/<ref:signal_id>/", name="signal", verb=VERB, post=True)
def signal(request: WorkerRequest, signal_id: str) -> HttpResponse:
    """One question that a pattern asks, what it rests on, and the answers; anybody who sees it can answer."""
    one = opened_signal(request, signal_id, "signal")
    if answer := put_by(request):
        return answer
    form = begun(request, AnswerForm)
    if form.is_valid():
        fact = SignalAnswered(
            answer_id=request.desk.fresh(), signal_id=signal_id, answered_on=request.desk.now.day, **form.cleaned_data
        )
        request.desk.note([ToRecord(fact, (signal_id,), request.desk.now.day)], by=request.worker)
        written_down(request)
        request.session["said"] = "Your answer is on the record, beside the question."
        return redirect("signal", signal_id=signal_id)
    return render(request, "signals/signal.html", {**_shown(request, one), "form": form, **for_page(request)})


def _shown(request: WorkerRequest, one: Opened) -> dict[str, Any]:
    fact, role, today = one.fact, request.worker.standing.role, request.desk.now.day
    answers = one.case.of(SignalAnswered)
    known = names({item.actor for item in answers} | ({fact.unit} if fact.unit else set()))
    looked = views_of(fact.signal_id) if role == "scrutineer" else []
    lookers = names(row["worker_id"] for row in looked)
    return {
        "signal": fact,
        "raised": one.raised.happened,
        "about": about_words(fact.about, fact.about_team, team_names()),
        "goes_to": roles_words(fact.goes_to),
        "weighed": weighed_rows(fact),
        "charts": [one for one in (chart_of(fact), cusum_of(fact)) if one],
        "lapsed": fact.lapses_on <= today,
        "chair": known.get(fact.unit, "") if may(role, "see which chair a signal is about", "none") else "",
        "answers": [
            {
                "who": known.get(item.actor, "Somebody"),
                "role": ROLES.get(item.standing.role, item.standing.role),
                "on": item.happened,
                "finding": dict(FINDINGS).get(item.fact.finding, item.fact.finding),
                "words": item.fact.words,
            }
            for item in answers
        ],
        "looked": [
            {
                "at": row["at"],
                "who": lookers.get(row["worker_id"], "somebody"),
                "role": ROLES.get(row["role"], row["role"]),
            }
            for row in looked
        ],
        "shows_looks": role == "scrutineer",
    }


@page("signals/<ref:signal_id>/children/", name="signal-children", verb=VERB)
def children(request: WorkerRequest, signal_id: str) -> HttpResponse:
    """The children behind a signal, each for somebody who may open that child's file; each is a recorded view."""
    one = opened_signal(request, signal_id, "signal-children")
    pages = Pages(request, len(one.fact.children), whole=False)
    listed, closed = [], 0
    for person_id in one.fact.children[pages.start : pages.end]:
        case = opened_beside(request, person_id, "signal-children")
        child = person(case) if case else None
        if child is None:
            closed += 1
        else:
            named = " ".join(filter(None, (child.forename, child.surname))) or f"Child {child.la_child_id}"
            listed.append({"id": person_id, "name": named, "number": child.la_child_id})
    shown = {"signal": one.fact, "children": listed, "closed": closed, "pages": pages}
    return render(request, "signals/children.html", shown)
