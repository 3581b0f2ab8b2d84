"""Everything the census would ask of one child now, in the words of its rules, with the way to mend it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from candour.access.permission import may_for
from candour.practice.guard import Worker
from candour.record.casefile import Casefile
from candour.record.casefile.census import day
from candour.record.casefile.person import person
from candour.record.entries.cin_census import CensusMendingAsked, CensusQueryExplained
from candour.record.entry import Recorded
from candour.terms.cin_census_words import PARTS
from candour.terms.england_year import CensusYear
from candour.web.census.rule_pages import field_words
from candour.web.census.years import asked_year, years_offered
from candour.web.child import names_in
from candour.web.mending import Mend, mends
from candour.web.pages import page
from candour.web.requests import WorkerRequest

if TYPE_CHECKING:
    from candour.returns.cin_census.of_one_child import Asked, Place

NOTHING, EMPTY = "nothing", "an empty answer"


@dataclass(frozen=True)
class ShownPlace:
    """One part of the file that a rule points to: what it says, and where this reader can mend it."""

    part: str
    says: tuple[tuple[str, str], ...]
    mends: tuple[Mend, ...]


@dataclass(frozen=True)
class ShownAsked:
    """One thing the census would ask, in the words of the rule."""

    asked: "Asked"
    why: str
    what_to_do: str
    places: tuple[ShownPlace, ...]
    explained: Recorded[CensusQueryExplained] | None = None
    mender: Recorded[CensusMendingAsked] | None = None


def shown_asked(asked: "Asked", case: Casefile, worker: Worker, year: CensusYear | None = None) -> ShownAsked:
    """One thing asked, as one reader is shown it; with who is asked to mend it for this year."""
    about = asked.rule.about
    places = tuple(shown_places(asked, case, worker))
    mender = [
        item
        for item in case.of(CensusMendingAsked)
        if year and item.fact.year == year.ends_in and item.fact.rule == asked.rule.code
    ]
    return ShownAsked(
        asked,
        about.get("Why it matters", ""),
        about.get("What to do", ""),
        places,
        explanation(asked, case),
        mender[-1] if mender else None,
    )


def explanation(asked: "Asked", case: Casefile) -> Recorded[CensusQueryExplained] | None:
    """The explanation that still holds: every place the query points to was explained as it stands now."""
    said = [item for item in case.of(CensusQueryExplained) if item.fact.rule == asked.rule.code]
    known = {
        (one.table, one.element, one.reference, one.value if one.there else None)
        for item in said
        for one in item.fact.places
    }
    return said[-1] if said and not asked.is_error and {one.key for one in asked.places} <= known else None


def shown_places(asked: "Asked", case: Casefile, worker: Worker) -> list[ShownPlace]:
    """The places of one thing asked, part by part."""
    parts: dict[tuple[str, str], list[Place]] = {}
    for place in asked.places:
        parts.setdefault((PARTS.get(place.table, place.table), place.reference), []).append(place)
    shown = []
    for (part, _), places in parts.items():
        found = [mend for one in places for mend in mends(case, worker, one.table, one.field, one.reference)]
        began = day(places[0].main_date)
        name = f"{part} of {began:%-d %B %Y}" if began else part
        says = tuple((field_words(one.table, one.field), told(one)) for one in places if not _is_the_row(one))
        shown.append(ShownPlace(name[:1].upper() + name[1:], says, tuple(dict.fromkeys(found))))
    return shown


def _is_the_row(place: "Place") -> bool:
    return place.field == "LAchildID" and place.table not in ("ChildIdentifiers", "ChildCharacteristics")


def told(place: "Place") -> str:
    """What a field says, as a reader is told it."""
    said = NOTHING if place.value is None else f"“{place.value}”" if place.value else EMPTY
    return f"{said} ({place.why})" if place.why else said


@page("child/<ref:person_id>/census/", name="census-child", verb="read", about_child=True)
def of_one_child(request: WorkerRequest, case: Casefile) -> HttpResponse:
    """Everything the children in need census would ask of this child as the file stands."""
    from candour.returns.cin_census.of_one_child import CouldNotCheck, asked_of

    today = request.desk.now.day
    year = asked_year(request.GET.get("year"), today)
    shown: dict[str, Any] = {"case": case, "person": person(case), "year": year, "years": years_offered(today)}
    try:
        answer = asked_of(case, year)
    except CouldNotCheck:
        return render(request, "census/one_child.html", shown | {"could_not_look": True})
    told_of = [shown_asked(one, case, request.worker, year) for one in answer.asked]
    shown |= {
        "answer": answer,
        "errors": [one for one in told_of if one.asked.is_error],
        "queries": [one for one in told_of if not one.asked.is_error and not one.explained],
        "explained": [one for one in told_of if one.explained],
        "may_ask": may_for(request.worker, "ask for a correction", case),
        "may_explain": may_for(request.worker, "explain a query", case),
        "names": names_in(case),
    }
    return render(request, "census/one_child.html", shown)
