"""Checking a census file, from opening it to all that was found."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from candour.frames.findings import Findings
from candour.returns.bad_return import BadReturn
from candour.returns.cin_census.checking import Check, Failed, header_row, made_ready
from candour.returns.cin_census.layout import HEADER
from candour.returns.cin_census.loading import SET, rules_for
from candour.returns.cin_census.period import Period, of_year
from candour.returns.cin_census.reading import Heading, Note, Reading, begun, opened
from candour.returns.rule import Rule
from candour.terms.england_year import CensusYear, census_year_of

BATCH = 10_000  # children
COLLECTION = "CIN"

Progress = Callable[[int, int], None]


class Source(Protocol):
    """Where a return comes from: its heading, its children as rows, and what was odd about how it is built."""

    @property
    def name(self) -> str: ...
    @property
    def children(self) -> int: ...
    @property
    def notes(self) -> list[Note]: ...
    @property
    def more_notes(self) -> int: ...
    @property
    def teams(self) -> Mapping[int, str]: ...
    def heading(self) -> Heading: ...
    def batches(self, size: int, of_the_return: Mapping[str, int | None]) -> Iterator[dict[str, Any]]: ...
    def how_far(self) -> tuple[int, int]: ...


@dataclass(frozen=True)
class Outcome:
    """What came of checking one return."""

    file: str
    year: CensusYear
    children: int
    rules: dict[str, Rule]
    findings: Findings
    failed: Sequence[Failed] = ()
    notes: Sequence[Note] = ()
    more_notes: int = 0
    teams: Mapping[int, str] = field(default_factory=dict)
    collection: str = COLLECTION

    @property
    def about_the_year(self) -> str:
        """What must be known of the year and its rules, or nothing."""
        if self.year.ends_in < SET:
            return (
                f"This is a return for {self.year.label}, checked with the rules of 2024-25; codes, sex and the length of"
                " numbers are those of its own year."
            )
        if self.year.ends_in > SET + 1:
            return (
                f"This is a return for {self.year.label}, checked with the rules of 2025-26. Pre-proceedings are read,"
                " but no rules about them have been published yet."
            )
        return ""

    def only(self, *, number: str = "", errors: bool = False) -> "Outcome":
        """What was found of one child, or of errors alone."""
        return replace(self, findings=self.findings.only(number=number, errors=errors))

    def fired(self) -> list[str]:
        """The codes of the rules that found anything, in order."""
        return [code for code, _ in self.findings.counts("code")]


class XmlSource:
    """A census file."""

    teams: Mapping[int, str] = {}

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._file = opened(path)
        self._size = path.stat().st_size
        self._reading = Reading(self._file, self.name)

    def heading(self) -> Heading:
        return begun(self._file, self.name)

    def batches(self, size: int, of_the_return: Mapping[str, int | None]) -> Iterator[dict[str, Any]]:
        with self._file:
            for rows in self._reading.batches(size):
                yield made_ready(rows, of_the_return)

    def how_far(self) -> tuple[int, int]:
        return (self._size if self._file.closed else self._file.tell()), self._size

    @property
    def children(self) -> int:
        return self._reading.children

    @property
    def notes(self) -> list[Note]:
        return self._reading.notes

    @property
    def more_notes(self) -> int:
        return self._reading.more_notes


def check(
    source: Source,
    *,
    year: CensusYear | None = None,
    codes: tuple[str, ...] = (),
    progress: Progress | None = None,
    batch: int = BATCH,
) -> Outcome:
    """Check one return against the rules of its year, or of the year given. Raises BadReturn where it cannot be read."""
    heading = source.heading()
    period = period_of(heading, year, source.name)
    rules = rules_for(period.year, codes)
    checked = Check(rules).begin(period)
    with _no_pauses():
        if heading.found:
            checked.header(header_row(_typed(heading, name) for name in HEADER.fields))
        else:
            checked.header((None,) * 2 * len(HEADER.fields))
        # The rules are run on one batch while the next is read: one waits for memory, the other for the parser.
        with ThreadPoolExecutor(max_workers=1) as rules_run:
            under_way: Future[None] | None = None
            for tables in source.batches(batch, checked.numbers):
                if under_way:
                    under_way.result()
                under_way = rules_run.submit(checked.add_tables, tables)
                if progress:
                    progress(*source.how_far())
            if under_way:
                under_way.result()
        findings = checked.finish()
    return Outcome(
        source.name,
        CensusYear(period.year),
        source.children,
        rules,
        findings,
        checked.failed,
        [*_of_the_header(heading), *source.notes],
        source.more_notes,
        teams=source.teams,
    )


@contextmanager
def _no_pauses() -> Iterator[None]:
    # Rows are made and let go by the million and never in circles: looking for circles among them costs a third more time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _typed(heading: Heading, name: str) -> tuple[str | None, int | None]:
    return heading.elements.get(name, (None, None))


def period_of(heading: Heading, year: CensusYear | None, name: str) -> Period:
    """The year of the return: as asked, or as its reference date says, or as its year says."""
    header_year = _number(heading.text("Year"))
    if year:
        return of_year(year, header_year)
    end = _date(heading.text("ReferenceDate"))
    if end:
        return Period(census_year_of(end).ends_in, end, header_year)
    if header_year and 2000 <= header_year <= 2099:
        return of_year(CensusYear(header_year), header_year)
    wrong = "It does not say which year it is for: " + (
        "its Header has neither a Year nor a ReferenceDate that can be read" if heading.found else "it has no Header"
    )
    raise BadReturn(name, wrong, "Put that right, or say the year: --year 2025-26.")


def _of_the_header(heading: Heading) -> list[Note]:
    if not heading.found:
        return [Note(0, "There is no Header")]
    collection = heading.text("Collection")
    if collection != COLLECTION:
        said = "no Collection" if collection is None else f"Collection “{collection}”"
        return [Note(_typed(heading, "Collection")[1] or 0, f"The Header has {said}, where {COLLECTION} is expected")]
    return []


def _number(text: str | None) -> int | None:
    return int(text) if text and len(text) == 4 and text.isascii() and text.isdigit() else None


def _date(text: str | None) -> date | None:
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if len(text or "") == 10 and 2000 <= day.year <= 2099 else None
