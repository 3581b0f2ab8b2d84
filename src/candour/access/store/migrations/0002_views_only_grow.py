"""The log of views only grows: the database refuses to change or remove a row."""

from typing import Any

from django.db import migrations

WORDS = "The log of views only grows"


def fence(apps: Any, schema_editor: Any) -> None:
    """Refuse update, delete and, on PostgreSQL, truncate."""
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "sqlite":
            for act in ("UPDATE", "DELETE"):
                cursor.execute(
                    f"CREATE TRIGGER access_view_no_{act.lower()} BEFORE {act} ON access_view "
                    f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
                )
        else:
            cursor.execute(
                "CREATE FUNCTION access_view_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$"
            )
            cursor.execute(
                "CREATE TRIGGER access_view_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON access_view "
                "FOR EACH STATEMENT EXECUTE FUNCTION access_view_only_grows()"
            )


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunPython(fence)]
