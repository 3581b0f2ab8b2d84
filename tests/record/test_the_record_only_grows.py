"""What the database itself refuses, on SQLite and on a real PostgreSQL; and what fsck finds where a file was bent."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections
from django.db.utils import DatabaseError

from candour.practice.guard import Worker
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.person import PersonRecorded
from candour.record.entry import Standing, ToRecord
from candour.record.fsck import faults
from candour.record.ledger import WrongClock
from candour.record.store.ledger import name_the_log
from candour.record.store.reading import read
from candour.seal.checkpoint import Checkpoint
from candour.seal.tree import Edge, hash_leaf
from candour.ssd.store.tables import dump
from candour.wiring.checking import sealed_rows
from candour.wiring.desks import desk as make_desk
from candour.wiring.desks import right_now, tell_tables_again

BY = Worker("b" * 32, "Jo", Standing("social_worker"))
CHANGES = (
    "UPDATE record_entry SET leaf = 'x'",
    "DELETE FROM record_entry",
    "UPDATE record_content SET subject = 'x'",
    "DELETE FROM record_content",
    "UPDATE record_subject SET version = 99",
    "DELETE FROM record_subject",
    "UPDATE record_log SET name = 'x'",
    "DELETE FROM record_log",
    "INSERT INTO record_log VALUES ('again', FALSE, '2026')",
    "DELETE FROM access_view",
)


def harm(person_id, desk, words="Hit"):
    return ToRecord(HarmRecorded(harm_id=desk.fresh(), what=words, known_on=desk.now.day), (person_id,), desk.now.day)


@pytest.mark.parametrize("change", CHANGES)
def test_sqlite_refuses_to_change_or_remove(change, desk, life):
    life()
    from candour.access.views_kept import note_a_view

    note_a_view(desk.casefile_to_read("0" * 32), BY, "child", right_now())
    with pytest.raises(DatabaseError, match=r"only grows|already has its name"), connection.cursor() as cursor:
        cursor.execute(change)


def test_sqlite_refuses_to_replace_an_entry_in_place(life):
    life()
    with pytest.raises(DatabaseError, match="end of the record"), connection.cursor() as cursor:
        cursor.execute("INSERT OR REPLACE INTO record_entry SELECT * FROM record_entry WHERE position = 0")


def test_an_entry_cannot_skip_a_place(life):
    life()
    with pytest.raises(DatabaseError, match=r"end of the record|only be added together"), connection.cursor() as cursor:
        cursor.execute("INSERT INTO record_entry SELECT position + 1000, leaf, digest, nodes, 'new' FROM record_entry")


def test_places_have_no_gap_and_a_refused_writing_leaves_none(desk, life, social_worker):
    child = life()
    with pytest.raises(ZeroDivisionError), desk.together():
        desk.note([harm(child.person_id, desk)], by=social_worker)
        raise ZeroDivisionError
    desk.note([harm(child.person_id, desk)], by=social_worker)
    positions = [row[0] for row in sealed_rows()]
    assert positions == list(range(len(positions)))
    assert len(child.case.recorded) == 2


def test_a_writing_about_two_children_is_written_to_both_or_to_neither(desk, life, social_worker):
    one, other = life("Ada"), life("Ben")
    drafts = [harm(one.person_id, desk), ToRecord(HarmRecorded(harm_id="x", what=object(), known_on=desk.now.day), (other.person_id,), desk.now.day)]  # type: ignore[arg-type]  # fmt: skip
    with pytest.raises(TypeError):
        desk.note(drafts, by=social_worker)
    assert len(one.case.recorded) == len(other.case.recorded) == 1


def test_fsck_holds_for_a_whole_life_and_finds_each_way_of_bending_it(life, tmp_path):
    life().on_a_plan()
    rows = list(sealed_rows())
    assert list(faults(rows)) == []
    row = rows[3]
    bent = json.loads(row.content)
    bent["fields"] = {**bent["fields"], next(iter(bent["fields"])): "other words"}
    shorter = json.loads(row.content)
    shorter["fields"].pop(next(iter(shorter["fields"])))
    late = row.leaf.replace('"recorded":"2', '"recorded":"1')
    for broken, words in (
        (rows[:3] + rows[4:], "is missing"),
        ([row._replace(leaf=row.leaf.replace("social", "senior", 1) + " ")], "not the one that was sealed"),
        ([row._replace(nodes=bytes(32))], "the tree is not the one"),
        ([row._replace(content=json.dumps(bent).encode())], "not the ones that were sealed"),
        ([row._replace(content=json.dumps(shorter).encode())], "added or taken away"),
        ([row._replace(content=None)], "words are missing"),
        ([row._replace(content=None, why_not="no key")], "no erasure says why"),
        ([row._replace(content=None, why_not="erased")], "shut off as erased, and no entry says so"),
        ([row._replace(content=None, why_not="cannot be opened: they were changed")], "cannot be opened"),
        ([row._replace(content=rows[5].content)], "taken away|not the ones"),
        ([row._replace(leaf=late, digest=hashlib.sha256(late.encode()).hexdigest())], "the clock went back"),
        ([rows[4], rows[3]], "missing"),
    ):
        whole = broken if len(broken) > 2 else [*rows[:3], *broken, *rows[3 + len(broken) :]]
        found = list(faults(whole))
        assert any(re.search(words, fault.what) for fault in found), (words, found)


def test_fsck_compares_the_tree_with_every_checkpoint_that_was_signed(life):
    life().on_a_plan()
    rows = list(sealed_rows())
    edge = Edge()
    signed = {}
    for row in rows:
        edge.add(hash_leaf(row.leaf.encode()))
        signed[edge.size] = [str(Checkpoint("tests", edge.size, edge.root()))]
    assert list(faults(rows, None, signed)) == []
    other = {5: [str(Checkpoint("tests", 5, bytes(32)))]}
    assert [fault.what for fault in faults(rows, None, other)] == [
        "the first 5 entries are not those a checkpoint was signed for"
    ]
    assert [fault.what for fault in faults(rows[:-1], None, signed)] == [
        f"a checkpoint was signed for {len(rows)} entries, and only {len(rows) - 1} are here"
    ]


def test_a_real_record_takes_its_time_from_the_database(tmp_path):
    from tests.conftest import new_record, open_database

    assert new_record
    open_database(tmp_path / "real.sqlite3")
    from django.core.management import call_command

    from candour.wiring.desks import bring_tables_up_to_date

    call_command("migrate", verbosity=0)
    name_the_log("real", demonstration=False, created=right_now())
    bring_tables_up_to_date()
    honest, slow, fast = (make_desk(clock=lambda by=by: right_now() + timedelta(seconds=by)) for by in (0, -8, 8))
    fact = ToRecord(PersonRecorded(forename="Ada"), ("c" * 32,), honest.now.day)
    honest.note([fact], by=BY)
    for wrong in (slow, fast):
        with pytest.raises(WrongClock, match="five seconds"):
            wrong.note([fact], by=BY)
    assert len(read("c" * 32).recorded) == 1


def test_a_demonstration_takes_its_time_from_the_caller_and_says_so_on_every_page(life, clock, office):
    from django.test import Client

    child = life()
    assert child.case.recorded[0].recorded.year == 2024
    assert b"Demonstration record: tests" in Client().get("/sign-in/").content


def test_many_writers_at_once_all_get_a_place(desk, life, social_worker):
    child = life()

    def write():
        mine = make_desk(clock=lambda: datetime(2024, 2, 1, tzinfo=UTC))
        for _ in range(10):
            mine.note([harm(child.person_id, mine)], by=social_worker)
        connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert child.case.version == 61
    assert list(faults(sealed_rows())) == []


def test_postgresql_keeps_a_whole_life_and_tells_it_again_to_the_same_rows(on_postgres, clock):
    from tests.lives import Life

    assert connection.vendor == "postgresql"
    child = Life(make_desk(clock=clock), clock, on_postgres).on_a_plan().later(80).reviewed().later(90).protected()
    child.supervised().plan_ended().later(30).closed()
    before = list(dump())
    tell_tables_again()
    assert list(dump()) == before
    assert list(faults(sealed_rows())) == []


def test_postgresql_answers_what_the_lists_of_supervision_ask(on_postgres, clock):
    from tests.lives import Life
    from tests.web.test_pages_open import client_for

    child = Life(make_desk(clock=clock), clock, on_postgres).referral().answered().allocated().on(right_now().date())
    child.supervised()
    for role, waits in (("social_worker", True), ("team_manager", False)):
        client = client_for(role, on_postgres)
        text = client.get("/").content.decode()
        assert ("Confirm a supervision" in text and "Confirm or dispute a direction" in text) == waits
        for where in (f"/supervision/?worker={on_postgres.ids[role]}", f"/child/{child.person_id}/supervision/"):
            assert client.get(where).status_code == 200
    page = client.get(f"/child/{child.person_id}/supervision/").content.decode()
    assert f'value="worker-{on_postgres.ids["social_worker"]}" selected' in page
    assert client.get(f"/child/{child.person_id}/supervision/{child.supervision_id}/").status_code == 200


@pytest.mark.parametrize("change", [*CHANGES, "TRUNCATE record_entry CASCADE", "TRUNCATE record_log"])
def test_postgresql_refuses_to_change_or_remove(change, on_postgres):
    with pytest.raises(DatabaseError, match=r"only grows|already has its name"), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_applications_own_role_works_and_has_no_right_to_more_than_reading_and_adding(
    on_postgres, postgres_uri, clock
):
    from candour.wiring.beginning import grant
    from tests.lives import Life

    with connection.cursor() as cursor:
        cursor.execute("DROP OWNED BY candour_app" if _has_role(cursor) else "CREATE ROLE candour_app LOGIN")
    assert "cannot change or remove" in grant("candour_app", signer=False)
    before = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = "candour_app"
    try:
        child = Life(make_desk(clock=clock), clock, on_postgres).on_a_plan()
        assert child.case.version > 10
        for change in (
            "UPDATE record_entry SET leaf = 'x'",
            "DELETE FROM record_content",
            "TRUNCATE record_entry",
            "ALTER TABLE record_entry DISABLE TRIGGER ALL",
            "DROP TRIGGER record_entry_next ON record_entry",
            "DROP TABLE record_entry",
            "DELETE FROM access_view",
            "INSERT INTO record_entry SELECT * FROM record_entry",
            "DELETE FROM record_key",
            "INSERT INTO record_key VALUES ('x', 'y', 'z')",
            "INSERT INTO record_erasure VALUES ('x', 0)",
            "INSERT INTO record_checkpoint VALUES (1, '2026', 'x')",
            "ALTER FUNCTION ledger.record_append SECURITY INVOKER",
            "CREATE OR REPLACE FUNCTION ledger.record_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$",
        ):
            with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), connection.cursor() as cursor:
                cursor.execute(change)
    finally:
        connection.close()
        connection.settings_dict["USER"] = before


def _has_role(cursor):
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'candour_app'")
    return cursor.fetchone() is not None


def test_a_file_bent_by_its_owner_is_found(life, tmp_path, made_once):
    """SQLite's triggers stop the application, not the owner of the file; the seals show what the owner did."""
    life().harmed("Hit with a belt")
    path = connection.settings_dict["NAME"]
    connection.close()
    with sqlite3.connect(path) as owner:
        for (name,) in owner.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            owner.execute(f"DROP TRIGGER {name}")
        owner.execute("UPDATE record_content SET body = CAST(substr(body, 1, length(body) - 1) || x'00' AS BLOB)")
    assert any("cannot be opened" in fault.what for fault in faults(sealed_rows()))


def test_a_table_somebody_wrote_to_beside_the_record_is_found(life):
    from candour.wiring.checking import check_record

    life().on_a_plan()
    assert check_record()[1]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ssd_cp_plans SET cppl_cp_plan_end_date = '2026-01-01'")
    words, sound = check_record()
    assert not sound and "table cp_plans: it does not hold what the record tells" in words
