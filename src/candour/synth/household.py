"""A family as its workers meet it: what is due next, what the record has given back, and who works with whom."""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, TypeVar

from candour.practice.desk import Desk
from candour.practice.guard import Decision
from candour.record.casefile import Casefile
from candour.record.entry import Recorded, ToRecord
from candour.synth.chance import one_of
from candour.synth.hours import DeskClock, office_hours, working_day
from candour.synth.people import Child, Family
from candour.synth.spell import Spell
from candour.synth.staff import Post, Staff
from candour.synth.words import Words
from candour.synth.words.decisions import DEPARTED
from candour.terms.working_days import london_day

Act = Callable[[], object]
T = TypeVar("T")
GROUNDS = {("need",): 52, ("evidence",): 20, ("need", "evidence"): 21, ("law", "evidence"): 4, ("need", "resources"): 3}


@dataclass
class Diary:
    """What is still to be written about a family, soonest first. What would lie after the end is left for tomorrow."""

    clock: DeskClock
    ends: datetime
    _due: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _count: int = 0

    def add(self, when: datetime, act: Act) -> None:
        self._count += 1
        heapq.heappush(self._due, (max(when, self.clock.moment), self._count, act))

    def play(self) -> None:
        """Do everything, in order, until the last day is over."""
        while self._due:
            when, _, act = heapq.heappop(self._due)
            if when > self.ends:
                return
            self.clock.moment = when
            act()


@dataclass
class Life:
    """One child: what is open now, by its reference on the record. Empty is not open."""

    child: Child
    spell: Spell | None = None
    contact_id: str = ""
    referral_id: str = ""
    assessment_id: str = ""
    enquiry_id: str = ""
    meeting_id: str = ""
    plan_id: str = ""
    cin_plan_id: str = ""
    worker: Post | None = None
    referred_on: date | None = None
    first_known: date | None = None
    open: bool = False
    enquired: bool = False
    awaits_conference: bool = False
    over: bool = False  # grown up, died or moved away: nothing more is written
    phase: int = 0  # visits belong to the phase they were planned in

    @property
    def ref(self) -> str:
        return self.child.ref


@dataclass
class Household:
    """A family at the desk. `comes_back` and `new_worry` are what happens when things go wrong again."""

    family: Family
    desk: Desk
    clock: DeskClock
    chance: Random
    staff: Staff
    diary: Diary
    words: Words
    lives: list[Life]
    comes_back: Callable[["Household", date], None]
    new_worry: Callable[["Household", Life], None]
    shared: dict[str, Any] = field(default_factory=dict)
    written: int = 0

    @property
    def today(self) -> date:
        return london_day(self.clock.moment)

    @property
    def threshold(self) -> str:
        return self.staff.threshold(self.today)

    def on(self, day: date, act: Act) -> None:
        """Do something in office hours on a day, or the next that offices are open."""
        self.diary.add(office_hours(self.chance, working_day(day)), act)

    def soon(self, minutes: int, act: Act) -> None:
        """Do something later the same day."""
        self.diary.add(self.clock.moment + timedelta(minutes=minutes), act)

    def anyone(self, role: str, work: str = "") -> Post:
        """Somebody who holds a role today."""
        return self.staff.anyone(self.chance, role, work, self.today)

    def leader(self, life: Life) -> Post:
        """The manager of the child's worker."""
        return self.staff.leader(life.worker.team if life.worker else None, self.today)

    def grounds(self) -> tuple[str, ...]:
        return one_of(self.chance, GROUNDS)

    def note(self, by: Post, life: Life, *facts: Any, happened: date | None = None) -> None:
        """Write facts on a child's file."""
        day = happened or self.today
        self.written += len(facts)
        self.desk.note([ToRecord(fact, (life.ref,), day) for fact in facts], by=by.worker(self.today))

    def decide(
        self, what: Decision, life: Life, proposal: Any, by: Post, with_facts: Sequence[Any] = ()
    ) -> list[Recorded[Any]]:
        """Take a decision about a child, with a reason ready for guidance that cannot be followed."""
        facts = [ToRecord(fact, (life.ref,), self.today) for fact in with_facts]
        made = self.desk.decide(
            what, [life.ref], proposal, by=by.worker(self.today), departing=DEPARTED, with_facts=facts
        )
        self.written += len(made)
        return made

    def file(self, life: Life) -> Casefile:
        """What the record says of a child now."""
        return self.desk.casefile_to_read(life.ref)

    def unborn(self, life: Life) -> bool:
        return life.child.born > self.today


def fact_among(made: list[Recorded[Any]], kind: type[T]) -> T | None:
    """The first fact of a kind among what a decision wrote."""
    return next((item.fact for item in made if isinstance(item.fact, kind)), None)
