"""What was sent about a child and to whom, what came back to it, and the chronologies somebody chose."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from candour.record.canonical import canonical, plain
from candour.record.casefile.file import Casefile, once
from candour.record.entries.documents import ChronologyWritten, DocumentSent, Part
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entry import Recorded


@dataclass(frozen=True)
class Sent:
    """A document as it went, with the comments that came back to it."""

    sent: Recorded[DocumentSent]
    comments: tuple[Recorded[ViewRecorded], ...]


def document_text(kind: str, title: str, reader: str, parts: Sequence[Part], *, large_print: bool) -> bytes:
    """Exactly one document as it is sealed: every word, for this reader, at this size."""
    return b"candour/document/v1\x00" + canonical([kind, title, reader, [plain(part) for part in parts], large_print])


def document_digest(kind: str, title: str, reader: str, parts: Sequence[Part], *, large_print: bool) -> str:
    """The digest of exactly one document."""
    return sha256(document_text(kind, title, reader, parts, large_print=large_print)).hexdigest()


@once
def documents_sent(case: Casefile) -> tuple[Sent, ...]:
    """Every document sent, oldest first."""
    views = case.of(ViewRecorded)
    return tuple(
        Sent(item, tuple(view for view in views if view.fact.about == item.fact.document_id))
        for item in case.of(DocumentSent)
    )


@once
def chronologies(case: Casefile) -> tuple[tuple[Recorded[ChronologyWritten], ...], ...]:
    """Every chronology somebody chose, each with its versions, oldest first."""
    found: dict[str, list[Recorded[ChronologyWritten]]] = {}
    for item in case.of(ChronologyWritten):
        found.setdefault(item.fact.chronology_id, []).append(item)
    return tuple(tuple(versions) for versions in found.values())
