"""The core group that carries out a child protection plan."""

from datetime import date

from candour.record.entries.strategy_discussion import Attendance
from candour.record.entry import entry


@entry("core_group_held")
class CoreGroupHeld:
    """The core group met about a child protection plan."""

    core_group_id: str
    cp_plan_id: str
    meeting_id: str
    held_on: date
    present: tuple[Attendance, ...] = ()
    progress: str = ""
    next_meeting: date | None = None
