"""A witness signs what extends what it saw, and nothing else: every answer of the protocol, over real HTTP."""

import base64
import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.seal.asking import offer
from candour.seal.checkpoint import Checkpoint
from candour.seal.note import LOG, BadNote, Note, new_key, read_lines, read_note
from candour.seal.tiles import Tiles
from candour.witness.keeping import open_witness
from candour.witness.offer import read_offer
from tests.witness.conftest import Record

SIZE = "text/x.tlog.size"


def cosigned_at(witness, reply, note):
    assert reply.status == 200 and reply.kind.startswith("text/plain")
    assert re.fullmatch("\u2014 police.example/witness [A-Za-z0-9+/=]+\n", reply.body.decode())
    return Note(note.text, read_lines(reply.body.decode())).signed_by(witness.key)


def test_a_record_that_grows_is_cosigned_each_time_with_the_time(witness, record):
    old = 0
    for more in (0, 1, 2, 300, 1000):
        record.grow(more)
        before = int(time.time())
        at = cosigned_at(witness, witness.offer(record.note(), old, record.proof(old)), record.note())
        assert before <= at <= int(time.time())
        old = record.size


def test_the_same_head_is_cosigned_anew_with_the_time_of_now(witness, record):
    first = cosigned_at(witness, witness.offer(record.note(), 0), record.note())
    time.sleep(1.1)
    assert cosigned_at(witness, witness.offer(record.note(), 5), record.note()) > first


def test_a_record_without_entries_is_cosigned_and_grows_from_there(witness, tmp_path, record):
    empty = Record(tmp_path / "empty", signer=record.signer)
    assert cosigned_at(witness, witness.offer(empty.note(), 0), empty.note())
    assert witness.offer(record.note(), 0).status == 200


def test_an_old_size_that_is_not_the_one_last_cosigned_gets_that_size(witness, record):
    reply = witness.offer(record.note(), 3, record.proof(3))
    assert (reply.status, reply.body, reply.kind) == (409, b"0\n", SIZE)
    witness.offer(record.note(), 0)
    record.grow(4)
    for old in (0, 3, 6, 9):
        reply = witness.offer(record.note(), old, record.proof(old))
        assert (reply.status, reply.body, reply.kind) == (409, b"5\n", SIZE)
    assert witness.get("/status.json").body.count(b'"kind"') == 0, "a stale retry is no evidence"


def test_another_root_for_the_same_size_is_a_conflict(witness, record, tmp_path):
    witness.offer(record.note(), 0)
    other = Record(tmp_path / "other", signer=record.signer).grow(5, "another")
    for old in (5, 0, 2):
        reply = witness.offer(other.note(), old)
        assert (reply.status, reply.body, reply.kind) == (409, b"5\n", SIZE)


def test_a_proof_that_does_not_hold_is_said(witness, record, tmp_path):
    right = record.grow(3).proof(5)
    assert witness.offer(record.note(), 0, record.proof(3)).status == 422, "nothing is proved from nothing"
    assert witness.offer(record.note(5), 0).status == 200
    other = Record(tmp_path / "other", signer=record.signer).grow(8, "another")
    for note, proof in [
        (record.note(), []),
        (record.note(), right[:-1]),
        (record.note(), [*right, bytes(32)]),
        (record.note(), right[::-1]),
        (other.note(), other.proof(5)),
        (other.note(), right),
    ]:
        assert witness.offer(note, 5, proof).status == 422
    assert witness.offer(record.note(5), 5, right).status == 422
    assert witness.offer(record.note(), 5, right).status == 200


def test_a_record_that_is_not_watched_is_not_found_and_a_key_not_known_is_forbidden(witness, record, tmp_path):
    stranger = Record(tmp_path / "other", "elsewhere.example/record").grow(2)
    assert witness.offer(stranger.note(), 0).status == 404
    assert witness.offer(record.note(signer=new_key(record.origin, LOG)), 0).status == 403
    changed = Note(record.note().text.replace("\n5\n", "\n4\n"), record.note().lines)
    assert witness.offer(changed, 0).status == 403
    assert witness.get("/status.json").body.count(b'"kind"') == 0


def test_signatures_of_others_on_the_note_are_passed_over(witness, record):
    note = record.note()
    stranger = new_key("stranger.example", LOG)
    many = Note(note.text, (stranger.sign(note.text), *note.lines, stranger.sign("something else")))
    assert cosigned_at(witness, witness.offer(many, 0), note)


def malformed(record):
    note, one = str(record.note()), base64.b64encode(bytes(32)).decode()
    yield from (b"", b"\n", b"old 0\n", b"hello", f"old 0\n{note}".encode(), b"old 0\n\n" + note.encode()[:-1])
    for first in (
        "",
        "old",
        "old ",
        "old -1",
        "old 01",
        "old +1",
        "old 1.0",
        "old \u0661",
        "new 0",
        " old 0",
        "old " + "9" * 30,
    ):
        yield f"{first}\n\n{note}".encode()
    yield f"old 6\n\n{note}".encode()
    yield f"old 5\n{one[:-4]}\n\n{note}".encode()
    yield f"old 5\n{one}x\n\n{note}".encode()
    yield f"old 5\n\u00e9\n\n{note}".encode()
    yield f"old 5\r\n\r\n{note}".encode()
    yield f"old 5\n{one}\n".encode() * 2 + b"\n" + note.encode()
    yield f"old 0\n\n{note}".encode("utf-16")
    yield f"old 0\n\n{note}\u2014 name \u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\n".encode()
    yield b"old 1\n" + f"{one}\n".encode() * 64 + b"\n" + note.encode()


def test_what_is_not_an_offer_is_said_to_be_none(witness, record):
    for body in malformed(record):
        reply = witness.send(body)
        assert reply.status == 400 and reply.body.endswith(b"\n") and b"Traceback" not in reply.body, body
    assert (
        witness.send(b"old 1\n" + base64.b64encode(bytes(32)) * 0 + b"\n" + str(record.note()).encode()).status == 409
    )
    most = [bytes(32)] * 63
    assert witness.offer(record.note(), 1, most).status == 409, "63 lines of proof are read"


def test_a_body_of_more_than_64_kilobytes_is_too_large(witness, record):
    assert witness.send(b"x" * 65_537).status == 413
    assert witness.send(b"x" * 65_536).status == 400
    assert witness.send(b"x" * 3_000_000).status == 413


def test_other_addresses_and_methods_are_refused(witness):
    assert witness.get("/add-checkpoint").status == 405
    assert witness.get("/add-checkpoint", "PUT", b"x").headers["allow"] == "POST"
    assert witness.get("/", "POST", b"x").status == 405
    for path in (
        "/nothing",
        "/evidence/",
        "/evidence/x.json",
        "/evidence/../witness.key",
        "/evidence/%2e%2e/witness.key",
    ):
        assert witness.get(path).status == 404


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 400))
def test_garbage_is_never_read_as_an_offer_it_is_not(tmp_path_factory, garbage, low, high):
    text = str(Checkpoint("a.example", 5, bytes(32)))
    body = offer(Note(text, (new_key("a.example", LOG).sign(text),)), 3, [bytes(32)] * 2)
    mixed = body[:low] + garbage + body[max(low, high) :]
    try:
        read = read_offer(mixed)
    except BadNote as bad:
        assert str(bad)
    else:
        assert read.old <= read.head.size and len(read.proof) <= 63


def test_garbage_over_http_leaves_a_witness_that_still_cosigns(witness, record):
    @given(st.binary(min_size=1, max_size=2000))
    def sends(garbage):
        assert witness.send(garbage).status == 400
        assert witness.send(b"old 0\n\n" + garbage).status == 400

    sends()
    assert witness.offer(record.note(), 0).status == 200


def test_two_keys_may_sign_for_a_record_while_it_changes_from_one_to_the_next(witness, record):
    assert witness.offer(record.note(), 0).status == 200
    following = new_key(record.origin, LOG)
    record.grow(2)
    assert witness.offer(record.note(signer=following), 5, record.proof(5)).status == 403
    assert "2 keys" in witness.types("watch", str(following.key)).stdout
    assert witness.offer(record.note(signer=following), 5, record.proof(5)).status == 200
    assert witness.offer(record.grow(1).note(), 7, record.proof(7)).status == 200


def test_a_key_that_was_stolen_is_retired_and_still_named_in_evidence(witness, record, tmp_path):
    assert witness.offer(record.note(), 0).status == 200
    stolen, following = record.signer, new_key(record.origin, LOG)
    witness.types("watch", str(following.key))
    assert "1 key may sign" in witness.types("retire", str(stolen.key)).stdout
    assert witness.offer(record.grow(1).note(), 5, record.proof(5)).status == 403
    assert witness.offer(record.note(signer=following), 5, record.proof(5)).status == 200
    other = Record(tmp_path / "other", signer=following).grow(5, "another")
    assert witness.offer(other.note(), 5).status == 409
    told = json.loads(witness.get("/evidence/wrenshire-example-record-1.json").body)
    assert told["log_keys"] == [str(stolen.key), str(following.key)]
    assert read_note(told["notes"][0]).signed_by(stolen.key) == 0
    assert "never watched here" in witness.types("retire", str(new_key(record.origin, LOG).key)).stderr
    assert "It was the last" in witness.types("retire", str(following.key)).stdout


def test_each_record_is_followed_on_its_own(witness, record, tmp_path):
    other = Record(tmp_path / "other", "elsewhere.example/record").grow(9, "other")
    witness.types("watch", str(other.signer.key))
    assert witness.offer(record.note(), 0).status == 200
    assert witness.offer(other.note(), 0).status == 200
    assert witness.offer(record.grow(1).note(), 5, record.proof(5)).status == 200
    assert witness.offer(other.note(signer=record.signer), 9).status == 403


def test_a_time_earlier_than_one_it_gave_is_never_given(made, record):
    memory, signer = open_witness(made.folder)
    ahead = int(time.time()) + 3600
    memory.consider(read_offer(offer(record.note(), 0, [])), (record.signer.key,), signer, ahead)
    memory.close()
    made.start()
    reply = made.offer(record.grow(1).note(), 5, record.proof(5))
    assert reply.status == 503 and b"clock" in reply.body
    assert b"clock here went back" in made.get("/").body
    assert b'"clock_went_back": true' in made.get("/status.json").body
    assert made.offer(record.note(), 0).body == b"5\n", "nothing was kept of what was not cosigned"


@pytest.mark.parametrize("leaves", [1, 255, 256, 257, 700])
def test_tiles_give_the_proofs_a_witness_asks_for(witness, tmp_path, record, leaves):
    tiles, old = Tiles(tmp_path / "end"), 0
    for words in ("first", "second", "third"):
        size = tiles.add(old, [f"{words} {at}".encode() for at in range(leaves)])
        grown = Record(tmp_path / "end", signer=record.signer)
        grown.size = size
        assert witness.offer(grown.note(), old, grown.proof(old)).status == 200
        old = size
