"""Each rule of the census on a page of its own, for somebody who has to mend what it finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from candour.terms.cin_census_words import ELEMENT_WORDS, PARTS
from candour.web.census.years import asked_year
from candour.web.pages import page
from candour.web.requests import WorkerRequest

if TYPE_CHECKING:
    from candour.returns.rule import Example, Rule

ABSENT, EMPTY = "not there", "empty"


@dataclass(frozen=True)
class ShownTable:
    """A table of an example, as a page draws it."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class ShownExample:
    """A few rows, and the places the rule points to in them."""

    says: str
    at: Sequence[str]
    tables: Sequence[ShownTable]


def rules_in(request: WorkerRequest) -> dict[str, "Rule"]:
    """The rules of the year the page is about."""
    from candour.returns.cin_census.loading import rules_for

    return rules_for(asked_year(request.GET.get("year"), request.desk.now.day).ends_in)


def field_words(table: str, field: str) -> str:
    """A field in the words of the work, with the census's own name for it."""
    if field == "LAchildID" and table not in ("ChildIdentifiers", "ChildCharacteristics"):
        return PARTS.get(table, table)
    return f"{ELEMENT_WORDS.get(field, field)} ({field})"


@page("census/rules/", name="census-rules", verb="see the rules of a return")
def rules(request: WorkerRequest) -> HttpResponse:
    """Every rule of the children in need census, by number."""
    return render(request, "census/rules.html", {"rules": list(rules_in(request).values())})


@page("census/rules/<slug:code>/", name="census-rule", verb="see the rules of a return")
def rule(request: WorkerRequest, code: str) -> HttpResponse:
    """One rule: what is wrong, why it matters, what to do, and examples."""
    made = rules_in(request).get(code.upper())
    if made is None:
        raise Http404("The census has no rule with this number.")
    first = ("Why it matters", "What to do")
    shown: dict[str, Any] = {
        "rule": made,
        "first": [(name, made.about[name]) for name in first if name in made.about],
        "more": [(name, words) for name, words in made.about.items() if name not in first],
        "fields": [field_words(table, field) for table, field in made.flags],
        "found": [shown_example(one) for one in made.examples if one.at],
        "passed": [shown_example(one) for one in made.examples if not one.at and _has_rows(one)],
    }
    return render(request, "census/rule.html", shown)


def _has_rows(example: "Example") -> bool:
    return any(len(text.strip().splitlines()) > 1 for text in example.tables.values())


def shown_example(example: "Example") -> ShownExample:
    """An example as tables that can be drawn."""
    from candour.returns.cin_census.examples import cells
    from candour.returns.cin_census.layout import NAMES

    tables = []
    for name, text in example.tables.items():
        rows = cells(text)
        if rows:
            shown = [[ABSENT if cell is None else cell or EMPTY for cell in row.values()] for row in rows]
            tables.append(ShownTable(NAMES[name].name, list(rows[0]), shown))
    return ShownExample(example.says, example.at, tables)
