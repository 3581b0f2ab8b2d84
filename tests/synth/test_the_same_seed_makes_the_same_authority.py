"""The same seed, size and day always make the same authority; another seed makes another."""

from __future__ import annotations

import json

from candour.ssd.store.tables import dump
from candour.wiring.checking import sealed_rows
from tests.synth.conftest import Invent


def tables() -> list[str]:
    """Every row, without the digest of the sealed entry, which holds a random salt on purpose."""
    told = []
    for line in dump():
        name, _, row = line.partition(" ")
        told.append(f"{name} {json.loads(row)[:-1]}" if name == "act" else line)
    return told


def entries() -> list[tuple[str, str]]:
    """Every entry in its order: what is in the open of its leaf, and its words."""
    found = [(json.loads(row.leaf), json.loads(row.content or b"")["fields"]) for row in sealed_rows()]
    return [
        (json.dumps({**leaf, "fields": None}, sort_keys=True), json.dumps(words, sort_keys=True))
        for leaf, words in found
    ]


def test_the_same_seed_makes_the_same_entries_and_tables(invent_anew: Invent) -> None:
    invent_anew(40, seed=7)
    first_entries, first_tables = entries(), tables()

    invent_anew(40, seed=7)

    assert entries() == first_entries
    assert tables() == first_tables


def test_another_seed_makes_another_authority(invent_anew: Invent) -> None:
    invent_anew(40, seed=7)
    first = tables()

    invent_anew(40, seed=8)

    assert tables() != first
