"""What a census file said about a child, read as the parts of a journey. A value that is not a date stays text."""

import re
from dataclasses import dataclass
from datetime import date

from candour.record.casefile.file import Casefile
from candour.record.entries.cin_census import CensusGroupImported
from candour.record.entry import Recorded
from candour.terms.working_days import FIRST_YEAR, LAST_YEAR

Imported = Recorded[CensusGroupImported]
DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
TRUE, FALSE = {"true", "1"}, {"false", "0"}


@dataclass(frozen=True)
class Group:
    """One imported part of a return, with its elements by name."""

    item: Imported

    @property
    def reference(self) -> str:
        return self.item.fact.reference

    @property
    def parent(self) -> str:
        return self.item.fact.parent

    def text(self, element: str) -> str:
        """What was typed, without the spaces around it; empty if the element is missing or empty."""
        return next((typed.text.strip() for typed in self.item.fact.elements if typed.element == element), "")

    def texts(self, element: str) -> tuple[str, ...]:
        """What was typed in every element of this name, in the order of the file."""
        return tuple(typed.text.strip() for typed in self.item.fact.elements if typed.element == element)

    def day(self, element: str) -> date | None:
        """The date, or None if what was typed is not a date of the calendar."""
        return day(self.text(element))

    def true(self, element: str) -> bool | None:
        """Whether the element says yes; None if it says neither yes nor no."""
        text = self.text(element)
        return True if text in TRUE else False if text in FALSE else None


def day(text: str) -> date | None:
    """A calendar date as the census spells it (CCYY-MM-DD), or None. A year nothing can be counted from is not one.

    >>> day("2024-02-29"), day("2023-02-29"), day("29/02/2024"), day("0202-04-01")
    (datetime.date(2024, 2, 29), None, None, None)
    """
    try:
        found = date.fromisoformat(text) if DAY.match(text) else None
    except ValueError:
        return None
    return found if found and FIRST_YEAR <= found.year < LAST_YEAR else None


def groups(case: Casefile, name: str, parent: str | None = None) -> tuple[Group, ...]:
    """The imported parts of one name that hold today."""
    return tuple(
        Group(item)
        for item in case.of(CensusGroupImported)
        if item.fact.group == name and (parent is None or item.fact.parent == parent)
    )
