"""Making a document: which one, for whom; the sender sees exactly what goes and what is left out, and sends it."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from candour.access.permission import may_for
from candour.documents import letters, plans, summaries, texts
from candour.documents.conferences import conferences_held
from candour.documents.document import DOCUMENTS, Document, Kind, Making, latest_conference, line_ref, made
from candour.documents.paper import how_hard, shares
from candour.documents.readers import Reader, reader, readers
from candour.documents.rules import CONFIDENTIAL, SECRET
from candour.documents.secrets import found_in, secrets_from
from candour.practice.documents import ROUTES, SendingProposal, send_a_document
from candour.practice.guard import Refused
from candour.record.casefile import Casefile
from candour.record.casefile.documents import chronologies, documents_sent
from candour.record.casefile.person import person
from candour.record.casefile.written_work import Version, works
from candour.terms.written_work import KINDS
from candour.web.asked import asked_for, departing
from candour.web.child import names_in
from candour.web.drafting import begun, for_page, put_by, written_down
from candour.web.gov_forms import GovForm
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.shelves.asking import from_list, in_words, line, past_day
from candour.web.telling import HELD_BACK

assert letters.__doc__ and plans.__doc__ and summaries.__doc__ and texts.__doc__
FEW = 40


class SendingForm(GovForm):
    """To whom, how, and anything the sender adds in their own words."""

    note = in_words("Anything to say first, in your own words?", required=False, rows=3)
    large_print = forms.BooleanField(label="Large print", required=False)
    to_whom = line("To whom does it go?")
    route = from_list("How?", list(ROUTES.items()))
    sent_on = past_day("When?")
    folds = (("Words of your own, or large print", ("note", "large_print")),)


@page("child/<ref:person_id>/documents/", name="documents", verb="read", about_child=True)
def documents(request: WorkerRequest, case: Casefile) -> HttpResponse:
    """Every document that can be made from the record, for each reader, and what has been sent to whom."""
    kind, key = request.GET.get("kind", ""), request.GET.get("reader", "")
    kind, _, about = kind.partition(":")
    if kind in DOCUMENTS and reader(case, key):
        where = redirect("make-document", person_id=case.subject, kind=kind, reader_key=key)
        where["Location"] += f"?about={about}" if about else ""
        return where
    known = names_in(case)
    return render(
        request,
        "papers/list.html",
        {
            "case": case,
            "person": person(case),
            "choices": document_choices(case),
            "readers": readers(case),
            "sent": [
                {
                    "sent": one,
                    "by": known.get(one.sent.actor, "somebody"),
                    "route": ROUTES.get(one.sent.fact.route, one.sent.fact.route).lower(),
                }
                for one in reversed(documents_sent(case))
            ][:FEW],
            "chosen": [versions[-1] for versions in chronologies(case)],
            "names": known,
            "fresh": request.desk.fresh(),
            "may_send": may_for(request.worker, "send", case),
            "may_write": may_for(request.worker, "write", case),
        },
    )


def document_choices(case: Casefile) -> list[tuple[str, str]]:
    """Every document this file can give, as choices: one for each finished text and each chosen chronology."""
    found = []
    for kind in DOCUMENTS.values():
        if kind.about == "text":
            found += [
                (
                    f"{kind.key}:{one.work_id}",
                    f"{KINDS[one.kind].title}, {_day_and_number(one.latest)}",
                )
                for one in works(case)
                if one.latest and one.kind != "minutes"  # minutes are a document of their own
            ]
        elif kind.about == "chronology":
            for versions in chronologies(case):
                latest = versions[-1].fact
                found.append((f"{kind.key}:{latest.chronology_id}", f"{latest.title}, version {latest.number}"))
        elif kind.about == "conference":
            for one in reversed(conferences_held(case)):
                found.append((f"{kind.key}:{one.recorded.entry_id}", f"{kind.title}: {one.title}, {one.on:%-d %B %Y}"))
        else:
            found.append((kind.key, kind.title))
    return found


def _day_and_number(version: Version) -> str:
    return f"{version.finished.happened:%-d %B %Y}, version {version.finished.fact.number}"


def reader_of(request: WorkerRequest, case: Casefile, key: str) -> Reader:
    """The reader an address names; a sender cannot pass on what they may not see themselves."""
    found = reader(case, key)
    if found is None:
        raise Http404("There is no such reader on this file.")
    return found if may_for(request.worker, "see confidential", case) else replace(found, never=CONFIDENTIAL)


def making_of(request: WorkerRequest, case: Casefile, kind: Kind, for_whom: Reader, about: str) -> Making:
    """What a document is made from. One about a conference is about the last one, unless it says which."""
    if kind.about == "conference" and not about:
        about = latest_conference(case)
    return Making(case, names_in(case), for_whom, request.desk.now.day, request.desk.casefile_to_read, about)


@page(
    "child/<ref:person_id>/documents/make/<slug:kind>/<slug:reader_key>/",
    name="make-document",
    verb="send",
    about_child=True,
    post=True,
    decides=(send_a_document,),
)
def make_document(request: WorkerRequest, case: Casefile, kind: str, reader_key: str) -> HttpResponse:
    """A document as it would go to one reader, with what is left out and why; sent only as it was seen."""
    if kind not in DOCUMENTS:
        raise Http404("There is no such document.")
    for_whom, sort = reader_of(request, case, reader_key), DOCUMENTS[kind]
    if sort.only_for and for_whom.kind not in sort.only_for:
        raise Http404(f"{sort.title} speaks to somebody else. Go back and choose another document for {for_whom.name}.")
    making = making_of(request, case, sort, for_whom, request.GET.get("about", ""))
    if answer := put_by(request):
        return answer
    before = [one.sent.fact for one in documents_sent(case) if one.sent.fact.reader == for_whom.key]
    start = {
        "to_whom": before[-1].to_whom if before else for_whom.name,
        "route": before[-1].route if before else "",
        "sent_on": request.desk.now.day,
    }
    form = begun(request, lambda data, quiet: SendingForm(data, quiet=quiet, initial=start))
    form.is_valid()
    said = form.cleaned_data if form.is_bound and not form.quiet else {}
    leave_out = frozenset(request.POST.getlist("leave_out"))
    shown = made(
        sort, making, note=said.get("note", ""), leave_out=leave_out, large_print=bool(said.get("large_print"))
    )
    if request.method != "POST" or "look" in request.POST or not form.is_valid():
        return _page(request, case, sort, shown, form, leave_out)
    # Colleagues who may not see what is confidential read on the file to whom it went.
    if found_in(said["to_whom"], secrets_from(case, making.people, replace(for_whom, never=CONFIDENTIAL))):
        form.add_error(
            "to_whom",
            "This names what the reader may not see, or a colleague who finds it on the file. Write who they are, without it.",
        )
        return _page(request, case, sort, shown, form, leave_out)
    try:
        request.desk.decide(
            send_a_document, [case.subject], _proposal(request, shown, said), by=request.worker, departing=departing(request)
        )  # fmt: skip
    except Refused as refused:
        return _page(request, case, sort, shown, form, leave_out, refused)
    written_down(request)
    request.session["said"] = "It is on the record: what went, to whom and how. Print it, or take the PDF."
    sent = documents_sent(request.desk.casefile_to_read(case.subject))[-1].sent.fact
    where = redirect("sent-document", person_id=case.subject, document_id=sent.document_id)
    where["Location"] += f"?{urlencode({'about': making.about})}"
    return where


def _proposal(request: WorkerRequest, shown: Document, said: dict[str, Any]) -> SendingProposal:
    return SendingProposal(
        kind=shown.kind,
        title=shown.title,
        reader=shown.reader.key,
        to_whom=said["to_whom"],
        route=said["route"],
        sent_on=said["sent_on"],
        parts=shown.parts,
        left_out=shown.left_out,
        large_print=shown.large_print,
        shown_digest=request.POST.get("digest", ""),
        version_id=shown.text.version_id,
        version_digest=shown.text.digest,
        at_a_distance=shown.reader.at_a_distance,
    )


def _page(
    request: WorkerRequest,
    case: Casefile,
    sort: Kind,
    shown: Document,
    form: SendingForm,
    leave_out: frozenset[str],
    refused: Refused | None = None,
) -> HttpResponse:
    hard = how_hard(shown.parts)
    left_out = [(one.ref, one.words[:160], True) for one in shown.withheld if one.ref]
    withheld = [
        {"where": one.where, "why": one.why, "words": HELD_BACK if _hidden(one.why, shown.reader) else one.words}
        for one in shown.withheld
    ]
    context = {
        "case": case,
        "person": person(case),
        "sort": sort,
        "shown": shown,
        "withheld": withheld,
        "leave_out": leave_out,
        "lines": [
            (line_ref(part, line), f"{line.label}: {line.words}"[:160], False)
            for part in shown.parts
            for line in part.lines
        ]
        + left_out,
        "hard": hard,
        "shares": shares(shown.parts, texts.sentences_written(case, shown.text.version_id)),
        "form": form,
        "about": request.GET.get("about", ""),
        **for_page(request),
        **asked_for(request, refused.guards if refused else ()),
    }
    return render(request, "papers/make.html", context, status=422 if refused else 200)


def _hidden(why: str, for_whom: Reader) -> bool:
    """Whether the sender themselves may not see the words that were left out."""
    return bool(for_whom.never) and why in {SECRET[one] for one in CONFIDENTIAL} | {SECRET["referrer"]}
