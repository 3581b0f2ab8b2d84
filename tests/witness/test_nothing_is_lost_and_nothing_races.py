"""Two heads at once, a restart, a killed process, a full disk, a lost database: a witness signs one history only."""

import json
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import urllib.error
from concurrent.futures import ThreadPoolExecutor

import pytest

from candour.seal.checkpoint import checkpoint_of
from tests.witness.conftest import CANDOUR, Record, types


@pytest.mark.parametrize("processes", [1, 2])
def test_of_many_different_heads_sent_at_once_one_is_cosigned(witness, tmp_path, record, processes):
    addresses = [witness.address] + [witness.start() for _ in range(processes - 1)]
    for round_ in range(4):
        path = tmp_path / f"{round_}"
        name = f"{round_}.example/record"
        start = Record(path, name).grow(4, "leaf")
        witness.types("watch", str(start.signer.key))
        assert witness.offer(start.note(), 0).status == 200
        others = [
            Record(path.with_name(f"{round_}-{at}"), name, start.signer).grow(4).grow(1 + at % 3, f"way {at}")
            for at in range(8)
        ]
        together = threading.Barrier(8)

        def send(at, others=others, together=together):
            together.wait()
            return witness.offer(others[at].note(), 4, others[at].proof(4), at=addresses[at % len(addresses)])

        with ThreadPoolExecutor(8) as pool:
            replies = list(pool.map(send, range(8)))
        assert sorted(reply.status for reply in replies) == [200] + [409] * 7
        (winner,) = [others[at] for at in range(8) if replies[at].status == 200]
        for at in range(8):
            if replies[at].status == 409:
                assert replies[at].body == f"{winner.size}\n".encode()
        assert witness.offer(winner.note(), winner.size).status == 200


def test_a_record_that_sends_from_many_hands_grows_in_one_line(witness, record):
    """Eight senders, two processes, one record: each asks, learns the size, and asks again."""
    addresses = [witness.address, witness.start()]
    record.grow(200)
    wanted = list(range(5, 205, 5))
    cosigned, lock = [], threading.Lock()

    def send(hand):
        for size in wanted[hand::8]:
            old = 0
            for _ in range(100):
                reply = witness.offer(record.note(size), old, record.proof(old, size), at=addresses[hand % 2])
                if reply.status == 200:
                    with lock:
                        cosigned.append(size)
                    break
                old = int(reply.body)
                if old > size:
                    break

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(8)))
    database = sqlite3.connect(witness.folder / "witness.sqlite3")
    kept = [row[0] for row in database.execute("SELECT size FROM head ORDER BY first_at, size")]
    database.close()
    assert set(cosigned) == set(kept) and max(kept) == 200
    final = json.loads(witness.get("/status.json").body)["records"][0]
    assert final["size"] == 200 and final["root"] == checkpoint_of(record.note(200)).root.hex()


def test_after_a_restart_it_never_signs_a_smaller_record(witness, record):
    small = record.note()
    witness.offer(small, 0)
    record.grow(4)
    witness.offer(record.note(), 5, record.proof(5))
    for how in (signal.SIGTERM, signal.SIGKILL):
        witness.stop(how)
        witness.start()
        assert witness.offer(small, 0).body == b"9\n"
        assert witness.offer(small, 5).body == b"9\n"
        assert witness.offer(record.note(), 9).status == 200


def test_killed_at_any_moment_it_has_kept_every_head_it_signed(witness, record):
    record.grow(3000)
    old, told = 0, 0
    for round_ in range(5):
        stop = threading.Timer(0.05 + 0.07 * round_, witness.stop, [signal.SIGKILL])
        stop.start()
        try:
            while old < 3000:
                size = max(old, told) + 1
                reply = witness.offer(record.note(size), old, record.proof(old, size))
                if reply.status == 200:
                    old = told = size
                else:
                    assert reply.status == 409 and int(reply.body) in (told, told + 1)
                    old = int(reply.body)
        except (urllib.error.URLError, OSError):
            pass
        stop.join()
        witness.start()
        kept = int(witness.offer(record.note(), 0).body)
        assert kept in (told, told + 1), "what was signed is kept; at most the one in hand was kept unsaid"
        old = told = kept
    assert told > 5


def test_when_the_disk_takes_no_more_nothing_is_signed_that_is_not_kept(made, record):
    record.grow(400)
    made.start(limit=100_000)
    signed = 0
    for size in range(1, 200):
        reply = made.offer(record.note(size), size - 1, record.proof(size - 1, size))
        if reply.status != 200:
            break
        signed = size
    assert signed and reply.status == 503 and b"Nothing was cosigned" in reply.body
    made.stop(signal.SIGKILL)
    made.start()
    assert made.offer(record.note(), 0).body == f"{signed}\n".encode()
    assert made.offer(record.note(), signed, record.proof(signed)).status == 200


def test_those_who_begin_and_do_not_finish_keep_nobody_waiting(witness, record):
    host, port = witness.address.removeprefix("http://").split(":")
    begun = [socket.create_connection((host, int(port))) for _ in range(40)]
    for one in begun:
        one.sendall(b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\nold 0\n")
    assert witness.offer(record.note(), 0).status == 200
    assert witness.get("/").status == 200
    begun[0].settimeout(20)
    assert begun[0].recv(100).startswith(b"HTTP/1.1 408")
    for one in begun:
        one.close()


def refused(folder):
    done = subprocess.run(
        [CANDOUR, "witness", "serve", str(folder), "--port", "1"],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 2 and "Traceback" not in done.stderr
    return done.stderr


def test_a_witness_that_lost_its_database_does_not_begin_again_from_nothing(made, record):
    for path in made.folder.glob("witness.sqlite3*"):
        path.unlink()
    said = refused(made.folder)
    assert "witness.sqlite3 is missing" in said and "retired" in said and "witness new" in said
    assert "is missing" in made.types("watch", str(record.signer.key)).stderr
    assert not (made.folder / "witness.sqlite3").exists()


def test_a_database_that_is_not_its_own_is_refused(made, tmp_path):
    types("witness", "new", str(tmp_path / "second"), "--name", "council.example/witness")
    shutil.copy(tmp_path / "second" / "witness.sqlite3", made.folder / "witness.sqlite3")
    assert "belongs to another key, council.example/witness+" in refused(made.folder)
    (made.folder / "witness.sqlite3").unlink()
    sqlite3.connect(made.folder / "witness.sqlite3").execute("CREATE TABLE other (x)").connection.close()
    assert "not the database of a witness" in refused(made.folder)
    (made.folder / "witness.sqlite3").write_bytes(b"not a database at all" * 100)
    assert "cannot be read" in refused(made.folder)


def test_a_key_that_others_can_open_or_that_is_gone_is_said(made):
    key = made.folder / "witness.key"
    assert key.stat().st_mode & 0o777 == 0o600
    key.chmod(0o640)
    assert f"chmod 600 {key}" in refused(made.folder)
    key.chmod(0o600)
    key.write_text("PRIVATE+KEY+rubbish\n")
    assert "cannot be read" in refused(made.folder)
    key.unlink()
    assert "There is no witness in" in refused(made.folder)


def test_what_is_typed_wrongly_is_said_with_what_to_do(made, tmp_path, record):
    assert "not empty" in types("witness", "new", str(made.folder), "--name", "x").stderr
    assert "one word" in types("witness", "new", str(tmp_path / "n"), "--name", "two words").stderr
    assert not (tmp_path / "n").exists()
    assert "Copy the record's public key whole" in made.types("watch", "nonsense").stderr
    assert "key of a witness" in made.types("watch", str(made.key)).stderr
    assert "from 1 to 65535" in made.types("serve", "--port", "0").stderr
    assert "--stale-minutes is 0" in made.types("serve", "--stale-minutes", "0").stderr
    made.start()
    port = made.address.rpartition(":")[2]
    assert "choose another --port" in made.types("serve", "--port", port).stderr
    assert "1 key may sign" in made.types("watch", str(record.signer.key)).stdout


def test_the_witness_needs_no_record_and_no_django(tmp_path):
    began = "import sys; from candour.wiring.command import main\ntry: main(sys.argv[1:])\nexcept SystemExit: pass\n"
    loud = (
        began + "print('loaded', *sorted({one.split('.')[0] for one in sys.modules} & {'django', 'polars', 'granian'}))"
    )
    for words, loaded in [
        (["witness", "--help"], "loaded"),
        (["witness", "new", str(tmp_path / "w"), "--name", "a"], "loaded granian"),
    ]:
        done = subprocess.run(
            [sys.executable, "-c", loud, *words], capture_output=True, text=True, check=True, cwd=tmp_path
        )
        assert done.stdout.splitlines()[-1] == loaded
