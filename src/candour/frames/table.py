"""Tables, their fields and the days in them, as a rule names them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Union

# How a saying is put into the words of an engine: a function of its library (narwhals, or polars itself where the work is
# done here: the words used are those both share, and polars takes its own ten times faster).
Words = Callable[[Any], Any]

RETURN = "return_number"  # the column that says which return a row belongs to, where there are several


@dataclass(frozen=True)
class Table:
    """One table of a return: its name, its fields as the return spells them, and the table its rows lie inside.

    `path` is its step in the path of a row, and `whose` the field that says whose row it is.
    `side` and `pair` are set where rows are looked at two by two: see `beside` in `candour.frames.said`.
    """

    name: str
    fields: tuple[str, ...]
    dates: frozenset[str] = frozenset()
    parent: Union["Table", None] = None
    path: str = ""
    whose: str = ""
    side: str = ""
    pair: Union["Pair", None] = None

    def __getattr__(self, field: str) -> "Field":
        if field.startswith("_") or field not in self.fields:
            raise AttributeError(f"{self.name} has no field {field}. It has {', '.join(self.fields)}.")
        return Field(self, field)

    def __hash__(self) -> int:
        return hash((self.name, self.side))

    @cached_property
    def lineage(self) -> tuple["Table", ...]:
        """This table and all it lies inside, itself first."""
        return (self, *(self.parent.lineage if self.parent else ()))

    @property
    def key(self) -> str:
        """The column that knows one row of this table from another; the tables inside it have it too."""
        return f"key_{self.name}"

    @property
    def ordinal(self) -> str:
        """The column that says which one of its kind a row is, from 1."""
        return f"nth_{self.name}"

    @cached_property
    def whole(self) -> "Table":
        """The table itself, where this is one side of a pair."""
        return replace(self, side="", pair=None, parent=self.parent.whole if self.parent else None)

    def lies_inside(self, other: "Table") -> bool:
        return any(one.name == other.name and one.side == other.side for one in self.lineage)

    def of(self, table: "Table") -> "Table":
        """The table that rows of this side lie inside: of a review, its plan.

        >>> plans = Table("Plans", ("start",)); reviews = Table("Reviews", ("held",), parent=plans)
        >>> reviews.of(plans).name
        'Plans'
        """
        return next(one for one in self.lineage if one.name == table.name)


@dataclass(frozen=True)
class Pair:
    """Rows of two tables side by side, wherever both lie inside one row of `within`."""

    one: Table
    other: Table
    within: Table


@dataclass(frozen=True)
class Column:
    """A column that something was said about. `kind` is text, day, or line; a column of no field is the row itself."""

    table: Table
    field: str
    kind: str = "text"

    @cached_property
    def plain(self) -> str:
        """The column's name in its own table."""
        return f"{self.table.name}__{self.field}" + ("" if self.kind == "text" else f"__{self.kind}")

    @cached_property
    def name(self) -> str:
        """The column's name where it is read."""
        return f"{self.table.side}__{self.plain}" if self.table.side else self.plain


@dataclass(frozen=True)
class Day:
    """A day of each row, as the number of days since 1 January 1970."""

    words: str
    put: Words
    reads: frozenset[object]

    def __add__(self, days: int) -> "Day":
        return Day(f"({self.words} + {days} days)", lambda engine: self.put(engine) + days, self.reads)

    def __sub__(self, days: int) -> "Day":
        return self + -days


@dataclass(frozen=True)
class Field:
    """One field of a table: what was typed, and for a date the day it means."""

    table: Table
    name: str

    @property
    def column(self) -> Column:
        return Column(self.table, self.name)

    def typed(self, engine: Any) -> Any:
        """What was typed, in an engine's words."""
        return engine.col(self.column.name)

    @property
    def is_date(self) -> bool:
        return self.name in self.table.dates

    @cached_property
    def day(self) -> Day:
        """The day the field means; missing where what was typed is not a date."""
        if not self.is_date:
            raise TypeError(f"{self.table.name}.{self.name} is not a date")
        column = Column(self.table, self.name, "day")
        return Day(column.name, lambda engine: engine.col(column.name), frozenset([column]))


def of_the_return(name: str) -> Words:
    """A number that holds for the whole return, such as the day its year ends; every row has it beside it."""
    return lambda engine: engine.col(f"Return__{name}")


def day_of_the_return(name: str) -> Day:
    """A day that holds for the whole return."""
    return Day(f"Return__{name}", of_the_return(name), frozenset())
