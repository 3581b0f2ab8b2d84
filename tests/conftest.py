"""What every test may use: a fresh record with a small office, a desk, the pages, a browser, a PostgreSQL."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

FOLDER = Path(tempfile.mkdtemp(prefix="candour-tests-"))
os.environ.setdefault("CANDOUR_DATA", str(FOLDER))
os.environ["CANDOUR_SQLITE"] = str(FOLDER / "first.sqlite3")
os.environ["CANDOUR_QUICK_DISK"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "candour.wiring.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
os.environ.pop("CANDOUR_POSTGRES", None)

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, settings

from candour.practice.desk import Desk
from candour.practice.guard import Worker
from candour.record.store.ledger import name_the_log
from candour.wiring.desks import bring_tables_up_to_date, right_now
from candour.wiring.desks import desk as make_desk
from tests.engines import browser, postgres_uri
from tests.lives import Life
from tests.office import Office, furnish
from tests.on_postgresql import on_postgresql

__all__ = ["browser", "postgres_uri"]
LONG = bool(os.environ.get("CANDOUR_LONG"))
settings.register_profile("quick", max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("long", max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("long" if LONG else "quick")
SINCE = date(2020, 1, 6)
# Files that take half a minute or more go first, so that no worker is left with one of them while the other waits.
LONGEST_FIRST = (
    "tests/frames/test_engines_agree.py",
    "tests/web/test_everybody_can_use_the_pages.py",
    "tests/cli/test_check.py",
    "tests/house/test_the_bench_runs.py",
    "tests/synth/test_what_is_planted_is_there.py",
    "tests/scenarios/test_a18_what_a_court_is_handed.py",
    "tests/attacks/test_every_attack_is_seen.py",
    "tests/cli/test_insight_past_one_machine.py",
    "tests/insight/test_engines_agree_on_patterns.py",
    "tests/web/test_pages_open.py",
    "tests/web/test_supervision_pages.py",
    "tests/cli/test_signing_as_a_process.py",
    "tests/cli/test_the_command.py",
    "tests/scenarios/test_a14_paper_is_made_from_the_record.py",
    "tests/insight/test_asking.py",
    "tests/journeys/test_from_a_phone_call_to_the_end_of_a_plan.py",
    "tests/scenarios/test_a04_the_newest_workers_hold_the_hardest_work.py",
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest files first. Tests that take minutes are for `make test-long`: left out here, not skipped."""
    if not LONG:
        left_out = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    order = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: order.get(item.path.relative_to(config.rootpath).as_posix(), len(order)))


def pytest_sessionfinish() -> None:
    connection.close()
    shutil.rmtree(FOLDER, ignore_errors=True)


def open_database(path: Path) -> None:
    """Let Django work with another SQLite file from here on."""
    connection.close()
    connection.settings_dict["NAME"] = str(path)


def new_record(path: Path) -> Office:
    """A record made for demonstration, so that tests may say what day it is, with the office in it."""
    open_database(path)
    call_command("migrate", verbosity=0)
    name_the_log("tests", demonstration=True, created=right_now())
    bring_tables_up_to_date()
    return furnish(make_desk(clock=lambda: datetime(2020, 1, 6, 9, tzinfo=UTC)), SINCE)


@pytest.fixture(scope="session")
def made_once() -> tuple[Path, Office]:
    path = FOLDER / "template.sqlite3"
    office = new_record(path)
    connection.close()
    return path, office


@pytest.fixture
def office(made_once: tuple[Path, Office]) -> Iterator[Office]:
    """A fresh record of this test's own."""
    path = FOLDER / f"{time.time_ns()}.sqlite3"
    connection.close()
    shutil.copy(made_once[0], path)
    open_database(path)
    yield made_once[1]
    connection.close()
    for tail in ("", "-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)


@pytest.fixture
def on_postgres(postgres_uri: str) -> Iterator[Office]:
    """The same office on a real PostgreSQL."""
    with on_postgresql(postgres_uri, SINCE) as made:
        yield made


class Clock:
    """A clock a test can set."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def to(self, day: date, hour: int = 10) -> None:
        """It is now this day."""
        self.now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(office: Office, clock: Clock) -> Desk:
    return make_desk(clock=clock)


@pytest.fixture
def screener(office: Office, desk: Desk) -> Worker:
    return office.worker("front_door_screener", desk)


@pytest.fixture
def social_worker(office: Office, desk: Desk) -> Worker:
    return office.worker("social_worker", desk)


@pytest.fixture
def support_worker(office: Office, desk: Desk) -> Worker:
    return office.worker("support_worker", desk)


@pytest.fixture
def manager(office: Office, desk: Desk) -> Worker:
    return office.worker("team_manager", desk)


@pytest.fixture
def chair(office: Office, desk: Desk) -> Worker:
    return office.worker("conference_chair", desk)


@pytest.fixture
def data_officer(office: Office, desk: Desk) -> Worker:
    return office.worker("data_officer", desk)


@dataclass(frozen=True)
class Served:
    """A Candour that is being served, by the same command a person types."""

    address: str
    path: Path
    office: Office


def free_port() -> int:
    """A port nobody is using."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def serve(path: Path, **more: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start `candour serve` on a record."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("candour")), "serve", "--port", str(port)]
    running = subprocess.Popen(command, env={**os.environ, "CANDOUR_SQLITE": str(path), **more})
    for _ in range(200):
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return running, f"http://127.0.0.1:{port}"
        time.sleep(0.1)
    running.kill()
    raise RuntimeError("`candour serve` did not start within 20 seconds")


@pytest.fixture(scope="session")
def served(made_once: tuple[Path, Office]) -> Iterator[Served]:
    """One server for all browser tests of a worker process; each test uses children of its own."""
    path = FOLDER / "served.sqlite3"
    shutil.copy(made_once[0], path)
    running, address = serve(path)
    yield Served(address, path, made_once[1])
    running.terminate()
    running.wait(10)


@pytest.fixture
def beside(served: Served, clock: Clock) -> Iterator[Desk]:
    """A desk at the served record, to write what happened before a scenario begins."""
    open_database(served.path)
    yield make_desk(clock=clock)
    connection.close()


@pytest.fixture
def life(desk: Desk, clock: Clock, office: Office) -> Callable[..., Life]:
    """Begins a child's life on a record of this test's own."""
    return lambda forename="Amira", surname="Hale": Life(desk, clock, office, forename, surname)


@pytest.fixture
def earlier(beside: Desk, clock: Clock, served: Served) -> Callable[..., Life]:
    """Begins a child's life on the record being served, before a scenario in the browser."""
    return lambda forename="Amira", surname="Hale": Life(beside, clock, served.office, forename, surname)
