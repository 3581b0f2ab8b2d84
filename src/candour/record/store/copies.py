"""Copies of the record for the day the disk fails: the sealed entries in one file, the keys to their words in another.

The tables are in neither: they are told again. A copy is a small database of its own, so a record can be put back
on another kind of database than it came from.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from candour.record.store.fences import KEYS, LEDGER, SIGNED, fences, tables

BESIDE = ("access_account", "access_view")  # who may sign in, and who looked: no word of a case
ORDER = {"record_entry": "position", "record_subject": "position, subject", "access_view": "id"}
PAGE = 1000


class NoCopy(Exception):
    """What was given is no copy of a record, or not one that fits the other. The message says what to do."""


def copy_ledger(out: Path) -> int:
    """Copy all but the keys, and the tables that are told. Returns how many entries. Raises OSError, sqlite3.Error."""
    with _written(out) as into:
        counts = [_copy_out(name, into) for name in (*LEDGER, *SIGNED, *BESIDE)]
    return counts[LEDGER.index("record_entry")]


def copy_keys(out: Path) -> int:
    """Copy the keys, each still locked with the wrapping key. Returns how many. Raises OSError, sqlite3.Error."""
    with _written(out) as into:
        return _copy_out(KEYS, into)


@contextmanager
def _written(out: Path) -> Iterator[sqlite3.Connection]:
    out.touch(mode=0o600)
    with closing(sqlite3.connect(out)) as into, transaction.atomic():
        yield into
        into.commit()


def _copy_out(name: str, into: sqlite3.Connection) -> int:
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name} ORDER BY {ORDER.get(name, '1')}")
        columns = [column[0] for column in cursor.description]
        into.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
        count = 0
        while rows := cursor.fetchmany(PAGE):
            into.executemany(f"INSERT INTO {name} VALUES ({_marks(len(columns), '?')})", [_plain(row) for row in rows])
            count += len(rows)
    return count


def put_back(ledger: Path, keys: Path) -> int:
    """Put a copy back where there is no record yet. What was erased stays erased. Returns how many entries.

    All of it or nothing. Raises NoCopy.
    """
    with closing(_opened(ledger, "record_entry")) as entries, closing(_opened(keys, KEYS)) as locked:
        erased = {row[0] for row in entries.execute("SELECT subject FROM record_erasure")}
        with transaction.atomic(), connection.cursor() as cursor:
            _without_record(cursor)
            for statement in tables(connection.vendor):
                cursor.execute(statement)
            for name in (*LEDGER, *SIGNED, *BESIDE):
                _copy_in(name, entries, cursor)
            _copy_in(KEYS, locked, cursor, leaving=erased)
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                for name in BESIDE:
                    cursor.execute(
                        f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), GREATEST((SELECT MAX(id) FROM {name}), 1))"
                    )
            for statement in fences(connection.vendor):
                cursor.execute(statement)
            cursor.execute("SELECT COUNT(*) FROM record_entry")
            return int(cursor.fetchone()[0])


def locked_with(keys: Path) -> set[str]:
    """The names of the wrapping keys that a copy of the keys is locked with. Raises NoCopy."""
    with closing(_opened(keys, KEYS)) as copy:
        return {str(row[0]) for row in copy.execute("SELECT DISTINCT wrapping FROM record_key")}


def _without_record(cursor: Any) -> None:
    """Take away the empty record that a new database has. Raises NoCopy where it is not empty."""
    cursor.execute("SELECT COUNT(*) FROM record_log")
    if cursor.fetchone()[0]:
        raise NoCopy("There is a record here. Put the copy back in a folder or database of its own (CANDOUR_DATA)")
    if connection.vendor == "postgresql":
        cursor.execute("DROP SCHEMA ledger, keys CASCADE")
        return
    cursor.execute("PRAGMA defer_foreign_keys = ON")
    for name in (*SIGNED, "record_erasure", "record_subject", "record_content", "record_entry", "record_log", KEYS):
        cursor.execute(f"DROP TABLE {name}")


def _copy_in(name: str, copy: sqlite3.Connection, cursor: Any, leaving: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    try:
        found = copy.execute(f"SELECT * FROM {name}")
    except sqlite3.Error as trouble:
        raise NoCopy(f"The copy cannot be read ({trouble}). Take another one") from None
    columns = [column[0] for column in found.description]
    while rows := found.fetchmany(PAGE):
        kept = [_typed(name, columns, row) for row in rows if row[0] not in leaving]
        cursor.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({_marks(len(columns), '%s')})", kept)


def _opened(path: Path, wanted: str) -> sqlite3.Connection:
    try:
        copy = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        copy.execute(f"SELECT 1 FROM {wanted} LIMIT 1")
    except sqlite3.Error:
        raise NoCopy(
            f"{path} is no copy of {'the keys' if wanted == KEYS else 'a record'} made by `candour backup`"
        ) from None
    return copy


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        value.isoformat(" ")
        if hasattr(value, "isoformat")
        else bytes(value)
        if isinstance(value, memoryview)
        else value
        for value in row
    )


def _typed(name: str, columns: list[str], row: tuple[Any, ...]) -> tuple[Any, ...]:
    if name != "record_log" or connection.vendor != "postgresql":
        return row
    return tuple(
        bool(value) if column == "demonstration" else value for column, value in zip(columns, row, strict=True)
    )


def _marks(count: int, mark: str) -> str:
    return ", ".join([mark] * count)
