"""The conference that reviews a child protection plan."""

from datetime import date

from candour.record.entries.decision import Reasons
from candour.record.entries.strategy_discussion import Attendance
from candour.record.entry import entry


@entry("review_conference_held")
class ReviewConferenceHeld:
    """A review conference met, and its chair stated whether the plan goes on."""

    cp_review_id: str
    cp_plan_id: str
    meeting_id: str
    held_on: date
    chair: str = ""
    present: tuple[Attendance, ...] = ()
    quorate: str = ""
    continues: bool | None = None
    changed_since: str = ""
    next_review: date | None = None
    childs_participation: str = ""
    decision_id: str = ""
    reasons: Reasons | None = None  # of a plan that goes on; one that ends has a decision of its own
