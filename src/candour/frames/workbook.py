"""A workbook of answers, as Excel and Microsoft Forms save it: its first sheet that holds anything, all of it as text."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

ZIPPED, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
WORKBOOKS = (ZIPPED, OLD)
"""How the file of a workbook begins: today's kind, and the kind before it (or one with a password)."""
MOST_BYTES = 2 * 1024**3
SAVE = "Open it, save the sheet with the answers as CSV UTF-8, and give that file"
Cell = int | float | bool | time | date | datetime | timedelta | None


class NotATable(Exception):
    """A file that is no table with one line of headings: what is wrong, and what to do."""


def sheet(raw: bytes, path: Path) -> list[list[str]]:
    """The lines of the first sheet that holds anything; none where no sheet does. Raises NotATable."""
    from python_calamine import CalamineError, load_workbook  # here: only those who give a workbook wait for it

    try:
        if raw.startswith(ZIPPED):
            with ZipFile(BytesIO(raw)) as parts:
                if sum(one.file_size for one in parts.infolist()) > MOST_BYTES:
                    raise NotATable(f"{path}: unpacks to more than 2 GB. {SAVE}")
        book = load_workbook(BytesIO(raw))
        for name in book.sheet_names:
            if lines := book.get_sheet_by_name(name).to_python():
                return [[cell if isinstance(cell, str) else _text(cell) for cell in line] for line in lines]
    # zipfile says NotImplementedError of a file that is packed in a way it does not know.
    except (CalamineError, BadZipFile, NotImplementedError, OSError, ValueError) as trouble:
        raise NotATable(f"{path}: is a workbook that cannot be opened ({trouble}). {SAVE}") from None
    return []


def _text(cell: Cell) -> str:
    """A cell as somebody would type it: a whole number without a point, a day as year, month and day."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
