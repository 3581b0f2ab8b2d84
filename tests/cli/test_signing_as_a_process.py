"""The signer as a person runs it: every minute, at once when a child loses a protection, and never what does not fit."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from candour.record.entries.visits import VisitMade
from candour.ssd.store.reading import rows

CANDOUR = str(Path(sys.executable).with_name("candour"))


def candour(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    path = str(connection.settings_dict["NAME"])
    connection.close()
    env = {**os.environ, "CANDOUR_SQLITE": path, "CANDOUR_SIGNER": str(folder)}
    return subprocess.run([CANDOUR, *words], env=env, capture_output=True, text=True, timeout=60, check=False)


def newest() -> int:
    found = rows("SELECT MAX(size) AS size FROM record_checkpoint")[0]["size"] or 0
    connection.close()
    return int(found)


def waits_for(size: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if newest() >= size:
            return True
        time.sleep(0.2)
    return False


def test_the_end_of_a_plan_is_signed_at_once_and_a_visit_at_the_next_minute(life, tmp_path):
    child = life().on_a_plan().later(80).reviewed().later(90).protected()
    path = str(connection.settings_dict["NAME"])
    connection.close()
    env = {**os.environ, "CANDOUR_SQLITE": path, "CANDOUR_SIGNER": str(tmp_path / "signer")}
    with subprocess.Popen([CANDOUR, "sign"], env=env, stdout=subprocess.DEVNULL) as running:
        try:
            size = rows("SELECT COUNT(*) AS many FROM record_entry")[0]["many"]
            assert waits_for(size, 20)
            child.note(VisitMade(visit_id=child.desk.fresh(), visited_on=child.day, seen_alone="yes"))
            assert not waits_for(size + 1, 4), "only what takes a protection away is signed at once"
            child.plan_ended()
            size = rows("SELECT COUNT(*) AS many FROM record_entry")[0]["many"]
            assert waits_for(size, 15)
        finally:
            running.terminate()


def test_keys_are_shown_changed_and_retired_in_that_order(life, tmp_path):
    life()
    folder = tmp_path / "signer"
    first = candour(folder, "sign", "--keys").stdout.strip()
    assert first.startswith("tests-demonstration+")
    assert "only one key" in candour(folder, "sign", "--retire-old-key").stderr
    made = candour(folder, "sign", "--new-key")
    assert made.returncode == 0 and "both keys sign" in made.stdout
    assert "made already" in candour(folder, "sign", "--new-key").stderr
    assert "No checkpoint has both keys yet" in candour(folder, "sign", "--retire-old-key").stderr
    assert candour(folder, "sign", "--once").returncode == 0
    assert (folder / "public" / "checkpoint").read_text().count("\u2014 tests-demonstration ") == 2
    assert candour(folder, "sign", "--retire-old-key").returncode == 0
    assert candour(folder, "sign", "--keys").stdout.strip() == made.stdout.strip().splitlines()[-1] != first
    assert (folder / "keys").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "name, content, says",
    [
        ("policy", "watch this\n", "Line 1 of the policy"),
        ("keys", "nothing\n", "should begin with PRIVATE"),
    ],
)
def test_what_is_wrong_in_the_signers_folder_is_said(life, tmp_path, name, content, says):
    life()
    assert candour(tmp_path / "signer", "sign", "--once").returncode == 0
    (tmp_path / "signer" / name).write_text(content)
    said = candour(tmp_path / "signer", "sign", "--once")
    assert said.returncode == 2 and says in said.stderr and str(tmp_path / "signer" / name) in said.stderr


def test_a_folder_that_signed_for_another_record_signs_nothing_here(life, tmp_path):
    life()
    folder = tmp_path / "signer"
    assert candour(folder, "sign", "--once").returncode == 0
    checkpoint = folder / "public" / "checkpoint"
    checkpoint.write_text(checkpoint.read_text().replace("tests-demonstration\n", "another\n", 1))
    said = candour(folder, "sign", "--once")
    assert said.returncode == 1 and "signed for another" in said.stdout


def test_a_lost_key_is_not_replaced_in_silence(life, tmp_path):
    life()
    folder = tmp_path / "signer"
    assert candour(folder, "sign", "--once").returncode == 0
    (folder / "keys").unlink()
    said = candour(folder, "sign", "--once")
    assert said.returncode == 2 and "Put the signer's folder back" in said.stderr and not (folder / "keys").exists()
    said = candour(tmp_path / "another folder", "sign", "--once")
    assert said.returncode == 2 and "This record was signed before" in said.stderr
    assert "Every witness must be given it" in candour(folder, "sign", "--new-key").stdout
    assert candour(folder, "sign", "--once").returncode == 0


def test_a_witness_that_does_not_sign_is_named_with_the_reason(life, tmp_path):
    from candour.seal.note import WITNESS, new_key

    life()
    folder = tmp_path / "signer"
    said = candour(folder, "sign", "--once")
    assert said.returncode == 0 and "No witness is named in" in said.stdout
    key = new_key("police.example", WITNESS).key
    (folder / "policy").write_text(f"witness police {key} http://127.0.0.1:9\nquorum police\n")
    said = candour(folder, "sign", "--once")
    assert said.returncode == 1 and "police did not sign: police.example could not be asked at" in said.stdout
    (folder / "policy").write_text(f"witness police {key} 127.0.0.1:9\nquorum police\n")
    said = candour(folder, "sign", "--once")
    assert said.returncode == 2 and "should begin with https://" in said.stderr


@pytest.mark.parametrize("name", ["Wren shire", "a+b", "", "  ", "wrenshire-demonstration", "-x"])
def test_a_record_takes_no_name_that_could_never_be_signed(tmp_path, name):
    env = {**os.environ, "CANDOUR_DATA": str(tmp_path), "CANDOUR_SQLITE": str(tmp_path / "new.sqlite3")}
    made = [CANDOUR, "prepare", "--lea", "201", "--administrator", "Jo", "--", name]
    said = subprocess.run(made, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert said.returncode == 2 and "cannot name a record" in said.stderr


def test_what_is_made_is_only_its_owners_to_read(tmp_path):
    env = {
        **os.environ,
        "CANDOUR_DATA": str(tmp_path / "data"),
        "CANDOUR_SQLITE": str(tmp_path / "data" / "new.sqlite3"),
    }
    made = [CANDOUR, "prepare", "wrenshire", "--lea", "201", "--administrator", "Jo"]
    assert subprocess.run(made, env=env, capture_output=True, timeout=60, check=False).returncode == 0
    assert [path.name for path in (tmp_path / "data").iterdir() if path.stat().st_mode & 0o077] == []
