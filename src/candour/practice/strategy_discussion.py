"""The strategy discussion: whether to make enquiries under section 47."""

from dataclasses import dataclass
from datetime import date

from candour.practice.guard import Today, Worker, decision, must, should
from candour.practice.reasons import Deciding, grounds_are_given
from candour.record.casefile import Casefile
from candour.record.casefile.episodes import open_episode
from candour.record.casefile.protection import enquiries
from candour.record.entries.s47_enquiry import EnquiryStarted
from candour.record.entries.strategy_discussion import Attendance, StrategyDiscussionHeld
from candour.record.entry import ToRecord

WT = "Working Together 2023"  # replaced by the edition of March 2026: each guard is to be reread against it


@dataclass(frozen=True, kw_only=True)
class StrategyProposal(Deciding):
    """What the discussion shared and decided. `outcome` is "enquiry" or "no enquiry"."""

    held_on: date
    present: tuple[Attendance, ...] = ()
    information_shared: str = ""
    outcome: str
    joint: str = ""
    immediate_safety: str = ""
    lead_worker_id: str = ""
    lead_registered: bool = False


@must("Candour house rule: what is decided about a child belongs to an open case")
def referral_is_open(case: Casefile, proposal: StrategyProposal, by: Worker) -> bool:
    """This child's case is not open. Record the contact and decide the referral first."""
    return open_episode(case) is not None


@must("Children in need census guide: one enquiry at a time (rules 8839, 8890)")
def no_enquiry_is_running(case: Casefile, proposal: StrategyProposal, by: Worker) -> bool:
    """An enquiry is running. This discussion belongs to it: record it as no new enquiry, or decide that one first."""
    return proposal.outcome != "enquiry" or not any(one.is_open for one in enquiries(case))


@should(f"{WT}: at least children's social care, the police and health")
def police_and_health_took_part(case: Casefile, proposal: StrategyProposal, by: Worker) -> bool:
    """Bring in the police and health, or say why the discussion went ahead without them."""
    agencies = " ".join(person.agency.lower() for person in proposal.present if person.attended)
    return "police" in agencies and ("health" in agencies or "nhs" in agencies)


@should(f"{WT}: a local authority social worker leads the enquiry; Social Workers Regulations 2018")
def lead_is_a_registered_social_worker(case: Casefile, proposal: StrategyProposal, by: Worker) -> bool:
    """Name a registered social worker to lead the enquiry, or say why somebody else leads it."""
    return proposal.outcome != "enquiry" or proposal.lead_registered


@decision(
    grounds_are_given,
    referral_is_open,
    no_enquiry_is_running,
    police_and_health_took_part,
    lead_is_a_registered_social_worker,
)
def hold_a_strategy_discussion(case: Casefile, proposal: StrategyProposal, by: Worker, today: Today) -> list[ToRecord]:
    """Write the discussion, and the enquiry it starts: the conference clock runs from this day."""
    episode, discussion_id = open_episode(case), today.fresh()
    referral_id = episode.referral_id if episode else ""
    held = StrategyDiscussionHeld(
        strategy_discussion_id=discussion_id,
        referral_id=referral_id,
        held_on=proposal.held_on,
        present=proposal.present,
        information_shared=proposal.information_shared,
        outcome=proposal.outcome,
        joint=proposal.joint,
        immediate_safety=proposal.immediate_safety,
        reasons=proposal.reasons(by),
    )
    drafts = [ToRecord(held, (case.subject,), proposal.held_on)]
    if proposal.outcome == "enquiry":
        started = EnquiryStarted(
            s47_enquiry_id=today.fresh(),
            referral_id=referral_id,
            strategy_discussion_id=discussion_id,
            started_on=proposal.held_on,
            lead_worker_id=proposal.lead_worker_id or by.worker_id,
        )
        drafts.append(ToRecord(started, (case.subject,), proposal.held_on))
    return drafts
