"""An empty record for the invented authority, which brings its own workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from candour.record.store.ledger import name_the_log
from candour.synth.authority import LOG_NAME, Invented, invent
from candour.wiring.desks import bring_tables_up_to_date, desk

ENDS_ON = date(2026, 11, 20)
Invent = Callable[..., Invented]


def empty_record(path: Path) -> None:
    """Let Django work with a new record in a file of its own."""
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    call_command("migrate", verbosity=0)
    name_the_log(LOG_NAME, demonstration=True, created=datetime(2026, 11, 20, tzinfo=UTC))
    bring_tables_up_to_date()


@pytest.fixture
def invent_anew(tmp_path: Path) -> Iterator[Invent]:
    """Invents an authority on a new record each time it is called."""
    count = iter(range(100))

    def anew(
        children: int,
        seed: int = 1,
        years: int = 3,
        ends_on: date = ENDS_ON,
        tick: Callable[[int], None] = lambda made: None,
    ) -> Invented:
        empty_record(tmp_path / f"{next(count)}.sqlite3")
        return invent(desk, children=children, seed=seed, years=years, ends_on=ends_on, tick=tick)

    yield anew
    connection.close()


@pytest.fixture(scope="module")
def wrenshire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Invented]:
    """Wrenshire with two hundred children, for tests that only read."""
    empty_record(tmp_path_factory.mktemp("wrenshire") / "record.sqlite3")
    yield invent(desk, children=200, ends_on=ENDS_ON, tick=lambda made: None)
    connection.close()
