"""Reading the tables: for lists, search and returns."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection


def rows(sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows a query finds, each by column name."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [value.isoformat() if isinstance(value, date) else value for value in values])
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, found, strict=True)) for found in cursor.fetchall()]


def as_day(value: Any) -> date | None:
    """A date column's value as a day, whichever database it came from."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value)
