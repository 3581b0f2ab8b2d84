"""Who looked at whose file: a look removed or changed after its minute is missed."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from candour.access.store.models import View
from candour.access.views_kept import note_a_view
from candour.access.views_sealed import leaf_of, proof, to_seal
from candour.practice.guard import Worker
from candour.record.casefile import Casefile
from candour.record.entries.views import VIEWS, ViewsSealed
from candour.record.entry import Standing
from candour.record.store.reading import read
from candour.seal.tree import hash_leaf, includes
from candour.wiring.checking import check_record
from candour.wiring.views import seal_them

BY = Worker("b" * 32, "Jo", Standing("social_worker"))
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def looks(*seconds: int) -> None:
    for one in seconds:
        note_a_view(Casefile("a" * 32), BY, "child", NOON + timedelta(seconds=one))


def sealed() -> list[ViewsSealed]:
    return [item.fact for item in read(VIEWS).of(ViewsSealed)]


def test_each_minutes_looks_are_sealed_once_and_only_when_it_is_over(office):
    looks(1, 5, 70, 200)
    found = list(to_seal(0, NOON + timedelta(seconds=150)))
    assert [(one.count, one.until.minute) for one in found] == [(2, 1)]
    assert seal_them() == 3 and seal_them() == 0
    assert [one.count for one in sealed()] == [2, 1, 1]
    looks(300)
    assert seal_them() == 1
    assert [(one.first, one.last) for one in sealed()] == [(1, 2), (3, 3), (4, 4), (5, 5)]
    assert check_record()[1]


def test_a_look_is_proved_to_be_among_those_of_its_minute(office):
    looks(*range(7))
    seal_them()
    (one,) = sealed()
    for view in View.objects.all():
        place, hashes = proof(view.pk, one)
        assert includes(hash_leaf(leaf_of(view)), place, one.count, hashes, bytes.fromhex(one.root))
    with pytest.raises(LookupError, match="not among"):
        proof(99, one)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM access_view WHERE id = 2",
        "UPDATE access_view SET worker_id = 'somebody else' WHERE id = 3",
        "UPDATE access_view SET at = '2026-01-05 11:00:00' WHERE id = 1",
        "DELETE FROM access_view",
    ],
)
def test_a_look_that_is_removed_or_changed_afterwards_is_missed(office, change):
    looks(1, 2, 3, 80)
    seal_them()
    assert check_record()[1]
    path = connection.settings_dict["NAME"]
    connection.close()
    with sqlite3.connect(path) as owner:
        for (name,) in owner.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            owner.execute(f"DROP TRIGGER {name}")
        owner.execute(change)
    owner.close()
    words, sound = check_record()
    assert not sound and "are not the 3 that were sealed" in words
