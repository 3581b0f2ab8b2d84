"""A20: the council and all its witnesses make a record without one letter. The paper the family holds does not change."""

from __future__ import annotations

import json

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from candour.record.entries.documents import DocumentSent, Part
from candour.record.entry import ToRecord
from candour.record.store.book import RecordBook
from candour.record.store.fences import fences
from candour.record.store.reading import every_entry
from candour.seal.asking import Answer
from candour.seal.checkpoint import checkpoint_of
from candour.seal.receipt import code_of, link
from candour.seal.tree import Edge, hash_leaf
from candour.wiring.desks import desk as make_desk
from candour.wiring.desks import right_now
from candour.wiring.proving import FromTheRecord
from tests.attacks.conftest import ADA, BY


@pytest.fixture
def letter(town, monkeypatch):
    """A letter to a mother, on the record and witnessed; its place."""
    monkeypatch.setattr(settings, "SIGNER", str(town.folder / "signer"))
    lines = [f"witness {name} {one.signer.key}" for name, one in town.witnesses.items()]
    policy = "\n".join([*lines, "group enough 2 police health union", "quorum enough", ""])
    (town.folder / "signer" / "policy").write_text(policy)
    desk = make_desk()
    fact = DocumentSent(
        document_id=desk.fresh(), document_kind="closing_letter", title="Closing letter", reader="mother",
        to_whom="Her mother", route="post", sent_on=desk.now.day, digest="0" * 64,
        parts=(Part(heading="", says=("We were told twice, and did not come.",)),),
    )  # fmt: skip
    made = desk.note([ToRecord(fact, (ADA,), desk.now.day)], by=BY)[0]
    town.write(ADA, "written after it")
    town.sign()
    return made.position


def without(town, place):
    """Everybody together: one entry gone, the rest renumbered, the tree and the tables made again, all keys signing."""
    held = [one for one in every_entry() if one.position != place]
    edge = Edge()
    with town.owner(tidy=False) as run:
        (gone,) = [one for (one,) in run("SELECT content_id FROM record_entry WHERE position = %s", place)]
        versions = run("SELECT subject, version FROM record_subject WHERE position = %s", place)
        for table, column, value in (
            ("record_subject", "position", place), ("record_entry", "position", place), ("record_content", "content_id", gone),
        ):  # fmt: skip
            run(f"DELETE FROM {table} WHERE {column} = %s", value)
        for subject, version in versions:
            later = run("SELECT version FROM record_subject WHERE subject = %s AND version > %s", subject, version)
            for (one,) in sorted(later):
                run("UPDATE record_subject SET version = %s WHERE subject = %s AND version = %s", one - 1, subject, one)
        for at, one in enumerate(held):
            nodes = b"".join(edge.add(hash_leaf(one.leaf.encode())))
            run("UPDATE record_subject SET position = %s WHERE position = %s", at, one.position)
            run("UPDATE record_entry SET position = %s, nodes = %s WHERE position = %s", at, nodes, one.position)
        run("DELETE FROM record_checkpoint")
        for fence in fences("sqlite") if connection.vendor == "sqlite" else ():
            run(fence)  # put up again, so that nobody sees they were down
    town.tell()


def everybody_signs(town):
    """A fresh signer with the old key, and witnesses who sign whatever they are shown."""

    def collude(name, key, note, *rest, **more):
        signed = town.witnesses[name].signer.sign(note.text, at=int(town.now.timestamp()))
        return Answer(signed, None, "")

    town.now = right_now()
    signer = town.another_signer(town.folder / "rewritten")
    signer.asking = collude
    return signer.sign(RecordBook(), town.now)


def test_a20_the_paper_still_proves_it_was_there_when_council_and_witnesses_all_deny_it(town, letter):
    proved = FromTheRecord().proved(letter)
    assert proved is not None and set(proved.seen) == {f"{name}.example/witness" for name in town.witnesses}
    code, paper = code_of(proved.leaf_hash), link("https://wrenshire.example", proved.leaf_hash, proved.proof)
    told = Client().get(f"/receipt/{code}")
    assert told.status_code == 200 and "An entry that a document was sent" in told.content.decode()
    assert "Yes, at place" in told.content.decode()
    assert town.verify(paper)[0] == 0

    without(town, letter)
    town.write(ADA, "something else in its place")
    note = everybody_signs(town)

    # The new record is perfect by itself, and everybody who watches it agrees.
    assert town.faults() == ""
    status, said = town.verify(town.bundle("rewritten.bundle"))
    assert status == 0, said
    told = Client().get(f"/receipt/{code}")
    assert "No receipt has this code" in told.content.decode()

    # The paper says otherwise, under the very keys that signed the new record.
    status, said = town.verify(paper)
    assert status == 0 and f"an entry with the code {code} stood at place {letter}" in said
    assert checkpoint_of(note).size == checkpoint_of(proved.proof.note).size
    evidence = town.folder / "evidence.json"
    evidence.write_text(
        json.dumps(
            {
                "format": "candour-evidence/1", "origin": town.origin, "kind": "fork",
                "seen_at": "2026-11-22T10:00:00.000000Z", "log_keys": [str(town.key.key)],
                "notes": [str(proved.proof.note), str(note)], "old": checkpoint_of(note).size, "proof": [],
            }
        )
    )  # fmt: skip
    status, said = town.verify(evidence, witnesses=())
    assert status == 1 and "A fork, proved: the record showed two histories" in said


def test_a_letter_rewritten_behind_its_receipt_no_longer_stands(town, letter):
    code = code_of(FromTheRecord().proved(letter).leaf_hash)
    assert "The record has this" in Client().get(f"/receipt/{code}").content.decode()
    town.forge(letter, lambda fields: {**fields, "digest": "1" * 64})
    told = Client().get(f"/receipt/{code}").content.decode()
    assert "This no longer stands where it stood" in told and "Keep the paper" in told
