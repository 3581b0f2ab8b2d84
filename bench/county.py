"""Fills a record with made-up children: as many to a worker and to a team, however many children there are."""

from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import connection
from made_up_life import FORENAMES, Facts, surname

from candour.record.entries.department import TeamRecorded
from candour.record.entries.professionals import WorkerRecorded
from candour.record.entries.visits import VisitMade
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entry import ToRecord
from tests.office import FOUNDER

CHILDREN_A_WORKER, WORKERS_A_TEAM, BATCH, LONG_LIFE = 16, 8, 400, 500


class County:
    """A desk, its office, and how many children are on the record so far."""

    def __init__(self, desk: Any, office: Any) -> None:
        self.desk, self.office, self.entries, self.allocated = desk, office, 0, 0
        self.today = desk.now.day
        self.places: dict[str, str] = {}
        self.worker: tuple[str, str] = ("", "")

    def fill(self, children: int) -> None:
        """Put so many children on the record, a batch to a transaction; in haste, for nothing in it is real."""
        with connection.cursor() as cursor:
            for haste in ("synchronous=OFF", "cache_size=-500000", "wal_autocheckpoint=20000"):
                cursor.execute(f"PRAGMA {haste}")
        rest = iter(range(children))
        while batch := list(islice(rest, BATCH)):
            with self.desk.together():
                for number in batch:
                    self._child(number)
                if "long_life" in self.places:
                    self._more_of_the_long_life(batch[-1] + 1, children)
        connection.close()  # the next connection is as careful as in use

    def _child(self, number: int) -> None:
        what = ("referral_to_decide", "unallocated")[number % 25] if number % 25 < 2 else "allocated"
        life = Facts(self, number)
        life.front_door(decided=what != "referral_to_decide")
        if what == "allocated":
            life.allocated(*self._next_worker())
            life.on_a_plan() if number % 4 == 0 else life.in_need()
        self.places.setdefault(what, life.person_id)
        if number == 4:
            self.places["long_life"] = life.person_id
        self.entries += len(life.facts)
        self.desk.note(life.facts, by=self.office.worker_there)

    def _next_worker(self) -> tuple[str, str]:
        place, first = divmod(self.allocated, CHILDREN_A_WORKER)
        if first == 0:
            self.worker = self._employ(place)
        self.allocated += 1
        return self.worker

    def _employ(self, place: int) -> tuple[str, str]:
        """The first worker is the office's own; each eighth begins another team."""
        if place == 0:
            return self.office.ids["social_worker"], self.office.team
        worker, team, drafts = self.desk.fresh(), self.worker[1], []
        if place % WORKERS_A_TEAM == 0:
            team = self.desk.fresh()
            name = f"Team {place // WORKERS_A_TEAM}"
            drafts.append(ToRecord(TeamRecorded(name=name), (team,), self.today))
        name = f"{FORENAMES[place % 134]} {surname(place * 7)}"
        fact = WorkerRecorded(name=name, role="social_worker", team_id=team, registration_number=f"SW{place:07d}")
        self.desk.note([*drafts, ToRecord(fact, (worker,), self.today)], by=FOUNDER)
        return worker, team

    def _more_of_the_long_life(self, done: int, children: int) -> None:
        """One child's many entries come between those of the others, as they do in life."""
        case = self.desk.casefile_to_read(self.places["long_life"])
        wanted = LONG_LIFE * done // children - case.version
        facts = []
        for number in range(case.version, case.version + max(0, wanted)):
            day = self.today - timedelta(days=600 - number)
            ref = self.desk.fresh()
            seen = VisitMade(
                visit_id=ref, visited_on=day, seen_alone="yes", child_said=f"It is quiet ({number}).", noticed="Calm."
            )
            said = ViewRecorded(view_id=ref, whose=("child", "family")[number % 2], words="We are well.", given_on=day)
            facts.append(ToRecord((seen, seen, said)[number % 3], (case.subject,), day))
        if facts:
            self.entries += len(facts)
            self.desk.note(facts, by=self.office.worker_there)
