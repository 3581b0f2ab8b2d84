"""A folder of CSV or Parquet tables, read on this machine; and tables written as one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

from candour.frames import folder
from candour.frames.folder import ROW
from candour.frames.plan import Frame
from candour.frames.polars_engine import day_of
from candour.frames.table import RETURN, Column, Table


class Unreadable(Exception):
    """A table cannot be read: its file, and why."""

    def __init__(self, file: str, why: str) -> None:
        self.file, self.why = file, why
        super().__init__(f"{file}: {why}")


def read(path: Path) -> pl.DataFrame:
    """A table as text, just as it stands in its file, with the place of every row in it."""
    try:
        if path.suffix.lower() == ".csv":
            frame = pl.read_csv(path, infer_schema=False)
            line = pl.int_range(2, pl.len() + 2, dtype=pl.Int32).alias("line")
        else:
            frame = pl.read_parquet(path)
            line = (pl.col("line") if "line" in frame.columns else pl.lit(None)).cast(pl.Int32).alias("line")
    except (pl.exceptions.PolarsError, OSError, UnicodeDecodeError) as trouble:
        raise Unreadable(path.name, str(trouble).splitlines()[0]) from None
    frame = frame.rename({name: name.strip().lstrip("\ufeff") for name in frame.columns})
    if ROW not in frame.columns:
        frame = frame.with_row_index(ROW, offset=1)
    return frame.with_columns(pl.col(ROW).cast(pl.Int64), pl.lit(0, dtype=pl.Int32).alias(RETURN), line)


class Folder:
    """The tables of one return, made ready."""

    def __init__(self, tables: Mapping[str, Table], raw: Mapping[str, pl.DataFrame], ids: Mapping[str, str]) -> None:
        self.tables = tables
        lazy = {name: nw.from_native(raw.get(name, pl.DataFrame(schema=_nothing(ids))).lazy()) for name in tables}
        staged = folder.staged(tables, lazy, ids, _days)
        made = pl.collect_all([frame.to_native() for frame in staged.values()])
        whole = dict(zip(staged, made, strict=True))
        self.astray = {
            name: frame[table.parent.key].null_count()
            for name, frame in whole.items()
            if (table := tables[name]).parent
        }
        inside = {name: pl.col(table.parent.key).is_not_null() for name, table in tables.items() if table.parent}
        self.frames = {name: frame.filter(inside.get(name, True)) for name, frame in whole.items()}

    def batches(
        self, child: Table, size: int, of_the_return: Mapping[str, int | None]
    ) -> Iterator[dict[str, pl.DataFrame]]:
        """The tables of so many children at a time, with what holds for the whole return."""
        fixed = [pl.lit(number, dtype=pl.Int32).alias(f"Return__{name}") for name, number in of_the_return.items()]
        count = len(self.frames[child.name])
        for start in range(0, max(count, 1), size):
            some = pl.col(child.ordinal).is_between(start + 1, start + size)
            yield {
                name: frame.filter(some).with_columns(*fixed)
                for name, frame in self.frames.items()
                if child.ordinal in frame.columns
            }


def _nothing(ids: Mapping[str, str]) -> dict[str, Any]:
    return {RETURN: pl.Int32, ROW: pl.Int64} | dict.fromkeys(ids.values(), pl.String)


def _days(frame: Frame, dates: list[Column]) -> Frame:
    made: Frame = nw.from_native(frame.to_native().with_columns(*(day_of(column) for column in dates)))
    return made


def texts_by(frame: pl.DataFrame, key: str, name: str) -> dict[str, str]:
    """The last text in one column for each text of another."""
    rows = frame.select(pl.col(key).cast(pl.String), pl.col(name).cast(pl.String)).drop_nulls().rows()
    return dict(rows)


def write(path: Path, names: Sequence[str], batches: Iterable[Sequence[tuple[Any, ...]]]) -> None:
    """Rows of text, with their place and line, as a Parquet table."""
    kinds = {name: pl.Int64 if name in (ROW, "line") else pl.String for name in names}
    frames = [pl.DataFrame(list(rows), schema=kinds, orient="row") for rows in batches if rows]
    (pl.concat(frames) if frames else pl.DataFrame(schema=kinds)).write_parquet(path)
