"""What was said of the tables, worked out on this machine."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

from candour.frames.plan import Frame, Plan
from candour.frames.table import RETURN, Column, Table

DATE = "%Y-%m-%d"
EXACTLY_A_DATE = r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z"  # \z: on Spark, $ would let a line break after it pass
Rows = Mapping[str, Sequence[tuple[Any, ...]]]


def staged(tables: Iterable[Table], rows: Rows, of_the_return: Mapping[str, int | None]) -> dict[str, Frame]:
    """Rows as tables, with the day of every date beside what was typed, and what holds for the whole return."""
    return {table.name: nw.from_native(_staged(table, rows.get(table.name, ()), of_the_return)) for table in tables}


def _staged(table: Table, rows: Sequence[tuple[Any, ...]], of_the_return: Mapping[str, int | None]) -> pl.LazyFrame:
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
    return frame.lazy().with_columns(pl.lit(0, dtype=pl.Int32).alias(RETURN), *days, *fixed)


def day_of(column: Column) -> pl.Expr:
    typed = pl.col(column.plain)
    exact = pl.when(typed.str.contains(EXACTLY_A_DATE)).then(typed)
    return exact.str.to_date(DATE, strict=False).cast(pl.Int32).alias(f"{column.plain}__day")


def _settled(frames: dict[str, Frame]) -> dict[str, Frame]:
    made = pl.collect_all([frame.to_native() for frame in frames.values()])
    return {name: nw.from_native(frame.lazy()) for name, frame in zip(frames, made, strict=True)}


def answers(
    plan: Plan, tables: dict[str, Frame]
) -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame], dict[str, pl.DataFrame]]:
    """Rows flagged by table, totals by table, and rows that may be repeated by rule; all collected together."""
    found = plan.run(tables, settle=_settled)
    asked = [found.flagged(), found.totals(), found.repeated()]
    collected = iter(pl.collect_all([frame.to_native() for part in asked for frame in part.values()]))
    flagged, totals, repeated = ({name: next(collected) for name in part} for part in asked)
    return flagged, totals, repeated
