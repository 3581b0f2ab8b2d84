"""How many entries a second reach the record, against the same bytes put into a plain table, on the same disk."""

import sqlite3
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

import own_record
from showing import median, p95, rule, table

BATCH, TURN, CHILDREN = 12, 5, 40


def measure(times: int) -> None:
    """Write both ways and print the table."""
    own_record.in_its_own_process(compare, times)


def compare(times: int) -> None:
    """Single entries and batches, a few through the desk, then as many into the plain table, and so on in turn."""
    with tempfile.TemporaryDirectory(prefix="candour-bench-") as folder:
        desk, office, _ = own_record.open_record(Path(folder) / "record.sqlite3")
        plain = plain_table(Path(folder) / "plain.sqlite3")
        by, children = office.worker("social_worker", desk), [desk.fresh() for _ in range(CHILDREN)]
        lines = []
        for size in (1, BATCH):
            ours: list[float] = []
            theirs: list[float] = []
            for turn in range(times // (TURN if size == 1 else 2 * TURN)):
                for number in range(TURN):
                    child = children[(turn * TURN + number) % CHILDREN]
                    began = perf_counter()
                    desk.note(facts(desk, child, size), by=by)
                    ours.append((perf_counter() - began) * 1000)
                for batch in same_bytes(size):
                    began = perf_counter()
                    with plain:
                        plain.executemany("INSERT INTO plain VALUES (?, ?, ?, ?, ?)", batch)
                    theirs.append((perf_counter() - began) * 1000)
            lines.append(line(size, ours, theirs))
        rule("Writing: entries a second, each transaction safe on disk (synchronous=FULL)")
        table(
            ("entries a transaction", "n", "desk/s", "plain/s", "plain:desk", "desk p50 ms", "p95", "plain p50", "p95"),
            lines,
        )
        show_disk(Path(folder), plain)


def facts(desk: Any, child: str, many: int) -> list[Any]:
    """Visits to one child."""
    from candour.record.entries.visits import VisitMade
    from candour.record.entry import ToRecord

    day, words = desk.now.day, "I like my new school, and he has not come back."
    return [
        ToRecord(VisitMade(visit_id=desk.fresh(), visited_on=day, seen_alone="yes", child_said=words), (child,), day)
        for _ in range(many)
    ]


def plain_table(path: Path) -> sqlite3.Connection:
    """A table with the same columns, and nothing else."""
    plain = sqlite3.connect(path)
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA synchronous=FULL")
    plain.execute("CREATE TABLE plain (position INTEGER PRIMARY KEY, leaf TEXT, digest TEXT, nodes BLOB, body BLOB)")
    return plain


def same_bytes(size: int) -> list[list[Any]]:
    """What the desk wrote last, as many transactions as it took."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.position, e.leaf, e.digest, e.nodes, c.body FROM record_entry e JOIN record_content c"
            " ON c.content_id = e.content_id ORDER BY e.position DESC LIMIT %s",
            [TURN * size],
        )
        found = cursor.fetchall()[::-1]
    return [found[at : at + size] for at in range(0, len(found), size)]


def line(size: int, ours: list[float], theirs: list[float]) -> tuple[str, ...]:
    """Rates from the medians, so that one slow write of the disk does not decide."""
    rates = size * 1000 / median(ours), size * 1000 / median(theirs)
    times = (f"{found:.2f}" for found in (median(ours), p95(ours), median(theirs), p95(theirs)))
    return (str(size), str(len(ours)), f"{rates[0]:,.0f}", f"{rates[1]:,.0f}", f"{rates[1] / rates[0]:.1f}", *times)


def show_disk(folder: Path, plain: sqlite3.Connection) -> None:
    """Bytes an entry: the record with its tables, and the plain table."""
    plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = sqlite3.connect(folder / "record.sqlite3")
    kept.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    many = kept.execute("SELECT COUNT(*) FROM record_entry").fetchone()[0]
    only = plain.execute(
        "SELECT COUNT(*), SUM(LENGTH(leaf) + LENGTH(digest) + LENGTH(nodes) + LENGTH(body)) FROM plain"
    )
    count, size = only.fetchone()
    whole, theirs = (folder / "record.sqlite3").stat().st_size, (folder / "plain.sqlite3").stat().st_size
    print(
        f"On disk: {whole / many:,.0f} bytes an entry with its tables and indexes; plain {theirs / count:,.0f}"
        f" (ratio {whole / many / (theirs / count):.1f}),\nof which {size / count:,.0f} are the entry itself"
    )
