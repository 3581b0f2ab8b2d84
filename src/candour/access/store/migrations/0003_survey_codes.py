"""Codes of a survey, and who was handed one, in tables that keep no order of rows where the database can do without."""

from typing import Any, ClassVar

from django.db import migrations, models

TABLES = {
    "access_surveycode": "id varchar(32) NOT NULL PRIMARY KEY, survey_id varchar(32) NOT NULL, locked {bytes} NOT NULL",
    "access_surveyissued": 'id varchar(65) NOT NULL PRIMARY KEY, "on" date NOT NULL',
}


def make(apps: Any, schema_editor: Any) -> None:
    """Make the tables. SQLite would number the rows as they come, and is told not to."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    with schema_editor.connection.cursor() as cursor:
        for name, columns in TABLES.items():
            made = columns.format(bytes="BLOB" if sqlite else "bytea")
            cursor.execute(f"CREATE TABLE {name} ({made})" + (" WITHOUT ROWID" if sqlite else ""))
        cursor.execute("CREATE INDEX access_surveycode_survey_id ON access_surveycode (survey_id)")


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("access", "0002_views_only_grow")]
    operations: ClassVar[list[Any]] = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(make)],
            state_operations=[
                migrations.CreateModel(
                    name="SurveyCode",
                    fields=[
                        ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                        ("survey_id", models.CharField(db_index=True, max_length=32)),
                        ("locked", models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name="SurveyIssued",
                    fields=[
                        ("id", models.CharField(max_length=65, primary_key=True, serialize=False)),
                        ("on", models.DateField()),
                    ],
                ),
            ],
        )
    ]
