"""A document that was sent: as it went, on a page, on paper and as a PDF; and the comments that came back to it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from candour.access.permission import may_for
from candour.documents.document import DOCUMENTS, fitted
from candour.documents.paper import content
from candour.documents.pdf import pdf, unprintable
from candour.documents.readers import Reader, readers
from candour.documents.rules import CONFIDENTIAL
from candour.documents.secrets import secrets_from
from candour.practice.documents import ROUTES
from candour.record.casefile import Casefile
from candour.record.casefile.documents import Sent, documents_sent
from candour.record.casefile.person import person
from candour.record.entries.documents import Part
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entry import ToRecord
from candour.web.child import names_in
from candour.web.drafting import begun, for_page, put_by, written_down
from candour.web.gov_forms import GovForm
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.shelves.asking import in_words, line, one_of, past_day

SENT = "child/<ref:person_id>/documents/sent/<ref:document_id>/"


class CommentForm(GovForm):
    """What came back."""

    whose = one_of(
        "Whose words are these?", (("child", "The child's"), ("family", "The family's"), ("agency", "An agency's"))
    )
    who = line("Who, by name?", required=False)
    words = in_words("What do they say?", hint="In their words", rows=4)
    given_on = past_day("When?")


def found_document(case: Casefile, document_id: str) -> Sent:
    """The document an address names."""
    found = next((one for one in documents_sent(case) if one.sent.fact.document_id == document_id), None)
    if found is None:
        raise Http404("There is no such document on this file.")
    return found


def sent_at(case: Casefile, place: int) -> Sent:
    """The document that was sent with the entry at a place, corrected since or not."""
    return Sent(next(item for item in case.recorded if item.position == place), ())


def parts_for(request: WorkerRequest, case: Casefile, sent: Sent) -> tuple[tuple[Part, ...], int]:
    """A document as this worker may see it, and how much of it is held back from them.

    What went to the next worker or another authority may hold what is confidential, even from colleagues.
    """
    parts = sent.sent.fact.parts
    if may_for(request.worker, "see confidential", case):
        return parts, 0
    me = Reader("worker", "worker", request.worker.name, never=CONFIDENTIAL)
    secrets = secrets_from(case, request.desk.casefile_to_read, me)
    shown = [fitted(part, me, secrets) for part in parts]
    return tuple(part for part, _ in shown), sum(len(withheld) for _, withheld in shown)


def paper_content(request: WorkerRequest, case: Casefile, sent: Sent) -> dict[str, Any]:
    """What is printed: exactly what went, except where this worker may not see all of it."""
    fact, child = sent.sent.fact, person(case)
    parts, _ = parts_for(request, case, sent)
    return content(
        title=fact.title,
        to_whom=fact.to_whom,
        about=child.name if child else "",
        on=fact.sent_on,
        sender=names_in(case).get(sent.sent.actor, "a worker"),
        parts=parts,
        large=fact.large_print,
        digest=fact.digest,
    )


def still_to_send(request: WorkerRequest, case: Casefile, sent: Sent) -> list[Reader]:
    """Its other usual readers who have not had it that day: for the sender, as soon as it has gone to one."""
    fact = sent.sent.fact
    if "about" not in request.GET or not may_for(request.worker, "send", case):
        return []
    had = {
        one.sent.fact.reader
        for one in documents_sent(case)
        if (one.sent.fact.document_kind, one.sent.fact.sent_on) == (fact.document_kind, fact.sent_on)
    }
    usual = DOCUMENTS[fact.document_kind].usual if fact.document_kind in DOCUMENTS else ()
    there = [one for one in readers(case) if one.kind in usual]
    known = {one.kind for one in there if one.key != one.kind}  # a parent on the record stands for "a parent"
    return [one for one in there if one.key not in had and (one.key != one.kind or one.kind not in known)]


@page(SENT, name="sent-document", verb="read", about_child=True, post=True)
def sent_document(request: WorkerRequest, case: Casefile, document_id: str) -> HttpResponse:
    """A document as it went, to whom and how, with what came back from those who read it."""
    one = found_document(case, document_id)
    if answer := put_by(request):
        return answer
    form = begun(
        request, lambda data, quiet: CommentForm(data, quiet=quiet, initial={"given_on": request.desk.now.day})
    )
    if form.is_valid():
        if not may_for(request.worker, "note", case):
            raise PermissionDenied("note what somebody said about a document")
        fact = ViewRecorded(view_id=request.desk.fresh(), about=document_id, **form.cleaned_data)
        request.desk.note([ToRecord(fact, (case.subject,), fact.given_on)], by=request.worker)
        written_down(request)
        request.session["said"] = "Their words are on the record, beside the document."
        return redirect("sent-document", person_id=case.subject, document_id=document_id)
    parts, held_back = parts_for(request, case, one)
    context = {
        "case": case,
        "person": person(case),
        "one": one,
        "fact": one.sent.fact,
        "route": ROUTES.get(one.sent.fact.route, one.sent.fact.route),
        "parts": parts,
        "held_back": held_back,
        "others": still_to_send(request, case, one),
        "about": request.GET.get("about", ""),
        "names": names_in(case),
        "unprintable": unprintable(paper_content(request, case, one)),
        "form": form,
        **for_page(request),
    }
    return render(request, "papers/sent.html", context)


@page(f"{SENT}paper/", name="paper", verb="read", about_child=True)
def paper(request: WorkerRequest, case: Casefile, document_id: str) -> HttpResponse:
    """A document on a page of its own, to be printed."""
    return render(request, "papers/paper.html", {"it": paper_content(request, case, found_document(case, document_id))})


@page(f"{SENT}pdf/", name="pdf", verb="read", about_child=True)
def as_pdf(request: WorkerRequest, case: Casefile, document_id: str) -> HttpResponse:
    """A document as a tagged PDF. The name of the file says what it is and the day, nothing of the family."""
    one = found_document(case, document_id)
    name = f"{one.sent.fact.document_kind.replace('_', '-')}-{one.sent.fact.sent_on.isoformat()}.pdf"
    reply = HttpResponse(pdf(paper_content(request, case, one)), content_type="application/pdf")
    reply["Content-Disposition"] = f'attachment; filename="{name}"'
    return reply
