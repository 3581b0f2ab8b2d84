"""Putting right what was written: a correction stands beside it, what may not be shown is masked, the wrong file moved from."""

from dataclasses import fields, replace
from datetime import date
from functools import partial
from typing import Any, get_args, get_type_hints

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from candour.access.permission import may_for
from candour.practice import cin_assessments, cin_episodes, contacts, s47_enquiry
from candour.record.casefile import Casefile
from candour.record.casefile.person import person
from candour.record.casefile.supervision import author
from candour.record.entries import documents, written_work
from candour.record.entries.cin_census import CensusGroupImported
from candour.record.entries.corrections import EntryMasked, EntryMoved
from candour.record.entries.cp_plans import CpPlanStarted
from candour.record.entries.initial_cp_conference import InitialConferenceHeld
from candour.record.entries.s47_enquiry import EnquiryStarted
from candour.record.entries.strategy_discussion import StrategyDiscussionHeld
from candour.record.entry import KINDS, Recorded, ToRecord
from candour.web.child import NEVER_HIDDEN, names_in, told_life
from candour.web.drafting import begun, for_page, put_by, written_down
from candour.web.gov_dates import GovDateField
from candour.web.gov_forms import GovForm
from candour.web.imported import as_corrected, import_form
from candour.web.pages import page
from candour.web.people import found
from candour.web.requests import WorkerRequest
from candour.web.shelves.asking import in_words, line
from candour.web.telling import CODES, label

YES_NO = ("yes", "no")
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("contact_decided", "outcome"): tuple(contacts.OUTCOMES),
    ("referral_decided", "response"): tuple(cin_episodes.RESPONSES),
    ("assessment_authorised", "outcome"): tuple(cin_assessments.OUTCOMES),
    ("strategy_discussion_held", "outcome"): ("enquiry", "no enquiry"),
    ("strategy_discussion_held", "joint"): ("single agency", "joint with police"),
    ("enquiry_outcome_decided", "outcome"): tuple(s47_enquiry.OUTCOMES),
    ("harm_recorded", "harm_kind"): ("harm", "disclosure"),
    ("protection_recorded", "removes_risk"): ("yes", "partly", "no"),
    ("view_recorded", "whose"): ("child", "family", "agency", "worker"),
    ("direction_answered", "answer"): ("confirmed", "disputed"),
    ("child_allocated", "involvement"): ("allocated", "co-worker"),
    ("enquiry_part_done", "done_by_registered"): ("yes", "no", "not known"),
    ("person_recorded", "kind_of_person"): ("child", "unborn child", "adult", "professional"),
    **{("visit_made", name): YES_NO for name in ("seen", "seen_alone", "bedroom_seen")},
    **{("assessment_authorised", name): YES_NO for name in ("child_seen", "child_seen_alone")},
    **{(kind, "quorate"): YES_NO for kind in ("initial_conference_held", "review_conference_held")},
}
OWN_DAYS = (
    "received_on", "held_on", "visited_on", "known_on", "given_on", "started_on", "ended_on", "closed_on", "done_on",
    "felt_on", "issued_on", "decided_on", "authorised_on", "died_on", "changed_on",
)  # fmt: skip
# What began on the day of a meeting moves with the meeting's day: the enquiry with its discussion, the plan with its conference.
BEGUN_BY = {
    StrategyDiscussionHeld: (EnquiryStarted, "strategy_discussion_id"),
    InitialConferenceHeld: (CpPlanStarted, "icpc_id"),
}


class CorrectionForm(GovForm):
    """The entry again, as it should have been."""

    happened = GovDateField(label="The day it happened")


def correction_form(item: Recorded[Any]) -> type[GovForm]:
    """A form with every plain field of an entry. What ties it to other entries is not asked."""
    if isinstance(item.fact, CensusGroupImported):
        return import_form(item.fact)
    hints = get_type_hints(type(item.fact))
    made: dict[str, forms.Field | None] = {}
    for field in fields(item.fact):
        shape, name = hints[field.name], field.name
        if name.endswith("_id") or name in (
            "about",
            "direction",
            "meeting",
            "reference",
            "parent",
            "key",
            "looked_at",
            "rule",
        ):
            continue
        if choices := CHOICES.get((item.fact.kind, name)):
            spelt = [("", "Choose"), *((one, one.capitalize()) for one in choices)]
            made[name] = forms.ChoiceField(label=label(name), required=False, choices=spelt)
        elif shape is date or date in get_args(shape):
            made[name] = GovDateField(label=label(name), required=False)
        elif int in get_args(shape):
            made[name] = forms.IntegerField(label=label(name), required=False, min_value=0)
        elif shape is bool:
            made[name] = forms.BooleanField(label=label(name), required=False)
        elif shape is str and name in CODES:
            made[name] = forms.ChoiceField(
                label=label(name), required=False, choices=[("", "Choose"), *CODES[name].choices()]
            )
        elif shape is str:
            long = len(getattr(item.fact, name)) > 60
            made[name] = (in_words if long else line)(label(name), required=False)
        elif shape == tuple[str, ...] and name in CODES:
            made[name] = forms.MultipleChoiceField(
                label=label(name),
                required=False,
                choices=CODES[name].choices(),
                widget=forms.CheckboxSelectMultiple,
            )
    if own_day(item) or item.fact.kind == "supervision_account_given":
        made["happened"] = (
            None  # asked once, as its own date; and the day of a supervision is not its account's to change
        )
    return type("EntryCorrectionForm", (CorrectionForm,), made)


def own_day(item: Recorded[Any]) -> str:
    """The field of an entry that says the day it happened, if one does."""
    named = {field.name for field in fields(item.fact)}
    return next((name for name in OWN_DAYS if name in named and getattr(item.fact, name) == item.happened), "")


def moved_with(case: Casefile, item: Recorded[Any], fact: Any, happened: date) -> list[ToRecord]:
    """What began on a meeting's day, corrected to the meeting's new day."""
    begun_kind, tie = BEGUN_BY.get(type(fact), (None, ""))
    if begun_kind is None or fact.held_on == item.fact.held_on:
        return []
    begun_then: tuple[Recorded[Any], ...] = case.of(begun_kind)
    return [
        ToRecord(replace(one.fact, started_on=happened), one.subjects, happened, supersedes=one.entry_id)
        for one in begun_then
        if getattr(one.fact, tie) == getattr(fact, tie)
    ]


class HideForm(GovForm):
    """Why an entry is masked or moved."""

    why = in_words("Why?", hint="This reason is shown in its place: do not repeat what must not be shown", rows=2)


class MoveForm(HideForm):
    """To whose file an entry belongs."""

    number = line("What is the child number of the right child?", hint="It is on the child's page")


WRITTEN_KINDS = tuple(
    kind for (kind, _), made in KINDS.items() if made.__module__ in (written_work.__name__, documents.__name__)
)
VOICES = {
    "dissent_recorded": "A dissent",
    "direction_received": "A direction",
    "pressure_recorded": "Pressure on a decision",
    "decision_made": "A decision",
    **dict.fromkeys(WRITTEN_KINDS, "What somebody wrote"),
    "supervision_held": "The record of a supervision",
    "supervision_account_given": "An account of a supervision",
    "supervision_account_confirmed": "A confirmation",
    "direction_answered": "An answer to a direction",
    "census_query_explained": "An explanation",
    "census_mending_asked": "What somebody was asked to put right",
}


# These hold what others wrote: whoever happened to begin or to finish a text cannot take it from them.
OTHERS_WORDS = ("written_work_begun", "version_finished")
WRITTEN = "What is written is not corrected on its entry: write the passage anew, or take the finished text up again"


def _whose_voice(request: WorkerRequest, item: Recorded[Any], what: str) -> None:
    """Nobody but its writer touches a dissent, an order or a decision; what may not be shown, the principal masks."""
    if item.fact.kind in WRITTEN_KINDS and what == "corrected":
        raise PermissionDenied(WRITTEN)
    kept = VOICES.get(item.fact.kind)
    principal = request.worker.standing.role == "principal_social_worker" and what != "corrected"
    own = request.worker.worker_id == author(item) and item.fact.kind not in OTHERS_WORDS
    if kept and not own and not principal:
        raise PermissionDenied(
            f"{kept} cannot be {what} by anybody but the person who wrote it"
            + ("" if what == "corrected" else ", or the principal social worker")
        )


def _standing(case: Casefile, position: int) -> Recorded[Any]:
    item = next((one for one in case.standing if one.position == position), None)
    if item is None or item.fact.kind in NEVER_HIDDEN:
        raise Http404("This entry has been corrected, masked or moved, or there is no such entry on this file.")
    return item


def _shown(
    request: WorkerRequest, case: Casefile, item: Recorded[Any], form: GovForm, title: str, button: str
) -> HttpResponse:
    told = told_life(request, case, names_in(case), [item])[0]
    shown = {
        "form": form,
        "case": case,
        "person": person(case),
        "told": told,
        "title": title,
        "button": button,
        **for_page(request),
    }
    return render(request, "correction.html", shown)


@page("child/<ref:person_id>/entry/<int:position>/correct/", name="correct", verb="note", about_child=True, post=True)
def correct(request: WorkerRequest, case: Casefile, position: int) -> HttpResponse:
    """Correct an entry: the new one stands beside the old one, and both stay visible."""
    item = _standing(case, position)
    _whose_voice(request, item, "corrected")
    held_back = getattr(item.fact, "source_confidential", False) or getattr(item.fact, "confidential", False)
    if held_back and not may_for(request.worker, "see confidential", case):
        raise PermissionDenied("see what is held back in this entry")
    now = {"happened": item.happened, **{f.name: getattr(item.fact, f.name) for f in fields(item.fact)}}
    if answer := put_by(request):
        return answer
    form = begun(request, partial(correction_form(item), initial=now))
    if form.is_valid():
        fact, happened = _as_it_should_have_been(item, dict(form.cleaned_data))
        if fact == item.fact and happened == item.happened:
            form.add_error(None, "Nothing is different. Change what is wrong, or leave the entry as it is.")
        else:
            draft = ToRecord(fact, item.subjects, happened, supersedes=item.entry_id)
            request.desk.note([draft, *moved_with(case, item, fact, happened)], by=request.worker)
            written_down(request)
            request.session["said"] = "The correction is on the record, beside the entry it corrects."
            return redirect("child", person_id=case.subject)
    return _shown(request, case, item, form, "Correct this entry", "Record the correction")


def _as_it_should_have_been(item: Recorded[Any], said: dict[str, Any]) -> tuple[Any, date]:
    """The fact and its day, with what was said of each field."""
    if isinstance(item.fact, CensusGroupImported):
        return as_corrected(item, said)
    happened = said.get(own_day(item)) or said.pop("happened", None) or item.happened
    changed = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in said.items()
        if value is not None or isinstance(getattr(item.fact, name), date | int | None)
    }
    return replace(item.fact, **changed), happened


@page("child/<ref:person_id>/entry/<int:position>/mask/", name="mask", verb="hide", about_child=True, post=True)
def mask(request: WorkerRequest, case: Casefile, position: int) -> HttpResponse:
    """Mask an entry that holds what this file may not show. It stays sealed on the record."""
    if answer := put_by(request):
        return answer
    item, form = _standing(case, position), begun(request, HideForm)
    _whose_voice(request, item, "masked")
    if form.is_valid():
        fact = EntryMasked(entry_id=item.entry_id, why=form.cleaned_data["why"])
        # Whomever the entry names finds on their own file that it is masked, or its words would go on standing there.
        request.desk.note([ToRecord(fact, item.subjects, request.desk.now.day)], by=request.worker)
        written_down(request)
        request.session["said"] = "The entry is masked. Its place says so."
        return redirect("child", person_id=case.subject)
    return _shown(request, case, item, form, "Mask this entry", "Mask it")


@page("child/<ref:person_id>/entry/<int:position>/move/", name="move", verb="hide", about_child=True, post=True)
def move(request: WorkerRequest, case: Casefile, position: int) -> HttpResponse:
    """Move an entry that was written on the wrong child's file."""
    if answer := put_by(request):
        return answer
    item, form = _standing(case, position), begun(request, MoveForm)
    _whose_voice(request, item, "moved")
    if form.is_valid():
        known = found(number=form.cleaned_data["number"])
        right = request.desk.casefile_to_read(known[0]["person_id"]) if known else None
        if right is None or right.subject == case.subject or not may_for(request.worker, "note", right):
            form.add_error("number", "Enter the child number of another child whose file you may write in")
        else:
            _move(request, case, item, right, form.cleaned_data["why"])
            written_down(request)
            request.session["said"] = "The entry is moved. Its place says so."
            return redirect("child", person_id=case.subject)
    return _shown(request, case, item, form, "Move this entry to the right child", "Move it")


def _move(request: WorkerRequest, case: Casefile, item: Recorded[Any], right: Casefile, why: str) -> None:
    gone = EntryMoved(entry_id=item.entry_id, why=why, to_person=right.subject)
    there = ToRecord(item.fact, (right.subject, *item.subjects[1:]), item.happened, on_behalf_of=author(item))
    request.desk.note([ToRecord(gone, item.subjects, request.desk.now.day), there], by=request.worker)
