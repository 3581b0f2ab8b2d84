"""What a survey found as an Excel workbook: every figure, what is in none, and how they were made."""

from pathlib import Path

import xlsxwriter

from candour.voice.survey.results import Found
from candour.voice.survey.telling import FLAT, METHODS, flat, sources

TEXT_STAYS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(found: Found, out: Path) -> None:
    """Write the workbook."""
    with xlsxwriter.Workbook(out, TEXT_STAYS_TEXT) as book:
        bold = book.add_format({"bold": True})
        left = [(one.column, one.value, one.why, one.times) for one in found.odd]
        said = [(one,) for one in (*sources(found), *METHODS)]
        for name, columns, rows in (
            ("Figures", FLAT, list(flat(found))),
            ("In no figure", ("column", "value", "why", "times"), left),
            ("How they are made", (found.asks.title,), said),
        ):
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, columns, bold)
            for at, row in enumerate(rows, 1):
                sheet.write_row(at, 0, row)
