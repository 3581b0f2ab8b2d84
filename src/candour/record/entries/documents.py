"""What was handed out: each letter, plan and minute as it went, to whom, by which route; and chronologies somebody chose."""

from dataclasses import dataclass
from datetime import date

from candour.record.entries.written_work import Line
from candour.record.entry import entry


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a document: a heading, standing words, and lines the record told. `typed` words are the sender's own."""

    heading: str
    says: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    typed: bool = False


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Something this reader may not see was left out: where, and by which rule. The words stay on the file."""

    where: str
    why: str


@entry("document_sent")
class DocumentSent:
    """A document made from the record was sent: to whom, exactly what, and by which route."""

    document_id: str
    document_kind: str
    title: str
    reader: str
    to_whom: str
    route: str
    sent_on: date
    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...] = ()
    large_print: bool = False
    digest: str
    version_id: str = ""  # the finished text it was made from, if one
    version_digest: str = ""


@dataclass(frozen=True, kw_only=True)
class ChosenEvent:
    """An entry somebody chose for a chronology, and what they make of it."""

    entry_id: str
    analysis: str = ""


@entry("chronology_written")
class ChronologyWritten:
    """Somebody chose the events that matter and said what they make of them; a later version stands beside this one."""

    chronology_id: str
    number: int
    title: str
    chosen: tuple[ChosenEvent, ...]
    analysis: str = ""
    why_new: str = ""
