"""Ending a record: asked by one person, agreed by another, thirty days later, and never under a legal hold."""

from dataclasses import dataclass
from datetime import date

from candour.practice.guard import Today, Worker, decision, must, should
from candour.record.casefile import Casefile
from candour.record.casefile.episodes import open_episode
from candour.record.casefile.retention import DELAY, erased, held, open_erasure
from candour.record.entries.retention import ErasureAgreed, ErasureAsked, ErasureCalledOff, ErasureCarriedOut
from candour.record.entry import ToRecord
from candour.terms.working_days import london_day

UK_GDPR = "UK GDPR article 5(1)(e): kept no longer than needed, and article 17(3)(b): kept where the law needs it"
HOLD = "Inquiries Act 2005 s35, and the duty to keep what a court or an inquiry needs"
TWO = "Candour house rule: no one person can end a record"


@dataclass(frozen=True, kw_only=True)
class ErasureProposal:
    """That a record be erased: on which basis, until when it had to be kept, and why."""

    basis: str
    kept_until: date
    why: str
    today: date


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What somebody says to an erasure, and on what day."""

    why: str
    today: date


@must(UK_GDPR)
def case_is_closed(case: Casefile, proposal: ErasureProposal, by: Worker) -> bool:
    """This case is open. Nothing is erased while somebody works with the person."""
    return open_episode(case) is None


@must(TWO)
def no_erasure_is_under_way(case: Casefile, proposal: ErasureProposal, by: Worker) -> bool:
    """Somebody asked for this already, or it was carried out. Answer that one."""
    return open_erasure(case) is None and erased(case) is None


@must(HOLD)
def no_legal_hold_is_in_force(case: Casefile, proposal: ErasureProposal | Answer, by: Worker) -> bool:
    """A legal hold is in force. It has to be lifted first, by whoever placed it or needs it no more."""
    return not held(case)


@should(UK_GDPR)
def time_to_keep_it_is_over(case: Casefile, proposal: ErasureProposal, by: Worker) -> bool:
    """The time this record is kept for is not over. Say why it should end before."""
    return proposal.kept_until <= proposal.today


@must(TWO)
def erasure_was_asked_for(case: Casefile, proposal: Answer, by: Worker) -> bool:
    """Nobody asked for an erasure that is still open."""
    return open_erasure(case) is not None


@must(TWO)
def somebody_else_asked(case: Casefile, proposal: Answer, by: Worker) -> bool:
    """You asked for it, or wrote for whoever did. Another person has to read the record and agree."""
    one = open_erasure(case)
    return one is None or by.worker_id not in (one.asked.actor, one.asked.on_behalf_of)


@must(TWO)
def nobody_agreed_yet(case: Casefile, proposal: Answer, by: Worker) -> bool:
    """A second person agreed already. It can be carried out thirty days after that."""
    one = open_erasure(case)
    return one is None or one.agreed is None


@must(TWO)
def a_second_person_agreed(case: Casefile, proposal: Answer, by: Worker) -> bool:
    """Nobody else has agreed yet. Somebody who did not ask for it, nor for whom it was asked, has to."""
    one = open_erasure(case)
    return one is None or one.by_two


@must("Candour house rule: thirty days in which anybody can stop it")
def thirty_days_have_passed(case: Casefile, proposal: Answer, by: Worker) -> bool:
    """Thirty days have not passed since the second person agreed. Wait for the day shown."""
    one = open_erasure(case)
    return one is None or one.due is None or london_day(one.due) <= proposal.today


@decision(case_is_closed, no_erasure_is_under_way, no_legal_hold_is_in_force, time_to_keep_it_is_over)
def ask_for_an_erasure(case: Casefile, proposal: ErasureProposal, by: Worker, today: Today) -> list[ToRecord]:
    """Ask that this record be erased."""
    made = ErasureAsked(
        erasure_id=today.fresh(),
        person_id=case.subject,
        basis=proposal.basis,
        kept_until=proposal.kept_until,
        why=proposal.why,
    )
    return [ToRecord(made, (made.erasure_id, case.subject), today.day)]


@decision(erasure_was_asked_for, somebody_else_asked, nobody_agreed_yet, no_legal_hold_is_in_force)
def agree_to_an_erasure(case: Casefile, proposal: Answer, by: Worker, today: Today) -> list[ToRecord]:
    """Agree, as the second person, that this record be erased."""
    one = open_erasure(case)
    assert one
    made = ErasureAgreed(erasure_id=one.asked.fact.erasure_id, person_id=case.subject, why=proposal.why)
    return [ToRecord(made, (made.erasure_id, case.subject), today.day)]


@decision(erasure_was_asked_for)
def call_an_erasure_off(case: Casefile, proposal: Answer, by: Worker, today: Today) -> list[ToRecord]:
    """Stop an erasure, for good."""
    one = open_erasure(case)
    assert one
    made = ErasureCalledOff(erasure_id=one.asked.fact.erasure_id, person_id=case.subject, why=proposal.why)
    return [ToRecord(made, (made.erasure_id, case.subject), today.day)]


@decision(erasure_was_asked_for, a_second_person_agreed, thirty_days_have_passed, no_legal_hold_is_in_force)
def carry_out_an_erasure(case: Casefile, proposal: Answer, by: Worker, today: Today) -> list[ToRecord]:
    """Destroy the key to this record."""
    one = open_erasure(case)
    assert one
    asked = one.asked.fact
    made = ErasureCarriedOut(erasure_id=asked.erasure_id, person_id=case.subject, basis=asked.basis)
    return [ToRecord(made, (made.erasure_id, case.subject), today.day)]


assert DELAY.days == 30
