"""Weighs answers so that the mix of those who answered is that of all staff, by the numbers of staff that are known."""

import csv
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import Any

from candour.frames.coded_columns import Coded
from candour.voice.survey.reading import BadSurvey

HEAVIEST = 5.0
"""No answer counts for more than this many times the average one."""
ROUNDS = 500


@dataclass(frozen=True)
class Staff:
    """How many people work there: in all, and by level and group."""

    total: int
    levels: dict[str, dict[str, int]] = field(default_factory=dict)


def read_staff(path: Path) -> Staff:
    """A CSV file with the columns level, group and staff. Raises BadSurvey where it cannot be used."""
    levels: dict[str, dict[str, int]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not {"level", "group", "staff"} <= set(rows.fieldnames or ()):
                raise BadSurvey(f"{path}: its first line has to name the columns level, group and staff")
            for row in rows:
                number = (row["staff"] or "").strip()
                if not number.isascii() or not number.isdigit():
                    raise BadSurvey(f"{path}, line {rows.line_num}: staff is {number!r}. Write a whole number")
                groups = levels.setdefault((row["level"] or "").strip(), {})
                name = (row["group"] or "").strip()
                if name in groups:
                    raise BadSurvey(f"{path}, line {rows.line_num}: {name} is there twice. Write each group once")
                groups[name] = int(number)
    except OSError as trouble:
        raise BadSurvey(f"{path}: cannot be read ({trouble.strerror}). Check the name") from None
    except (UnicodeDecodeError, csv.Error) as trouble:
        raise BadSurvey(f"{path}: is not CSV in UTF-8 ({trouble}). Save it as CSV UTF-8") from None
    totals = {level: sum(groups.values()) for level, groups in levels.items()}
    if not totals or min(totals.values()) < 1 or len(set(totals.values())) > 1:
        said = ", ".join(f"{level} {total}" for level, total in totals.items()) or "none"
        raise BadSurvey(f"{path}: the staff of every level have to come to the same number; here they come to: {said}")
    return Staff(next(iter(totals.values())), levels)


def weights(groups: dict[str, Coded], staff: Staff, people: int) -> Any:
    """A weight for each person, one on average: raking (Deming and Stephan 1940), no weight above five times the average.

    Whoever's group is not known, or has no staff number, keeps the weight that the other levels give.
    """
    import numpy as np

    made = np.ones(people)
    margins = [(groups[level], wanted) for level, wanted in staff.levels.items() if level in groups]
    for _ in range(ROUNDS if margins else 0):
        before = made.copy()
        for column, wanted in margins:
            sums = np.bincount(column.at, weights=made, minlength=len(column.values))
            known = np.array([name in wanted and sums[at] > 0 for at, name in enumerate(column.values)])
            target = np.array([float(wanted.get(name, 0)) for name in column.values]) * known
            if target.sum() > 0:
                target *= sums[known].sum() / target.sum()
                made *= np.where(known, target / np.where(sums > 0, sums, 1), 1.0)[column.at]
        if np.abs(made - before).max() < 1e-9:
            break
    return _none_heavier(made) * (people / made.sum()) if people else made


def _none_heavier(made: Any) -> Any:
    """The weights with the heaviest brought down to the cap, which is stated in averages of what comes out; their sum is kept.

    With k at the cap, and the others together at `rest`, the sum is rest / (1 - k cap / n): the fewest k that this holds for.
    """
    import numpy as np

    people, down = len(made), np.sort(made)[::-1]
    rest = made.sum() - np.concatenate([[0.0], np.cumsum(down)])
    for capped in range(ceil(people / HEAVIEST)):
        most = HEAVIEST * rest[capped] / (people - HEAVIEST * capped)
        if down[capped] <= most * (1 + 1e-12):
            cut = np.minimum(made, most)
            return cut * (made.sum() / cut.sum())
    return made  # so few have any weight that none of them can be brought down
