"""The outcome of a section 47 enquiry."""

from dataclasses import dataclass
from datetime import date

from candour.practice.guard import Today, Worker, decision, must, should
from candour.practice.reasons import Deciding, grounds_are_given
from candour.record.casefile import Casefile
from candour.record.casefile.protection import CONFERENCE, enquiries
from candour.record.entries.initial_cp_conference import ConferenceCalled
from candour.record.entries.s47_enquiry import EnquiryOutcomeDecided
from candour.record.entry import ToRecord

WT = "Working Together 2023"  # replaced by the edition of March 2026: each guard is to be reread against it
OUTCOMES = {
    CONFERENCE: "Harm found and continuing or likely: hold a child protection conference",
    "substantiated no continuing risk": "Harm found, no continuing risk: plan without a conference",
    "not substantiated": "Concern not borne out",
}


@dataclass(frozen=True, kw_only=True)
class OutcomeProposal(Deciding):
    """What an enquiry found. `conference_on` is the day a conference is called for, if one is."""

    s47_enquiry_id: str
    outcome: str
    childs_account: str = ""
    findings: str = ""
    conference_on: date | None = None
    why_late: str = ""


@must("Candour house rule: an enquiry has one outcome")
def enquiry_is_running(case: Casefile, proposal: OutcomeProposal, by: Worker) -> bool:
    """No enquiry of this child is running, or it has its outcome already."""
    return any(one.s47_enquiry_id == proposal.s47_enquiry_id and one.is_open for one in enquiries(case))


@must("Children Act 1989 s47(5A): the child's wishes and feelings")
def childs_account_is_given_or_accounted_for(case: Casefile, proposal: OutcomeProposal, by: Worker) -> bool:
    """Write what the child said, in their words, or why there is no account."""
    return bool(proposal.childs_account.strip())


@must("Candour house rule: refuse silence, never the truth")
def findings_are_written(case: Casefile, proposal: OutcomeProposal, by: Worker) -> bool:
    """Write what the enquiry found."""
    return bool(proposal.findings.strip())


@should(f"{WT}: a registered social worker writes the outcome; a senior manager where no conference follows")
def decider_is_registered(case: Casefile, proposal: OutcomeProposal, by: Worker) -> bool:
    """Have a registered social worker decide the outcome, or say why somebody else did."""
    return by.registered or bool(proposal.decider and proposal.decider != by.worker_id)


@decision(
    grounds_are_given,
    enquiry_is_running,
    childs_account_is_given_or_accounted_for,
    findings_are_written,
    decider_is_registered,
)
def decide_the_outcome_of_an_enquiry(
    case: Casefile, proposal: OutcomeProposal, by: Worker, today: Today
) -> list[ToRecord]:
    """Write the outcome, and call the conference if one follows."""
    decided = EnquiryOutcomeDecided(
        s47_enquiry_id=proposal.s47_enquiry_id,
        decided_on=today.day,
        outcome=proposal.outcome,
        childs_account=proposal.childs_account.strip(),
        findings=proposal.findings.strip(),
        reasons=proposal.reasons(by),
    )
    drafts = [ToRecord(decided, (case.subject,), today.day)]
    if proposal.outcome == CONFERENCE and proposal.conference_on:
        called = ConferenceCalled(
            meeting_id=today.fresh(),
            referral_id=next(
                one.referral_id for one in enquiries(case) if one.s47_enquiry_id == proposal.s47_enquiry_id
            ),
            s47_enquiry_id=proposal.s47_enquiry_id,
            called_for=proposal.conference_on,
            why_late=proposal.why_late,
        )
        drafts.append(ToRecord(called, (case.subject,), today.day))
    return drafts
