"""`candour insight`: an authority's own tables or returns asked about patterns, with no record behind them."""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from candour.cli.tools import Tools
from candour.cli.written import whole_report, write_report
from candour.cli.wrong import Wrong
from candour.frames import polars_extract
from candour.frames.polars_folder import Unreadable
from candour.insight.history import Engine, History, history
from candour.insight.judging import day_number
from candour.insight.layout import LAYOUT
from candour.insight.run import Found, run
from candour.returns.bad_return import BadReturn

HERE = Engine(polars_extract.days, polars_extract.collected, polars_extract.kept, polars_extract.of_columns)
ENDINGS = (".csv", ".parquet")
NEEDED = "cin_episodes"


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
        for known in _histories([Path(one) for one in said.paths], told):
            parts.append(run(known))
        if said.record:
            parts.append(run(tools().history()))
    except (BadReturn, Unreadable) as bad:
        raise Wrong(str(bad)) from None
    _report(_together(parts), told, said.format, out)
    return 0


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
    census, folders = _sorted(paths)
    if census:
        yield from _of_census(census, told)
    names: dict[str, int] = {}
    for folder in folders:
        names[folder.resolve().name] = names.get(folder.resolve().name, 0) + 1
    for folder in folders:
        whole = folder.resolve()
        name = whole.name if names[whole.name] == 1 else f"{whole.parent.name}/{whole.name}"
        yield of_folder(folder, name)


def _sorted(paths: list[Path]) -> tuple[list[Path], list[Path]]:
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
                raise Wrong(
                    f"{path}: there are no census files (.xml) in it, and no tables named as in the Standard Safeguarding"
                    " Dataset, such as ssd_cin_episodes.csv"
                )
            folders += tables
            # An authority that gives its tables needs no census beside them.
            census += [file for file in files if not any(file.is_relative_to(folder) for folder in tables)]
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


def of_folder(folder: Path, name: str) -> History:
    """The tables in a folder as a history. Raises Wrong where there is nothing to begin with."""
    tables = _tables_in(folder)
    if NEEDED not in tables:
        raise Wrong(
            f"{folder}: there is no ssd_{NEEDED}.csv (or .parquet), with which everything begins. It needs the columns"
            " cine_referral_id, cine_person_id and cine_referral_date"
        )
    known = history(
        {one: polars_extract.read(path) for one, path in tables.items()}, HERE, source="extract", authority=name
    )
    for column in ("child", "referred"):
        if f"{NEEDED}.{column}" not in known.has:
            names = " or ".join(LAYOUT[NEEDED][column].names[:2])
            raise Wrong(f"{tables[NEEDED]}: no row has anything in {names}, which is needed (a date as 2026-03-31)")
    return known


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

            write_report(out, lambda file: write_json(found, file))
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
