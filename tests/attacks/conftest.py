"""A record with its signer and three witnesses; and somebody who has the database password, and the signing key."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

from candour.practice.guard import Worker
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.person import PersonRecorded
from candour.record.entry import Standing, ToRecord
from candour.record.leaf import commitment
from candour.record.store.book import RecordBook
from candour.record.store.ledger import name_the_log
from candour.record.store.reading import every_entry, wrapping_key
from candour.seal.asking import Answer, offer
from candour.seal.note import LOG, SigningKey, new_key, read_lines
from candour.seal.policy import Policy
from candour.seal.policy import Witness as Watching
from candour.seal.signer import Signer
from candour.seal.tree import Edge, hash_leaf
from candour.wiring.checking import check_record
from candour.wiring.desks import bring_tables_up_to_date, right_now
from candour.wiring.desks import desk as make_desk
from candour.witness import keeping
from candour.witness.answering import Witness
from tests.conftest import open_database

VERIFY = Path(__file__).parents[2] / "verify" / "candour_verify.py"
BY = Worker("b" * 32, "Jo Marsh", Standing("social_worker", "registered"))
ADA, BEN = "ada0" * 8, "be40" * 8


class SilentBook(RecordBook):
    """The record read, and nothing added to it."""

    def keep(self, size, signed, note):
        pass

    def alarm(self, raised, what, words):
        pass


@dataclass
class Town:
    """A council's record on one database, its signer, and its witnesses. Tests attack it."""

    folder: Path
    origin: str
    key: SigningKey
    witnesses: dict[str, Witness] = field(default_factory=dict)
    now: datetime = field(default_factory=right_now)
    down: set[str] = field(default_factory=set)
    uri: str = ""
    policy: Policy = field(default_factory=Policy)

    def __post_init__(self) -> None:
        for name in ("police", "health", "union"):
            where = self.folder / name
            keeping.new(where, f"{name}.example/witness")
            keeping.watch(where, str(self.key.key))
            memory, signer = keeping.open_witness(where)
            self.witnesses[name] = Witness(memory, signer, lambda: int(self.now.timestamp()), 600)
        watching = tuple(Watching(name, one.signer.key, name) for name, one in self.witnesses.items())
        self.policy = Policy((self.key.key,), watching, 2)
        self.signer = self.another_signer(self.folder / "signer")

    def another_signer(self, folder: Path) -> Signer:
        return Signer(folder, self.origin, (self.key,), self.policy, asking=self.ask)

    def ask(self, name, key, note, old, proof, **_) -> Answer:
        """What the witness of that name answers, without the network between."""
        if name in self.down:
            return Answer(None, None, f"{name} could not be asked")
        reply = self.witnesses[name].add_checkpoint(offer(note, old, proof))
        if reply.status == 200:
            return Answer(read_lines(reply.body.decode())[0], None, "")
        size = int(reply.body) if reply.status == 409 else None
        return Answer(None, size, f"{name} answered {reply.status}")

    def thief(self):
        """Somebody with the signing key, who signs what the record is made to be. Nothing on the record tells of it."""
        self.now = right_now()
        return self.another_signer(self.folder / "thief").sign(SilentBook(), self.now)

    def sign(self):
        """The signer's round, now."""
        self.now = right_now()
        return self.signer.sign(RecordBook(), self.now)

    def write(self, person: str, words: str, **more) -> str:
        """A harm, written down now. Returns the entry's reference."""
        desk = make_desk()
        fact = HarmRecorded(harm_id=desk.fresh(), what=words, known_on=desk.now.day, **more)
        return desk.note([ToRecord(fact, (person,), desk.now.day)], by=BY)[0].entry_id

    def lives(self) -> None:
        desk = make_desk()
        for person, name in ((ADA, "Ada"), (BEN, "Ben")):
            desk.note([ToRecord(PersonRecorded(forename=name, surname="Quarrington"), (person,), desk.now.day)], by=BY)
            for at in range(4):
                self.write(person, f"{name} was hit {at}")
        self.sign()
        for at in range(3):
            self.write(ADA, f"again {at}")
        self.sign()

    def bundle(self, name: str = "ada.bundle", person: str = ADA, **more) -> Path:
        from candour.record.store import bundling
        from candour.seal.bundle import About

        out = self.folder / name
        places = bundling.places_of(person)
        bundling.bundle(out, About("child", person), places, policy=self.policy, made=right_now(), **more)
        return out

    def verify(self, path: Path, *words: str, witnesses=("police", "health", "union"), quorum: int = 2):
        """What the stranger's verifier says: exit status, and its words on one line."""
        given = [word for name in witnesses for word in ("--witness", str(self.witnesses[name].signer.key))]
        quorums = ["--quorum", str(quorum)] if witnesses else []
        said = subprocess.run(
            [sys.executable, str(VERIFY), str(path), "--log", str(self.key.key), *given, *quorums, *words],
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert "Traceback" not in said.stderr, said.stderr
        return said.returncode, " ".join((said.stdout + said.stderr).split())

    @contextmanager
    def owner(self, *, tidy: bool = True) -> Iterator[Callable[..., list]]:
        """Whoever has the database password: no trigger, no right and no foreign key stops them. They leave no trace."""
        if connection.vendor == "sqlite":
            path = connection.settings_dict["NAME"]
            connection.close()
            with sqlite3.connect(path) as own:
                fences = own.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
                for name, _ in fences:
                    own.execute(f"DROP TRIGGER {name}")
                yield lambda sql, *given: own.execute(sql.replace("%s", "?"), given).fetchall()
                for _, sql in fences if tidy else ():
                    own.execute(sql)
            own.close()
        else:
            connection.close()
            with psycopg.connect(self.uri, options="-c search_path=public,ledger,keys", autocommit=True) as own:
                own.execute("SET session_replication_role = replica")

                def run(sql, *given):
                    done = own.execute(sql, given)
                    return done.fetchall() if done.description else []

                yield run

    def forge(
        self,
        place: int,
        change: Callable[[dict], dict] | None = None,
        *,
        envelope: Callable[[dict], dict] | None = None,
    ) -> None:
        """Rewrite one entry so well that everything inside the database fits: leaf, digest, words and the whole tree."""
        held = [one._replace(body=one.words()) for one in every_entry()]
        edge, rows = Edge(), []
        for one in held:
            leaf, words = one.leaf, one.body
            if one.position == place:
                told, content = json.loads(leaf), json.loads(words)
                content["fields"] = change(content["fields"]) if change else content["fields"]
                told = envelope(told) if envelope else told
                told["fields"] = {
                    name: commitment(name, value, content["salts"][name]) for name, value in content["fields"].items()
                }
                leaf = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
                words = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
            nodes = b"".join(edge.add(hash_leaf(leaf.encode())))
            rows.append((one, leaf, words, nodes))
        from hashlib import sha256

        from candour.record import keys

        with self.owner() as run:
            for one, leaf, words, nodes in rows:
                digest = sha256(leaf.encode()).hexdigest()
                run(
                    "UPDATE record_entry SET leaf = %s, digest = %s, nodes = %s WHERE position = %s",
                    leaf,
                    digest,
                    nodes,
                    one.position,
                )
                if one.position == place:
                    key = wrapping_key().unwrap(bytes(one.wrapped), one.whose)
                    body = keys.locked(key, words, one.whose, one.content_id)
                    run("UPDATE record_content SET body = %s WHERE content_id = %s", body, one.content_id)
        self.tell()

    def tell(self) -> None:
        """The attacker makes the tables agree as well."""
        from candour.wiring.desks import tell_tables_again

        tell_tables_again()

    def faults(self) -> str:
        """What the record's own check says; nothing where it holds."""
        words, sound = check_record()
        return "" if sound else words


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request, tmp_path, made_once):
    """A real record (its clock is the database's) with two children, signed twice and seen by three witnesses."""
    if request.param == "sqlite":
        open_database(tmp_path / "real.sqlite3")
        call_command("migrate", verbosity=0)
        name_the_log("wrenshire", demonstration=False, created=right_now())
        bring_tables_up_to_date()
        made = Town(tmp_path, "wrenshire", new_key("wrenshire", LOG))
        made.lives()
        yield made
        connection.close()
        return
    from tests.on_postgresql import empty_postgresql

    uri = request.getfixturevalue("postgres_uri")
    with empty_postgresql(uri):
        name_the_log("wrenshire", demonstration=False, created=right_now())
        bring_tables_up_to_date()
        made = Town(tmp_path, "wrenshire", new_key("wrenshire", LOG), uri=uri)
        made.lives()
        yield made


def a_day_ago() -> str:
    return (datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
