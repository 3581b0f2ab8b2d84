"""Signed notes: the texts C2SP publishes are read as they should be, and a changed one is not believed."""

import pytest

from candour.seal.checkpoint import Checkpoint, checkpoint_of, read_checkpoint
from candour.seal.note import LOG, WITNESS, BadNote, Note, new_key, read_key, read_lines, read_note, read_signing_key
from candour.seal.proof import Proof, read_proof
from candour.seal.tree import hash_leaf

# The example of Go's package golang.org/x/mod/sumdb/note: an Ed25519 key, and a note it signed.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
QUOTED = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_note_signed_elsewhere_is_believed_and_a_changed_one_is_not():
    key, note = read_key(PETER), read_note(QUOTED)
    assert note.signed_by(key) == 0
    assert str(note) == QUOTED and str(key) == PETER
    assert read_note(QUOTED.replace("answer", "question")).signed_by(key) is None
    assert note.signed_by(new_key("PeterNeumann", LOG).key) is None


def test_a_log_signs_and_a_witness_says_when():
    log, witness = new_key("wrenshire.example/record", LOG), new_key("police.example/witness", WITNESS)
    head = Checkpoint("wrenshire.example/record", 7, bytes(32))
    note = Note(str(head), (log.sign(str(head)), witness.sign(str(head), at=1_800_000_000)))
    again = read_note(str(note))
    assert checkpoint_of(again) == head
    assert again.signed_by(log.key) == 0
    assert again.signed_by(witness.key) == 1_800_000_000
    assert Note(again.text.replace("7", "8"), again.lines).signed_by(witness.key) is None


def test_a_time_a_witness_did_not_give_is_not_believed():
    witness = new_key("police.example/witness", WITNESS)
    text = str(Checkpoint("wrenshire.example/record", 7, bytes(32)))
    early, late = witness.sign(text, at=1_700_000_000), witness.sign(text, at=1_800_000_000)
    head, tail = read_lines(early)[0].split(" ")[2], read_lines(late)[0].split(" ")[2]
    import base64

    mixed = base64.b64encode(base64.b64decode(head)[:12] + base64.b64decode(tail)[12:]).decode()
    assert Note(text, (f"\u2014 police.example/witness {mixed}\n",)).signed_by(witness.key) is None


def test_keys_are_kept_and_read_again_and_never_shown():
    for kind in (LOG, WITNESS):
        made = new_key("wrenshire.example/record", kind)
        assert str(read_signing_key(str(made))) == str(made)
        assert read_key(str(made.key)) == made.key
        assert "PRIVATE" not in repr(made)


@pytest.mark.parametrize(
    "text, says",
    [
        ("", "no key"),
        ("name", "no key"),
        (PETER.replace("c74f20a3", "c74f20a4"), "copied wrongly"),
        (PETER[:-4], "not known here|not base64"),
        ("name+00000000+!!!", "not base64"),
        ("name+00000000+\u00e9\u00e9\u00e9\u00e9", "not base64"),
    ],
)
def test_what_is_no_key_is_said(text, says):
    with pytest.raises(BadNote, match=says):
        read_key(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a\n\n",
        "a\n\nb\n",
        QUOTED.replace("\u2014 ", "- "),
        QUOTED[:-1],
        QUOTED.replace("If", "If\x07"),
        QUOTED.replace("x08go", "\u00e908go"),
    ],
)
def test_what_is_no_note_is_said(text):
    with pytest.raises(BadNote):
        read_note(text)


@pytest.mark.parametrize(
    "text",
    ["a\n07\n" + "A" * 43 + "=\n", "a\n7\nAAAA\n", "\n7\n" + "A" * 43 + "=\n", "a\n-1\n" + "A" * 43 + "=\n", "a\n7\n"],
)
def test_what_is_no_checkpoint_is_said(text):
    with pytest.raises(BadNote):
        read_checkpoint(text)


def test_a_name_that_would_break_a_line_names_no_key():
    for name in ("", "two words", "a+b", "a\nb"):
        with pytest.raises(BadNote, match="one word"):
            new_key(name, LOG)


def test_a_proof_is_written_and_read_again_and_holds_for_its_leaf_only():
    log = new_key("wrenshire.example/record", LOG)
    leaf = hash_leaf(b"one")
    text = str(Checkpoint("wrenshire.example/record", 1, leaf))
    proof = read_proof(str(Proof(0, (), Note(text, (log.sign(text),)))))
    assert proof.holds(leaf) and proof.note.signed_by(log.key) == 0
    assert not proof.holds(hash_leaf(b"two"))
    with pytest.raises(BadNote, match="first line"):
        read_proof("c2sp.org/tlog-proof@v2\nindex 0\n\n" + str(proof.note))
