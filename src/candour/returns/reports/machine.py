"""What was found as JSON and as CSV, for whatever comes next."""

import csv
import json
from collections.abc import Iterable
from typing import Any, TextIO

from candour.returns.cin_census.run import Outcome

COLUMNS = (
    "file",
    "collection",
    "year",
    "code",
    "type",
    "message",
    "table",
    "LAchildID",
    "field",
    "path",
    "line",
    "value",
)


def as_json(outcome: Outcome) -> dict[str, Any]:
    """One return's findings: for each rule that fired, where, in the order of the return."""
    issues = outcome.findings.by_code()
    return {
        "file": outcome.file,
        "collection": outcome.collection,
        "year": outcome.year.label,
        "children": outcome.children,
        "rules": {code: {"type": rule.severity, "message": rule.message} for code, rule in outcome.rules.items()},
        "issues": issues,
        "structure": [[note.line, note.words] for note in outcome.notes],
        "failed": {one.code: one.why for one in outcome.failed},
    }


def write_json(outcomes: list[Outcome], out: TextIO) -> None:
    """One object for one return, a list of them for several."""
    told = [as_json(outcome) for outcome in outcomes]
    json.dump(told[0] if len(told) == 1 else told, out, ensure_ascii=False, separators=(",", ":"))
    out.write("\n")


def rows(outcome: Outcome) -> Iterable[tuple[Any, ...]]:
    """Every finding as a row of the columns above."""
    for code, places in outcome.findings.by_code().items():
        rule = outcome.rules[code]
        first = (outcome.file, outcome.collection, outcome.year.label, code, rule.severity, rule.message)
        for place in places:
            yield (*first, *place)


def write_csv(outcomes: list[Outcome], out: TextIO) -> None:
    """Every finding of every return, a row each."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for outcome in outcomes:
        for row in rows(outcome):
            writer.writerow([_harmless(cell) for cell in row])


def _harmless(cell: object) -> object:
    # A spreadsheet would run a text that begins like a formula; what was typed in a return is never a formula.
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell[:1] else cell
