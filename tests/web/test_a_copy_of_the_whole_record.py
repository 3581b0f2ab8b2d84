"""Somebody gets the whole record about them: other people left out by rule and by hand, and the rest proved unchanged."""

from __future__ import annotations

import io
import json
import zipfile
from base64 import b64decode
from datetime import date
from hashlib import sha256

import pytest
from django.conf import settings

from candour.record.entries.address import AddressRecorded
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.retention import CopyGiven
from candour.record.entries.visits import VisitMade
from candour.record.leaf import commitment
from candour.seal.checkpoint import checkpoint_of
from candour.seal.note import read_key, read_note
from candour.seal.tree import hash_leaf, hash_node
from candour.wiring.signing import public_keys, sign
from tests.keeping import erased, relative
from tests.web.test_pages_open import client_for


@pytest.fixture(autouse=True)
def signers_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "SIGNER", str(tmp_path / "signer"))


@pytest.fixture
def child(life):
    """A life with a referrer, a confidential address, a brother, an uncle, and words marked as not for the child."""
    one, brother = life("Amira", "Hale").on_a_plan(), life("Zacharias", "Hale")
    relative(one, brother)
    one.note(AddressRecorded(address_id="a" * 32, lines="12 Refuge Row", postcode="AB1 2CD", confidential=True))
    one.note(ContactReceived(
        contact_id="c" * 32, received_on=one.day, source_code="1B", source_name="Mrs Prunella Nosworthy",
        source_confidential=True, what_was_said="I hear her cry at night.",
    ))  # fmt: skip
    one.note(RelationshipRecorded(
        relationship_id="u" * 32, family_id="f" * 32, person_id=one.person_id, other_person_id="b" * 32,
        relationship="Uncle", other_name="Ferdinand Oakapple",
    ))  # fmt: skip
    one.note(
        VisitMade(
            visit_id="v" * 32,
            visited_on=one.day,
            child_said="I like the new school.",
            noticed="Neighbour Gus Pell came by.",
        )
    )
    one.wrote("child", "Seen: She hides when a door bangs.", not_for=("child",))
    one.wrote("needs", "Seen: She reads to her sister's doll.")
    return one


def get(office, child, where="", role="data_officer"):
    return client_for(role, office).get(f"/child/{child.person_id}/copy/{where}")


def give(office, child, role="data_officer", **more):
    said = {"to_whom": "Amira Hale", "version": str(child.case.version), **more}
    return client_for(role, office).post(f"/child/{child.person_id}/copy/", said)


def entry(child, kind):
    return child.case.last(kind)


def unpacked(reply):
    with zipfile.ZipFile(io.BytesIO(reply.content)) as zipped:
        told = json.loads(zipped.read("bundle.json"))
        entries = [json.loads(line) for line in zipped.read("entries.jsonl").decode().splitlines()]
        return told, entries, read_note(zipped.read("checkpoint").decode())


def root_of(told, entries):
    """The root of the tree, from the leaves that were handed over and the hashes for all the others."""
    leaves = {one["place"]: hash_leaf(one["leaf"].encode()) for one in entries}
    hashes = [b64decode(one) for one in told["hashes"]]

    def down(low, high):
        if not any(low <= place < high for place in leaves):
            return hashes.pop(0)
        if high - low == 1:
            return leaves[low]
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        return hash_node(down(low, middle), down(middle, high))

    return down(0, told["size"])


SECRET = ("Refuge Row", "Nosworthy", "I hear her cry", "Zacharias", "door bangs")


def test_what_is_left_out_by_rule_is_on_no_page_and_in_no_file_and_the_rest_is(office, child):
    sign(True, lambda words: None)
    looked = get(office, child).content.decode()
    for words in SECRET:
        assert words not in looked, words
    # The uncle is somebody the child knows: the rules for documents name him to the child too.
    for words in (
        "I like the new school.",
        "sister&#x27;s doll",
        "Oakapple",
        "A confidential address",
        "Another child",
    ):
        assert words in looked, words
    reply = give(office, child)
    assert reply.status_code == 200 and reply["Content-Type"] == "application/zip"
    assert "Hale" not in reply["Content-Disposition"]
    handed = json.dumps(unpacked(reply)[1])
    assert not [words for words in SECRET if words in handed]
    assert "I like the new school." in handed and "sister's doll" in handed


def test_the_copy_proves_that_nothing_shown_was_changed_and_that_what_is_left_out_is_hidden_not_altered(office, child):
    sign(True, lambda words: None)
    told, entries, note = unpacked(give(office, child))
    head = checkpoint_of(note)
    assert note.signed_by(read_key(public_keys())) == 0 and (told["size"], root_of(told, entries)) == (
        head.size,
        head.root,
    )
    hidden = 0
    for one in entries:
        promised = json.loads(one["leaf"])["fields"]
        assert set(one["fields"]) == set(one["salts"]) <= set(promised)
        hidden += len(set(promised) - set(one["fields"]))
        for name, value in one["fields"].items():
            assert commitment(name, value, one["salts"][name]) == promised[name]
            assert commitment(name, "something else", one["salts"][name]) != promised[name]
    given = entry(child, CopyGiven)
    assert hidden == len(given.fact.hidden) > 8
    entries[0]["leaf"] = entries[0]["leaf"].replace('"recorded":"2024', '"recorded":"2023')
    assert root_of(told, entries) != head.root


def test_what_was_given_is_on_the_record_and_prints_in_plain_order(office, child):
    sign(True, lambda words: None)
    before = child.case.version
    reply = give(office, child, to_whom="Amira Hale, with her advocate")
    given = entry(child, CopyGiven)
    assert given.fact.digest == sha256(reply.content).hexdigest() and given.fact.entries == before
    assert given.fact.reader == "Amira Hale, with her advocate" and given.fact.person_id == child.person_id
    looked = get(office, child).content.decode()
    assert "to Amira Hale, with her advocate" in looked
    paper = get(office, child, f"{given.position}/paper/").content.decode()
    assert "I like the new school." in paper and given.fact.digest in paper
    assert not [words for words in SECRET if words in paper]
    assert "A confidential address" in paper and "Who referred the child, in confidence" in paper
    assert get(office, child, "0/paper/").status_code == 404


def test_what_is_left_out_by_hand_needs_a_reason_and_the_reason_stays(office, child):
    sign(True, lambda words: None)
    visit = entry(child, VisitMade)
    tick = f"{visit.entry_id}:noticed"
    assert "Gus Pell" in get(office, child).content.decode()
    refused = give(office, child, hide=[tick])
    assert refused.status_code == 422 and "Give a reason" in refused.content.decode()
    assert entry(child, CopyGiven) is None and "checked" in refused.content.decode()
    why = {f"why-{visit.entry_id}": "A neighbour's private visit"}
    looked = give(office, child, hide=[tick], look="1", **why)
    assert looked.status_code == 200 and "A neighbour&#x27;s private visit" in looked.content.decode()
    _, entries, _ = unpacked(give(office, child, hide=[tick], **why))
    shown = next(one for one in entries if one["place"] == visit.position)["fields"]
    assert "noticed" not in shown and shown["child_said"] == "I like the new school."
    given = entry(child, CopyGiven)
    assert f"{visit.entry_id} noticed A neighbour's private visit" in given.fact.hidden
    assert "Gus Pell" not in get(office, child, f"{given.position}/paper/").content.decode()


def test_somebody_who_ticks_what_the_rules_hide_anyway_does_not_show_it(office, child):
    sign(True, lambda words: None)
    address = entry(child, AddressRecorded)
    given = {f"why-{address.entry_id}": "So.", "hide": [f"{address.entry_id}:lines", "f" * 32 + ":lines", "nonsense"]}
    _, entries, _ = unpacked(give(office, child, **given))
    assert "lines" not in next(one for one in entries if one["place"] == address.position)["fields"]


def test_nothing_goes_that_was_written_since_it_was_looked_at(office, child):
    sign(True, lambda words: None)
    reply = give(office, child, version=str(child.case.version - 1))
    assert reply.status_code == 422 and "Somebody else wrote" in reply.content.decode()
    assert entry(child, CopyGiven) is None


def test_a_record_that_is_not_signed_yet_is_not_given_by_halves(office, child):
    reply = give(office, child)
    assert reply.status_code == 409 and "Wait a minute for the signer" in reply.content.decode()
    sign(True, lambda words: None)
    child.harmed("Pushed on the stairs.")
    reply = give(office, child)
    assert reply.status_code == 409 and "Wait a minute for the signer" in reply.content.decode()
    assert entry(child, CopyGiven) is None


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "conference_chair", "scrutineer", "administrator"])
def test_nobody_else_gives_a_copy(role, office, child):
    assert get(office, child, role=role).status_code == 403
    assert give(office, child, role=role).status_code == 403


def test_a_brother_whose_record_was_erased_stops_no_copy(office, life):
    one, brother = life("Amira", "Hale"), life("Zacharias", "Hale").closed_before()
    relative(one, brother)
    erased(brother)
    sign(True, lambda words: None)
    assert get(office, one).status_code == 200
    reply = give(office, one)
    assert reply.status_code == 200 and b"Zacharias" not in json.dumps(unpacked(reply)[1]).encode()


def test_the_copy_is_the_same_on_postgresql(on_postgres, clock):
    from candour.wiring.desks import desk
    from tests.lives import Life

    one = Life(desk(clock=clock), clock, on_postgres).on(date(2024, 1, 8)).on_a_plan()
    sign(True, lambda words: None)
    told, entries, note = unpacked(give(on_postgres, one))
    assert root_of(told, entries) == checkpoint_of(note).root and len(entries) == one.case.version - 1
