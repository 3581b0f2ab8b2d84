"""What an earlier survey told, read back from the file it was published in."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from candour.voice.survey.proportions import WHOLE_FROM, band
from candour.voice.survey.reading import BadSurvey

Place = tuple[str, str]
"""A breakdown and a group of it as it is told, such as ("organisation", "Help / North"); both empty for everybody."""
EVERYBODY: Place = ("", "")
COLUMNS = ("question", "asks", "breakdown", "group", "answered", "answer", "told", "number", "low", "high")


@dataclass(frozen=True)
class Told:
    """One figure as it was told. `base` is how many answered, to the nearest 5 for groups.

    `stands` where it was already the figure of the survey before that one.
    """

    said: str
    base: int | None
    number: int | None
    interval: tuple[float, float] | None
    stands: bool = False

    @property
    def percent(self) -> int | None:
        """Whole per cent; None where it was told in a band, or not told."""
        return int(self.said[:-1]) if self.said[-1:] == "%" and self.said[:-1].isdigit() else None

    @property
    def between(self) -> tuple[int, int] | None:
        """The fewest and the most who can have given the answer, by what was told; None where nothing was.

        >>> Told("43%", 100, None, None).between, Told("20 to 40%", 10, None, None).between
        ((42, 44), (2, 4))
        """
        if self.number is not None:
            return self.number, self.number
        if self.base is None:
            return None
        ends = [end for base in range(max(self.base - 2, 1), self.base + 3) for end in self._fitting(base)]
        return (min(ends), max(ends)) if ends else None

    def _fitting(self, base: int) -> list[int]:
        """The counts that are told so of a base; of a whole per cent, the least and the most."""
        if base < WHOLE_FROM:
            return [chosen for chosen in range(base + 1) if band(chosen, base) == self.said]
        if self.percent is None:
            return []
        least = max(0, -(-base * (2 * self.percent - 1) // 200))
        most = min(base, -(-base * (2 * self.percent + 1) // 200) - 1)
        return [least, most] if least <= most else []


@dataclass(frozen=True)
class Earlier:
    """Every figure that was told, by question, place and answers told together; and each question's words.

    A question of which nothing was told is there with no place.
    """

    asks: Mapping[str, str]
    figures: Mapping[str, Mapping[Place, Mapping[str, Told]]]


def read_earlier(path: Path) -> Earlier:
    """The results of an earlier survey, CSV or JSON, as `candour survey results` or the service wrote them.

    Raises BadSurvey where the file is neither.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as trouble:
        raise BadSurvey(f"{path}: cannot be read ({trouble.strerror}). Check the name") from None
    except UnicodeDecodeError:
        raise BadSurvey(f"{path}: is not text in UTF-8. Give the results as CSV or JSON") from None
    return earlier_from(text, str(path))


def earlier_from(text: str, path: str) -> Earlier:
    """The same from the file's text; `path` is what it is called where something is wrong. Raises BadSurvey."""
    try:
        rows = list(_of_json(json.loads(text)) if text.lstrip()[:1] == "{" else _of_csv(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, csv.Error):
        raise BadSurvey(
            f"{path}: holds no results of a survey. Give the CSV or JSON that `candour survey results` or the service wrote"
        ) from None
    if not any(answers for *_, answers, _ in rows):
        raise BadSurvey(f"{path}: holds no figure. Give the results of the earlier survey")
    return _gathered(rows)


def _gathered(rows: list[tuple[str, str, Place, str, Told]]) -> Earlier:
    asks: dict[str, str] = {}
    figures: dict[str, dict[Place, dict[str, Told]]] = {}
    for code, words, place, answers, told in rows:
        asks[code] = words
        places = figures.setdefault(code, {})
        if answers:
            places.setdefault(place, {})[answers] = told
    return Earlier(asks, figures)


def _of_csv(text: str) -> Iterator[tuple[str, str, Place, str, Told]]:
    lines = csv.DictReader(text.splitlines())
    if not set(COLUMNS) <= set(lines.fieldnames or ()):
        raise ValueError
    for row in lines:
        place = (_plain(row["breakdown"]), _plain(row["group"]))
        ends = (float(row["low"]), float(row["high"])) if row["low"] and row["high"] else None
        told = _told(row["told"], _number(row["answered"]), _number(row["number"]), ends, row.get("stands"))
        yield row["question"], _plain(row["asks"]), place, _plain(row["answer"]), told


def _of_json(said: Any) -> Iterator[tuple[str, str, Place, str, Told]]:
    for one in said["questions"]:
        if not one.get("told", True):
            yield one["code"], one["asks"], EVERYBODY, "", Told("", None, None, None)
        places = [(EVERYBODY, one["answered"], one["figures"])]
        for by, groups in one["by"].items():
            places += [((by, " / ".join(each["group"])), each["answered"], each["figures"]) for each in groups]
        for place, base, figures in places:
            for each in figures:
                ends = (float(each["interval"][0]), float(each["interval"][1])) if each["interval"] else None
                told = _told(each["told"], _number(base), _number(each["number"]), ends, each.get("from_before"))
                yield one["code"], one["asks"], place, "; ".join(each["answers"]), told


def _told(said: str, base: int | None, number: int | None, ends: tuple[float, float] | None, stands: Any) -> Told:
    if (base is not None and base < 0) or (ends and not 0 <= ends[0] <= ends[1] <= 1):
        raise ValueError
    return Told(str(said), base, number, ends, bool(stands))


def _number(said: Any) -> int | None:
    return int(said) if said not in (None, "") else None


def _plain(cell: str) -> str:
    """A cell without the mark that kept a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@\t\r" and cell[1:2] else cell
