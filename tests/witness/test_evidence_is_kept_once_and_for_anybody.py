"""A record that told two stories: the witness keeps a file that anybody can check with the record's own key."""

import json
import sqlite3
import time

from candour.seal.asking import offer
from candour.seal.checkpoint import checkpoint_of
from candour.seal.note import LOG, Note, new_key, read_key, read_note
from candour.witness.evidence import MOST_ALIKE, MOST_FILES, has_room
from candour.witness.judging import NOT_EXTENDING, SHRUNK, TWO_ROOTS
from candour.witness.keeping import open_witness
from candour.witness.offer import read_offer
from tests.witness.conftest import ORIGIN, Record


def refusals(witness):
    return json.loads(witness.get("/status.json").body)["refusals"]


def forked(tmp_path, record, size, common=0):
    """Another record under the same key, that parts from the first after some entries."""
    other = Record(tmp_path / f"other{time.time_ns()}", signer=record.signer)
    return other.grow(common).grow(size - common, "another")


def test_two_roots_for_one_size_are_a_file_that_convicts_by_itself(witness, record, tmp_path):
    witness.offer(record.note(), 0)
    other = forked(tmp_path, record, 5)
    stranger = new_key("stranger.example", LOG)
    before = int(time.time())
    loud = Note(other.note().text, (stranger.sign("noise"), *other.note().lines))
    assert witness.offer(loud, 5).status == 409
    (kept,) = refusals(witness)
    assert kept["kind"] == TWO_ROOTS and kept["proof"] and kept["file"] == "/evidence/wrenshire-example-record-1.json"
    reply = witness.get(kept["file"])
    assert reply.status == 200 and reply.kind == "application/json"
    assert reply.body == (witness.folder / kept["file"][1:]).read_bytes()
    told = json.loads(reply.body)
    assert set(told) == {"format", "origin", "kind", "seen_at", "log_keys", "notes", "old", "proof"}
    assert (told["format"], told["origin"], told["kind"]) == ("candour-evidence/1", ORIGIN, TWO_ROOTS)
    assert told["seen_at"] >= time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(before))
    (key,), notes = [read_key(one) for one in told["log_keys"]], [read_note(one) for one in told["notes"]]
    heads = [checkpoint_of(note) for note in notes]
    assert all(note.signed_by(key) is not None for note in notes)
    assert heads[0].size == heads[1].size == 5 and heads[0].root != heads[1].root
    assert notes[0].signed_by(witness.key) and len(notes[1].lines) == 1, "what strangers added is not kept"


def test_a_fork_at_a_size_that_was_passed_long_ago_convicts_too(witness, record, tmp_path):
    witness.offer(record.note(), 0)
    witness.offer(record.grow(10).note(), 5, record.proof(5))
    assert witness.offer(forked(tmp_path, record, 5).note(), 5).body == b"15\n"
    assert [one["kind"] for one in refusals(witness)] == [TWO_ROOTS]


def test_a_record_that_shrank_is_kept_with_the_proof_that_was_sent(witness, record):
    old = record.note()
    witness.offer(old, 0)
    witness.offer(record.grow(10).note(), 5, record.proof(5))
    witness.offer(record.note(9), 5, record.proof(5, 9))
    witness.offer(old, 0)
    late, unseen = refusals(witness)
    assert late["kind"] == unseen["kind"] == SHRUNK and not late["proof"]
    assert (late["seen_to_hold"], unseen["seen_to_hold"]) == (True, False)
    told = json.loads(witness.get(unseen["file"]).body)
    assert told["old"] == 5 and len(told["proof"]) == len(record.proof(5, 9))
    assert [checkpoint_of(read_note(one)).size for one in told["notes"]] == [15, 9]


def test_growth_that_is_not_proved_is_kept_and_said_to_hold_once_it_is_proved(witness, record, tmp_path):
    witness.offer(record.note(), 0)
    witness.offer(record.grow(3).note(), 5, [bytes(32)])
    (kept,) = refusals(witness)
    assert kept["kind"] == NOT_EXTENDING and not kept["proof"] and not kept["seen_to_hold"]
    witness.offer(record.note(), 5, record.proof(5))
    assert refusals(witness)[0]["seen_to_hold"]
    other = forked(tmp_path, record, 20, common=4)
    assert witness.offer(other.note(), 8, other.proof(8)).status == 422
    assert not refusals(witness)[0]["seen_to_hold"]


def test_the_same_refusal_is_kept_once_and_counted(witness, record, tmp_path):
    witness.offer(record.note(), 0)
    other = forked(tmp_path, record, 5).note()
    for noise in ("a", "b", "c"):
        witness.offer(Note(other.text, (*other.lines, new_key(noise, LOG).sign(noise))), 5)
    (kept,) = refusals(witness)
    assert kept["times"] == 3 and len(list((witness.folder / "evidence").iterdir())) == 1
    witness.stop()
    witness.start()
    witness.offer(other, 5)
    assert refusals(witness)[0]["times"] == 4


def test_what_says_nothing_against_the_record_is_not_kept(witness, record):
    other = Record(witness.folder.parent / "unwatched", "elsewhere.example/record").grow(3)
    witness.offer(other.note(), 0)
    witness.offer(record.note(), 0, [bytes(32)])
    witness.offer(record.note(), 0)
    witness.offer(record.note(), 5, [bytes(32)])
    witness.offer(record.note(signer=new_key(ORIGIN, LOG)), 5)
    witness.offer(record.grow(3).note(), 2, record.proof(2))
    assert refusals(witness) == []


def test_past_what_there_is_room_for_refusals_are_only_counted(made, record, tmp_path):
    memory, signer = open_witness(made.folder)
    keys = (record.signer.key,)
    record.grow(MOST_ALIKE + 60)
    sends = [(record.note(), 0)] + [(record.note(size), 0) for size in range(1, MOST_ALIKE + 4)]
    for note, old in sends:
        memory.consider(read_offer(offer(note, old, [])), keys, signer, int(time.time()))
    memory.close()
    made.start()
    told = json.loads(made.get("/status.json").body)
    assert len(told["refusals"]) == MOST_ALIKE and told["records"][0]["refusals_not_kept"] == 3
    assert len(list((made.folder / "evidence").iterdir())) == MOST_ALIKE
    assert b"Refused besides, and only counted: 3." in made.get("/").body
    made.offer(forked(tmp_path, record, record.size).note(), record.size)
    assert refusals(made)[0]["kind"] == TWO_ROOTS, "old heads sent again leave room for proof"


def test_there_is_always_room_for_proof_beside_what_anybody_can_send():
    assert has_room(SHRUNK, 0, 0) and not has_room(SHRUNK, MOST_FILES // 2, 0) and not has_room(NOT_EXTENDING, 600, 0)
    assert has_room(TWO_ROOTS, MOST_FILES - 1, MOST_ALIKE - 1)
    assert not has_room(TWO_ROOTS, MOST_FILES, 0) and not has_room(TWO_ROOTS, 0, MOST_ALIKE)


def test_what_was_cosigned_and_refused_cannot_be_taken_back_in_the_database(witness, record, tmp_path):
    witness.offer(record.note(), 0)
    witness.offer(forked(tmp_path, record, 5).note(), 5)
    database = sqlite3.connect(witness.folder / "witness.sqlite3")
    for act in (
        "DELETE FROM head",
        "DELETE FROM refusal",
        "UPDATE head SET size = 3",
        "UPDATE head SET root = x'00'",
        "INSERT INTO head SELECT origin, 4, root, note, first_at, last_at FROM head",
    ):
        try:
            database.execute(act)
        except sqlite3.IntegrityError as refused:
            assert "kept" in str(refused) or "changed" in str(refused) or "grows" in str(refused)
        else:
            raise AssertionError(f"{act} went through")
    database.close()
