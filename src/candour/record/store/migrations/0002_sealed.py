"""A record made before it had a tree and keys gets both: every leaf stays as it was, byte for byte."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import migrations

from candour.record import keys
from candour.record.store.fences import fences, tables
from candour.seal.tree import Edge, hash_leaf

OLD = ("record_subject", "record_entry", "record_content", "record_log")
PAGE = 500


def seal(apps: Any, schema_editor: Any) -> None:
    """Move an older record into the tables of today; a new record is left as 0001 made it."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        columns = {column.name for column in connection.introspection.get_table_description(cursor, "record_entry")}
        if "chain" not in columns:
            return
        for name in OLD:
            if connection.vendor == "sqlite":
                _without_triggers(cursor, name)
            cursor.execute(f"ALTER TABLE {name} RENAME TO before_{name}")
        if connection.vendor == "postgresql":
            cursor.execute("SET search_path = public, ledger, keys")
        for statement in tables(connection.vendor):
            cursor.execute(statement)
        cursor.execute("INSERT INTO record_log SELECT * FROM before_record_log")
        _copy(cursor)
        cursor.execute("INSERT INTO record_subject SELECT subject, version, position FROM before_record_subject")
        for name in OLD:
            cursor.execute(f"DROP TABLE before_{name}")
        if connection.vendor == "postgresql":
            for name in ("record_only_grows", "record_log_once", "record_entry_next", "record_subject_next"):
                cursor.execute(f"DROP FUNCTION public.{name}()")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in fences(connection.vendor):
            cursor.execute(statement)


def _without_triggers(cursor: Any, table: str) -> None:
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP TRIGGER {name}")


def _copy(cursor: Any) -> None:
    cursor.execute("SELECT COUNT(*) FROM before_record_entry")
    total: int = cursor.fetchone()[0]
    if not total:
        return
    by = _wrapping_key()
    cursor.execute("SELECT subject, MIN(version) FROM before_record_subject GROUP BY subject")
    held = {subject: keys.new_key() for subject, _ in cursor.fetchall()}
    edge, used = Edge(), set[str]()
    for begin in range(0, total, PAGE):
        cursor.execute(
            "SELECT e.position, e.leaf, e.digest, e.content_id, c.body FROM before_record_entry e"
            " JOIN before_record_content c ON c.content_id = e.content_id"
            " WHERE e.position >= %s AND e.position < %s ORDER BY e.position",
            [begin, begin + PAGE],
        )
        for position, leaf, digest, content_id, body in cursor.fetchall():
            whose = _whose(leaf)
            if whose not in used:
                used.add(whose)
                cursor.execute(
                    "INSERT INTO record_key VALUES (%s, %s, %s)", [whose, by.name, by.wrap(held[whose], whose)]
                )
            nodes = b"".join(edge.add(hash_leaf(leaf.encode())))
            locked = keys.locked(held[whose], bytes(body), whose, content_id)
            cursor.execute("INSERT INTO record_content VALUES (%s, %s, %s)", [content_id, whose, locked])
            cursor.execute(
                "INSERT INTO record_entry VALUES (%s, %s, %s, %s, %s)", [position, leaf, digest, nodes, content_id]
            )


def _whose(leaf: str) -> str:
    return str(json.loads(leaf)["subjects"][0])


def _wrapping_key() -> keys.WrappingKey:
    path = Path(settings.WRAPPING_KEY)
    return keys.read_wrapping_key(path) if path.exists() else keys.make_wrapping_key(path)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_record")]
    operations = [migrations.RunPython(seal)]
