"""The workers, their teams and the threshold document, written to the record by the administrator."""

from datetime import date, timedelta
from random import Random
from typing import Any

from candour.practice.desk import Desk
from candour.practice.guard import Worker
from candour.record.entries.department import TeamRecorded
from candour.record.entries.professionals import WorkerAbsent, WorkerLeft, WorkerRecorded
from candour.record.entries.threshold import InstructionIssued, ThresholdPublished
from candour.record.entry import ToRecord
from candour.synth.chance import pick
from candour.synth.hours import DeskClock, at, working_day
from candour.synth.places import COUNTY
from candour.synth.staff import TITLES, Post, Staff
from candour.synth.words.decisions import INSTRUCTION

LEVELS = (
    "Level 1: universal services",
    "Level 2: early help",
    "Level 3: a child in need (section 17)",
    "Level 4: a child who may be suffering significant harm (section 47)",
)
TITLE = f"The right help at the right time: {COUNTY} safeguarding partners' threshold document"


def worker_recorded(post: Post, day: date) -> WorkerRecorded:
    """What the record says of a worker on a day."""
    role = post.role_on(day)
    return WorkerRecorded(
        name=post.name,
        role=role,
        team_id=post.team.team_id if post.team else "",
        job_title=TITLES[role],
        registration_number=post.registration,
        registered_from=post.registered_from,
        registered_to=post.registered_to,
        newly_qualified_from=post.started_on if post.newly_qualified_to else None,
        newly_qualified_to=post.newly_qualified_to,
        agency=post.agency,
        full_time_equivalent_percent=post.percent,
        started_on=post.started_on,
    )


def appoint(desk: Desk, clock: DeskClock, staff: Staff, chance: Random, *, opens: date, ends: date) -> None:
    """Write down everybody who has worked here, when they came and when they left."""
    by = staff.anyone(chance, "administrator", "", opens).worker(opens)
    told: list[tuple[date, str, Any]] = []
    for team in staff.teams:
        leader = staff.leader(team, ends)
        told.append(
            (
                opens,
                team.team_id,
                TeamRecorded(name=team.name, parent_name="Children's services", leader_id=leader.worker_id),
            )
        )
    for post in staff.posts:
        first = max(post.started_on, opens)
        told.append((first, post.worker_id, worker_recorded(post, first)))
        if (
            post.newly_qualified_to
            and first <= post.newly_qualified_to < ends
            and post.in_post(post.newly_qualified_to)
        ):
            after = post.newly_qualified_to + timedelta(days=1)
            told.append((after, post.worker_id, worker_recorded(post, after)))
        if post.left_on:
            told.append((post.left_on, post.worker_id, WorkerLeft(left_on=post.left_on)))
    working = [post for post in staff.posts if post.role == "social_worker" and post.in_post(ends)]
    for why in ("sick leave", "parental leave")[: max(1, len(working) // 12)]:
        away = ends - timedelta(days=chance.randint(3, 30))
        told.append((away, pick(chance, working).worker_id, WorkerAbsent(absent_from=away, why=why)))
    told += _threshold(staff, opens=opens, ends=ends)
    with desk.together():
        for day, subject, fact in sorted(told, key=lambda each: each[0]):
            clock.moment = at(min(working_day(day), ends), 9, 5)
            _write(desk, by, subject, fact, day)


def _threshold(staff: Staff, *, opens: date, ends: date) -> list[tuple[date, str, Any]]:
    told: list[tuple[date, str, Any]] = [
        (
            max(since, opens),
            ref,
            ThresholdPublished(
                threshold_id=ref,
                title=TITLE,
                edition=f"{at_number + 1}, {since.year}",
                in_force_from=since,
                levels=LEVELS,
                conference_when="A child is suffering, or is likely to suffer, significant harm.",
            ),
        )
        for at_number, (since, ref) in enumerate(staff.thresholds)
    ]
    issued = ends - timedelta(days=140)
    manager = next(post for post in staff.posts if post.role == "service_manager" and post.in_post(issued))
    ref = staff.threshold(issued)
    order = InstructionIssued(
        instruction_id=f"{ref[:16]}{manager.worker_id[:16]}",
        threshold_id=ref,
        from_whom=manager.name,
        their_role="Service manager",
        issued_on=issued,
        how="e-mail",
        words=INSTRUCTION,
        to_whom="The front door",
        differs_how="The published threshold asks for an appraisal of every notification where a child lives.",
    )
    return [*told, (issued, ref, order)]


def _write(desk: Desk, by: Worker, subject: str, fact: Any, day: date) -> None:
    desk.note([ToRecord(fact, (subject,), day)], by=by)
