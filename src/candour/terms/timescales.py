"""How long each step may take, who says so, and the day it is due.

>>> due(INITIAL_CONFERENCE, date(2026, 4, 1))
datetime.date(2026, 4, 24)
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from candour.terms.working_days import months_after, working_days_after

Unit = Literal["working days", "months"]
Kind = Literal["statutory guidance", "local"]

# The 2023 edition was replaced on 19 March 2026, so every rule taken from it says which edition it was read in.
_GUIDANCE = "Working Together 2023 (replaced on 19 March 2026; to be reread against the 2026 edition)"
_LOCAL = "Local practice standard: no number is set nationally"


@dataclass(frozen=True)
class Timescale:
    """One clock: what must happen, how soon, and after what. The day of the trigger is day 0."""

    name: str
    what: str
    amount: int
    unit: Unit
    trigger: str
    source: str
    kind: Kind


REFERRAL_DECISION = Timescale(
    "referral_decision", "Decide how to respond to the referral", 1, "working days",
    "the referral was received", _GUIDANCE, "statutory guidance",
)  # fmt: skip
ASSESSMENT = Timescale(
    "assessment", "Finish the assessment and decide what follows", 45, "working days",
    "the referral was received", _GUIDANCE, "statutory guidance",
)  # fmt: skip
INITIAL_CONFERENCE = Timescale(
    "initial_conference", "Hold the initial child protection conference", 15, "working days",
    "the strategy discussion that started the enquiry", _GUIDANCE, "statutory guidance",
)  # fmt: skip
TRANSFER_IN_CONFERENCE = Timescale(
    "transfer_in_conference", "Hold the conference for a child moving in on a plan", 15, "working days",
    "notice of the permanent move", "Children in need census guide 2023-24", "statutory guidance",
)  # fmt: skip
CORE_GROUP = Timescale(
    "core_group", "Hold the first core group", 10, "working days",
    "the initial conference", f"{_GUIDANCE}; not yet checked in the text itself", "statutory guidance",
)  # fmt: skip
FIRST_REVIEW = Timescale(
    "first_review", "Hold the first review conference", 3, "months",
    "the initial conference", _GUIDANCE, "statutory guidance",
)  # fmt: skip
LATER_REVIEW = Timescale(
    "later_review", "Hold the next review conference", 6, "months",
    "the last review conference", _GUIDANCE, "statutory guidance",
)  # fmt: skip
CP_VISIT = Timescale(
    "cp_visit", "Visit the child on a child protection plan", 10, "working days",
    "the plan started, or the last visit", _LOCAL, "local",
)  # fmt: skip
CIN_VISIT = Timescale(
    "cin_visit", "Visit the child in need", 20, "working days",
    "the plan started, or the last visit", _LOCAL, "local",
)  # fmt: skip
CIN_FIRST_REVIEW = Timescale(
    "cin_first_review", "Hold the first review of the child in need plan", 3, "months",
    "the plan started", _LOCAL, "local",
)  # fmt: skip
SUPERVISION_ON_A_PLAN = Timescale(
    "supervision_on_a_plan", "Talk in supervision about the child on a child protection plan", 2, "months",
    "the worker was allocated, or the last supervision about the child", _LOCAL, "local",
)  # fmt: skip
SUPERVISION = Timescale(
    "supervision", "Talk in supervision about the child", 3, "months",
    "the worker was allocated, or the last supervision about the child", _LOCAL, "local",
)  # fmt: skip

TIMESCALES: tuple[Timescale, ...] = (
    REFERRAL_DECISION, ASSESSMENT, INITIAL_CONFERENCE, TRANSFER_IN_CONFERENCE, CORE_GROUP,
    FIRST_REVIEW, LATER_REVIEW, CP_VISIT, CIN_VISIT, CIN_FIRST_REVIEW,
    SUPERVISION_ON_A_PLAN, SUPERVISION,
)  # fmt: skip


def due(timescale: Timescale, trigger_day: date) -> date:
    """The last day on which the step is still in time."""
    if timescale.unit == "months":
        return months_after(trigger_day, timescale.amount)
    return working_days_after(trigger_day, timescale.amount)
