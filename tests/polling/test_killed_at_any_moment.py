"""The service is killed, or the disk fails, at any moment: no answer is lost or doubled, no key of what waited stays."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from candour.polling.codes import hash_of
from candour.polling.store import DATABASE, KEY, CodeUsed, Given, Store, make_store
from candour.polling.trouble import Trouble

ANSWERING = """
import sys
from pathlib import Path
from candour.polling.store import Given, Store
store = Store(Path(sys.argv[1]))
for code in sys.argv[2:]:
    print("sends", code, flush=True)
    store.take(code, Given({"q": [code]}, {"more": code}))
    print("was told", code, flush=True)
"""
KILLS, SENT = 12, 45
CODES = [f"{nth:020}" for nth in range(KILLS * SENT)]


def answered_until_killed(folder, codes, after):
    """Those who were told that their answer is kept, and those who sent one, when the service was killed."""
    service = subprocess.Popen(
        [sys.executable, "-c", ANSWERING, str(folder), *codes], stdout=subprocess.PIPE, text=True
    )
    assert service.stdout and service.stdout.readline().startswith("sends")
    time.sleep(after)
    os.kill(service.pid, signal.SIGKILL)
    lines = [line.rsplit(" ", 1) for line in service.communicate()[0].splitlines()]
    told = [code for what, code in lines if what == "was told"]
    return told, [codes[0], *(code for what, code in lines if what == "sends")]


def test_no_answer_is_lost_or_doubled_and_nobody_is_told_what_is_not_so(tmp_path):
    chance = random.Random(1)
    make_store(tmp_path, "{}", "", "", [hash_of(one) for one in CODES])
    left, interrupted = list(CODES), 0
    for _ in range(KILLS):
        told, sent = answered_until_killed(tmp_path, left[:SENT], chance.uniform(0, 0.3))
        store = Store(tmp_path)
        for code in sent:
            try:
                store.take(code, Given({"q": [code]}, {"more": code}))
                assert code not in told, "somebody was told that it is kept, and it was not"
                interrupted += 1
            except CodeUsed:
                pass
        store.close()
        left = [code for code in left if code not in sent]
    store = Store(tmp_path)
    store.close_for_good()
    assert sorted(said["q"][0] for said in store.answers()) == sorted(set(CODES) - set(left))
    assert sorted(words for _, _, words in store.words()) == sorted(set(CODES) - set(left))
    assert not store.uneven()
    assert [path.name for path in tmp_path.glob("waiting-*")] == [], "keys of what waited before a kill"
    store.close()


def test_a_key_that_a_kill_left_behind_goes_with_the_next_answer(tmp_path, monkeypatch):
    make_store(tmp_path, "{}", "", "", [hash_of(one) for one in CODES[:11]])
    store = Store(tmp_path)
    for code in CODES[:9]:
        store.take(code, Given({"q": [code]}, {}))
    with monkeypatch.context() as killed:  # right after the tenth was written, before its key was destroyed
        killed.setattr(os, "unlink", lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
        if not (child := os.fork()):
            Store(tmp_path).take(CODES[9], Given({"q": ["tenth"]}, {}))
            os._exit(0)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
    assert len(store.answers()) == 10 and len(list(tmp_path.glob("waiting-*"))) == 1
    store.take(CODES[10], Given({"q": ["eleventh"]}, {}))
    (waits,) = tmp_path.glob("waiting-*")
    assert waits.read_text() and len(store.answers()) == 10
    store.close_for_good()
    assert list(tmp_path.glob("waiting-*")) == [] and len(store.answers()) == 11
    store.close()


def test_an_answer_that_could_not_be_written_is_not_kept_by_half_and_the_next_one_is(tmp_path):
    make_store(tmp_path, "{}", "", "", [hash_of(one) for one in CODES[:2]])
    store = Store(tmp_path)
    store._database.execute("PRAGMA busy_timeout=0")
    somebody_else = sqlite3.connect(tmp_path / DATABASE, isolation_level=None)
    somebody_else.execute("BEGIN")
    somebody_else.execute("SELECT count(*) FROM code").fetchone()
    with pytest.raises(sqlite3.OperationalError):
        store.take(CODES[0], Given({"q": ["one"]}, {}))
    somebody_else.close()
    for code in CODES[:2]:
        store.take(code, Given({"q": [code]}, {}))
    store.close_for_good()
    assert sorted(said["q"][0] for said in store.answers()) == CODES[:2]
    store.close()


def test_where_the_file_cannot_be_laid_out_anew_ten_answers_are_kept_and_nobody_is_told_otherwise(tmp_path):
    make_store(tmp_path, "{}", "", "", [hash_of(one) for one in CODES[:10]])
    store = Store(tmp_path)
    no_room = sqlite3.SQLITE_DENY, sqlite3.SQLITE_ATTACH  # laying it out anew needs a second file beside it
    store._database.set_authorizer(lambda what, *_: no_room[0] if what == no_room[1] else sqlite3.SQLITE_OK)
    for code in CODES[:10]:
        store.take(code, Given({"q": [code]}, {}))
    assert len(store.answers()) == 10 and list(tmp_path.glob("waiting-*")) == []
    store.close()


def test_a_survey_whose_key_is_another_is_not_held_so_that_no_code_counts_twice(tmp_path):
    make_store(tmp_path, "{}", "", "", [hash_of(CODES[0])])
    (tmp_path / KEY).write_text("0" * 64)
    with pytest.raises(Trouble, match="is not the key this survey was made with"):
        Store(tmp_path)


def test_a_survey_made_by_an_earlier_version_says_so(tmp_path):
    make_store(tmp_path, "{}", "", "", [hash_of(CODES[0])])
    with sqlite3.connect(tmp_path / DATABASE) as database:
        database.executescript("DROP TRIGGER frozen_update; ALTER TABLE frozen DROP COLUMN key_known_by;")
    database.close()
    with pytest.raises(Trouble, match="made by an earlier Candour"):
        Store(tmp_path)
