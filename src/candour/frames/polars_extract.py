"""An extract read on this machine: CSV or Parquet, or rows already in hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

from candour.frames.extract import ENGLISH_DAY, ISO_DAY
from candour.frames.plan import Frame
from candour.frames.polars_folder import Unreadable


def read(path: Path) -> Frame:
    """A table just as it stands, to be read when it is asked. Raises Unreadable where it is none."""
    try:
        csv = path.suffix.lower() == ".csv"
        frame = pl.scan_csv(path, infer_schema=False, encoding="utf8-lossy") if csv else pl.scan_parquet(path)
        frame.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as trouble:
        why = f"{str(trouble).splitlines()[0]}. Extract the table again, as CSV (UTF-8) or Parquet"
        raise Unreadable(path.name, why) from None
    made: Frame = nw.from_native(frame)
    return made


def of_columns(columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, str]) -> Frame:
    """A table of columns in hand. `kinds` says of each whether it is text, or a whole number."""
    series = [
        pl.Series(name, values, dtype=pl.String if kinds[name] == "text" else pl.Int32)
        for name, values in columns.items()
    ]
    made: Frame = nw.from_native(pl.DataFrame(series).lazy())
    return made


def days(frame: Frame, reads: Mapping[str, str]) -> Frame:
    """Day numbers of dates written as 2026-03-31 (a time of day may follow) or 31/03/2026, or of a date column."""
    native = frame.to_native()
    schema = native.collect_schema()
    made: Frame = nw.from_native(native.with_columns(**{name: day(read, schema[read]) for name, read in reads.items()}))
    return made


def day(column: str, kind: Any) -> pl.Expr:
    typed = pl.col(column)
    if kind == pl.Date or isinstance(kind, pl.Datetime) or kind == pl.Datetime:
        return typed.cast(pl.Date).cast(pl.Int32)
    text = typed.cast(pl.String).str.strip_chars()
    iso = text.str.extract(ISO_DAY, 1).str.to_date("%Y-%m-%d", strict=False)
    return pl.coalesce(iso, text.str.extract(ENGLISH_DAY, 1).str.to_date("%d/%m/%Y", strict=False)).cast(pl.Int32)


@dataclass(frozen=True)
class Oddities:
    """What has to be said of a table: how many rows it has, how many of them stand there again to the letter, how many have
    letters that were no UTF-8; and by column of days, how many cells are none that is read, of how many filled in, and one."""

    rows: int
    again: int
    garbled: int
    no_days: Mapping[str, tuple[int, int, str]]


def oddities(frame: Frame, columns: Sequence[str]) -> Oddities:
    """What is odd about a table, in one reading of it. `columns` are those of days."""
    native = frame.to_native()
    schema = native.collect_schema()
    texts = [name for name, kind in schema.items() if kind == pl.String]
    garbled = pl.any_horizontal(pl.col(texts).str.contains("\ufffd", literal=True)) if texts else pl.lit(False)
    made = [
        pl.len().alias("rows"),
        pl.struct(pl.all()).hash().n_unique().alias("different"),
        garbled.sum().alias("garbled"),
    ]
    for at, name in enumerate(columns):
        text = pl.col(name).cast(pl.String).str.strip_chars()
        filled = text.is_not_null() & (text != "")
        bad = filled & day(name, schema[name]).is_null()
        made += [bad.sum().alias(f"{at}b"), filled.sum().alias(f"{at}f"), text.filter(bad).first().alias(f"{at}e")]
    row = native.select(made).collect().row(0, named=True)
    no_days = {name: (row[f"{at}b"], row[f"{at}f"], row[f"{at}e"]) for at, name in enumerate(columns) if row[f"{at}b"]}
    return Oddities(row["rows"], row["rows"] - row["different"], row["garbled"], no_days)


def collected(frame: Frame) -> dict[str, Any]:
    """The columns of a table, worked out, as arrays (text as lists)."""
    whole = frame.to_native()
    return as_arrays(whole.collect() if isinstance(whole, pl.LazyFrame) else whole)


def as_arrays(whole: pl.DataFrame) -> dict[str, Any]:
    """Text as lists; whole numbers of any width as the widest, or where some are missing as fractions with gaps (NaN)."""
    made: dict[str, Any] = {}
    for name in whole.columns:
        column = whole[name]
        if column.dtype == pl.String:
            made[name] = column.to_list()
        else:
            made[name] = (column.cast(pl.Int64) if column.dtype.is_integer() else column).to_numpy()
    return made


def kept(frame: Frame) -> Frame:
    """The same table, worked out once."""
    made: Frame = nw.from_native(frame.to_native().collect().lazy())
    return made
