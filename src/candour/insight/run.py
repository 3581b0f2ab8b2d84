"""Asking every question of every authority, and saying only what stands when all are counted together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from candour.insight.counting import Behind, children_of, counted
from candour.insight.detector import BESIDE, BULK, Detector, Test
from candour.insight.history import History
from candour.insight.judging import Judged, Signal, as_date, judged
from candour.insight.layout import LAYOUT
from candour.insight.loading import load
from candour.insight.notice import LOOK, NOTICE, NotAsked, Notice, Watched
from candour.insight.statistics.discovery import standing

# Honest authorities in a hundred that may be asked about anything in a year, over all questions together.
ALL_TOGETHER = 3.0
PLAINLY = 0.001


@dataclass(frozen=True)
class Found:
    """Everything a run came to: notices, what was watched without one, and what could not be asked."""

    notices: tuple[Notice, ...]
    watched: tuple[Watched, ...]
    not_asked: tuple[NotAsked, ...]
    covers: dict[str, tuple[date, date]]


@dataclass(frozen=True)
class _Asked:
    detector: Detector
    test: Test
    share: float  # of ALL_TOGETHER, 0 to 1
    limit: float
    judged: Judged


@dataclass(frozen=True)
class _Stands:
    """What is still there when all is counted together, before its children are looked up."""

    authority: str
    asked: _Asked
    signal: Signal
    level: str


def run(
    known: History, detectors: Iterable[Detector] | None = None, tick: Callable[[str], None] = lambda _: None
) -> Found:
    """Ask every detector's questions. Raises nothing for what cannot be asked: that is part of what is found."""
    chosen = list(detectors if detectors is not None else load().values())
    every = [(detector, test) for detector in chosen for test in detector.tests]
    not_asked: list[NotAsked] = []
    weights = dict.fromkeys(known.covers, 0.0)
    asked: dict[str, list[_Asked]] = {name: [] for name in known.covers}
    possible: list[tuple[Detector, Test, list[str]]] = []
    for detector, test in every:
        able = []
        for name in known.covers:
            if lacking := known.lacks(test.needs, name):
                why = _lacking(lacking, known.source)
                not_asked.append(NotAsked(name, detector.key, test.key, why))
            else:
                able.append(name)
                weights[name] += test.share
        if able:
            possible.append((detector, test, able))
    for detector, test, able in possible:
        tick(test.what)
        rows = counted(known, test)
        for name in able:
            if name not in rows:
                not_asked.append(NotAsked(name, detector.key, test.key, "there are no such cases"))
                continue
            between, share = known.covers[name], test.share / (weights[name] or 1.0)
            limit = ALL_TOGETHER / 100 * share * _years(between)
            asked[name].append(_Asked(detector, test, share, limit, judged(test, rows[name], between, limit)))
    notices = _with_children(known, [one for name, tests in asked.items() for one in _standing(known, name, tests)])
    watched = [_watched(name, one) for name, tests in asked.items() for one in tests]
    covers = {name: (as_date(first), as_date(last)) for name, (first, last) in known.covers.items()}
    order = sorted(notices, key=lambda one: (one.authority, one.noticed_from, one.detector, one.test, one.unit))
    return Found(tuple(order), tuple(watched), tuple(not_asked), covers)


def _lacking(columns: list[str], source: str) -> str:
    """Why a question is not asked, in the names that an extract's columns have."""
    if source == "census":
        return "census files do not hold what it asks of, or hold it nowhere filled in"
    called = (
        f"ssd_{table}.{(*LAYOUT[table][column].names, column)[0]}"
        for table, column in (one.split(".") for one in columns)
    )
    return f"nothing is filled in for {', '.join(called)}"


def part_of(detector: Detector) -> float:
    """How many honest authorities in a hundred one detector may ask something of in a year, where every question of every
    detector can be asked; where some cannot, the others have their part."""
    every = sum(test.share for one in load().values() for test in one.tests)
    return ALL_TOGETHER * sum(test.share for test in detector.tests) / every


def _years(covers: tuple[int, int]) -> float:
    return max(1.0, (covers[1] - covers[0] + 1) / 365.25)


def _standing(known: History, name: str, tests: list[_Asked]) -> list[_Stands]:
    rate = min(0.2, ALL_TOGETHER / 100 * _years(known.covers[name]))
    stands = standing([one.judged.chance for one in tests], [one.share for one in tests], rate)
    made = []
    for one, still in zip(tests, stands, strict=True):
        signals = one.judged.signals or ((one.judged.best,) if still and one.judged.best else ())
        for signal in signals:
            made.append((one, signal))
    together = len({one.detector.key for one, _ in made}) > 1
    return [_Stands(name, one, signal, NOTICE if signal.chance < PLAINLY or together else LOOK) for one, signal in made]


def _with_children(known: History, found: list[_Stands]) -> list[Notice]:
    """Each thing found with the children behind it: one pass over the tables for each test, whoever it is about."""
    by_test: dict[int, list[_Stands]] = {}
    for one in found:
        by_test.setdefault(id(one.asked.test), []).append(one)
    return [
        _notice(one, tuple(children))
        for some in by_test.values()
        for one, children in zip(
            some, children_of(known, some[0].asked.test, [_behind(one) for one in some]), strict=True
        )
    ]


def _behind(one: _Stands) -> Behind:
    signal = one.signal
    only = None if one.asked.test.how == BULK else 1 if signal.risen else 0
    return Behind(one.authority, (signal.began, signal.until), only, signal.unit)


def _notice(one: _Stands, children: tuple[str, ...]) -> Notice:
    test, detector, signal = one.asked.test, one.asked.detector, one.signal
    return Notice(
        authority=one.authority,
        detector=detector.key,
        test=test.key,
        level=one.level,
        title=detector.title,
        question=(test.rises if signal.risen else test.falls) or detector.question,
        told=told(test, signal),
        noticed_from=as_date(signal.noticed),
        began=as_date(signal.began),
        until=as_date(signal.until),
        children=children,
        n=round(signal.n, 1),
        value=round(signal.value, 4),
        low=round(signal.low, 4),
        high=round(signal.high, 4),
        expected=round(signal.expected, 4),
        expected_low=round(signal.expected_low, 4),
        expected_high=round(signal.expected_high, 4),
        chance=signal.chance,
        share=one.asked.limit,
        unit="" if test.how == BESIDE else signal.unit,
        ordinary=detector.ordinary,
        cannot_tell=detector.cannot_tell,
    )


def told(test: Test, signal: Signal) -> str:
    """What was counted, in a sentence."""
    if test.how == BULK:
        days = f"on {_day(signal.began)}" if signal.began == signal.until else (
            f"from {_day(signal.began)} to {_day(signal.until)}"
        )  # fmt: skip
        most = f"{signal.expected:.1f} would be usual, and no other days of that year had more than {signal.expected_high:.0f}"
        return f"{signal.n:.0f} {test.what} {days}. For so many days {most}."
    share = (
        f"{_percent(signal.value)} (95% interval {_percent(signal.low)} to {_percent(signal.high)}, n {signal.n:.0f})"
    )
    ordinary = f"{_percent(signal.expected)} ({_percent(signal.expected_low)} to {_percent(signal.expected_high)})"
    whose = " Those of one chair or worker," if signal.unit and test.how != BESIDE else ""
    return (
        f"{test.what[0].upper()}{test.what[1:]}{'.' if whose else ','}{whose} {_day(signal.began)} to {_day(signal.until)}: {share}."
        f" Ordinary would be {ordinary}."
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _day(number: int) -> str:
    day = as_date(number)
    return f"{day.day} {day:%B %Y}"


def _watched(name: str, one: _Asked) -> Watched:
    return Watched(
        name, one.detector.key, one.test.key, one.test.what, one.judged.months, round(one.judged.n, 1),
        one.judged.chance, one.limit, one.judged.series,
    )  # fmt: skip
