"""Who may take a receipt, and for what: a document for whoever may open the file, a dissent for its author alone."""

from typing import Any

from candour.practice.guard import Worker
from candour.record.casefile import Casefile
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.documents import DocumentSent
from candour.record.entry import Recorded


def may_hold(worker: Worker, case: Casefile, item: Recorded[Any]) -> bool:
    """Whether this entry has a receipt, and this worker may take it. A masked entry has none."""
    if item.entry_id in case.hidden or item.subjects[0] != case.subject:
        return False
    if isinstance(item.fact, DissentRecorded):
        return (item.on_behalf_of or item.actor) == worker.worker_id
    return isinstance(item.fact, DocumentSent)
