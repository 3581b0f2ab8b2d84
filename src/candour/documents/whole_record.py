"""The whole record about somebody, for themselves: what is left out of it by rule, field by field, and why.

A field of an entry is the smallest part that can be left out and still be proved unchanged: it stays as its commitment.
Source: Data Protection Act 2018 Sch 2 para 16 (other people) and Sch 3 Part 3 (social work).
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from candour.documents.known.life import PRIVATE_SOURCES
from candour.documents.readers import Reader
from candour.documents.rules import NOT_FOR_THIS_READER, SECRET, why_withheld
from candour.documents.secrets import People, Secret, found_in, secrets_from
from candour.documents.whose import tells_of
from candour.record.casefile import Casefile
from candour.record.casefile.confidential import held_back
from candour.record.entries.address import AddressRecorded
from candour.record.entries.cin_episodes import ReferralReceived
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.documents import DocumentSent
from candour.record.entries.strategy_discussion import StrategyDiscussionHeld
from candour.record.entries.supervision import SupervisionAccountConfirmed, SupervisionAccountGiven
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entries.written_work import ChangeProposed, Line, PassageWritten, Statement
from candour.record.entry import Recorded
from candour.record.leaf import WordsGone

Hidden = dict[str, dict[str, str]]  # by entry id and field: why it is left out
ANOTHERS_FILE = "It stands on another person's file"
SUPERVISION = "Supervision is read on its own page, where each opening is logged. Whether it goes is decided there"
PUT_AWAY = "It was masked, or moved to another person's file"


def left_out_by_rule(case: Casefile, people: People, reader: Reader) -> Hidden:
    """What of every entry that names this person they may not be shown: never less than documents leave out."""
    secrets = secrets_from(case, people, reader)
    kept_from = {
        item.fact.passage_id
        for item in case.recorded
        if isinstance(item.fact, PassageWritten) and _is_not_for(item.fact.not_for, reader)
    }
    found: Hidden = {}
    for item in case.recorded:
        if not isinstance(item.fact, WordsGone):
            hidden = _of_one(case, item, reader, secrets, kept_from)
            if hidden:
                found[item.entry_id] = hidden
    return found


def _of_one(
    case: Casefile, item: Recorded[Any], reader: Reader, secrets: tuple[Secret, ...], kept_from: set[str]
) -> dict[str, str]:
    names = [field.name for field in fields(item.fact)]
    whole = _why_none_of_it(case, item)
    if whole:
        return dict.fromkeys(names, whole)
    told = _tells(case, item, reader)
    kept = held_back(case, item)
    found = {}
    for name in names:
        value = getattr(item.fact, name)
        why = SECRET["confidential address" if isinstance(item.fact, AddressRecorded) else "confidential referrer"]
        why = why if name in kept else why_withheld(told.get(name, ()), reader)
        if isinstance(item.fact, PassageWritten | ChangeProposed) and item.fact.passage_id in kept_from:
            why = why or (SECRET[NOT_FOR_THIS_READER] if name in ("statements", "why") else "")
        why = why or _inside(case, value, reader) or _named(value, secrets)
        if why:
            found[name] = why
    return found


def _why_none_of_it(case: Casefile, item: Recorded[Any]) -> str:
    if item.entry_id in case.hidden:
        return PUT_AWAY
    if isinstance(item.fact, SupervisionAccountGiven | SupervisionAccountConfirmed):
        return SUPERVISION
    own = case.subject in (item.subjects[0], getattr(item.fact, "person_id", None))
    return "" if own else ANOTHERS_FILE


def _tells(case: Casefile, item: Recorded[Any], reader: Reader) -> dict[str, tuple[str, ...]]:
    """What the fields of an entry tell, as the rules for documents call it."""
    fact = item.fact
    if isinstance(fact, ContactReceived):
        confidential = fact.source_confidential or bool(held_back(case, item))
        who = ("confidential referrer",) if confidential else ("referrer",)
        private = who if confidential or fact.source_code in PRIVATE_SOURCES else ()
        return {"source_name": who, "source_code": private, "what_was_said": (*private, "what the referrer said")}
    if isinstance(fact, ReferralReceived):
        return {"source_code": ("referrer",) if fact.source_code in PRIVATE_SOURCES else ()}
    if isinstance(fact, ViewRecorded):
        if fact.whose == "child":
            return {}
        tells = ("an agency's view",) if fact.whose == "agency" else tells_of(case, fact.who)
        tells = tells or (("words of the family",) if fact.whose == "family" else ())
        return {"words": tells, "no_view_because": tells, "who": tells}
    if isinstance(fact, DissentRecorded):
        tells = tells_of(case, fact.who)
        return {"words": tells, "recommends": tells, "who": tells}
    if isinstance(fact, DocumentSent) and fact.reader != reader.key:
        return dict.fromkeys(("parts", "left_out"), (NOT_FOR_THIS_READER,))
    if isinstance(fact, StrategyDiscussionHeld):
        return {"information_shared": ("what agencies shared",), "present": ("what agencies shared",)}
    return {}


def _inside(case: Casefile, value: Any, reader: Reader) -> str:
    """Why a field is left out for a mark on something inside it: "not for", a line's own marks, another's words."""
    for part in _parts(value):
        if _is_not_for(getattr(part, "not_for", ()), reader):
            return SECRET[NOT_FOR_THIS_READER]
        if isinstance(part, Line) and (why := why_withheld(part.tells, reader)):
            return why
        if isinstance(part, Statement) and part.told_by and (why := why_withheld(tells_of(case, part.told_by), reader)):
            return why
    return ""


def _is_not_for(marks: tuple[str, ...], reader: Reader) -> bool:
    return bool({reader.key, reader.kind} & set(marks))


def _named(value: Any, secrets: tuple[Secret, ...]) -> str:
    return next((why for text in _texts(value) if (why := found_in(text, secrets))), "")


def _parts(value: Any) -> Iterator[Any]:
    """A value, and every small entry inside it."""
    if isinstance(value, tuple):
        for one in value:
            yield from _parts(one)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from _parts(getattr(value, field.name))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
