"""A table: what its columns mean, and how its rows are told from one file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, cast

from candour.record.casefile import Casefile
from candour.record.leaf import WordsGone

ColumnType = Literal["text", "date", "moment", "integer", "flag", "number"]
Row = tuple[Any, ...]
Rows = Callable[[Casefile], Iterable[Row]]


@dataclass(frozen=True)
class Column:
    """One column: its Standard Safeguarding Dataset name, its type, and what it means to a practitioner."""

    name: str
    type: ColumnType
    meaning: str


@dataclass(frozen=True)
class Table:
    """One table. The first column is its key; `shows` are the entry types a reader finds in it."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Rows
    shows: tuple[type, ...]
    indexes: tuple[str, ...]


TABLES: dict[str, Table] = {}


def columns(text: str) -> tuple[Column, ...]:
    """Columns written as lines of "name type meaning".

    >>> columns("pers_dob date the day of birth")
    (Column(name='pers_dob', type='date', meaning='the day of birth'),)
    """
    parts = [line.split(None, 2) for line in text.strip().splitlines()]
    return tuple(Column(name, cast(ColumnType, kind), meaning) for name, kind, meaning in parts)


def table(name: str, spelt: str, *, shows: tuple[type, ...], indexes: tuple[str, ...] = ()) -> Callable[[Rows], Rows]:
    """Make a function that tells rows from a file a table. Its docstring says what the table is for."""

    def register(rows: Rows) -> Rows:
        if not rows.__doc__:
            raise ValueError(f"table {name} needs a docstring: say what a reader finds in it")
        TABLES[name] = Table(name, rows.__doc__.strip().splitlines()[0], columns(spelt), rows, shows, indexes)
        return rows

    return register


def flag(value: bool | str | None) -> str | None:
    """Yes, no or not known, as the dataset spells them.

    >>> flag(True), flag("no"), flag(""), flag(None)
    ('Y', 'N', None, None)
    """
    if value in (None, ""):
        return None
    return "Y" if value is True or value == "yes" else "N"


def told(case: Casefile) -> dict[str, dict[Any, Row]]:
    """Every row this file tells, by table and key. What was erased tells nothing."""
    if any(isinstance(item.fact, WordsGone) for item in case.recorded):
        left = tuple(item for item in case.recorded if not isinstance(item.fact, WordsGone))
        case = Casefile(case.subject, left, case.later)
    return {name: {row[0]: row for row in made.rows(case)} for name, made in TABLES.items()}
