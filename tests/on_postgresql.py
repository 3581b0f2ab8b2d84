"""A fresh record on a real PostgreSQL server, for a test that must hold on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import psycopg
from django.core.management import call_command
from django.db import connection
from django.db import connections as all_connections

from candour.record.store.ledger import name_the_log
from candour.wiring.desks import bring_tables_up_to_date, right_now
from candour.wiring.desks import desk as make_desk
from tests.office import Office, furnish


@contextmanager
def on_postgresql(uri: str, since) -> Iterator[Office]:
    """Django works with an empty database of this server inside, with the office in it."""
    with empty_postgresql(uri):
        name_the_log("tests", demonstration=True, created=right_now())
        bring_tables_up_to_date()
        yield furnish(make_desk(clock=lambda: datetime(2020, 1, 6, 9, tzinfo=UTC)), since)


@contextmanager
def empty_postgresql(uri: str) -> Iterator[None]:
    """Django works with an empty database of this server inside."""
    said = psycopg.conninfo.conninfo_to_dict(uri)
    connection.close()
    before = dict(all_connections.settings)
    made = {
        **connection.settings_dict, "ENGINE": "django.db.backends.postgresql", "NAME": said["dbname"],
        "USER": said.get("user", ""), "HOST": said["host"], "PORT": said.get("port", ""), "PASSWORD": "",
        "OPTIONS": {"options": "-c search_path=public,ledger,keys"},
        "CONN_MAX_AGE": 0,
    }  # fmt: skip
    all_connections.settings = {"default": made}
    old = all_connections["default"]
    all_connections["default"] = all_connections.create_connection("default")
    try:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA IF EXISTS public, ledger, keys CASCADE")
            cursor.execute("CREATE SCHEMA public")
        call_command("migrate", verbosity=0)
        yield
    finally:
        connection.close()
        all_connections.settings = before
        all_connections["default"] = old
