"""What was found as an Excel workbook: the questions, the children behind each, the months, and what was asked."""

from pathlib import Path
from typing import Any

import xlsxwriter

from candour.insight.notice import Notice
from candour.insight.run import Found

TEXT_STAYS_TEXT = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
COLUMNS = (
    "Number", "Authority", "Level", "Detector", "Question", "What was counted", "Could be said from", "Seems to begin",
    "Until", "n", "Found", "Low", "High", "Ordinary", "Ordinary from", "Ordinary to", "Children", "Chance",
    "May be ordinary because", "Cannot tell",
)  # fmt: skip


def write_workbook(found: Found, out: Path) -> None:
    """Write the workbook."""
    with xlsxwriter.Workbook(out, TEXT_STAYS_TEXT) as book:
        bold = book.add_format({"bold": True})
        _sheet(book, bold, "Questions", COLUMNS, [_row(nth, one) for nth, one in enumerate(found.notices, 1)])
        behind = [(nth, one.authority, child) for nth, one in enumerate(found.notices, 1) for child in one.children]
        _sheet(book, bold, "Children", ("Question", "Authority", "Child"), behind)
        months = [
            (one.authority, one.detector, one.test, month.isoformat(), n, value)
            for one in found.watched
            for month, n, value in one.series
        ]
        _sheet(book, bold, "Months", ("Authority", "Detector", "Question", "Month", "n", "Found"), months)
        asked = [
            (one.authority, one.detector, one.test, one.what, one.months, one.n, one.chance) for one in found.watched
        ]
        _sheet(book, bold, "Asked", ("Authority", "Detector", "Question", "About", "Months", "n", "Chance"), asked)
        lacking = [(one.authority, one.detector, one.test, one.why) for one in found.not_asked]
        _sheet(book, bold, "Not asked", ("Authority", "Detector", "Question", "Why"), lacking)


def _row(nth: int, one: Notice) -> tuple[Any, ...]:
    return (
        nth, one.authority, one.level, one.detector, one.question, one.told, one.noticed_from.isoformat(),
        one.began.isoformat(), one.until.isoformat(), one.n, one.value, one.low, one.high, one.expected,
        one.expected_low, one.expected_high, len(one.children), one.chance, "; ".join(one.ordinary), one.cannot_tell,
    )  # fmt: skip


def _sheet(book: Any, bold: object, name: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, columns, bold)
    for at, row in enumerate(rows, 1):
        sheet.write_row(at, 0, row)
