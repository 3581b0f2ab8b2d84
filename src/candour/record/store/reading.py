"""Reading the record: a file is every entry about one subject, each with its words unlocked."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.utils import DatabaseError

from candour.record import keys
from candour.record.canonical import moment_from
from candour.record.casefile import Casefile
from candour.record.keys import CannotOpen, Opened, WrappingKey
from candour.record.leaf import opened
from candour.record.ledger import NotReady
from candour.seal.tree import completed_at, hash_leaf

WORDS = (
    "e.position, e.leaf, e.digest, e.nodes, e.content_id, c.subject, c.body, k.wrapped, x.position"
    " FROM {} LEFT JOIN record_content c ON c.content_id = e.content_id"
    " LEFT JOIN record_key k ON k.subject = c.subject AND k.wrapping = %s"
    " LEFT JOIN record_erasure x ON x.subject = c.subject"
)
OF_A_SUBJECT = (
    f"SELECT {WORDS.format('record_subject s JOIN record_entry e ON e.position = s.position')}"
    " WHERE s.subject = %s ORDER BY s.version"
)
BY_PLACE = f"SELECT {WORDS.format('record_entry e')} WHERE e.position IN ({{}}) ORDER BY e.position"


class Held(NamedTuple):
    """An entry as the database holds it."""

    position: int
    leaf: str
    digest: str
    nodes: bytes
    content_id: str
    whose: str | None
    body: bytes | None
    wrapped: bytes | None
    erased: int | None

    def words(self, locks: dict[str, Opened] | None = None) -> bytes | None:
        """Its words and salts; None where they were erased. Raises CannotOpen.

        `locks` keeps the keys for as long as one file takes to read, and no longer: one that was destroyed since opens
        nothing, nor does one that came back with an old backup.
        """
        if self.whose is None or self.body is None:
            raise CannotOpen(f"The words at place {self.position} are missing from the database")
        if self.erased is not None:
            return None
        lock = locks.get(self.whose) if locks is not None else None
        if lock is None:
            if self.wrapped is None:
                raise CannotOpen(f"The key of the words at place {self.position} is gone, and no erasure says why")
            lock = Opened(wrapping_key().unwrap(bytes(self.wrapped), self.whose), self.whose)
            if locks is not None:
                locks[self.whose] = lock
        return lock.words(bytes(self.body), self.content_id)


@cache
def _read_wrapping_key(path: Path, changed: int) -> WrappingKey:
    return keys.read_wrapping_key(path)


def wrapping_key() -> WrappingKey:
    """The key that lies outside the database, as it lies there now. Raises NoWrappingKey."""
    path = Path(settings.WRAPPING_KEY)
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _read_wrapping_key(path, changed)


def read(subject: str) -> Casefile:
    """Everything on the record about one subject."""
    with connection.cursor() as cursor:
        cursor.execute(OF_A_SUBJECT, [wrapping_key().name, subject])
        held = [Held(*row) for row in cursor.fetchall()]
    locks = dict[str, Opened]()
    return Casefile(subject, tuple(opened(one.position, one.leaf, one.digest, one.words(locks)) for one in held))


def every_entry() -> Iterator[Held]:
    """Every entry of the record, by place."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {WORDS.format('record_entry e')} ORDER BY e.position", [wrapping_key().name])
        for row in cursor:
            yield Held(*row)


def entries_at(places: list[int]) -> list[Held]:
    """The entries at these places, by place."""
    with connection.cursor() as cursor:
        cursor.execute(BY_PLACE.format(", ".join(["%s"] * len(places))), [wrapping_key().name, *places])
        return [Held(*row) for row in cursor.fetchall()]


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


def latest() -> datetime | None:
    """When the newest entry of the whole record was written; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT leaf FROM record_entry ORDER BY position DESC LIMIT 1")
        row = cursor.fetchone()
    return moment_from(json.loads(row[0])["recorded"]) if row else None


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


def leaf_nodes(cursor: Any, addresses: list[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
    """Hashes of whole subtrees, by (level, index), as they are kept beside the leaf that completes each."""
    places = {completed_at(level, index): None for level, index in addresses}
    if not places:
        return {}
    cursor.execute(
        f"SELECT position, leaf, nodes FROM record_entry WHERE position IN ({', '.join(['%s'] * len(places))})",
        list(places),
    )
    held = {position: (leaf, bytes(nodes)) for position, leaf, nodes in cursor.fetchall()}
    found = {}
    for level, index in addresses:
        leaf, nodes = held.get(completed_at(level, index), ("", b""))  # a place that is missing fits no tree
        found[level, index] = nodes[32 * level - 32 : 32 * level] if level else hash_leaf(leaf.encode())
    return found
