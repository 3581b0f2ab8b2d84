"""What a survey found: each question on its own base, for everybody and by the breakdowns that were declared."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from candour.voice.survey.answers import Answered, Odd, Responses
from candour.voice.survey.counting import Groups, count, groups_of
from candour.voice.survey.proportions import (
    WHOLE_FROM,
    about,
    band,
    bounds,
    bounds_of_told,
    half_up,
    interval,
    percentage,
)
from candour.voice.survey.questionnaire import Breakdown, Question, Questionnaire
from candour.voice.survey.reading import BadSurvey
from candour.voice.survey.safe import Counted, Safe, safe
from candour.voice.survey.weighing import Staff, weights

NOT_TOLD = "not told"


@dataclass(frozen=True)
class Figure:
    """How many gave an answer, as it may be told. `said` is the percentage or its band; the shares are fractions of 1.

    `interval` is 95% by chance alone; `bounds` the least and most it can be of all staff; `weighted` whole per cent.
    `stands` where it is the figure of the survey before (`again`).
    """

    codes: tuple[str, ...]
    words: str
    said: str
    chosen: int | None = None
    percent: int | None = None
    interval: tuple[float, float] | None = None
    bounds: tuple[float, float] | None = None
    weighted: int | None = None
    stands: bool = False


@dataclass(frozen=True)
class Group:
    """A group of a breakdown: its name after the groups it is part of, its base to the nearest 5, and its figures."""

    path: tuple[str, ...]
    base: int | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class BrokenDown:
    """A question by one breakdown."""

    breakdown: Breakdown
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Result:
    """What was found of one question. Where it is not told, only that it was asked.

    Where all of it stands from the survey before, how many were asked now is not told.
    """

    question: Question
    told: bool
    asked: int | None = None
    answered: int | None = None
    figures: tuple[Figure, ...] = ()
    quartiles: tuple[float, float, float] | None = None
    by: tuple[BrokenDown, ...] = ()


@dataclass(frozen=True)
class Found:
    """Everything there is to tell, and what of the file is in no figure."""

    asks: Questionnaire
    people: int
    staff: Staff | None
    results: tuple[Result, ...]
    absent: tuple[str, ...]
    odd: tuple[Odd, ...]
    unread: tuple[str, ...]
    empty_lines: int


def find(asks: Questionnaire, responses: Responses, staff: Staff | None = None, by: Collection[str] = ()) -> Found:
    """Work out what may be told. Raises BadSurvey where a breakdown was not declared or the staff cannot be right.

    What is left out is worked out over every declared breakdown that the file has, whichever are shown, so that two
    reports of the same answers give away no more than one.
    """
    trees = [made for one in asks.breakdowns if (made := groups_of(one, responses)) is not None]
    _declared(asks, trees, by)
    weighed = None
    if staff is not None:
        _staff_fit(staff, responses, asks)
        weighed = weights(responses.groups, staff, responses.people)
    told: dict[str, Safe] = {}
    results = []
    for one in asks.questions:
        if one.code not in responses.answered:
            continue
        answers = responses.answered[one.code]
        counted = [Counted(groups, *count(groups, answers)) for groups in trees]
        totals = answers.chosen.sum(axis=0)
        before = told[one.asked_if.question] if one.asked_if else None
        if before is not None and before.joins(_kept_for(asks, one)):
            before = Safe(False, ())  # how many were asked this would tell apart what is told together
        may = safe(one, int(answers.answered.sum()), totals, counted, before, _kept(asks, one))
        told[one.code] = may
        results.append(
            _result(answers, may, [each for each in counted if each.groups.breakdown.code in by], staff, weighed)
        )
    return Found(
        asks,
        responses.people,
        staff,
        tuple(results),
        responses.absent,
        responses.odd,
        responses.unread,
        responses.empty_lines,
    )


def _declared(asks: Questionnaire, trees: list[Groups], by: Collection[str]) -> None:
    for name in by:
        if name not in {one.code for one in asks.breakdowns}:
            known = ", ".join(one.code for one in asks.breakdowns) or "none"
            raise BadSurvey(f"{name} is no breakdown that the questionnaire declares. It declares: {known}")
        if name not in {one.breakdown.code for one in trees}:
            raise BadSurvey(f"the file has no column for the breakdown {name}. Say with --map which column holds it")


def _kept(asks: Questionnaire, one: Question) -> frozenset[int]:
    wanted = {
        code
        for each in asks.questions
        if each.asked_if and each.asked_if.question == one.code
        for code in each.asked_if.answers
    }
    return frozenset(nth for nth, answer in enumerate(one.told) if answer.code in wanted)


def _kept_for(asks: Questionnaire, one: Question) -> frozenset[int]:
    if one.asked_if is None:
        return frozenset()
    before = asks.question(one.asked_if.question)
    return frozenset(nth for nth, answer in enumerate(before.told) if answer.code in one.asked_if.answers)


def _staff_fit(staff: Staff, responses: Responses, asks: Questionnaire) -> None:
    import numpy as np

    known = {level for one in asks.breakdowns for level in one.levels}
    for level, groups in staff.levels.items():
        if level not in known:
            raise BadSurvey(f"the staff file has the level {level}, which no breakdown declares. Check its spelling")
        if level not in responses.groups:
            continue
        column = responses.groups[level]
        there = dict(zip(column.values, np.bincount(column.at, minlength=len(column.values)).tolist(), strict=True))
        for name, number in groups.items():
            if there.get(name, 0) > number:
                raise BadSurvey(
                    f"the staff file says fewer people work in {name} ({level}) than answered. Mend that number"
                )
    if responses.people > staff.total:
        raise BadSurvey(
            f"the staff file says {staff.total} people work there, and {responses.people} answered. Mend it"
        )


def _result(one: Answered, may: Safe, counted: list[Counted], staff: Staff | None, weighed: Any) -> Result:
    question, answered = one.question, int(one.answered.sum())
    if not may.told:
        return Result(question, False)
    hidden_at_all = frozenset(
        nth for nth in range(len(question.told)) if any(0 in them[nth] for them in may.answers.values())
    )
    totals = one.chosen.sum(axis=0)
    population = staff.total if staff and question.asked_if is None else None
    figures = []
    for bundle in may.bundles:
        if one.not_offered.issuperset(bundle):
            continue
        plain = _figure(question, bundle, NOT_TOLD)
        if not hidden_at_all.intersection(bundle):
            share = _weighted(one, bundle, may, weighed)
            plain = _told(plain, int(totals[list(bundle)].sum()), answered, population, share)
        figures.append(plain)
    few = answered < WHOLE_FROM
    return Result(
        question,
        True,
        about(int(one.asked.sum())) if few else int(one.asked.sum()),
        about(answered) if few else answered,
        tuple(figures) if question.told else (),
        None if few or one.numbers is None else _quartiles(one.numbers),
        tuple(_broken_down(one, each, may, staff) for each in counted) if question.told else (),
    )


def _quartiles(numbers: Any) -> tuple[float, float, float]:
    import numpy as np

    low, middle, high = np.quantile(numbers, [0.25, 0.5, 0.75]).tolist()
    return low, middle, high


def _weighted(one: Answered, bundle: tuple[int, ...], may: Safe, weighed: Any) -> int | None:
    """The weighted share in whole per cent; None where it could help to work out a group that is not told.

    Where groups are hidden, moving an answer between two of them moves the weighted sum by the difference of their
    weights. The rounding has to cover at least four such answers.
    """
    if weighed is None:
        return None
    mine = weighed[one.answered]
    hides = any(may.rows.values()) or any(any(them) for them in may.answers.values())
    if hides and 0.01 * mine.sum() < 4 * float(mine.max() - mine.min()):
        return None
    return half_up(float(weighed[one.chosen[:, list(bundle)].any(axis=1)].sum() / mine.sum()))


def _broken_down(one: Answered, each: Counted, may: Safe, staff: Staff | None) -> BrokenDown:
    question, breakdown, tree = one.question, each.groups.breakdown, each.groups.tree
    bundles = [bundle for bundle in may.in_groups[breakdown.code] if not one.not_offered.issuperset(bundle)]
    unsaid = [_figure(question, bundle, NOT_TOLD) for bundle in bundles]
    sums = [each.counts[:, list(bundle)].sum(axis=1).tolist() for bundle in bundles]
    known = _staff_of(each.groups, staff) if staff and question.asked_if is None else {}
    made = []
    for at in range(1, len(tree.names)):
        base = int(each.bases[at])
        if at in may.rows[breakdown.code]:
            made.append(Group(each.groups.paths[at], None, tuple(unsaid)))
            continue
        figures = tuple(
            plain if may.hides(breakdown.code, at, bundle) else _told_of_group(plain, chosen[at], base, known.get(at))
            for bundle, plain, chosen in zip(bundles, unsaid, sums, strict=True)
        )
        made.append(Group(each.groups.paths[at], about(base), figures))
    return BrokenDown(breakdown, tuple(made))


def _staff_of(groups: Groups, staff: Staff) -> dict[int, int]:
    """How many people work in each group. A name that stands under two groups is no group's own, and has no number."""
    same = Counter(zip(groups.tree.names, groups.tree.depth, strict=True))
    return {
        at: staff.levels[groups.breakdown.levels[depth - 1]][name]
        for at, (name, depth) in enumerate(zip(groups.tree.names, groups.tree.depth, strict=True))
        if depth and same[name, depth] == 1 and name in staff.levels.get(groups.breakdown.levels[depth - 1], {})
    }


def _figure(question: Question, bundle: tuple[int, ...], said: str) -> Figure:
    them = [question.told[nth] for nth in bundle]
    return Figure(tuple(one.code for one in them), ", or: ".join(one.words for one in them), said)


def _told(plain: Figure, chosen: int, base: int, staff: int | None, weighted: int | None) -> Figure:
    """A share of everybody, whose numbers are told to the last one."""
    if base < WHOLE_FROM:
        return Figure(plain.codes, plain.words, band(chosen, base))
    percent = percentage(chosen, base)
    return Figure(
        plain.codes, plain.words, f"{percent}%", chosen, percent, interval(chosen, base, staff),
        bounds(chosen, base, staff) if staff else None, weighted,
    )  # fmt: skip


def _told_of_group(plain: Figure, chosen: int, base: int, staff: int | None) -> Figure:
    """A share of a group. What stands beside it is worked out from the share and the base as they are told: an interval
    from the numbers themselves would tell them, however many decimals it has."""
    if base < WHOLE_FROM:
        return Figure(plain.codes, plain.words, band(chosen, base))
    percent, told = percentage(chosen, base), about(base)
    return Figure(
        plain.codes, plain.words, f"{percent}%", None, percent, interval(percent * told / 100, told, staff),
        bounds_of_told(percent, told, staff) if staff else None,
    )  # fmt: skip
