"""A table rewritten to be shared: every column in a form that can hold nothing else, or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from candour.frames import polars_extract
from candour.frames.extract import NO, WHOLE_NUMBER, YES
from candour.frames.polars_folder import Unreadable

# RC1, 1A, 10, M: what a code looks like. A word or a name does not.
A_CODE = r"^(?:[A-Z]{0,2}[0-9]{1,2}[A-Z]?|[A-Z])$"
A_MINUTE = r"[0-9]([ T][0-2][0-9]:[0-5][0-9])"
LONGEST_NAME = 60


@dataclass(frozen=True)
class Rewritten:
    """A table as it is shared: how many rows, and by column how many cells held something else than such a column may,
    and are empty now."""

    rows: int
    emptied: Mapping[str, int]


def columns_of(path: Path) -> list[str]:
    """The columns of a table, as it spells them. Raises Unreadable where it is none."""
    return list(polars_extract.read(path).collect_schema().names())


def rewrite(
    path: Path, out: Path, ways: Mapping[str, tuple[str, str]], pseudonym: Callable[[str, str], str]
) -> Rewritten:
    """Write the columns in `ways` (how, and of a reference what it refers to) to a file of the same kind. Raises
    Unreadable where it cannot be read, OSError where it cannot be written."""
    lazy = polars_extract.read(path).to_native().select(*ways)
    try:
        frame = lazy.collect()
    except pl.exceptions.PolarsError as trouble:
        raise Unreadable(path.name, str(trouble).splitlines()[0]) from None
    made, emptied = [], {}
    for name, (how, of) in ways.items():
        before = frame[name].cast(pl.String).str.strip_chars()
        before = before.to_frame().select(pl.when(pl.col(name) != "").then(pl.col(name)))[name]
        after = _replaced(before, of, pseudonym) if how == "replaced" else _formed(frame, before, name, how)
        lost = int((before.is_not_null() & after.is_null()).sum())
        if lost:
            emptied[name.strip().lstrip("\ufeff")] = lost
        made.append(after.alias(name.strip().lstrip("\ufeff")))
    whole = pl.DataFrame(made)
    if out.suffix == ".csv":
        whole.write_csv(out)
    else:
        whole.write_parquet(out)
    return Rewritten(len(whole), emptied)


def _replaced(before: pl.Series, of: str, pseudonym: Callable[[str, str], str]) -> pl.Series:
    known = before.drop_nulls().unique().to_list()
    return before.replace_strict(known, [pseudonym(of, one) for one in known], default=None, return_dtype=pl.String)


def _formed(frame: pl.DataFrame, before: pl.Series, name: str, how: str) -> pl.Series:
    text, small = pl.col(name), pl.col(name).str.to_lowercase()
    if how in ("day", "month"):
        day = polars_extract.day(name, frame.schema[name]).cast(pl.Date)
        return frame.select(day.dt.strftime("%Y-%m") if how == "month" else day).to_series()
    if how == "moment":
        day = polars_extract.day(name, frame.schema[name]).cast(pl.Date).dt.strftime("%Y-%m-%d")
        minute = pl.col(name).cast(pl.String).str.extract(A_MINUTE, 1).fill_null("")
        return frame.select(day + minute.str.replace("T", " ")).to_series()
    forms = {
        "flag": pl.when(small.is_in(YES)).then(pl.lit("Y")).when(small.is_in(NO)).then(pl.lit("N")),
        "number": pl.when(text.str.contains(WHOLE_NUMBER)).then(text),
        "marked": pl.when(text.is_not_null()).then(pl.lit("yes")),
        "code": pl.when(text.str.contains(A_CODE)).then(text),
        "as it is": pl.when(text.str.len_chars() <= LONGEST_NAME).then(text),
    }
    return before.to_frame().select(forms[how]).to_series()
