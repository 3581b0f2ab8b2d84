"""Whether the fences around the record still stand as they were made."""

import re

from django.db import connection

from candour.record.store.fences import fences


def fences_gone() -> list[str]:
    """The fences that are missing, switched off, or not as this release makes them, by name."""
    return _on_postgresql() if connection.vendor == "postgresql" else _on_sqlite()


def _on_sqlite() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND substr(tbl_name, 1, 7) = 'record_'"
        )
        stand = {name: _plain(sql) for name, sql in cursor.fetchall()}
    made = {match[1]: _plain(one) for one in fences("sqlite") if (match := re.match(r"CREATE TRIGGER (\w+)", one))}
    return sorted(name for name in made.keys() | stand.keys() if made.get(name) != stand.get(name))


def _on_postgresql() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, t.tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND n.nspname IN ('ledger', 'keys')"
        )
        stand = dict(cursor.fetchall())
        cursor.execute(
            "SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
            " WHERE n.nspname = 'ledger'"
        )
        functions = {name: _plain(source) for name, source in cursor.fetchall()}
    wrong = []
    for one in fences("postgresql"):
        if trigger := re.match(r"CREATE TRIGGER (\w+)", one):
            wrong += [trigger[1]] if stand.pop(trigger[1], "") != "O" else []
        elif function := re.match(r"CREATE FUNCTION ledger\.(\w+)", one):
            body = _plain(one.split("$$")[1])
            wrong += [function[1]] if functions.get(function[1]) != body else []
    return sorted([*wrong, *stand])


def _plain(text: str) -> str:
    return " ".join(text.split())
