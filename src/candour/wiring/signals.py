"""Asking the detectors' questions of the record: what they ask is declared first, and each pattern is asked about once."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from candour.practice.guard import ITSELF
from candour.record.entries.signals import (
    DETECTORS,
    CountedMonth,
    DeclaredDetector,
    DetectorsDeclared,
    SignalRaised,
    Weighed,
)
from candour.record.entry import ToRecord
from candour.record.store.reading import read
from candour.ssd.store.reading import as_day, rows
from candour.terms.working_days import london_day, months_after, working_days_after
from candour.wiring.beginning import ready
from candour.wiring.desks import desk, right_now
from candour.wiring.insight_of_record import history_of_record, teams_between

if TYPE_CHECKING:
    from candour.insight.detector import Detector
    from candour.insight.history import History
    from candour.insight.notice import Notice, Watched
    from candour.insight.run import Found

DAYS_TO_ANSWER = 10  # working days
LAPSES_AFTER = 12  # months
MOSTLY = 2 / 3  # of the children behind a signal in one team, and it is about that team
SHOWN_MONTHS = 36
WHOLE, TEAM, CHAIRS = "the whole authority", "one team", "conference chairs"
DIRECTING = "those who give directions"  # service managers among them: so it goes above them
DIRECTED = "directed_decisions"
GOES_TO = {
    WHOLE: ("director", "scrutineer"),
    DIRECTING: ("director", "scrutineer"),
    TEAM: ("service_manager", "scrutineer"),
    CHAIRS: ("service_manager", "scrutineer"),
}
EVERY = 24 * 60 * 60  # seconds


def signals(once: bool, say: Callable[[str], None]) -> None:
    """Declare what is new, ask every question, raise what is not raised yet; and, unless once, again every day."""
    ready()
    while True:
        for line in ask_the_record():
            say(line)
        if once:
            return
        time.sleep(EVERY)


def ask_the_record() -> list[str]:
    """One round. Returns what it came to, in sentences. The same pattern is never raised twice."""
    from candour.insight.loading import load
    from candour.insight.run import run

    detectors = list(load().values())
    said = [f"Declared: {line}" for line in declare(detectors)]
    found = run(history_of_record(_authority()), detectors)
    raised, old = raise_signals(found, {one.key: one.digest for one in detectors})
    said += [f"Raised: {one.question} {one.told}" for one in raised]
    if old:
        said.append(f"{old} noticed more than {LAPSES_AFTER} months ago: too old to be asked about.")
    asked = len(found.watched)
    said.append(
        f"{asked} questions asked of {_authority()}; {len(found.not_asked)} could not be; {len(raised)} raised."
    )
    return said


def history_here() -> "History":
    """The record as a history to be asked, with nothing written down."""
    ready()
    return history_of_record(_authority())


def _authority() -> str:
    found = rows("SELECT auth_name FROM ssd_authority LIMIT 1")
    return str(found[0]["auth_name"]) if found else "this authority"


def declare(detectors: Sequence["Detector"]) -> list[str]:
    """Write down what the detectors ask, where it is not what was last written. Returns what changed, in words."""
    from candour.insight.run import ALL_TOGETHER, part_of

    now = tuple(
        DeclaredDetector(
            key=one.key, title=one.title, digest=one.digest,
            share_thousandths=round(1000 * part_of(one)),
        )
        for one in detectors
    )  # fmt: skip
    together = round(1000 * ALL_TOGETHER)
    last = read(DETECTORS).last(DetectorsDeclared)
    if last and last.fact.detectors == now and last.fact.together_thousandths == together:
        return []
    writing = desk()
    fact = DetectorsDeclared(
        declared_id=writing.fresh(), in_force_from=writing.now.day, together_thousandths=together, detectors=now
    )
    writing.note([ToRecord(fact, (DETECTORS,), fact.in_force_from)], by=ITSELF)
    changed = rows(
        "SELECT dete_title, dete_change FROM ssd_detector_declared WHERE dete_declared_id = %s"
        " AND dete_change <> 'unchanged' ORDER BY dete_key",
        [fact.declared_id],
    )
    return [f"{row['dete_title']} ({row['dete_change']})" for row in changed]


def raise_signals(found: "Found", digests: dict[str, str]) -> tuple[list[SignalRaised], int]:
    """Put on the record what was not raised yet. Returns that, and how many were too old to be asked about."""
    writing, today = desk(), london_day(right_now())
    series = {(one.detector, one.test): one for one in found.watched}
    known = rows("SELECT sign_detector, sign_test, sign_unit, sign_began, sign_until FROM ssd_signal")
    raised, old = [], 0
    for notice in found.notices:
        if notice.noticed_from < today - timedelta(days=365):
            old += 1
        elif not any(_is_the_same(notice, row) for row in known):
            fact = _signal(
                notice, series[notice.detector, notice.test], digests[notice.detector], writing.fresh(), today
            )
            writing.note([ToRecord(fact, (fact.signal_id,), today)], by=ITSELF)
            raised.append(fact)
    return raised, old


def _is_the_same(notice: "Notice", row: dict[str, Any]) -> bool:
    """Whether a pattern was asked about already: the same question, of the same chair or nobody's, on days that overlap.

    A change that is dated a month earlier once more is known is the same change.
    """
    same = (row["sign_detector"], row["sign_test"], row["sign_unit"] or "") == (
        notice.detector,
        notice.test,
        notice.unit,
    )
    began, until = as_day(row["sign_began"]), as_day(row["sign_until"])
    return same and began is not None and until is not None and began <= notice.until and notice.began <= until


def _signal(notice: "Notice", watched: "Watched", digest: str, signal_id: str, today: date) -> SignalRaised:
    teams = teams_between(notice.children, notice.began, notice.until)
    team = "" if notice.unit or notice.detector == DIRECTED else mostly_of(teams.values())
    about = CHAIRS if notice.unit else DIRECTING if notice.detector == DIRECTED else TEAM if team else WHOLE
    months, limit = _months(notice, watched)
    return SignalRaised(
        signal_id=signal_id,
        detector=notice.detector,
        digest=digest,
        test=notice.test,
        level=notice.level,
        title=notice.title,
        question=notice.question,
        told=notice.told,
        noticed_from=notice.noticed_from,
        began=notice.began,
        until=notice.until,
        children=notice.children,
        weighed=Weighed(
            n=_parts(notice.n), value=_parts(notice.value), low=_parts(notice.low), high=_parts(notice.high),
            ordinary=_parts(notice.expected), ordinary_low=_parts(notice.expected_low),
            ordinary_high=_parts(notice.expected_high),
        ),
        months=months[-SHOWN_MONTHS:],
        limit=limit,
        ordinary_reasons=notice.ordinary,
        cannot_tell=notice.cannot_tell,
        about=about,
        about_team=team,
        unit=notice.unit,
        goes_to=GOES_TO[about],
        answer_by=working_days_after(today, DAYS_TO_ANSWER),
        lapses_on=months_after(today, LAPSES_AFTER),
    )  # fmt: skip


def _months(notice: "Notice", watched: "Watched") -> tuple[tuple[CountedMonth, ...], int | None]:
    """The months as they were counted; of a level that is followed, also how far it departed, and the limit for that."""
    from candour.insight.detector import CHANGE, ENDING
    from candour.insight.loading import load
    from candour.insight.statistics import change

    test = next(test for test in load()[notice.detector].tests if test.key == notice.test)
    if test.how not in (CHANGE, ENDING):
        return tuple(
            CountedMonth(month=month, n=round(n), value=_parts(value)) for month, n, value in watched.series
        ), None
    counted = [n for _, n, _ in watched.series]
    happened = [n * share for _, n, share in watched.series]
    departures, _ = change.watched(happened, counted, test.wanders)
    months = tuple(
        CountedMonth(month=month, n=round(n), value=_parts(value), departure=_parts(float(departure)))
        for (month, n, value), departure in zip(watched.series, departures, strict=True)
    )
    return months, _parts(change.limit_for(notice.share, len(months)))


def _parts(number: float) -> int:
    return round(10_000 * number)


def mostly_of(teams: Iterable[str]) -> str:
    """The team that most of these are of; none where they are of several.

    >>> mostly_of(["a", "a", "b"]), mostly_of(["a", "b"]), mostly_of([])
    ('a', '', '')
    """
    counted = Counter(teams)
    if not counted:
        return ""
    team, many = counted.most_common(1)[0]
    return team if many >= MOSTLY * counted.total() and many > 1 else ""
