"""The record's tables, and the fences around them."""

from typing import Any

from django.db import migrations

from candour.record.store.fences import statements


def make(apps: Any, schema_editor: Any) -> None:
    """Make the tables and fences, on whichever database this is."""
    with schema_editor.connection.cursor() as cursor:
        for statement in statements(schema_editor.connection.vendor):
            cursor.execute(statement)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(make)]
