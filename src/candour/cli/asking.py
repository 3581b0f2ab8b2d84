"""`candour insight`: an authority's own tables or returns asked about patterns, with no record behind them."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from candour.cli.past_one_machine import with_spark
from candour.cli.tools import Tools
from candour.cli.written import whole_report, write_report
from candour.cli.wrong import Wrong
from candour.frames import polars_extract
from candour.frames.extract import DAY, ENDINGS, found_in
from candour.frames.polars_folder import Unreadable
from candour.insight.history import Engine, History, history, together
from candour.insight.judging import day_number
from candour.insight.layout import LAYOUT
from candour.insight.portions import portions
from candour.insight.run import Found, run
from candour.returns.bad_return import BadReturn

HERE = Engine(polars_extract.days, polars_extract.collected, polars_extract.kept, polars_extract.of_columns)
NEEDED = "cin_episodes"
NO_TABLES = "there are no tables in it named as in the Standard Safeguarding Dataset, such as ssd_cin_episodes.csv"


def insight(said: argparse.Namespace, tools: Callable[[], Tools]) -> int:
    """Ask about the files named, or the record. Returns 0: a question is no fault."""
    out = Path(said.out) if said.out else None
    if said.format == "xlsx" and not out:
        raise Wrong("An Excel workbook needs a file to be written to: add --out questions.xlsx")
    if not said.paths and not said.record:
        raise Wrong("Name census files of several years, a folder of extracted tables, or say --record")
    told: list[str] = []
    parts = []
    try:
        if said.engine == "spark" and said.paths:
            parts.append(_on_spark(said.paths))
        else:
            parts += [run(known) for known in _histories([Path(one) for one in said.paths], told)]
            told += [words for part in parts for words in _short_of_years(part)]
        if said.record:
            parts.append(run(tools().history()))
    except (BadReturn, Unreadable) as bad:
        raise Wrong(str(bad)) from None
    _report(_together(parts), told, said.format, out)
    return 0


def _on_spark(roots: list[str]) -> Found:
    with with_spark():
        from candour.frames.spark_engine import session

        with session() as spark:
            return _asked_of(spark, roots)


def _asked_of(spark: Any, roots: list[str]) -> Found:
    from candour.frames import spark_extract

    engine = Engine(
        spark_extract.days, spark_extract.collected, spark_extract.kept, partial(spark_extract.of_columns, spark)
    )
    places = {
        folder: {name: path for name, path in tables.items() if name in LAYOUT}
        for root in roots
        for folder, tables in spark_extract.folders(spark, root.rstrip("/")).items()
    }
    places = {folder: tables for folder, tables in places.items() if tables}
    if not places:
        raise Wrong(f"{', '.join(roots)}: {NO_TABLES}")
    parts = {}
    for folder, tables in places.items():
        _needed(folder, tables)
        name = _short(folder, list(places))
        parts[name] = {one: spark_extract.read(spark, path) for one, path in tables.items()}
    known = together(parts, engine, source="extract")
    _has_rows(known, ", ".join(places))
    return run(known)


def _short(folder: str, every: list[str]) -> str:
    """The folder's own name, with that of the folder it lies in where another is called the same."""
    *_, above, name = ["", *folder.rstrip("/").split("/")]
    return name if sum(one.rstrip("/").split("/")[-1] == name for one in every) == 1 else f"{above}/{name}"


def _together(parts: list[Found]) -> Found:
    notices = sorted(
        (one for part in parts for one in part.notices),
        key=lambda one: (one.authority, one.noticed_from, one.detector, one.test, one.unit),
    )
    return Found(
        tuple(notices),
        tuple(one for part in parts for one in part.watched),
        tuple(one for part in parts for one in part.not_asked),
        {name: days for part in parts for name, days in part.covers.items()},
    )


def _histories(paths: list[Path], told: list[str]) -> Iterator[History]:
    census, folders = _sorted(paths, told)
    if census:
        yield from _of_census(census, told)
    whole = [str(folder.resolve()) for folder in folders]
    for folder, place in zip(folders, whole, strict=True):
        told += _odd(_tables_in(folder))
        yield from of_folder(folder, _short(place, whole))


def _short_of_years(found: Found) -> Iterator[str]:
    """What has to be said where there is too little time to see anything change."""
    for name, (first, last) in sorted(found.covers.items()):
        if (last - first).days < 2 * 365 - 31:
            yield (
                f"{name}: less than two years are there, and what changes is seen only against earlier years. That nothing was"
                " found says little. Add the years before."
            )


def _odd(tables: Mapping[str, Path]) -> Iterator[str]:
    for name, path in tables.items():
        frame = polars_extract.read(path)
        found = found_in(frame, LAYOUT[name])
        days = [read for column, read in found.items() if read and LAYOUT[name][column].kind == DAY]
        odd = polars_extract.oddities(frame, days)
        if odd.again:
            yield (
                f"{path.name}: {odd.again:,} of {odd.rows:,} rows are the same to the letter as a row before them, and each is counted."
                " If the table was put together from several, extract it again in one."
            )
        if odd.garbled:
            yield (
                f"{path.name}: {odd.garbled:,} of {odd.rows:,} rows hold letters that are not UTF-8 and stand as \ufffd. Where one is in"
                " a number or a name that two tables share, the two do not meet. Save the table as CSV UTF-8."
            )
        for column, (bad, filled, such) in odd.no_days.items():
            yield (
                f"{path.name}: {bad:,} of {filled:,} days in {column} cannot be read (such as {such[:30]!r}) and count as not"
                " filled in. Write days as 2026-03-31 or 31/03/2026."
            )


def _sorted(paths: list[Path], told: list[str]) -> tuple[list[Path], list[Path]]:
    """The census files, and the folders of tables, among what was named. A folder may hold folders of either."""
    census: list[Path] = []
    folders: list[Path] = []
    for path in paths:
        if not path.exists():
            raise Wrong(f"{path}: there is no such file or folder")
        if path.is_dir():
            inside = [path, *sorted(one for one in path.iterdir() if one.is_dir())]
            tables = [one for one in inside if _tables_in(one)]
            files = [file for one in inside for file in sorted(one.glob("*.xml"))]
            if not tables and not files:
                raise Wrong(f"{path}: there are no census files (.xml) in it, and {NO_TABLES}")
            folders += tables
            # An authority that gives its tables needs no census beside them.
            alone = [file for file in files if not any(file.is_relative_to(folder) for folder in tables)]
            census += alone
            if beside := len(files) - len(alone):
                told.append(f"{path}: the census files beside its tables ({beside}) were not read: tables hold more.")
        elif path.suffix.lower() == ".xml":
            census.append(path)
        elif path.suffix.lower() in ENDINGS:
            raise Wrong(f"{path}: this is one table; name the folder that holds them all")
        else:
            raise Wrong(f"{path}: this is neither a census file (.xml) nor a folder of tables (.csv or .parquet)")
    return census, folders


def _tables_in(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        name = path.stem.lower().removeprefix("ssd_")
        if path.suffix.lower() in ENDINGS and name in LAYOUT:
            found.setdefault(name, path)
    return found


def of_folder(folder: Path, name: str) -> Iterator[History]:
    """The tables in a folder as histories: one, or where it holds many authorities some at a time. Raises Wrong where
    there is nothing to begin with."""
    tables = _tables_in(folder)
    _needed(str(folder), tables)
    for raw in portions({one: polars_extract.read(path) for one, path in tables.items()}, HERE):
        known = history(raw, HERE, source="extract", authority=name)
        _has_rows(known, str(tables[NEEDED]))
        yield known


def _needed(folder: str, tables: Mapping[str, object]) -> None:
    if NEEDED not in tables:
        raise Wrong(
            f"{folder}: there is no ssd_{NEEDED}.csv (or .parquet), with which everything begins. It needs the columns"
            " cine_referral_id, cine_person_id and cine_referral_date"
        )


def _has_rows(known: History, where: str) -> None:
    for column in ("child", "referred"):
        if f"{NEEDED}.{column}" not in known.has:
            names = " or ".join(LAYOUT[NEEDED][column].names[:2])
            raise Wrong(
                f"{where}: no row has anything that can be read in {names}, which is needed. Is the column there? Are days"
                " written as 2026-03-31 or 31/03/2026?"
            )


def _of_census(files: list[Path], told: list[str]) -> Iterator[History]:
    from candour.returns.cin_census.journeys import journeys

    for one in journeys(files):
        told += [f"{one.authority}: {words}" for words in one.said]
        raw = {
            name: polars_extract.of_columns(columns, dict.fromkeys(columns, "text"))
            for name, columns in one.tables.items()
        }
        covers = {one.authority: (day_number(one.first), day_number(one.last))}
        yield history(raw, HERE, source="census", authority=one.authority, covers=covers)


def _report(found: Found, told: list[str], kind: str, out: Path | None) -> None:
    match kind:
        case "table":
            from candour.insight.reports.words import write_words

            write_report(out, lambda file: write_words(found, told, file))
        case "json":
            from candour.insight.reports.machine import write_json

            write_report(out, lambda file: write_json(found, told, file))
            for words in told:
                print(words, file=sys.stderr)
        case "html":
            from candour.insight.reports.page import page

            write_report(out, lambda file: file.writelines(page(found, told)))
        case "xlsx":
            from candour.insight.reports.workbook import write_workbook

            assert out
            with whole_report(out) as made:
                write_workbook(found, made)
            print(f"The report is in {out}.", file=sys.stderr)
