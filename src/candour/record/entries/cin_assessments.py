"""The assessment of a child's needs."""

from datetime import date

from candour.record.entries.decision import Reasons
from candour.record.entry import entry


@entry("assessment_started")
class AssessmentStarted:
    """An assessment of a child's needs began."""

    assessment_id: str
    referral_id: str
    started_on: date
    worker_id: str = ""
    review_point: date | None = None
    questions: str = ""


@entry("assessment_extended")
class AssessmentExtended:
    """More time was taken on purpose, for a stated reason."""

    assessment_id: str
    until: date
    why: str


@entry("assessment_authorised")
class AssessmentAuthorised:
    """An assessment was finished and a manager put their name to it."""

    assessment_id: str
    authorised_on: date
    outcome: str  # child in need plan, strategy discussion, close, early help, continue
    factors: tuple[str, ...] = ()
    child_seen: str = ""  # yes, no
    child_seen_alone: str = ""
    not_seen_because: str = ""
    childs_words: str = ""
    analysis: str = ""
    reasons: Reasons
