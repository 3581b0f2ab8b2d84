"""Written work as the file tells it: who wrote which words, what was proposed, what was finished, read and authorised."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, TypeVar

from candour.record.canonical import canonical, plain
from candour.record.casefile.file import Casefile, once
from candour.record.casefile.supervision import author
from candour.record.entries.documents import DocumentSent
from candour.record.entries.written_work import (
    ChangeProposed,
    FinishedPassage,
    FinishedSection,
    Line,
    PassageWritten,
    ProposalAnswered,
    Statement,
    VersionAuthorised,
    VersionBegun,
    VersionFinished,
    VersionReturned,
    WrittenWorkBegun,
)
from candour.record.entry import Recorded

F = TypeVar("F")
REFERENCE = re.compile(r"[0-9a-f]{32,64}|\d{4}-\d\d-\d\d\S*")
MASKED = "A passage stood here. It was masked or moved; its entry says by whom and why."
MASKED_LINE = "A line of the record stood here. Its entry was masked or moved."
SHORTEST = 4  # a masked word shorter than this hides a line only where it is the whole of it


@dataclass(frozen=True)
class Proposal:
    """Other words for a passage, and its author's answer once there is one."""

    proposed: Recorded[ChangeProposed]
    answered: Recorded[ProposalAnswered] | None


@dataclass(frozen=True)
class Passage:
    """One author's words in one section; `written` holds what stands, `earlier` what stood before."""

    passage_id: str
    section: str
    author: str
    written: Recorded[PassageWritten]
    earlier: tuple[Recorded[PassageWritten], ...]
    proposals: tuple[Proposal, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        return self.written.fact.statements

    @property
    def is_empty(self) -> bool:
        """Whether its author took their words back; they stay on the record."""
        return not any(one.words.strip() for one in self.statements)

    @property
    def unchecked(self) -> bool:
        """Whether a machine's words stand here that nobody says they have checked."""
        return bool(self.written.fact.machine) and not self.written.fact.checked.strip()


@dataclass(frozen=True)
class Version:
    """A finished text. It is authorised only where somebody's name stands under this very digest."""

    finished: Recorded[VersionFinished]
    authorised: Recorded[VersionAuthorised] | None
    returned: Recorded[VersionReturned] | None
    latest: bool
    masked: frozenset[str] = frozenset()  # passages whose words were masked or moved since
    gone: frozenset[str] = frozenset()  # the words of other entries masked or moved since

    @property
    def version_id(self) -> str:
        return self.finished.fact.version_id

    @property
    def stands(self) -> bool:
        """Whether somebody answers for it: who authorised it, or the chair whose minutes they are."""
        return self.authorised is not None or self.finished.standing.role == "conference_chair"

    @property
    def sections(self) -> tuple[FinishedSection, ...]:
        """The text as it may be read: words masked or moved since are not in it. The digest is that of the text as it was."""
        if not self.masked and not self.gone:
            return self.finished.fact.sections
        return tuple(
            replace(
                part,
                known=tuple(self._line(one) for one in part.known),
                passages=tuple(self._readable(one) for one in part.passages),
            )
            for part in self.finished.fact.sections
        )

    def _line(self, line: Line) -> Line:
        hidden = line.words in self.gone or any(
            words in one for words in self.gone if len(words) >= SHORTEST for one in (line.words, line.label)
        )
        return replace(line, label="From the record", words=MASKED_LINE) if hidden else line

    def _readable(self, passage: FinishedPassage) -> FinishedPassage:
        gone = passage.passage_id in self.masked
        return replace(passage, statements=(Statement(words=MASKED),)) if gone else passage

    @property
    def authors(self) -> frozenset[str]:
        """Everybody whose words are in it: who wrote a passage, who worded an accepted change, who finished it."""
        words = {
            one
            for part in self.finished.fact.sections
            for passage in part.passages
            for one in (passage.author, *passage.worded_by)
        }
        return frozenset({*words, self.finished.actor} - {""})


@dataclass(frozen=True)
class Work:
    """One piece of written work, from its first passage to its latest finished text."""

    begun: Recorded[WrittenWorkBegun]
    passages: tuple[Passage, ...]
    versions: tuple[Version, ...]
    taken_up: Recorded[VersionBegun] | None
    last_change: int  # the place on the record of the newest entry about it: what a writer must have read

    @property
    def work_id(self) -> str:
        return self.begun.fact.work_id

    @property
    def kind(self) -> str:
        return self.begun.fact.work_kind

    @property
    def latest(self) -> Version | None:
        return self.versions[-1] if self.versions else None

    @property
    def is_draft(self) -> bool:
        """Whether it can be written in: not finished yet, or taken up again since."""
        return not self.versions or self.taken_up is not None

    @property
    def open_proposals(self) -> tuple[Proposal, ...]:
        return tuple(one for passage in self.passages for one in passage.proposals if one.answered is None)

    @property
    def authors(self) -> tuple[str, ...]:
        """Who has words in it, in the order they first wrote."""
        return tuple(dict.fromkeys(passage.author for passage in self.passages if not passage.is_empty))

    def in_section(self, key: str) -> tuple[Passage, ...]:
        """The passages of a section, in the order they were first written."""
        return tuple(one for one in self.passages if one.section == key and not one.is_empty)


def digest_of(kind: str, sections: Iterable[FinishedSection]) -> str:
    """The digest of exactly one text: its kind and every word, author and mark in it."""
    return sha256(b"candour/written/v1\x00" + canonical([kind, [plain(part) for part in sections]])).hexdigest()


def frozen(passage: Passage) -> FinishedPassage:
    """A passage as it goes into a finished text."""
    fact = passage.written.fact
    return FinishedPassage(
        passage_id=passage.passage_id,
        author=passage.author,
        statements=fact.statements,
        worded_by=fact.worded_by,
        machine=fact.machine,
        tool=fact.tool,
        checked_by=passage.author if fact.machine and fact.checked.strip() else "",
        not_for=fact.not_for,
    )


@once
def works(case: Casefile) -> tuple[Work, ...]:
    """Every piece of written work on the file, oldest first."""
    return tuple(_work(case, begun) for begun in case.of(WrittenWorkBegun))


def work(case: Casefile, work_id: str) -> Work | None:
    """One piece of written work, by its reference."""
    return next((one for one in works(case) if one.work_id == work_id), None)


def in_own_name(item: Recorded[F]) -> Recorded[F]:
    """An entry under the name of whoever wrote it, also where somebody else had to move it to the right child's file."""
    return replace(item, actor=author(item))


def _work(case: Casefile, begun: Recorded[WrittenWorkBegun]) -> Work:
    work_id = begun.fact.work_id
    begun = in_own_name(begun)
    written = [in_own_name(item) for item in case.of(PassageWritten) if item.fact.work_id == work_id]
    proposals = _proposals(case, work_id)
    finished = [in_own_name(item) for item in case.of(VersionFinished) if item.fact.work_id == work_id]
    taken_up = [item for item in case.of(VersionBegun) if item.fact.work_id == work_id]
    again = next((item for item in taken_up if finished and item.fact.after == finished[-1].fact.version_id), None)
    return Work(
        begun,
        _passages(written, proposals),
        tuple(_version(case, item, latest=item is finished[-1]) for item in finished),
        again,
        max(item.position for item in case.recorded if getattr(item.fact, "work_id", "") == work_id),
    )


def _passages(written: list[Recorded[PassageWritten]], proposals: list[Proposal]) -> tuple[Passage, ...]:
    by_id: dict[str, list[Recorded[PassageWritten]]] = {}
    for item in written:
        mine = by_id.setdefault(item.fact.passage_id, [])
        if not mine or mine[0].actor == item.actor:  # nobody else's words ever stand under an author's name
            mine.append(item)
    return tuple(
        Passage(
            passage_id,
            items[0].fact.section,
            items[0].actor,
            items[-1],
            tuple(items[:-1]),
            tuple(one for one in proposals if one.proposed.fact.passage_id == passage_id),
        )
        for passage_id, items in by_id.items()
    )


def _proposals(case: Casefile, work_id: str) -> list[Proposal]:
    answers = {item.fact.proposal_id: in_own_name(item) for item in case.of(ProposalAnswered)}
    return [
        Proposal(in_own_name(item), answers.get(item.fact.proposal_id))
        for item in case.of(ChangeProposed)
        if item.fact.work_id == work_id
    ]


def _version(case: Casefile, item: Recorded[VersionFinished], *, latest: bool) -> Version:
    authorised = [
        in_own_name(one)
        for one in case.of(VersionAuthorised)
        if one.fact.work_id == item.fact.work_id
        and one.fact.digest == item.fact.digest  # the same words are the same text
    ]
    returned = [in_own_name(one) for one in case.of(VersionReturned) if one.fact.version_id == item.fact.version_id]
    masked = frozenset(
        one.fact.passage_id
        for one in case.recorded
        if isinstance(one.fact, PassageWritten) and one.entry_id in case.hidden
    )
    given, back = authorised[-1] if authorised else None, returned[-1] if returned else None
    return Version(item, given, back, latest, masked, words_gone(case))


@once
def words_gone(case: Casefile) -> frozenset[str]:
    """The words of entries masked or moved away, where no entry that stands says the same."""
    hidden = {words for item in case.recorded if item.entry_id in case.hidden for words in _words_of(item)}
    return frozenset(hidden - {words for item in case.standing for words in _words_of(item)}) if hidden else frozenset()


def _words_of(item: Recorded[Any]) -> list[str]:
    """The words of an entry. What repeats others' words, a finished text or a document sent, has none of its own."""
    if isinstance(item.fact, PassageWritten | VersionFinished | DocumentSent):
        return []
    return [words for value in vars(item.fact).values() for words in _words(plain(value))]


def _words(value: Any) -> Iterable[str]:
    """Every word an entry holds, however deep; its references and days are not words."""
    code = isinstance(value, str) and (REFERENCE.fullmatch(value) or (value.islower() and " " not in value.strip()))
    if isinstance(value, str) and value.strip() and not code:
        yield value.strip()
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _words(inner)


def last_of_kind(case: Casefile, kind: str, *, before: str) -> Version | None:
    """The finished text of this kind that came before a piece of work: what is laid beside the new one."""
    here = next((one for one in works(case) if one.work_id == before), None)
    earlier = [
        one.latest
        for one in works(case)
        if one.kind == kind and one.work_id != before and one.latest and not one.begun.fact.beside
        and (here is None or one.begun.position < here.begun.position)
    ]  # fmt: skip
    return earlier[-1] if earlier else None
