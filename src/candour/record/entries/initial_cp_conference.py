"""The conference that decides whether a child needs a child protection plan."""

from datetime import date

from candour.record.entries.decision import Reasons
from candour.record.entries.strategy_discussion import Attendance
from candour.record.entry import entry


@entry("initial_conference_held")
class InitialConferenceHeld:
    """A child protection conference met for the first time on this concern, and its chair stated its decision."""

    icpc_id: str
    meeting_id: str
    referral_id: str
    s47_enquiry_id: str = ""
    held_on: date
    transfer_in: bool = False
    pre_birth: bool = False
    chair: str = ""
    present: tuple[Attendance, ...] = ()
    quorate: str = ""  # yes, no
    not_quorate_because: str = ""
    significant_harm: str = ""
    plan_agreed: bool
    category: str = ""
    outline_plan: str = ""
    next_review: date | None = None
    reasons: Reasons


@entry("conference_called")
class ConferenceCalled:
    """A child protection conference was called, for a day."""

    meeting_id: str
    referral_id: str
    s47_enquiry_id: str = ""
    called_for: date
    why_late: str = ""
