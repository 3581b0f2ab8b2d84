"""Answering the census about one child: asking somebody to mend it, or explaining why it is so."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from candour.practice.cin_census import ExplanationProposal, explain_a_query_of_the_census
from candour.practice.desk import MovedOn
from candour.practice.guard import Refused
from candour.record.casefile import Casefile
from candour.record.casefile.answers import allocated
from candour.record.casefile.person import person
from candour.record.entries.cin_census import CensusMendingAsked, ExplainedPlace
from candour.record.entry import ToRecord
from candour.terms.england_year import CensusYear
from candour.web.asked import asked_for
from candour.web.census.one_child import shown_asked
from candour.web.census.years import asked_year
from candour.web.drafting import begun, for_page, put_by, written_down
from candour.web.gov_forms import GovForm
from candour.web.names import workers_now
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.shelves.asking import from_list, in_words, line

if TYPE_CHECKING:
    from candour.returns.cin_census.of_one_child import Asked
    from candour.returns.rule import Rule


class AskForm(GovForm):
    """Who is asked to put it right."""

    worker_id = from_list("Who is to put it right?")
    words = line("Anything they should know?", required=False)

    def with_workers(self) -> "AskForm":
        """The same form with the workers there are."""
        self.fields["worker_id"].choices = [("", "Choose"), *workers_now()]  # type: ignore[attr-defined]
        return self


class ExplainForm(GovForm):
    """Why it is so."""

    words = in_words(
        "Why is what the record says so?",
        hint="It goes with this query for as long as the record says the same. Do not name anybody.",
    )


def _rule(year: CensusYear, code: str) -> "Rule":
    from candour.returns.cin_census.loading import rules_for

    made = rules_for(year.ends_in).get(code)
    if made is None:
        raise Http404("The census has no rule with this number.")
    return made


def _found(case: Casefile, year: CensusYear, code: str) -> "Asked | None":
    """What the rule finds about this child now, if anything; nothing where the rules cannot be run."""
    from candour.returns.cin_census.of_one_child import CouldNotCheck, asked_of

    try:
        return next((one for one in asked_of(case, year).asked if one.rule.code == code), None)
    except CouldNotCheck:
        return None


def _show(
    request: WorkerRequest, case: Casefile, rule: "Rule", found: "Asked | None", form: GovForm, **more: Any
) -> HttpResponse:
    shown = {
        "case": case,
        "person": person(case),
        "rule": rule,
        "one": shown_asked(found, case, request.worker) if found else None,
        "form": form,
        **for_page(request),
        **asked_for(request, more.pop("guards", ())),
        **more,
    }
    return render(request, "census/answer.html", shown, status=422 if shown["musts"] else 200)


def _back(case: Casefile, year: CensusYear) -> HttpResponse:
    return redirect(f"{reverse('census-child', args=[case.subject])}?year={year.ends_in}")


@page(
    "child/<ref:person_id>/census/<int:year>/<slug:code>/ask/",
    name="census-ask",
    verb="ask for a correction",
    about_child=True,
    post=True,
)
def ask(request: WorkerRequest, case: Casefile, year: int, code: str) -> HttpResponse:
    """Ask a worker to put right what a rule of the census found about a child."""
    of_year = asked_year(year, request.desk.now.day)
    rule, owner = _rule(of_year, code), allocated(case)
    if answer := put_by(request):
        return answer
    first = {"worker_id": owner.started.fact.worker_id} if owner else {}
    form = begun(request, partial(AskForm, initial=first)).with_workers()
    if form.is_valid():
        fact = CensusMendingAsked(asked_id=request.desk.fresh(), year=year, rule=code, **form.cleaned_data)
        request.desk.note([ToRecord(fact, (case.subject,), request.desk.now.day)], by=request.worker)
        written_down(request)
        request.session["said"] = "They are asked. It is on their first page until it is put right."
        return _back(case, of_year)
    found = _found(case, of_year, code)
    return _show(request, case, rule, found, form, title="Ask somebody to put it right", button="Ask them")


@page(
    "child/<ref:person_id>/census/<int:year>/<slug:code>/explain/",
    name="census-explain",
    verb="explain a query",
    about_child=True,
    post=True,
    decides=(explain_a_query_of_the_census,),
)
def explain(request: WorkerRequest, case: Casefile, year: int, code: str) -> HttpResponse:
    """Explain a query of the census: why what the record says is so. An error cannot be explained."""
    of_year = asked_year(year, request.desk.now.day)
    rule = _rule(of_year, code)
    if answer := put_by(request):
        return answer
    form, found = begun(request, ExplainForm), _found(case, of_year, code)
    shown: dict[str, Any] = {
        "title": "Explain a query",
        "button": "Keep the explanation",
        "version": case.version,
        "cannot": rule.severity == "error",
    }
    if not form.is_valid():
        return _show(request, case, rule, found, form, **shown)
    proposal = ExplanationProposal(
        year=year,
        rule=code,
        is_query=rule.severity == "query",
        words=form.cleaned_data["words"],
        places=_explained(found.places if found else ()),
    )
    version = request.POST.get("version", "")
    expecting = {case.subject: int(version)} if version.isascii() and version.isdigit() else {}
    try:
        request.desk.decide(
            explain_a_query_of_the_census, [case.subject], proposal, by=request.worker, expecting=expecting
        )
    except (Refused, MovedOn) as refused:
        form.add_error(None, str(refused))
        guards = refused.guards if isinstance(refused, Refused) else ()
        return _show(request, case, rule, found, form, guards=guards, **shown)
    written_down(request)
    request.session["said"] = "The explanation is on the record. It is carried as long as the record says the same."
    return _back(case, of_year)


def _explained(places: Sequence[Any]) -> tuple[ExplainedPlace, ...]:
    return tuple(
        ExplainedPlace(
            table=one.table,
            element=one.field,
            reference=one.reference,
            value=one.value or "",
            there=one.value is not None,
        )
        for one in places
    )
