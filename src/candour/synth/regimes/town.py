"""A drawn authority as it stands on a day: families, workers, what is due next, and the rows written so far."""

import heapq
import json
import math
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from candour.synth.chance import lots
from candour.synth.people import Child
from candour.synth.regimes.calendar import between, later, month_of, open_day
from candour.synth.regimes.columns import COLUMNS
from candour.synth.regimes.regime import STEPS, Planted, Regime
from candour.synth.regimes.workforce import FAR, Worker, Workforce, drift
from candour.synth.spell import Spell

Row = list[Any]
Act = Callable[..., None]


class Kid:
    """One child: what is open now, by the row it is written in. None is not open."""

    __slots__ = (
        "assessment", "awaits", "born", "child", "cin_plan", "eighteen", "enquired", "enquiry", "episode", "involved",
        "over", "phase", "plan", "plans", "referred", "spell", "visit_every", "visits_from", "worker",
    )  # fmt: skip

    def __init__(self, child: Child) -> None:
        self.child, self.born, self.eighteen = child, child.born.toordinal(), child.eighteenth.toordinal()
        self.spell: Spell | None = None
        self.episode: Row | None = None
        self.assessment: Row | None = None
        self.enquiry: Row | None = None
        self.plan: Row | None = None
        self.cin_plan: Row | None = None
        self.involved: Row | None = None
        self.worker: Worker | None = None
        self.awaits: Row | None = None  # the enquiry that called for the conference
        self.enquired = self.over = False
        self.phase = self.plans = self.referred = 0
        self.visits_from = self.visit_every = 0

    @property
    def ref(self) -> str:
        return self.child.ref

    def busy(self) -> bool:
        """Whether something has yet to be finished before anybody decides what follows."""
        return bool(self.assessment or self.enquiry or self.awaits or self.plan or self.cin_plan)


class Home:
    """A family. `meetings` are what brothers and sisters share: the same day, chair and luck."""

    __slots__ = ("chance", "history", "hurried", "kids", "meetings", "shared", "visiting", "workers")

    def __init__(self, chance: Random, visiting: Random, children: tuple[Child, ...]) -> None:
        self.chance, self.visiting = chance, visiting
        self.kids = [Kid(child) for child in children]
        self.workers: dict[str, Worker] = {}
        self.meetings: dict[tuple[str, int], tuple[str, Worker, float, float]] = {}
        self.shared: dict[str, Any] = {}
        self.hurried = False
        self.history = chance.random()  # under a fifth: had a plan before anything here is known

    def luck(self, about: str) -> float:
        """One draw for all the children of a family, so that they move together."""
        if about not in self.shared:
            self.shared[about] = self.chance.random()
        return float(self.shared[about])


class Town:
    """Everything. Days are ordinals; `opens` is the first day of the window, `begins` a year of running in before."""

    def __init__(
        self, regime: Regime, seed: int, referrals: int, begins: date, opens: date, ends: date, starts: date | None,
        *, visits: bool,
    ) -> None:  # fmt: skip
        self.regime, self.seed, self.referrals, self.visits = regime, seed, referrals, visits
        self.begins, self.opens, self.ends = begins.toordinal(), opens.toordinal(), ends.toordinal()
        self.starts = starts.toordinal() if starts and regime.name != "honest" else FAR
        self.planted = Planted(
            regime.name, regime.what, regime.seen_by, starts if self.starts < FAR else None, regime.sized, regime.size,
            regime.step,
        )  # fmt: skip
        self.chance = lots(f"{seed} regimes")
        self.staff = Workforce(lots(f"{seed} regimes staff"), referrals, begins, ends)
        self.rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
        self.homes: list[Home] = []
        self.wander = {step: drift(lots(f"{seed} drift {step}"), self.begins, self.ends) for step in (*STEPS, "review")}
        # Set once, when the authority is put together: what brings families back, what worries, what is planted.
        self.comes: Act = nothing
        self.worries: Act = nothing
        self.steps_down: Act = nothing
        self.directed: Worker | None = None  # the chair who is told what to decide
        self.unregistered: list[Worker] = []  # who does a registered worker's duty where that is planted
        self._due: list[tuple[int, int, Act, tuple[Any, ...]]] = []
        self._count = self._refs = 0

    def on(self, day: int, act: Act, *about: Any) -> None:
        """Have something happen in office hours on a day, or the next that offices are open."""
        self._count += 1
        heapq.heappush(self._due, (open_day(day), self._count, act, about))

    def at(self, day: int, act: Act, *about: Any) -> None:
        """Have something happen on that very day, weekend or not: families do not wait for office hours."""
        self._count += 1
        heapq.heappush(self._due, (day, self._count, act, about))

    def play(self) -> None:
        """Let everything happen, in order, until the last day is over."""
        while self._due:
            day, _, act, about = heapq.heappop(self._due)
            if day > self.ends:
                return
            act(self, day, *about)

    def fresh(self) -> str:
        """A reference nobody has yet."""
        self._refs += 1
        return f"{self._refs:08d}"

    def shift(self, step: str, day: int) -> float:
        """How far the share of yes at a step has moved on a day, on the logit scale: life, and what is planted."""
        moved = self.wander[step][month_of(day)]
        if self.regime.step == step and day >= self.starts:
            moved += math.log(self.regime.size) * min(1.0, (between(self.starts, day) + 1) / self.regime.spread)
        return moved

    def planting(self, day: int, name: str) -> bool:
        """Whether this pattern is planted here and has begun."""
        return day >= self.starts and self.regime.name == name

    def fate(self, home: Home, about: str) -> float:
        """One draw for a family that leaves all its other draws as they are."""
        return lots(f"{self.seed} {about} {home.kids[0].ref}").random()

    def directs(self, day: int, chair: Worker) -> bool:
        """Whether this chair decides as directed by now."""
        return chair is self.directed and day >= self.starts

    def in_whose_name(self, day: int, home: Home, kid: Kid, worker: Worker, did: str) -> tuple[Worker, Worker]:
        """Whose name stands on a duty done, and who wrote it: mostly the allocated worker, now and then the manager."""
        if self.planting(day, "hidden-work") and home.chance.random() < self.regime.size:
            done_by = self.unregistered[int(home.chance.random() * len(self.unregistered))]
            self.plant(day, kid, f"{did} by an unregistered worker")
            # Some leave the allocated worker's name on it: only who wrote it tells.
            return (done_by if home.chance.random() < 0.6 else worker), done_by
        return worker, self.staff.leader(worker.team, day) if home.chance.random() < 0.06 else worker

    def plant(self, day: int, kid: Kid, what: str) -> None:
        """Write down the truth."""
        self.planted.acts.append((date.fromordinal(day), kid.ref, what))

    def written(self, home: Home, day: int, worker: Worker) -> tuple[datetime, str]:
        """When what happened on a day was written, and by whom: mostly that day or the next, by some much later."""
        chance = home.chance
        drawn = chance.random() * (1.12 if worker.late else 1.0)
        lag = 0 if drawn < 0.62 else 1 if drawn < 0.84 else chance.randint(2, 3) if drawn < 0.97 else 0
        if drawn >= 0.97:
            lag = chance.randint(4, 30 if worker.late else 10)
        start, hours = (14, 3.8) if not lag else (9, 8.4)
        on = open_day(day) if not lag else later(day, lag)
        return moment(on, start * 3600 + int(chance.random() * hours * 3600)), worker.ref


def nothing(town: Town, day: int, *about: Any) -> None:
    """What happens before the authority is put together."""


def moment(day: int, seconds: int) -> datetime:
    """A moment by the clock on the wall, to the minute."""
    return datetime.fromordinal(day) + timedelta(minutes=seconds // 60)


day = date.fromordinal  # a day as it stands in a table


@cache
def came_to(outcome: str, conference: str = "") -> str:
    """An outcome as it stands in a table, with whether it calls for a conference where that is asked."""
    return json.dumps({"OUTCOME": outcome} | ({"CP_CONFERENCE_FLAG": conference} if conference else {}))


def moved(happens: bool, base: float, shift: float, luck: float) -> bool:
    """What the model drew with this share of yes, as it comes out where the share has moved on the logit scale."""
    now = 1 / (1 + math.exp(-(math.log(base / (1 - base)) + shift)))
    if happens:
        return luck < now / base
    return luck < (now - base) / (1 - base)
