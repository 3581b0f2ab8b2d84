"""What reaches the front door, and what was decided about it."""

from datetime import date

from candour.record.entries.decision import Reasons
from candour.record.entry import entry


@entry("contact_received")
class ContactReceived:
    """Somebody told the front door something about a child."""

    contact_id: str
    received_on: date
    received_at: str = ""
    source_code: str = "10"
    source_name: str = ""
    source_confidential: bool = False
    what_was_said: str = ""
    agreement: str = ""
    indicators: tuple[str, ...] = ()


@entry("contact_decided")
class ContactDecided:
    """A decision was made on a contact: a referral, no action, advice or early help."""

    contact_id: str
    outcome: str  # referral, no action, advice, early help
    reasons: Reasons
    source_told: str = ""
