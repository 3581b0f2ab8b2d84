"""The ledger in a database: one writer at a time, gap-free places, a tree, and the tables in the same transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from candour.record import keys
from candour.record.canonical import moment
from candour.record.casefile import Casefile
from candour.record.entries.retention import ErasureCarriedOut
from candour.record.entry import Recorded, Standing, ToRecord, kind_of
from candour.record.leaf import Sealed, WordsGone, sealed
from candour.record.ledger import Erased, NotErased, Swallowed, WrongClock
from candour.record.store.reading import latest, leaf_nodes, read, wrapping_key
from candour.seal.tree import Edge, edge_addresses, hash_leaf

Projections = Callable[[list[tuple[Casefile, Casefile]]], None]
WRITERS_LOCK = 0x43414E44 - 1  # one number for every writer: PostgreSQL makes the others wait
REFUSALS = {"WrongClock": WrongClock, "NotErased": NotErased, "Erased": Erased}


def name_the_log(name: str, *, demonstration: bool, created: datetime) -> None:
    """Give a new record its name, once and for good, and the key outside the database that opens it."""
    path = Path(settings.WRAPPING_KEY)
    if not path.exists():
        keys.make_wrapping_key(path)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO record_log VALUES (%s, %s, %s)", [name, demonstration, moment(created)])


def _edge(cursor: Any) -> Edge:
    cursor.execute("SELECT MAX(position) FROM record_entry")
    last = cursor.fetchone()[0]
    size = 0 if last is None else last + 1
    addresses = edge_addresses(size)
    held = leaf_nodes(cursor, addresses)
    return Edge(size, [held[address] for address in addresses])


class DatabaseSitting:
    """The record held open by one writer, inside one database transaction."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self._edge = _edge(cursor)
        self._size = self._edge.size
        self._before: dict[str, Casefile] = {}
        self._now: dict[str, Casefile] = {}
        self._touched: dict[str, None] = {}
        self._seals: list[tuple[Sealed, str, bytes]] = []  # with whose words they are, and the subtrees completed

    def casefile(self, subject: str) -> Casefile:
        if subject not in self._now:
            self._before[subject] = self._now[subject] = read(subject)
        return self._now[subject]

    def append(
        self, drafts: list[ToRecord], *, actor: str, standing: Standing, recorded: datetime, ids: list[str]
    ) -> list[Recorded[Any]]:
        added = []
        for draft, entry_id in zip(drafts, ids, strict=True):
            self.casefile(draft.subjects[0])
            if isinstance(draft.fact, ErasureCarriedOut):
                self._erase(draft.subjects[1])
            seal = sealed(draft, entry_id=entry_id, actor=actor, standing=standing, recorded=recorded)
            added.append(self._place(draft, seal, actor, standing, recorded))
        return added

    def _erase(self, subject: str) -> None:
        """From here on the words in this file are gone: the database destroys their key with the entry that says so."""
        case = self.casefile(subject)
        gone = tuple(
            replace(item, fact=WordsGone(kind_of(item.fact))) if item.subjects[0] == subject else item
            for item in case.recorded
        )
        self._now[subject] = replace(case, recorded=gone)

    def _place(
        self, draft: ToRecord, seal: Sealed, actor: str, standing: Standing, recorded: datetime
    ) -> Recorded[Any]:
        item = Recorded(
            position=self._edge.size,
            entry_id=seal.entry_id,
            subjects=draft.subjects,
            actor=actor,
            standing=standing,
            happened=draft.happened,
            recorded=recorded,
            fact=draft.fact,
            leaf_digest=seal.digest,
            supersedes=draft.supersedes,
            direction=draft.direction,
            on_behalf_of=draft.on_behalf_of,
        )
        self._seals.append((seal, draft.subjects[0], b"".join(self._edge.add(hash_leaf(seal.leaf.encode())))))
        for subject in dict.fromkeys(draft.subjects):
            if subject in self._now:
                self._now[subject] = self._now[subject].with_more([item])
                self._touched[subject] = None
        return item

    def finish(self, projections: Projections) -> None:
        """Write what was appended, and its tables."""
        if not self._seals:
            return
        new_keys, held = self._keys({whose for _, whose, _ in self._seals})
        contents = [
            (seal.entry_id, whose, keys.locked(held[whose], seal.content, whose, seal.entry_id))
            for seal, whose, _ in self._seals
        ]
        entries = [(seal.leaf, seal.digest, nodes, seal.entry_id) for seal, _, nodes in self._seals]
        if connection.vendor == "postgresql":
            self._cursor.execute(
                "SELECT record_append(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                [self._size, *_columns(entries, 4), *_columns(contents, 3)[1:], *_columns(new_keys, 3)],
            )
        else:
            numbered = [(self._size + at, *entry) for at, entry in enumerate(entries)]
            self._cursor.executemany("INSERT INTO record_key VALUES (%s, %s, %s)", new_keys)
            self._cursor.executemany("INSERT INTO record_content VALUES (%s, %s, %s)", contents)
            self._cursor.executemany("INSERT INTO record_entry VALUES (%s, %s, %s, %s, %s)", numbered)
        self._is_there()
        projections([(self._before[subject], self._now[subject]) for subject in self._touched])

    def _is_there(self) -> None:
        """Whoever owns the database could make it swallow an entry or put another in its place: it is read back."""
        self._cursor.execute("SELECT leaf FROM record_entry WHERE position >= %s ORDER BY position", [self._size])
        if [leaf for (leaf,) in self._cursor.fetchall()] != [seal.leaf for seal, _, _ in self._seals]:
            raise Swallowed(Swallowed.__doc__)

    def _keys(self, subjects: set[str]) -> tuple[list[tuple[str, str, bytes]], dict[str, bytes]]:
        """The keys of these subjects; a subject's first entry makes its key."""
        by = wrapping_key()
        self._cursor.execute(
            f"SELECT subject, wrapped FROM record_key WHERE wrapping = %s AND subject IN ({_marks(len(subjects))})",
            [by.name, *subjects],
        )
        held = {subject: by.unwrap(bytes(wrapped), subject) for subject, wrapped in self._cursor.fetchall()}
        made = {subject: keys.new_key() for subject in sorted(subjects - set(held))}
        return [(subject, by.name, by.wrap(key, subject)) for subject, key in made.items()], held | made


def _marks(count: int) -> str:
    return ", ".join(["%s"] * count)


def _columns(rows: list[tuple[Any, ...]], wide: int) -> list[list[Any]]:
    return [[row[at] for row in rows] for at in range(wide)]


class DatabaseLedger:
    """The record in the database Django is set up with."""

    def __init__(self, projections: Projections) -> None:
        self._projections = projections

    def casefile(self, subject: str) -> Casefile:
        return read(subject)

    def latest(self) -> datetime | None:
        return latest()

    @contextmanager
    def sitting(self) -> Iterator[DatabaseSitting]:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])
                sitting = DatabaseSitting(cursor)
                yield sitting
                sitting.finish(self._projections)
        except (IntegrityError, DatabaseError) as refused:
            for name, why in REFUSALS.items():
                if f"{name}:" in str(refused):
                    raise why(why.__doc__) from refused
            raise
