"""The words of every entry about a person, for finding an entry by what is written in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from candour.record.casefile import Casefile
from candour.record.casefile.confidential import held_back
from candour.record.casefile.person import person
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.visits import VisitMade
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entry import Recorded
from candour.ssd.sound import words_of
from candour.ssd.table import Row, table

# Codes, choices and references: what was ticked is not what was written.
NO_WORDS = {
    "about", "address_type", "bedroom_seen", "category", "change_reason", "child_seen", "child_seen_alone", "decision",
    "directed", "direction", "disabilities", "done_by_registered", "elements", "ethnicity", "factors", "file_made",
    "former_upn", "gender", "grounds", "group", "guard", "harm", "harm_kind", "identifier_type", "indicators",
    "involvement", "joint", "key", "kind_of_person", "looked_at", "meeting", "outcome", "parent", "primary_need",
    "quorate", "reason", "received_at", "reference", "removes_risk", "response", "seen", "seen_alone", "sex", "source",
    "source_code", "source_digest", "source_file", "upn_unknown", "whose",
    # Of what is written and sent: which section and text it is, and for whom.
    "after", "answer", "beside", "digest", "document_kind", "machine", "mark", "not_for", "reader", "route", "section",
    "to_entry", "hidden", "version_digest", "work_kind",
}  # fmt: skip
# Copies of words found where they were written; and accounts of supervision, each reading of which is on a log of its own.
NOT_SEARCHED = ("version_finished", "document_sent", "supervision_account_given", "supervision_account_confirmed")
REFERENCE = re.compile(r"[0-9a-f]{32}\Z")
LONGEST = 100_000  # letters of one entry; a database's index of words has an end


@cache
def _worded(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in NO_WORDS)


def written_in(fact: Any, kept: tuple[str, ...] = ()) -> Iterator[str]:
    """What was written in an entry or a part of one, without the fields that are `kept` back."""
    for name in _worded(fact.__class__):
        if name in kept:
            continue
        value = getattr(fact, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str):
                if one and not REFERENCE.match(one):
                    yield one
            elif is_dataclass(one):
                yield from written_in(one)


@table(
    "words",
    """
    text_position integer the entry's place on the record
    text_person_id text whom it is about
    text_kind text what kind of entry it is
    text_happened date the day it happened, as claimed
    text_state text standing or corrected
    text_words text its words in small letters, without accents; what is confidential is left out
    """,
    shows=(ContactReceived, ViewRecorded, VisitMade),
    indexes=("text_person_id",),
)
def words(case: Casefile) -> Iterable[Row]:
    """One row an entry with words in it. A masked or moved entry has none; what is confidential stays on the record."""
    if person(case) is None:
        return
    for item in case.recorded:
        if item.subjects[0] != case.subject or item.entry_id in case.hidden or item.fact.kind in NOT_SEARCHED:
            continue
        if told := _plain(item, held_back(case, item)):
            state = "corrected" if item.entry_id in case.superseded else "standing"
            yield (item.position, case.subject, item.fact.kind, item.happened, state, told)


def _plain(item: Recorded[Any], kept: tuple[str, ...]) -> str:
    """An entry's words as a search compares them, worked out once: an entry never changes, and a file is told often."""
    known: dict[tuple[str, ...], str] = item.__dict__.setdefault("_words", {})
    if kept not in known:
        known[kept] = " ".join(words_of("\n".join(written_in(item.fact, kept))[:LONGEST]))
    return known[kept]
