"""What was found as an Excel workbook: a summary, and every finding, ready to hand to teams."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from candour.returns.bad_return import ReportTrouble
from candour.returns.cin_census.run import Outcome
from candour.returns.reports.against import Compared
from candour.returns.reports.machine import COLUMNS, rows
from candour.returns.reports.summary import by_child, by_rule, by_team

MOST_ROWS = 1_048_576
TEXT_STAYS_TEXT = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTHS = (18, 10, 9, 8, 8, 50, 22, 18, 28, 48, 9, 22)


def write_workbook(outcomes: list[Outcome], out: Path, compared: Sequence[Compared] = ()) -> None:
    """The workbook of all the returns checked. Findings beyond what one sheet can hold go on to another.

    Raises ReportTrouble where there is no room for it.
    """
    try:
        with xlsxwriter.Workbook(out, TEXT_STAYS_TEXT) as book:
            bold = book.add_format({"bold": True})
            _summary(outcomes, book, bold)
            if compared:
                _changes(compared, book, bold)
            _findings(outcomes, book, bold)
    except XlsxWriterException as trouble:
        raise ReportTrouble(str(trouble)) from None


def _changes(compared: Sequence[Compared], book: xlsxwriter.Workbook, bold: object) -> None:
    sheet, at = book.add_worksheet("Changes"), 0
    for one in compared:
        sheet.write_row(at, 0, [one.file, "against", one.other], bold)
        sheet.write_row(at + 1, 0, ["Rule", "New", "Gone", "Still there"], bold)
        at += 2
        for row in one.counts():
            sheet.write_row(at, 0, row)
            at += 1
        at += 1


def _summary(outcomes: list[Outcome], book: xlsxwriter.Workbook, bold: object) -> None:
    sheet = book.add_worksheet("Summary")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 2, 70)
    lines: list[tuple[list[object], bool]] = []
    for outcome in outcomes:
        lines.append(([outcome.file, outcome.year.label, f"{outcome.children} children"], True))
        lines += [([note], False) for note in (outcome.about_the_year, *map(str, outcome.failed)) if note]
        lines += [([f"Line {note.line}" if note.line else "", "", note.words], False) for note in outcome.notes]
        lines.append((["Rule", "Type", "What is wrong", "Places", "Children", "What to do"], True))
        for one in by_rule(outcome):
            told = one.rule.about.get("What to do", "")
            lines.append(([one.rule.code, one.rule.severity, one.rule.message, one.places, one.children, told], False))
        if teams := by_team(outcome):
            lines.append((["Team", "Errors", "Queries", "Children"], True))
            lines += [([team.team, team.errors, team.queries, team.children], False) for team in teams]
        lines.append((["Child", "Places", "Rules"], True))
        for child in by_child(outcome)[:1000]:
            lines.append(([child.number or f"Child {child.ordinal}", child.places, ", ".join(child.codes)], False))
        lines.append(([], False))
    for at, (cells, heading) in enumerate(lines[:MOST_ROWS]):
        for column, cell in enumerate(cells):
            sheet.write(at, column, cell, bold if heading else None)


def _findings(outcomes: list[Outcome], book: xlsxwriter.Workbook, bold: object) -> None:
    sheets, at, sheet = 0, MOST_ROWS, None
    for outcome in outcomes:
        for row in rows(outcome):
            if at >= MOST_ROWS:
                sheets += 1
                sheet, at = _sheet(book, bold, sheets), 1
            assert sheet
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(at, column, cell)
            at += 1
    if not sheets:
        _sheet(book, bold, 1)


def _sheet(book: xlsxwriter.Workbook, bold: object, number: int) -> xlsxwriter.worksheet.Worksheet:
    sheet = book.add_worksheet("Findings" if number == 1 else f"Findings {number}")
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, MOST_ROWS - 1, len(COLUMNS) - 1)
    for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write(0, column, name, bold)
    return sheet
