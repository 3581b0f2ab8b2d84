"""Reading the results that a survey's service published, and holding them against what was fixed before it opened."""

import hashlib
import re
from collections.abc import Iterator, Mapping

from candour.record.entries.survey import SurveyDeclared, SurveyFigure, SurveyResultsTakenIn
from candour.voice.survey.earlier import Earlier, Place, Told, earlier_from
from candour.voice.survey.proportions import BANDS
from candour.voice.survey.reading import BadSurvey

PRESSURE = ("pressured_reclassify", "pressured_return_home", "pressured_at_conference", "asked_to_change_record")
NOT_TOLD = "not told"
LONGEST = 500  # characters: of a question's words, and of an answer
MOST_ANSWERS = 50  # to one question
CHOOSE = "Choose results.csv as the survey's own service published it"
_WHOLE = re.compile(r"(100|[1-9]?[0-9])%", re.ASCII)
_WORKBOOK, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class WrongFile(ValueError):
    """The file is not this survey's results. It says what is wrong and what to do."""


def results_from(file: bytes, fixed: SurveyDeclared) -> SurveyResultsTakenIn:
    """What a published file says of pressure, under the digest of the whole file. Raises WrongFile."""
    try:
        said = earlier_from(_text(file), "The file")
    except BadSurvey:
        raise WrongFile(f"The selected file holds no results of a survey. {CHOOSE}") from None
    asked = {code: said.figures[code] for code in PRESSURE if said.figures.get(code)}
    if not asked:
        raise WrongFile(f"The selected file has none of the questions about pressure ({', '.join(PRESSURE)}). {CHOOSE}")
    for figures in said.figures.values():
        _fits(figures, fixed)
    for code, figures in asked.items():
        _can_be_told(said.asks[code], figures)
    return SurveyResultsTakenIn(
        survey_id=fixed.survey_id, digest=hashlib.sha256(file).hexdigest(), figures=tuple(_figures(said))
    )


def _text(file: bytes) -> str:
    if file.startswith((_WORKBOOK, _OLD_WORKBOOK)):
        raise WrongFile("The selected file is a workbook. Choose results.csv, which the service publishes beside it")
    try:
        text = file.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongFile(f"The selected file is not text in UTF-8, so it was changed on its way. {CHOOSE}") from None
    if not text.strip():
        raise WrongFile(f"The selected file is empty. {CHOOSE}")
    if text.lstrip().startswith("<"):
        raise WrongFile("The selected file is a web page. Choose results.csv, which the page of results leads to")
    return text


def _fits(figures: Mapping[Place, Mapping[str, Told]], fixed: SurveyDeclared) -> None:
    """Raises WrongFile where figures cannot be this survey's: a group that was not fixed, or too many who answered."""
    groups = {one.group for one in fixed.staff} | {""}
    total = sum(one.staff for one in fixed.staff if one.level == fixed.staff[0].level)
    for (by, name), answers in figures.items():
        if by and by not in fixed.breakdowns:
            raise WrongFile(
                f"The selected file is broken down by {by[:80]}, which was not fixed of this survey. {CHOOSE}"
            )
        if by and not groups.issuperset(name.split(" / ")):
            raise WrongFile(
                f"The selected file has the group {name[:80]}, which was not fixed of this survey. {CHOOSE}"
            )
        if any(max(one.base or 0, one.number or 0) > total + 2 for one in answers.values()):
            raise WrongFile(f"In the selected file more answered than the {total:,} who work there. {CHOOSE}")


def _can_be_told(asks: str, figures: Mapping[Place, Mapping[str, Told]]) -> None:
    """Raises WrongFile where something is told as no survey tells it: those words would stand on the page as they are."""
    for answers in figures.values():
        if len(answers) > MOST_ANSWERS:
            raise WrongFile(f"The selected file has more than {MOST_ANSWERS} answers to one question. {CHOOSE}")
        for answer, one in answers.items():
            if not (one.said in (*BANDS, NOT_TOLD) or _WHOLE.fullmatch(one.said)):
                raise WrongFile(f"The selected file tells a share as “{one.said[:40]}”, which no survey does. {CHOOSE}")
            if (one.number or 0) < 0 or any(
                len(words) > LONGEST or not words.isprintable() for words in (asks, answer)
            ):
                raise WrongFile(f"The selected file has words or numbers that no question about pressure has. {CHOOSE}")


def _figures(said: Earlier) -> Iterator[SurveyFigure]:
    for code in PRESSURE:
        for (by, group), answers in said.figures.get(code, {}).items():
            for answer, one in answers.items():
                low, high = (round(10_000 * end) for end in one.interval) if one.interval else (None, None)
                yield SurveyFigure(
                    question=code, asks=said.asks[code], breakdown=by, group=group, answer=answer,
                    told=f"{one.said} (before)" if one.stands and one.said != NOT_TOLD else one.said,
                    answered=one.base, number=one.number, low=low, high=high,
                )  # fmt: skip
