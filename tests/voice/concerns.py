"""A concern on a record of nothing but itself: entries as the ledger would hold them, one after the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from candour.practice.guard import ITSELF
from candour.record.casefile import Casefile
from candour.record.entries.concerns import ConcernRaised, Rung
from candour.record.entry import Recorded, Standing
from candour.terms.working_days import london_day
from candour.voice.concerns.standing import NOBODY_AWAY, Away, Stands, stands

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
LINE = tuple(Rung(level=level, workers=(f"first-{level}", f"deputy-{level}")) for level in range(1, 7))
CONCERN = "c" * 32


def fact(**more: Any) -> ConcernRaised:
    """A concern to the director about a child, by name, unless more is said."""
    given = {
        "concern_id": CONCERN, "how": "named", "matter": "standard", "title": "Nobody sees him", "words": "Six weeks.",
        "level": 4, "line": LINE, "receipt_digest": "d" * 64,
    }  # fmt: skip
    return ConcernRaised(**{**given, **more})


class Kept:
    """The file of one concern, and a clock."""

    def __init__(self, raised: ConcernRaised | None = None, by: str = "raiser", at: datetime = MONDAY) -> None:
        self.now, self.items = at, list[Recorded[Any]]()
        first = raised or fact()
        self.writes(first, by=by if first.how == "named" else ITSELF.worker_id)

    def writes(self, what: Any, by: str = "raiser", subject: str = CONCERN) -> Recorded[Any]:
        """Somebody writes an entry now."""
        place = len(self.items)
        self.now += timedelta(seconds=1)
        item = Recorded(
            place, f"entry-{place}", (subject,), by, Standing("social_worker"), london_day(self.now), self.now, what, "0" * 64
        )  # fmt: skip
        self.items.append(item)
        return item

    @property
    def case(self) -> Casefile:
        return Casefile(CONCERN, tuple(self.items))

    def stands(self, away: Away = NOBODY_AWAY) -> Stands:
        """Where it stands now."""
        found = stands(self.case, self.now, away)
        assert found
        return found

    def at(self, moment: datetime) -> Stands:
        """Where it stands at another moment."""
        self.now = moment
        return self.stands()
