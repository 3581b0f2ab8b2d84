"""The log of who opened whose file: written before the page is sent, and never changed."""

from datetime import datetime
from typing import Any

from candour.access.permission import relation_to
from candour.access.store.models import View
from candour.practice.guard import Worker
from candour.record.casefile import Casefile


def note_a_view(case: Casefile, worker: Worker, page: str, at: datetime, *, of: str = "") -> None:
    """Write that a worker is about to see a page of a child's file. If this fails, the page must not be sent.

    `of` is the reference of what they open in it, where that keeps a log of its own: a supervision does.
    """
    View.objects.create(
        at=at,
        person_id=of or case.subject,
        worker_id=worker.worker_id,
        role=worker.standing.role,
        relation=relation_to(case, worker),
        page=page,
    )


def views_of(person_id: str, most: int = 200) -> list[dict[str, Any]]:
    """Who opened a child's file, or what has this reference, newest first."""
    found = (
        View.objects.filter(person_id=person_id)
        .order_by("-id")
        .values("at", "worker_id", "role", "relation", "page")[:most]
    )
    return [dict(row) for row in found]
