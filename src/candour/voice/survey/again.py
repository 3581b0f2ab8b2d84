"""What a survey tells that follows another: each figure anew, or as the survey before told it where too few may have changed.

Which figures there are of a question that was told before, and of which groups, is settled by the survey before: one that came
or went would tell of whoever joined. Questions that were not told before are told whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from candour.voice.survey.earlier import EVERYBODY, Earlier, Place
from candour.voice.survey.questionnaire import Questionnaire
from candour.voice.survey.reading import BadSurvey
from candour.voice.survey.results import NOT_TOLD, BrokenDown, Figure, Found, Group, Result
from candour.voice.survey.waves import PARTED, Change, Compared, Figures, words_of

Changes = Mapping[Place, Sequence[Change]]


def may_follow(asks: Questionnaire, groups: Sequence[str], earlier: Earlier) -> None:
    """Raises BadSurvey where a survey could not be told after the earlier one: seen to before the first answer."""
    for one in asks.questions:
        if earlier.asks.get(one.code, one.ask) != one.ask:
            raise BadSurvey(
                f"the survey before asked {one.code} in other words ({earlier.asks[one.code]}). Ask it in the same words, or"
                " give the new question a name of its own"
            )
    if not {one.code for one in asks.questions} & set(earlier.asks):
        raise BadSurvey("the survey before told no question that this one asks. Give its results, or none")
    for name in groups:
        if PARTED in name:
            raise BadSurvey(
                f"the group {name} has{PARTED}in its name, which stands between a group and its parts. Write it otherwise"
            )


def told_after(found: Found, earlier: Earlier, compared: Sequence[Compared]) -> Found:
    """What may be told of a survey, given what `waves.compare` said of it and the earlier one."""
    changes: dict[str, dict[Place, Sequence[Change]]] = {}
    for one in compared:
        changes.setdefault(one.question, {})[one.place] = one.changes
    return replace(
        found,
        results=tuple(
            _after(one, earlier.figures[code], changes.get(code, {})) if code in earlier.asks else _first(one)
            for one in found.results
            for code in (one.question.code,)
        ),
    )


def _first(one: Result) -> Result:
    """A question the survey before told no figure of. Quartiles it may have told: they stand in no file of figures."""
    return one if one.question.told else replace(one, quartiles=None)


def _after(one: Result, then: Mapping[Place, Figures], changes: Changes) -> Result:
    everybody = tuple(_figures(changes.get(EVERYBODY, ()), one.figures))
    told = any(not figure.stands for figure in everybody)
    answered = then.get(EVERYBODY, {})
    return Result(
        one.question,
        bool(everybody),
        one.asked if told else None,
        one.answered if told else next((figure.base for figure in answered.values()), None),
        everybody,
        one.quartiles if told else None,
        tuple(BrokenDown(by.breakdown, tuple(_groups(one, by, then, changes))) for by in one.by),
    )


def _groups(one: Result, by: BrokenDown, then: Mapping[Place, Figures], changes: Changes) -> Iterator[Group]:
    """The groups the survey before had, also those it did not tell: the next survey is held against this one."""
    words = {answer.code: answer.words for answer in one.question.told}
    now = {PARTED.join(group.path): group for group in by.groups}
    for place, before in then.items():
        if place[0] != by.breakdown.code:
            continue
        path = tuple(place[1].split(PARTED))
        if place not in changes:
            codes = {answers: tuple(answers.split("; ")) for answers in before}
            yield Group(path, None, tuple(Figure(codes[it], words_of(it, words), NOT_TOLD) for it in before))
            continue
        group = now.get(place[1])
        figures = tuple(_figures(changes[place], group.figures if group else ()))
        anew = group is not None and not all(figure.stands for figure in figures)
        base = group.base if group and anew else changes[place][0].then.base
        yield Group(path, base, figures)


def _figures(lines: Sequence[Change], now: Sequence[Figure]) -> Iterator[Figure]:
    anew = {"; ".join(figure.codes): figure for figure in now}
    for one in lines:
        if one.now is not None:
            yield anew[one.answers]
            continue
        then = one.then
        codes = tuple(one.answers.split("; "))
        yield Figure(codes, one.words, then.said, then.number, then.percent, then.interval, stands=True)
