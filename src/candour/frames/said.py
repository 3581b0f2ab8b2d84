"""What can be said of a row: that something is so, how many there are, and what may be said of rows together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from typing import Any

from candour.frames.table import Column, Day, Field, Pair, Table, Words


@dataclass(frozen=True)
class Said:
    """Something that is so, or is not so, of each row. Never unknown: said of a missing date it is not so.

    In an engine a missing date makes what is said of it null, which counts as not so wherever it is asked; only where
    something is turned round must it be made so first.
    """

    words: str
    put: Words
    reads: frozenset[object]

    def __and__(self, other: "Said") -> "Said":
        words = f"({self.words} and {other.words})"
        return Said(words, lambda engine: self.put(engine) & other.put(engine), self.reads | other.reads)

    def __or__(self, other: "Said") -> "Said":
        words = f"({self.words} or {other.words})"
        return Said(words, lambda engine: self.put(engine) | other.put(engine), self.reads | other.reads)

    def __invert__(self) -> "Said":
        return Said(f"not {self.words}", lambda engine: ~self.put(engine).fill_null(False), self.reads)

    def __bool__(self) -> bool:
        raise TypeError("Join what is said with &, | and ~, not with and, or and not.")

    def __hash__(self) -> int:
        return hash(self.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Said) and self.words == other.words

    @cached_property
    def home(self) -> Table | Pair:
        """The rows of which this is said: of the innermost table it names, or of two tables side by side."""
        tables = {where(read) for read in self.reads}
        if not tables:
            raise ValueError(f"nothing here names a table: {self.words}")
        innermost = max(tables, key=lambda table: len(table.lineage))
        if innermost.pair:
            if any(table.pair != innermost.pair for table in tables):
                raise ValueError(f"name both tables as `beside` gave them: {self.words}")
            return innermost.pair
        for table in tables:
            if not innermost.lies_inside(table):
                raise ValueError(
                    f"{table.name} does not hold {innermost.name}: say any_of, how_many or beside. {self.words}"
                )
        return innermost

    def flags(self, *fields: Field) -> tuple["Flag", ...]:
        """Where it is so, these fields are to be looked at. A field may be of the row, or of any that holds it, or
        of any it holds."""
        tables = dict.fromkeys(field.table for field in fields)
        return tuple(
            Flag(table.whole, tuple(field.name for field in fields if field.table == table), self._of(table))
            for table in tables
        )

    def _of(self, table: Table) -> "Said":
        if table.pair or (isinstance(self.home, Table) and table != self.home and self.home.lies_inside(table)):
            return any_of(self, per=table)
        return self


@dataclass(frozen=True)
class Number:
    """A count of each row."""

    words: str
    put: Words
    reads: frozenset[object]

    def __gt__(self, number: int) -> Said:
        return Said(f"{self.words} > {number}", lambda engine: self.put(engine) > number, self.reads)

    def is_exactly(self, number: int) -> Said:
        return Said(f"{self.words} = {number}", lambda engine: self.put(engine) == number, self.reads)


@dataclass(frozen=True)
class Gathered:
    """Something said of many rows, gathered on the one row that holds them, or of one side of a pair."""

    name: str
    how: str
    per: Table
    of: Words
    reads: frozenset[object]
    home: Table | Pair

    def __hash__(self) -> int:
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Gathered) and self.name == other.name

    @cached_property
    def depth(self) -> int:
        """How many gatherings must have been made before this one."""
        return 1 + max((read.depth for read in self.reads if isinstance(read, Gathered)), default=0)

    @property
    def counts(self) -> bool:
        """Whether this is a number of rows, which is 0 where there are none."""
        return self.how in ("any", "sum")

    @property
    def of_days(self) -> bool:
        return any(isinstance(read, Column) and read.kind == "day" for read in self.reads)

    @property
    def column(self) -> str:
        """The column's name where it is read."""
        return f"{self.per.side}__{self.name}" if self.per.side and not isinstance(self.home, Pair) else self.name


@dataclass(frozen=True)
class Flag:
    """Fields of one table to be looked at, wherever something is so."""

    table: Table
    fields: tuple[str, ...]
    said: Said


@dataclass(frozen=True)
class Whole:
    """Something the return shows as a whole: how many rows each saying is so of, and whether those numbers are odd.

    The numbers are kept from one batch of children to the next and judged once, at the end.
    """

    totals: Mapping[str, Said]
    odd: Callable[[Mapping[str, int]], bool]


@dataclass(frozen=True)
class Repeated:
    """A field that must differ from row to row of the whole return, among the rows of which something is so."""

    field: Field
    among: Said


Found = tuple[Flag, ...] | Whole | Repeated


def where(read: object) -> Table:
    """The table that something read belongs to."""
    if isinstance(read, Column):
        return read.table
    assert isinstance(read, Gathered)
    return read.per if not isinstance(read.home, Pair) else read.per.whole


def _gather(how: str, words: str, put: Words, reads: frozenset[object], home: Table | Pair, per: Table) -> Gathered:
    told = f"{how} of {words} per {per.side}{per.name}"
    return Gathered("g_" + blake2b(told.encode(), digest_size=6).hexdigest(), how, per, put, reads, home)


def _counted(said: Said) -> Words:
    return lambda engine: said.put(engine).cast(engine.Int64)


def _read(made: Gathered) -> Words:
    return lambda engine: engine.col(made.column)


def _inside(said: Said, per: Table) -> None:
    home = said.home
    if isinstance(home, Table) and not home.lies_inside(per):
        raise ValueError(f"{home.name} does not lie inside {per.name}: {said.words}")


def any_of(said: Said, *, per: Table) -> Said:
    """So of a row of `per` if it is so of any row inside it."""
    _inside(said, per)
    made = _gather("any", said.words, _counted(said), said.reads, said.home, per)
    words = f"any({said.words}) per {per.side} {per.name}"
    return Said(words, lambda engine: engine.col(made.column) > 0, frozenset([made]))


def how_many(said: Said, *, per: Table) -> Number:
    """Of how many rows inside a row of `per` it is so."""
    _inside(said, per)
    made = _gather("sum", said.words, _counted(said), said.reads, said.home, per)
    return Number(f"count({said.words}) per {per.side} {per.name}", _read(made), frozenset([made]))


def latest(field: Field, *, per: Table) -> Day:
    """The latest day in this field of all rows inside a row of `per`; missing where there is none."""
    made = _gather("max", field.day.words, field.day.put, field.day.reads, field.table, per)
    return Day(f"latest({field.day.words}) per {per.side} {per.name}", _read(made), frozenset([made]))


def first_and_last_differ(field: Field, among: Said, *, per: Table) -> Said:
    """Whether the rows inside a row of `per`, of which something is so, hold two different texts in this field."""

    def typed(engine: Any) -> Any:
        return engine.when(among.put(engine)).then(field.typed(engine)).otherwise(None)

    reads, words = among.reads | {field.column}, f"{field.column.name} where {among.words}"
    low, high = (_gather(how, words, typed, frozenset(reads), field.table, per) for how in ("min", "max"))
    return Said(
        f"two different {words} per {per.side} {per.name}",
        lambda engine: engine.col(low.column) != engine.col(high.column),
        frozenset([low, high]),
    )


def same_again(field: Field, *, per: Table) -> Said:
    """Whether another row inside the same row of `per` holds exactly the same text in this field."""
    name = field.column.name
    return Said(
        f"{name} again per {per.side} {per.name}",
        lambda engine: (engine.len().over(per.key, name) > 1) & ~field.typed(engine).is_null(),
        frozenset([field.column]),
    )


def row_of(table: Table) -> Said:
    """So of every row of the table."""
    key = f"{table.side}__{table.key}" if table.side else table.key
    return Said(
        f"a row of {table.side} {table.name}",
        lambda engine: ~engine.col(key).is_null(),
        frozenset([Column(table, "")]),
    )


def beside(one: Table, other: Table, *, within: Table) -> tuple[Table, Table]:
    """Two tables to be named side by side: every row of one with every row of the other inside one row of `within`.

    Of one table twice, a row is never beside itself.
    """
    pair = Pair(one, other, within)
    return _sided(one, "one", pair), _sided(other, "other", pair)


def _sided(table: Table, side: str, pair: Pair) -> Table:
    parent = _sided(table.parent, side, pair) if table.parent else None
    return replace(table, side=side, pair=pair, parent=parent)
