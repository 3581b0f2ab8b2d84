"""Every decision has a person, grounds and words: what a decision may never be silent about."""

from dataclasses import dataclass
from typing import Any

from candour.practice.guard import Worker, must
from candour.record.casefile import Casefile
from candour.record.entries.decision import Reasons

HOUSE = "Candour house rule: refuse silence, never the truth"


@dataclass(frozen=True, kw_only=True)
class Deciding:
    """What every proposal says of its decision. `decider` is the person who decided, if not the one who writes."""

    decider: str = ""
    grounds: tuple[str, ...] = ()
    because: str = ""
    recommendation: str = ""
    recommended_by: str = ""
    against_recommendation: bool = False
    directed: str = ""
    direction: str = ""
    meeting: str = ""

    def reasons(self, by: Worker) -> Reasons:
        """The reasons as they go on the record."""
        return Reasons(
            decider=self.decider or by.worker_id,
            grounds=self.grounds,
            because=self.because.strip(),
            recommendation=self.recommendation.strip(),
            recommended_by=self.recommended_by,
            against_recommendation=self.against_recommendation,
            directed=self.directed,
            direction=self.direction,
            meeting=self.meeting,
        )


@must(HOUSE)
def grounds_are_given(case: Casefile, proposal: Any, by: Worker) -> bool:
    """Say what the decision rests on: choose the grounds and give them in your own words."""
    return bool(proposal.grounds) and bool(proposal.because.strip())
