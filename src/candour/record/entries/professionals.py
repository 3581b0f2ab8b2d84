"""The workers: who they are, what they hold, and when they were there."""

from datetime import date

from candour.record.entry import entry


@entry("worker_recorded")
class WorkerRecorded:
    """A worker's post, registration and team were written down, or written down again in full."""

    name: str
    role: str
    team_id: str = ""
    job_title: str = ""
    registration_number: str = ""
    registered_from: date | None = None
    registered_to: date | None = None
    newly_qualified_from: date | None = None
    newly_qualified_to: date | None = None
    agency: bool = False
    full_time_equivalent_percent: int = 100
    started_on: date | None = None


@entry("worker_absent")
class WorkerAbsent:
    """A worker was away, and their children need somebody else."""

    absent_from: date
    absent_to: date | None = None
    why: str = ""


@entry("worker_left")
class WorkerLeft:
    """A worker left."""

    left_on: date
