"""Which column of somebody else's file holds which question, and what their answers are called here."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from candour.voice.survey.questionnaire import Question, Questionnaire
from candour.voice.survey.reading import BadSurvey, read_toml

CHOSEN_AS = ("1", "Y", "Yes", "TRUE")
NOT_CHOSEN_AS = ("0", "N", "No", "FALSE")


@dataclass(frozen=True)
class Place:
    """Where a question's answers are: in one column, or for an answer each in a column of its own."""

    column: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    chosen: tuple[str, ...] = CHOSEN_AS
    not_chosen: tuple[str, ...] = NOT_CHOSEN_AS


@dataclass(frozen=True)
class Level:
    """Where a level of a breakdown is, and what its groups are called."""

    column: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mapping:
    """What a map file says. `not_asked` and `not_stated` are what stands where there is no answer, in any column."""

    questions: dict[str, Place] = field(default_factory=dict)
    levels: dict[str, Level] = field(default_factory=dict)
    separator: str = ";"
    not_stated: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()

    def place(self, one: Question, headings: frozenset[str]) -> Place | None:
        """Where this question's answers are, by the map or by the headings; None where the file has none of them.

        Without a map a question is found under its own code, or each answer under code[answer] as LimeSurvey writes it.
        """
        if one.code in self.questions:
            return self.questions[one.code]
        if one.code in headings:
            return Place(one.code)
        each = {answer.code: f"{one.code}[{answer.code}]" for answer in one.answers}
        there = {code: name for code, name in each.items() if name in headings}
        return Place(columns=there) if one.kind == "multiple" and there else None


def read_mapping(path: Path, asks: Questionnaire) -> Mapping:
    """A map file. Raises BadSurvey with everything that is wrong with it."""
    data, wrong = read_toml(path), list[str]()
    known = {"separator", "not_stated", "not_asked", "question", "level"}
    wrong += [f"{name} is not known here. Use {', '.join(sorted(known))}" for name in data if name not in known]
    levels = {level for one in asks.breakdowns for level in one.levels}
    codes = {one.code: one for one in asks.questions}
    places = {
        code: _place(table, f"[question.{code}]", codes[code], wrong)
        for code, table in _named(data, "question", set(codes), wrong)
    }
    at = {name: _level(table, f"[level.{name}]", wrong) for name, table in _named(data, "level", levels, wrong)}
    separator = data.get("separator", ";")
    if not isinstance(separator, str) or not separator:
        wrong.append('separator: write what stands between several answers in one column, such as separator = ";"')
    gaps = [_list(data, name, (), "the file", wrong) for name in ("not_stated", "not_asked")]
    if wrong:
        raise BadSurvey(f"{path}: " + "; ".join(wrong))
    return Mapping(places, at, separator, *gaps)


def _place(table: dict[str, Any], where: str, one: Question, wrong: list[str]) -> Place:
    known = {"column", "columns", "values", "chosen", "not_chosen"}
    wrong += [
        f"{where}: {name} is not known here. Use {', '.join(sorted(known))}" for name in table if name not in known
    ]
    columns, values = _words(table, "columns", where, wrong), _words(table, "values", where, wrong)
    column = table.get("column", "")
    if not isinstance(column, str) or bool(column) == bool(columns):
        wrong.append(f"{where}: write either column or columns")
        column = ""
    if columns and one.kind != "multiple":
        wrong.append(f"{where}: a {one.kind} question has one column. Write column")
    codes = {answer.code for answer in one.answers}
    for code in [*columns, *values.values()]:
        if code not in codes:
            wrong.append(
                f"{where}: {code} is no answer of this question. Its answers are {', '.join(sorted(codes)) or 'none'}"
            )
    chosen = _list(table, "chosen", CHOSEN_AS, where, wrong)
    return Place(column, columns, values, chosen, _list(table, "not_chosen", NOT_CHOSEN_AS, where, wrong))


def _level(table: dict[str, Any], where: str, wrong: list[str]) -> Level:
    wrong += [
        f"{where}: {name} is not known here. Use column, values" for name in table if name not in ("column", "values")
    ]
    column = table.get("column")
    if not isinstance(column, str) or not column:
        wrong.append(f"{where}: write the column it is in")
        column = ""
    return Level(column, _words(table, "values", where, wrong))


def _named(data: dict[str, Any], kind: str, known: set[str], wrong: list[str]) -> list[tuple[str, dict[str, Any]]]:
    tables = data.get(kind, {})
    if not isinstance(tables, dict) or not all(isinstance(one, dict) for one in tables.values()):
        wrong.append(f"{kind}: write each one under [{kind}.NAME]")
        return []
    strange = [name for name in tables if name not in known]
    wrong += [f"[{kind}.{name}]: the questionnaire has no such {kind}. Check the spelling" for name in strange]
    return [(name, table) for name, table in tables.items() if name in known]


def _words(table: dict[str, Any], name: str, where: str, wrong: list[str]) -> dict[str, str]:
    found = table.get(name, {})
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        wrong.append(f'{where}: write {name} = {{ "one" = "other" }}')
        return {}
    return found


def _list(
    table: dict[str, Any], name: str, otherwise: tuple[str, ...], where: str, wrong: list[str]
) -> tuple[str, ...]:
    found = table.get(name, list(otherwise))
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        wrong.append(f'{where}: write {name} as a list of words, such as ["1"]')
        return otherwise
    return tuple(found)
