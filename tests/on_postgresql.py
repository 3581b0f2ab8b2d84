"""A fresh record on a real PostgreSQL server, for a test that must hold on both databases.

The tables and the office are made once for each server; every test is given a copy of that database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection
from django.db import connections as all_connections

from candour.record.store.ledger import name_the_log
from candour.wiring.desks import bring_tables_up_to_date, right_now
from candour.wiring.desks import desk as make_desk
from tests.office import Office, furnish

made: dict[tuple[str, str], Any] = {}


@contextmanager
def on_postgresql(uri: str, since) -> Iterator[Office]:
    """Django works with a database of this server inside, empty but for the office."""

    def furnished() -> Office:
        name_the_log("tests", demonstration=True, created=right_now())
        bring_tables_up_to_date()
        return furnish(make_desk(clock=lambda: datetime(2020, 1, 6, 9, tzinfo=UTC)), since)

    with _copied(uri, "furnished", furnished) as office:
        yield office


@contextmanager
def empty_postgresql(uri: str) -> Iterator[None]:
    """Django works with a database of this server inside that has its tables and nothing in them."""
    with _copied(uri, "with_tables", lambda: None):
        yield


@contextmanager
def _copied(uri: str, template: str, make: Callable[[], Any]) -> Iterator[Any]:
    name = psycopg.conninfo.conninfo_to_dict(uri)["dbname"]
    if (uri, template) not in made:
        _replace(uri, name, "template0")
        with _django_at(uri):
            call_command("migrate", verbosity=0)
            made[uri, template] = make()
        _replace(uri, template, name)
    else:
        _replace(uri, name, template)
    with _django_at(uri):
        yield made[uri, template]


def _replace(uri: str, name: object, template: object) -> None:
    with psycopg.connect(uri, dbname="template1", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


@contextmanager
def _django_at(uri: str) -> Iterator[None]:
    said = psycopg.conninfo.conninfo_to_dict(uri)
    connection.close()
    before = dict(all_connections.settings)
    there = {
        **connection.settings_dict, "ENGINE": "django.db.backends.postgresql", "NAME": said["dbname"],
        "USER": said.get("user", ""), "HOST": said["host"], "PORT": said.get("port", ""), "PASSWORD": "",
        "OPTIONS": {"options": "-c search_path=public,ledger,keys"},
        "CONN_MAX_AGE": 0,
    }  # fmt: skip
    all_connections.settings = {"default": there}
    old = all_connections["default"]
    all_connections["default"] = all_connections.create_connection("default")
    try:
        yield
    finally:
        connection.close()
        all_connections.settings = before
        all_connections["default"] = old
