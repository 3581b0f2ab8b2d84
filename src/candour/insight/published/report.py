"""What the published figures say, in words for the terminal and as JSON for another program."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TextIO

from candour.drawing.svg import Unit, told
from candour.insight.published.measures import PER, POPULATION, Compared, Measure, NotCompared
from candour.insight.published.reading import Folder
from candour.insight.statistics.funnel import INNER, OUTER, Placed

SOURCE = 'DfE, "Characteristics of children in need", and ONS mid-year population estimates, as downloaded'
HOW_TO_READ = (
    "Authorities differ for many ordinary reasons, so each is held against the spread that there is between authorities, not"
    " only against chance. One is called different where it lies beyond what 99.8% of ordinary authorities would show. That"
    " is a question, and says neither better nor worse: the first thing to look at is how each counts. The order is"
    " alphabetical."
)


@dataclass(frozen=True)
class Report:
    """All there is to tell. `marked` is the authority asked about, or empty."""

    folder: Folder
    year: int
    results: tuple[Compared | NotCompared, ...]
    marked: str = ""


def unit_of(measure: Measure) -> Unit:
    """How the measure is told: a share as per cent, a rate for 10,000 children."""
    return "rate" if measure.of == POPULATION else "share"


def value_of(measure: Measure, value: float) -> float:
    """A value as it is told: a rate for one child becomes one for 10,000."""
    return value * PER if measure.of == POPULATION else value


def said(measure: Measure, value: float) -> str:
    """A value in words."""
    return told(value_of(measure, value), unit_of(measure)) + (" per 10,000" if measure.of == POPULATION else "")


def verdict(unit: Placed) -> str:
    """Where a unit lies, in words that do not judge."""
    side = "above" if unit.adjusted > 0 else "below"
    if unit.different:
        return f"different from what is ordinary, {side}"
    return f"near the edge of what is ordinary, {side}" if unit.near_the_edge else "ordinary"


def sentences(one: Compared) -> Iterator[str]:
    """What one funnel says, a sentence or two at a time."""
    measure, placed = one.measure, one.funnel
    of = sorted(unit.of for unit in placed.units)[len(placed.units) // 2]
    low, high = placed.limits(of, INNER)
    england = f" England as published: {said(measure, one.england)}." if one.england is not None else ""
    yield (
        f"{len(placed.units)} authorities. The middle one has {said(measure, placed.centre)}.{england} Of ordinary ones of"
        f" middling size ({of:,.0f} {measure.among}), 95% lie from {said(measure, low)} to {said(measure, high)}."
    )
    yield (
        f"Authorities differ {placed.times:.1f} times as widely as chance alone would make them. Limits that know only chance"
        f" would have named {one.by_chance_alone}; limits that allow for the spread name {len(one.different)}."
    )
    if one.different:
        sides = (
            f"{unit.name} ({'above' if unit.adjusted > 0 else 'below'})" for unit in placed.units if unit.different
        )
        yield f"Different from what is ordinary: {'; '.join(sides)}."
    for reason in sorted({why for _, why in one.left_out}):
        yield f"Left out, {reason}: {'; '.join(name for name, why in one.left_out if why == reason)}."
    if one.caution:
        yield one.caution
    yield f"Ordinary reasons to differ: {measure.reasons}."


def about(one: Compared, name: str) -> str:
    """What the funnel says of one authority."""
    for unit in one.funnel.units:
        if unit.name == name:
            measure = one.measure
            return (
                f"{name}: {said(measure, unit.value)} ({unit.events:,.0f} {measure.counts}, {unit.of:,.0f} {measure.among};"
                f" 95% interval {said(measure, unit.low)} to {said(measure, unit.high)}). This is {verdict(unit)}."
            )
    return f"{name}: left out ({one.why_not(name) or 'not in this table'})."


def files_said(folder: Folder) -> Iterator[str]:
    """Which files were read, and which were passed over with the reason."""
    yield f"Read: {', '.join(sorted(folder.files.values()))}."
    for name, why in folder.passed_over:
        yield f"Passed over: {name} ({why})."


def write_words(report: Report, out: TextIO) -> None:
    """The summary for a terminal."""
    parts = [f"Published figures for the year to 31 March {report.year}", HOW_TO_READ, *files_said(report.folder)]
    for one in report.results:
        parts.append("")
        if isinstance(one, NotCompared):
            parts += [one.measure.title, f"Not compared: {one.why}."]
            continue
        parts += [one.measure.title, *sentences(one)]
        if report.marked:
            parts.append(f"> {about(one, report.marked)}")
    titles = {one.measure.title for one in report.results}
    for part in parts:
        out.write(part if part in titles else textwrap.fill(part, 100, initial_indent="  ", subsequent_indent="  "))
        out.write("\n")


def write_json(report: Report, out: TextIO) -> None:
    """Everything, with shares as fractions of 1 and rates for 10,000 children."""
    json.dump(
        {
            "source": SOURCE,
            "year": report.year,
            "order": "alphabetical; no rank",
            "limits": {"near the edge": INNER, "different": OUTER},
            "authority": report.marked or None,
            "files": dict(report.folder.files),
            "passed_over": [{"file": name, "why": why} for name, why in report.folder.passed_over],
            "measures": [_measure(one) for one in report.results],
        },
        out,
        indent=1,
        ensure_ascii=False,
    )
    out.write("\n")


def _measure(one: Compared | NotCompared) -> dict[str, object]:
    measure = one.measure
    head: dict[str, object] = {
        "key": measure.key,
        "title": measure.title,
        "unit": "per 10,000 children" if measure.of == POPULATION else "share",
        "counts": measure.counts,
        "among": measure.among,
    }
    if isinstance(one, NotCompared):
        return {**head, "not_compared": one.why}
    return {
        **head,
        "n": len(one.funnel.units),
        "middle": value_of(measure, one.funnel.centre),
        "england": None if one.england is None else value_of(measure, one.england),
        "between_sd": one.funnel.between,
        "scale": "log" if measure.of == POPULATION else "arcsine of the root",
        "dispersion": one.funnel.dispersion,
        "times_chance": one.funnel.times,
        "named_by_chance_alone": one.by_chance_alone,
        "different": list(one.different),
        "caution": one.caution or None,
        "ordinary_reasons": measure.reasons,
        "left_out": [{"authority": name, "why": why} for name, why in one.left_out],
        "authorities": _authorities(one),
    }


def _authorities(one: Compared) -> Sequence[dict[str, object]]:
    measure = one.measure
    return [
        {
            "authority": unit.name,
            "number": unit.events,
            "of": unit.of,
            "value": value_of(measure, unit.value),
            "interval": [value_of(measure, unit.low), value_of(measure, unit.high)],
            "ordinary": [value_of(measure, edge) for edge in one.funnel.limits(unit.of, INNER)],
            "distance_by_chance_alone": unit.chance,
            "distance": unit.adjusted,
            "says": verdict(unit),
        }
        for unit in one.funnel.units
    ]
