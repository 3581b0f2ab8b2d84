"""Months of decisions about many families, written day by day as they would have been: with a pattern in them, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from candour.practice.desk import Desk
from candour.practice.guard import Worker
from candour.record.entries.cin_episodes import EpisodeClosed, ReferralDecided, ReferralReceived
from candour.record.entries.cp_plans import CpPlanEnded, CpPlanStarted
from candour.record.entries.cp_reviews import ReviewConferenceHeld
from candour.record.entries.decision import DecisionMade, Reasons
from candour.record.entries.involvements import ChildAllocated
from candour.record.entries.person import PersonRecorded
from candour.record.entries.professionals import WorkerRecorded
from candour.record.entry import ToRecord
from candour.terms.working_days import is_working_day
from tests.office import Office

Noted = dict[date, list[ToRecord]]
NEVER = timedelta(days=10_000)


def open_day(day: date) -> date:
    """The day itself if offices are open, or the next that they are."""
    return next(one for at in range(10) if is_working_day(one := day + timedelta(days=at)))


class Town:
    """Families and what happened to them, kept by day until it is written."""

    def __init__(self, desk: Desk, clock: Any, office: Office, today: date, seed: int = 7) -> None:
        self.desk, self.clock, self.office, self.today = desk, clock, office, today
        self.chance = Random(seed)
        self.noted: Noted = defaultdict(list)
        self.children: list[str] = []

    def note(self, day: date, fact: Any, *subjects: str) -> None:
        if day <= self.today:
            self.noted[day].append(ToRecord(fact, subjects, day))

    def family(self, start: date, end: date | None, worker: str = "") -> tuple[str, str]:
        """A child referred, allocated and put on a plan that ends, or does not. Returns the child and the plan."""
        worker = worker or self.office.ids["social_worker"]
        child, referral, plan = (self.desk.fresh() for _ in range(3))
        self.children.append(child)
        began = open_day(start + timedelta(days=28))
        name = f"Fam{len(self.children)}"
        self.note(start, PersonRecorded(forename="Kit", surname=name, dob=date(2016, 1, 1), la_child_id=name), child)
        self.note(start, ReferralReceived(referral_id=referral, received_on=start, source_code="1A"), child)
        given = ChildAllocated(
            involvement_id=self.desk.fresh(), worker_id=worker, team_id=self.office.team, start=start
        )  # fmt: skip
        self.note(start, given, child)
        started = CpPlanStarted(cp_plan_id=plan, referral_id=referral, started_on=began, category="NEG")
        self.note(began, started, child)
        if end:
            self.note(end, CpPlanEnded(cp_plan_id=plan, ended_on=end), child)
            closed = open_day(end + timedelta(days=self.chance.randint(60, 120)))
            self.note(closed, EpisodeClosed(referral_id=referral, closed_on=closed, reason="RC7"), child)
        return child, plan

    def ordinary(self, months: int = 22, families: int = 6) -> Town:
        """Plans that begin and end as they come."""
        for _ in range(months * families):
            start = open_day(self.today - timedelta(days=self.chance.randint(10, months * 30)))
            lasts = self.chance.randint(90, 330)
            self.family(start, open_day(start + timedelta(days=28 + lasts)))
        return self

    def ended_together(self, first: date, families: int = 16) -> list[str]:
        """Families whose plans all end within the same five days."""
        days = [open_day(first + timedelta(days=at)) for at in range(5)]
        return [
            self.family(
                open_day(first - timedelta(days=self.chance.randint(120, 400))), days[at % len(days)]
            )[0]
            for at in range(families)
        ]  # fmt: skip

    def allocations(self, worker: str, *, hurried: bool, months: int = 20) -> None:
        """A worker is given a child about every seven weeks; where it is hurried, another's plan ends in the days before."""
        day = self.today - timedelta(days=months * 30 + self.chance.randint(0, 48))
        while day < self.today - timedelta(days=60):
            given = open_day(day)
            before = self.chance.randint(1, 5) if hurried else self.chance.randint(8, 40)
            until = open_day(day + timedelta(days=49 * self.chance.randint(4, 6) - before))
            self.family(given, until, worker)
            day += timedelta(days=49)

    def reviews(self, chair: str, share: float, many: int, months: int = 20) -> None:
        """Reviews that one chair holds, at which the worker recommends that the plan go on; this share end it."""
        for at in range(many):
            start = open_day(self.today - timedelta(days=self.chance.randint(150, months * 30)))
            held = open_day(start + timedelta(days=110))
            ends = at % 100 < 100 * share if many >= 100 else self.chance.random() < share
            child, plan = self.family(start, held if ends else open_day(held + timedelta(days=180)))
            reasons = Reasons(
                decider=chair, grounds=("evidence",), because="As stated.", recommendation="The plan goes on.",
                recommended_by=self.office.ids["social_worker"], against_recommendation=ends, directed="no",
            )  # fmt: skip
            review = ReviewConferenceHeld(
                cp_review_id=self.desk.fresh(), cp_plan_id=plan, meeting_id=self.desk.fresh(), held_on=held,
                continues=not ends, reasons=None if ends else reasons,
            )  # fmt: skip
            self.note(held, review, child)
            if ends:
                decided = DecisionMade(
                    decision_id=self.desk.fresh(), what="end the child protection plan", about=plan, decided_on=held,
                    reasons=reasons,
                )  # fmt: skip
                self.note(held, decided, child)

    def chairs(self, many: int) -> list[str]:
        """Conference chairs, by reference."""
        made = [self.desk.fresh() for _ in range(many)]
        first = self.today - timedelta(days=700)
        for at, chair in enumerate(made):
            self.note(first, WorkerRecorded(name=f"Chair {'ABCDEFGHIJ'[at]}", role="conference_chair"), chair)
        return made

    def referred(self, months: int, families: int, nothing_further: Callable[[int], float]) -> None:
        """Referrals as they come, months apart; `nothing_further` is the share, in a month, of which nothing more is done."""
        for month in range(months):
            for _ in range(families):
                day = open_day(self.today - timedelta(days=30 * (months - month) - self.chance.randint(0, 29)))
                child, referral = self.desk.fresh(), self.desk.fresh()
                nothing = self.chance.random() < nothing_further(month)
                response = "no further action" if nothing else "assessment"
                reasons = Reasons(
                    decider=self.office.ids["team_manager"], grounds=("resources",) if nothing else ("need",)
                )
                self.note(day, ReferralReceived(referral_id=referral, received_on=day, source_code="1A"), child)
                decided = ReferralDecided(referral_id=referral, response=response, reasons=reasons)
                self.note(day, decided, child)

    def again(self, child: str, day: date) -> None:
        """A child referred once more."""
        back = open_day(day)
        self.note(back, ReferralReceived(referral_id=self.desk.fresh(), received_on=back, source_code="1A"), child)

    def written(self) -> Town:
        """Put it all on the record, each day's on that day."""
        by: Worker = self.office.worker("team_manager", self.desk)
        for day in sorted(self.noted):
            self.clock.to(day)
            for some in _of_each(self.noted[day]):
                self.clock.now += timedelta(minutes=7)  # nobody writes two children's files in one minute
                self.desk.note(some, by=by)
        self.clock.to(self.today)
        return self


def _of_each(every: list[ToRecord]) -> Iterator[list[ToRecord]]:
    """A day's entries, child by child."""
    by_subject: dict[str, list[ToRecord]] = defaultdict(list)
    for one in every:
        by_subject[one.subjects[0]].append(one)
    yield from by_subject.values()
