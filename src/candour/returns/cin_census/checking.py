"""Checking one return against the year's rules, some children at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from candour.frames.findings import Findings, of_the_whole, places, repeats
from candour.frames.plan import Plan
from candour.frames.polars_engine import Collected, Prepared, Rows, staged
from candour.frames.said import Found
from candour.returns.cin_census.layout import HEADER, TABLES
from candour.returns.cin_census.period import Period
from candour.returns.rule import Rule


@dataclass(frozen=True)
class Failed:
    """A rule that could not be run, and why. Its findings are not known; those of the other rules are."""

    code: str
    why: str

    def __str__(self) -> str:
        return f"Rule {self.code} itself failed ({self.why}). What it would find is not known."


class Check:
    """The rules of one year, ready to be run. Kept, it may be run on return after return and child after child."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rules = rules
        self.failed: list[Failed] = []
        self.found: dict[str, Found] = {}
        for code, rule in rules.items():
            try:
                self.found[code] = rule.finds
            except Exception as trouble:  # noqa: BLE001  whatever a rule does wrong, the others are still run
                self.failed.append(_failed(code, trouble))
        self._prepare()

    def _prepare(self) -> None:
        self.plan = Plan(TABLES, self.found)
        self._prepared: dict[frozenset[str], Prepared] = {}

    def answers(self, tables: Mapping[str, Any], numbers: Mapping[str, int | None]) -> Collected:
        """What is so of these tables. A rule that cannot be run is left out from then on, and told of."""
        try:
            which = frozenset(tables)
            if which not in self._prepared:
                self._prepared[which] = Prepared(self.plan, [table for table in TABLES if table.name in which], numbers)
            return self._prepared[which].answers(tables)
        except Exception:
            found = len(self.found)
            self._leave_out(tables, numbers)
            if len(self.found) == found:
                raise
            return self.answers(tables, numbers)

    def _leave_out(self, tables: Mapping[str, Any], numbers: Mapping[str, int | None]) -> None:
        """Find the rules that fail, one by one: their fault must not hide what the others find."""
        for code in list(self.found):
            try:
                given = [table for table in TABLES if table.name in tables]
                Prepared(Plan(TABLES, {code: self.found[code]}), given, numbers).answers(tables)
            except Exception as trouble:  # noqa: BLE001
                self.failed.append(_failed(code, trouble))
                del self.found[code]
        self._prepare()

    def begin(self, period: Period) -> "Checked":
        return Checked(self, period)


def _failed(code: str, trouble: Exception) -> Failed:
    return Failed(code, f"{type(trouble).__name__}: {str(trouble).partition(chr(10))[0]}")


@dataclass
class Checked:
    """One return under way: what was found so far, and what the rules about the whole return must remember."""

    check: Check
    period: Period
    findings: Findings = field(default_factory=Findings)

    def __post_init__(self) -> None:
        self.numbers = self.period.numbers()
        self._totals: dict[str, dict[str, int]] = defaultdict(dict)
        self._may_repeat: dict[str, list[Any]] = defaultdict(list)
        self._header: list[tuple[Any, ...]] = []

    @property
    def failed(self) -> list[Failed]:
        """The rules that could not be run."""
        return self.check.failed

    def header(self, row: tuple[Any, ...]) -> None:
        """The header as a row: collection, year and reference date, then their lines. Looked at with the first children."""
        self._header = [(1, 1, *row)]

    def add(self, rows: Rows) -> None:
        """Some more children of the return, as rows."""
        self.add_tables(made_ready(rows, self.numbers))

    def add_tables(self, tables: Mapping[str, Any]) -> None:
        """Some more children of the return, as tables made ready."""
        if self._header:
            tables = {**tables, **made_ready({HEADER.name: self._header}, self.numbers)}
            self._header = []
        flagged, totals, repeated = self.check.answers(tables, self.numbers)
        self.findings.add(places(self.check.plan, flagged))
        for frame in totals.values():
            for row in frame.to_dicts():
                self._count(row)
        for code, frame in repeated.items():
            self._may_repeat[code].append(frame)

    def _count(self, row: dict[str, Any]) -> None:
        for name, number in row.items():
            code, _, total = name.partition("|")
            if total:
                counted = self._totals[code]
                counted[total] = counted.get(total, 0) + (number or 0)

    def finish(self) -> Findings:
        """All that was found, with what only the whole return can show."""
        if self._header:
            self.add({})
        plan = self.check.plan
        for code, frames in self._may_repeat.items():
            self.findings.add(repeats(plan, code, frames))
        for code, whole in plan.wholes.items():
            counted = {name: self._totals[code].get(name, 0) for name in whole.totals}
            if whole.odd(counted):
                self.findings.add([of_the_whole(code)])
        return self.findings


def made_ready(rows: Rows, numbers: Mapping[str, int | None]) -> dict[str, Any]:
    """Rows as tables for the rules, with what holds for the whole return; a table without rows is left out."""
    return staged([table for table in TABLES if rows.get(table.name)], rows, numbers)


def header_row(texts: Iterable[tuple[str | None, int | None]]) -> tuple[Any, ...]:
    """Collection, Year and ReferenceDate as typed, each with its line, as a row of the header's table."""
    typed = list(texts)
    return (*(text for text, _ in typed), *(line for _, line in typed))
