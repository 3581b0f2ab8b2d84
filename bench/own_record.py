"""A record of the measurement's own: empty, in a file that is thrown away, with a clock one can set."""

import os
import sys
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


class Clock:
    """A clock that can be set to a day."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def to(self, day: date, hour: int = 10) -> None:
        """It is now this day."""
        self.now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def begin(path: Path) -> None:
    """Make ready to work with the record in this file, as safe on disk as a real one."""
    for name in ("CANDOUR_POSTGRES", "CANDOUR_QUICK_DISK"):
        os.environ.pop(name, None)
    os.environ["CANDOUR_DATA"] = str(path.parent)
    os.environ["CANDOUR_SQLITE"] = str(path)
    os.environ["DJANGO_SETTINGS_MODULE"] = "candour.wiring.settings"
    import django

    django.setup()
    import candour.wiring.urls  # every page, before anything is timed

    assert candour.wiring.urls


def open_record(path: Path) -> tuple[Any, Any, Clock]:
    """Make an empty record with a small office; returns the desk, the office and the clock."""
    begin(path)
    from django.core.management import call_command

    from candour.record.store.ledger import name_the_log
    from candour.wiring.desks import bring_tables_up_to_date, desk, right_now
    from tests.office import furnish

    call_command("migrate", verbosity=0)
    name_the_log("bench", demonstration=True, created=right_now())
    bring_tables_up_to_date()
    clock = Clock()
    at = desk(clock=clock)
    return at, furnish(at, date(2020, 1, 6)), clock


def signed_in(role: str) -> Any:
    """A browser of somebody in this role, inside this process."""
    from django.test import Client

    from candour.access.store.models import Account

    client = Client()
    client.force_login(Account.objects.get(username=role.replace("_", "-")))
    session = client.session
    session["seen"] = 4_000_000_000
    session.save()
    return client


def in_its_own_process(target: Any, *given: Any) -> None:
    """Run one measurement in a process of its own, because a process holds one record."""
    running = get_context("spawn").Process(target=target, args=given)
    running.start()
    running.join()
    if running.exitcode:
        raise SystemExit(running.exitcode)
