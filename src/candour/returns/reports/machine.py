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


def write_json(outcomes: list[Outcome], out: TextIO, compared: Sequence[Compared] = ()) -> None:
    """One object for one return, a list of them for several. Compared with another return, each says what changed."""
    if len(outcomes) != 1:
        out.write("[")
    for at, outcome in enumerate(outcomes):
        out.write("," if at else "")
        _write_one(outcome, out, compared[at] if compared else None)
    out.write("\n" if len(outcomes) == 1 else "]\n")


def _write_one(outcome: Outcome, out: TextIO, change: Compared | None) -> None:
    """One return: what it is, then the places of each rule in the order of the return, a few thousand at a time."""
    rules = {code: {"type": rule.severity, "message": rule.message} for code, rule in outcome.rules.items()}
    about = {
        "file": outcome.file,
        "collection": outcome.collection,
        "year": outcome.year.label,
        "children": outcome.children,
        "rules": rules,
    }
    after: dict[str, Any] = {
        "structure": [[note.line, note.words] for note in outcome.notes],
        "failed": {one.code: one.why for one in outcome.failed},
    }
    if change:
        changes = {"new": change.new, "gone": change.gone, "still": change.still}
        after["against"] = {"file": change.other} | {name: _by_code(found) for name, found in changes.items()}
    out.write(_said(about)[:-1] + ',"issues":{')
    last = ""
    for code, places in outcome.findings.parts():
        # The list of a rule goes on where the places before it left off.
        out.write("," if code == last else ("]," if last else "") + _said(code) + ":[")
        out.write(_said(places)[1:-1])
        last = code
    out.write(("]" if last else "") + "}," + _said(after)[1:])


def _said(what: object) -> str:
    return json.dumps(what, ensure_ascii=False, separators=(",", ":"))


def _by_code(found: Sequence[Finding]) -> dict[str, list[tuple[Any, ...]]]:
    by_code: dict[str, list[tuple[Any, ...]]] = {}
    for one in found:
        place = (one.table, one.number, one.field, one.path, one.line, one.value)
        by_code.setdefault(one.code, []).append(place)
    return by_code


def rows(outcome: Outcome) -> Iterator[tuple[Any, ...]]:
    """Every finding as a row of the columns above."""
    for code, places in outcome.findings.parts():
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
