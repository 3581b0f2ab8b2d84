"""Allocating a child, and handing over."""

from typing import Any

from candour.practice.involvements import AllocationProposal, allocate_a_child
from candour.practice.professionals import worker_on
from candour.record.casefile.answers import allocated
from candour.record.casefile.clocks import clocks
from candour.record.casefile.episodes import open_episode
from candour.terms.worker_change_reason import WORKER_CHANGE_REASON
from candour.web.names import names
from candour.web.shelves.asking import WorkerChoice, day, from_list, in_words, one_of
from candour.web.steps import At, Known, Step, Written, step


class AllocateForm(WorkerChoice):
    """To whom a child goes, and why."""

    worker_id = from_list("Which worker?")
    involvement = one_of("As", (("allocated", "The child's worker"), ("co-worker", "A co-worker beside them")))
    start = day("From which day?")
    change_reason = from_list("Reason, for returns", WORKER_CHANGE_REASON.choices())
    why = in_words("Why this worker, for this child?", rows=2)
    handed_over = in_words("What is open and handed over?", required=False, rows=3)


def allocation_known(at: At) -> list[Known]:
    """Who has the child now, and what is open."""
    now = allocated(at.case)
    fact = now.started.fact if now else None
    name = names([fact.worker_id]).get(fact.worker_id, "") if fact else ""
    lines = [("Now", f"{name}, since {fact.start:%-d %B %Y}" if fact else "Unallocated: nobody is this child's worker")]
    lines += [(clock.what, f"due {clock.due_on:%-d %B %Y}") for clock in clocks(at.case)]
    return [Known("What stands now", lines, warns=now is None)]


def allocation_written(at: At, said: dict[str, Any]) -> Written:
    """The allocation, with what the record says of the worker that day."""
    worker = worker_on(at.people(said["worker_id"]), said["start"])
    proposal = AllocationProposal(
        team_id=(worker.standing.team or "") if worker else "",
        worker_registered=bool(worker and worker.registered),
        **said,
    )
    return Written("The child is allocated.", decision=allocate_a_child, proposal=proposal)


step(
    Step(
        "allocate",
        "Allocate to a worker",
        "allocate",
        "Do next",
        AllocateForm,
        allocation_written,
        "Allocate",
        decision=allocate_a_child,
        applies=lambda case: open_episode(case) is not None,
        known=allocation_known,
        initial=lambda at: {"start": at.day, "involvement": "allocated", "change_reason": "FCONTA"},
    )
)
