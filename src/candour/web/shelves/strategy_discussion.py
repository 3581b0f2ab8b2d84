"""The strategy discussion."""

from typing import Any

from candour.practice.professionals import worker_on
from candour.practice.strategy_discussion import StrategyProposal, hold_a_strategy_discussion
from candour.record.casefile.answers import allocated
from candour.record.casefile.clocks import discussion_awaited
from candour.record.casefile.episodes import open_episode
from candour.record.entries.cin_episodes import ReferralDecided
from candour.terms.indicators import indicator
from candour.web.shelves.asking import (
    PRESENT,
    WorkerChoice,
    because,
    from_list,
    grounds,
    in_words,
    one_of,
    past_day,
    present_of,
    reasons_of,
)
from candour.web.steps import At, Known, Step, Written, step


class StrategyForm(WorkerChoice):
    """What agencies shared, and whether to enquire."""

    groups = (PRESENT,)
    held_on = past_day("When was it held?")
    information_shared = in_words("What was shared?", rows=6)
    outcome = one_of(
        "What was decided?",
        (("enquiry", "Make enquiries under section 47"), ("no enquiry", "No enquiry; go on with the assessment")),
    )
    joint = one_of(
        "How?", (("single agency", "Single agency"), ("joint with police", "Jointly with the police")), required=False
    )
    worker_id = from_list("Who leads the enquiry?", required=False)
    immediate_safety = in_words("What keeps the child safe tonight?", required=False, rows=2)
    grounds = grounds()
    because = because()
    sections = (
        ("The discussion", "", ("held_on", "present", "information_shared", "immediate_safety")),
        ("The decision", "", ("outcome", "joint", "worker_id", "grounds", "because")),
    )


def strategy_known(at: At) -> list[Known]:
    """What called for it."""
    decided = at.case.last(ReferralDecided)
    signs = decided.fact.indicators if decided else ()
    return [Known("What calls for it", text="\n".join(indicator(code).words for code in signs))] if signs else []


def strategy_written(at: At, said: dict[str, Any]) -> Written:
    """The discussion, and the enquiry it starts."""
    lead = said["worker_id"] or at.worker.worker_id
    worker = worker_on(at.people(lead), said["held_on"])
    proposal = StrategyProposal(
        held_on=said["held_on"],
        present=present_of(said),
        information_shared=said["information_shared"],
        outcome=said["outcome"],
        joint=said["joint"],
        immediate_safety=said["immediate_safety"],
        lead_worker_id=lead,
        lead_registered=bool(worker and worker.registered),
        **reasons_of(said),
    )
    return Written("The strategy discussion is on the record.", decision=hold_a_strategy_discussion, proposal=proposal)


def _initial(at: At) -> dict[str, Any]:
    now = allocated(at.case)
    return {"held_on": at.day, "worker_id": now.started.fact.worker_id if now else ""}


step(
    Step(
        "strategy-discussion",
        "Record a strategy discussion",
        "discuss",
        "Meetings and plans",
        StrategyForm,
        strategy_written,
        "Record the discussion",
        decision=hold_a_strategy_discussion,
        applies=lambda case: open_episode(case) is not None,
        known=strategy_known,
        urgent=lambda case: discussion_awaited(case) is not None,
        initial=_initial,
    )
)
