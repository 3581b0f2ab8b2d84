"""Tables as an authority extracts them, made ready to be counted: only the columns that are known, dates as day numbers.

An extract names its columns much as the Standard Safeguarding Dataset does, though seldom quite. For each column we want,
`Wanted` has the names it goes by; the first that is there is taken, and a column that is not there has no values.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame

DAY, TEXT, FLAG, NUMBER = "day", "text", "flag", "number"
YES = ("y", "yes", "true", "1", "t", "1.0")
NO = ("n", "no", "false", "0", "f", "0.0")
ENDINGS = (".csv", ".parquet")
# A day at the start of a text: 2026-03-31 or 31/03/2026, whatever follows it. Every engine reads days by these.
ISO_DAY = r"^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:[^0-9]|$)"
ENGLISH_DAY = r"^([0-9]{1,2}/[0-9]{1,2}/[0-9]{4})(?:[^0-9]|$)"
WHOLE_NUMBER = r"^[0-9]{1,9}([.]0*)?$"

DayOf = Callable[[str], object]


@dataclass(frozen=True)
class Wanted:
    """One column that is wanted of a table: what kind it is, and the names it goes by."""

    kind: str
    names: tuple[str, ...]
    like: str = ""  # where it goes by none of them, a column with this in its name is taken
    last: tuple[str, ...] = ()  # and where there is none, one of these

    def found_in(self, columns: Mapping[str, str], own: str) -> str | None:
        """The column's name as the extract spells it; `columns` has their names by the same in small letters. `own` is
        the name we know it by, which goes last."""
        like = [name for name in sorted(columns) if self.like and self.like in name]
        return next((columns[name] for name in (*self.names, own, *like, *self.last) if name in columns), None)


Layout = Mapping[str, Mapping[str, Wanted]]


def ready(frame: Frame, wanted: Mapping[str, Wanted], days: Callable[[Frame, Mapping[str, str]], Frame]) -> Frame:
    """The wanted columns of a table: days as whole numbers (since 1 January 1970), flags as 1, 0 or nothing.

    `days` adds the day numbers of text columns in the words of its engine: a new column's name, by the one it reads.
    """
    found = found_in(frame, wanted)
    reads = {f"day_{name}": read for name, read in found.items() if read and wanted[name].kind == DAY}
    frame = days(frame, reads)
    return frame.select(*(_column(name, one, found[name]) for name, one in wanted.items()))


def found_in(frame: Frame, wanted: Mapping[str, Wanted]) -> dict[str, str | None]:
    """For each column that is wanted, what the table calls it; None where it is not there."""
    columns = {name.strip().lstrip("\ufeff").lower(): name for name in frame.collect_schema().names()}
    return {name: one.found_in(columns, name) for name, one in wanted.items()}


def _column(name: str, one: Wanted, read: str | None) -> nw.Expr:
    if read is None:
        kind = nw.String if one.kind == TEXT else nw.Int32
        return nw.lit(None, dtype=kind).alias(name)
    if one.kind == DAY:
        return nw.col(f"day_{name}").alias(name)
    text = nw.col(read).cast(nw.String).str.strip_chars()
    if one.kind == TEXT:
        return nw.when(text != "").then(text).alias(name)
    if one.kind == NUMBER:
        # What is no number is nothing, before it is read as one: some engines stop where they cannot.
        return nw.when(text.str.contains(WHOLE_NUMBER)).then(text).cast(nw.Float64).cast(nw.Int32).alias(name)
    small = text.str.to_lowercase()
    return nw.when(small.is_in(YES)).then(nw.lit(1)).when(small.is_in(NO)).then(nw.lit(0)).cast(nw.Int32).alias(name)
