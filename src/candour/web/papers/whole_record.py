"""A copy of the whole record for the person it is about: what is left out by rule and by hand, and the proof of the rest."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from candour.documents.headings import heading
from candour.documents.paper import content
from candour.documents.readers import reader
from candour.documents.whole_record import Hidden, left_out_by_rule
from candour.practice.desk import MovedOn
from candour.record.casefile import Casefile
from candour.record.casefile.person import person
from candour.record.entries.documents import Part
from candour.record.entries.retention import CopyGiven
from candour.record.entries.written_work import Line
from candour.record.entry import Recorded, ToRecord, kind_of
from candour.record.leaf import WordsGone
from candour.web.child import names_in
from candour.web.drafting import begun, for_page, put_by, written_down
from candour.web.ended import spelt_type
from candour.web.gov_forms import GovForm
from candour.web.pages import page
from candour.web.requests import NotGiven, WorkerRequest
from candour.web.shelves.asking import line
from candour.web.telling import label, told_fields

VERB = "give a copy of a record"


class CopyForm(GovForm):
    """Who is given the copy."""

    to_whom = line("Who is given this copy?", hint="The person it is about, or who acts for them")


@page("child/<ref:person_id>/copy/", name="whole-record", verb=VERB, about_child=True, post=True)
def whole_record(request: WorkerRequest, case: Casefile) -> HttpResponse:
    """The whole record as the person it is about would get it; what is left out, and why; given only as it was seen."""
    if answer := put_by(request):
        return answer
    one = person(case)
    start = {"to_whom": one.name if one else ""}
    form = begun(request, lambda data, quiet: CopyForm(data, quiet=quiet, initial=start))
    for_whom = reader(case, "child")
    assert for_whom is not None, "a child is a reader of every file"
    by_rule = left_out_by_rule(case, request.desk.casefile_to_read, for_whom)
    by_hand, unexplained = _by_hand(form, case)
    if request.method == "POST" and "look" not in request.POST and form.is_valid():
        if request.POST.get("version") != str(case.version):
            form.add_error(None, str(MovedOn(case.subject)))
        elif unexplained:
            form.add_error(None, f"Give a reason for what you leave out of: {', '.join(unexplained)}")
        else:
            return _given(request, case, form, _together(by_rule, by_hand))
    names = names_in(case)
    context = {
        "case": case,
        "person": one,
        "form": form,
        "version": case.version,
        "entries": [_shown(item, names, by_rule, by_hand, form) for item in _in_order(case.recorded)],
        "many": sum(len(found) for found in by_rule.values()),
        "given": [{"item": item, "by": names.get(item.actor, "")} for item in reversed(case.of(CopyGiven))],
        **for_page(request),
    }
    return render(request, "papers/whole_record.html", context, status=422 if form.non_field_errors() else 200)


def _in_order(items: Iterable[Recorded[Any]]) -> list[Recorded[Any]]:
    return sorted(items, key=lambda item: (item.happened, item.position))


def _by_hand(form: CopyForm, case: Casefile) -> tuple[Hidden, list[str]]:
    """What was ticked, with the reason given for its entry; and the entries for which none was."""
    ticked = form.data.getlist("hide") if form.is_bound else []  # type: ignore[attr-defined]
    found: Hidden = {}
    unexplained: dict[str, None] = {}
    for entry_id, _, field in (one.partition(":") for one in ticked):
        item = case.entry(entry_id)
        if item is None or isinstance(item.fact, WordsGone) or not hasattr(item.fact, field):
            continue
        why = " ".join(str(form.data.get(f"why-{entry_id}", "")).split())
        found.setdefault(entry_id, {})[field] = why
        if not why:
            unexplained[f"{spelt_type(kind_of(item.fact))}, {item.happened:%-d %B %Y}"] = None
    return found, list(unexplained)


def _together(by_rule: Hidden, by_hand: Hidden) -> Hidden:
    return {ref: {**by_hand.get(ref, {}), **by_rule.get(ref, {})} for ref in {**by_rule, **by_hand}}


def _given(request: WorkerRequest, case: Casefile, form: CopyForm, hidden: Hidden) -> HttpResponse:
    try:
        made = request.bundle(case.subject, {ref: set(found) for ref, found in hidden.items()})
    except NotGiven as why:
        return _not_given(request, str(why))
    fact = CopyGiven(
        person_id=case.subject,
        reader=form.cleaned_data["to_whom"],
        hidden=tuple(f"{ref} {field} {why}" for ref, found in sorted(hidden.items()) for field, why in found.items()),
        entries=made.entries,
        digest=sha256(made.data).hexdigest(),
    )
    day = request.desk.now.day
    request.desk.note([ToRecord(fact, (case.subject,), day)], by=request.worker)
    written_down(request)
    reply = HttpResponse(made.data, content_type="application/zip")
    reply["Content-Disposition"] = f'attachment; filename="whole-record-{day.isoformat()}.zip"'
    return reply


def _not_given(request: WorkerRequest, why: str) -> HttpResponse:
    words = {"title": "The copy was not given", "words": why, "link": "Go to my children"}
    return render(request, "trouble.html", words, status=409)


def _shown(
    item: Recorded[Any], names: dict[str, str], by_rule: Hidden, by_hand: Hidden, form: CopyForm
) -> dict[str, Any]:
    ruled, ticked = by_rule.get(item.entry_id, {}), by_hand.get(item.entry_id, {})
    told = [] if isinstance(item.fact, WordsGone) else told_fields(item.fact, names)
    return {
        "ref": item.entry_id,
        "heading": _heading(item, ruled),
        "on": item.happened,
        "by": names.get(item.actor, ""),
        "lines": [(name, words) for field, name, words in told if field not in ruled],
        "ruled": sorted(set(ruled.values())),
        "fields": [
            {"name": field, "label": label(field), "ticked": field in ticked}
            for field in dict.fromkeys(field for field, _, _ in told)
            if field not in ruled
        ],
        "why": str(form.data.get(f"why-{item.entry_id}", "")) if form.is_bound else "",
        "open": bool(ticked),
    }


def _heading(item: Recorded[Any], hidden: dict[str, str]) -> str:
    """The entry's own heading, which has words of it, only where nothing in it is left out."""
    if isinstance(item.fact, WordsGone):
        return heading(item.fact)
    return spelt_type(kind_of(item.fact)) if hidden else heading(item.fact)


@page("child/<ref:person_id>/copy/<int:position>/paper/", name="whole-record-paper", verb=VERB, about_child=True)
def whole_record_paper(request: WorkerRequest, case: Casefile, position: int) -> HttpResponse:
    """A copy of the whole record as it was given, in plain order, to be printed."""
    given = next((item for item in case.of(CopyGiven) if item.position == position), None)
    if given is None:
        raise Http404("No copy of this record was given in that entry.")
    hidden: Hidden = {}
    for said in given.fact.hidden:
        ref, field, why = said.split(" ", 2)
        hidden.setdefault(ref, {})[field] = why
    names, one = names_in(case), person(case)
    before = _in_order(item for item in case.recorded if item.position < position)
    it = content(
        title="The whole record",
        to_whom=given.fact.reader,
        about=one.name if one else "",
        on=given.happened,
        sender=names.get(given.actor, "a worker"),
        parts=[_part(item, names, hidden.get(item.entry_id, {})) for item in before],
        large=False,
        digest=given.fact.digest,
    )
    it["foot"] = (
        f"The same entries, with the proof that nothing was changed, are in the bundle with the digest {given.fact.digest}"
    )
    return render(request, "papers/paper.html", {"it": it})


def _part(item: Recorded[Any], names: dict[str, str], hidden: dict[str, str]) -> Part:
    told = [] if isinstance(item.fact, WordsGone) else told_fields(item.fact, names)
    lines = [Line(label=name, words=words) for field, name, words in told if field not in hidden]
    lines += [Line(label="Left out", words=why) for why in sorted(set(hidden.values()))]
    by = names.get(item.actor, "a worker")
    says = (f"Written by {by} on {item.recorded:%-d %B %Y}. Place {item.position} on the record.",)
    return Part(heading=f"{item.happened:%-d %B %Y}: {_heading(item, hidden)}", says=says, lines=tuple(lines))
