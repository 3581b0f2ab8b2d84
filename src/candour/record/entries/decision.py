"""A decision about a child: who made it, on what grounds, and whether it went against anybody's advice."""

from dataclasses import dataclass
from datetime import date

from candour.record.entry import entry


@dataclass(frozen=True, kw_only=True)
class Reasons:
    """Why a decision was made and by whom.

    `decider` is a worker's reference; `grounds` are codes of `terms.grounds`; `because` is in the decider's words.
    `directed` is "yes", "no" or "" where it was not asked; `direction` names the direction on the record.
    """

    decider: str
    grounds: tuple[str, ...] = ()
    because: str = ""
    recommendation: str = ""
    recommended_by: str = ""
    against_recommendation: bool = False
    directed: str = ""
    direction: str = ""
    meeting: str = ""


@dataclass(frozen=True, kw_only=True)
class HarmAnswer:
    """What a decision says about one harm: what now protects the child from it, or that nothing yet does."""

    harm: str
    protected_by: str = ""
    unprotected_because: str = ""


@entry("decision_made")
class DecisionMade:
    """A decision that takes a child out of protection or out of help was made, with everything it had to answer."""

    decision_id: str
    what: str  # end the child protection plan, continue the child protection plan, close, end the child in need plan
    about: str = ""
    decided_on: date
    reasons: Reasons
    harms: tuple[HarmAnswer, ...] = ()
    changed_since: str = ""
    no_change: bool = False
    earlier_closures: str = ""
    legal_steps_considered_by: str = ""
    legal_steps_not_taken_because: str = ""


@entry("guidance_departed_from")
class GuidanceDepartedFrom:
    """Somebody departed from guidance and gave their reason before they decided."""

    decision: str
    guard: str
    what_guidance_says: str
    source: str
    why: str
