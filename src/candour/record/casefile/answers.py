"""What a decision to end, step down or close has to answer: harms, earlier closures, directions, dissent, views."""

from dataclasses import dataclass, replace
from datetime import date

from candour.record.casefile.episodes import Episode, episodes
from candour.record.casefile.file import Casefile
from candour.record.casefile.plans import cp_plans
from candour.record.entries.corrections import EntryMasked
from candour.record.entries.decision import DecisionMade
from candour.record.entries.harm import HarmRecorded, ProtectionRecorded
from candour.record.entries.involvements import AllocationEnded, ChildAllocated
from candour.record.entry import Recorded

MASKED_HARM = "A harm whose words were masked; its entry says by whom and why"


@dataclass(frozen=True)
class Harm:
    """One harm or disclosure, and what protects the child from it."""

    recorded: Recorded[HarmRecorded]
    protections: tuple[Recorded[ProtectionRecorded], ...]

    @property
    def harm_id(self) -> str:
        return self.recorded.fact.harm_id

    @property
    def protected(self) -> bool:
        """Whether anything now stands between the child and this harm that is not limited to part of the risk."""
        return any(one.fact.removes_risk != "no" and one.fact.end is None for one in self.protections)


@dataclass(frozen=True)
class EarlierClosure:
    """An earlier stop, and what followed it."""

    episode: Episode
    stopped_on: date
    decision: Recorded[DecisionMade] | None
    came_back_on: date | None
    came_back_to: Episode | None

    @property
    def days_until_return(self) -> int | None:
        return (self.came_back_on - self.stopped_on).days if self.came_back_on else None


@dataclass(frozen=True)
class Allocation:
    """A named worker's time with a child."""

    started: Recorded[ChildAllocated]
    ended: Recorded[AllocationEnded] | None

    @property
    def is_open(self) -> bool:
        return self.ended is None


def harms(case: Casefile) -> tuple[Harm, ...]:
    """Every harm and disclosure on the file with its protections, oldest first.

    One whose words were masked is still a harm: it stays open, without its words, until something protects from it.
    """
    return tuple(
        Harm(item, tuple(one for one in case.of(ProtectionRecorded) if one.fact.harm_id == item.fact.harm_id))
        for item in (*case.of(HarmRecorded), *_masked(case))
    )


def _masked(case: Casefile) -> list[Recorded[HarmRecorded]]:
    return [
        replace(item, fact=HarmRecorded(harm_id=item.fact.harm_id, what=MASKED_HARM, known_on=item.fact.known_on))
        for item in case.recorded
        if item.subjects[0] == case.subject
        and isinstance(item.fact, HarmRecorded)
        and item.entry_id not in case.superseded
        and isinstance((hidden := case.hidden.get(item.entry_id)) and hidden.fact, EntryMasked)
    ]


def earlier_closures(case: Casefile) -> tuple[EarlierClosure, ...]:
    """Every time this authority stopped before, and how long it was until the child came back."""
    told, decisions = episodes(case), {item.fact.about: item for item in case.of(DecisionMade)}
    found = []
    for at, episode in enumerate(told):
        if episode.ended_on:
            back = next((later for later in told[at + 1 :] if later.referred_on), None)
            found.append(
                EarlierClosure(
                    episode,
                    episode.ended_on,
                    decisions.get(episode.referral_id),
                    back.referred_on if back else None,
                    back,
                )
            )
    return tuple(found)


def allocations(case: Casefile) -> tuple[Allocation, ...]:
    """Who has worked with this child, oldest first."""
    ended = {item.fact.involvement_id: item for item in case.of(AllocationEnded)}
    return tuple(Allocation(item, ended.get(item.fact.involvement_id)) for item in case.of(ChildAllocated))


def allocated(case: Casefile) -> Allocation | None:
    """The worker the child is allocated to now, or None: unallocated is a state, and shown as one."""
    return next(
        (one for one in reversed(allocations(case)) if one.is_open and one.started.fact.involvement == "allocated"),
        None,
    )


def known_harm_returns(case: Casefile) -> int:
    """How often the child came back after an earlier stop: for the question who considered legal steps."""
    return sum(1 for closure in earlier_closures(case) if closure.came_back_on)


def previous_plans_here(case: Casefile) -> int:
    """Earlier child protection plans of this authority, transfers in from others left out (CIN guide, rule 8905)."""
    return sum(1 for plan in cp_plans(case) if not (plan.started and plan.started.fact.another_authoritys))
