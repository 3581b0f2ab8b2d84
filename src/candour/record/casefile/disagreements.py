"""Formal disagreements about a child that are open: since when, and nothing of what they say."""

from datetime import datetime

from candour.record.casefile.file import Casefile
from candour.record.entries.concerns import DisagreementEnded, DisagreementOpened


def open_disagreements(case: Casefile) -> dict[str, datetime]:
    """Those that are open about this child, by reference, with the moment each opened.

    No entry about one can be masked, moved or corrected away.
    """
    opened: dict[str, datetime] = {}
    for item in case.recorded:
        if item.subjects[0] == case.subject:
            if isinstance(item.fact, DisagreementOpened):
                opened[item.fact.disagreement_id] = item.recorded
            elif isinstance(item.fact, DisagreementEnded):
                opened.pop(item.fact.disagreement_id, None)
    return opened


def open_since(case: Casefile) -> datetime | None:
    """Since when a formal disagreement about this child is open, the newest where there are more; None where none is."""
    return max(open_disagreements(case).values(), default=None)
