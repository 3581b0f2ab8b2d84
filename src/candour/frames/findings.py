"""What was found, place by place, in the order of the return."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from candour.frames.plan import Plan
from candour.frames.table import RETURN, Column, Table

PLACE = ("o_child", "o_episode", "o_group", "o_nth", "o_inner")
SHOWN = ("table", "number", "field", "path", "line", "value")
SCHEMA: Mapping[str, Any] = {
    "return": pl.Int32,
    "code": pl.String,
    "table": pl.String,
    "number": pl.String,
    "field": pl.String,
    "path": pl.String,
    "line": pl.Int32,
    "value": pl.String,
} | dict.fromkeys(PLACE, pl.Int64)


@dataclass(frozen=True)
class Finding:
    """One place a rule points to: the table, the child's number, the field, the path, the line, and what was typed.

    All of them are empty where the rule is about the return as a whole. A value of None is an element that is not
    there; an empty one is an element with nothing in it.
    """

    code: str
    table: str
    number: str
    field: str
    path: str
    line: int | None
    value: str | None


class Findings:
    """All that was found in one or more returns."""

    def __init__(self, frames: Sequence[pl.DataFrame] = (), *, in_order: bool = False) -> None:
        self._frames, self._in_order = list(frames), in_order

    def add(self, frames: Iterable[pl.DataFrame]) -> None:
        self._frames += [frame for frame in frames if len(frame)]
        self._in_order = False

    def all(self) -> pl.DataFrame:
        """One row a place, in the order of the rules, then of the return, then of the fields. Each place once."""
        if not self._frames:
            return pl.DataFrame(schema=SCHEMA)
        if not self._in_order:
            whole = pl.concat(self._frames)
            order = pl.col("code").str.extract("([0-9]+)").cast(pl.Int32)
            unique = whole.unique(["return", "code", *PLACE, "table", "field"], keep="first")
            self._frames = [unique.sort("return", order, "code", *PLACE, "field")]
            self._in_order = True
        return self._frames[0]

    def __len__(self) -> int:
        return len(self.all())

    def __iter__(self) -> Iterator[Finding]:
        columns = ("code", *SHOWN)
        return (Finding(*row) for row in self.all().select(columns).iter_rows())

    def parts(self, size: int = 50_000) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
        """For each rule that found anything, its places, no more of them at a time than `size`."""
        for part in self.all().partition_by("code", maintain_order=True, include_key=True):
            for some in part.iter_slices(size):
                yield some["code"][0], some.select(SHOWN).rows()

    def by_code(self) -> dict[str, list[tuple[Any, ...]]]:
        """For each rule that found anything, its places: table, number, field, path, line and value."""
        found: dict[str, list[tuple[Any, ...]]] = {}
        for code, places in self.parts():
            found.setdefault(code, []).extend(places)
        return found

    def counts(self, *by: str) -> list[tuple[Any, ...]]:
        """How many places for each value of the columns named, in the order they first come."""
        return self.all().group_by(by, maintain_order=True).len().rows()

    def of_return(self, number: int) -> "Findings":
        """Those of one return, of several that were checked together."""
        return Findings([self.all().filter(pl.col("return") == number)], in_order=True)

    def only(self, *, number: str = "", errors: bool = False) -> "Findings":
        """Those of one child, or of errors and no queries."""
        frame = self.all()
        if number:
            frame = frame.filter(pl.col("number") == number)
        if errors:
            frame = frame.filter(~pl.col("code").str.ends_with("Q"))
        return Findings([frame], in_order=True)


def places(plan: Plan, flagged: Mapping[str, pl.DataFrame]) -> list[pl.DataFrame]:
    """Where each rule points to, from the rows that anything was found of."""
    found = []
    for name, some in flagged.items():
        if not len(some):
            continue
        frame = some.rechunk()
        table = plan.tables[name]
        where = frame.select(pl.col(RETURN).alias("return"), *_where(plan, table))
        for one in plan.flagged[name]:
            at = frame[one.column].fill_null(False).arg_true()
            if not len(at):
                continue
            rows, here = frame[at], where[at]
            for code, fields in one.places:
                found += [_finding(rows, here, table, field, code) for field in fields]
    return found


def repeats(plan: Plan, code: str, frames: Sequence[pl.DataFrame]) -> list[pl.DataFrame]:
    """Where a rule about the whole return's rows points to: those whose text is also another row's."""
    field = plan.repeated[code].field
    column = field.column.plain
    rows = pl.concat(frames) if frames else pl.DataFrame()
    if not len(rows):
        return []
    # In one piece: joining texts of a column that is in several empty pieces stops the library.
    rows = rows.rechunk().filter(pl.len().over(RETURN, column) > 1)
    if not len(rows):
        return []
    where = rows.select(pl.col(RETURN).alias("return"), *_where(plan, field.table))
    return [_finding(rows, where, field.table, field.name, code)]


def of_the_whole(code: str, return_number: int = 0) -> pl.DataFrame:
    """A finding about the return itself: nothing to point to."""
    row = {"return": return_number, "code": code, "table": "", "number": "", "field": "", "path": ""}
    return pl.DataFrame([row | dict.fromkeys(PLACE, 0)], schema=SCHEMA)


def _finding(rows: pl.DataFrame, where: pl.DataFrame, table: Table, field: str, code: str) -> pl.DataFrame:
    column = Column(table, field).plain
    return where.select(
        "return",
        pl.lit(code).alias("code"),
        pl.lit(table.name).alias("table"),
        "number",
        pl.lit(field).alias("field"),
        "path",
        rows[f"{column}__line"].alias("line"),
        rows[column].alias("value"),
        *PLACE,
    )


def _where(plan: Plan, table: Table) -> list[pl.Expr]:
    """A row's number, its path, and its place in the order of the return."""
    chain = table.lineage[::-1]
    steps = [pl.format(f"{one.path}[{{}}]", pl.col(one.ordinal)) for one in chain if one.path]
    nth = [pl.col(one.ordinal) for one in chain]
    group = chain[min(2, len(chain) - 1)]
    position = list(plan.tables).index(group.name)
    if len(chain) < 3 and table.name != "CINdetails":
        nth = [nth[0], pl.lit(0), *nth[1:]]
    elif table.name == "CINdetails":
        position = 0
    nth = [*nth, *[pl.lit(0)] * (4 - len(nth))]
    order = [nth[0], nth[1], pl.lit(position), nth[2], nth[3]]
    number = Column(table, table.whose).plain if table.whose else ""
    return [
        (pl.col(number) if number else pl.lit("")).fill_null("").alias("number"),
        (pl.concat_str(steps, separator="/") if table.name != "Header" else pl.lit("Header")).alias("path"),
        *(expr.cast(pl.Int64).alias(name) for name, expr in zip(PLACE, order, strict=True)),
    ]
