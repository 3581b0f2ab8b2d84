"""Who works in a drawn authority: the same posts as at the desk, each with the children they have now."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from candour.synth.calibration import FIGURES
from candour.synth.chance import likely, pick
from candour.synth.regimes.calendar import month_of
from candour.synth.staff import TITLES, Post, Team, recruit

CHAIRS_DIFFER = 0.3  # standard deviation of chairs on the logit scale: ordinary spread
LATE_WRITERS = 8.0  # per cent of workers who write up late as a habit
FAR = date(2200, 1, 1).toordinal()


class Worker:
    """One person in one post, and how many children they have."""

    __slots__ = ("children", "job_from", "job_to", "late", "leans", "post", "ref", "team")

    def __init__(self, post: Post, chance: Random) -> None:
        self.post, self.ref = post, post.worker_id
        self.team = post.team.team_id if post.team else ""
        self.job_from, self.job_to = post.started_on.toordinal(), post.left_on.toordinal() if post.left_on else FAR
        self.children = 0
        self.late = likely(chance, LATE_WRITERS)
        self.leans = chance.gauss(0, CHAIRS_DIFFER)  # how much readier than others to keep a child on a plan

    def in_post(self, day: int) -> bool:
        return self.job_from <= day < self.job_to


class Workforce:
    """Everybody, found by what they do and when."""

    def __init__(self, chance: Random, referrals: int, opens: date, ends: date) -> None:
        numbers = iter(range(1, 10**6))
        # The children open at a day, over the children a worker has, is how many workers there must be.
        open_children = referrals * FIGURES["children in need at a day"].value / 1000
        staff = recruit(
            chance, lambda: f"W{next(numbers):05d}", children=math.ceil(open_children / 0.16), opens=opens, ends=ends
        )
        self.teams: tuple[Team, ...] = staff.teams
        # A registration that lapsed is for the demonstration: here nobody does a duty without one unless it is planted.
        self.workers = [Worker(replace(post, registered_to=None), chance) for post in staff.posts]
        self._by_role: dict[tuple[str, str], list[Worker]] = defaultdict(list)
        for worker in self.workers:
            self._by_role[worker.post.role, worker.post.team.work if worker.post.team else ""].append(worker)
        self._in_month: dict[tuple[str, str, int], list[Worker]] = {}
        self._leaders: dict[str, list[Worker]] = defaultdict(list)
        for worker in self.workers:
            if worker.post.role == "team_manager":
                self._leaders[worker.team].append(worker)

    def all_of(self, role: str, work: str = "") -> list[Worker]:
        """Everybody who ever held a role."""
        return self._by_role[role, work]

    def some(self, role: str, work: str, day: int) -> list[Worker]:
        """Those who hold a role in the month a day lies in, or ever, where nobody does."""
        month = day // 30
        key = (role, work, month)
        if key not in self._in_month:
            posts = self._by_role[role, work]
            here = [one for one in posts if one.job_from <= month * 30 + 29 and one.job_to > month * 30]
            self._in_month[key] = here or posts
        return self._in_month[key]

    def anyone(self, chance: Random, role: str, work: str, day: int) -> Worker:
        """Somebody who holds a role on a day."""
        people = self.some(role, work, day)
        for _ in range(6):
            one = pick(chance, people)
            if one.in_post(day):
                return one
        return next((one for one in people if one.in_post(day)), people[0])

    def least_busy(self, chance: Random, work: str, day: int) -> Worker:
        """Who takes the next family: of a few with the right work, the one with fewest children."""
        few = [self.anyone(chance, "social_worker", work, day) for _ in range(4)]
        return min(few, key=lambda one: (one.job_to - day < 20, one.children * 100 / one.post.percent))

    def leader(self, team: str, day: int) -> Worker:
        """Who manages a team on a day."""
        held = self._leaders.get(team) or self._leaders[self.teams[0].team_id]
        return next((one for one in held if one.in_post(day)), held[0])

    def professionals(self) -> Iterator[list[object]]:
        """The rows of the table of workers."""
        for worker in self.workers:
            post = worker.post
            new_to = post.newly_qualified_to
            yield [
                post.worker_id, post.name, post.registration or None, TITLES[post.role], worker.team or None,
                post.percent / 100, "Y" if post.agency else "N", post.registered_from, post.registered_to,
                post.started_on if new_to else None, new_to, post.started_on, post.left_on,
            ]  # fmt: skip


def drift(chance: Random, first: int, last: int, sd: float = 0.05, keeps: float = 0.8) -> dict[int, float]:
    """How far a share of yes wanders from month to month, on the logit scale: AR(1) with this standard deviation."""
    now, found = chance.gauss(0, sd), {}
    for month in range(month_of(first), month_of(last) + 2):
        found[month] = now
        now = keeps * now + chance.gauss(0, sd * math.sqrt(1 - keeps**2))
    return found
