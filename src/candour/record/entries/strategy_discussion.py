"""Agencies talking together when a child may be suffering significant harm."""

from dataclasses import dataclass
from datetime import date

from candour.record.entries.decision import Reasons
from candour.record.entry import entry


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """Somebody at a meeting, for whom they spoke, and what their agency thought."""

    name: str
    agency: str = ""
    attended: bool = True
    view: str = ""
    dissents: bool = False


@entry("strategy_discussion_held")
class StrategyDiscussionHeld:
    """Social care, the police, health and others shared what they know and decided whether to enquire."""

    strategy_discussion_id: str
    referral_id: str
    held_on: date
    present: tuple[Attendance, ...] = ()
    information_shared: str = ""
    outcome: str = ""  # enquiry, no enquiry
    joint: str = ""  # single agency, joint with police
    immediate_safety: str = ""
    reasons: Reasons


@entry("strategy_discussion_declined")
class StrategyDiscussionDeclined:
    """Somebody decided not to hold a strategy discussion where an indicator calls for one."""

    referral_id: str
    contact_id: str = ""
    indicators: tuple[str, ...]
    reasons: Reasons
