"""What the survey's service keeps: answers with no name, no time and no order, and which codes were used.

Ten answers wait together as one locked box, so that the database never holds a single one by itself. When the tenth comes
they are shuffled and written under random references, what people wrote in words apart from what they chose, and the used
codes apart from both. The box has a key of its own in a file; with the box goes its key, so that nothing the disk may still
hold of it can be opened. Then the file is written anew from end to end, in the order of the references, which are random:
nowhere in its bytes is there an order of arrival.
"""

import hmac
import json
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from candour.polling.codes import hash_of
from candour.polling.trouble import Trouble
from candour.polling.words import Reading

DATABASE, KEY, BOX_KEY = "survey.sqlite3", "survey.key", "waiting-{}.key"
OURS = 0x43575301  # marks the database as a survey's (SQLite's application_id)
TOGETHER = 10
"""How many answers are written at once."""
FEW = 5
"""Fewer than these, left when the survey closes, are written with a notice beside the results."""
BLOCK = 65536  # bytes: a box is filled up to whole blocks, so that its length does not tell how many wait in it
TABLES = """
CREATE TABLE frozen (one INTEGER PRIMARY KEY CHECK (one = 1), statement TEXT NOT NULL, questions TEXT NOT NULL,
    earlier TEXT NOT NULL, key_known_by TEXT NOT NULL);
CREATE TABLE code (hash BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE used (digest BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE answer (id BLOB PRIMARY KEY, said TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE words (id BLOB PRIMARY KEY, question TEXT NOT NULL, words TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE reading (
    id BLOB NOT NULL REFERENCES words, reader INTEGER NOT NULL, made TEXT NOT NULL, PRIMARY KEY (id, reader)
) WITHOUT ROWID;
CREATE TABLE box (one INTEGER PRIMARY KEY CHECK (one = 1), key TEXT NOT NULL, locked BLOB NOT NULL);
CREATE TABLE closed (one INTEGER PRIMARY KEY CHECK (one = 1), last_together INTEGER NOT NULL);
"""
ACTS = ("UPDATE", "DELETE")
KEPT = ("frozen", "code", "used", "answer", "words", "closed")

Said = dict[str, list[str]]


class WrongCode(Exception):
    """No such code was drawn for this survey."""


class CodeUsed(Exception):
    """The code was used: an answer was sent with it."""


class Closed(Exception):
    """The survey is over: what waited is written, and nothing more is taken."""


@dataclass(frozen=True)
class Given:
    """One person's answers as they are sent: what they chose, and what they wrote in words, by question."""

    chosen: Said
    words: dict[str, str]


class Store:
    """The database of one survey. May be used by several threads, and by several processes at once."""

    def __init__(self, folder: Path) -> None:
        """Raises Trouble where the database or its key is missing, or is not a survey's."""
        self._folder, self._lock, path = folder, Lock(), folder / DATABASE
        if not path.is_file():
            raise Trouble(f"There is no survey in {folder}: {path} is missing. `candour survey new` makes one")
        try:
            self._key = bytes.fromhex((folder / KEY).read_text())
            self._database = _open(path)
            if self._database.execute("PRAGMA application_id").fetchone()[0] != OURS:
                raise Trouble(f"{path} is not the database of a survey. Put the right file there")
            self.statement, self.questions, self.earlier, known_by = self._database.execute(
                "SELECT statement, questions, earlier, key_known_by FROM frozen"
            ).fetchone()
        except (OSError, ValueError) as trouble:
            raise Trouble(f"{folder / KEY} cannot be read ({trouble}). Put it back from where it is kept") from None
        except (sqlite3.DatabaseError, TypeError) as trouble:
            if "no such column" in str(trouble):
                raise Trouble(
                    f"{path} was made by an earlier Candour, which kept less. Hold it to its end with that one, or make a"
                    " survey anew (of a demonstration: make demo FRESH=1)"
                ) from None
            raise Trouble(f"{path} cannot be read ({trouble}). Look at the disk before anything else") from None
        if not hmac.compare_digest(known_by, _known_by(self._key)):
            raise Trouble(
                f"{folder / KEY} is not the key this survey was made with, and with another each code could be used again."
                " Put it back from where it is kept"
            )

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def known(self, code: str) -> None:
        """Raises WrongCode or CodeUsed where this code opens no questionnaire."""
        with self._writing() as database:
            self._may_be_used(database, self._opened(database), code)

    def take(self, code: str, given: Given) -> None:
        """Keep somebody's answers, once. Raises WrongCode, CodeUsed or Closed."""
        with self._writing() as database:
            if database.execute("SELECT 1 FROM closed").fetchone():
                raise Closed
            box = self._opened(database)
            digest = self._may_be_used(database, box, code)
            box["given"].append([given.chosen, given.words])
            box["used"].append(digest.hex())
            (self._write_out if len(box["given"]) >= TOGETHER else self._lock_up)(database, box)
            spent = self._spent(database)
        self._forget(spent)

    def close_for_good(self) -> None:
        """Write what still waits: the survey is over. Done once; done again, it changes nothing.

        What cannot be opened stays where it is, so that it goes on being seen, and holds up nothing else.
        """
        with self._writing() as database:
            if not database.execute("SELECT 1 FROM closed").fetchone():
                try:
                    box = self._opened(database)
                except (OSError, ValueError):
                    database.execute("INSERT INTO closed VALUES (1, 0)")
                    return
                database.execute("INSERT INTO closed VALUES (1, ?)", (len(box["given"]),))
                self._write_out(database, box)
            spent = self._spent(database)
        self._forget(spent)

    @property
    def last_together(self) -> int | None:
        """How many were left to be written when it closed; None while it is open."""
        found = self._read("SELECT last_together FROM closed")
        return found[0][0] if found else None

    def answers(self) -> list[Said]:
        """What each person chose, in the order of their random references."""
        return [json.loads(said) for (said,) in self._read("SELECT said FROM answer ORDER BY id")]

    def words(self) -> list[tuple[str, str, str]]:
        """What people wrote: a reference of its own, the question, the words."""
        found = self._read("SELECT id, question, words FROM words ORDER BY id")
        return [(one.hex(), question, words) for one, question, words in found]

    def note_reading(self, one: str, reader: int, made: Reading) -> None:
        """Keep what a reader made of an answer in words; said again, the later counts."""
        with self._writing() as database:
            database.execute(
                "REPLACE INTO reading VALUES (?, ?, ?)", (bytes.fromhex(one), reader, json.dumps(asdict(made)))
            )

    def readings(self, reader: int) -> dict[str, Reading]:
        """What a reader made of each answer in words, by its reference."""
        found = self._read(f"SELECT id, made FROM reading WHERE reader = {int(reader)}")
        read = {one.hex(): json.loads(made) for one, made in found}
        return {one: Reading(tuple(it["removed"]), tuple(it["themes"]), it["tell"]) for one, it in read.items()}

    def codes(self) -> list[bytes]:
        """The hashes of all codes in the pot."""
        return [one for (one,) in self._read("SELECT hash FROM code")]

    def uneven(self) -> bool:
        """Whether there are not as many answers as used codes: somebody put in or took out one or the other."""
        used, answers = self._read("SELECT (SELECT count(*) FROM used), (SELECT count(*) FROM answer)")[0]
        return bool(used != answers)

    def unfenced(self) -> bool:
        """Whether the database's own guards are gone, which let nothing that is kept be changed or removed."""
        there = self._read("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")[0][0]
        return bool(there != len(KEPT) * len(ACTS))

    def keys_left(self) -> bool:
        """Whether a key of answers that waited lies there still."""
        return any(self._folder.glob(BOX_KEY.format("*")))

    def shut(self) -> bool:
        """Whether answers wait that cannot be opened: their key was taken away, or one or the other was changed."""
        with self._writing() as database:
            try:
                self._opened(database)
            except (OSError, ValueError):
                return True
        return False

    def _read(self, asked: str) -> list[Any]:
        with self._lock:
            return self._database.execute(asked).fetchall()

    def _may_be_used(self, database: sqlite3.Connection, box: dict[str, Any], code: str) -> bytes:
        if not database.execute("SELECT 1 FROM code WHERE hash = ?", (hash_of(code),)).fetchone():
            raise WrongCode
        digest = hmac.digest(self._key, code.encode(), "sha256")
        if digest.hex() in box["used"] or database.execute("SELECT 1 FROM used WHERE digest = ?", (digest,)).fetchone():
            raise CodeUsed
        return digest

    def _opened(self, database: sqlite3.Connection) -> dict[str, Any]:
        found = database.execute("SELECT key, locked FROM box").fetchone()
        if found is None:
            return {"given": [], "used": []}
        key = bytes.fromhex((self._folder / BOX_KEY.format(found[0])).read_text())
        try:
            inside = AESGCM(key).decrypt(found[1][:12], found[1][12:], b"candour/survey/box/v1")
        except InvalidTag:
            raise OSError("the answers that wait cannot be opened with their key") from None
        opened: dict[str, Any] = json.loads(inside.rstrip(b"\0"))
        return opened

    def _lock_up(self, database: sqlite3.Connection, box: dict[str, Any]) -> None:
        """Put the box back, mixed anew."""
        for one in box.values():
            secrets.SystemRandom().shuffle(one)
        found = database.execute("SELECT key FROM box").fetchone()
        name = found[0] if found else self._new_box_key()
        key = bytes.fromhex((self._folder / BOX_KEY.format(name)).read_text())
        inside = json.dumps(box).encode()
        inside += b"\0" * (-len(inside) % BLOCK)
        nonce = os.urandom(12)
        locked = nonce + AESGCM(key).encrypt(nonce, inside, b"candour/survey/box/v1")
        database.execute("REPLACE INTO box VALUES (1, ?, ?)", (name, locked))

    def _new_box_key(self) -> str:
        name = secrets.token_hex(8)
        write_secret(self._folder / BOX_KEY.format(name), secrets.token_hex(32))
        return name

    def _write_out(self, database: sqlite3.Connection, box: dict[str, Any]) -> None:
        """Write what waited, shuffled."""
        said = [(secrets.token_bytes(16), json.dumps(chosen, sort_keys=True)) for chosen, _ in box["given"]]
        words = [(secrets.token_bytes(16), *one) for _, wrote in box["given"] for one in wrote.items()]
        database.executemany("INSERT INTO answer VALUES (?, ?)", sorted(said))
        database.executemany("INSERT INTO words VALUES (?, ?, ?)", sorted(words))
        database.executemany("INSERT INTO used VALUES (?)", [(bytes.fromhex(one),) for one in sorted(box["used"])])
        database.execute("DELETE FROM box")

    def _spent(self, database: sqlite3.Connection) -> list[Path]:
        """The keys of no box: of the one just written out, and of any that was when the service was killed."""
        found = database.execute("SELECT key FROM box").fetchone()
        needed = BOX_KEY.format(found[0]) if found else ""
        return [path for path in self._folder.glob(BOX_KEY.format("*")) if path.name != needed]

    def _forget(self, spent: list[Path]) -> None:
        """After a box was written out: its key goes, and the file is laid out anew, so that no order stays in it.

        The key goes last: while it is there, a service that was killed in between does this again. Where there is no room
        to lay the file out anew, the answers are kept all the same, and it is laid out when the next ten are written.
        """
        if spent:
            with self._lock:
                with suppress(sqlite3.Error):
                    self._database.execute("VACUUM")
                for path in spent:
                    path.unlink(missing_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:  # after some faults of the disk SQLite has ended it already
                    self._database.execute("ROLLBACK")
                raise


def make_store(folder: Path, statement: str, questions: str, earlier: str, hashes: Iterable[bytes]) -> None:
    """A new database and its key in a folder; `earlier` holds the figures of the survey before, if there was one. Raises OSError where it cannot be made, or is there already."""
    key = secrets.token_hex(32)
    write_secret(folder / KEY, key)
    os.close(os.open(folder / DATABASE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    database = _open(folder / DATABASE)
    fences = "".join(
        f"CREATE TRIGGER {table}_{act.lower()} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'fixed'); END;\n"
        for table in KEPT
        for act in ACTS
    )
    database.executescript(f"PRAGMA application_id = {OURS};\nBEGIN;\n{TABLES}{fences}COMMIT;")
    database.execute("BEGIN IMMEDIATE")
    database.execute(
        "INSERT INTO frozen VALUES (1, ?, ?, ?, ?)",
        (statement, questions, earlier, _known_by(bytes.fromhex(key))),
    )
    database.executemany("INSERT INTO code VALUES (?)", [(one,) for one in sorted(hashes)])
    database.execute("COMMIT")
    database.close()


def write_secret(path: Path, words: str) -> None:
    """Write a new file that only its owner reads, and that is on the disk when this returns. Raises OSError."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(words)
        file.flush()
        os.fsync(file.fileno())


def _known_by(key: bytes) -> str:
    return hmac.digest(key, b"candour/survey/key/v1", "sha256").hex()


def fingerprint(text: str) -> str:
    """SHA-256 (hexadecimal) of words."""
    return sha256(text.encode()).hexdigest()


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=20)
    # No write-ahead log: it would keep what was there before. What is removed is overwritten.
    database.executescript("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;")
    database.execute("PRAGMA temp_store=MEMORY")
    return database
