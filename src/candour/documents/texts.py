"""A finished text for a reader: minutes, an assessment, a report. What is sent is the version that stands, and no other."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

from candour.documents.document import Making, Text, document
from candour.documents.knowing import Knowing, what_is_known
from candour.documents.letters import AGENCIES, FAMILY
from candour.documents.rules import CONFIDENTIAL, NOT_FOR_THIS_READER
from candour.documents.whose import tells_of
from candour.record.casefile import Casefile
from candour.record.casefile.written_work import Version, Work, works
from candour.record.entries.documents import Part
from candour.record.entries.written_work import FinishedPassage, FinishedSection, Line
from candour.terms.sentences import sentences
from candour.terms.statements import as_typed
from candour.terms.written_work import KINDS, MINUTES

HELD_BACK = "Held back: it is confidential, and stays on the file"


def known_of(case: Casefile, made: Work, names: Mapping[str, str]) -> dict[str, tuple[Line, ...]]:
    """What the record knows of each section today. What is confidential never becomes part of a text."""
    of = Knowing(case, names, made.begun.fact.about)
    return {
        part.key: tuple(
            replace(line, words=HELD_BACK) if CONFIDENTIAL & set(line.tells) else line
            for line in what_is_known(part.knows, of)
        )
        for part in KINDS[made.kind].sections
    }


CHILDS_OWN = {part.key for kind in KINDS.values() for part in kind.sections if part.childs}


def the_text(making: Making) -> Version | None:
    """The latest finished version of the text a document is about."""
    return next((one.latest for one in works(making.case) if one.work_id == making.about), None)


def text_that_stands(case: Casefile, kind: str, about: str = "") -> Version | None:
    """The text of a kind that somebody's name stands under, or else the latest; never anybody's own version beside it."""
    pieces = [one for one in works(case) if one.kind == kind and not one.begun.fact.beside]
    found = [one.latest for one in pieces if one.latest and (not about or one.begun.fact.about == about)]
    return next((one for one in reversed(found) if one.stands), None) or (found[-1] if found else None)


def _minutes_of(making: Making) -> Version | None:
    """The finished minutes of a conference, if they have been written."""
    return text_that_stands(making.case, MINUTES.key, making.about) if making.about else None


def made_from(version: Version | None) -> Text:
    """What a document says it was made from."""
    return Text(version.version_id, version.finished.fact.digest) if version else Text()


def _part(section: FinishedSection, known: tuple[Line, ...], making: Making) -> Part:
    own = ("the child's view",) if section.key in CHILDS_OWN else ()
    written = [line for passage in section.passages for line in _lines(passage, making, own)]
    return Part(heading=section.title, lines=(*known, *written))


def _lines(passage: FinishedPassage, making: Making, place: tuple[str, ...]) -> list[Line]:
    """A passage as lines: what the child or one of the family told stands by itself, since not everybody may read it."""
    held = making.reader.key in passage.not_for or making.reader.kind in passage.not_for
    place = (*place, "a worker's words")
    kept = (*place, NOT_FOR_THIS_READER) if held else place
    by = making.names.get(passage.author, "A worker")
    machine = {"transcribed": " (transcribed by a machine)", "wrote": " (written by a machine)"}.get(
        passage.machine, ""
    )
    lines = []
    for told, said in groupby(passage.statements, lambda one: tells_of(making.case, one.told_by)):
        words = "\n\n".join(as_typed(one.words, one.mark, one.told_by) for one in said)
        if words:
            lines.append(Line(label=f"{by}{machine}", words=words, tells=(*kept, *told)))
    return lines


def _typed(passage: FinishedPassage) -> str:
    return "\n\n".join(as_typed(one.words, one.mark, one.told_by) for one in passage.statements)


def sentences_written(case: Casefile, version_id: str) -> frozenset[str]:
    """Every sentence somebody wrote in a finished text: what was typed for it, beside what the record knew."""
    found = [version for one in works(case) for version in one.versions if version.version_id == version_id]
    passages = [passage for version in found for part in version.sections for passage in part.passages]
    return frozenset(one.strip() for passage in passages for one in sentences(_typed(passage)))


def passages_of(version: Version | None, making: Making) -> list[Part]:
    """What was written in a text, section by section, without what the record told: it is told afresh."""
    sections = version.sections if version else ()
    return [_part(section, (), making) for section in sections if section.passages]


def _standing(version: Version, making: Making) -> Part:
    """Whose name stands under it."""
    name = making.names
    authors = ", ".join(name.get(who, "a worker") for who in sorted(version.authors))
    lines = [Line(label="Written by", words=authors)]
    if version.authorised:
        lines.append(Line(label="Authorised as read by", words=name.get(version.authorised.actor, "a worker")))
    elif version.finished.standing.role == "conference_chair":
        lines.append(Line(label="Finished by the chair", words=name.get(version.finished.actor, "a worker")))
    else:
        lines.append(Line(label="Authorised", words="Not authorised"))
    return Part(heading="Whose text this is", lines=tuple(lines))


def _title(making: Making) -> str:
    """What the text is: an assessment, a report."""
    return next((KINDS[one.kind].title for one in works(making.case) if one.work_id == making.about), "Written work")


@document(
    "Written work",
    usual=(*FAMILY, *AGENCIES, "court"),
    about="text",
    text=lambda making: made_from(the_text(making)),
    titled=_title,
)
def written_work(making: Making) -> list[Part]:
    """A finished text, section by section, with each author's name."""
    version = the_text(making)
    if version is None:
        return [Part(heading="", says=("Nothing has been finished yet.",))]
    parts = [_part(section, section.known, making) for section in version.sections]
    return [*parts, _standing(version, making)]


@document(
    "Conference minutes",
    usual=(*FAMILY, *AGENCIES, "court"),
    about="conference",
    text=lambda making: made_from(_minutes_of(making)),
)
def minutes(making: Making) -> list[Part]:
    """Who came, what each said, the decision and its reasons, who disagreed, who spoke to the chair, and the plan."""
    of, version = making.of, _minutes_of(making)
    if of.meeting is None:
        return [Part(heading="", says=("No conference has been held yet.",))]
    written = {part.key: part for part in version.sections} if version else {}
    parts = []
    for section in KINDS[MINUTES.key].sections:
        text = written.get(section.key, FinishedSection(key=section.key, title=section.title))
        parts.append(_part(text, text.known or what_is_known(section.knows, of), making))
    return [*parts, *([_standing(version, making)] if version else [])]
