"""The tables in the database: written in the entry's own transaction, and told again from the record."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import connection, transaction
from django.db.utils import DatabaseError

import candour.ssd  # every shelf, so that every table is known
from candour.record.canonical import canonical, moment
from candour.record.casefile import Casefile
from candour.ssd.store.words import INDEX
from candour.ssd.table import TABLES, Row, Table, told

assert candour.ssd.__doc__
PAGE = 500
TYPES = {
    "sqlite": {"integer": "INTEGER", "number": "REAL"},
    "postgresql": {"integer": "BIGINT", "number": "DOUBLE PRECISION", "date": "DATE", "moment": "TIMESTAMPTZ"},
}


def _make(made: Table, vendor: str) -> list[str]:
    spelt = [f"{column.name} {TYPES[vendor].get(column.type, 'TEXT')}" for column in made.columns]
    spelt[0] += " PRIMARY KEY"
    tail = " WITHOUT ROWID" if vendor == "sqlite" else ""
    return [
        f"CREATE TABLE {name_of(made)} ({', '.join(spelt)}){tail}",
        *(f"CREATE INDEX {name_of(made)}_{at} ON {name_of(made)} ({index})" for at, index in enumerate(made.indexes)),
    ]


def name_of(made: Table) -> str:
    """The table's name in the database."""
    return f"ssd_{made.name}"


def definition() -> str:
    """A digest of every table's columns and indexes: if it differs, the tables are of an older release."""
    spelt: list[Any] = [
        [made.name, [[c.name, c.type] for c in made.columns], list(made.indexes)] for made in TABLES.values()
    ]
    spelt += [list(made) for made in INDEX.values()]
    return sha256(canonical(spelt)).hexdigest()


def are_current() -> bool:
    """Whether the database holds the tables of this release."""
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute("SELECT definition FROM ssd_release")
                row = cursor.fetchone()
        except DatabaseError:
            return False
    return row is not None and row[0] == definition()


def make_anew() -> None:
    """Drop every table and make it again, empty."""
    with transaction.atomic(), connection.cursor() as cursor:
        old = [name for name in connection.introspection.table_names(cursor) if name.startswith("ssd_")]
        for name in old:
            cursor.execute(f"DROP TABLE {name}")
        for made in TABLES.values():
            for statement in _make(made, connection.vendor):
                cursor.execute(statement)
        for statement in INDEX[connection.vendor]:
            cursor.execute(statement)
        cursor.execute("CREATE TABLE ssd_release (definition TEXT)")
        cursor.execute("INSERT INTO ssd_release VALUES (%s)", [definition()])


def _spelt(value: Any) -> Any:
    """A value as SQLite takes it: days and moments as text."""
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, date) else value


def write(files: list[tuple[Casefile, Casefile]]) -> None:
    """Bring the tables from what the files were to what they are. Runs inside the entry's own transaction."""
    gone: dict[str, list[Any]] = {name: [] for name in TABLES}
    new: dict[str, list[Row]] = {name: [] for name in TABLES}
    for before, after in files:
        was = told(before) if before.recorded else {}
        for name, rows in told(after).items():
            old = was.get(name, {})
            if not rows and not old:
                continue
            gone[name] += [key for key, row in old.items() if rows.get(key) != row]
            new[name] += [row for key, row in rows.items() if old.get(key) != row]
    on_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        for name, made in TABLES.items():
            if gone[name]:
                cursor.executemany(
                    f"DELETE FROM {name_of(made)} WHERE {made.columns[0].name} = %s", [(key,) for key in gone[name]]
                )
            if new[name]:
                marks = ", ".join(["%s"] * len(made.columns))
                rows_spelt = [tuple(_spelt(value) for value in row) for row in new[name]] if on_sqlite else new[name]
                cursor.executemany(f"INSERT INTO {name_of(made)} VALUES ({marks})", rows_spelt)


def rebuild(
    subjects: Iterable[str], casefile: Callable[[str], Casefile], tick: Callable[[int], None] = lambda count: None
) -> int:
    """Drop the tables and tell them again from the record. Returns how many files were read."""
    make_anew()
    count, page = 0, []
    for subject in subjects:
        page.append((Casefile(subject), casefile(subject)))
        count += 1
        if len(page) == PAGE:
            _write_page(page)
            tick(count)
            page = []
    _write_page(page)
    return count


def _write_page(page: list[tuple[Casefile, Casefile]]) -> None:
    with transaction.atomic():
        write(page)


def _plain(row: Sequence[Any]) -> list[Any]:
    """A row spelt the same whichever database it came from."""
    return [
        moment(value)
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else f"{value:g}"
        if isinstance(value, float)
        else value
        for value in row
    ]


def dump() -> Iterator[str]:
    """Every row of every table, one a line, in a fixed order and spelling: two equal records dump alike."""
    for name, made in sorted(TABLES.items()):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {name_of(made)} ORDER BY {made.columns[0].name}")
            for row in cursor.fetchall():
                yield f"{name} {canonical(_plain(row)).decode()}"


def differing(subjects: Iterable[str], casefile: Callable[[str], Casefile]) -> list[str]:
    """The tables that do not hold what the record tells, by name. Nothing is written.

    Each side of each table is added up, a digest a row, so that any size fits in memory and order does not matter.
    """
    told_sums, kept_sums = dict.fromkeys(TABLES, 0), dict.fromkeys(TABLES, 0)
    for subject in subjects:
        for name, told_rows in told(casefile(subject)).items():
            told_sums[name] += sum(_digest(row) for row in told_rows.values())
    for name, made in TABLES.items():
        with connection.chunked_cursor() as cursor:
            cursor.execute(f"SELECT * FROM {name_of(made)}")
            kept_sums[name] = sum(_digest(row) for row in cursor)
    return [name for name in TABLES if told_sums[name] != kept_sums[name]]


def _digest(row: Sequence[Any]) -> int:
    return int.from_bytes(sha256(canonical(_plain(row))).digest(), "big")
