"""Everybody can see how the record is sealed, and whoever has to see to it is told where they begin."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils.html import escape

from candour.access.permission import ROLES
from candour.record.store.book import RecordBook
from candour.seal.asking import Answer
from candour.seal.note import WITNESS, new_key
from candour.web.seal_state import Watching, seal_state
from candour.wiring.desks import right_now
from candour.wiring.signing import policy, public_keys, sign, signer
from tests.web.test_pages_open import client_for

TOLD = ("administrator", "service_manager", "principal_social_worker", "data_officer", "scrutineer")


@pytest.fixture(autouse=True)
def signers_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "SIGNER", str(tmp_path / "signer"))
    return tmp_path / "signer"


def shown(office, role="social_worker", where="/seal/"):
    return client_for(role, office).get(where).content.decode()


def watched(folder, *names):
    """A policy that asks for all of these witnesses. Returns their keys by name."""
    keys = {name: new_key(f"{name}.example", WITNESS) for name in names}
    lines = [f"witness {name} {key.key} http://{name}.example" for name, key in keys.items()]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "policy").write_text("\n".join([*lines, f"group all all {' '.join(names)}", "quorum all", ""]))
    return keys


def signed(keys, *, silent=(), now=None):
    """The signer signs once; witnesses answer, or do not."""
    ready, at = signer(), now or right_now()

    def ask(url, key, note, old, proof):
        name = next(name for name, one in keys.items() if one.key == key)
        if name in silent:
            return Answer(None, None, f"{name} did not answer within 10 seconds")
        return Answer(keys[name].sign(note.text, at=int(at.timestamp())), None, "")

    ready.asking = ask
    ready._silent = set()
    return ready.sign(RecordBook(), at)


def test_before_anything_is_signed_the_page_says_so_and_what_to_run(office):
    text = shown(office)
    assert "Nothing was signed yet" in text and "candour sign" in text and "the signer is not running" in text


@pytest.mark.parametrize("role", ROLES)
def test_everybody_who_signs_in_sees_the_newest_checkpoint_and_the_keys(role, office):
    sign(True, lambda words: None)
    text = shown(office, role)
    assert "Entries signed" in text and escape(public_keys()) in text
    assert "No witness watches this record" in text and "There never was an alarm" in text
    assert "not running" not in text


@pytest.mark.parametrize("role", ROLES)
def test_those_who_see_to_it_are_told_where_they_begin_and_nobody_else(role, office):
    begins = "/workers/" if role == "administrator" else "/"
    assert ("The seal of the record needs somebody" in shown(office, role, begins)) == (role in TOLD)
    sign(True, lambda words: None)
    assert "The seal of the record needs somebody" not in shown(office, role, begins)


def test_an_entry_that_waits_longer_than_five_minutes_means_that_the_signer_stands_still(office, life, clock):
    life()
    sign(True, lambda words: None)
    child = life("Ada", "Late")
    clock.now = right_now() - timedelta(minutes=3)
    size = seal_state(Watching()).size
    del child
    assert "not running" in shown(office)  # its clock says January 2024
    sign(True, lambda words: None)
    assert seal_state(Watching()).size > size
    life("Eve", "Fresh").clock.now = right_now()
    state = seal_state(Watching())
    assert state.waiting == 1
    written = state.waiting_since
    assert not state.is_late(written + timedelta(minutes=5)) and state.is_late(
        written + timedelta(minutes=5, seconds=1)
    )


def test_each_witness_is_shown_with_when_it_saw_the_newest_checkpoint(office, signers_folder):
    keys = watched(signers_folder, "police", "health")
    at = datetime.now(UTC).replace(microsecond=0)
    signed(keys, now=at)
    text = shown(office)
    assert "Enough have seen the newest one" in text and "has not answered" not in text
    assert "2 of them must have seen" in text and "needs somebody" not in shown(office, "service_manager", "/")


def test_a_witness_that_does_not_answer_is_named_with_when_it_was_last_heard_and_an_alarm(office, signers_folder, life):
    keys = watched(signers_folder, "police", "health")
    signed(keys)
    life()
    signed(keys, silent=("health",))
    text = shown(office)
    assert "has not answered" in text and "last heard on" in text
    assert "The witness health did not answer" in text and "within 10 seconds" in text
    assert "Too few witnesses have seen the newest checkpoint." in text
    begins = shown(office, "principal_social_worker", "/")
    assert (
        "Too few witnesses" in begins and "in the last seven days: the witness health did not answer" in begins.lower()
    )


def test_an_alarm_is_told_for_seven_days_and_stays_on_the_page(office):
    RecordBook().alarm(right_now() - timedelta(days=8), "not signed", "Place 3 of the record is missing")
    sign(True, lambda words: None)
    assert "needs somebody" not in shown(office, "data_officer", "/")
    assert "Place 3 of the record is missing" in shown(office)
    RecordBook().alarm(right_now() - timedelta(days=6), "clock", "The clock went back before the entry at place 2")
    assert "the clock went back" in shown(office, "data_officer", "/").lower()
    text = shown(office)
    assert text.index("The clock went back") < text.index("Place 3 of the record")


def test_a_policy_that_cannot_be_read_is_said_and_breaks_no_page(office, signers_folder):
    sign(True, lambda words: None)
    (signers_folder / "policy").write_text("witness police nonsense\n")
    assert "could not be read here" in shown(office)
    assert client_for("administrator", office).get("/workers/").status_code == 200


def test_a_signer_on_another_machine_keeps_its_keys_and_the_page_says_where_they_are(office, signers_folder):
    sign(True, lambda words: None)
    (signers_folder / "public-keys").unlink()
    assert "candour sign --keys" in shown(office)


def test_the_page_shows_the_same_on_postgresql(on_postgres):
    sign(True, lambda words: None)
    assert connection.vendor == "postgresql" and policy().quorum == 0
    assert "Entries signed" in shown(on_postgres)


def test_the_pages_never_need_the_key_that_signs(office, signers_folder):
    sign(True, lambda words: None)
    shown_key = public_keys()
    (signers_folder / "keys").unlink()
    assert escape(shown_key) in shown(office)
