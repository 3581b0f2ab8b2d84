"""The record of a supervision: both people's words, each under their own name, and who has opened it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from candour.access.permission import ROLES
from candour.access.views_kept import note_a_view, views_of
from candour.record.casefile import Casefile
from candour.record.casefile.childs_words import words_in
from candour.record.casefile.person import person
from candour.record.casefile.supervision import Supervision, author, given, supervision
from candour.record.entries.direction import DirectionAnswered
from candour.record.entries.supervision import SupervisionAccountConfirmed
from candour.record.entry import Recorded, ToRecord
from candour.terms.working_days import london_day
from candour.web.child import names_in, told_life
from candour.web.drafting import begun, for_page, put_by, written_down
from candour.web.gov_forms import GovForm
from candour.web.names import names
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.rounds import children_of
from candour.web.shelves.asking import in_words, one_of
from candour.web.shelves.supervision import OwnAccountForm, facts_of, meeting_of
from candour.web.steps import At
from candour.web.telling import Told

ANSWERS = (("confirmed", "I confirm it: I was told this"), ("disputed", "I dispute it"))


@dataclass(frozen=True)
class Voice:
    """One person's account as the page shows it."""

    told: Told
    name: str
    side: str
    words: tuple[tuple[date, str], ...]
    confirmed_on: date | None
    confirmed_words: str
    other: str


def the_two_only(one: Supervision | None, worker_id: str) -> Supervision:
    """A supervision, for one of its two people and for nobody else."""
    if one is None:
        raise Http404("There is no such supervision on this file.")
    if not one.other(worker_id):
        raise PermissionDenied("add to a supervision of two other people")
    return one


def _voices(request: WorkerRequest, case: Casefile, one: Supervision, known: Mapping[str, str]) -> list[Voice]:
    shown = []
    said: list[Recorded[Any]] = list(one.accounts)
    if one.held.fact.agreed.strip() and one.held.entry_id not in case.hidden:
        said.insert(0, one.held)
    for item in said:
        by = author(item)
        confirmed = one.confirmed_by(item)
        quoted = [case.entry(entry_id) for entry_id in getattr(item.fact, "words_on_record", ())]
        shown.append(
            Voice(
                told=told_life(request, case, dict(known), [item])[0],
                name=known.get(by, "Somebody"),
                side=next((side for side, worker_id in one.the_two.items() if worker_id == by), ""),
                words=tuple(
                    (each.happened, "These words were masked" if each.entry_id in case.hidden else words_in(each))
                    for each in quoted
                    if each
                ),
                confirmed_on=london_day(confirmed.recorded) if confirmed else None,
                confirmed_words=confirmed.fact.words if confirmed else "",
                other=known.get(one.other(by), ""),
            )
        )
    return shown


@page("child/<ref:person_id>/supervision/<ref:supervision_id>/", name="supervision", verb="read", about_child=True)
def supervision_page(request: WorkerRequest, case: Casefile, supervision_id: str) -> HttpResponse:
    """One supervision about a child: each person's account under their own name, and what was written late."""
    one, me = supervision(case, supervision_id), request.worker.worker_id
    if one is None:
        raise Http404("There is no such supervision on this file.")
    note_a_view(case, request.worker, "supervision", timezone.now(), of=supervision_id)
    known = names_in(case)
    mine = bool(one.other(me))
    directed = [each for each in given(case) if supervision_id in each.recorded.subjects]
    held = [item for item in case.recorded if getattr(item.fact, "supervision_id", "") == supervision_id]
    seen = views_of(supervision_id) if mine else []
    known |= names(row["worker_id"] for row in seen)
    return render(
        request,
        "child/supervision.html",
        {
            "case": case,
            "person": person(case),
            "one": one,
            "held": told_life(request, case, known, [item for item in held if item.fact.kind == "supervision_held"]),
            "people": [(side.capitalize(), known.get(worker_id, "")) for side, worker_id in one.the_two.items()],
            "voices": _voices(request, case, one, known),
            "directed": [
                {
                    "told": told_life(request, case, known, [each.recorded])[0],
                    "answers": told_life(request, case, known, each.answers),
                    "id": each.recorded.fact.direction_id,
                    "is_mine": each.to == me,
                }
                for each in directed
            ],
            "mine": mine,
            "is_worker": one.the_two["worker"] == me,
            "has_own_file": supervision_id in one.held.subjects,
            "others": children_of(one.the_two["worker"], supervision_id, case.subject) if mine else [],
            "other_name": known.get(one.other(me), ""),
            "other_spoke": any(author(item) == one.other(me) for item in one.accounts),
            "worker_name": known.get(one.the_two["worker"], ""),
            "seen": [
                {**row, "name": known.get(row["worker_id"], ""), "role": ROLES.get(row["role"], row["role"])}
                for row in seen
            ],
        },
    )


@page(
    "child/<ref:person_id>/supervision/<ref:supervision_id>/own-account/",
    name="own-account",
    verb="write down supervision",
    about_child=True,
    post=True,
)
def own_account(request: WorkerRequest, case: Casefile, supervision_id: str) -> HttpResponse:
    """Confirm the other's account, or add one's own beside it; nobody writes the other's."""
    me = request.worker.worker_id
    one, meeting = the_two_only(supervision(case, supervision_id), me), meeting_of(case, supervision_id)
    assert meeting is not None, "the supervision is on this file"
    at = At(case, request.worker, request.desk.now, request.desk.casefile_to_read)
    theirs: list[Recorded[Any]] = [
        item for item in (*one.accounts, one.held) if author(item) == one.other(me) and item in case.standing
    ]
    known = names_in(case)
    unconfirmed = [item for item in theirs if one.confirmed_by(item) is None]

    def make(data: Any, quiet: bool) -> OwnAccountForm:
        form = OwnAccountForm(data, quiet=quiet)
        form.view_is_known = bool(one.accounts)
        form.prepare(at)
        if me != meeting.supervisor_id:
            form.without_direction()
        form.fields["confirms"].label = f"I confirm what {known.get(one.other(me), 'the other')} wrote"
        if not unconfirmed:
            form.fields.pop("confirms")
        return form

    if answer := put_by(request):
        return answer
    form = begun(request, make)
    if form.is_valid():
        said, facts = form.cleaned_data, []
        if said.get("confirms"):
            confirmed = SupervisionAccountConfirmed(
                confirmation_id=at.now.fresh(),
                supervision_id=supervision_id,
                accounts=tuple(item.entry_id for item in unconfirmed),
            )
            facts.append(at.fact(confirmed, supervision_id))
        if said.get("discussed"):
            facts += facts_of(at, meeting, said)
        request.desk.note(facts, by=request.worker)
        written_down(request)
        request.session["said"] = "Your words are on the record, under your own name."
        return redirect("supervision", person_id=case.subject, supervision_id=supervision_id)
    note_a_view(case, request.worker, "own account", timezone.now(), of=supervision_id)
    shown = {
        "form": form,
        "case": case,
        "one": one,
        "person": person(case),
        "voices": _voices(request, case, one, known),
        **for_page(request),
    }
    return render(request, "child/own_account.html", shown)


class AnswerForm(GovForm):
    """Whether a direction was given as it is written."""

    answer = one_of("Were you told this?", ANSWERS)
    words = in_words("In your own words: what were you told, and what do you say to it?")


@page(
    "child/<ref:person_id>/direction/<ref:direction_id>/answer-direction/",
    name="answer-direction",
    verb="write down supervision",
    about_child=True,
    post=True,
)
def answer_direction(request: WorkerRequest, case: Casefile, direction_id: str) -> HttpResponse:
    """Confirm or dispute a direction given to you in supervision, in your own words."""
    found = next((one for one in given(case) if one.recorded.fact.direction_id == direction_id), None)
    if found is None:
        raise Http404("There is no such direction on this file.")
    if found.to != request.worker.worker_id:
        raise PermissionDenied("answer a direction given to somebody else")
    if answer := put_by(request):
        return answer
    form = begun(request, AnswerForm)
    if form.is_valid():
        fact = DirectionAnswered(
            answer_id=request.desk.fresh(),
            direction_id=direction_id,
            answered_on=request.desk.now.day,
            **form.cleaned_data,
        )
        request.desk.note([ToRecord(fact, (case.subject,), fact.answered_on)], by=request.worker)
        written_down(request)
        request.session["said"] = "Your answer is on the record, beside the direction."
        return redirect("child", person_id=case.subject)
    shown = {
        "form": form,
        "case": case,
        "person": person(case),
        "told": told_life(request, case, names_in(case), [found.recorded])[0],
        "title": "Confirm or dispute this direction",
        "button": "Record my answer",
        **for_page(request),
    }
    return render(request, "correction.html", shown)
