"""Taking a part of the record out, sealed: the entries, their words, and the checkpoints around them."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection

from candour.record.canonical import moment
from candour.record.store.reading import Held, entries_at, leaf_nodes
from candour.seal.bundle import About, Shown, Sources, write_bundle
from candour.seal.checkpoint import checkpoint_of
from candour.seal.note import Note, read_note
from candour.seal.policy import Policy

PAGE = 200
Hidden = Callable[[str, dict[str, Any]], set[str]]  # by entry id and leaf: the names of the fields not shown


class NotSigned(Exception):
    """Nothing of this has been signed yet. Run `candour sign --once`, and try again."""


@dataclass(frozen=True)
class Handed:
    """What was written: how many entries, and how many more are on the record that no checkpoint covers yet."""

    entries: int
    not_yet: int
    size: int
    quorum: bool


def newest(policy: Policy) -> Note:
    """The newest checkpoint that enough witnesses cosigned; failing that, the newest. Raises NotSigned."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM record_checkpoint ORDER BY size DESC, signed DESC LIMIT 200")
        notes = [read_note(text) for (text,) in cursor.fetchall()]
    if not notes:
        raise NotSigned(NotSigned.__doc__)
    return next((note for note in notes if policy.is_met(note)), notes[0])


def kept_nodes(level: int, index: int) -> bytes:
    """The hash of a whole subtree, as it is kept beside the leaf that completes it."""
    with connection.cursor() as cursor:
        return leaf_nodes(cursor, [(level, index)])[level, index]


def places_of(subject: str) -> list[int]:
    """Where the entries about a subject are."""
    return _places("SELECT position FROM record_subject WHERE subject = %s ORDER BY position", [subject])


def places_between(since: datetime, until: datetime) -> list[int]:
    """Where the entries written in a period are: from the first of them to the last, whatever their clock says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT position, leaf FROM record_entry ORDER BY position")
        found = [at for at, leaf in cursor if moment(since) <= json.loads(leaf)["recorded"] < moment(until)]
    return list(range(found[0], found[-1] + 1)) if found else []


def place_of(entry_id: str) -> list[int]:
    """Where an entry is; nowhere, where there is none."""
    return _places("SELECT position FROM record_entry WHERE content_id = %s", [entry_id])


def _places(query: str, given: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return [row[0] for row in cursor.fetchall()]


def signed(places: Sequence[int], policy: Policy) -> list[int]:
    """Those of the places that the newest checkpoint covers. Raises NotSigned where there is none."""
    size = checkpoint_of(newest(policy)).size
    return [place for place in places if place < size]


def bundle(
    out: Path,
    about: About,
    places: Sequence[int],
    *,
    policy: Policy,
    made: datetime,
    hidden: Hidden = lambda entry_id, leaf: set(),
    tables: Sequence[Mapping[str, Any]] = (),
) -> Handed:
    """Write a bundle of the entries at these places, as far as they are signed. Raises NotSigned, DoesNotHold, OSError."""
    note = newest(policy)
    size = checkpoint_of(note).size
    covered = [place for place in places if place < size]
    if not covered:
        raise NotSigned(NotSigned.__doc__)
    given = Sources(note, kept_nodes, _around(covered, size), tables)
    write_bundle(out, about, covered, taken(covered, hidden, about.without_words), given, moment(made))
    return Handed(len(covered), len(places) - len(covered), size, policy.is_met(note))


def taken(places: Sequence[int], hidden: Hidden, without_words: bool = False) -> Iterator[Shown]:
    """The entries at these places, as they may be shown."""
    for begin in range(0, len(places), PAGE):
        for held in entries_at(list(places[begin : begin + PAGE])):
            yield _one(held, hidden, without_words)


def _one(held: Held, hidden: Hidden, without_words: bool) -> Shown:
    if without_words:
        return Shown(held.position, held.leaf, None, None)
    words = held.words()
    if words is None:
        return Shown(held.position, held.leaf, None, None, erased=True)
    content = json.loads(words)
    out = hidden(held.content_id, json.loads(held.leaf))
    fields = {name: value for name, value in content["fields"].items() if name not in out}
    return Shown(held.position, held.leaf, fields, {name: content["salts"][name] for name in fields})


def _around(places: Sequence[int], size: int) -> list[Note]:
    """For each entry the last checkpoint before it and the first with it: between their times it was written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT size FROM record_checkpoint WHERE size < %s ORDER BY size", [size])
        sizes = [row[0] for row in cursor.fetchall()]
        wanted, at = dict[int, None](), 0
        for place in places:
            while at < len(sizes) and sizes[at] <= place:
                at += 1
            wanted |= dict.fromkeys(sizes[max(at - 1, 0) : at + 1])
        found = []
        for one in wanted:
            cursor.execute("SELECT note FROM record_checkpoint WHERE size = %s ORDER BY signed DESC LIMIT 1", [one])
            found.append(read_note(cursor.fetchone()[0]))
    return found
