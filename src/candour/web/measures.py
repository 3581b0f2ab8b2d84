"""The measures of a census year, each with its interval, what it means, and the children behind it.

They are for those who answer for the whole authority. No child is decided on here, nobody's work is set beside
anybody's, and nothing is marked as good or bad.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from candour.access.permission import may
from candour.returns.cin_census.measures.counting import Worked, change, worked_out
from candour.returns.cin_census.measures.journeys import Journeys, Year, year_up_to
from candour.returns.cin_census.measures.measure import MEASURES, Behind, Measure, Part
from candour.returns.cin_census.measures.reading import read_journeys
from candour.ssd.store.reading import rows
from candour.terms.england_year import CensusYear, census_year_of
from candour.web.chronology import Pages
from candour.web.gov_forms import GovForm
from candour.web.pages import page
from candour.web.requests import WorkerRequest

VERB = "see the measures"
YEARS_BESIDE = 2
YEARS_OFFERED = 6
Beside = Sequence[tuple[Year, Mapping[str, Worked]]]
CSV_COLUMNS = (
    "Census year", "Counted up to", "Group", "Measure", "Part", "Value", "Unit", "Numerator", "Denominator",
    "95% interval from", "95% interval to", "For every 10,000 children", "95% interval from (rate)",
    "95% interval to (rate)", "Children counted", "What is counted", "Out of", "Left out", "Clock", "Source",
    "What it cannot tell", "Must stay in the authority",
)  # fmt: skip


def _area(years: str) -> forms.IntegerField:
    return forms.IntegerField(label=years, required=False, min_value=1, max_value=20_000_000)


class AreaForm(GovForm):
    """How many children live in the area: nobody has to say, and it is not kept."""

    children = _area("")
    children_before = _area("")
    children_two_before = _area("")

    def of_years(self, census: CensusYear) -> "AreaForm":
        """The same questions, each naming the middle of the year it asks about."""
        for back, name in enumerate(self.fields):
            year = CensusYear(census.ends_in - back)
            self.fields[name].label = f"Children aged 0 to 17 in the middle of {year.ends_in - 1}, for {year.label}"
        return self

    def said(self) -> list[int | None]:
        """The numbers given, the latest year's first."""
        good = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return [good.get(name) for name in self.fields]


def _chosen(request: WorkerRequest, ends_in: int) -> Year:
    today = request.desk.now.day
    if not 1990 <= ends_in <= census_year_of(today).ends_in:
        raise Http404("That census year has not begun, or lies too far back. Choose one from the list of years.")
    return year_up_to(CensusYear(ends_in), today)


def _beside(journeys: Journeys, year: Year, today: date, children: Sequence[int | None]) -> Beside:
    """A year and the two before it, as far as the record goes back."""
    first = journeys.first_day
    years = [year_up_to(CensusYear(year.census.ends_in - back), today) for back in range(YEARS_BESIDE + 1)]
    return [
        (one, worked_out(journeys, one, here))
        for one, here in zip(years, children, strict=True)
        if one == year or (first is not None and first <= one.until)
    ]


@page("census/measures/", name="measures", verb=VERB)
def latest(request: WorkerRequest) -> HttpResponse:
    """The measures of the last census year that is over."""
    return redirect("measures-of-year", ends_in=census_year_of(request.desk.now.day).ends_in - 1)


@page("census/measures/<int:ends_in>/", name="measures-of-year", verb=VERB)
def of_year(request: WorkerRequest, ends_in: int) -> HttpResponse:
    """The measures of a census year beside the two before it: value, interval, meaning, and who is behind each."""
    year, today = _chosen(request, ends_in), request.desk.now.day
    form = AreaForm(request.GET or None).of_years(year.census)
    journeys, given = read_journeys(), form.said()
    beside = _beside(journeys, year, today, given)
    shown = [_shown(key, one, beside) for key, one in beside[0][1].items()]
    now = census_year_of(today).ends_in
    first = census_year_of(journeys.first_day).ends_in if journeys.first_day else now
    return render(
        request,
        "measures/year.html",
        {
            "year": year,
            "years": [CensusYear(one) for one in range(now, max(first, now - YEARS_OFFERED) - 1, -1)],
            "groups": [(group, list(some)) for group, some in groupby(shown, key=lambda one: one.measure.group)],
            "many": len(shown),
            "first_day": journeys.first_day,
            "form": form,
            "asked": request.GET.urlencode(),
            "area_said": any(given),
        },
    )


@dataclass(frozen=True)
class Line:
    """One year's line of a measure."""

    label: str
    worked: Worked
    href: str


@dataclass(frozen=True)
class Shown:
    """A measure as the page shows it."""

    measure: Measure
    lines: Sequence[Line]
    change: str
    heads: Sequence[str]
    parts: Sequence[tuple[str, Sequence[str], str]]
    left_out: Sequence[tuple[str, int, str]]


def _shown(key: str, now: Worked, beside: Beside) -> Shown:
    def address(year: Year, show: str = "") -> str:
        where = reverse("measure-children", kwargs={"ends_in": year.census.ends_in, "measure": key})
        return f"{where}?show={show}" if show else where

    lines = [Line(year.label, worked[key], address(year)) for year, worked in beside]
    names = dict.fromkeys(part.name for line in lines for part in line.worked.found.parts)
    here = {part.name: f"part-{at}" for at, part in enumerate(now.found.parts)}
    return Shown(
        now.measure,
        lines,
        change(now, lines[1].worked) if len(lines) > 1 else "",
        [line.label for line in lines],
        [
            (name, [_how_many(line.worked, name) for line in lines], address(now.year, here[name]) if name in here else "")
            for name in names
        ],
        [(part.name, len(part.behind), address(now.year, f"left-{at}")) for at, part in enumerate(now.found.left_out)],
    )  # fmt: skip


def _how_many(worked: Worked, name: str) -> str:
    """How many are in a part, and what share of the whole that is."""
    many = sum(len(part.behind) for part in worked.found.parts if part.name == name)
    whole = worked.numerator if worked.denominator is None else worked.denominator
    return f"{many:,} ({100 * many / whole:.0f}%)" if whole else f"{many:,}"


@page("census/measures/<int:ends_in>/<slug:measure>/", name="measure-children", verb=VERB)
def children(request: WorkerRequest, ends_in: int, measure: str) -> HttpResponse:
    """The children behind one measure of a census year, with what the record says of each."""
    if measure not in MEASURES:
        raise Http404("There is no measure of that name. Choose one from the page of measures.")
    year = _chosen(request, ends_in)
    worked = worked_out(read_journeys(), year, only=measure)[measure]
    part = _part(worked, request.GET.get("show", ""))
    counted = set(worked.found.counted)
    # Those above the line come first; each lot by its day.
    listed = sorted(part.behind, key=lambda one: (one not in counted, one.on or date.min, one.reference))
    pages = Pages(request, len(listed), whole=False)
    some = listed[pages.start : pages.end]
    return render(
        request,
        "measures/children.html",
        {
            "worked": worked,
            "measure": worked.measure,
            "year": year,
            "part": part,
            "pages": pages,
            "children": _told(request, some, counted, split=worked.denominator is not None),
        },
    )


def _part(worked: Worked, show: str) -> Part:
    """What of a measure is asked for; everything where nothing narrower is."""
    kind, _, number = show.partition("-")
    some = {"part": worked.found.parts, "left": worked.found.left_out}.get(kind, ())
    if number.isascii() and number.isdigit() and len(number) < 4 and int(number) < len(some):
        found = some[int(number)]
        return Part(f"Left out: {found.name}", found.behind) if kind == "left" else found
    every = worked.found.out_of if worked.found.out_of is not None else worked.found.counted
    return Part("", every)


def _told(request: WorkerRequest, some: Sequence[Behind], counted: set[Behind], *, split: bool) -> list[dict[str, Any]]:
    """The children as the list shows them: who, what the record says, and whether they are above the line."""
    ids = sorted({one.person_id for one in some})
    marks = ", ".join(["%s"] * len(ids))
    people = rows(f"SELECT * FROM ssd_person WHERE pers_person_id IN ({marks})", ids) if ids else []
    known = {row["pers_person_id"]: row for row in people}
    may_open = may(request.worker.standing.role, "read", "other")  # of anybody: these are children of every team
    return [
        {
            "name": _name(known.get(one.person_id, {})),
            "number": known.get(one.person_id, {}).get("pers_legacy_id") or "",
            "href": reverse("child", kwargs={"person_id": one.person_id}) if may_open else "",
            "says": one.says,
            "counted": one in counted if split else None,
        }
        for one in some
    ]


def _name(row: Mapping[str, Any]) -> str:
    named = " ".join(filter(None, (row.get("pers_forename"), row.get("pers_surname"))))
    return named or f"Child {row.get('pers_legacy_id') or 'without a name or number'}"


@page("census/measures/<int:ends_in>/table.csv", name="measures-table", verb=VERB)
def as_table(request: WorkerRequest, ends_in: int) -> HttpResponse:
    """The measures of a census year and the two before it as a CSV file, without any child."""
    year = _chosen(request, ends_in)
    given = AreaForm(request.GET or None).of_years(year.census).said()
    reply = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"children-in-need-measures-{year.label}-not-to-be-published.csv"
    reply["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(reply)
    writer.writerow(CSV_COLUMNS)
    for one, worked in _beside(read_journeys(), year, request.desk.now.day, given):
        for made in worked.values():
            writer.writerow(_csv_row(one, made))
            for part in made.found.parts:
                writer.writerow(_csv_row(one, made, part))
            for part in made.found.left_out:
                writer.writerow(_csv_row(one, made, Part(f"Left out: {part.name}", part.behind)))
    return reply


def _csv_row(year: Year, made: Worked, part: Part | None = None) -> list[Any]:
    """One measure of one year, or a part of it, which has only its number."""
    about = made.measure
    first = [year.label, year.until.isoformat(), about.group, about.name, part.name if part else ""]
    keep = "Yes: a number under 6 could tell who is meant" if made.has_small_numbers else ""
    if part:
        many = len(part.behind)
        return [*first, many, about.noun, many, *[""] * (len(CSV_COLUMNS) - len(first) - 4), keep]
    low, high = made.interval or ("", "")
    rate_low, rate_high = made.rate_interval or ("", "")
    numbers = [made.numerator, "" if made.denominator is None else made.denominator, low, high]
    rates = ["" if made.rate is None else made.rate, rate_low, rate_high]
    meaning = [about.counts, about.out_of, about.leaves_out, about.clock, about.source, about.cannot_tell]
    value = "" if made.value is None else made.value if about.unit == "share" else made.numerator
    unit = "share" if about.unit == "share" else about.noun
    return [
        *first,
        value,
        unit,
        *(_short(n) for n in numbers),
        *(_short(n) for n in rates),
        made.children,
        *meaning,
        keep,
    ]


def _short(number: Any) -> Any:
    return round(number, 4) if isinstance(number, float) else number
