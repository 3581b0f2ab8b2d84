"""Sending a document: exactly what the sender saw, to a named reader, by a named route."""

from dataclasses import dataclass
from datetime import date

from candour.practice.guard import Today, Worker, decision, must, should
from candour.practice.reasons import HOUSE
from candour.record.casefile import Casefile
from candour.record.casefile.documents import document_digest
from candour.record.casefile.written_work import Version, works
from candour.record.entries.documents import DocumentSent, LeftOut, Part
from candour.record.entry import ToRecord
from candour.terms.written_work import KINDS

SEEN = "Candour house rule: what is sent is exactly what its sender saw"
ROUTES = {
    "by hand": "Handed over",
    "read together": "Read together and handed over",
    "at the meeting": "Given out at the meeting",
    "post": "Post",
    "secure e-mail": "Secure e-mail",
    "portal": "Professionals' portal",
}


@dataclass(frozen=True, kw_only=True)
class SendingProposal:
    """A document as the record makes it now, and the digest of the one on the sender's screen."""

    kind: str
    title: str
    reader: str
    to_whom: str
    route: str
    sent_on: date
    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...] = ()
    large_print: bool = False
    shown_digest: str
    version_id: str = ""
    version_digest: str = ""
    at_a_distance: bool = False  # the reader is named as where a harm comes from, and lives elsewhere


def digest_of(proposal: SendingProposal) -> str:
    """The digest of the document that would go."""
    return document_digest(
        proposal.kind, proposal.title, proposal.reader, proposal.parts, large_print=proposal.large_print
    )


def _version(case: Casefile, proposal: SendingProposal) -> tuple[str, Version] | None:
    for one in works(case):
        for version in one.versions:
            if version.version_id == proposal.version_id:
                return one.kind, version
    return None


@must(SEEN)
def it_is_what_the_sender_saw(case: Casefile, proposal: SendingProposal, by: Worker) -> bool:
    """The document has changed since you looked at it. Look at it once more as it would go now."""
    return bool(proposal.shown_digest) and proposal.shown_digest == digest_of(proposal)


@must(HOUSE)
def reader_and_route_are_named(case: Casefile, proposal: SendingProposal, by: Worker) -> bool:
    """Say to whom it goes and by which route."""
    return bool(proposal.to_whom.strip()) and proposal.route in ROUTES


@must("Candour house rule: one text cannot be authorised and another sent")
def a_text_sent_is_its_latest_version(case: Casefile, proposal: SendingProposal, by: Worker) -> bool:
    """The text in it is not the latest finished version. Make the document again from the one that stands."""
    if not proposal.version_id:
        return True
    found = _version(case, proposal)
    return found is not None and found[1].latest and found[1].finished.fact.digest == proposal.version_digest


@should("Working Together 2023: an assessment or report is authorised before it is shared")
def a_text_sent_is_authorised(case: Casefile, proposal: SendingProposal, by: Worker) -> bool:
    """The text in it has not been authorised. Have it read first, or say why it goes now."""
    found = _version(case, proposal) if proposal.version_id else None
    if found is None or not KINDS[found[0]].authorised_by:
        return True
    kind, version = found
    chairs_own = kind == "minutes" and version.finished.standing.role == "conference_chair"
    return version.authorised is not None or chairs_own


@should("Candour house rule: nothing goes unawares to somebody the record names as where a harm comes from")
def it_goes_on_purpose_to_a_source_of_harm(case: Casefile, proposal: SendingProposal, by: Worker) -> bool:
    """The record names this reader as where a harm comes from. Read it once more as they would, and say why it goes."""
    return not proposal.at_a_distance


@decision(
    it_is_what_the_sender_saw,
    reader_and_route_are_named,
    a_text_sent_is_its_latest_version,
    a_text_sent_is_authorised,
    it_goes_on_purpose_to_a_source_of_harm,
)
def send_a_document(case: Casefile, proposal: SendingProposal, by: Worker, today: Today) -> list[ToRecord]:
    """Put on the record what went, to whom and by which route."""
    fact = DocumentSent(
        document_id=today.fresh(),
        document_kind=proposal.kind,
        title=proposal.title,
        reader=proposal.reader,
        to_whom=proposal.to_whom.strip(),
        route=proposal.route,
        sent_on=proposal.sent_on,
        parts=proposal.parts,
        left_out=proposal.left_out,
        large_print=proposal.large_print,
        digest=digest_of(proposal),
        version_id=proposal.version_id,
        version_digest=proposal.version_digest,
    )
    return [ToRecord(fact, (case.subject,), proposal.sent_on)]
