"""The receipt of one document or dissent: on a page, on paper, as a PDF, and as files to keep."""

from hashlib import sha256

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from candour.access.receipts import may_hold
from candour.documents.document import DOCUMENTS
from candour.documents.receipts import Receipt, content, on_paper
from candour.record.casefile import Casefile
from candour.record.casefile.documents import document_text
from candour.record.casefile.person import person
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.documents import DocumentSent
from candour.record.entry import Recorded
from candour.seal.receipt import in_groups
from candour.web.pages import page
from candour.web.papers.sent import parts_for, sent_at
from candour.web.proving import CannotProve
from candour.web.requests import WorkerRequest

HERE = "child/<ref:person_id>/receipts/<int:place>/"
# What a bundle shows of each: enough to say which paper it is, and no word of it.
SHOWN = {DocumentSent: ("digest", "document_kind", "sent_on"), DissentRecorded: ("given_on",)}
OWN_WORDS = ("given_on", "who", "their_role", "about_what", "words", "recommends")
Held = Recorded[DocumentSent] | Recorded[DissentRecorded]


def held(request: WorkerRequest, case: Casefile, place: int) -> Held:
    """The entry an address names, if it has a receipt and this worker may take it."""
    item = next((one for one in case.recorded if one.position == place), None)
    if item is None or not isinstance(item.fact, DocumentSent | DissentRecorded):
        raise Http404("There is no receipt at this address.")
    if not may_hold(request.worker, case, item):
        raise PermissionDenied("take a receipt of what is masked, or of somebody else's dissent")
    return item


def receipt_of(request: WorkerRequest, item: Held) -> Receipt | None:
    """The receipt; None until a checkpoint has the entry. Raises CannotProve."""
    proved = request.proving.proved(item.position)
    if proved is None:
        return None
    what, on, digest = "A dissent by its author, given", item.happened, ""
    if isinstance(item.fact, DocumentSent):
        kind = DOCUMENTS.get(item.fact.document_kind)
        what, digest = f"{kind.title if kind else 'A document'}, sent", item.fact.digest
    return Receipt(
        what=what,
        on=on,
        recorded=item.recorded,
        origin=proved.origin,
        leaf_hash=proved.leaf_hash,
        proof=proved.proof,
        seen=proved.seen,
        is_enough=proved.is_enough,
        address=settings.ADDRESS or request.build_absolute_uri("/"),
        digest=digest,
    )


@page(HERE, name="receipt", verb="read", about_child=True)
def receipt(request: WorkerRequest, case: Casefile, place: int) -> HttpResponse:
    """The receipt of a document that was sent, or of one's own dissent: what to print and what to keep with it."""
    item, cannot = held(request, case, place), ""
    try:
        made = receipt_of(request, item)
    except CannotProve as wrong:
        made, cannot = None, str(wrong)
    sent = isinstance(item.fact, DocumentSent)
    context = {
        "case": case,
        "person": person(case),
        "item": item,
        "made": made,
        "code": in_groups(made.code) if made else "",
        "sent": sent,
        "may_have_text": sent and not parts_for(request, case, sent_at(case, place))[1],
        "cannot": cannot,
    }
    return render(request, "receipts/sheet.html", context)


@page(f"{HERE}paper/", name="receipt-paper", verb="read", about_child=True)
def receipt_paper(request: WorkerRequest, case: Casefile, place: int) -> HttpResponse:
    """A receipt on a page of its own, to be printed."""
    if made := _ready(request, held(request, case, place)):
        return render(request, "receipts/paper.html", {"it": content(made)})
    return _not_yet(case, place)


@page(f"{HERE}pdf/", name="receipt-pdf", verb="read", about_child=True)
def receipt_pdf(request: WorkerRequest, case: Casefile, place: int) -> HttpResponse:
    """A receipt as a tagged PDF, named after its code."""
    if made := _ready(request, held(request, case, place)):
        return _file(on_paper(made), f"receipt-{made.code}.pdf", "application/pdf")
    return _not_yet(case, place)


@page(f"{HERE}proof/", name="receipt-proof", verb="read", about_child=True)
def receipt_proof(request: WorkerRequest, case: Casefile, place: int) -> HttpResponse:
    """The proof on a receipt as a file, for candour-verify."""
    if made := _ready(request, held(request, case, place)):
        return _file(str(made.proof).encode(), f"receipt-{made.code}.tlog-proof", "text/plain; charset=utf-8")
    return _not_yet(case, place)


@page(f"{HERE}bundle/", name="receipt-bundle", verb="read", about_child=True)
def receipt_bundle(request: WorkerRequest, case: Casefile, place: int) -> HttpResponse:
    """The sealed entry behind a receipt as a file: its words stay hidden, but for an author who asks for their own."""
    item = held(request, case, place)
    own = isinstance(item.fact, DissentRecorded) and "words" in request.GET
    made, shown = _ready(request, item), OWN_WORDS if own else SHOWN[type(item.fact)]
    if made and (written := request.proving.bundle(item.entry_id, shown)):
        return _file(written, f"receipt-{made.code}.zip", "application/zip")
    return _not_yet(case, place)


@page(f"{HERE}text/", name="receipt-text", verb="read", about_child=True)
def receipt_text(request: WorkerRequest, case: Casefile, place: int) -> HttpResponse:
    """A document exactly as it was sealed, to be compared with its receipt; only for who may see all of it."""
    item = held(request, case, place)
    fact = item.fact
    if not isinstance(fact, DocumentSent):
        raise Http404("A dissent's words are in its bundle.")
    if parts_for(request, case, sent_at(case, place))[1]:
        raise PermissionDenied("take the whole text of a document of which something is held back from you")
    text = document_text(fact.document_kind, fact.title, fact.reader, fact.parts, large_print=fact.large_print)
    if sha256(text).hexdigest() != fact.digest:
        raise Http404("The text on the record does not come to its own seal. Run `candour check-record`.")
    return _file(text, f"sealed-text-{fact.digest[:16]}.txt", "application/octet-stream")


def _ready(request: WorkerRequest, item: Held) -> Receipt | None:
    """The receipt where there can be one; its page says why there is none."""
    try:
        return receipt_of(request, item)
    except CannotProve:
        return None


def _not_yet(case: Casefile, place: int) -> HttpResponse:
    return redirect("receipt", person_id=case.subject, place=place)


def _file(written: bytes, name: str, kind: str) -> HttpResponse:
    reply = HttpResponse(written, content_type=kind)
    reply["Content-Disposition"] = f'attachment; filename="{name}"'
    return reply
