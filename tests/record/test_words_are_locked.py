"""The words of a case: locked, each file with its own key, and a copy of the sealed part tells nobody anything."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from candour.record import keys
from candour.record.keys import CannotOpen, NoWrappingKey, WrappingKey, make_wrapping_key, read_wrapping_key
from candour.record.store import copies
from candour.record.store.fences import LEDGER, SIGNED
from candour.record.store.reading import read
from candour.wiring.desks import desk as make_desk
from tests.lives import Life

SEEDED = ("Quarrington", "hit me with a belt", "Ingrith")


@pytest.fixture(params=["sqlite", "postgresql"])
def child(request, clock):
    office = request.getfixturevalue("office" if request.param == "sqlite" else "on_postgres")
    return (
        Life(make_desk(clock=clock), clock, office, "Ingrith", "Quarrington")
        .on_a_plan()
        .harmed("He hit me with a belt")
    )


def sealed_bytes() -> bytes:
    found = b""
    for name in (*LEDGER, *SIGNED):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {name}")
            for row in cursor.fetchall():
                found += b"|".join(
                    bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in row
                )
    return found


def test_the_sealed_part_holds_no_seeded_word_and_the_file_reads_as_before(child):
    held = sealed_bytes()
    assert len(held) > 10_000
    assert not [word for word in SEEDED if word.encode() in held]
    assert child.case.recorded[0].fact.surname == "Quarrington"


def test_a_copy_of_the_entries_and_one_of_the_keys_hold_no_seeded_word_and_open_nothing(child, tmp_path):
    copies.copy_ledger(tmp_path / "entries")
    copies.copy_keys(tmp_path / "keys")
    for name in ("entries", "keys"):
        held = (tmp_path / name).read_bytes()
        assert len(held) > 5_000
        assert not [word for word in SEEDED if word.encode() in held]
    with sqlite3.connect(tmp_path / "keys") as copy:
        for subject, _, wrapped in copy.execute("SELECT * FROM record_key"):
            with pytest.raises(CannotOpen):
                WrappingKey(bytes(32)).unwrap(wrapped, subject)
            with pytest.raises(CannotOpen):
                read_wrapping_key(Path(settings.WRAPPING_KEY)).unwrap(wrapped, subject + "x")


def test_each_file_has_a_key_of_its_own(child):
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(DISTINCT wrapped), COUNT(DISTINCT subject) FROM record_key")
        different, subjects = cursor.fetchone()
    assert different == subjects > 3


def test_without_the_wrapping_key_nothing_opens_and_it_is_said_where_it_should_be(child, tmp_path):
    for content, says in ((None, "is not at"), ("xyz", "holds no wrapping key"), ("ab" * 31, "64 letters")):
        path = tmp_path / f"key {says[:3]}"
        if content is not None:
            path.write_text(content)
        with override_settings(WRAPPING_KEY=str(path)), pytest.raises(NoWrappingKey, match=says):
            read(child.person_id)
    other = tmp_path / "other"
    make_wrapping_key(other)
    with override_settings(WRAPPING_KEY=str(other)), pytest.raises(CannotOpen, match="no erasure says why"):
        read(child.person_id)


def test_a_wrapping_key_is_only_its_owners_and_never_replaced(tmp_path):
    path = tmp_path / "deep" / "key"
    made = make_wrapping_key(path)
    assert path.stat().st_mode & 0o077 == 0
    assert made.secret.hex() not in repr(made)
    with pytest.raises(FileExistsError):
        make_wrapping_key(path)


def test_words_open_only_under_their_own_key_for_their_own_entry():
    key = keys.new_key()
    body = keys.locked(key, b"words", "ada", "one")
    assert keys.Opened(key, "ada").words(body, "one") == b"words"
    assert body != keys.locked(key, b"words", "ada", "one")
    for lock, entry in (
        (keys.Opened(keys.new_key(), "ada"), "one"),
        (keys.Opened(key, "ben"), "one"),
        (keys.Opened(key, "ada"), "two"),
    ):
        with pytest.raises(CannotOpen):
            lock.words(body, entry)
    for bent in (b"", body[:-1], body[:5], bytes([body[0] ^ 1]) + body[1:]):
        with pytest.raises(CannotOpen):
            keys.Opened(key, "ada").words(bent, "one")
