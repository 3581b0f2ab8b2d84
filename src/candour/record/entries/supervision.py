"""Supervision: that it took place. Its words come with written work."""

from datetime import date

from candour.record.entry import entry


@entry("supervision_held")
class SupervisionHeld:
    """A worker and their supervisor talked about a child."""

    supervision_id: str
    held_on: date
    supervisor_id: str
    worker_id: str
    agreed: str = ""
