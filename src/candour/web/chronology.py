"""A child's whole life in order: narrowed by person, kind, harm, time and words, and as it was known on any day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from candour.access.permission import may_for
from candour.documents.headings import heading
from candour.record.casefile import Casefile
from candour.record.casefile.answers import earlier_closures
from candour.record.casefile.person import person
from candour.record.casefile.stood import stood
from candour.record.entry import Recorded
from candour.web.child import is_shown, names_in, told_life
from candour.web.narrowing import Narrowed, NarrowForm, choices_for, names_person, people_in
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.telling import Told, mark, timeline
from candour.web.two_dates import standing_in_words

PAGE = 100
TURNS = {
    "referral_received", "initial_conference_held", "cp_plan_started", "cp_plan_ended", "cin_plan_started",
    "cin_plan_ended", "episode_closed", "person_died",
}  # fmt: skip


@dataclass(frozen=True)
class Jump:
    """A link to where a year or an event begins."""

    words: str
    on: date
    href: str


def own_entries(case: Casefile) -> tuple[Recorded[Any], ...]:
    """The entries of this child's own file, the latest happening first."""
    own = [item for item in case.recorded if item.subjects[0] == case.subject]
    return tuple(sorted(own, key=lambda item: (item.happened, item.position), reverse=True))


def asked_for(request: WorkerRequest, form: NarrowForm, people: dict[str, str]) -> Narrowed:
    """What the address asks for; a form with a mistake in it narrows nothing."""
    if not form.is_valid():
        return Narrowed()
    said = form.cleaned_data
    return Narrowed(
        tuple(said["group"]),
        said["who"],
        people.get(said["who"], ""),
        said["harm"],
        said["since"],
        said["until"],
        said["known"],
    )


@page("child/<ref:person_id>/chronology/", name="chronology", verb="read", about_child=True, post=True)
def chronology(request: WorkerRequest, case: Casefile) -> HttpResponse:
    """The child's whole life on this record, in the order it happened; can be narrowed, dated and printed."""
    known, confidential = names_in(case), may_for(request.worker, "see confidential", case)
    own = tuple(item for item in own_entries(case) if is_shown(request, case, item))
    named = {item.entry_id: dict(people_in(case, item, known, confidential=confidential)) for item in own}
    people = {one: name for found in named.values() for one, name in found.items()}
    form = NarrowForm(request.GET if set(request.GET) - {"page", "whole"} else None)
    for field, choices in choices_for(case, people, own).items():
        form.fields[field].choices = choices  # type: ignore[attr-defined]
    asked, words = asked_for(request, form, people), request.POST.get("words", "").strip()
    then = case.known_on(asked.known) if asked.known else case
    own_then = tuple(item for item in own_entries(then) if is_shown(request, case, item))
    shown: Sequence[Recorded[Any]] = [item for item in own_then if asked.shows(then, item)]
    told: list[Told] | None = None
    if asked.who or words:
        told = told_life(request, then, known, shown)
        if asked.who:
            told = [one for one in told if names_person(one, set(named[one.item.entry_id]), asked)]
        told = [one for one in told if words.casefold() in f"{one.heading} {one.text}".casefold()]
        shown = [one.item for one in told]
    pages = Pages(request, len(shown), whole=bool(words) or "whole" in request.GET)
    here = told[pages.start : pages.end] if told is not None else None
    told = here if here is not None else told_life(request, then, known, shown[pages.start : pages.end])
    return render(
        request,
        "child/chronology.html",
        {
            "case": case,
            "person": person(case),
            "form": form,
            "life": timeline(told, level=2, marked=True),
            "shown": len(shown),
            "all": len(own_then),
            "words": words,
            "asked": asked,
            "narrowed": asked.at_all or bool(words),
            "pages": pages,
            "years": years(shown, pages),
            "turns": turns(then, shown, pages),
            "left_out": len(own) - len(own_then),
            "standing": standing_in_words(then, stood(then, asked.known), known, confidential=confidential)
            if asked.known
            else [],
            "closures": earlier_closures(then),
        },
    )


class Pages:
    """Which of the entries one page shows, and the addresses of the others."""

    def __init__(self, request: WorkerRequest, entries: int, *, whole: bool) -> None:
        asked = request.GET.get("page", "1")
        self.size = max(entries, 1) if whole else PAGE
        self.last = max(1, ceil(entries / self.size))
        self.number = min(int(asked), self.last) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 6 else 1
        self.number = max(1, self.number)
        self.start, self.end = (self.number - 1) * self.size, self.number * self.size
        self._asked = request.GET.copy()
        self._asked.pop("page", None)

    @property
    def narrowing(self) -> str:
        """What is asked for, as the address says it, without the page."""
        return self._asked.urlencode()

    def at(self, place: int) -> str:
        """The address of the page on which the entry of that place stands."""
        return self._with(page=str(place // self.size + 1))

    @property
    def before(self) -> str:
        return self._with(page=str(self.number - 1)) if self.number > 1 else ""

    @property
    def after(self) -> str:
        return self._with(page=str(self.number + 1)) if self.number < self.last else ""

    @property
    def whole(self) -> str:
        return self._with(whole="yes") if self.last > 1 else ""

    def _with(self, **more: str) -> str:
        asked = self._asked.copy()
        for name, value in more.items():
            asked[name] = value
        return "?" + asked.urlencode()


def years(shown: Sequence[Recorded[Any]], pages: Pages) -> list[Jump]:
    """Where each year begins, the latest first."""
    found: dict[int, Jump] = {}
    for place, item in enumerate(shown):
        if (year := item.happened.year) not in found:
            found[year] = Jump(str(year), item.happened, f"{pages.at(place)}#{mark(item)}")
    return list(found.values())


def turns(case: Casefile, shown: Sequence[Recorded[Any]], pages: Pages) -> list[Jump]:
    """Where each referral, conference, plan and closure stands, the latest first."""
    return [
        Jump(heading(item.fact), item.happened, f"{pages.at(place)}#{mark(item)}")
        for place, item in enumerate(shown)
        if item.fact.kind in TURNS and item.entry_id not in case.hidden
    ]
