"""An attacker with the database file, the used codes, the log and the published tables ties no answer to a person."""

import secrets
import sqlite3
from math import sqrt

from candour.polling.codes import hash_of
from candour.polling.store import DATABASE, TOGETHER, Given, Store, make_store

RUNS = 60


def mark():
    """An answer that can be known again, wherever it is in the bytes of a file."""
    return "a" + secrets.token_hex(6)


def held_once(folder, arriving=TOGETHER):
    """One pool: people come one after another. Returns the store, and in the order of their coming code and answer."""
    folder.mkdir()
    codes = [secrets.token_hex(10).upper() for _ in range(arriving)]
    make_store(folder, "{}", "", "", [hash_of(one) for one in codes])
    store, came = Store(folder), []
    for code in codes:
        came.append((code, mark()))
        store.take(code, Given({"q": [came[-1][1]]}, {"more": f"words {came[-1][1]}"}))
    return store, came


def by_place_in_the_file(path, came):
    """The matcher: reads the bytes from end to start, as a page of a database is filled, and takes that for the order."""
    raw = path.read_bytes()
    at = {answer: raw.rindex(b'["' + answer.encode()) for _, answer in came}
    return sorted(at, key=lambda answer: -at[answer])


def by_reference(path, _):
    """The matcher: takes the order of the references for the order of coming."""
    rows = sqlite3.connect(path).execute("SELECT said FROM answer ORDER BY id").fetchall()
    return [said.split('"')[3] for (said,) in rows]


def by_words(path, _):
    """The matcher: takes the order of what was written in words."""
    rows = sqlite3.connect(path).execute("SELECT words FROM words ORDER BY id").fetchall()
    return [words.removeprefix("words ") for (words,) in rows]


def by_used_codes(path, came):
    """The matcher: knows who came when, finds each one's used code in the bytes, and pairs by place with the answers."""
    import hmac

    key = bytes.fromhex((path.parent / "survey.key").read_text())
    raw = path.read_bytes()
    place = {code: raw.rindex(hmac.digest(key, code.encode(), "sha256")) for code, _ in came}
    answers = by_place_in_the_file(path, came)
    ranked = sorted(place, key=lambda code: -place[code])
    return [answers[ranked.index(code)] for code, _ in came]


MATCHERS = (by_place_in_the_file, by_reference, by_words, by_used_codes)


def test_over_many_surveys_no_matcher_does_better_than_chance(tmp_path):
    right = dict.fromkeys(MATCHERS, 0)
    for run in range(RUNS):
        store, came = held_once(tmp_path / str(run))
        store.close()
        for matcher in MATCHERS:
            guessed = matcher(tmp_path / str(run) / DATABASE, came)
            right[matcher] += sum(one == answer for one, (_, answer) in zip(guessed, came, strict=True))
    for matcher, hits in right.items():  # by chance one in each pool of ten, with a variance of one
        assert abs(hits - RUNS) <= 5 * sqrt(RUNS), (matcher.__doc__, hits)


def test_the_same_matcher_finds_everybody_in_a_table_kept_in_the_order_of_coming(tmp_path):
    came = [("", mark()) for _ in range(TOGETHER)]
    with sqlite3.connect(tmp_path / "naive") as naive:
        naive.execute("CREATE TABLE answer (said TEXT)")
        naive.executemany("INSERT INTO answer VALUES (?)", [(f'["{one}"]',) for _, one in came])
    naive.close()
    assert by_place_in_the_file(tmp_path / "naive", came) == [one for _, one in came]


def test_while_fewer_than_ten_wait_the_database_holds_none_of_them(tmp_path):
    store, came = held_once(tmp_path / "waiting", TOGETHER - 1)
    assert store.answers() == [] and store.words() == []
    lengths = set()
    for path in (tmp_path / "waiting").iterdir():
        raw = path.read_bytes()
        assert not any(answer.encode() in raw or code.encode() in raw for code, answer in came), path.name
    database = sqlite3.connect(tmp_path / "waiting" / DATABASE)
    lengths.add(database.execute("SELECT length(locked) FROM box").fetchone()[0])
    one, _ = held_once(tmp_path / "one", 1)
    lengths.add(sqlite3.connect(tmp_path / "one" / DATABASE).execute("SELECT length(locked) FROM box").fetchone()[0])
    assert len(lengths) == 1, "how many wait must not be told by the length of what is locked"
    assert database.execute("SELECT count(*) FROM used").fetchone() == (0,)
    store.close()
    one.close()


def test_what_waited_cannot_be_opened_any_more_once_it_is_written(tmp_path):
    store, _ = held_once(tmp_path / "spent", TOGETHER)
    assert [path.name for path in (tmp_path / "spent").iterdir() if path.name.startswith("waiting-")] == []
    assert sqlite3.connect(tmp_path / "spent" / DATABASE).execute("SELECT count(*) FROM box").fetchone() == (0,)
    store.close()


def test_nothing_kept_has_a_time_in_it_or_a_place_in_a_row(held):
    for nth, code in enumerate(held.codes[:20]):
        held.send(code, q_pressed="yes" if nth % 2 else "no", q_more=f"Words {nth}")
    database = sqlite3.connect(held.folder / DATABASE)
    tables = dict(database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())
    for table in ("code", "used", "answer", "words"):
        assert "WITHOUT ROWID" in tables[table]
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        assert set(columns) <= {"hash", "digest", "id", "said", "question", "words"}
    ids = [one for (one,) in database.execute("SELECT id FROM answer UNION ALL SELECT id FROM words")]
    assert len(set(ids)) == 40, "what was chosen and what was written have references of their own"


def test_neither_what_is_answered_nor_a_code_is_said_at_the_terminal_when_the_disk_fails(held, capfd):
    (held.folder / "survey.sqlite3").chmod(0o600)
    held.survey.store._database.execute("DROP TABLE used")
    reply = held.send(held.codes[0], q_more="A secret about the Hale family")
    said = capfd.readouterr()
    assert reply.status == 503 and "Nothing was sent" in reply.text
    assert "survey" in said.err and "Hale" not in said.err + said.out and held.codes[0] not in said.err + said.out
