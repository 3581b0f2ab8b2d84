"""What the seal costs: writing with it and without it, reading a child's page, and the size of a proof."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import own_record
from showing import median, rule, table

MILLION = 1_000_000


def measure(seconds: float, rounds: int, reads: int) -> None:
    """All of it, and print the tables."""
    rule("The seal: entries a second through the desk, with it and without (no tree, no keys), in turn")
    lines: list[tuple[str, ...]] = []
    for vendor in ("SQLite", "PostgreSQL"):
        with tempfile.TemporaryDirectory(prefix="candour-bench-") as folder:
            said = Path(folder) / "said.txt"
            own_record.in_its_own_process(write, vendor, Path(folder), seconds, rounds, said)
            lines += [tuple(line.split("|")) for line in said.read_text().splitlines()]
    table(("database", "writers", "rounds", "sealed/s", "unsealed/s", "sealed:unsealed"), lines)
    own_record.in_its_own_process(read, reads)
    proof_size()


@contextmanager
def unsealed() -> Iterator[None]:
    """The same desk and tables, with no tree, no keys, and the words as they are."""
    from candour.record.store import ledger
    from candour.record.store.reading import Held

    class Flat:
        def __init__(self, size: int) -> None:
            self.size = size

        def add(self, leaf_hash: bytes) -> list[bytes]:
            self.size += 1
            return []

    def size(cursor: Any) -> Flat:
        cursor.execute("SELECT MAX(position) FROM record_entry")
        last = cursor.fetchone()[0]
        return Flat(0 if last is None else last + 1)

    kept = ledger._edge, ledger.keys.locked, ledger.DatabaseSitting._keys, Held.words
    ledger._edge = size  # type: ignore[assignment]
    ledger.keys.locked = lambda key, words, whose, content_id: words
    ledger.DatabaseSitting._keys = lambda self, subjects: ([], dict.fromkeys(subjects, b""))  # type: ignore[method-assign]
    Held.words = lambda self, locks=None: bytes(self.body or b"")  # type: ignore[method-assign]
    try:
        yield
    finally:
        ledger._edge, ledger.keys.locked, ledger.DatabaseSitting._keys, Held.words = kept  # type: ignore[method-assign]


def write(vendor: str, folder: Path, seconds: float, rounds: int, said: Path) -> None:
    """Two records, one sealed and one not; one writer and eight; by turns of a few seconds."""
    with _server(vendor) as address:
        own_record.begin(folder / "sealed.sqlite3")
        open_one = [_opened(vendor, folder, address, name) for name in ("sealed", "unsealed")]
        with said.open("w") as out:
            for writers in (1, 8):
                rates: list[list[float]] = [[], []]
                for _ in range(rounds):
                    for which, begin in enumerate(open_one):
                        begin()
                        rates[which].append(_rate(writers, seconds, plain=which == 1))
                ours, theirs = median(rates[0]), median(rates[1])
                out.write(f"{vendor}|{writers}|{rounds}|{ours:,.0f}|{theirs:,.0f}|{ours / theirs:.2f}\n")


@contextmanager
def _server(vendor: str) -> Iterator[str]:
    if vendor == "SQLite":
        yield ""
        return
    from tests.engines import postgres_server

    with postgres_server() as address:
        import psycopg

        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = on")
            connection.execute("SELECT pg_reload_conf()")
            for name in ("sealed", "unsealed"):
                connection.execute(f"CREATE DATABASE {name}")
        yield address


def _opened(vendor: str, folder: Path, address: str, name: str) -> Callable[[], None]:
    """Makes one of the two records; what is returned turns Django to it."""
    from django.core.management import call_command
    from django.db import connection, connections

    from candour.record.store.ledger import name_the_log
    from candour.wiring.desks import bring_tables_up_to_date, right_now

    def turn() -> None:
        connection.close()
        if vendor == "SQLite":
            connection.settings_dict["NAME"] = str(folder / f"{name}.sqlite3")
            return
        from psycopg.conninfo import conninfo_to_dict

        to = conninfo_to_dict(address)
        connections.settings = {
            "default": {
                **connection.settings_dict,
                "ENGINE": "django.db.backends.postgresql",
                "NAME": name,
                "USER": to.get("user", ""),
                "HOST": to["host"],
                "PORT": to.get("port", ""),
                "OPTIONS": {"options": "-c search_path=public,ledger,keys"},
            }
        }
        connections["default"] = connections.create_connection("default")

    turn()
    call_command("migrate", verbosity=0)
    name_the_log(name, demonstration=True, created=right_now())
    bring_tables_up_to_date()
    return turn


def _rate(writers: int, seconds: float, *, plain: bool) -> float:
    """Entries a second of so many processes together."""
    from django.db import connection

    connection.close()
    pipe_in, pipe_out = os.pipe()
    pids = []
    for number in range(writers):
        if pid := os.fork():
            pids.append(pid)
            continue
        os.close(pipe_in)
        if plain:
            with unsealed():
                count = _written(seconds, number)
        else:
            count = _written(seconds, number)
        os.write(pipe_out, f"{count}\n".encode())
        os._exit(0)
    os.close(pipe_out)
    for pid in pids:
        os.waitpid(pid, 0)
    with os.fdopen(pipe_in) as counts:
        return sum(int(line) for line in counts) / seconds


def _written(seconds: float, number: int) -> int:
    from writing import facts

    from candour.practice.guard import Worker
    from candour.record.entry import Standing
    from candour.wiring.desks import desk

    at, by = desk(), Worker("b" * 32, "Jo", Standing("social_worker"))
    children = [f"{number:02}{os.getpid():08}{one:022}" for one in range(40)]
    count, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        at.note(facts(at, children[count % 40], 1), by=by)
        count += 1
    return count


def read(times: int) -> None:
    """A child's page with 500 entries, unlocked as it is read, and with the words unlocked beforehand, in turn."""
    with tempfile.TemporaryDirectory(prefix="candour-bench-") as folder:
        desk, office, clock = own_record.open_record(Path(folder) / "record.sqlite3")
        from writing import facts

        from candour.record.store.reading import Held
        from tests.lives import Life

        child = Life(desk, clock, office).on_a_plan()
        by = office.worker("social_worker", desk)
        while child.case.version < 500:
            desk.note(facts(desk, child.person_id, 10), by=by)
        client, known = own_record.signed_in("social_worker"), dict[str, bytes | None]()
        locked = Held.words

        def before(self: Held, locks: Any = None) -> bytes | None:
            if self.content_id not in known:
                known[self.content_id] = locked(self)
            return known[self.content_id]

        took: tuple[list[float], list[float]] = ([], [])
        for _ in range(times + 3):
            for which, words in enumerate((locked, before)):
                Held.words = words  # type: ignore[method-assign]
                began = perf_counter()
                assert client.get(f"/child/{child.person_id}/").status_code == 200
                took[which].append((perf_counter() - began) * 1000)
        ours, theirs = (median(one[3:]) for one in took)
        rule("Reading a child's page with 500 entries: locked words, and words unlocked beforehand")
        table(
            ("n", "locked p50 ms", "unlocked p50 ms", "ratio"),
            [(str(times), f"{ours:.1f}", f"{theirs:.1f}", f"{ours / theirs:.3f}")],
        )


def proof_size() -> None:
    """How long the proof of one entry is, on a record of a million with three witnesses."""
    from candour.seal.checkpoint import Checkpoint
    from candour.seal.note import LOG, WITNESS, Note, new_key
    from candour.seal.proof import Proof
    from candour.seal.tree import inclusion

    text = str(Checkpoint("wrenshire", MILLION, bytes(32)))
    keys = [new_key("wrenshire", LOG)]
    keys += [new_key(f"{who}.example/witness", WITNESS) for who in ("police", "health", "union")]
    note = Note(text, tuple(key.sign(text, at=1_800_000_000) for key in keys))
    hashes = tuple(inclusion(lambda level, index: bytes(32), MILLION // 3, MILLION))
    print(
        f"A proof on a record of {MILLION:,} entries with three witnesses: {len(str(Proof(MILLION // 3, hashes, note)))} bytes"
    )
