"""Reading the tables of DfE's "Characteristics of children in need" (and ONS population estimates) as they are downloaded.

A table is known by its columns, whatever its file is called. Cells that are not published stay so, each with its reason.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# DfE's symbols: "Symbols and conventions", explore-education-statistics.
HIDDEN = {
    "c": "too small to be published",
    "x": "not available",
    ":": "not available",
    "u": "published as of low reliability",
    "z": "not applicable",
    "k": "rounded to 0",
    "low": "rounded to 0",
}
PLACES = {"national": "England", "regional": "region", "local authority": "authority"}
PLACE_COLUMNS = ("time_period", "geographic_level", "old_la_code", "new_la_code", "la_name")
CHILDREN = "0 to 17"
# Columns that the edition of 2025 calls otherwise.
ALSO_CALLED = {"referral_count": "referrals", "rereferral_count": "re_referrals"}


class BadFigures(Exception):
    """A folder or a file cannot be read: which, where, and what to do."""


@dataclass(frozen=True)
class Known:
    """A table we know: what it is called, columns only it has (any of them), and the columns that are read."""

    name: str
    known_by: frozenset[str]
    columns: tuple[str, ...]


KNOWN = {
    "referrals": Known(
        "C1, referrals and re-referrals",
        frozenset({"re_referrals", "re_referrals_percent"}),
        ("referrals", "re_referrals"),
    ),
    "enquiries": Known(
        "C4, section 47 enquiries and initial child protection conferences",
        frozenset({"section47", "section47_rate"}),
        ("section47", "icpc", "duration_0-10_days", "duration_11-15_days", "duration_16-20_days", "duration_21+_days"),
    ),
    "plans": Known(
        "D1, child protection plans",
        frozenset({"cpp_at31", "cpp_at31_rate"}),
        ("cpp_start", "cpp_at31"),
    ),
    "repeat plans": Known(
        "D3, second or subsequent plans",
        frozenset({"cpp_subsequent", "cpp_subsequent_percent"}),
        ("cpp_start", "cpp_subsequent"),
    ),
    "plans ended": Known(
        "D7, plans ended, by duration",
        frozenset({"2_years_or_more", "3_months_or_less"}),
        ("cpp_end", "3_months_or_less", "2_years_or_more"),
    ),
    "population": Known(
        "ONS mid-year population estimates",
        frozenset({"population_estimate"}),
        ("age_group", "population_estimate"),
    ),
}


@dataclass(frozen=True)
class Row:
    """One place in one year. A cell is a number, or the symbol that stands where none is published.

    `year` is the calendar year in which the year to 31 March ends; of a population, the year it was estimated for.
    """

    place: str
    year: int
    code: str
    name: str
    cells: Mapping[str, float | str]


@dataclass(frozen=True)
class Folder:
    """What was found: the rows of each known table, the file each came from, and files passed over with the reason."""

    tables: Mapping[str, tuple[Row, ...]]
    files: Mapping[str, str]
    passed_over: tuple[tuple[str, str], ...]

    def years(self) -> list[int]:
        """The years that any table of children has, first to last."""
        return sorted({row.year for name, rows in self.tables.items() if name != "population" for row in rows})


def read_folder(folder: Path) -> Folder:
    """Read every CSV file of a folder.

    Raises:
        BadFigures: there is no such folder, no table in it is known, one is there twice, or one cannot be read.
    """
    if not folder.is_dir():
        raise BadFigures(f"{folder} is not a folder. Name the folder that the published CSV files were downloaded to")
    tables: dict[str, tuple[Row, ...]] = {}
    files: dict[str, str] = {}
    passed_over = []
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv" and path.is_file()):
        lines = _lines(path)
        head = [_named(name) for name in next(lines, (0, []))[1]]
        kind = next((kind for kind, known in KNOWN.items() if known.known_by & set(head)), "")
        if not kind:
            passed_over.append((path.name, "its columns are those of no table that a measure here needs"))
            continue
        if kind in files:
            raise BadFigures(
                f"{files[kind]} and {path.name} are both {KNOWN[kind].name}. Leave the one of the edition you want in"
                f" {folder}, and put the other elsewhere"
            )
        files[kind] = path.name
        tables[kind] = tuple(_rows(path.name, kind, head, lines))
    if not set(tables) - {"population"}:
        raise BadFigures(
            f'No CSV file in {folder} is a table of "Characteristics of children in need" that is known here'
            f" ({'; '.join(known.name for known in KNOWN.values())}). Download them, unpacked, into one folder"
        )
    return Folder(tables, files, tuple(passed_over))


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each record of a file with the line on which it ends, blank ones left out."""
    try:
        said = path.read_bytes()
    except OSError as trouble:
        raise BadFigures(f"{path} could not be read ({trouble.strerror}). See that you may open it") from None
    try:
        text = said.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = said.decode("cp1252", errors="replace")
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                yield reader.line_num, record
    except csv.Error as trouble:
        raise BadFigures(
            f"{path.name}, line {reader.line_num}: this is not CSV text ({trouble}). Download the file again as CSV"
        ) from None


def _rows(file: str, kind: str, head: list[str], lines: Iterator[tuple[int, list[str]]]) -> Iterator[Row]:
    columns = KNOWN[kind].columns
    lacking = [column for column in (*PLACE_COLUMNS, *columns) if column not in head]
    if lacking:
        raise BadFigures(
            f"{file} is {KNOWN[kind].name}, but has no column {', '.join(lacking)}. Download it again with every column"
        )
    seen: dict[tuple[str, int, str], int] = {}
    for at, record in lines:
        if len(record) != len(head):
            raise BadFigures(
                f"{file}, line {at:,}: {len(record)} cells under {len(head)} headings. Download the file again, or mend"
                " the line"
            )
        cells = {name: cell.strip() for name, cell in zip(head, record, strict=True)}
        if kind == "population" and CHILDREN not in cells["age_group"]:
            continue
        place = PLACES.get(cells["geographic_level"].lower())
        if place is None:
            continue
        row = Row(
            place,
            _year(cells["time_period"], file, at),
            _code(cells) if place == "authority" else place,
            cells["la_name"] or place,
            {name: _cell(cells[name], file, at, name) for name in columns if name != "age_group"},
        )
        same = (place, row.year, row.code if place == "authority" else str(at))
        if place != "region" and seen.setdefault(same, at) != at:
            raise BadFigures(
                f"{file}, lines {seen[same]:,} and {at:,}: {row.name} {row.year} is there twice. Keep the line that counts"
                " all its children"
            )
        yield row


def _code(cells: Mapping[str, str]) -> str:
    """The three-digit code, which outlives changes of the other; that other where there is none."""
    return next((cells[name] for name in ("old_la_code", "new_la_code") if len(cells[name]) > 1), cells["la_name"])


def _year(written: str, file: str, at: int) -> int:
    """2024 and 202324 both end in 2024."""
    if re.fullmatch(r"(19|20)\d\d", written):
        return int(written)
    if re.fullmatch(r"20\d{4}", written) and (int(written[:4]) + 1) % 100 == int(written[4:]):
        return int(written[:4]) + 1
    raise BadFigures(
        f'{file}, line {at:,}, column time_period: "{written}" is no year. It should be like 2024, or 202324'
    )


def _cell(written: str, file: str, at: int, column: str) -> float | str:
    if written.lower() in HIDDEN:
        return written.lower()
    if not written:
        return "x"
    if re.fullmatch(r"\d{1,3}(,\d{3})+|\d+(\.\d+)?", written):
        return float(written.replace(",", ""))
    raise BadFigures(
        f'{file}, line {at:,}, column {column}: "{written}" is neither a number nor one of the symbols'
        f" {', '.join(HIDDEN)}. Download the file again, or mend the cell"
    )


def _named(heading: str) -> str:
    plain = re.sub(r"\s+", "_", heading.strip().lower())
    return ALSO_CALLED.get(plain, plain)
