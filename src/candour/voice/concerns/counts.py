"""How many concerns were raised in a month, by level, and what became of them: told only where nobody can be worked out.

The rules are the survey's: fewer than ten are not told, nor what they could be worked out from; from ten to 29 a share is
told in bands. No total over several months is told: taken from one another, totals would tell a month that is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from candour.terms.working_days import london_day, working_days_between
from candour.voice.concerns.levels import LEVELS, in_words
from candour.voice.concerns.standing import DISAGREED, TIME, Stands
from candour.voice.survey.hiding import Tree, hide_answer, hide_rows
from candour.voice.survey.proportions import SHOWN_FROM, band, percentage

ALL = "every level"
BANDED_BELOW = 30
NOT_TOLD = "not told"


@dataclass(frozen=True)
class Counted:
    """One level in one month, as it is told. `raised` is nothing where it is not told; shares are in words."""

    month: date
    level: str
    raised: int | None
    late: str = NOT_TOLD
    moved_up: str = NOT_TOLD
    disagreed: str = NOT_TOLD
    median_days: str = NOT_TOLD


def counts(concerns: Iterable[Stands], today: date) -> list[Counted]:
    """Every month that is over, the newest first: all levels together, then each to which a concern was raised."""
    months: dict[date, list[Stands]] = {}
    for one in concerns:
        if one.raised.fact.matter != "compliment":
            months.setdefault(london_day(one.raised.recorded).replace(day=1), []).append(one)
    over = sorted((month for month in months if month < today.replace(day=1)), reverse=True)
    return [line for month in over for line in _month(month, months[month])]


def _month(month: date, raised: list[Stands]) -> list[Counted]:
    import numpy as np

    levels = [level for level in LEVELS if any(one.raised.fact.level == level for one in raised)]
    groups = [raised, *([one for one in raised if one.raised.fact.level == level] for level in levels)]
    tree = Tree((ALL, *map(in_words, levels)), (0,) * len(groups), (0, *(1,) * len(levels)))
    sizes = np.array([len(group) for group in groups])
    found = np.array([_what_became_of(group) for group in groups])
    hidden = hide_rows(tree, sizes, sizes[:, None])
    kept_back = [hide_answer(tree, sizes, found[:, at], hidden) for at in range(3)]
    told = []
    for at, (name, group) in enumerate(zip(tree.names, groups, strict=True)):
        if at in hidden:
            told.append(Counted(month, name, None))
            continue
        late, moved, disagreed = (
            NOT_TOLD if at in kept_back[of] else _share(int(found[at, of]), len(group)) for of in range(3)
        )
        told.append(Counted(month, name, len(group), late, moved, disagreed, _days(group)))
    return told


def _what_became_of(group: list[Stands]) -> tuple[int, int, int]:
    """How many were late, moved up by time, and were answered in a way the raiser disagreed with."""
    return (
        sum(bool(one.missed) for one in group),
        sum(any(move.why == TIME for move in one.moves) for one in group),
        sum(one.disagreed_at_the_top or any(move.why == DISAGREED for move in one.moves) for one in group),
    )


def _share(few: int, of: int) -> str:
    return band(few, of) if of < BANDED_BELOW else f"{percentage(few, of)}%"


def _days(group: list[Stands]) -> str:
    """The median working days from raising to the answer that stands, of those answered, where ten or more were."""
    took = [
        working_days_between(london_day(one.raised.recorded), london_day(one.answered.recorded))
        for one in group
        if one.answered
    ]
    return f"{median(took):g}" if len(took) >= SHOWN_FROM else NOT_TOLD
