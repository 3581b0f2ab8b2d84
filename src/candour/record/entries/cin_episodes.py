"""An episode of need: from the referral to its closure."""

from datetime import date

from candour.record.entries.decision import Reasons
from candour.record.entry import entry


@entry("referral_received")
class ReferralReceived:
    """A contact became a referral: a request for services for a child not already open."""

    referral_id: str
    contact_id: str = ""
    received_on: date
    source_code: str = "10"
    primary_need: str = ""


@entry("referral_decided")
class ReferralDecided:
    """A social worker decided the response to a referral."""

    referral_id: str
    response: str  # assessment, strategy discussion, immediate protection, other help, no further action
    primary_need: str = ""
    threshold_id: str = ""
    threshold_level: str = ""
    parents_told: str = ""
    no_strategy_discussion_because: str = ""
    indicators: tuple[str, ...] = ()
    referrer_told: str = ""
    reasons: Reasons


@entry("need_recorded")
class NeedRecorded:
    """The main reason a child needs help was written down, or written down again."""

    referral_id: str
    primary_need: str


@entry("episode_closed")
class EpisodeClosed:
    """The authority stopped working with a child, and said why."""

    referral_id: str
    closed_on: date
    reason: str
    would_reopen: str = ""
