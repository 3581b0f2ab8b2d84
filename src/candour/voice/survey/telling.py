"""What a survey found, in words: for the terminal, and the sentences that every report of it has."""

import csv
import json
import textwrap
from collections.abc import Iterator
from typing import Any, TextIO

from candour.drawing.svg import Table
from candour.voice.survey.proportions import WHOLE_FROM
from candour.voice.survey.results import BrokenDown, Figure, Found, Result

OF_WHOM = (
    "Each percentage is of those who answered that question (its base), worked out from whole counts and rounded half up."
    " The base is those it was asked of, less those who gave no answer."
)
HOW_SURE = (
    "The interval holds the true share in 95 of 100 such surveys if those who answered are like those who did not: it shows"
    " chance only. Where staff numbers are known it is narrowed for having asked most of them, and beside it stands what"
    " the share of all staff can be at least and at most, whatever the silent would have said. Of a group, both are worked out"
    " from its share and base as they are told, so that they give away no number that is not."
)
WEIGHED = (
    "Weighted: answers weighed so that the mix of those who answered is that of all staff (raking; no answer counts for more"
    " than five). The plain figure always stands beside it."
)
LEFT_OUT = (
    f"A group of fewer than 10 answers is not told, nor are others beside it from which it could be worked out. Below"
    f" {WHOLE_FROM} answers a share is told in bands of 20 points; bases of groups are to the nearest 5. Answers that few gave"
    " are told together, and one that fewer than five gave is told of no group. How many were asked a question that follows"
    " another is told by that other one."
)
METHODS = (OF_WHOM, HOW_SURE, WEIGHED, LEFT_OUT)
FIGURES = ("Answer", "Per cent", "Number", "95% interval", "Of all staff, from and to", "Weighted")


def sources(found: Found) -> Iterator[str]:
    """What was read, and everything in the file that is in no figure, with how often."""
    people = "fewer than 10 people" if found.people < 10 else f"{found.people:,} people"
    of = f" of {found.staff.total:,} staff" if found.staff else ""
    yield f"Answers of {people}{of}. Questionnaire {found.asks.code}, SHA-256 {found.asks.digest}."
    if found.empty_lines:
        yield f"Empty lines passed over: {found.empty_lines:,}."
    if found.absent:
        yield f"Questions with no column in the file: {', '.join(found.absent)}."
    if found.unread:
        yield f"Columns that no question or breakdown is in, and that were not read: {', '.join(found.unread)}."


def left_out(found: Found) -> tuple[str, ...]:
    """What was answered and could not be counted."""
    return tuple(
        f"{one.column}: {f'{one.value[:60]!r} ' if one.value else ''}{one.why} ({one.times:,} times)"
        for one in found.odd
    )


def basis(result: Result) -> str:
    """The question's own base, in words."""
    if not result.told:
        return "Not told: too few answered, or more would be given away than was asked."
    if result.asked is None:
        of = f" It is of {result.answered:,} who answered then." if result.answered else ""
        return f"As the survey before told it: too few may have changed since, here or beside it.{of}"
    assert result.answered is not None
    routed = result.question.asked_if
    whom = f" (those who answered {' or '.join(routed.answers)} to {routed.question})" if routed else ""
    if result.answered < WHOLE_FROM:
        return f"About {result.answered} answered{whom}."
    silent = result.asked - result.answered
    middle = ""
    if result.quartiles:
        low, half, high = result.quartiles
        middle = f" Half answered {half:g} or less; the middle half {low:g} to {high:g}."
    return f"Asked of {result.asked:,}{whom}; {result.answered:,} answered, {silent:,} did not.{middle}"


def cells(one: Figure) -> tuple[str, ...]:
    """A figure as the cells of a table."""
    return (
        one.words, said(one), "" if one.chosen is None else f"{one.chosen:,}", between(one.interval), between(one.bounds),
        "" if one.weighted is None else f"{one.weighted}%",
    )  # fmt: skip


def said(one: Figure) -> str:
    """A figure's share, with a word where it is that of the survey before."""
    return f"{one.said} (before)" if one.stands and one.said != NOT_SAID else one.said


def between(ends: tuple[float, float] | None) -> str:
    """Two shares as per cent, to one decimal."""
    return f"{100 * ends[0]:.1f} to {100 * ends[1]:.1f}" if ends else ""


def everybody(result: Result) -> Table:
    """A question's figures for everybody. Columns that no figure fills are left out."""
    rows = [cells(one) for one in result.figures]
    filled = [at for at in range(len(FIGURES)) if at < 2 or any(row[at] for row in rows)]
    return Table(
        f"{result.question.ask} Everybody",
        tuple(FIGURES[at] for at in filled),
        tuple(tuple(row[at] for at in filled) for row in rows),
    )


def groups(result: Result, by: BrokenDown) -> Table:
    """A question's figures by a breakdown: a row for each group, a column for each answer."""
    answers = tuple(one.words for one in by.groups[0].figures) if by.groups else ()
    rows = tuple(
        (
            " / ".join(one.path),
            NOT_SAID if one.base is None else f"about {one.base}",
            *(said(figure) for figure in one.figures),
        )
        for one in by.groups
    )
    return Table(f"{result.question.ask} {by.breakdown.title}", (by.breakdown.title, "Answered", *answers), rows)


NOT_SAID = "not told"


def write_words(found: Found, out: TextIO) -> None:
    """The report for a terminal."""
    out.write(f"{found.asks.title}\n\n")
    out.writelines(textwrap.fill(line, 100, break_long_words=False) + "\n" for line in sources(found))
    out.writelines(f"In no figure: {line}\n" for line in left_out(found))
    for result in found.results:
        out.write(f"\n{textwrap.fill(result.question.ask, 100)}\n")
        out.write(textwrap.fill(basis(result), 100, initial_indent="  ", subsequent_indent="  ") + "\n")
        for told in ([everybody(result)] if result.figures else []) + [groups(result, by) for by in result.by]:
            out.writelines(f"  {line}\n" for line in _lined_up(told))
    out.write("\n")
    out.writelines(textwrap.fill(line, 100) + "\n" for line in METHODS)


def _lined_up(told: Table) -> Iterator[str]:
    rows = (told.columns, *told.rows)
    wide = [max(len(row[at]) for row in rows) for at in range(len(told.columns))]
    for row in rows:
        yield "  ".join(cell.ljust(wide[at]) for at, cell in enumerate(row)).rstrip()


def flat(found: Found) -> Iterator[tuple[Any, ...]]:
    """Every figure on a line of its own, under `FLAT`."""
    for result in found.results:
        code = result.question.code
        if not result.told:
            yield (code, result.question.ask, "", "", "", "", "", NOT_SAID, *[None] * 6, "")
        for one in result.figures:
            yield (code, result.question.ask, "", "", result.asked, result.answered, *_flat(one))
        for by in result.by:
            for group in by.groups:
                for one in group.figures:
                    where = (by.breakdown.code, " / ".join(group.path))
                    yield (code, result.question.ask, *where, None, group.base, *_flat(one))


FLAT = (
    "question", "asks", "breakdown", "group", "asked", "answered", "answer", "told", "number", "low", "high", "least",
    "most", "weighted", "stands",
)  # fmt: skip


def _flat(one: Figure) -> tuple[Any, ...]:
    ends = (*(one.interval or (None, None)), *(one.bounds or (None, None)))
    shares = (None if end is None else round(end, 4) for end in ends)
    return ("; ".join(one.codes), one.said, one.chosen, *shares, one.weighted, "from before" if one.stands else "")


def write_csv(found: Found, out: TextIO) -> None:
    """Every figure on a line of its own. Words that a spreadsheet would take for a formula are kept as words."""
    lines = csv.writer(out)
    lines.writerow(FLAT)
    for row in flat(found):
        lines.writerow(
            [f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell else cell for cell in row]
        )


def write_json(found: Found, out: TextIO) -> None:
    """Everything, with shares as fractions of 1 and percentages as whole numbers."""
    told = {
        "title": found.asks.title,
        "questionnaire": found.asks.code,
        "sha256": found.asks.digest,
        "people": found.people if found.people >= 10 else None,
        "staff": found.staff.total if found.staff else None,
        "not_in_the_file": list(found.absent),
        "not_read": list(found.unread),
        "empty_lines": found.empty_lines,
        "in_no_figure": [
            {"column": one.column, "value": one.value, "why": one.why, "times": one.times} for one in found.odd
        ],
        "methods": list(METHODS),
        "questions": [_question(one) for one in found.results],
    }
    out.write(json.dumps(told, ensure_ascii=False) + "\n")


def _question(one: Result) -> dict[str, Any]:
    return {
        "code": one.question.code,
        "kind": one.question.kind,
        "asks": one.question.ask,
        "told": one.told,
        "asked": one.asked,
        "answered": one.answered,
        "quartiles": one.quartiles,
        "figures": [_figure(figure) for figure in one.figures],
        "by": {
            by.breakdown.code: [
                {
                    "group": list(group.path),
                    "answered": group.base,
                    "figures": [_figure(each) for each in group.figures],
                }
                for group in by.groups
            ]
            for by in one.by
        },
    }


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "answers": list(one.codes), "words": one.words, "told": one.said, "number": one.chosen, "percent": one.percent,
        "interval": one.interval, "of_all_staff": one.bounds, "weighted": one.weighted,
        "from_before": one.stands,
    }  # fmt: skip
