"""The ledger in a database: one writer at a time, gap-free places, a chain, and the tables in the same transaction."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from candour.record.canonical import moment
from candour.record.casefile import Casefile
from candour.record.entry import Recorded, Standing, ToRecord
from candour.record.leaf import CHAIN_START, Sealed, chained, opened, sealed
from candour.record.ledger import NotReady, WrongClock

Projections = Callable[[list[tuple[Casefile, Casefile]]], None]
WRITERS_LOCK = 0x43414E44  # one number for every writer, "CAND": PostgreSQL makes the others wait
READ = (
    "SELECT e.position, e.leaf, e.digest, c.body FROM record_subject s"
    " JOIN record_entry e ON e.position = s.position JOIN record_content c ON c.content_id = e.content_id"
    " WHERE s.subject = %s ORDER BY s.version"
)


def read(subject: str) -> Casefile:
    """Everything on the record about one subject."""
    with connection.cursor() as cursor:
        cursor.execute(READ, [subject])
        rows = cursor.fetchall()
    return Casefile(subject, tuple(opened(at, leaf, digest, bytes(body)) for at, leaf, digest, body in rows))


def log() -> tuple[str, bool]:
    """The record's name, and whether it was made for demonstration. Raises NotReady where there is none."""
    with connection.cursor() as cursor:
        try:
            cursor.execute("SELECT name, demonstration FROM record_log")
            row = cursor.fetchone()
        except DatabaseError:
            row = None
    if row is None:
        raise NotReady(NotReady.__doc__)
    return row[0], bool(row[1])


def name_the_log(name: str, *, demonstration: bool, created: datetime) -> None:
    """Give a new record its name, once and for good."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO record_log VALUES (%s, %s, %s)", [name, demonstration, moment(created)])


def every_subject(after: str = "", page: int = 500) -> Iterator[str]:
    """All subjects on the record, in order, a page at a time."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT subject FROM record_subject WHERE subject > %s ORDER BY subject LIMIT %s",
                [after, page],
            )
            found = [row[0] for row in cursor.fetchall()]
        yield from found
        if len(found) < page:
            return
        after = found[-1]


class DatabaseSitting:
    """The record held open by one writer, inside one database transaction."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        cursor.execute("SELECT position, chain FROM record_entry ORDER BY position DESC LIMIT 1")
        last = cursor.fetchone()
        self._next: int = last[0] + 1 if last else 0
        self._chain: str = last[1] if last else CHAIN_START
        self._before: dict[str, Casefile] = {}
        self._now: dict[str, Casefile] = {}
        self._versions: dict[str, int] = {}
        self._touched: dict[str, None] = {}
        self._entries: list[tuple[Any, ...]] = []
        self._contents: list[tuple[Any, ...]] = []
        self._subjects: list[tuple[Any, ...]] = []

    def casefile(self, subject: str) -> Casefile:
        if subject not in self._now:
            self._before[subject] = self._now[subject] = read(subject)
            self._versions[subject] = self._now[subject].version
        return self._now[subject]

    def _version(self, subject: str) -> int:
        if subject not in self._versions:
            self._cursor.execute("SELECT COALESCE(MAX(version), 0) FROM record_subject WHERE subject = %s", [subject])
            self._versions[subject] = self._cursor.fetchone()[0]
        return self._versions[subject]

    def append(
        self, drafts: list[ToRecord], *, actor: str, standing: Standing, recorded: datetime, ids: list[str]
    ) -> list[Recorded[Any]]:
        added = []
        for draft, entry_id in zip(drafts, ids, strict=True):
            self.casefile(draft.subjects[0])
            seal = sealed(draft, entry_id=entry_id, actor=actor, standing=standing, recorded=recorded)
            added.append(self._place(draft, seal, actor, standing, recorded))
        return added

    def _place(
        self, draft: ToRecord, seal: Sealed, actor: str, standing: Standing, recorded: datetime
    ) -> Recorded[Any]:
        position, self._next = self._next, self._next + 1
        self._chain = chained(self._chain, seal.digest)
        self._entries.append((position, seal.leaf, seal.digest, self._chain, seal.entry_id))
        self._contents.append((seal.entry_id, seal.content))
        item = Recorded(
            position=position,
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
        for subject in draft.subjects:
            version = self._version(subject) + 1
            self._versions[subject] = version
            self._subjects.append((subject, version, position))
            if subject in self._now:
                self._now[subject] = self._now[subject].with_more([item])
                self._touched[subject] = None
        return item

    def finish(self, projections: Projections) -> None:
        """Write what was appended, and its tables."""
        if not self._entries:
            return
        self._cursor.executemany("INSERT INTO record_content VALUES (%s, %s)", self._contents)
        self._cursor.executemany("INSERT INTO record_entry VALUES (%s, %s, %s, %s, %s)", self._entries)
        self._cursor.executemany("INSERT INTO record_subject VALUES (%s, %s, %s)", self._subjects)
        projections([(self._before[subject], self._now[subject]) for subject in self._touched])


class DatabaseLedger:
    """The record in the database Django is set up with."""

    def __init__(self, projections: Projections) -> None:
        self._projections = projections

    def casefile(self, subject: str) -> Casefile:
        return read(subject)

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
            if "WrongClock" in str(refused):
                raise WrongClock(WrongClock.__doc__) from refused
            raise
