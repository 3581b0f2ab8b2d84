"""A receipt on paper, and what a witness kept: what they prove, to somebody with nothing else."""

from __future__ import annotations

import base64
import json

import pytest

from candour.seal.checkpoint import Checkpoint
from candour.seal.note import LOG, Note, new_key
from candour.seal.proof import Proof
from candour.seal.tree import consistency, hash_leaf, inclusion
from tests.verify.bundles import Record, family, verified

PLACE = 3
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def code_of(leaf_hash: bytes) -> str:
    bits = "".join(f"{one:08b}" for one in leaf_hash)[:120]
    return "".join(LETTERS[int(bits[at : at + 5], 2)] for at in range(0, 120, 5))


class Receipt:
    """The paper one entry leaves with."""

    def __init__(self, record: Record) -> None:
        self.record, self.leaf = record, record.leaves[PLACE]
        self.hash = hash_leaf(self.leaf.encode())
        self.code = code_of(self.hash)
        from candour.seal.note import read_note

        made = Proof(PLACE, tuple(inclusion(record.nodes()[1], PLACE, len(record.leaves))), read_note(record.signed()))
        first, rest = str(made).split("\n", 1)
        self.proof = f"{first}\nextra {base64.b64encode(self.hash).decode()}\n{rest}"

    def link(self, code: str, proof: str) -> str:
        return (
            f"https://wrenshire.example/receipt/{code}#{base64.urlsafe_b64encode(proof.encode()).decode().rstrip('=')}"
        )


@pytest.fixture
def receipt():
    return Receipt(family())


def test_a_receipts_link_proves_that_an_entry_stood_there_when_it_was_signed(receipt, capsys):
    assert len(receipt.code) == 24
    number, says = verified(receipt.link(receipt.code, receipt.proof), *receipt.record.keys, capsys=capsys)
    assert number == 0, says
    assert f"an entry with the code {receipt.code} stood at place 3 of the record wrenshire" in says
    assert "when the witnesses signed on 3 September 2026" in says
    assert "What the entry says: a code stands for it" in says


def test_a_code_copied_by_hand_is_read_as_it_was_meant(receipt, capsys, tmp_path):
    path = tmp_path / "receipt.tlog-proof"
    path.write_text(receipt.proof)
    typed = "-".join(receipt.code.lower().replace("0", "o").replace("1", "l")[at : at + 4] for at in range(0, 24, 4))
    assert verified(path, "--code", typed, *receipt.record.keys, capsys=capsys)[0] == 0
    number, says = verified(path, "--code", "0" + receipt.code[:-1], *receipt.record.keys, capsys=capsys)
    assert number == 1 and f"This proof is of the entry with the code {receipt.code}" in says
    number, says = verified(path, *receipt.record.keys, capsys=capsys)
    assert number == 2 and "Which entry is this a proof of?" in says
    assert verified(path, "--code", receipt.code, capsys=capsys)[0] == 2


def test_a_receipt_of_a_demonstration_says_so_first(capsys):
    receipt = Receipt(family(origin="wrenshire-demonstration"))
    number, says = verified(receipt.link(receipt.code, receipt.proof), *receipt.record.keys, capsys=capsys)
    assert (
        number == 0
        and says.startswith("This is a DEMONSTRATION")
        and "It proves nothing about anybody. It holds" in says
    )


def test_a_proof_is_for_its_leaf_only(receipt, capsys, tmp_path):
    path, leaf = tmp_path / "receipt.tlog-proof", tmp_path / "leaf.json"
    path.write_text(receipt.proof)
    leaf.write_text(receipt.leaf)
    assert verified(path, "--leaf-file", str(leaf), *receipt.record.keys, capsys=capsys)[0] == 0
    leaf.write_text(receipt.leaf + " ")
    number, says = verified(path, "--leaf-file", str(leaf), *receipt.record.keys, capsys=capsys)
    assert number == 1 and "does not lead from this entry to what was signed" in says


@pytest.mark.parametrize(
    "change",
    [
        lambda proof: proof.replace("index 3", "index 2"),
        lambda proof: proof.replace("index 3\n", "index 3\n" + "A" * 43 + "=\n"),
        lambda proof: proof[: proof.index("index")] + "index 3\n" + proof[proof.index("\n\n") + 1 :],
        lambda proof: proof.replace("index 3", "index 99"),
    ],
    ids=["another place", "a hash more", "no hashes", "past the end"],
)
def test_a_proof_that_was_changed_leads_nowhere(change, receipt, capsys):
    number, says = verified(receipt.link(receipt.code, change(receipt.proof)), *receipt.record.keys, capsys=capsys)
    assert number == 1 and "does not lead from this entry" in says


@pytest.mark.parametrize("size", range(1, 40))
def test_proofs_lead_to_the_root_from_every_place_and_growth_is_followed(size):
    """Beside the record's own tree, which is tested against published vectors."""
    import candour_seal

    record = Record(leaves=[str(place) for place in range(size)])
    root, nodes = record.nodes()
    for place in range(size):
        leaf, proof = hash_leaf(str(place).encode()), inclusion(nodes, place, size)
        assert candour_seal.root_from_proof(leaf, place, size, proof) == root
        assert candour_seal.root_from_proof(leaf, place, size, [*proof, root]) is None
        assert candour_seal.root_from_proof(leaf, place, size, proof[1:]) != root or not proof
    new = candour_seal.Note("", [], "", size, root)
    for count in range(1, size):
        old = candour_seal.Note("", [], "", count, Record(leaves=record.leaves[:count]).nodes()[0])
        proof = consistency(nodes, count, size)
        assert candour_seal.grew(old, new, proof)
        assert not candour_seal.grew(old, new, proof[1:])
        assert not candour_seal.grew(old, new, [*proof, root])
        assert not candour_seal.grew(old._replace(root=root), new, proof)


def evidence(record: Record, notes: list[str], proof: list[bytes] = ()) -> str:
    return json.dumps(
        {"format": "candour-evidence/1", "origin": "wrenshire", "kind": "refused", "seen_at": "2026-09-03T10:00:00.000000Z",
         "log_keys": [str(record.log.key)], "notes": notes, "old": 3,
         "proof": [base64.b64encode(one).decode() for one in proof]}
    )  # fmt: skip


def test_two_roots_for_one_size_are_a_fork_anybody_can_see(tmp_path, capsys):
    record, path = family(), tmp_path / "evidence.json"
    path.write_text(evidence(record, [record.signed(), record.signed(root=b"x" * 32)]))
    number, says = verified(path, "--log", str(record.log.key), capsys=capsys)
    assert number == 1 and "A fork, proved: the record showed two histories" in says
    number, says = verified(path, capsys=capsys)
    assert number == 1 and "That the key is the record's own: it is the one in this file" in says
    number, says = verified(path, "--log", str(new_key("wrenshire", LOG).key), capsys=capsys)
    assert number == 2 and "The record's key did not sign both" in says


def test_a_proof_that_fails_is_no_fork_and_a_good_one_is_nothing_wrong(tmp_path, capsys):
    record, path = family(), tmp_path / "evidence.json"
    notes = [record.earlier[0], record.signed()]
    path.write_text(evidence(record, notes))
    number, says = verified(path, capsys=capsys)
    assert number == 2 and "the proof offered does not show that one grew from the other" in says
    assert "A fork. The record may hold a right proof" in says
    path.write_text(evidence(record, notes, consistency(record.nodes()[1], 3, 6)))
    number, says = verified(path, capsys=capsys)
    assert number == 0 and "Nothing is wrong with these checkpoints" in says


def test_evidence_forged_by_a_witness_proves_nothing(tmp_path, capsys):
    record, path = family(), tmp_path / "evidence.json"
    text = str(Checkpoint("wrenshire", 6, b"x" * 32))
    forged = str(Note(text, (new_key("wrenshire", LOG).sign(text),)))
    path.write_text(evidence(record, [record.signed(), forged]))
    number, says = verified(path, capsys=capsys)
    assert number == 2 and "they prove nothing against it" in says
