"""Allocation: a child has a named worker, or is shown as having none."""

from dataclasses import dataclass
from datetime import date

from candour.practice.guard import Today, Worker, decision, must, should
from candour.record.casefile import Casefile
from candour.record.casefile.answers import allocated
from candour.record.casefile.episodes import open_episode
from candour.record.casefile.plans import open_cp_plan
from candour.record.casefile.protection import enquiries
from candour.record.entries.involvements import AllocationEnded, ChildAllocated
from candour.record.entry import ToRecord


@dataclass(frozen=True, kw_only=True)
class AllocationProposal:
    """To whom, and why. `worker_registered` is what the record says of the worker on that day."""

    worker_id: str
    team_id: str = ""
    involvement: str = "allocated"
    start: date
    change_reason: str = "FCONTA"
    why: str
    worker_registered: bool
    handed_over: str = ""


@must("Candour house rule: refuse silence, never the truth")
def allocation_has_a_reason(case: Casefile, proposal: AllocationProposal, by: Worker) -> bool:
    """Say why this child goes to this worker."""
    return bool(proposal.why.strip())


@must("Candour house rule: only an open case has a worker")
def there_is_work_to_allocate(case: Casefile, proposal: AllocationProposal, by: Worker) -> bool:
    """This child's case is not open. Decide a referral first."""
    return open_episode(case) is not None


@should("Working Together 2023: a social worker leads where child protection enquiries or a plan run")
def worker_is_registered_where_protection_runs(case: Casefile, proposal: AllocationProposal, by: Worker) -> bool:
    """Allocate this child to a registered social worker, or say why not."""
    protecting = open_cp_plan(case) is not None or any(one.is_open for one in enquiries(case))
    return proposal.worker_registered or not protecting or proposal.involvement != "allocated"


@decision(allocation_has_a_reason, there_is_work_to_allocate, worker_is_registered_where_protection_runs)
def allocate_a_child(case: Casefile, proposal: AllocationProposal, by: Worker, today: Today) -> list[ToRecord]:
    """Allocate, and end the allocation before it with what is handed over."""
    drafts, now = [], allocated(case)
    if proposal.involvement == "allocated" and now:
        ended = AllocationEnded(
            involvement_id=now.started.fact.involvement_id,
            end=proposal.start,
            change_reason=proposal.change_reason,
            why=proposal.why,
            handed_over=proposal.handed_over,
        )
        drafts.append(ToRecord(ended, (case.subject,), proposal.start))
    given = ChildAllocated(
        involvement_id=today.fresh(),
        worker_id=proposal.worker_id,
        team_id=proposal.team_id,
        involvement=proposal.involvement,
        start=proposal.start,
        change_reason=proposal.change_reason,
        why=proposal.why,
        allocated_by=by.worker_id,
    )
    return [*drafts, ToRecord(given, (case.subject,), proposal.start)]
