"""What a survey tells that follows another: each figure anew, or as the survey before told it where too few may have changed.

Which figures there are of a question that was told before, and of which groups, is settled by the survey before: one that came
or went would tell of whoever joined. A question that is new is told whole, but not where it follows one that stands: how many were
asked it would tell that one anew.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from candour.voice.survey.earlier import EVERYBODY, Earlier, Place
from candour.voice.survey.proportions import SHOWN_FROM
from candour.voice.survey.questionnaire import Breakdown, Questionnaire
from candour.voice.survey.reading import BadSurvey
from candour.voice.survey.results import NOT_TOLD, BrokenDown, Figure, Found, Group, Result
from candour.voice.survey.waves import FEWEST, PARTED, Change, Compared, Figures, words_of

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


def told_after(found: Found, earlier: Earlier, compared: Sequence[Compared], by: Collection[str]) -> Found:
    """What may be told of a survey by the breakdowns `by`, given what `waves.compare` said of it and the earlier one."""
    breakdowns = tuple(one for one in found.asks.breakdowns if one.code in by)
    changes: dict[str, dict[Place, Sequence[Change]]] = {}
    for each in compared:
        changes.setdefault(each.question, {})[each.place] = each.changes
    results, stand = list[Result](), set[str]()
    for one in found.results:
        code, follows = one.question.code, one.question.asked_if
        then = earlier.figures.get(code, {})
        if then:
            result = _after(one, then, changes.get(code, {}), breakdowns)
        elif (code in earlier.asks and _few(one)) or (follows and follows.question in stand):
            result = Result(one.question, False)
        else:
            # Quartiles may have been told before, of a question that stands in no file of figures.
            result = one if one.question.told else replace(one, quartiles=None)
        if result.asked is None:
            stand.add(code)
        results.append(result)
    return replace(found, results=tuple(results))


def _few(one: Result) -> bool:
    """Whether fewer than five may have joined since nothing was told, because fewer than ten had answered."""
    return one.answered is None or one.answered < SHOWN_FROM - 1 + FEWEST


def _after(one: Result, then: Mapping[Place, Figures], changes: Changes, breakdowns: Sequence[Breakdown]) -> Result:
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
        tuple(
            BrokenDown(by, tuple(_groups(one, by, then, changes)))
            for by in breakdowns
            if any(code == by.code for code, _ in then)
        ),
    )


def _groups(one: Result, by: Breakdown, then: Mapping[Place, Figures], changes: Changes) -> Iterator[Group]:
    """The groups the survey before had, also those it did not tell: the next survey is held against this one."""
    words = {answer.code: answer.words for answer in one.question.told}
    now = {PARTED.join(group.path): group for each in one.by if each.breakdown == by for group in each.groups}
    for place, before in then.items():
        if place[0] != by.code:
            continue
        path = tuple(place[1].split(PARTED))
        if place not in changes:
            untold = (Figure(tuple(it.split("; ")), words_of(it, words), NOT_TOLD) for it in before)
            yield Group(path, None, tuple(untold))
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
