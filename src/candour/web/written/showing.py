"""A piece of written work as a reader sees it: whose words, what they are, what the record knew, and what changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404

from candour.documents import known as blocks
from candour.documents.conferences import conferences_held
from candour.documents.texts import known_of
from candour.practice.written_work import text_of
from candour.record.casefile import Casefile
from candour.record.casefile.protection import assessments
from candour.record.casefile.written_work import Version, Work, last_of_kind, work
from candour.record.entries.written_work import FinishedPassage, FinishedSection, Line, Statement
from candour.terms.statements import as_typed
from candour.terms.written_work import KINDS, MARKS, Section
from candour.web.differences import Piece, differences

assert blocks.__doc__


@dataclass(frozen=True)
class Shown:
    """One statement ready for a page."""

    words: str
    mark: str
    told_by: str


@dataclass(frozen=True)
class ShownPassage:
    """A passage ready for a page: whose it is, and whether a machine had a hand in it."""

    passage_id: str
    author: str
    author_id: str
    worded_by: str
    machine: str
    tool: str
    checked_by: str
    not_for: tuple[str, ...]
    statements: tuple[Shown, ...]


@dataclass(frozen=True)
class ShownSection:
    """A section ready for a page, with what changed since the text it is laid beside."""

    part: Section
    known: tuple[Line, ...]
    passages: tuple[ShownPassage, ...]
    changed: tuple[Piece, ...]
    before: str


def found_work(case: Casefile, work_id: str) -> Work:
    """The piece of written work an address names."""
    made = work(case, work_id)
    if made is None:
        raise Http404("There is no such written work on this file.")
    return made


def about_now(case: Casefile, kind: str) -> str:
    """What a new piece of this kind belongs to: the assessment or the conference it is most likely about."""
    wanted = KINDS[kind].about
    if wanted == "conference" and (held := conferences_held(case)):
        return held[-1].recorded.entry_id
    if wanted == "assessment" and (begun := assessments(case)):
        return begun[-1].assessment_id
    return ""


def words_of(statements: Iterable[Statement]) -> str:
    """Statements as their writer typed them."""
    return "\n\n".join(as_typed(one.words, one.mark, one.told_by) for one in statements)


def written_in(section: FinishedSection) -> str:
    """Every word written in a section, one passage after another."""
    return "\n\n".join(words_of(one.statements) for one in section.passages)


def shown_text(
    kind: str,
    sections: Sequence[FinishedSection],
    names: Mapping[str, str],
    before: Sequence[FinishedSection] = (),
) -> list[ShownSection]:
    """A text ready for a page, each section beside the one it came from."""
    earlier = {part.key: part for part in before}
    found = []
    for part in sections:
        made = next((one for one in KINDS[kind].sections if one.key == part.key), Section(part.key, part.title, ""))
        old = written_in(earlier[part.key]) if part.key in earlier else ""
        new = written_in(part)
        changed = tuple(differences(old, new)) if old and new and old != new else ()
        passages = tuple(_passage(one, names) for one in part.passages)
        found.append(ShownSection(made, part.known, passages, changed, old))
    return found


def _passage(one: FinishedPassage, names: Mapping[str, str]) -> ShownPassage:
    def name(worker_id: str) -> str:
        return names.get(worker_id, "somebody")

    return ShownPassage(
        one.passage_id,
        name(one.author),
        one.author,
        " and ".join(name(who) for who in one.worded_by),
        one.machine,
        one.tool,
        name(one.checked_by) if one.checked_by else "",
        one.not_for,
        tuple(Shown(said.words, MARKS.get(said.mark, ""), said.told_by) for said in one.statements),
    )


def draft_text(case: Casefile, made: Work, names: Mapping[str, str]) -> tuple[FinishedSection, ...]:
    """A draft as the text it would be if it were finished now."""
    return text_of(made, known_of(case, made, names))


def laid_beside(case: Casefile, made: Work) -> Version | None:
    """What a text is laid beside: its own last version, or else the last one of its kind."""
    if made.is_draft and made.latest:
        return made.latest
    if len(made.versions) > 1:
        return made.versions[-2]
    return last_of_kind(case, made.kind, before=made.work_id)
