"""Reading a return that is kept as a folder of CSV or Parquet tables, one file a table."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from candour.frames import polars_folder
from candour.frames.polars_folder import Folder, Unreadable
from candour.frames.table import Table
from candour.returns.bad_return import BadReturn
from candour.returns.cin_census.layout import CHILD_IDENTIFIERS, HEADER, IDS, NUMBER, TABLES
from candour.returns.cin_census.reading import Heading, Note

KINDS = (".csv", ".parquet")
WHO = ("Team", "Worker")
NAMED = {table.name.lower(): table for table in TABLES} | {table.path.lower(): table for table in TABLES if table.path}


class FolderSource:
    """A folder with a file for each table: ChildIdentifiers.csv, CINdetails.parquet and so on.

    Every table has LAchildID; those inside an episode have CINdetailsID, reviews CPPID and factors AssessmentID too.
    ChildIdentifiers or CINdetails may have a column Team or Worker.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name or str(path)
        self.notes: list[Note] = []
        self.more_notes = self.children = self._read = 0
        self.teams: Mapping[int, str] = {}
        self._raw = self._tables(path)

    def _tables(self, path: Path) -> dict[str, Any]:
        raw: dict[str, Any] = {}
        try:
            found = sorted(one for one in path.iterdir() if one.suffix.lower() in KINDS)
        except OSError as trouble:
            wrong = f"The folder cannot be looked into ({trouble.strerror})"
            raise BadReturn(self.name, wrong, "Ask for leave to read it, or copy it.") from None
        for file in found:
            table = NAMED.get(file.stem.lower())
            if table is None:
                self.notes.append(Note(0, f"{file.name} is not a table of the return"))
                continue
            if table.name in raw:
                wrong = f"There is more than one file for {table.name}"
                raise BadReturn(self.name, wrong, "Leave one of them in the folder.")
            raw[table.name] = self._read_one(file, table)
        if CHILD_IDENTIFIERS.name not in raw:
            wrong = "This is a folder with no table of children in it"
            names = ", ".join(f"{table.name}.csv" for table in TABLES[:5])
            raise BadReturn(self.name, wrong, f"Name a census file, or a folder with tables such as {names}.")
        return raw

    def _read_one(self, file: Path, table: Table) -> Any:
        try:
            frame = polars_folder.read(file)
        except Unreadable as trouble:
            wrong = f"{file.name} cannot be read ({trouble.why})"
            raise BadReturn(self.name, wrong, "Save it again as CSV (UTF-8) or Parquet.") from None
        needed = [NUMBER] if table is not HEADER else []
        needed += [IDS[outer.name] for outer in table.lineage[1:-1]]
        needed += [IDS[table.name]] if table.name in IDS else []
        for name in needed:
            if name not in frame.columns:
                raise BadReturn(self.name, f"{file.name} has no column {name}", f"Add it: {_why(name)}.")
        known = {*table.fields, *needed, *WHO, "row", "line", "return_number"}
        for name in frame.columns:
            if name not in known:
                self.notes.append(Note(0, f"{file.name} has a column {name}, which is not part of the return"))
        return frame

    def heading(self) -> Heading:
        """What the Header table says, if there is one."""
        frame = self._raw.get(HEADER.name)
        if frame is None or not len(frame):
            return Heading()
        if len(frame) > 1:
            self.notes.append(Note(3, "Header has more than one row; the first is the one that counts"))
        row = frame.row(0, named=True)
        typed = {"Collection": ("CIN", 0)}
        typed |= {name: (str(row[name]), row["line"] or 0) for name in HEADER.fields if row.get(name) is not None}
        return Heading(typed, found=True)

    def batches(self, size: int, of_the_return: Mapping[str, int | None]) -> Iterator[dict[str, Any]]:
        """The tables of so many children at a time."""
        tables = {table.name: table for table in TABLES if table is not HEADER}
        folder = Folder(tables, {name: frame for name, frame in self._raw.items() if name != HEADER.name}, IDS)
        for name, count in folder.astray.items():
            if count:
                self.notes.append(Note(0, words_of_astray(name, count)))
        self.children = len(folder.frames[CHILD_IDENTIFIERS.name])
        self.teams = self._who(folder)
        for batch in folder.batches(CHILD_IDENTIFIERS, size, of_the_return):
            yield batch
            self._read = min(self._read + size, self.children)

    def _who(self, folder: Folder) -> dict[int, str]:
        """The team of each child, by the child's place: from the child, or from the last episode that names one."""
        by_number: dict[str, str] = {}
        for name in ("CINdetails", CHILD_IDENTIFIERS.name):
            frame = self._raw.get(name)
            for column in WHO:
                if frame is not None and column in frame.columns:
                    by_number |= polars_folder.texts_by(frame, NUMBER, column)
                    break
        children = folder.frames[CHILD_IDENTIFIERS.name].select(CHILD_IDENTIFIERS.key, f"ChildIdentifiers__{NUMBER}")
        ordinals = enumerate(children[f"ChildIdentifiers__{NUMBER}"].to_list(), 1)
        return {at: by_number[number] for at, number in ordinals if number in by_number}

    def how_far(self) -> tuple[int, int]:
        return self._read, self.children


def words_of_astray(name: str, count: int) -> str:
    """What to say of rows that lie inside nothing."""
    outer = next(table.parent for table in TABLES if table.name == name)
    assert outer
    rows = "1 row lies" if count == 1 else f"{count:,} rows lie"
    return f"{name}: {rows} inside no row of {outer.name}, and could not be checked"


def _why(column: str) -> str:
    return {
        NUMBER: "the child's number in every table",
        "CINdetailsID": "it says which episode of the child a row belongs to",
        "AssessmentID": "it says which assessment of the episode a row belongs to",
        "CPPID": "it says which child protection plan of the episode a row belongs to",
    }[column]
