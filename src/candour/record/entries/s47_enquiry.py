"""The enquiry into whether a child is suffering, or likely to suffer, significant harm (Children Act 1989 s47)."""

from datetime import date

from candour.record.entries.decision import Reasons
from candour.record.entry import entry


@entry("enquiry_started")
class EnquiryStarted:
    """A section 47 enquiry began, from the strategy discussion that started it."""

    s47_enquiry_id: str
    referral_id: str
    strategy_discussion_id: str = ""
    started_on: date
    lead_worker_id: str = ""


@entry("enquiry_part_done")
class EnquiryPartDone:
    """Somebody did part of an enquiry: who it really was, and what they found."""

    s47_enquiry_id: str
    done_on: date
    what: str
    done_by: str
    done_by_registered: str = ""  # yes, no, not known
    found: str = ""


@entry("enquiry_outcome_decided")
class EnquiryOutcomeDecided:
    """The outcome of a section 47 enquiry was decided."""

    s47_enquiry_id: str
    decided_on: date
    outcome: str  # not substantiated, substantiated no continuing risk, conference
    childs_account: str = ""
    findings: str = ""
    reasons: Reasons
