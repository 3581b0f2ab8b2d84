"""A18 and B12: a court is handed one file and a witness's key; what somebody tried to hide afterwards is in it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from candour.record.entries.corrections import EntryMasked
from candour.record.entries.direction import DirectionReceived
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.visits import VisitMade
from candour.record.entry import ToRecord
from tests.conftest import free_port

BIN = Path(sys.executable).parent


@dataclass
class Council:
    """A record with its signer, and a witness that the police run: all by the commands a person types."""

    folder: Path
    witness_key: str

    def candour(self, *words: str) -> subprocess.CompletedProcess[str]:
        connection.close()
        more = {
            "CANDOUR_SQLITE": str(connection.settings_dict["NAME"]),
            "CANDOUR_SIGNER": str(self.folder / "signer"),
        }
        return run([str(BIN / "candour"), *words], **more)

    def bundle(self, child: str, name: str = "child.bundle") -> Path:
        out = self.folder / name
        said = self.candour("bundle", "--child", child, "--out", str(out))
        assert said.returncode == 0, said.stderr
        return out

    def stranger(self, bundle: Path, *words: str) -> subprocess.CompletedProcess[str]:
        """Somebody who has nothing but the file, the program and the witness's public key."""
        return run([str(BIN / "candour-verify"), str(bundle), "--witness", self.witness_key, *words])


def run(words: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, env={**os.environ, **more}, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def council(office, tmp_path):
    port = free_port()
    police = tmp_path / "police"
    made = run([str(BIN / "candour"), "witness", "new", str(police), "--name", "police.example/witness"])
    here = Council(tmp_path, made.stdout.strip().splitlines()[-1])
    record_key = here.candour("sign", "--keys").stdout.strip()
    assert run([str(BIN / "candour"), "witness", "watch", str(police), record_key]).returncode == 0
    (tmp_path / "signer" / "policy").write_text(
        f"witness police {here.witness_key} http://127.0.0.1:{port}\nquorum police\n"
    )
    serving = subprocess.Popen([str(BIN / "candour"), "witness", "serve", str(police), "--port", str(port)])
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    yield here
    serving.terminate()
    serving.wait(10)


def entries(bundle: Path) -> list[dict]:
    return [json.loads(line) for line in zipfile.ZipFile(bundle).read("entries.jsonl").decode().splitlines()]


def of_type(bundle: Path, kind: str) -> list[dict]:
    return [one for one in entries(bundle) if json.loads(one["leaf"])["type"] == f"{kind}/1"]


def test_a_stranger_reads_what_the_worker_saw_advised_and_was_told(council, life):
    child = life("Nia", "Combe").on_a_plan()
    child.note(VisitMade(visit_id=child.desk.fresh(), visited_on=child.day, seen_alone="yes", child_said="He hits me."))
    child.note(
        DirectionReceived(
            direction_id=child.desk.fresh(),
            received_on=child.day,
            from_whom="Leon Norton",
            their_role="Team manager",
            words="Close it by Friday.",
            how="said",
            against_assessment=True,
        )
    )
    child.note(
        DissentRecorded(
            dissent_id=child.desk.fresh(),
            given_on=child.day,
            who="Jo Marsh",
            their_role="Social worker",
            about="closing",
            words="She is not safe, and I do not agree.",
        )
    )
    signed = council.candour("sign", "--once")
    assert signed.returncode == 0 and "seen by police" in signed.stdout

    bundle = council.bundle(child.person_id)
    said = council.stranger(bundle, "--tiles", str(council.folder / "signer" / "public"))
    assert said.returncode == 0, said.stdout
    assert "nothing about this person" in " ".join(said.stdout.split()).lower()
    assert [one["fields"]["words"] for one in of_type(bundle, "direction_received")] == ["Close it by Friday."]
    assert "She is not safe" in of_type(bundle, "dissent_recorded")[0]["fields"]["words"]
    assert of_type(bundle, "visit_made")[-1]["fields"]["child_said"] == "He hits me."
    assert run([str(BIN / "candour-verify"), str(bundle)]).returncode == 2, "without a witness's key nothing is proved"


def test_one_decision_and_a_whole_period_are_handed_over_as_well(council, life):
    child = life("Nia", "Combe").on_a_plan().later(80).reviewed()
    assert council.candour("sign", "--once").returncode == 0
    plan = next(one for one in child.case.recorded if one.fact.kind == "cp_plan_started")
    one, period, index = (council.folder / name for name in ("one.bundle", "period.bundle", "index.bundle"))
    assert council.candour("bundle", "--entry", plan.entry_id, "--out", str(one)).returncode == 0
    days = ("--from", "2000-01-01", "--to", "2040-01-01")
    assert council.candour("bundle", *days, "--out", str(period)).returncode == 0
    assert council.candour("bundle", *days, "--without-words", "--out", str(index)).returncode == 0
    again = council.candour("bundle", "--entry", plan.entry_id, "--out", str(index))
    assert again.returncode == 2 and "name another file" in again.stderr
    for bundle in (one, period, index):
        said = council.stranger(bundle)
        assert said.returncode == 0, said.stdout
    assert len(entries(one)) == 1 and len(entries(period)) == len(entries(index)) > 30
    assert "Combe" in zipfile.ZipFile(period).read("entries.jsonl").decode()
    assert "Combe" not in zipfile.ZipFile(index).read("entries.jsonl").decode()


NOTHING_TO_TAKE_OUT = {
    ("--child", "nobody"): "No entry is about nobody",
    ("--entry", "nothing"): "There is no entry nothing",
    ("--from", "2026-01-01", "--to", "yesterday"): "'yesterday' is not a day",
    ("--from", "1990-01-01", "--to", "1990-01-02"): "Nothing was written from",
    (): "Say one thing to take out",
    ("--child", "x", "--entry", "y"): "Say one thing to take out",
    ("--entry", "y", "--without-words"): "says nothing",
}


def test_a_bundle_of_nothing_says_what_to_do_and_leaves_no_file(council, life):
    life()
    assert council.candour("sign", "--once").returncode == 0
    out = council.folder / "none.bundle"
    for words, says in NOTHING_TO_TAKE_OUT.items():
        said = council.candour("bundle", *words, "--out", str(out))
        assert (said.returncode, out.exists()) == (2, False), words
        assert says in said.stderr, words


def test_before_anything_is_signed_a_bundle_says_what_to_do_first(council, life):
    child = life()
    said = council.candour("bundle", "--child", child.person_id, "--out", str(council.folder / "early.bundle"))
    assert said.returncode == 2 and "Run `candour sign --once`" in said.stderr


def test_an_unqualified_workers_visit_that_somebody_tries_to_hide_is_there_whole(council, life):
    child = life("Owen", "Combe").referral().answered().allocated("support_worker")
    said = VisitMade(visit_id=child.desk.fresh(), visited_on=child.day, seen_alone="yes", child_said="I like the park.")
    about = (child.person_id,)
    (visit,) = child.desk.note([ToRecord(said, about, child.day)], by=child.by("support_worker"))
    hidden = EntryMasked(entry_id=visit.entry_id, why="Entered in error")
    child.desk.note([ToRecord(hidden, about, child.day)], by=child.by("team_manager"))
    assert council.candour("sign", "--once").returncode == 0
    before = council.bundle(child.person_id)
    assert council.stranger(before).returncode == 0
    (shown,) = of_type(before, "visit_made")
    standing = json.loads(shown["leaf"])["standing"]
    assert standing["role"] == "support_worker" and standing["registration"] == "not registered"
    assert shown["fields"]["child_said"] == "I like the park."
    assert of_type(before, "entry_masked")[0]["fields"]["why"] == "Entered in error"

    path = str(connection.settings_dict["NAME"])
    connection.close()
    with sqlite3.connect(path) as owner:  # somebody with the file makes the worker a qualified one
        for (name,) in owner.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            owner.execute(f"DROP TRIGGER {name}")
        owner.execute(
            "UPDATE record_entry SET leaf = REPLACE(REPLACE(leaf, 'support_worker', 'social_worker'),"
            " 'not registered', 'registered') WHERE position = ?",
            (shown["place"],),
        )
    owner.close()
    checked = council.candour("check-record")
    assert (
        checked.returncode == 1 and f"place {shown['place']}: the leaf is not the one that was sealed" in checked.stdout
    )
    refused = council.candour("sign", "--once")
    assert refused.returncode == 1 and "NOT SIGNED" in refused.stdout
    after = council.bundle(child.person_id, "after.bundle")
    said = council.stranger(after)
    assert said.returncode == 1 and "not those that were signed" in " ".join(said.stdout.split())
    assert council.stranger(before).returncode == 0, "what was handed over before still proves itself"
