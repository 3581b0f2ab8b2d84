"""Checking one return against the year's rules, some children at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from candour.frames import polars_engine
from candour.frames.findings import Findings, of_the_whole, places, repeats
from candour.frames.plan import Frame, Plan
from candour.frames.polars_engine import Rows
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
    """The rules of one year, ready to be run. Kept, it may be run on return after return."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rules, self.failed = rules, []
        found: dict[str, Found] = {}
        for code, rule in rules.items():
            try:
                found[code] = rule.finds
            except Exception as trouble:  # noqa: BLE001  whatever a rule does wrong, the others are still run
                self.failed.append(Failed(code, f"{type(trouble).__name__}: {trouble}"))
        self.found = found
        self.plan = Plan(TABLES, found)

    def begin(self, period: Period) -> "Checked":
        return Checked(self, period)


@dataclass
class Checked:
    """One return under way: what was found so far, and what the rules about the whole return must remember."""

    check: Check
    period: Period
    findings: Findings = field(default_factory=Findings)
    failed: list[Failed] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.failed = list(self.check.failed)
        self._totals: dict[str, dict[str, int]] = defaultdict(dict)
        self._may_repeat: dict[str, list[Any]] = defaultdict(list)
        self.numbers = self.period.numbers()

    def header(self, row: tuple[Any, ...]) -> None:
        """The header as a row: collection, year and reference date, then their lines."""
        self.add({HEADER.name: [(1, 1, *row)]})

    def add(self, rows: Rows) -> None:
        """Some more children of the return, as rows."""
        self.add_tables(polars_engine.staged(TABLES, rows, self.numbers))

    def add_tables(self, tables: dict[str, Frame]) -> None:
        """Some more children of the return, as tables made ready."""
        missing = [table for table in TABLES if table.name not in tables]
        tables = tables | polars_engine.staged(missing, {}, self.numbers)
        try:
            self._run(self.check.plan, tables)
        except Exception:  # noqa: BLE001  one rule's fault must not hide what the others find
            self._one_by_one(tables)

    def _run(self, plan: Plan, tables: Any) -> None:
        flagged, totals, repeated = polars_engine.answers(plan, tables)
        self.findings.add(places(plan, flagged))
        for frame in totals.values():
            for row in frame.to_dicts():
                for name, number in row.items():
                    code, _, total = name.partition("|")
                    if total:
                        counted = self._totals[code]
                        counted[total] = counted.get(total, 0) + (number or 0)
        for code, frame in repeated.items():
            self._may_repeat[code].append(frame)

    def _one_by_one(self, tables: Any) -> None:
        known = {one.code for one in self.failed}
        for code, found in self.check.found.items():
            if code in known:
                continue
            try:
                self._run(Plan(TABLES, {code: found}), tables)
            except Exception as trouble:  # noqa: BLE001
                self.failed.append(Failed(code, f"{type(trouble).__name__}: {trouble}"))

    def finish(self) -> Findings:
        """All that was found, with what only the whole return can show."""
        plan = self.check.plan
        for code, frames in self._may_repeat.items():
            self.findings.add(repeats(plan, code, frames))
        failed = {one.code for one in self.failed}
        for code, whole in plan.wholes.items():
            if code not in failed:
                counted = {name: self._totals[code].get(name, 0) for name in whole.totals}
                if whole.odd(counted):
                    self.findings.add([of_the_whole(code)])
        return self.findings


def header_row(texts: Iterable[tuple[str | None, int | None]]) -> tuple[Any, ...]:
    """Collection, Year and ReferenceDate as typed, each with its line, as a row of the header's table."""
    typed = list(texts)
    return (*(text for text, _ in typed), *(line for _, line in typed))
