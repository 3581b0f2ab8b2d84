"""Wrenshire, from the first appointment to last night: invented whole, and written at the desk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from candour.practice.desk import Desk
from candour.practice.guard import Worker
from candour.synth import families, hurried_week
from candour.synth.appointments import appoint
from candour.synth.chance import likely, lots, one_of
from candour.synth.hours import DeskClock, at, working_day
from candour.synth.household import Household
from candour.synth.lives import BROUGHT_OVER, ONLY_CONTACTS, REFERRED, day_of_referral, household, live
from candour.synth.people import age_at_first, invent_family, size_of_family
from candour.synth.staff import Staff, Team, recruit

DeskFor = Callable[[Callable[[], datetime], Callable[[], str]], Desk]
LOG_NAME = "wrenshire-demonstration"
TOGETHER = 12  # families written in one transaction
ONLY_CONTACTS_SHARE = 34.0


@dataclass(frozen=True)
class Invented:
    """What was made: those in post on the last day, by role; the teams; the threshold in force; and how much."""

    workers: Mapping[str, tuple[Worker, ...]]
    teams: tuple[Team, ...]
    threshold_id: str
    cast: Mapping[str, str]  # the ten children written by hand, by name
    children: int
    families: int
    entries: int  # about the children drawn; those written by hand and the workers come on top


def invent(
    desk_for: DeskFor,
    *,
    children: int,
    seed: int = 1,
    years: int = 3,
    ends_on: date,
    tick: Callable[[int], None],
    hurried: bool = False,
) -> Invented:
    """Make the authority and its children. The same seed, size and last day always make the same.

    `hurried` plants a week in which the plans of many families end together, among the children asked for.
    """
    opens = working_day(ends_on - timedelta(days=round(years * 365.25)))
    references = lots(f"{seed} references")
    clock = DeskClock(at(opens, 9))
    desk = desk_for(clock, lambda: f"{references.getrandbits(128):032x}")
    chance = lots(f"{seed} staff")
    staff = recruit(chance, desk.fresh, children=children, opens=opens, ends=ends_on)
    appoint(desk, clock, staff, chance, opens=opens, ends=ends_on)
    cast = families.write(desk, clock, staff, today=ends_on)
    town = _Town(desk, clock, staff, seed, opens, ends_on, children, made=len(cast.children), families=3)
    if hurried:
        with desk.together():
            for _ in range(hurried_week.FAMILIES):
                town.one_hurried_family()
    while town.made < children:
        with desk.together():
            for _ in range(TOGETHER):
                if town.made < children:
                    town.one_more_family()
        tick(town.made)
    return Invented(
        workers=_in_post(staff, ends_on),
        teams=staff.teams,
        threshold_id=staff.threshold(ends_on),
        cast=cast.children,
        children=town.made,
        families=town.families,
        entries=town.entries,
    )


@dataclass
class _Town:
    """How far we are."""

    desk: Desk
    clock: DeskClock
    staff: Staff
    seed: int
    opens: date
    ends: date
    wanted: int
    made: int = 0
    families: int = 0
    entries: int = 0
    numbers: int = 10000

    def number(self) -> str:
        self.numbers += 1
        return f"WR{self.numbers:06d}"

    def one_more_family(self) -> None:
        """A family, its story told from beginning to end."""
        self.families += 1
        chance = lots(f"{self.seed} family {self.families}")
        years = (self.ends - self.opens).days / 365.25
        open_already = 100 * 0.81 / (0.81 + years)
        if likely(chance, ONLY_CONTACTS_SHARE):
            kind = ONLY_CONTACTS
        else:
            kind = one_of(chance, {BROUGHT_OVER: open_already, REFERRED: 100 - open_already})
        first = self.opens if kind == BROUGHT_OVER else day_of_referral(chance, self.opens, self.ends)
        age, size = age_at_first(chance), min(size_of_family(chance), self.wanted - self.made)
        family = invent_family(
            chance, self.desk.fresh, self.number, age=max(age, 0) if kind == BROUGHT_OVER else age, size=size,
            known_on=first, disabled=likely(chance, 9),
        )  # fmt: skip
        home = household(family, self.desk, self.clock, self.staff, chance, opens=self.opens, ends=self.ends)
        live(home, kind, first, opens=self.opens, ends=self.ends)
        self._count(home)

    def one_hurried_family(self) -> None:
        """A family whose plan ends in the hurried week."""
        self.families += 1
        chance = lots(f"{self.seed} hurried family {self.families}")
        first = hurried_week.referred_on(chance, self.ends)
        family = invent_family(
            chance, self.desk.fresh, self.number, age=chance.randint(2, 10), size=1, known_on=first, disabled=False
        )
        home = household(family, self.desk, self.clock, self.staff, chance, opens=self.opens, ends=self.ends)
        hurried_week.hurry(home, first, ends=self.ends)
        self._count(home)

    def _count(self, home: Household) -> None:
        self.made += len(home.family.children)
        self.entries += home.written


def _in_post(staff: Staff, day: date) -> dict[str, tuple[Worker, ...]]:
    found: dict[str, list[Worker]] = {}
    for post in staff.posts:
        if post.in_post(day):
            found.setdefault(post.role_on(day), []).append(post.worker(day))
    return {role: tuple(workers) for role, workers in sorted(found.items())}
