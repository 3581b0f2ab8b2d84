"""Holds a survey against an earlier one, so that whoever joined or left between the two is picked out of neither.

The rule. A figure of the later survey is told only where, by all that is told of both, at least five people must have
joined, left, or changed their answer; otherwise the earlier figure stands. So if fewer than five did, exactly the same is
told whatever these few answered: nothing can be learnt of them. What could be had by subtraction counts like what is told:

- the parts of a group are told again only where the group is, all together, and where those of its parts that are not
  told, taken together, have changed by five as well;
- a question that follows another is told again only where that other one is: how many were asked it tells the other.

What no rule can do. Whoever knows what everybody but one person answered this time knows that person's answer from any
table that is exact, with an earlier one or without.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from candour.voice.survey.earlier import EVERYBODY, Earlier, Place, Told
from candour.voice.survey.proportions import BANDS
from candour.voice.survey.reading import BadSurvey
from candour.voice.survey.results import Figure, Found, Result

FEWEST = 5
"""How many people must have joined, left or changed their answer."""
PARTED = " / "
STANDS = "the earlier figure stands: too few may have changed, here or beside it"
ONCE = "told once only"
Range = tuple[int, int]
Figures = Mapping[str, Told]


@dataclass(frozen=True)
class Change:
    """One figure then and now. `now` is None where the earlier figure stands; shares are fractions of 1.

    `between` is where the difference lies, from chance alone, in 95 of 100 such pairs of surveys; `says` what can be said.
    """

    words: str
    answers: str
    then: Told
    now: Told | None
    between: tuple[float, float] | None
    says: str


@dataclass(frozen=True)
class Compared:
    """A question in one group, or of everybody."""

    question: str
    asks: str
    place: Place
    changes: tuple[Change, ...]


def compare(found: Found, earlier: Earlier, by: Collection[str] = ()) -> Iterator[Compared]:
    """Every question that both surveys asked in the same words, for everybody and by the breakdowns `by`.

    Which lines there are is settled by the earlier survey alone: a line that came or went would tell of the later one.
    Raises BadSurvey where a group's name could be taken for a group within another.
    """
    again: dict[str, frozenset[Place]] = {}
    for result in found.results:
        code = result.question.code
        if earlier.asks.get(code) != result.question.ask:
            continue
        then, now = earlier.figures[code], _places(result)
        may = told_again(then, now)
        if result.question.asked_if:
            may &= again.get(result.question.asked_if.question, frozenset())
        again[code] = may
        words = {one.code: one.words for one in result.question.told}
        for place, figures in then.items():
            if place[0] and place[0] not in by:
                continue
            changes = tuple(
                _change(words_of(answers, words), answers, was, now.get(place, {}).get(answers), place in may)
                for answers, was in figures.items()
            )
            if any(_tells(one.then) for one in changes):
                yield Compared(code, result.question.ask, place, changes)


def words_of(answers: str, words: Mapping[str, str]) -> str:
    """Answers told together, as the questionnaire has them."""
    return ", or: ".join(words.get(code, code) for code in answers.split("; "))


def told_again(then: Mapping[Place, Figures], now: Mapping[Place, Figures]) -> frozenset[Place]:
    """The places of which one question may be told again."""
    if EVERYBODY not in then or EVERYBODY not in now or not _moved([(then[EVERYBODY], now[EVERYBODY])], []):
        return frozenset()
    may = {EVERYBODY}
    waiting = [(EVERYBODY, by) for by in sorted({by for by, _ in (*then, *now) if by})]
    while waiting:
        above, by = waiting.pop()
        parts = _parts(above, by, {*then, *now})
        told = [one for one in parts if _told(then.get(one)) and _told(now.get(one))]
        if not told or not all(_moved([(then[one], now[one])], []) for one in told):
            continue
        if len(told) < len(parts) and not _moved([(then[above], now[above])], [(then[one], now[one]) for one in told]):
            continue
        may.update(told)
        waiting += [(one, by) for one in told]
    return frozenset(may)


def _parts(above: Place, by: str, places: set[Place]) -> list[Place]:
    """The groups right below one. A group's path is told as its names with ` / ` between."""
    begins = "" if above == EVERYBODY else above[1] + PARTED
    inside = {name for code, name in places if code == by and name.startswith(begins)}
    return sorted((by, name) for name in inside if not any(name.startswith(one + PARTED) for one in inside))


def _moved(whole: list[tuple[Figures, Figures]], less: list[tuple[Figures, Figures]]) -> bool:
    """Whether in what is left of a whole after some parts are taken away, at least five people must be different."""
    (then, now), changed = whole[0], 0
    for answers in set(then) & set(now):
        before = _left(then[answers], [part.get(answers) for part, _ in less])
        after = _left(now[answers], [part.get(answers) for _, part in less])
        if before and after:
            changed = max(changed, before[0] - after[1], after[0] - before[1])
    return changed >= FEWEST


def _left(whole: Told, parts: list[Told | None]) -> Range | None:
    ranges = [None if one is None else one.between for one in parts]
    around = whole.between
    known = [one for one in ranges if one is not None]
    if around is None or len(known) < len(ranges):
        return None
    return around[0] - sum(most for _, most in known), around[1] - sum(least for least, _ in known)


def _told(figures: Figures | None) -> bool:
    return figures is not None and any(_tells(one) for one in figures.values())


def _tells(one: Told) -> bool:
    return one.percent is not None or one.said in BANDS


def _places(result: Result) -> dict[Place, Figures]:
    found: dict[Place, Figures] = {EVERYBODY: {key: one for key, one in _figures(result.figures, result.answered)}}
    for by in result.by:
        for group in by.groups:
            if any(PARTED in name for name in group.path):
                raise BadSurvey(f"a group's name holds{PARTED}(in {by.breakdown.title}). Give it another with --map")
            found[by.breakdown.code, PARTED.join(group.path)] = dict(_figures(group.figures, group.base))
    return found


def _figures(them: tuple[Figure, ...], base: int | None) -> Iterator[tuple[str, Told]]:
    for one in them:
        yield "; ".join(one.codes), Told(one.said, base, one.chosen, one.interval)


def _change(words: str, answers: str, then: Told, now: Told | None, may: bool) -> Change:
    if not _tells(then) or (may and (now is None or not _tells(now))):
        return Change(words, answers, then, None, None, ONCE)
    if not may or now is None:
        return Change(words, answers, then, None, None, STANDS)
    between = difference(then, now)
    if between is None:
        return Change(words, answers, then, now, None, "told in bands: no difference is worked out")
    holds = between[0] <= 0 <= between[1]
    says = "may be chance alone: nothing can be said" if holds else "more than chance alone would make"
    return Change(words, answers, then, now, between, says)


def difference(then: Told, now: Told) -> tuple[float, float] | None:
    """Where the difference lies by chance alone, from the two intervals (Newcombe 1998, method 10); shares of 1.

    It takes the two for different people. Where mostly the same people answered it is wider than it need be.

    >>> low, high = difference(Told("40%", 100, 40, (0.309, 0.498)), Told("60%", 100, 60, (0.502, 0.691)))
    >>> round(low, 2), round(high, 2)
    (0.06, 0.33)
    """
    if then.interval is None or now.interval is None or then.percent is None or now.percent is None:
        return None
    before, after = _share(then), _share(now)
    moved = after - before
    low = moved - sqrt((after - now.interval[0]) ** 2 + (then.interval[1] - before) ** 2)
    high = moved + sqrt((now.interval[1] - after) ** 2 + (before - then.interval[0]) ** 2)
    return max(low, -1.0), min(high, 1.0)


def _share(one: Told) -> float:
    assert one.percent is not None
    assert one.interval is not None
    exact = one.number / one.base if one.number is not None and one.base else one.percent / 100
    return min(max(exact, one.interval[0]), one.interval[1])
