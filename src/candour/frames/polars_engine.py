"""What was said of the tables, worked out on this machine."""

from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from typing import Any

import polars as pl
from polars.io.plugins import register_io_source

from candour.frames.plan import Frame, Plan
from candour.frames.table import RETURN, Column, Table

DATE = "%Y-%m-%d"
EXACTLY_A_DATE = r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z"  # \z: on Spark, $ would let a line break after it pass
Rows = Mapping[str, Sequence[tuple[Any, ...]]]


def staged(tables: Iterable[Table], rows: Rows, of_the_return: Mapping[str, int | None]) -> dict[str, pl.DataFrame]:
    """Rows as tables, with the day of every date beside what was typed, and what holds for the whole return."""
    return {table.name: _staged(table, rows.get(table.name, ()), of_the_return) for table in tables}


def _staged(table: Table, rows: Sequence[tuple[Any, ...]], of_the_return: Mapping[str, int | None]) -> pl.DataFrame:
    whole = [one.key for one in table.lineage] + [one.ordinal for one in table.lineage]
    texts = [Column(table, name).plain for name in table.fields]
    lines = [f"{name}__line" for name in texts]
    columns = list(zip(*rows, strict=True)) if rows else [()] * (len(whole) + 2 * len(texts))
    kinds = [pl.Int64] * len(whole) + [pl.String] * len(texts) + [pl.Int32] * len(texts)
    frame = pl.DataFrame(
        [
            pl.Series(name, column, dtype=kind)
            for name, column, kind in zip(whole + texts + lines, columns, kinds, strict=True)
        ]
    )
    days = [day_of(Column(table, name)) for name in table.fields if name in table.dates]
    fixed = [pl.lit(number, dtype=pl.Int32).alias(f"Return__{name}") for name, number in of_the_return.items()]
    return frame.with_columns(pl.lit(0, dtype=pl.Int32).alias(RETURN), *days, *fixed)


def day_of(column: Column) -> pl.Expr:
    typed = pl.col(column.plain)
    exact = pl.when(typed.str.contains(EXACTLY_A_DATE)).then(typed)
    return exact.str.to_date(DATE, strict=False).cast(pl.Int32).alias(f"{column.plain}__day")


# What the tables gain from being looked over first; the rest costs more than it saves.
WORTH_IT = pl.QueryOptFlags.none().update(projection_pushdown=True, comm_subplan_elim=True)
Collected = tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame], dict[str, pl.DataFrame]]


class Prepared:
    """A plan worked out once for tables of one layout, to be run on batch after batch and child after child."""

    def __init__(self, plan: Plan, tables: Sequence[Table], of_the_return: Mapping[str, int | None]) -> None:
        self._held: dict[str, pl.DataFrame] = {}
        self._alone = Lock()
        self._stages: list[tuple[list[str], list[pl.LazyFrame]]] = []
        empty = staged(tables, {}, of_the_return)
        frames = {name: self._held_as(name, frame.schema) for name, frame in empty.items()}
        found = plan.run(frames, pl, settle=self._settle)
        self._last = (found.flagged(), found.totals(), found.repeated())

    def _held_as(self, name: str, schema: Mapping[str, Any]) -> pl.LazyFrame:
        def read(columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, size: int | None) -> Any:
            frame = self._held[name]
            frame = frame if columns is None else frame.select(columns)
            yield frame if predicate is None else frame.filter(predicate)

        return register_io_source(read, schema=pl.Schema(schema))

    def _settle(self, frames: dict[str, Frame]) -> dict[str, Frame]:
        names = [f"{len(self._stages)} {name}" for name in frames]
        self._stages.append((names, list(frames.values())))
        return {
            name: self._held_as(held, frame.collect_schema())
            for held, (name, frame) in zip(names, frames.items(), strict=True)
        }

    def answers(self, tables: Mapping[str, pl.DataFrame]) -> Collected:
        """Rows flagged by table, totals by table, and rows that may be repeated by rule; all collected together."""
        with self._alone:
            self._held |= tables
            try:
                for names, frames in self._stages:
                    self._held.update(zip(names, _collected(frames), strict=True))
                made = iter(_collected([frame for part in self._last for frame in part.values()]))
                flagged, totals, repeated = ({name: next(made) for name in part} for part in self._last)
            finally:
                self._held.clear()
        return flagged, totals, repeated


def _collected(frames: list[pl.LazyFrame]) -> list[pl.DataFrame]:
    try:
        return pl.collect_all(frames, optimizations=WORTH_IT, engine="in-memory")
    except pl.exceptions.PanicException as stopped:
        # The library stopping dead is no Exception to Python; to us it is a rule that cannot be run.
        raise RuntimeError(f"Polars stopped: {stopped}") from None
