"""The child in need plan: agreed with the family, and never beside a child protection plan."""

from dataclasses import dataclass
from datetime import date

from candour.practice.guard import Today, Worker, decision, must
from candour.record.casefile import Casefile
from candour.record.casefile.episodes import open_episode
from candour.record.casefile.plans import open_cin_plan, open_cp_plan
from candour.record.entries.cin_plans import CinPlanStarted
from candour.record.entry import ToRecord

GUIDE = "Children in need census guide 2023-24"


@dataclass(frozen=True, kw_only=True)
class CinPlanProposal:
    """A plan of help."""

    started_on: date
    familys_agreement: str
    next_review: date | None = None


@must("Children Act 1989 s17: help is given to a child in need whose case is open")
def case_is_open_for_help(case: Casefile, proposal: CinPlanProposal, by: Worker) -> bool:
    """This child's case is not open. Decide a referral first."""
    return open_episode(case) is not None


@must(f"{GUIDE}: a child in need plan never runs beside a child protection plan (rules 4001, 4016, 4017)")
def no_protection_plan_is_running(case: Casefile, proposal: CinPlanProposal, by: Worker) -> bool:
    """A child protection plan is running. Its review decides whether a child in need plan follows."""
    return open_cp_plan(case) is None


@must(f"{GUIDE}: one child in need plan at a time (rule 4004)")
def no_child_in_need_plan_is_running(case: Casefile, proposal: CinPlanProposal, by: Worker) -> bool:
    """This child already has a child in need plan. Review that plan instead."""
    return open_cin_plan(case) is None


@decision(case_is_open_for_help, no_protection_plan_is_running, no_child_in_need_plan_is_running)
def start_a_child_in_need_plan(case: Casefile, proposal: CinPlanProposal, by: Worker, today: Today) -> list[ToRecord]:
    """Begin the plan."""
    episode = open_episode(case)
    started = CinPlanStarted(
        cin_plan_id=today.fresh(),
        referral_id=episode.referral_id if episode else "",
        started_on=proposal.started_on,
        familys_agreement=proposal.familys_agreement,
        next_review=proposal.next_review,
    )
    return [ToRecord(started, (case.subject,), proposal.started_on)]
