"""What an authority drawn straight into tables is up to: nothing, or one pattern of known size from a known day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Regime:
    """One planted pattern. `size` means what `sized` says; `spread` is over how many working days it happens."""

    name: str
    what: str
    seen_by: tuple[str, ...]  # the detectors that ought to see it
    sized: str = "nothing"
    size: float = 0.0
    step: str = ""  # the step whose share of yes moves, of those in STEPS
    spread: int = 1


# The steps a threshold may drift at, with the share of yes each has in the model.
STEPS: Mapping[str, float] = {
    "referral taken on": 0.935,
    "referral to enquiry": 0.288,
    "enquiry to conference": 0.313,
    "conference to plan": 0.858,
}
FAMILIES = "families stepped down"
ODDS = "what the odds of the step are multiplied by"
DRIFT = "threshold drift"
ROADS = "leaving protection by any road"
BULK = "bulk downgrade or closure"

REGIMES: Mapping[str, Regime] = {
    regime.name: regime
    for regime in (
        Regime("honest", "Nothing is planted.", ()),
        Regime("bulk", "Families are stepped down from child protection in three working days.", (BULK, ROADS),
            FAMILIES, 14, spread=3),
        Regime("bulk-over-a-fortnight", "Families are stepped down from child protection within a fortnight.",
            (BULK, ROADS), FAMILIES, 24, spread=10),
        Regime("drift", "From one day fewer enquiries lead to a conference: .42 would become .32.", (DRIFT, ROADS),
            ODDS, 0.65, step="enquiry to conference"),
        Regime("slow-drift", "Over nine months fewer and fewer enquiries lead to a conference.", (DRIFT, ROADS),
            ODDS, 0.55, step="enquiry to conference", spread=190),
        Regime("drift-to-plan", "From one day fewer conferences make a plan.", (DRIFT, ROADS),
            ODDS, 0.45, step="conference to plan"),
        Regime("drift-to-enquiry", "From one day fewer referrals lead to an enquiry.", (DRIFT, ROADS),
            ODDS, 0.6, step="referral to enquiry"),
        Regime("closing", "Every four weeks open help is closed to clear caseloads; families come back more.",
            ("revolving door", BULK), "share of the families with open help closed each time", 0.08),
        Regime("chair", "One chair makes half as many plans and ends plans against the worker's recommendation.",
            ("chair against recommendation", "per-chair direction"),
            "share of that chair's conferences that make a plan", 0.5),
        Regime("allocation", "Families are stepped down in the days before their worker is given a new child.",
            ("downgrade just before an allocation",),
            "share of allocations to a worker with a family on a plan before which one is stepped down", 0.25),
        Regime("hidden-work", "Unregistered workers enquire and assess where a registered worker is allocated.",
            ("worked by another",), "share of enquiries and assessments", 0.2),
        Regime("never-convened", "Concerns are found and no conference is convened; the episode is closed.",
            (ROADS, DRIFT), "share of the conferences due that are not convened", 0.35),
        Regime("short-of-two-years", "Plans that would pass two years are ended in the weeks before.",
            (ROADS, "plan ended without change"), "share of such plans", 0.9),
        Regime("hollow", "Late assessments are authorised on the last day allowed, the child not seen.",
            ("done in time but hollow",), "share of the assessments that would be late", 0.8),
    )
}  # fmt: skip


@dataclass
class Planted:
    """The truth that lies beside the rows: what was planted, from which day, where, and who ought to see it."""

    regime: str
    what: str
    seen_by: tuple[str, ...]
    starts: date | None
    sized: str
    size: float
    step: str
    workers: list[str] = field(default_factory=list)
    acts: list[tuple[date, str, str]] = field(default_factory=list)  # the day, the child, what was done

    @property
    def children(self) -> list[str]:
        """The children it was done to, each once."""
        return list(dict.fromkeys(child for _, child, _ in self.acts))
