"""What a witness remembers: the heads it cosigned, one record beside another, and what it refused. No word of a case.

A head is checked and kept in one transaction, and is on the disk before anybody is told (C2SP tlog-witness).
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from candour.seal.checkpoint import checkpoint_of
from candour.seal.note import Key, Note, SigningKey, read_key, read_note
from candour.witness.evidence import file_name, has_room, write_evidence
from candour.witness.judging import GROWN, Verdict, judge
from candour.witness.offer import Offer
from candour.witness.trouble import Trouble

OURS = 0x43575401  # marks the database as a witness's (SQLite's application_id)
DATABASE, EVIDENCE = "witness.sqlite3", "evidence"
TABLES = """
CREATE TABLE witness (one INTEGER PRIMARY KEY CHECK (one = 1), key TEXT NOT NULL, last_time INTEGER NOT NULL);
CREATE TABLE record (origin TEXT PRIMARY KEY, since INTEGER NOT NULL, not_kept INTEGER NOT NULL DEFAULT 0);
CREATE TABLE log_key (
    key TEXT PRIMARY KEY, origin TEXT NOT NULL REFERENCES record, may_sign INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE head (
    origin TEXT NOT NULL REFERENCES record, size INTEGER NOT NULL, root BLOB NOT NULL, note TEXT NOT NULL,
    first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, PRIMARY KEY (origin, size)
) WITHOUT ROWID;
CREATE TABLE refusal (
    number INTEGER PRIMARY KEY, file TEXT NOT NULL UNIQUE, origin TEXT NOT NULL REFERENCES record, kind TEXT NOT NULL,
    text TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL,
    first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, times INTEGER NOT NULL, UNIQUE (origin, kind, text)
);
CREATE TRIGGER a_head_is_kept BEFORE DELETE ON head BEGIN SELECT RAISE(ABORT, 'a cosigned head is kept'); END;
CREATE TRIGGER a_head_is_not_changed BEFORE UPDATE OF origin, size, root, first_at ON head
    BEGIN SELECT RAISE(ABORT, 'a cosigned head is not changed'); END;
CREATE TRIGGER a_head_only_grows BEFORE INSERT ON head
    WHEN NEW.size <= (SELECT max(size) FROM head WHERE origin = NEW.origin)
    BEGIN SELECT RAISE(ABORT, 'a record only grows'); END;
CREATE TRIGGER a_refusal_is_kept BEFORE DELETE ON refusal BEGIN SELECT RAISE(ABORT, 'a refusal is kept'); END;
"""


@dataclass(frozen=True)
class Watched:
    """A record that is watched. Times in seconds since 1970; size and times None until a head was cosigned."""

    origin: str
    keys: tuple[Key, ...]
    since: int
    size: int | None
    root: bytes | None
    heard_at: int | None
    grew_at: int | None
    not_kept: int


@dataclass(frozen=True)
class Refused:
    """A head that was refused and kept as evidence. `seen_to_hold`: the same head was cosigned, before or after."""

    file: str
    origin: str
    kind: str
    size: int
    first_at: int
    last_at: int
    times: int
    seen_to_hold: bool


@dataclass(frozen=True)
class Given:
    """What a head got: the verdict, the size cosigned last, and the cosignature ("" where there is none)."""

    verdict: Verdict
    size: int
    line: str = ""


class ClockWentBack(Exception):
    """The clock tells an earlier time than one this witness already signed with."""


class Memory:
    """The database of one witness. May be used by several threads, and by several processes at once."""

    def __init__(self, folder: Path) -> None:
        """Raises Trouble where the database is missing or is not a witness's."""
        self._folder, self._lock = folder, Lock()
        path = folder / DATABASE
        if not path.is_file():
            raise Trouble(
                f"{path} is missing, so what this witness saw is lost. Its key must not be used again, because a record"
                " could now be shown in a second version. Make a new witness in another folder with `candour witness"
                " new`, and tell those whose records you watch that the old key is retired."
            )
        try:
            self._database = _open(path)
            marked = self._database.execute("PRAGMA application_id").fetchone()[0] == OURS
            self.key = self._database.execute("SELECT key FROM witness").fetchone()[0] if marked else ""
        except sqlite3.DatabaseError as trouble:
            raise Trouble(f"{path} cannot be read ({trouble}). Look at the disk before anything else.") from None
        if not self.key:
            raise Trouble(f"{path} is not the database of a witness. Put the right file there; do not make a new one.")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def watch(self, key: Key, now: int) -> int:
        """Watch the record a key signs for. Returns how many keys it has now."""
        with self._writing() as database:
            database.execute("INSERT OR IGNORE INTO record (origin, since) VALUES (?, ?)", (key.name, now))
            asked = "INSERT INTO log_key (key, origin) VALUES (?, ?) ON CONFLICT DO UPDATE SET may_sign = 1"
            database.execute(asked, (str(key), key.name))
        return len(self.keys_of(key.name))

    def retire(self, key: Key) -> int | None:
        """Take no more from a key; it is still named in evidence. Returns how many are left, None if it was not known."""
        with self._writing() as database:
            known = database.execute("UPDATE log_key SET may_sign = 0 WHERE key = ?", (str(key),)).rowcount
        return len(self.keys_of(key.name)) if known else None

    def keys_of(self, origin: str) -> tuple[Key, ...]:
        """The keys that may sign for a record; none where it is not watched."""
        asked = "SELECT key FROM log_key WHERE origin = ? AND may_sign ORDER BY rowid"
        return tuple(read_key(row[0]) for row in self._rows(asked, (origin,)))

    def consider(self, offer: Offer, keys: tuple[Key, ...], signer: SigningKey, now: int) -> Given:
        """Judge a head that one of the keys signed, and keep what follows. Raises ClockWentBack."""
        signed = _with_lines_of(offer.note, keys)
        with self._writing() as database:
            asked = "SELECT note FROM head WHERE origin = ? ORDER BY size DESC LIMIT 1"
            last = _note(database.execute(asked, (offer.head.origin,)))
            asked = "SELECT note FROM head WHERE origin = ? AND size = ?"
            same = _note(database.execute(asked, (offer.head.origin, offer.head.size)))
            verdict = judge(offer, last, same)
            size = checkpoint_of(last).size if last else 0
            if verdict.status != GROWN:
                if verdict.against:
                    self._keep(database, offer, signed, verdict, now)
                return Given(verdict, size)
            if now < database.execute("SELECT last_time FROM witness").fetchone()[0]:
                raise ClockWentBack
            line = signer.sign(offer.note.text, at=now)
            cosigned = str(Note(signed.text, (*signed.lines, line)))
            database.execute("UPDATE witness SET last_time = ?", (now,))
            if same:
                asked = "UPDATE head SET note = ?, last_at = ? WHERE origin = ? AND size = ?"
                database.execute(asked, (cosigned, now, offer.head.origin, offer.head.size))
            else:
                row = (offer.head.origin, offer.head.size, offer.head.root, cosigned, now, now)
                database.execute("INSERT INTO head VALUES (?, ?, ?, ?, ?, ?)", row)
        return Given(verdict, offer.head.size, line)

    def _keep(self, database: sqlite3.Connection, offer: Offer, signed: Note, verdict: Verdict, now: int) -> None:
        """Keep a refused head as evidence, once; past what there is room for, count it."""
        origin, kind = offer.head.origin, verdict.kind
        asked = "UPDATE refusal SET times = times + 1, last_at = ? WHERE origin = ? AND kind = ? AND text = ?"
        if database.execute(asked, (now, origin, kind, signed.text)).rowcount:
            return
        (kept,) = database.execute("SELECT count(*) FROM refusal").fetchone()
        asked = "SELECT count(*) FROM refusal WHERE origin = ? AND kind = ?"
        (alike,) = database.execute(asked, (origin, kind)).fetchone()
        if not has_room(kind, kept, alike):
            database.execute("UPDATE record SET not_kept = not_kept + 1 WHERE origin = ?", (origin,))
            return
        file = file_name(origin, kept + 1)
        asked = (
            "SELECT key FROM log_key WHERE origin = ? ORDER BY rowid"  # the head cosigned may be by one retired since
        )
        keys = tuple(read_key(row[0]) for row in database.execute(asked, (origin,)))
        write_evidence(self._folder / EVIDENCE / file, offer, signed, verdict, keys, now)
        row = (kept + 1, file, origin, kind, signed.text, offer.head.size, offer.head.root, now, now)
        database.execute("INSERT INTO refusal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)", row)

    def last_time(self) -> int:
        """The latest time this witness has signed with."""
        found: int = self._rows("SELECT last_time FROM witness")[0][0]
        return found

    def watched(self) -> list[Watched]:
        """Every record watched, by name."""
        asked = (
            "SELECT record.origin, since, size, root, last_at, first_at, not_kept FROM record LEFT JOIN head"
            " ON head.origin = record.origin AND size = (SELECT max(size) FROM head AS h WHERE h.origin = record.origin)"
            " ORDER BY record.origin"
        )
        rows = self._rows(asked)
        return [Watched(row[0], self.keys_of(row[0]), *row[1:]) for row in rows]

    def refused(self) -> list[Refused]:
        """Every refusal kept as evidence, newest first."""
        asked = (
            "SELECT file, refusal.origin, kind, refusal.size, refusal.first_at, refusal.last_at, times,"
            " head.size IS NOT NULL FROM refusal LEFT JOIN head ON head.origin = refusal.origin"
            " AND head.size = refusal.size AND head.root = refusal.root ORDER BY number DESC"
        )
        rows = self._rows(asked)
        return [
            Refused(file, origin, kind, size, first_at, last_at, times, bool(holds))
            for file, origin, kind, size, first_at, last_at, times, holds in rows
        ]

    def evidence(self, file: str) -> bytes | None:
        """A file of evidence, whole; None where there is none of that name."""
        if not self._rows("SELECT 1 FROM refusal WHERE file = ?", (file,)):
            return None
        try:
            return (self._folder / EVIDENCE / file).read_bytes()
        except FileNotFoundError:
            return None

    def _rows(self, asked: str, values: tuple[str, ...] = ()) -> list[Any]:
        with self._lock:
            return self._database.execute(asked, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, alone among threads and processes. What raises within leaves nothing behind."""
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise


def make_memory(folder: Path, key: Key) -> None:
    """A new witness's database, which has seen nothing. It gets its name once it is whole."""
    (folder / EVIDENCE).mkdir()
    part = folder / (DATABASE + ".part")
    database = sqlite3.connect(part, isolation_level=None)
    database.executescript("PRAGMA synchronous = FULL;" + TABLES)
    database.execute("INSERT INTO witness VALUES (1, ?, 0)", (str(key),))
    database.execute(f"PRAGMA application_id = {OURS}")
    database.close()
    os.replace(part, folder / DATABASE)


def _open(path: Path) -> sqlite3.Connection:
    """The database as it is; never a new one."""
    uri = path.resolve().as_uri() + "?mode=rw"
    database = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=10, check_same_thread=False)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")  # a head is on the disk before it is cosigned
    database.execute("PRAGMA foreign_keys = ON")
    return database


def _note(found: sqlite3.Cursor) -> Note | None:
    row = found.fetchone()
    return read_note(row[0]) if row else None


def _with_lines_of(note: Note, keys: tuple[Key, ...]) -> Note:
    """The note with the signatures of these keys alone: what anybody else added is not kept."""
    return Note(
        note.text,
        tuple(one for one in note.lines if any(Note(note.text, (one,)).signed_by(key) is not None for key in keys)),
    )
