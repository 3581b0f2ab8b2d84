"""What was found as JSON and as CSV, for whatever comes next."""

import csv
import json
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from candour.frames.findings import Finding
from candour.returns.cin_census.run import Outcome
from candour.returns.reports.against import Compared

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


def write_json(outcomes: list[Outcome], out: TextIO, compared: Sequence[Compared] = ()) -> None:
    """One object for one return, a list of them for several. Compared with another return, each says what changed."""
    told = [as_json(outcome) for outcome in outcomes]
    for one, change in zip(told, compared, strict=False):
        changes = {"new": change.new, "gone": change.gone, "still": change.still}
        one["against"] = {"file": change.other} | {name: _by_code(found) for name, found in changes.items()}
    json.dump(told[0] if len(told) == 1 else told, out, ensure_ascii=False, separators=(",", ":"))
    out.write("\n")


def _by_code(found: Sequence[Finding]) -> dict[str, list[tuple[Any, ...]]]:
    by_code: dict[str, list[tuple[Any, ...]]] = {}
    for one in found:
        place = (one.table, one.number, one.field, one.path, one.line, one.value)
        by_code.setdefault(one.code, []).append(place)
    return by_code


def rows(outcome: Outcome) -> Iterator[tuple[Any, ...]]:
    """Every finding as a row of the columns above."""
    for code, places in outcome.findings.by_code().items():
        yield from _rows_of(outcome, outcome.file, code, places)


def _rows_of(outcome: Outcome, file: str, code: str, places: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    rule = outcome.rules[code]
    first = (file, outcome.collection, outcome.year.label, code, rule.severity, rule.message)
    for place in places:
        yield (*first, *place)


def write_csv(outcomes: list[Outcome], out: TextIO, compared: Sequence[Compared] = ()) -> None:
    """Every finding of every return, a row each. Compared with another return, a last column says what changed, and the
    findings that are gone come after."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS, "change") if compared else COLUMNS)
    for at, outcome in enumerate(outcomes):
        if not compared:
            writer.writerows([_harmless(cell) for cell in row] for row in rows(outcome))
            continue
        for change in ("new", "still", "gone"):
            for code, places in _by_code(getattr(compared[at], change)).items():
                file = compared[at].other if change == "gone" else outcome.file
                for row in _rows_of(outcome, file, code, places):
                    writer.writerow([*(_harmless(cell) for cell in row), change])


def _harmless(cell: object) -> object:
    # A spreadsheet would run a text that begins like a formula; what was typed in a return is never a formula.
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
