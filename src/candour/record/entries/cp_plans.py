"""The child protection plan: what must change, and for which harm."""

from datetime import date

from candour.record.entry import entry


@entry("cp_plan_started")
class CpPlanStarted:
    """A child protection plan began."""

    cp_plan_id: str
    referral_id: str
    icpc_id: str = ""
    started_on: date
    category: str
    previous_plans: int | None = None
    another_authoritys: bool = False
    visit_every: int = 10


@entry("aim_agreed")
class AimAgreed:
    """One thing that must change was agreed, tied to the harm it answers."""

    aim_id: str
    plan_id: str
    harm_id: str = ""
    what_must_change: str
    who: str = ""
    by_when: date | None = None


@entry("cp_category_changed")
class CpCategoryChanged:
    """The category of a child protection plan changed."""

    cp_plan_id: str
    category: str
    changed_on: date


@entry("cp_plan_ended")
class CpPlanEnded:
    """A child protection plan ended."""

    cp_plan_id: str
    ended_on: date
    why: str = ""
    decision_id: str = ""
