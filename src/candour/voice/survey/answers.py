"""What each person answered: who was asked what, who answered, what they chose, and what could not be understood."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from candour.frames.coded_columns import Coded, CodedTable
from candour.voice.survey.mapping import Level, Mapping, Place
from candour.voice.survey.questionnaire import Question, Questionnaire
from candour.voice.survey.reading import BadSurvey

UNKNOWN, NOT_ASKED, NOT_STATED = -3, -2, -1
NO_GROUP = "Not stated"
IN_OWN_WORDS = "[other]"
"""How LimeSurvey names the box beside "Other": whatever is typed there, Other was chosen."""
WHOLE = re.compile(r"([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:[.]0*)?")


@dataclass(frozen=True)
class Odd:
    """Something in the file that is in no figure: where, what, why, and how often."""

    column: str
    value: str
    why: str
    times: int


@dataclass(frozen=True)
class Answered:
    """The answers to one question: a row of yes and no for each person, and for each person and answer (as arrays).

    `not_offered` are answers that the file has no column for; of them nothing can be said.
    """

    question: Question
    asked: Any
    answered: Any
    chosen: Any
    numbers: Any = None
    not_offered: frozenset[int] = frozenset()

    @cached_property
    def choice(self) -> Any:
        """Of those who answered, which answer each gave, where only one can be given."""
        return self.chosen[self.answered].argmax(axis=1)


@dataclass(frozen=True)
class Responses:
    """All answers to all questions that are in the file, who is in which group, and what was left out of every figure."""

    people: int
    empty_lines: int
    answered: dict[str, Answered]
    groups: dict[str, Coded]
    absent: tuple[str, ...]
    odd: tuple[Odd, ...]
    unread: tuple[str, ...]


def understand(table: CodedTable, asks: Questionnaire, mapping: Mapping) -> Responses:
    """Read a table of answers by a questionnaire. Raises BadSurvey where it has none of its questions."""
    reading = _Reading(table, mapping)
    for one in asks.questions:
        place = mapping.place(one, frozenset(table.columns))
        if place is not None:
            reading.question(one, place)
    if not reading.done:
        raise BadSurvey("the file has no column for any question. Say with --map which column holds which")
    for level in (level for one in asks.breakdowns for level in one.levels):
        if level in mapping.levels or level in table.columns:
            reading.level(level, mapping.levels.get(level, Level(level)))
    absent = tuple(one.code for one in asks.questions if one.code not in reading.done)
    unread = tuple(name for name in table.columns if name not in reading.read)
    odd = tuple(sorted(reading.odd, key=lambda one: (one.column, one.why, one.value)))
    return Responses(table.rows, table.empty_lines, reading.done, reading.groups, absent, odd, unread)


class _Reading:
    """Goes through the questions in order, so that whom a question was asked of is known when it is reached."""

    def __init__(self, table: CodedTable, mapping: Mapping) -> None:
        self.table, self.mapping = table, mapping
        self.done: dict[str, Answered] = {}
        self.groups: dict[str, Coded] = {}
        self.odd: list[Odd] = []
        self.read: set[str] = set()

    def question(self, one: Question, place: Place) -> None:
        import numpy as np

        asked = np.ones(self.table.rows, dtype=bool)
        if one.asked_if is not None:
            before = self.done.get(one.asked_if.question)
            if before is None:
                raise BadSurvey(
                    f"{one.code} is in the file, and {one.asked_if.question}, which says whom it was asked of, is not."
                    " Say with --map which column holds it"
                )
            of = [nth for nth, answer in enumerate(before.question.answers) if answer.code in one.asked_if.answers]
            asked = before.chosen[:, of].any(axis=1)
        if place.columns:
            chosen, told, passed, names = self._several_columns(one, place)
        elif one.kind == "multiple":
            chosen, told, passed, names = self._one_column_of_several(one, place)
        else:
            chosen, told, passed, names = self._one_answer(one, place)
        asked &= ~passed
        stray = told & ~asked & (chosen.any(axis=1) | (one.kind in ("number", "text")))
        if stray.any():
            self.odd.append(Odd(names, "", "answered by people it was not asked of", int(stray.sum())))
        answered = told & asked
        numbers = self._numbers(one, place, answered)
        lacking = frozenset(
            nth for nth, answer in enumerate(one.answers) if place.columns and answer.code not in place.columns
        )
        self.done[one.code] = Answered(
            one, asked, answered, np.asfortranarray(chosen & answered[:, None]), numbers, lacking
        )

    def level(self, name: str, level: Level) -> None:
        import numpy as np

        column = self._column(level.column, f"level {name}")
        gaps = {*self.mapping.not_stated, *self.mapping.not_asked, ""}
        said = [NO_GROUP if value in gaps else level.values.get(value, value) for value in column.values]
        names = sorted(set(said))
        self.groups[name] = Coded(tuple(names), np.array([names.index(one) for one in said], dtype=np.int64)[column.at])

    def _column(self, name: str, wanted_by: str) -> Coded:
        if name not in self.table.columns:
            raise BadSurvey(f"the file has no column {name}, which {wanted_by} is said to be in. Check the map")
        self.read.add(name)
        return self.table.columns[name]

    def _meaning(self, one: Question, value: str, known: dict[str, int]) -> int:
        if value in self.mapping.not_asked:
            return NOT_ASKED
        if value == "" or value in self.mapping.not_stated:
            return NOT_STATED
        if one.kind == "text":
            return 0
        if one.kind == "number":
            number = _whole(value)
            if number is None or not one.bands[0] <= number <= one.most:
                return UNKNOWN
            return sum(number >= begins for begins in one.bands) - 1
        return known.get(value, known.get(value.casefold(), UNKNOWN))

    def _one_answer(self, one: Question, place: Place) -> tuple[Any, Any, Any, str]:
        import numpy as np

        column = self._column(place.column, one.code)
        known = _known(one, place)
        means = np.array([self._meaning(one, value, known) for value in column.values] or [0], dtype=np.int64)
        self._strange(place.column, column, means == UNKNOWN)
        each = means[column.at]
        chosen = each[:, None] == np.arange(len(one.told))[None, :]
        return chosen, each >= 0, each == NOT_ASKED, place.column

    def _one_column_of_several(self, one: Question, place: Place) -> tuple[Any, Any, Any, str]:
        import numpy as np

        column, known = self._column(place.column, one.code), _known(one, place)
        chosen: Any = np.zeros((max(len(column.values), 1), len(one.answers)), dtype=bool)
        passed: Any = np.zeros(len(chosen), dtype=bool)
        strange = dict[str, Any]()
        for nth, value in enumerate(column.values):
            whole = self._meaning(one, value, known)
            parts = [whole] if whole != UNKNOWN else []
            for part in [] if parts else value.split(self.mapping.separator):
                means = self._meaning(one, part.strip(), known)
                parts.append(means)
                if means == UNKNOWN:
                    strange.setdefault(part.strip(), np.zeros(len(chosen), dtype=bool))[nth] = True
            passed[nth] = parts == [NOT_ASKED]
            chosen[nth, [part for part in parts if part >= 0]] = True
        counts = np.bincount(column.at, minlength=len(chosen))
        for value, where in strange.items():
            self.odd.append(Odd(place.column, value, "is no answer of this question", int(counts[where].sum())))
        return chosen[column.at], chosen.any(axis=1)[column.at], passed[column.at], place.column

    def _several_columns(self, one: Question, place: Place) -> tuple[Any, Any, Any, str]:
        import numpy as np

        chosen = np.zeros((self.table.rows, len(one.answers)), dtype=bool)
        told, passed = np.zeros(self.table.rows, dtype=bool), np.zeros(self.table.rows, dtype=bool)
        yes, no = ({value.casefold() for value in values} for values in (place.chosen, place.not_chosen))
        for nth, answer in enumerate(one.answers):
            if answer.code not in place.columns:
                continue
            name = place.columns[answer.code]
            column = self._column(name, one.code)
            folded = [value.casefold() for value in column.values] or [""]
            words = {answer.code.casefold(), answer.words.casefold()}
            ticked = np.array([value in yes or value in words for value in folded])
            left = np.array([value in no for value in folded])
            skipped = np.array([value in self.mapping.not_asked for value in column.values] or [False])
            gap = np.array([value == "" or value in self.mapping.not_stated for value in column.values] or [True])
            if name.endswith(IN_OWN_WORDS):
                ticked |= ~(left | skipped | gap)
            strange: Any = ~(ticked | left | skipped | gap)
            self._strange(name, column, strange)
            chosen[:, nth] = ticked[column.at]
            told |= (ticked | left)[column.at]
            passed |= skipped[column.at]
        return chosen, told, passed & ~told, ", ".join(place.columns.values())

    def _numbers(self, one: Question, place: Place, answered: Any) -> Any:
        import numpy as np

        if one.kind != "number":
            return None
        column = self.table.columns[place.column]
        read = np.array([_whole(value) or 0 for value in column.values] or [0], dtype=np.int64)
        return read[column.at][answered]

    def _strange(self, name: str, column: Coded, unknown: Any) -> None:
        import numpy as np

        counts = np.bincount(column.at, minlength=max(len(column.values), 1))
        for nth in np.flatnonzero(unknown[: len(column.values)]):
            self.odd.append(Odd(name, column.values[nth], "is no answer of this question", int(counts[nth])))


def _known(one: Question, place: Place) -> dict[str, int]:
    """What an answer may be written as: the map's words for it, its code, or its words in any case."""
    codes = {answer.code: nth for nth, answer in enumerate(one.answers)}
    words = {answer.words.casefold(): nth for answer, nth in zip(one.answers, codes.values(), strict=True)}
    folded = {code.casefold(): nth for code, nth in codes.items()}
    return {**words, **folded, **codes, **{value: codes[code] for value, code in place.values.items()}}


def _whole(value: str) -> int | None:
    """A whole number as people and programs write it: 18, 18.000 or 1,200; None where it is none.

    A comma before other than three figures is one of decimals, and 12,5 is no whole number.
    """
    found = WHOLE.fullmatch(value)
    return int(found[1].replace(",", "")) if found and len(found[1]) < 12 else None
