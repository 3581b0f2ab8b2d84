"""The record's side: it takes the signature of the witness it knows, and nothing a stranger's server does stops it."""

import base64
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from candour.seal.asking import ask, offer
from candour.seal.note import LOG, WITNESS, Note, new_key, read_lines
from candour.witness.offer import read_offer
from tests.conftest import free_port
from tests.witness.conftest import Record


@contextmanager
def answering(*pieces: bytes, pause: float = 0.0):
    """A server that sends these bytes to whoever asks, whatever they ask. Gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            try:
                asked, _ = server.accept()
                with asked:
                    asked.recv(1_000_000)
                    for piece in pieces:
                        asked.sendall(piece)
                        time.sleep(pause)
            except OSError:
                pass  # whoever asked has hung up, or the test is over

        threading.Thread(target=answer, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def http(status: str, body: bytes, *more: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *more]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@pytest.fixture
def police():
    return new_key("police.example/witness", WITNESS)


def test_what_is_asked_is_what_a_witness_reads(record):
    record.grow(300)
    read = read_offer(offer(record.note(), 5, record.proof(5)))
    assert (read.old, list(read.proof), read.note) == (5, record.proof(5), record.note())


def test_a_signature_is_taken_and_belongs_to_the_head(witness, record):
    said = ask(witness.address + "/", witness.key, record.note(), 0, [])
    assert said.trouble == "" and said.size is None
    assert Note(record.note().text, read_lines(said.line)).signed_by(witness.key) > 1_700_000_000


def test_the_size_a_witness_saw_last_is_told_and_the_next_asking_is_right(witness, record):
    ask(witness.address, witness.key, record.note(), 0, [])
    record.grow(20)
    said = ask(witness.address, witness.key, record.note(), 0, [])
    assert said.line is None and said.size == 5 and "saw 5 entries" in said.trouble
    assert ask(witness.address, witness.key, record.note(), said.size, record.proof(5)).line


def test_why_it_did_not_sign_is_told_in_words(witness, record, tmp_path):
    stranger = Record(tmp_path / "other", "elsewhere.example/record").grow(1)
    assert "does not watch" in ask(witness.address, witness.key, stranger.note(), 0, []).trouble
    unknown = record.note(signer=new_key(record.origin, LOG))
    assert "does not know the key" in ask(witness.address, witness.key, unknown, 0, []).trouble
    assert "does not understand" in ask(witness.address, witness.key, record.note(), 9, []).trouble
    assert "contains what it saw" in ask(witness.address, witness.key, record.note(), 0, [bytes(32)]).trouble
    assert "404" not in ask(witness.address, witness.key, stranger.note(), 0, []).trouble


def test_only_the_signature_of_the_key_asked_for_on_this_very_head_is_taken(police, record):
    note = record.note()
    other, good = new_key("police.example/witness", WITNESS), police.sign(note.text, at=1_800_000_000)
    wrong = [
        other.sign(note.text, at=5),
        police.sign(note.text + "more\n", at=5),
        "rubbish\n",
        "\u2014 a b\n",
        "\n",
        "\u2014 \u00e9 \u00e9\n",
    ]
    with answering(http("200 OK", "".join([*wrong, good]).encode() + b"\xff\xfe\n")) as url:
        assert ask(url, police.key, note, 0, []).line == good
    with answering(http("200 OK", "".join(wrong).encode())) as url:
        said = ask(url, police.key, note, 0, [])
        assert said.line is None and "without its signature" in said.trouble


@pytest.mark.parametrize("size", [b"", b"-1\n", b"05\n", b"five\n", b"5\n6\n", b"\xff", "\u0665".encode(), b"9" * 40])
def test_a_size_that_is_none_is_not_taken(police, record, size):
    with answering(http("409 Conflict", size)) as url:
        said = ask(url, police.key, record.note(), 0, [])
    assert said.size is None and said.line is None and said.trouble


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
NONSENSE = [
    *(b"", b"garbage", b"\x00" * 5000, b"HTTP/1.1 abc\r\n\r\n", CHUNKED + b"zz\r\n", CHUNKED + b"5\r\nab"),
    b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
    b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 500 + b"\r\n",
    b"HTTP/1.1 200 OK\r\nx: " + b"y" * 100_000 + b"\r\n\r\n",
    *(http("200 OK", b"x" * 70_000), http("503 No", b""), http("500 Oh", b"\xff"), http("204 Nothing", b"")),
]


@pytest.mark.parametrize("sent", NONSENSE)
def test_whatever_a_server_sends_is_told_as_trouble(police, record, sent):
    with answering(sent) as url:
        said = ask(url, police.key, record.note(), 0, [], timeout=5)
    assert said.line is None and said.size is None and said.trouble


def test_nobody_is_followed_to_another_address(police, record):
    good = http("200 OK", police.sign(record.note().text, at=5).encode())
    for status in ("301 Moved", "302 Found", "307 Moved", "308 Moved"):
        with answering(good) as elsewhere, answering(http(status, b"", f"Location: {elsewhere}")) as url:
            said = ask(url, police.key, record.note(), 0, [])
            assert said.line is None and status[:3] in said.trouble


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://127.0.0.1/", "nonsense", "", "http://", "http://[", "http://a b/"]
)
def test_an_address_that_is_none_is_told_as_trouble(police, record, url):
    assert "could not be asked" in ask(url, police.key, record.note(), 0, []).trouble


def test_a_witness_that_is_down_is_told_as_trouble(police, record):
    said = ask(f"http://127.0.0.1:{free_port()}", police.key, record.note(), 0, [])
    assert "could not be asked" in said.trouble and police.key.name in said.trouble


@pytest.mark.parametrize(
    "pieces",
    [
        [b""],
        [b"H"] * 100,
        [b"HTTP/1.1 200 OK\r\n", *[b"x: y\r\n"] * 90],
        [http("200 OK", b"x" * 200)[:80], *[b"x"] * 90],
    ],
    ids=["silent", "slow status", "slow headers", "slow body"],
)
def test_a_witness_that_keeps_one_waiting_is_left_in_time(police, record, pieces):
    began = time.monotonic()
    with answering(*pieces, pause=0.1 if len(pieces) > 1 else 9) as url:
        said = ask(url, police.key, record.note(), 0, [], timeout=1)
    assert time.monotonic() - began < 3 and "within 1 seconds" in said.trouble


def test_a_proof_is_written_a_line_for_each_hash(record):
    proof = [bytes([at]) * 32 for at in range(3)]
    lines = offer(record.note(), 2, proof).decode().split("\n\n")[0].split("\n")
    assert lines == ["old 2", *[base64.b64encode(one).decode() for one in proof]]
