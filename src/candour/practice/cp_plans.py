"""The end of a child protection plan without a review: the child died, moved for good, turned 18 or left the country."""

from dataclasses import dataclass
from datetime import date

from candour.practice.ending import an_open_disagreement_is_on_the_record
from candour.practice.guard import Today, Worker, decision, must
from candour.practice.reasons import Deciding, grounds_are_given
from candour.record.casefile import Casefile
from candour.record.casefile.person import person
from candour.record.casefile.plans import open_cp_plan
from candour.record.entries.cp_plans import CpPlanEnded
from candour.record.entries.decision import DecisionMade
from candour.record.entry import ToRecord

PROCEDURES = "Partnership procedures (two areas agree): a manager may end it after consulting the agencies"
REASONS = {
    "died": "The child died",
    "moved": "The child moved for good, and the new authority has held its conference",
    "adult": "The child turned 18",
    "abroad": "The child left the country for good",
}


@dataclass(frozen=True, kw_only=True)
class PlanOverProposal(Deciding):
    """Why a plan is over without a review. `consulted` is which agencies were asked, and what they said."""

    ended_on: date
    reason: str
    consulted: str


@must("Candour house rule: only a running plan can end")
def a_plan_is_running(case: Casefile, proposal: PlanOverProposal, by: Worker) -> bool:
    """This child has no plan that runs."""
    return open_cp_plan(case) is not None


@must(PROCEDURES)
def agencies_were_consulted(case: Casefile, proposal: PlanOverProposal, by: Worker) -> bool:
    """Write which agencies were asked, and what they said."""
    return bool(proposal.consulted.strip())


@must("Candour house rule: a death is written down before a plan ends because of it")
def a_death_is_on_the_record(case: Casefile, proposal: PlanOverProposal, by: Worker) -> bool:
    """Write down the death first."""
    one = person(case)
    return proposal.reason != "died" or bool(one and one.died_on)


@decision(
    grounds_are_given,
    a_plan_is_running,
    agencies_were_consulted,
    a_death_is_on_the_record,
    an_open_disagreement_is_on_the_record,
)
def end_a_plan_without_a_review(case: Casefile, proposal: PlanOverProposal, by: Worker, today: Today) -> list[ToRecord]:
    """Write the decision and the end."""
    plan, decision_id = open_cp_plan(case), today.fresh()
    plan_id = plan.cp_plan_id if plan else ""
    made = DecisionMade(
        decision_id=decision_id,
        what="end the child protection plan without a review",
        about=plan_id,
        decided_on=today.day,
        reasons=proposal.reasons(by),
        changed_since=f"{REASONS[proposal.reason]}. Agencies consulted: {proposal.consulted.strip()}",
    )
    ended = CpPlanEnded(
        cp_plan_id=plan_id, ended_on=proposal.ended_on, why=REASONS[proposal.reason], decision_id=decision_id
    )
    return [ToRecord(made, (case.subject,), today.day), ToRecord(ended, (case.subject,), proposal.ended_on)]
