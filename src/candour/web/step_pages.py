"""The page of every step: shows what is known, keeps what is typed, and hands it to the desk."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from candour.access import drafts
from candour.access.permission import may_for
from candour.practice.desk import MovedOn, NotErased
from candour.practice.guard import Guard, Refused
from candour.record.casefile import Casefile
from candour.web import shelves
from candour.web.asked import asked_for, departing
from candour.web.child import names_in, told_life
from candour.web.names import colleagues
from candour.web.pages import page, typed
from candour.web.requests import WorkerRequest
from candour.web.steps import STEPS, At, Step, StepForm, Written

assert shelves.__doc__


def _page_of(made: Step) -> Callable[..., HttpResponse]:
    def view(request: WorkerRequest, case: Casefile) -> HttpResponse:
        return take(request, case, made)

    view.__doc__ = made.title + "."
    return view


def take(request: WorkerRequest, case: Casefile, made: Step) -> HttpResponse:
    """Show a step, or write it down."""
    at = At(case, request.worker, request.desk.now, request.desk.casefile_to_read)
    if request.method != "POST":
        return _show(request, at, made, _fresh_form(request, at, made))
    if "let_go" in request.POST:
        drafts.drop(request.account.pk, request.path)
        return redirect(request.path)
    form = made.form(request.POST, initial=dict(made.initial(at)))
    form.prepare(at)
    if "save" in request.POST:
        drafts.keep(request.account.pk, request.path, typed(request))
        request.session["said"] = "Your words are kept. They are not on the record yet."
        return _away(request, at)
    if request.POST.get("matter", made.about(case)) != made.about(case):
        return _decided_meanwhile(request, at, made)
    if not form.is_valid():
        return _show(request, at, made, form)
    return _write(request, at, made, form)


def _decided_meanwhile(request: WorkerRequest, at: At, made: Step) -> HttpResponse:
    """Somebody decided it first: nothing that was chosen is carried over to another matter; the words are kept."""
    typed_only = request.POST.copy()
    blank = made.form(initial=dict(made.initial(at)))
    blank.prepare(at)
    for name in [*blank.fields, "matter", "version"]:
        if name not in blank.fields or blank.bound(name).kind != "textarea":
            typed_only.pop(name, None)
    form = made.form(typed_only, initial=dict(made.initial(at)))
    form.prepare(at)
    form.full_clean()
    form.errors.clear()
    form.add_error(None, "Somebody else decided this while you were writing. What is shown now is another matter.")
    version = request.POST.get("version", "")
    since = int(version) if version.isascii() and version.isdigit() else at.case.version
    return _show(request, at, made, form, new_since=since)


def _write(request: WorkerRequest, at: At, made: Step, form: StepForm) -> HttpResponse:
    version = request.POST.get("version", "")
    expecting = {at.case.subject: int(version)} if version.isascii() and version.isdigit() else {}
    other = "" if made.in_own_name else request.POST.get("on_behalf_of", "")
    on_behalf_of = (
        other if other in dict(colleagues(at.worker.standing.team)) and other != at.worker.worker_id else None
    )
    written = made.submit(at, form.cleaned_data)
    if on_behalf_of and written.decision and hasattr(written.proposal, "decider"):
        written = replace(written, proposal=replace(written.proposal, decider=on_behalf_of))
    try:
        _to_the_desk(
            request, at, written, expecting, on_behalf_of, already="already" in request.POST and not made.only_here
        )
    except MovedOn as moved:
        form.add_error(None, str(moved))
        fresh = At(request.desk.casefile_to_read(at.case.subject), at.worker, at.now, at.people)
        return _show(request, fresh, made, form, new_since=expecting.get(at.case.subject))
    except NotErased as refused_by_database:
        form.add_error(None, str(refused_by_database))
        return _show(request, at, made, form, status=409)
    except Refused as refused:
        form.add_error(None, f"Cannot {refused.decision.words} yet. What is asked for stands first on this page.")
        return _show(request, at, made, form, guards=refused.guards)
    drafts.drop(request.account.pk, request.path)
    request.session["said"] = written.said
    return redirect(written.then) if written.then else _away(request, at)


def _away(request: WorkerRequest, at: At) -> HttpResponse:
    """To the child's page, for those who may open it."""
    if may_for(at.worker, "read", request.desk.casefile_to_read(at.case.subject)):
        return redirect("child", person_id=at.case.subject)
    return redirect("my-children")


def _to_the_desk(
    request: WorkerRequest,
    at: At,
    written: Written,
    expecting: dict[str, int],
    on_behalf_of: str | None,
    *,
    already: bool,
) -> None:
    if written.decision is None:
        request.desk.note(list(written.facts), by=at.worker, on_behalf_of=on_behalf_of)
        return
    request.desk.decide(
        written.decision,
        list(written.subjects) or [at.case.subject],
        written.proposal,
        by=at.worker,
        departing=departing(request),
        expecting=expecting,
        already_happened=already,
        with_facts=list(written.facts),
        on_behalf_of=on_behalf_of,
    )


def _fresh_form(request: WorkerRequest, at: At, made: Step) -> StepForm:
    kept = drafts.kept(request.account.pk, request.path)
    if kept is None:
        form = made.form(initial=dict(made.initial(at)))
    else:
        words = QueryDict(mutable=True)
        for name, texts in kept.words.items():
            words.setlist(name, texts)
        form = made.form(words, initial=dict(made.initial(at)), quiet=True)
    form.prepare(at)
    return form


def _show(
    request: WorkerRequest,
    at: At,
    made: Step,
    form: StepForm,
    *,
    guards: list[Guard] | None = None,
    new_since: int | None = None,
    status: int = 200,
) -> HttpResponse:
    kept = drafts.kept(request.account.pk, request.path) if request.method == "GET" else None
    asked = guards or []
    context: dict[str, Any] = {
        "step": made,
        "form": form,
        "case": at.case,
        "person": at.child,
        "known": made.known(at),
        **asked_for(request, asked),
        "version": at.case.version,
        "about": made.about(at.case),
        "draft_for": drafts.claim(request.account, request.path),
        "kept": kept,
        "unsaved": request.method == "POST",
        "colleagues": colleagues(at.worker.standing.team),
        "on_behalf_of": request.POST.get("on_behalf_of", ""),
    }
    if new_since is not None:
        context["new_entries"] = told_life(request, at.case, names_in(at.case), at.case.recorded[new_since:])
    return render(request, "step.html", context, status=409 if new_since is not None else 422 if asked else status)


for _made in STEPS.values():
    page(
        f"child/<ref:person_id>/{_made.slug}/", name=f"step-{_made.slug}", verb=_made.verb, about_child=True, post=True
    )(_page_of(_made))
