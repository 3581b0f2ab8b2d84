"""What a worker is on a given day: role, team and registration as they stood then."""

from datetime import date

from candour.practice.guard import Worker
from candour.record.casefile import Casefile
from candour.record.entries.professionals import WorkerLeft, WorkerRecorded
from candour.record.entry import Standing


def worker_on(case: Casefile, day: date) -> Worker | None:
    """The worker a file is about, with their standing on a day; None for a leaver or somebody unknown."""
    written, left = case.last(WorkerRecorded), case.last(WorkerLeft)
    if written is None or (left is not None and left.fact.left_on <= day):
        return None
    fact = written.fact
    registered = bool(
        fact.registration_number
        and fact.registered_from
        and fact.registered_from <= day
        and (fact.registered_to is None or day <= fact.registered_to)
    )
    new = bool(
        fact.newly_qualified_from
        and fact.newly_qualified_from <= day
        and (fact.newly_qualified_to is None or day <= fact.newly_qualified_to)
    )
    standing = Standing(
        role=fact.role,
        registration="registered" if registered else "not registered",
        team=fact.team_id or None,
        newly_qualified=new,
        agency=fact.agency,
    )
    return Worker(case.subject, fact.name, standing)
