"""How a child stood on one day beside how they stood on another, with what changed said in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render

from candour.access.permission import may_for
from candour.record.casefile import Casefile
from candour.record.casefile.confidential import held_back
from candour.record.casefile.person import person
from candour.record.casefile.stood import Stood, stood
from candour.web.child import names_in
from candour.web.gov_dates import GovDateField
from candour.web.gov_forms import GovForm
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.telling import HELD_BACK


class TwoDatesForm(GovForm):
    """The two days to compare."""

    first = GovDateField(label="First day", thing="the first day")
    second = GovDateField(label="Second day", thing="the second day")


@dataclass(frozen=True)
class Line:
    """One thing that stood on a day. `change` is what became of it by the other day, in words."""

    words: str
    change: str = ""


@dataclass(frozen=True)
class Beside:
    """One part of a child's standing on both days."""

    what: str
    first: tuple[Line, ...]
    second: tuple[Line, ...]

    @property
    def changed(self) -> bool:
        return any(line.change for line in (*self.first, *self.second))


def standing_in_words(
    case: Casefile, then: Stood, names: Mapping[str, str], *, confidential: bool
) -> list[tuple[str, tuple[str, ...]]]:
    """How a child stood, a part at a time; a confidential address only for those who may see it."""
    homes = [
        HELD_BACK if held_back(case, item) and not confidential else f"{item.fact.lines}, {item.fact.postcode}"
        for item in then.homes
    ]
    harms = [
        f"{one.harm.recorded.fact.what} ({'protected' if one.protected else 'nothing protects the child from this'})"
        for one in then.harms
    ]
    return [
        ("Statuses", _each(words[:1].upper() + words[1:] for words in then.statuses) or ("Not open",)),
        ("Worker", _each(names.get(one, "Somebody not on the list of workers") for one in then.workers) or ("Nobody",)),
        ("Plan", _each(f"{what.capitalize()}, since {since:%-d %B %Y}" for what, since in then.plans) or ("No plan",)),
        ("Harm, and whether anything protected from it", _each(harms) or ("No harm was written down",)),
        ("Lived at", _each(homes) or ("Not recorded",)),
        (
            "Lived with",
            _each(f"{item.fact.other_name or 'A relative'}, {item.fact.relationship}" for item in then.household)
            or ("Nobody is written down",),
        ),
    ]


def _each(words: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))  # type: ignore[call-overload]


def beside(first: list[tuple[str, tuple[str, ...]]], second: list[tuple[str, tuple[str, ...]]]) -> list[Beside]:
    """Both days, a part at a time, with what went and what came marked in words."""
    return [
        Beside(
            what,
            tuple(Line(one, "" if one in later else "no longer on the second day") for one in earlier),
            tuple(Line(one, "" if one in earlier else "not on the first day") for one in later),
        )
        for (what, earlier), (_, later) in zip(first, second, strict=True)
    ]


@page("child/<ref:person_id>/two-dates/", name="two-dates", verb="read", about_child=True)
def two_dates(request: WorkerRequest, case: Casefile) -> HttpResponse:
    """How the child stood on two days, side by side, by what is on the record today."""
    today = request.desk.now.day
    form = TwoDatesForm(request.GET or None, initial={"first": today - timedelta(days=365), "second": today})
    rows: list[Beside] = []
    days: tuple[date, ...] = ()
    if form.is_valid():
        days = tuple(sorted((form.cleaned_data["first"], form.cleaned_data["second"])))
        known, confidential = names_in(case), may_for(request.worker, "see confidential", case)
        first, second = (standing_in_words(case, stood(case, day), known, confidential=confidential) for day in days)
        rows = beside(first, second)
    return render(
        request,
        "child/two_dates.html",
        {
            "case": case,
            "person": person(case),
            "form": form,
            "rows": rows,
            "days": days,
            "changed": [row.what for row in rows if row.changed],
        },
    )
