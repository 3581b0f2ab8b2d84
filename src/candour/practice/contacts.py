"""The decision on a contact: a referral, no action, advice or early help."""

from dataclasses import dataclass

from candour.practice.guard import Today, Worker, decision, must
from candour.practice.reasons import Deciding, grounds_are_given
from candour.record.casefile import Casefile
from candour.record.casefile.episodes import Contact, contacts, open_episode
from candour.record.entries.cin_episodes import ReferralReceived
from candour.record.entries.contacts import ContactDecided
from candour.record.entries.strategy_discussion import StrategyDiscussionDeclined
from candour.record.entry import ToRecord
from candour.terms.indicators import indicator

REFERRAL = "referral"
OUTCOMES = {
    "referral": "Referral: a social worker decides the response",
    "early help": "Early help",
    "advice": "Advice or information given",
    "no action": "No action",
}


@dataclass(frozen=True, kw_only=True)
class ContactProposal(Deciding):
    """How a contact is to be decided."""

    contact_id: str
    outcome: str
    source_told: str = ""


def calls_for_discussion(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the indicators that call for a strategy discussion, rather than an appraisal the same day."""
    return tuple(code for code in codes if indicator(code).calls_for == "strategy discussion")


def _contact(case: Casefile, contact_id: str) -> Contact | None:
    return next((one for one in contacts(case) if one.received.fact.contact_id == contact_id), None)


@must("Candour house rule: a contact is decided once; a correction stands beside the first decision")
def contact_is_undecided(case: Casefile, proposal: ContactProposal, by: Worker) -> bool:
    """This contact has been decided. Correct that decision, or record a new contact."""
    contact = _contact(case, proposal.contact_id)
    return contact is not None and contact.decided is None


@must("Children in need census guide: new information on an open case is not a referral")
def no_episode_is_open(case: Casefile, proposal: ContactProposal, by: Worker) -> bool:
    """This child's case is open. Decide the contact as advice, and bring it to the worker; it is not a new referral."""
    return proposal.outcome != REFERRAL or open_episode(case) is None


@decision(grounds_are_given, contact_is_undecided, no_episode_is_open)
def decide_a_contact(case: Casefile, proposal: ContactProposal, by: Worker, today: Today) -> list[ToRecord]:
    """Write the decision down, the referral it leads to, and what was seen and not acted on."""
    contact = _contact(case, proposal.contact_id)
    subjects, reasons = (case.subject,), proposal.reasons(by)
    decided = ContactDecided(
        contact_id=proposal.contact_id,
        outcome=proposal.outcome,
        reasons=reasons,
        source_told=proposal.source_told,
    )
    drafts = [ToRecord(decided, subjects, today.day)]
    received = contact.received.fact if contact else None
    if proposal.outcome == REFERRAL:
        referral = ReferralReceived(
            referral_id=today.fresh(),
            contact_id=proposal.contact_id,
            received_on=received.received_on if received else today.day,
            source_code=received.source_code if received else "10",
        )
        drafts.append(ToRecord(referral, subjects, referral.received_on))
    elif received and (signs := calls_for_discussion(received.indicators)) and open_episode(case) is None:
        declined = StrategyDiscussionDeclined(
            referral_id="", contact_id=proposal.contact_id, indicators=signs, reasons=reasons
        )
        drafts.append(ToRecord(declined, subjects, today.day))
    return drafts
