"""The leaf: what is sealed, spelt the same by anybody, with no word of the case in it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.record.canonical import canonical, moment, moment_from
from candour.record.entries.contacts import ContactReceived
from candour.record.entry import KINDS, Standing, ToRecord
from candour.record.leaf import commitment, opened, sealed
from tests.examples import example_of

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
SEAL = {"entry_id": "e" * 32, "actor": "a" * 32, "standing": Standing("social_worker"), "recorded": NOW}


def draft(words):
    fact = ContactReceived(contact_id="c" * 32, received_on=date(2026, 1, 5), source_name="Zoë Q", what_was_said=words)
    return ToRecord(fact, ("s" * 32,), date(2026, 1, 5))


def test_no_word_of_the_case_is_in_the_leaf():
    leaf = sealed(draft("He hits me when mum is out"), **SEAL).leaf
    assert leaf.isascii()
    for word in ("hits", "mum", "Zo", "2A"):
        assert word not in leaf


def test_the_leaf_says_who_when_about_whom_and_in_what_standing():
    leaf = json.loads(sealed(draft("x"), **SEAL).leaf)
    assert leaf["v"] == 1 and leaf["type"] == "contact_received/1" and leaf["subjects"] == ["s" * 32]
    assert leaf["happened"] == "2026-01-05" and leaf["recorded"] == "2026-01-05T09:30:00.000000Z"
    assert leaf["standing"]["registration"] == "not registered"
    assert set(leaf) == {
        "v", "type", "subjects", "actor", "standing", "for", "direction", "happened", "recorded", "supersedes",
        "fields", "content",
    }  # fmt: skip


def test_the_same_words_are_never_committed_to_alike():
    one, other = (json.loads(sealed(draft("the same"), **SEAL).leaf)["fields"] for _ in range(2))
    assert all(one[name] != other[name] for name in one)


def test_each_field_can_be_proved_from_its_words_and_salt_alone():
    seal = sealed(draft("words"), **SEAL)
    leaf, content = json.loads(seal.leaf), json.loads(seal.content)
    for name, value in content["fields"].items():
        assert commitment(name, value, content["salts"][name]) == leaf["fields"][name]
        assert commitment(name, f"{value}!", content["salts"][name]) != leaf["fields"][name]


def test_the_published_way_to_work_out_a_commitment_is_the_one_we_use():
    salt = "00112233445566778899aabbccddeeff"
    by_hand = hashlib.sha256(b"candour/field/v1\x00" + bytes.fromhex(salt) + '["what","é"]'.encode()).hexdigest()
    assert commitment("what", "é", salt) == by_hand


def test_a_fraction_cannot_be_written():
    with pytest.raises(TypeError, match="use text, whole numbers, dates"):
        sealed(ToRecord(ContactReceived(contact_id="c", received_on=1.5), ("s",), date(2026, 1, 5)), **SEAL)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind[0])
def test_every_entry_type_comes_back_as_it_went_in(kind):
    fact = example_of(KINDS[kind])
    seal = sealed(ToRecord(fact, ("s" * 32,), date(2026, 1, 5)), **SEAL)
    assert opened(0, seal.leaf, seal.digest, seal.content).fact == fact


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_spelt_the_same_twice_and_read_back(words):
    seal = sealed(draft(words), **SEAL)
    assert opened(0, seal.leaf, seal.digest, seal.content).fact.what_was_said == words
    assert canonical(json.loads(canonical({"b": words, "a": 1}))) == canonical({"a": 1, "b": words})


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.just(UTC)))
def test_a_moment_is_read_back_to_the_microsecond(when):
    assert moment_from(moment(when)) == when
