"""A concern as it stands on a record: raised for a test at the desk, without the three screens."""

from __future__ import annotations

from typing import Any

from candour.practice.desk import Desk
from candour.record.entries.concerns import ConcernRaised
from candour.voice.concerns.levels import Post, line_of
from candour.voice.concerns.raising import for_the_children, new_code, raising
from tests.office import Office


def a_concern(desk: Desk, office: Office, *, by: str = "social_worker", **more: Any) -> ConcernRaised:
    """Put one on the record: to the director, by name, about no child, unless more is said."""
    code = more.pop("code", "") or new_code()
    given: dict[str, Any] = {
        "concern_id": desk.fresh(), "how": "named", "matter": "standard", "title": "Nobody has seen him",
        "words": "Six weeks without a visit.", "level": 4, "receipt_digest": "",
        "line": line_of([Post(worker_id, role) for role, worker_id in office.ids.items()]), **more,
    }  # fmt: skip
    fact = ConcernRaised(**given)
    worker = None if fact.how == "anonymous" else office.worker(by, desk)
    made = raising(fact, worker, today=desk.now.day, fresh=desk.fresh, code=code)
    desk.note([*made.drafts, *for_the_children(fact, desk.now.day)], by=made.by)
    return fact
