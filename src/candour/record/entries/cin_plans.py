"""The child in need plan (Children Act 1989 s17)."""

from datetime import date

from candour.record.entry import entry


@entry("cin_plan_started")
class CinPlanStarted:
    """A child in need plan began, agreed with the family."""

    cin_plan_id: str
    referral_id: str
    started_on: date
    familys_agreement: str = ""
    next_review: date | None = None


@entry("cin_plan_reviewed")
class CinPlanReviewed:
    """A child in need plan was reviewed."""

    cin_plan_id: str
    held_on: date
    what_changed: str = ""
    next_review: date | None = None


@entry("cin_plan_ended")
class CinPlanEnded:
    """A child in need plan ended."""

    cin_plan_id: str
    ended_on: date
    why: str = ""
    decision_id: str = ""
