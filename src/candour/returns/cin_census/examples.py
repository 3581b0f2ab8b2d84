"""A rule's examples: a few rows of a return, as text that can be read as easily as it is run.

A blank cell is an element that is not there; "" is one that is empty; anything else in quotation marks keeps its spaces.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from candour.frames.findings import Finding
from candour.frames.table import Table
from candour.returns.cin_census.layout import CHILD_IDENTIFIERS, HEADER, IDS, NAMES, NUMBER
from candour.returns.cin_census.period import Period
from candour.returns.rule import Example
from candour.terms.england_year import CensusYear

HEADING = {"Collection": "CIN", "Year": "2026", "ReferenceDate": "2026-03-31"}
THE_RETURN = "the return"


def cells(text: str) -> list[dict[str, str | None]]:
    """The rows of a text table.

    >>> cells('''
    ...     LAchildID | UPN
    ...     A         |
    ...     B         | " x"
    ... ''')
    [{'LAchildID': 'A', 'UPN': None}, {'LAchildID': 'B', 'UPN': ' x'}]
    """
    lines = [line for line in text.splitlines() if line.strip()]
    header, *rows = ([cell.strip() for cell in line.split("|")] for line in lines)
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"this row has {len(row)} cells but the header has {len(header)}: {' | '.join(row)}")
    return [{name: _typed(cell) for name, cell in zip(header, row, strict=True)} for row in rows]


def _typed(cell: str) -> str | None:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1]
    return cell or None


@dataclass(frozen=True)
class Told:
    """An example as the rows of a return: what the header says, and the rows of every table."""

    header: Mapping[str, str | None]
    rows: Mapping[str, list[tuple[Any, ...]]]

    @property
    def period(self) -> Period:
        """The year of the example's header."""
        year = self.header["Year"]
        header_year = int(year) if year and year.isdigit() else None
        try:
            end = date.fromisoformat(self.header["ReferenceDate"] or "")
        except ValueError:
            end = CensusYear(header_year or 2026).end
        return Period(end.year, end, header_year)


class _Telling:
    def __init__(self, tables: Mapping[str, str]) -> None:
        self.given = {NAMES[name]: cells(text) for name, text in tables.items()}
        self.children: list[str | None] = []
        self.rows: dict[str, list[tuple[Any, ...]]] = {}
        self.keys: dict[tuple[Any, ...], tuple[int, ...]] = {}
        self.counted: dict[tuple[Any, ...], int] = {}
        self.ordinals: dict[tuple[Any, ...], tuple[int, ...]] = {}
        self.used: dict[str, int] = {}

    def told(self) -> Told:
        header = HEADING | (self.given.pop(HEADER, None) or [{}])[0]
        self._children()
        for table in NAMES.values():
            for row in self._of(table):
                self._add(table, row)
        typed = tuple(header[name] for name in HEADER.fields)
        self.rows["Header"] = [(1, 1, *typed, None, None, None)]
        return Told(header, self.rows)

    def _children(self) -> None:
        """Every child that any row names; each row of ChildIdentifiers is a child of its own."""
        listed = [row[NUMBER] for row in self.given.get(CHILD_IDENTIFIERS, ())]
        named = [row[NUMBER] for rows in self.given.values() for row in rows if NUMBER in row]
        self.children = [*listed, *(one for one in dict.fromkeys(named) if one not in listed)]

    def _of(self, table: Table) -> Iterator[dict[str, str | None]]:
        rows = self.given.get(table, [])
        yield from rows
        if table is CHILD_IDENTIFIERS:
            yield from ({NUMBER: one} for one in self.children[len(rows) :])
        if table.name in IDS:
            ids = [NUMBER, *(IDS[one.name] for one in reversed(table.lineage[:-1]))]
            known = {tuple(row[name] for name in ids) for row in rows}
            others = [row for each in self.given.values() for row in each if set(ids) <= set(row)]
            for named in dict.fromkeys(tuple(row[name] for name in ids) for row in others):
                if named not in known:
                    yield dict(zip(ids, named, strict=True))

    def _add(self, table: Table, row: Mapping[str, str | None]) -> None:
        if unknown := set(row) - set(table.fields) - set(IDS.values()):
            raise ValueError(f"{table.name} has no {', '.join(sorted(unknown))}")
        keys: tuple[int, ...]
        ordinals: tuple[int, ...]
        if table is CHILD_IDENTIFIERS:
            child = len(self.rows.get(table.name, ())) + 1
            self.keys.setdefault((table.name, row[NUMBER]), (child,))
            keys, ordinals = (child,), (child,)
        else:
            names = [IDS[one.name] for one in table.lineage[1:-1] if one.name in IDS]
            outer = (table.lineage[1].name, row[NUMBER], *(row[name] for name in reversed(names)))
            outer_keys = self.keys[outer]
            outer_ordinals = self.ordinals.get(outer, outer_keys)
            at = (table.name, outer)
            self.counted[at] = nth = self.counted.get(at, 0) + 1
            self.used[table.name] = key = self.used.get(table.name, 0) + 1
            keys, ordinals = (key, *outer_keys), (nth, *outer_ordinals)
            if table.name in IDS:
                whole = (table.name, *outer[1:], row[IDS[table.name]])
                self.keys[whole], self.ordinals[whole] = keys, ordinals
        texts = tuple(row.get(name) for name in table.fields)
        self.rows.setdefault(table.name, []).append((*keys, *ordinals, *texts, *([None] * len(texts))))


def told(example: Example) -> Told:
    """An example as rows of a return."""
    return _Telling(example.tables).told()


def place(finding: Finding) -> str:
    """A finding as an example names it: "A/CINdetails[1] CINreferralDate"."""
    if not finding.path:
        return THE_RETURN
    first, slash, rest = finding.path.partition("/")
    whose = finding.number or first
    return f"{whose}{slash}{rest} {finding.field}"
