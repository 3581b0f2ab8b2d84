"""The plug is pulled: nothing that was acknowledged is lost, and nothing half-written is ever seen."""

from __future__ import annotations

import os
import random
import signal
import time

import pytest
from django.db import connection, connections
from django.db.utils import DatabaseError

from candour.record.entries.harm import HarmRecorded
from candour.record.entry import ToRecord
from candour.record.store.reading import read
from candour.ssd.store.reading import rows
from candour.wiring.desks import desk as make_desk
from tests.attacks.conftest import ADA, BEN, BY
from tests.conftest import LONG

KILLS = 1000 if LONG else 20


def a_writing(desk, words):
    """One writing of three entries about two children, and their tables."""
    facts = [
        ToRecord(HarmRecorded(harm_id=desk.fresh(), what=words, known_on=desk.now.day), (child,), desk.now.day)
        for child in (ADA, BEN, ADA)
    ]
    return desk.note(facts, by=BY)


def in_a_process(act) -> int:
    """Run something in a process of its own. Returns its pid."""
    connection.close()
    here = dict(connection.settings_dict)
    pid = os.fork()
    if pid == 0:
        try:
            # The same database, whatever a browser's event loop in this process makes of threads and contexts.
            connections.settings = {"default": here}
            connections["default"] = connections.create_connection("default")
            act()
        finally:
            os._exit(0)
    return pid


def lengths():
    counts = {row["what"]: row["many"] for row in rows(
        "SELECT 'entries' AS what, COUNT(*) AS many FROM record_entry UNION ALL"
        " SELECT 'words', COUNT(*) FROM record_content UNION ALL SELECT 'harms', COUNT(*) FROM ssd_harm"
    )}  # fmt: skip
    connection.close()
    return counts


def test_killed_before_each_statement_of_an_append_it_is_there_whole_or_not_at_all(town):
    whole, boundary = False, 0
    while not whole:
        boundary += 1
        before = lengths()

        def act(at=boundary):
            seen = 0

            def plug(execute, *statement):
                nonlocal seen
                seen += 1
                if seen == at:
                    os.kill(os.getpid(), signal.SIGKILL)
                return execute(*statement)

            with connection.execute_wrapper(plug):
                a_writing(make_desk(), f"at {at}")

        _, status = os.waitpid(in_a_process(act), 0)
        whole = not os.WIFSIGNALED(status)
        grown = {what: many - before[what] for what, many in lengths().items()}
        assert set(grown.values()) == ({3} if whole else {0}), (boundary, grown)
        assert boundary < 60
    assert boundary > 5, "the plug was pulled in too few places"
    assert town.faults() == ""
    town.sign()


def test_killed_when_all_is_written_and_nothing_confirmed_it_is_as_if_nothing_was(town):
    before = lengths()

    def act():
        connection.ensure_connection()
        connection._commit = lambda: os.kill(os.getpid(), signal.SIGKILL)
        a_writing(make_desk(), "all but confirmed")

    _, status = os.waitpid(in_a_process(act), 0)
    assert os.WIFSIGNALED(status)
    assert lengths() == before and town.faults() == ""


def test_killed_under_load_at_any_moment_nothing_acknowledged_is_lost(town, tmp_path):
    chance, acknowledged = random.Random(7), tmp_path / "acknowledged"
    acknowledged.touch()
    for turn in range(KILLS):

        def act(turn=turn):
            desk = make_desk()
            with acknowledged.open("a") as said:
                for at in range(10_000):
                    ids = [item.entry_id for item in a_writing(desk, f"turn {turn} {at}")]
                    said.write(" ".join(ids) + "\n")
                    said.flush()

        writers = [in_a_process(act) for _ in range(2)]
        until, said = time.monotonic() + 60, acknowledged.stat().st_size
        while acknowledged.stat().st_size == said and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(chance.random() * 0.1)
        for pid in writers:
            os.kill(pid, signal.SIGKILL)
        for pid in writers:
            os.waitpid(pid, 0)
        kept = {row["content_id"] for row in rows("SELECT content_id FROM record_entry")}
        promised = {
            entry_id
            for line in acknowledged.read_text().splitlines(keepends=True)
            if line.endswith("\n")
            for entry_id in line.split()
        }
        assert promised <= kept
        assert (len(kept) - 10 - 3) % 3 == 0, "a writing of three was cut"
        connection.close()
    assert len(promised) >= 3 * KILLS
    assert town.faults() == ""
    town.sign()
    assert town.faults() == ""


def test_two_at_once_both_get_a_place_and_one_tree(town):
    def act():
        desk = make_desk()
        for at in range(15):
            a_writing(desk, f"{os.getpid()} {at}")

    for pid in [in_a_process(act) for _ in range(4)]:
        _, status = os.waitpid(pid, 0)
        assert status == 0
    assert rows("SELECT COUNT(*) AS many FROM record_entry")[0]["many"] == 13 + 4 * 15 * 3
    assert town.faults() == ""
    town.sign()


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)
def test_a_disk_that_is_full_refuses_the_writing_and_keeps_the_record(town):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 1}")
    desk = make_desk()
    with pytest.raises(DatabaseError, match="full"):
        for at in range(200):
            a_writing(desk, "x" * 2000 + str(at))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1000000")
    assert town.faults() == ""
    a_writing(desk, "room again")
    assert read(ADA).recorded[-1].fact.what == "room again"
