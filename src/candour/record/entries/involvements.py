"""Who works with a child, since when, and who decided that."""

from datetime import date

from candour.record.entry import entry


@entry("child_allocated")
class ChildAllocated:
    """A child was allocated to a named worker."""

    involvement_id: str
    worker_id: str
    team_id: str = ""
    involvement: str = "allocated"  # allocated, co-worker
    start: date
    change_reason: str = "FCONTA"
    why: str = ""
    allocated_by: str = ""


@entry("allocation_ended")
class AllocationEnded:
    """A worker stopped being a child's worker, with what was open handed over."""

    involvement_id: str
    end: date
    change_reason: str = "OTHERS"
    why: str = ""
    handed_over: str = ""
