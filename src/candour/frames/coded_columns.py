"""A file of answers, column by column: what was written in it, each thing once, and on which rows."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from candour.frames.workbook import WORKBOOKS, NotATable, sheet

__all__ = ["Coded", "CodedTable", "NotATable", "read_coded"]


@dataclass(frozen=True)
class Coded:
    """A column. `at` has for each row which of `values` it holds (an array of whole numbers); what is missing is ''."""

    values: tuple[str, ...]
    at: Any


@dataclass(frozen=True)
class CodedTable:
    """The columns by heading, how many rows there are, and how many empty lines were passed over."""

    columns: dict[str, Coded]
    rows: int
    empty_lines: int


def read_coded(path: Path) -> CodedTable:
    """A CSV file (commas, semicolons or tabs; UTF-8 or Windows-1252) or a workbook, all of it as text. Raises NotATable.

    Of a workbook the first sheet that holds anything is read.
    """
    try:
        raw = path.read_bytes()
    except OSError as trouble:
        raise NotATable(f"{path}: cannot be read ({trouble.strerror}). Check the name") from None
    headings, frame = _of_sheet(sheet(raw, path), path) if raw.startswith(WORKBOOKS) else _of_text(raw, path)
    frame.columns = headings
    frame = frame.select(pl.all().fill_null("").str.strip_chars())
    full = frame.filter(~pl.all_horizontal(pl.all() == ""))
    return CodedTable({name: _coded(full[name]) for name in headings}, full.height, frame.height - full.height)


def _of_sheet(lines: list[list[str]], path: Path) -> tuple[list[str], pl.DataFrame]:
    columns = [
        column for column in zip(*lines, strict=True) if any(column)
    ]  # beside the table a sheet may be used, empty
    headings = _named([column[0].strip() for column in columns], path)
    return headings, pl.DataFrame([pl.Series(str(at), column[1:], pl.String) for at, column in enumerate(columns)])


def _of_text(raw: bytes, path: Path) -> tuple[list[str], pl.DataFrame]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if "\0" in text:
        raise NotATable(f"{path}: is not text. Save it as CSV UTF-8")
    separator, headings = _headings(text, path)
    try:
        frame = pl.read_csv(text.encode(), separator=separator, infer_schema=False)
    except pl.exceptions.PolarsError as trouble:
        why = str(trouble).splitlines()[0]
        raise NotATable(f"{path}: a line does not fit its headings ({why}). Export it again as CSV UTF-8") from None
    return headings, frame


def _headings(text: str, path: Path) -> tuple[str, list[str]]:
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        headings = [one.strip() for one in next(csv.reader(text.splitlines(keepends=True), delimiter=separator), [])]
    except csv.Error as trouble:
        raise NotATable(f"{path}: its first line cannot be read ({trouble}). Write one line of headings") from None
    return separator, _named(headings, path)


def _named(headings: list[str], path: Path) -> list[str]:
    if not any(headings):
        raise NotATable(f"{path}: is empty. Its first line holds the headings, every other one person's answers")
    for at, name in enumerate(headings, 1):
        if not name or headings.index(name) != at - 1:
            said = f"the heading {name} stands twice" if name else f"column {at} has no heading"
            raise NotATable(f"{path}: {said}. Give each column a heading of its own")
    return headings


def _coded(column: pl.Series) -> Coded:
    values = column.unique().sort()
    places = pl.DataFrame({"v": values, "at": range(len(values))}, schema={"v": pl.String, "at": pl.Int32})
    at = column.to_frame("v").join(places, on="v", how="left", maintain_order="left")["at"]
    return Coded(tuple(values), at.to_numpy())
