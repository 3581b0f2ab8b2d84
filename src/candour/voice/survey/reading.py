"""Reads a questionnaire from a TOML file, and says in plain words what in it cannot be asked."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, cast, get_args

from candour.voice.survey.questionnaire import CHOSEN, Answer, AskedIf, Breakdown, Kind, Question, Questionnaire

CODE = re.compile(r"[a-z][a-z0-9_]*")
ANSWER_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


class BadSurvey(Exception):
    """A file that cannot be used: which, where in it, what is wrong, and what to do."""


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file. Raises BadSurvey where it cannot be read."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as trouble:
        raise BadSurvey(f"{path}: cannot be read ({trouble.strerror}). Check the name") from None
    except UnicodeDecodeError:
        raise BadSurvey(f"{path}: is not text in UTF-8. Save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as trouble:
        raise BadSurvey(f"{path}: is not TOML: {trouble}. Mend that line") from None


def read_questionnaire(path: Path) -> Questionnaire:
    """The questionnaire in a TOML file. Raises BadSurvey with everything that is wrong with it."""
    return questionnaire(read_toml(path), str(path))


@cache
def standard() -> Questionnaire:
    """The questionnaire that comes with Candour."""
    text = resources.files("candour.voice.survey").joinpath("standard.toml").read_text(encoding="utf-8")
    return questionnaire(tomllib.loads(text), "standard.toml")


def questionnaire(data: dict[str, Any], file: str) -> Questionnaire:
    """The questionnaire that a file's tables say. Raises BadSurvey with everything that is wrong with it."""
    wrong: list[str] = []
    _only(data, {"code", "title", "question", "breakdown"}, "the file", wrong)
    asked: dict[str, Question] = {}
    for nth, table in enumerate(_tables(data, "question", wrong), 1):
        one = _question(table, f"question {nth} ({table.get('code', 'no code')})", asked, wrong)
        if one.code in asked:
            wrong.append(f"question {nth}: the code {one.code} is used before. Give each question its own")
        asked[one.code] = one
    if not asked:
        wrong.append("there is no [[question]]. Write at least one")
    breakdowns = tuple(_breakdown(table, wrong) for table in _tables(data, "breakdown", wrong))
    levels = [level for one in breakdowns for level in one.levels]
    for name in sorted({one for one in levels if levels.count(one) > 1 or one in asked}):
        wrong.append(f"breakdown level {name}: the name is used twice. A level is one column, in one breakdown")
    codes = [one.code for one in breakdowns]
    for name in sorted({one for one in codes if codes.count(one) > 1}):
        wrong.append(f"breakdown {name}: the code is used twice. Give each breakdown its own")
    made = Questionnaire(
        _text(data, "code", "the file", wrong),
        _text(data, "title", "the file", wrong),
        tuple(asked.values()),
        breakdowns,
    )
    if wrong:
        raise BadSurvey(f"{file}: " + "; ".join(wrong))
    return made


def _question(table: dict[str, Any], where: str, earlier: dict[str, Question], wrong: list[str]) -> Question:
    _only(table, {"code", "kind", "ask", "answers", "asked_if", "bands", "most", "about"}, where, wrong)
    code = _text(table, "code", where, wrong)
    if code and not CODE.fullmatch(code):
        wrong.append(f"{where}: write its code in small letters, digits and _, beginning with a letter")
    kind = _text(table, "kind", where, wrong)
    if kind and kind not in get_args(Kind):
        wrong.append(f"{where}: its kind is {kind}. Choose one of {', '.join(get_args(Kind))}")
    answers = table.get("answers", {})
    if not isinstance(answers, dict) or not all(isinstance(words, str) and words for words in answers.values()):
        wrong.append(f'{where}: write its answers as code = "words"')
        answers = {}
    for answer in answers:
        if not ANSWER_CODE.fullmatch(answer):
            wrong.append(f"{where}: write the answer code {answer!r} in letters, digits, - and _")
    said = [words.casefold() for words in answers.values()]
    if len(set(said)) < len(said):
        wrong.append(f"{where}: two answers have the same words. Word them differently")
    if kind in CHOSEN and len(answers) < (1 if kind == "multiple" else 2):
        wrong.append(f"{where}: has too few answers to choose from. Write them under answers")
    if kind in ("number", "text") and answers:
        wrong.append(f"{where}: a {kind} has no answers to choose from. Leave them out")
    bands, most = _bands(table, kind, where, wrong)
    made = tuple(Answer(one, words) for one, words in answers.items())
    about = _text(table, "about", where, wrong) if "about" in table else ""
    routed = _asked_if(table["asked_if"], where, earlier, wrong) if "asked_if" in table else None
    return Question(code, cast(Kind, kind), _text(table, "ask", where, wrong), made, routed, bands, most, about)


def _bands(table: dict[str, Any], kind: str, where: str, wrong: list[str]) -> tuple[tuple[int, ...], int]:
    bands, most = table.get("bands", []), table.get("most", 0)
    if kind != "number":
        if "bands" in table or "most" in table:
            wrong.append(f"{where}: only a number has bands and most. Leave them out")
        return (), 0
    whole = isinstance(bands, list) and all(type(one) is int for one in [*bands, most])
    if not whole or not bands or bands != sorted(set(bands)) or most < bands[-1]:
        wrong.append(
            f"{where}: write bands = where each band begins, rising, in whole numbers, and most = the most it can be"
        )
        return (), 0
    return tuple(bands), most


def _asked_if(said: Any, where: str, earlier: dict[str, Question], wrong: list[str]) -> AskedIf | None:
    if not isinstance(said, dict) or set(said) != {"question", "answers"} or not isinstance(said["answers"], list):
        wrong.append(f'{where}: write asked_if = {{ question = "code", answers = ["code"] }}')
        return None
    before = earlier.get(said["question"]) if isinstance(said["question"], str) else None
    if before is None or before.kind not in CHOSEN:
        wrong.append(
            f"{where}: asked_if names {said['question']}, which is no earlier question with answers to choose from"
        )
        return None
    unknown = [one for one in said["answers"] if one not in {answer.code for answer in before.answers}]
    if unknown or not said["answers"]:
        wrong.append(
            f"{where}: asked_if names the answers {unknown}, which {before.code} has not. Use the answers' codes"
        )
        return None
    return AskedIf(before.code, tuple(said["answers"]))


def _breakdown(table: dict[str, Any], wrong: list[str]) -> Breakdown:
    where = f"breakdown {table.get('code', 'with no code')}"
    _only(table, {"code", "title", "levels"}, where, wrong)
    levels = table.get("levels", [])
    if not isinstance(levels, list) or not levels or not all(isinstance(one, str) and one for one in levels):
        wrong.append(f'{where}: write levels = ["service", "team"], from the largest groups to the smallest')
        levels = []
    return Breakdown(_text(table, "code", where, wrong), _text(table, "title", where, wrong), tuple(levels))


def _tables(data: dict[str, Any], name: str, wrong: list[str]) -> list[dict[str, Any]]:
    found = data.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        wrong.append(f"{name}: write each one under [[{name}]]")
        return []
    return found


def _text(table: dict[str, Any], name: str, where: str, wrong: list[str]) -> str:
    found = table.get(name, "")
    if not isinstance(found, str) or not found.strip():
        wrong.append(f'{where}: has no {name}. Write {name} = "..."')
        return ""
    return found


def _only(table: dict[str, Any], known: Iterable[str], where: str, wrong: list[str]) -> None:
    wrong += [
        f"{where}: {name} is not known here. Leave it out, or check its spelling" for name in table if name not in known
    ]
