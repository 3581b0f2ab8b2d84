"""Children laid out as the rows that the rules read, from the very words that the census file would hold."""

from typing import Any, NamedTuple

from candour.frames.table import Table
from candour.returns.cin_census.fitting import Fitted
from candour.returns.cin_census.layout import (
    ASSESSMENT_FACTORS_LIST,
    ASSESSMENTS,
    CHILD_CHARACTERISTICS,
    CHILD_IDENTIFIERS,
    CHILD_PROTECTION_PLANS,
    CIN_DETAILS,
    CIN_PLAN_DATES,
    DISABILITIES,
    HEADER,
    NUMBER,
    PRE_PROCEEDINGS_AND_FGDM,
    REVIEWS,
    SECTION47,
    TABLES,
)
from candour.returns.cin_census.writing import CANNOT_BE_WRITTEN, Written
from candour.ssd.cin_census_parts import Elements
from candour.terms.cin_census import INSIDE, MAIN_DATE

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
Keys = tuple[int, ...]
IN_AN_EPISODE = {
    table.path: table
    for table in (ASSESSMENTS, CIN_PLAN_DATES, SECTION47, CHILD_PROTECTION_PLANS, PRE_PROCEEDINGS_AND_FGDM)
}


def read_back(text: str) -> str:
    """A value as whoever opens the file reads it: without what XML cannot hold."""
    return CANNOT_BE_WRITTEN.sub("", text)


class CameFrom(NamedTuple):
    """The part of the record that a row came from: its reference, the day it is known by, as it is written, and why
    elements of it differ from the record."""

    reference: str
    main_date: str = ""
    why: Elements = ()


class Laying:
    """Lays child after child out as rows. `came_from` says of each path which part of the record it came from."""

    def __init__(self) -> None:
        self.rows: Rows = _empty()
        self.came_from: dict[str, CameFrom] = {}
        self.children = 0
        self._keys = dict.fromkeys((table.name for table in TABLES), 0)
        self._number: str | None = None

    def taken(self) -> Rows:
        """The rows laid out so far; the next child begins new ones."""
        rows, self.rows = self.rows, _empty()
        return rows

    def add(self, child: Fitted) -> int:
        """Lay one child out. Returns which child of the return it is, from 1."""
        self.children += 1
        key = (self.children,)
        texts = _texts(CHILD_IDENTIFIERS, child.identifiers)
        self._number = texts[0]
        self._put(CHILD_IDENTIFIERS, key, key, texts)
        self.came_from[f"{CHILD_IDENTIFIERS.path}[{self.children}]"] = CameFrom("", "", child.why)
        known = _texts(CHILD_CHARACTERISTICS, child.identifiers)
        self._put(CHILD_CHARACTERISTICS, key * 2, key * 2, (self._number, *known[1:]))
        for nth, text in enumerate(_all(child.identifiers, "Disability"), 1):
            self._inner(DISABILITIES, key, key, nth, text)
        for nth, episode in enumerate(child.episodes, 1):
            self._episode(episode, key, nth)
        return self.children

    def _episode(self, part: Written, outer: Keys, nth: int) -> None:
        keys, ordinals = self._row(CIN_DETAILS, part, outer, (nth, *outer))
        for name in INSIDE[part.group]:
            for inner, one in enumerate((each for each in part.parts if each.group == name), 1):
                self._group(IN_AN_EPISODE[name], one, keys, (inner, *ordinals))

    def _group(self, table: Table, part: Written, outer: Keys, ordinals: Keys) -> None:
        keys, ordinals = self._row(table, part, outer, ordinals)
        if table is ASSESSMENTS:
            for nth, text in enumerate(_all(part.elements, "AssessmentFactors"), 1):
                self._inner(ASSESSMENT_FACTORS_LIST, keys, ordinals, nth, text)
        elif table is CHILD_PROTECTION_PLANS:
            self._reviews(part, keys, ordinals)

    def _reviews(self, plan: Written, outer: Keys, ordinals: Keys) -> None:
        nth = 0
        for review in plan.parts:
            for text in _all(review.elements, "CPPreviewDate"):
                nth += 1
                self._inner(REVIEWS, outer, ordinals, nth, text, review)

    def _row(self, table: Table, part: Written, outer: Keys, ordinals: Keys) -> tuple[Keys, Keys]:
        keys = (self._next(table), *outer)
        texts = _texts(table, part.elements)
        texts[0] = self._number
        if table is ASSESSMENTS:
            texts[-1] = ", ".join(_all(part.elements, "AssessmentFactors")) or texts[-1]
        self._put(table, keys, ordinals, texts)
        self._comes_from(table, ordinals, part)
        return keys, ordinals

    def _inner(
        self, table: Table, outer: Keys, ordinals: Keys, nth: int, text: str, part: Written | None = None
    ) -> None:
        self._put(table, (self._next(table), *outer), (nth, *ordinals), (self._number, text))
        self._comes_from(table, (nth, *ordinals), part)

    def _put(self, table: Table, keys: Keys, ordinals: Keys, texts: Any) -> None:
        self.rows[table.name].append((*keys, *ordinals, *texts, *[None] * len(table.fields)))

    def _comes_from(self, table: Table, ordinals: Keys, part: Written | None) -> None:
        """Where a row came from; what is no part of its own came from the part it lies inside."""
        steps = [f"{one.path}[{nth}]" for one, nth in zip(table.lineage, ordinals, strict=True)]
        if part is None:
            came = self.came_from.get("/".join(steps[:0:-1]), CameFrom(""))
        else:
            dates = _all(part.elements, MAIN_DATE[part.group])
            came = CameFrom(part.reference, dates[0] if dates else "", part.why)
        self.came_from["/".join(steps[::-1])] = came

    def _next(self, table: Table) -> int:
        self._keys[table.name] += 1
        return self._keys[table.name]


def _texts(table: Table, elements: Elements) -> list[str | None]:
    """What each field of the table holds; of two elements of one name, the first."""
    found: dict[str, str] = {}
    for name, text in elements:
        if name != NUMBER or table is CHILD_IDENTIFIERS:
            found.setdefault(name, read_back(text))
    return [found.get(name) for name in table.fields]


def _all(elements: Elements, wanted: str) -> list[str]:
    return [read_back(text) for name, text in elements if name == wanted]


def _empty() -> Rows:
    return {table.name: [] for table in TABLES if table is not HEADER}
