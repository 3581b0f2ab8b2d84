"""A rule is a numbered check on a return, with its years, its reason, its remedy and its worked examples."""

import inspect
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from candour.frames.said import Found, Repeated, Whole
from candour.frames.table import Table

RULES: dict[tuple[str, str, int], "Rule"] = {}

HEADINGS = ("Why it matters", "What to do")
ALSO = ("How this was read", "Where others differ")


class Incomplete(Exception):
    """A rule lacks one of its parts: which rule, and what to write."""


@dataclass(frozen=True)
class Example:
    """A few rows of a return, and the places the rule points to in them; none where they pass."""

    says: str
    tables: Mapping[str, str]
    at: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """No table has a row: every text is its heading alone."""
        return all(len(text.strip().splitlines()) <= 1 for text in self.tables.values())


@dataclass(frozen=True)
class Rule:
    """One check. `message` says what is wrong, and `about` why it matters, what to do, and how it was read."""

    collection: str
    code: str
    severity: Literal["error", "query"]
    message: str
    about: Mapping[str, str]
    logic: str
    since: int
    until: int | None
    source: str
    name: str
    tables: Mapping[str, Table]
    found: Callable[..., Found]
    examples: list[Example] = field(default_factory=list)

    @cached_property
    def finds(self) -> Found:
        """What is looked for, said of the return's own tables."""
        return self.found(**self.tables)

    @cached_property
    def flags(self) -> tuple[tuple[str, str], ...]:
        """The table and field of everything this rule may point to; empty where it is about the return as a whole."""
        found = self.finds
        if isinstance(found, Whole):
            return ()
        if isinstance(found, Repeated):
            return ((found.field.table.name, found.field.name),)
        return tuple(dict.fromkeys((flag.table.name, name) for flag in found for name in flag.fields))

    def applies_in(self, year: int) -> bool:
        """Whether this is the version for a return whose year ends in `year`."""
        versions = [one for one in RULES.values() if (one.collection, one.code) == (self.collection, self.code)]
        earlier = any(one.since < self.since for one in versions)
        return (self.until is None or year <= self.until) and (year >= self.since or not earlier)

    def fails(self, *at: str, says: str, **tables: str) -> None:
        """An example the rule finds fault with. `at` lists every place: "A/CINdetails[1]/Assessments[1] FieldName",
        or "the return" where the rule is about the return as a whole."""
        self.examples.append(Example(says, tables, at))

    def passes(self, *, says: str, **tables: str) -> None:
        """An example the rule finds no fault with."""
        self.examples.append(Example(says, tables, ()))

    def complete(self) -> None:
        """Raises Incomplete where the rule cannot be shown to work, or does not say what to do."""
        lacking = [heading for heading in HEADINGS if not self.about.get(heading)]
        lacking += [] if self.logic else ["a docstring of the function that says what it looks for"]
        lacking += [] if any(one.at for one in self.examples) else ["an example that fails"]
        lacking += [] if any(not one.at and one.tables for one in self.examples) else ["an example that passes"]
        lacking += [] if any(one.is_empty for one in self.examples) else ["an example with nothing in it"]
        if lacking:
            raise Incomplete(f"Rule {self.code} lacks: {'; '.join(lacking)}")


def said_in(doc: str | None) -> tuple[str, dict[str, str]]:
    """The first line of a rule's page, and what stands under each of its headings.

    >>> said_in('''8565: Work after closing.
    ...
    ... Why it matters
    ...     Either date is wrong.
    ... ''')
    ('Work after closing', {'Why it matters': 'Either date is wrong.'})
    """
    lines = inspect.cleandoc(doc or "").splitlines()
    first = lines[0].partition(":")[2].strip().rstrip(".") if lines else ""
    about: dict[str, list[str]] = {}
    heading = ""
    for line in lines[1:]:
        if line.strip() in HEADINGS + ALSO:
            heading = line.strip()
            about[heading] = []
        elif heading:
            about[heading].append(line.strip())
    return first, {name: " ".join(" ".join(words).split()) for name, words in about.items()}


def rules_of(
    collection: str, tables: Mapping[str, Table], source: str
) -> Callable[..., Callable[[Callable[..., Found]], Rule]]:
    """The decorator for one collection's rules. The module's docstring is the rule's page; the function's, its logic."""

    def rule(
        code: str, *, since: int, until: int | None = None, message: str = ""
    ) -> Callable[[Callable[..., Found]], Rule]:
        def register(found: Callable[..., Found]) -> Rule:
            if (collection, code, since) in RULES:
                raise ValueError(f"{collection} {code} already has a version starting in {since}")
            said, about = said_in(sys.modules[found.__module__].__doc__)
            asked = {name: tables[name] for name in inspect.signature(found).parameters}
            made = Rule(
                collection=collection,
                code=code,
                severity="query" if code.endswith("Q") else "error",
                message=message or said,
                about=about,
                logic=inspect.cleandoc(found.__doc__ or ""),
                since=since,
                until=until,
                source=f"{source}, {code}",
                name=found.__name__,
                tables=asked,
                found=found,
            )
            RULES[collection, code, since] = made
            return made

        return register

    return rule


def in_force(collection: str, year: int, codes: Iterable[str] = ()) -> dict[str, Rule]:
    """The rules for a return whose year ends in `year`, by code in their order."""
    wanted = set(codes)
    rules = {one.code: one for one in RULES.values() if one.collection == collection and one.applies_in(year)}
    return {code: rules[code] for code in sorted(rules, key=in_order) if not wanted or code in wanted}


def in_order(code: str) -> tuple[int, str]:
    """Codes in the order of their numbers."""
    return int("".join(filter(str.isdigit, code)) or 0), code
