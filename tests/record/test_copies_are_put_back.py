"""Backup and putting back: the same record again, on either kind of database, and never over one that is there."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from candour.access.store.models import Account, View
from candour.access.views_kept import note_a_view
from candour.cli.wrong import Wrong
from candour.practice.guard import Worker
from candour.record.entry import KINDS, LATER, Standing, ToRecord, entry, replaces
from candour.record.keys import CannotOpen
from candour.record.store.reading import read
from candour.ssd.store.tables import dump
from candour.wiring import copies
from candour.wiring.checking import check_record
from candour.wiring.desks import desk as make_desk
from candour.wiring.desks import right_now
from tests.conftest import open_database
from tests.on_postgresql import empty_postgresql

BY = Worker("b" * 32, "Jo", Standing("social_worker"))


@pytest.fixture
def copied(life, office, tmp_path):
    """A child's life with accounts and a look at the file, copied to two folders."""
    child = life("Ingrith", "Quarrington").on_a_plan()
    note_a_view(child.case, BY, "child", right_now())
    said = copies.backup(tmp_path / "entries", tmp_path / "keys")
    assert "entries are copied to" in said
    return child, next((tmp_path / "entries").iterdir()), next((tmp_path / "keys").iterdir()), list(dump())


def test_a_copy_is_put_back_whole_on_a_new_sqlite_file(copied, tmp_path):
    child, entries, keys, before = copied
    open_database(tmp_path / "again.sqlite3")
    said = copies.restore(entries, keys)
    assert "every seal holds" in said and "Start `candour sign`" in said
    assert list(dump()) == before
    assert Account.objects.count() > 5 and View.objects.count() == 1
    note_a_view(child.case, BY, "child", right_now())
    make_desk(clock=right_now).note([ToRecord(child.case.recorded[0].fact, (child.person_id,), child.day)], by=BY)
    assert check_record()[1]


def test_a_copy_made_on_sqlite_is_put_back_on_postgresql(copied, postgres_uri):
    child, entries, keys, before = copied
    with empty_postgresql(postgres_uri):
        assert "every seal holds" in copies.restore(entries, keys)
        assert sorted(dump()) == sorted(before)
        note_a_view(child.case, BY, "child", right_now())
        assert View.objects.count() == 2
        make_desk(clock=right_now).note([ToRecord(child.case.recorded[0].fact, (child.person_id,), child.day)], by=BY)
        assert check_record()[1]


def test_nothing_is_put_back_over_a_record_that_is_there(copied):
    child, entries, keys, _ = copied
    with pytest.raises(Wrong, match="There is a record here"):
        copies.restore(entries, keys)
    assert child.case.version > 10 and check_record()[1]


def test_what_is_no_copy_is_said_and_nothing_is_half_done(copied, tmp_path):
    _, entries, keys, _ = copied
    garbage = tmp_path / "garbage"
    garbage.write_bytes(b"SQLite format 3\x00" + bytes(5000))
    open_database(tmp_path / "new.sqlite3")
    for one, other, says in (
        (garbage, keys, "no copy of a record"),
        (entries, garbage, "no copy of the keys"),
        (keys, entries, "no copy of the keys"),
        (tmp_path / "none", keys, "no copy"),
    ):
        with pytest.raises(Wrong, match=says):
            copies.restore(one, other)
    cut = tmp_path / "cut"
    with sqlite3.connect(entries) as copy:
        copy.execute("DROP TABLE record_subject")
        copy.execute(f"VACUUM INTO '{cut}'")
    with pytest.raises(Wrong, match="cannot be read"):
        copies.restore(cut, keys)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM record_log")
        assert cursor.fetchone()[0] == 0


def test_a_copy_without_its_wrapping_key_says_where_to_put_it(copied, tmp_path):
    from candour.record.keys import make_wrapping_key

    _, entries, keys, _ = copied
    make_wrapping_key(tmp_path / "another")
    open_database(tmp_path / "again.sqlite3")
    for path, says in ((tmp_path / "another", "Nothing was put back"), (tmp_path / "none", "is not at")):
        with override_settings(WRAPPING_KEY=str(path)), pytest.raises(Wrong, match=says):
            copies.restore(entries, keys)
    assert "every seal holds" in copies.restore(entries, keys), "nothing was half done before"


def test_copies_of_keys_are_kept_thirty_days_and_nothing_else_is_removed(copied, tmp_path):
    folder = tmp_path / "keys"
    old = (right_now() - timedelta(days=31)).strftime(copies.STAMP)
    young = (right_now() - timedelta(days=29)).strftime(copies.STAMP)
    for name in (
        f"keys-{old}.sqlite3",
        f"keys-{young}.sqlite3",
        f"ledger-{old}.sqlite3",
        "keys-of-the-house.sqlite3",
        "x",
    ):
        (folder / name).touch()
    assert "1 older copies of keys were removed" in copies.backup(tmp_path / "entries", folder)
    names = {path.name for path in folder.iterdir()}
    assert f"keys-{old}.sqlite3" not in names
    assert {f"keys-{young}.sqlite3", f"ledger-{old}.sqlite3", "keys-of-the-house.sqlite3", "x"} <= names


def test_entries_and_keys_never_go_to_one_place(copied, tmp_path):
    with pytest.raises(Wrong, match="two places"):
        copies.backup(tmp_path / "one", tmp_path / "one")
    (tmp_path / "file").touch()
    with pytest.raises(Wrong, match="No copy was left"):
        copies.backup(tmp_path / "file" / "in", tmp_path / "elsewhere")


def test_a_new_wrapping_key_opens_everything_and_the_old_one_is_set_aside(life, tmp_path):
    import shutil

    child = life().on_a_plan()
    path = tmp_path / "wrapping-key"
    shutil.copy(settings.WRAPPING_KEY, path)
    with override_settings(WRAPPING_KEY=str(path)):
        before = child.case
        said = copies.new_wrapping_key()
        assert "keys are locked with a new wrapping key" in said
        assert child.case == before and check_record()[1]
        old = next(tmp_path.glob("wrapping-key-until-*"))
        assert old.read_text() != path.read_text() and path.stat().st_mode & 0o077 == 0
        child.harmed("Again")
        assert check_record()[1]
    with override_settings(WRAPPING_KEY=str(old)), pytest.raises(CannotOpen):
        read(child.person_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(DISTINCT wrapping) FROM record_key")
        assert cursor.fetchone()[0] == 1, "the old key opens nothing of this record any more"


def test_an_entry_of_an_older_version_is_read_in_todays_words_and_its_seal_stays(life):
    @entry("made_up_in_a_test")
    class Old:
        """Something was written down, as an older release spelt it."""

        who: str

    @entry("made_up_in_a_test", version=2)
    class New:
        """Something was written down."""

        forename: str
        surname: str

    try:
        child = life()
        child.note(Old(who="Ada Lind"))
        leaf = child.case.recorded[-1].leaf_digest
        assert child.case.last(Old).fact.who == "Ada Lind"

        @replaces(Old)
        def split(old: Old) -> New:
            forename, _, surname = old.who.partition(" ")
            return New(forename=forename, surname=surname)

        assert child.case.last(New).fact == New(forename="Ada", surname="Lind")
        assert child.case.recorded[-1].leaf_digest == leaf
        assert "every seal holds" in copies.upgrade()
        with pytest.raises(ValueError, match="read as a later version already"):
            replaces(Old)(split)
    finally:
        for version in (1, 2):
            KINDS.pop(("made_up_in_a_test", version))
        LATER.pop(Old, None)
    with pytest.raises(Wrong, match=r"does not know: made_up_in_a_test/1.*Nothing was changed"):
        copies.upgrade()


def test_a_record_made_before_the_seal_is_brought_over_leaf_by_leaf(life, tmp_path):
    """The tables as they were before: a chain, and the words in the open."""
    from candour.record.store.reading import every_entry

    child = life("Ingrith", "Quarrington").on_a_plan()
    was, held, before = child.case, [(one, one.words()) for one in every_entry()], list(dump())
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject, version, position FROM record_subject")
        subjects = cursor.fetchall()
    open_database(tmp_path / "older.sqlite3")
    call_command("migrate", "record", "0001", verbosity=0)
    older(held, subjects)
    call_command("migrate", verbosity=0)
    copies.bring_tables_up_to_date()
    assert read(child.person_id) == was
    assert list(dump()) == before and check_record()[1]
    assert b"Quarrington" not in b"".join(bytes(one.body) for one in every_entry())
    with pytest.raises(Exception, match="only grows"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_entry")


def older(held, subjects):
    with connection.cursor() as cursor:
        for name in (
            "record_alarm",
            "record_checkpoint",
            "record_erasure",
            "record_subject",
            "record_content",
            "record_entry",
            "record_log",
            "record_key",
        ):
            cursor.execute(f"DROP TABLE {name}")
        cursor.execute("CREATE TABLE record_log (name TEXT PRIMARY KEY, demonstration INTEGER, created TEXT)")
        cursor.execute("CREATE TABLE record_content (content_id TEXT PRIMARY KEY, body BLOB)")
        cursor.execute(
            "CREATE TABLE record_entry (position INTEGER PRIMARY KEY, leaf TEXT, digest TEXT, chain TEXT, content_id TEXT)"
        )
        cursor.execute("CREATE TABLE record_subject (subject TEXT, version INTEGER, position INTEGER)")
        cursor.execute("CREATE TRIGGER an_old_fence BEFORE UPDATE ON record_entry BEGIN SELECT RAISE(ABORT, 'no'); END")
        cursor.execute("INSERT INTO record_log VALUES ('tests', 1, '2026')")
        cursor.executemany(
            "INSERT INTO record_content VALUES (%s, %s)", [(one.content_id, words) for one, words in held]
        )
        cursor.executemany(
            "INSERT INTO record_entry VALUES (%s, %s, %s, 'x', %s)",
            [(one.position, one.leaf, one.digest, one.content_id) for one, _ in held],
        )
        cursor.executemany("INSERT INTO record_subject VALUES (%s, %s, %s)", subjects)
