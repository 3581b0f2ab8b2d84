"""A document for one reader: made from the record, with what this reader may not see left out and said to the sender."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from candour.documents.conferences import conferences_held
from candour.documents.knowing import Knowing
from candour.documents.readers import Reader
from candour.documents.rules import why_withheld
from candour.documents.secrets import People, Secret, found_in, secrets_from
from candour.record.canonical import canonical
from candour.record.casefile import Casefile
from candour.record.casefile.documents import document_digest
from candour.record.entries.documents import LeftOut, Part
from candour.record.entries.written_work import Line
from candour.terms.sentences import sentences


@dataclass(frozen=True)
class Making:
    """Everything a document is made from: the file, the reader, the day, and what it is about."""

    case: Casefile
    names: Mapping[str, str]
    reader: Reader
    today: date
    people: People
    about: str = ""

    @property
    def of(self) -> Knowing:
        return Knowing(self.case, self.names, self.about)


@dataclass(frozen=True)
class Withheld:
    """What was left out, with the words: for the sender's eyes, never sent and never stored."""

    where: str
    why: str
    words: str
    ref: str = ""  # names a line that the sender themselves left out


@dataclass(frozen=True)
class Text:
    """A finished text a document is made from, where it is."""

    version_id: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Document:
    """A document as this reader would get it."""

    kind: str
    title: str
    reader: Reader
    made_on: date
    parts: tuple[Part, ...]
    withheld: tuple[Withheld, ...] = ()
    large_print: bool = False
    text: Text = field(default_factory=Text)

    @property
    def digest(self) -> str:
        """The digest of exactly this document."""
        return document_digest(self.kind, self.title, self.reader.key, self.parts, large_print=self.large_print)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What goes on the record of what was left out: where and why, without the words."""
        return tuple(LeftOut(where=one.where, why=one.why) for one in self.withheld)

    @property
    def file_name(self) -> str:
        """The name of its file: what it is and the day, nothing of the family."""
        return f"{self.kind.replace('_', '-')}-{self.made_on.isoformat()}"


Compose = Callable[[Making], Sequence[Part]]


@dataclass(frozen=True)
class Kind:
    """A kind of document. `about` says what it is made from: "conference", "text" or "chronology"; empty for the file."""

    key: str
    title: str
    usual: tuple[str, ...]
    compose: Compose
    about: str
    plain_words: bool
    text: "Callable[[Making], Text]"
    titled: "Callable[[Making], str] | None"
    only_for: tuple[str, ...]


DOCUMENTS: dict[str, Kind] = {}


def no_text(making: Making) -> Text:
    """Of a document made from the file alone."""
    return Text()


def document(
    title: str,
    *,
    usual: tuple[str, ...],
    about: str = "",
    plain_words: bool = False,
    text: Callable[[Making], Text] = no_text,
    titled: Callable[[Making], str] | None = None,
    only_for: tuple[str, ...] = (),
) -> Callable[[Compose], Compose]:
    """Put a kind of document on the list under its function's name. `usual` are the readers offered first.

    `only_for` are the readers it speaks to, where it can speak to nobody else.
    `text` finds the finished text it is made from; `titled` names it where its title depends on that text.
    """

    def register(compose: Compose) -> Compose:
        key = compose.__name__
        DOCUMENTS[key] = Kind(key, title, usual, compose, about, plain_words, text, titled, only_for)
        return compose

    return register


def latest_conference(case: Casefile) -> str:
    """The entry of the conference held last, or nothing."""
    held = conferences_held(case)
    return held[-1].recorded.entry_id if held else ""


def made(
    kind: Kind, making: Making, *, note: str = "", leave_out: frozenset[str] = frozenset(), large_print: bool = False
) -> Document:
    """The document for this reader: composed, then put through both nets; a sender may leave out more, never less.

    `note` is the sender's own covering words; `leave_out` names lines by `line_ref`.
    """
    parts = list(kind.compose(making))
    if note.strip():
        parts.insert(0, Part(heading="", says=tuple(note.strip().split("\n\n")), typed=True))
    secrets = secrets_from(making.case, making.people, making.reader)
    kept, withheld = [], []
    for part in parts:
        shown, hidden = fitted(part, making.reader, secrets)
        withheld += hidden
        if shown.says or shown.lines:
            kept.append(shown)
    chosen, more = _left_out_by_sender(kept, leave_out)
    return Document(
        kind.key, kind.titled(making) if kind.titled else kind.title, making.reader, making.today, chosen, (*withheld, *more), large_print, kind.text(making)
    )  # fmt: skip


def fitted(part: Part, reader: Reader, secrets: Sequence[Secret]) -> tuple[Part, list[Withheld]]:
    """A part as this reader may see it, and what was left out of it."""
    withheld: list[Withheld] = []
    where = part.heading or "At the beginning"
    lines = []
    for line in part.lines:
        if (why := why_withheld(line.tells, reader)) or (why := found_in(line.label, secrets)):
            withheld.append(Withheld(where, why, f"{line.label}: {line.words}"))
        elif words := _without(line.words, secrets, where, withheld):
            lines.append(replace(line, words=words, tells=()))
    says = tuple(words for said in part.says if (words := _without(said, secrets, where, withheld)))
    heading = "" if found_in(part.heading, secrets) else part.heading
    return replace(part, heading=heading, says=says, lines=tuple(lines)), withheld


def _without(words: str, secrets: Sequence[Secret], where: str, withheld: list[Withheld]) -> str:
    """Words without each sentence that holds a secret; without any of them if one runs over the end of a sentence."""
    if not found_in(words, secrets):
        return words
    kept = []
    for sentence in sentences(words):
        if why := found_in(sentence, secrets):
            withheld.append(Withheld(where, why, sentence.strip()))
        else:
            kept.append(sentence)
    rest = "".join(kept).strip()
    if why := found_in(rest, secrets):
        withheld.append(Withheld(where, why, rest))
        return ""
    return rest


def line_ref(part: Part, line: Line) -> str:
    """What names a line while a sender looks at it: its own words, so that it means the same line each time."""
    return sha256(canonical([part.heading, line.label, line.words])).hexdigest()[:16]


def _left_out_by_sender(parts: Sequence[Part], leave_out: frozenset[str]) -> tuple[tuple[Part, ...], list[Withheld]]:
    kept, withheld = [], []
    for part in parts:
        lines: list[Line] = []
        for line in part.lines:
            if line_ref(part, line) in leave_out:
                words = f"{line.label}: {line.words}"
                withheld.append(Withheld(part.heading, "The sender left it out", words, line_ref(part, line)))
            else:
                lines.append(line)
        kept.append(replace(part, lines=tuple(lines)))
    return tuple(one for one in kept if one.says or one.lines), withheld
