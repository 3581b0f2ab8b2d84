"""What changed between two surveys, in words and as a table: then and now, and whether it may be chance alone."""

import csv
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from candour.drawing.svg import Table
from candour.voice.survey.counting import EVERYBODY
from candour.voice.survey.telling import between
from candour.voice.survey.waves import FEWEST, Change, Compared

RULE = (
    f"A figure is told again only where, by all that is told of both surveys, at least {FEWEST} people must have joined, left"
    " or changed their answer; otherwise the earlier figure stands. If fewer did, the same is told whatever they answered."
)
CHANCE = (
    "The difference is in points of per cent, later less earlier, as it lies in 95 of 100 such pairs of surveys by chance"
    " alone. It takes the two for different people: where mostly the same answered, it is wider than it need be. It does not"
    " say why anything changed."
)
COLUMNS = ("Answer", "Then", "95% interval", "Now", "95% interval", "Difference", "")
FLAT = (
    "question", "asks", "breakdown", "group", "answered", "answer", "told", "number", "low", "high", "then", "then_low",
    "then_high", "difference_low", "difference_high", "says",
)  # fmt: skip


def tables(compared: Sequence[Compared]) -> Iterator[Table]:
    """For each question and group, a row for each answer: then, now, and what can be said."""
    for one in compared:
        name = f"{one.asks} {one.place[1] or EVERYBODY}"
        yield Table(
            name, ("Answer", *COLUMNS[1:-1], "What can be said"), tuple(_cells(change) for change in one.changes)
        )


def write_change(compared: Sequence[Compared], out: TextIO) -> None:
    """The report for a terminal."""
    for one in compared:
        where = one.place[1] or EVERYBODY
        out.write(f"\n{textwrap.fill(f'{one.asks} {where}', 100)}\n")
        rows = [COLUMNS, *(_cells(change) for change in one.changes)]
        wide = [max(len(row[at]) for row in rows) for at in range(len(COLUMNS))]
        out.writelines(
            "  " + "  ".join(cell.ljust(wide[at]) for at, cell in enumerate(row)).rstrip() + "\n" for row in rows
        )
    out.write("\n")
    out.writelines(textwrap.fill(said, 100) + "\n" for said in (RULE, CHANCE))


def _cells(one: Change) -> tuple[str, ...]:
    now = ("", "") if one.now is None else (one.now.said, between(one.now.interval))
    return one.words, one.then.said, between(one.then.interval), *now, between(one.between), one.says


def write_change_csv(compared: Sequence[Compared], out: TextIO) -> None:
    """Every figure as it now stands on a line of its own, with the earlier one. A next survey can be held against it."""
    lines = csv.writer(out)
    lines.writerow(FLAT)
    for row in _flat(compared):
        lines.writerow(
            [f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell else cell for cell in row]
        )


def _flat(compared: Sequence[Compared]) -> Iterator[tuple[Any, ...]]:
    for one in compared:
        for change in one.changes:
            stands = change.now or change.then
            yield (
                one.question, one.asks, *one.place, stands.base, change.answers, stands.said, stands.number,
                *_ends(stands.interval), change.then.said, *_ends(change.then.interval), *_ends(change.between), change.says,
            )  # fmt: skip


def _ends(ends: tuple[float, float] | None) -> tuple[float | None, float | None]:
    return (None, None) if ends is None else (round(ends[0], 4), round(ends[1], 4))
