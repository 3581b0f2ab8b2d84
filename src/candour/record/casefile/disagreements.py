"""Formal disagreements about a child that are open: since when, and nothing of what they say."""

from datetime import datetime

from candour.record.casefile.file import Casefile
from candour.record.entries.concerns import DisagreementEnded, DisagreementOpened


def open_since(case: Casefile) -> datetime | None:
    """Since when a formal disagreement about this child is open, the newest where there are more; None where none is.

    No entry about one can be masked, moved or corrected away.
    """
    own = [item for item in case.recorded if item.subjects[0] == case.subject]
    ended = {item.fact.disagreement_id for item in own if isinstance(item.fact, DisagreementEnded)}
    opened = [
        item.recorded
        for item in own
        if isinstance(item.fact, DisagreementOpened) and item.fact.disagreement_id not in ended
    ]
    return max(opened, default=None)
