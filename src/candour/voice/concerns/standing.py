"""Where a concern stands now: who holds it, by when, at what level, what was missed. Nothing but entries and the clock.

No job moves a concern and none can fail to: whoever reads it works out again what the clock has done since. An entry by
somebody who may not do what it says stays on the record and changes nothing. The level falls only by the raiser's own
entry. The clock given is never taken to be earlier than the newest entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from candour.practice.guard import ITSELF
from candour.record.casefile import Casefile
from candour.record.entries.concerns import (
    ConcernAddedTo,
    ConcernAnswered,
    ConcernAnswerJudged,
    ConcernLowered,
    ConcernRaised,
    ConcernRead,
    ConcernStoodAside,
    ConcernTakenUpAgain,
    ConcernTaskGiven,
    ConcernWithdrawn,
)
from candour.record.entry import Recorded
from candour.terms.working_days import london_day
from candour.voice.concerns.clocks import (
    OUTSIDE_LEVEL,
    RAISERS_DAYS,
    answer_due,
    read_due,
    seen_outside_on,
    working_days_from,
)
from candour.voice.concerns.levels import TOP, least_level

Away = Mapping[str, tuple[tuple[datetime, datetime | None], ...]]  # by worker: from when until when they cannot hold it
NOBODY_AWAY: Away = MappingProxyType({})
TIME, DISAGREED, NOBODY, ASIDE = "no answer in time", "the raiser disagreed", "nobody there", "stood aside"
LOWERED, AGAIN, NAMED = "the raiser lowered it", "the raiser took it up again", "it is about somebody here"
AGREED, SILENT, WITHDRAWN, READ = "the raiser agreed", "not answered by the raiser", "withdrawn by the raiser", "read"


@dataclass(frozen=True)
class Move:
    """A concern went from one holder to another: when, from which level to which, and why."""

    at: datetime
    from_level: int
    to_level: int
    why: str


@dataclass(frozen=True)
class Missed:
    """A level let a time run out. It stays shown. `what` is "read" or "answer"."""

    at: datetime
    level: int
    worker_id: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Stands:
    """Where a concern stands at one moment.

    `addressed` is the level the raiser wants it at, `level` where it is, `since` from when on it is there. `holder` is
    nobody ("") where nobody inside can hold it: then it is time to go outside. `due` is None where the clock waits for no
    holder: it was answered, it is closed, or it stands at the top. `heard` is from when the scrutineer sees that it is.
    `held_until` has those who held it before, each with until when: they see no more than was there then.
    """

    raised: Recorded[ConcernRaised]
    now: datetime
    addressed: int
    level: int
    holder: str
    since: datetime
    held_since: datetime
    due: datetime | None = None
    read_by: datetime | None = None
    read: Recorded[ConcernRead] | None = None
    answered: Recorded[ConcernAnswered] | None = None
    raisers_turn_until: datetime | None = None
    closed: str = ""
    closed_at: datetime | None = None
    undo_until: datetime | None = None
    disagreed_at_the_top: bool = False
    heard: datetime | None = None
    scrutineer_may_read: bool = False
    moves: tuple[Move, ...] = ()
    missed: tuple[Missed, ...] = ()
    held_until: Mapping[str, datetime] = field(default_factory=dict)
    about: frozenset[str] = frozenset()
    changed_nothing: frozenset[str] = frozenset()

    @property
    def is_open(self) -> bool:
        return not self.closed

    @property
    def day(self) -> date:
        """The day it is."""
        return london_day(self.now)

    @property
    def heard_outside(self) -> bool:
        """Whether the scrutineer sees its title, level and age by now."""
        return self.heard is not None and self.heard <= self.now


def stands(case: Casefile, now: datetime, away: Away = NOBODY_AWAY) -> Stands | None:
    """Where the concern stands that this file is of; None where it is no concern's file."""
    # Not `case.of`: no entry about a concern can be masked, moved or corrected away.
    own = [item for item in case.recorded if item.subjects[0] == case.subject]
    first = next((item for item in own if isinstance(item.fact, ConcernRaised)), None)
    if first is None:
        return None
    walk = _Walk(first, away)
    for item in own:
        if item.position > first.position:
            walk.until(item.recorded)
            walk.take(item)
    walk.until(now)
    return walk.told()


def is_raisers(item: Recorded[Any], raised: Recorded[ConcernRaised]) -> bool:
    """Whether an entry is by whoever raised the concern: under their own name where it is named, or with the receipt."""
    if item.actor == ITSELF.worker_id:
        return bool(getattr(item.fact, "with_receipt", False))
    return raised.fact.how == "named" and item.actor == raised.actor


@dataclass
class _Walk:
    """Goes through a concern's life from one moment at which something happens to the next."""

    raised: Recorded[ConcernRaised]
    away: Away
    out: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    moves: list[Move] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)
    held_until: dict[str, datetime] = field(default_factory=dict)
    nothing: set[str] = field(default_factory=set)
    undo: tuple[datetime, int, int] | None = None  # until when, the level and the address before
    silence_from: datetime | None = None

    def __post_init__(self) -> None:
        fact, self.at = self.raised.fact, self.raised.recorded
        self.matter = fact.matter
        self.rungs = {rung.level: rung.workers for rung in fact.line}
        self.about |= set(fact.about)
        if fact.how == "named":
            self.out.add(self.raised.actor)
        self.least = least_level((fact.about_level, *self.levels_of(fact.about)))
        self.may_read, self.at_the_top = fact.scrutineer_may_read, False
        self.closed = ""
        self.closed_at: datetime | None = None
        self.heard: datetime | None = None
        if seen := seen_outside_on(self.matter, self.at):
            self.heard = datetime(seen.year, seen.month, seen.day, tzinfo=UTC)
        self.addressed = max(min(fact.level, TOP), 1, self.least)
        self.level, self.holder = self.addressed, ""
        self.settle(self.addressed, "")

    def levels_of(self, workers: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(level for level, here in self.rungs.items() for one in workers if one in here)

    def able(self, worker: str) -> bool:
        if worker in self.out or worker in self.about:
            return False
        return not any(start <= self.at and (end is None or self.at < end) for start, end in self.away.get(worker, ()))

    def settle(self, level: int, why: str) -> None:
        """Put it where somebody at this level or above can hold it, with the clock of that level from now on."""
        place = next(
            ((one, worker) for one in range(level, TOP + 1) for worker in self.rungs.get(one, ()) if self.able(worker)),
            (TOP, ""),
        )
        if why:
            self.moves.append(Move(self.at, self.level, place[0], why))
        self.level, self.since = place[0], self.at
        self.answered: Recorded[ConcernAnswered] | None = None
        self.hand_to(place[1])
        if self.level == TOP or (self.matter == "immediate" and self.level >= OUTSIDE_LEVEL):
            self.heard = min(self.heard or self.at, self.at)

    def hand_to(self, worker: str) -> None:
        if self.holder:
            self.held_until[self.holder] = self.at
        self.holder, self.held_since = worker, self.at
        self.read: Recorded[ConcernRead] | None = None
        self.read_missed = False

    def look(self, why: str) -> None:
        """Somebody came or went: another of the same level takes it, or it goes up. An answer given stays given."""
        if self.holder and self.able(self.holder):
            return
        deputy = next((one for one in self.rungs.get(self.level, ()) if self.able(one)), "")
        if deputy:
            self.moves.append(Move(self.at, self.level, self.level, why))
            self.hand_to(deputy)
        elif self.holder:
            given = self.answered
            self.settle(min(self.level + 1, TOP), why)
            self.answered = given

    @property
    def due(self) -> datetime | None:
        return None if self.answered or self.closed else answer_due(self.matter, self.level, self.since)

    @property
    def read_by(self) -> datetime | None:
        if self.read or self.closed or self.answered or not self.holder:
            return None
        return read_due(self.matter, self.held_since)

    @property
    def silent_by(self) -> datetime | None:
        if self.closed or not self.answered:
            return None
        return working_days_from(max(self.answered.recorded, self.silence_from or self.answered.recorded), RAISERS_DAYS)

    def until(self, when: datetime) -> None:
        """Let the clock run to a moment; it never runs back."""
        while not self.closed:
            silent = self.silent_by if self.matter == "standard" else None
            read = None if self.read_missed else self.read_by
            turns = [self.due, read, silent, self.next_coming_or_going()]
            then = min((turn for turn in turns if turn is not None), default=None)
            if then is None or then > when:
                break
            due = self.due
            self.at = max(self.at, then)
            if read == then:
                self.read_missed = True
                self.missed.append(Missed(then, self.level, self.holder, "read"))
            elif due == then:
                self.missed.append(Missed(then, self.level, self.holder, "answer"))
                # The first two levels share one allowance: what neither answered goes to the third.
                self.settle(max(self.level + 1, 3), TIME)
            elif silent == then:
                self.close(SILENT)
            else:
                self.look(NOBODY)
        self.at = max(self.at, when)

    def next_coming_or_going(self) -> datetime | None:
        here = {worker for workers in self.rungs.values() for worker in workers}
        spans = (span for worker in here for span in self.away.get(worker, ()))
        return min((moment for span in spans for moment in span if moment and moment > self.at), default=None)

    def close(self, why: str) -> None:
        self.closed, self.closed_at = why, self.at

    def take(self, item: Recorded[Any]) -> None:
        """What an entry changes; nothing, where whoever wrote it may not."""
        fact, theirs = item.fact, is_raisers(item, self.raised)
        holds = bool(self.holder) and item.actor == self.holder and not self.closed
        counts = False
        if isinstance(fact, ConcernRead | ConcernAnswered | ConcernStoodAside | ConcernTaskGiven):
            counts = holds and self.by_holder(item)
        elif isinstance(
            fact, ConcernAnswerJudged | ConcernAddedTo | ConcernLowered | ConcernWithdrawn | ConcernTakenUpAgain
        ):
            counts = theirs and self.by_raiser(item)
        elif not isinstance(fact, ConcernRaised):
            return
        if not counts:
            self.nothing.add(item.entry_id)

    def by_holder(self, item: Recorded[Any]) -> bool:
        fact = item.fact
        if isinstance(fact, ConcernRead):
            self.read = self.read or item
            if self.matter == "compliment":
                self.close(READ)
        elif isinstance(fact, ConcernAnswered):
            if self.answered or not fact.words.strip():
                return False
            self.answered, self.silence_from = item, None
        elif isinstance(fact, ConcernStoodAside):
            self.out.add(item.actor)
            self.look(ASIDE)
        return True

    def by_raiser(self, item: Recorded[Any]) -> bool:
        fact = item.fact
        if isinstance(fact, ConcernAddedTo):
            return self.add(fact)
        if isinstance(fact, ConcernTakenUpAgain):
            return self.take_up_again()
        if self.closed:
            return False
        if isinstance(fact, ConcernWithdrawn):
            if not fact.why.strip():
                return False
            self.undo = (working_days_from(self.at, RAISERS_DAYS), self.level, self.addressed)
            self.close(WITHDRAWN)
            return True
        if isinstance(fact, ConcernLowered):
            return self.lower(fact)
        return self.judge(fact)

    def judge(self, fact: ConcernAnswerJudged) -> bool:
        if not self.answered:
            return False
        if fact.agrees:
            self.close(AGREED)
        else:
            self.at_the_top = self.level == TOP
            self.settle(min(self.level + 1, TOP), DISAGREED)
        return True

    def lower(self, fact: ConcernLowered) -> bool:
        if not max(self.least, 1) <= fact.to_level < self.level:
            return False
        before = self.undo if self.undo and self.at <= self.undo[0] else None
        highest = max(self.level, before[1]) if before else self.level
        address = max(self.addressed, before[2]) if before else self.addressed
        self.undo = (working_days_from(self.at, RAISERS_DAYS), highest, address)
        self.addressed = fact.to_level
        self.settle(fact.to_level, LOWERED)
        return True

    def take_up_again(self) -> bool:
        if self.closed == SILENT:
            self.closed, self.closed_at, self.silence_from = "", None, self.at
            self.look(NOBODY)
            return True
        if self.undo is None or self.at > self.undo[0] or self.closed not in ("", WITHDRAWN):
            return False
        _, level, self.addressed = self.undo
        self.closed, self.closed_at, self.undo = "", None, None
        self.settle(max(level, self.level), AGAIN)
        return True

    def add(self, fact: ConcernAddedTo) -> bool:
        self.may_read = self.may_read or fact.scrutineer_may_read
        self.about |= set(fact.about)
        self.least = max(self.least, least_level((fact.about_level, *self.levels_of(fact.about))))
        if not self.closed:
            if self.level < self.least:
                self.settle(self.least, NAMED)
            elif fact.about:
                self.look(NAMED)
        return True

    def told(self) -> Stands:
        return Stands(
            raised=self.raised,
            now=self.at,
            addressed=self.addressed,
            level=self.level,
            holder=self.holder,
            since=self.since,
            held_since=self.held_since,
            due=self.due,
            read_by=self.read_by,
            read=self.read,
            answered=self.answered,
            raisers_turn_until=self.silent_by,
            closed=self.closed,
            closed_at=self.closed_at,
            undo_until=self.undo[0] if self.undo and self.at <= self.undo[0] else None,
            disagreed_at_the_top=self.at_the_top,
            heard=self.heard,
            scrutineer_may_read=self.may_read,
            moves=tuple(self.moves),
            missed=tuple(self.missed),
            held_until=dict(self.held_until),
            about=frozenset(self.about),
            changed_nothing=frozenset(self.nothing),
        )
