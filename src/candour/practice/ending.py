"""What every decision to end a plan, step down or close has to answer, whoever wants it ended."""

from dataclasses import dataclass, replace
from typing import Any

from candour.practice.guard import Today, Worker, must
from candour.practice.reasons import HOUSE, Deciding, grounds_are_given
from candour.practice.voices import Dissent, View, dissents_given, views_given
from candour.record.casefile import Casefile
from candour.record.casefile.answers import harms, known_harm_returns
from candour.record.casefile.disagreements import open_since
from candour.record.entries.decision import DecisionMade, HarmAnswer
from candour.record.entries.direction import DirectionReceived
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.harm import ProtectionRecorded
from candour.record.entry import ToRecord

VOICES = ("child", "family", "agency")


@dataclass(frozen=True, kw_only=True)
class EndingProposal(Deciding):
    """What the page asks where something would end for a child."""

    harms: tuple[HarmAnswer, ...] = ()
    changed_since: str = ""
    no_change: bool = False
    earlier_closures: str = ""
    legal_steps_considered_by: str = ""
    legal_steps_not_taken_because: str = ""
    views: tuple[View, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    directed_by: str = ""
    directed_role: str = ""
    directed_on: Any = None
    directed_how: str = ""
    directed_words: str = ""


@must("Working Together 2023: a plan ends when the child is no longer likely to suffer significant harm")
def each_harm_is_answered(case: Casefile, proposal: EndingProposal, by: Worker) -> bool:
    """For each harm or disclosure, say what now protects the child from it, or that nothing does and why you go on."""
    said = {answer.harm: answer for answer in proposal.harms}
    return all(
        harm.protected
        or ((answer := said.get(harm.harm_id)) and (answer.protected_by.strip() or answer.unprotected_because.strip()))
        for harm in harms(case)
    )


@must(HOUSE)
def change_is_stated(case: Casefile, proposal: EndingProposal, by: Worker) -> bool:
    """Say what has changed for the child since the last review, or that nothing has."""
    return proposal.no_change or bool(proposal.changed_since.strip())


@must(HOUSE)
def earlier_closures_are_answered(case: Casefile, proposal: EndingProposal, by: Worker) -> bool:
    """This child was closed before and came back. Say what is different this time."""
    return not known_harm_returns(case) or bool(proposal.earlier_closures.strip())


@must(HOUSE)
def legal_steps_are_answered(case: Casefile, proposal: EndingProposal, by: Worker) -> bool:
    """Known harm has come back. Say who considered legal steps, and why they were not taken."""
    return not (known_harm_returns(case) and harms(case)) or bool(
        proposal.legal_steps_considered_by.strip() and proposal.legal_steps_not_taken_because.strip()
    )


@must("Children Act 1989 s17(4A), s47(5A): the child's wishes and feelings; Candour: or the reason there are none")
def every_voice_is_heard_or_accounted_for(case: Casefile, proposal: EndingProposal, by: Worker) -> bool:
    """For the child, the family and the agencies, write what they say, or why there is no view."""
    given = {view.whose for view in proposal.views if view.words.strip() or view.no_view_because.strip()}
    return given >= set(VOICES)


@must(HOUSE)
def direction_is_answered(case: Casefile, proposal: EndingProposal, by: Worker) -> bool:
    """Say whether anybody directed this decision; if so, or if it rests on an instruction, who, and in what words."""
    if "instruction" in proposal.grounds and proposal.directed != "yes":
        return False
    if proposal.directed == "yes":
        return bool(proposal.direction) or bool(proposal.directed_by.strip() and proposal.directed_words.strip())
    return proposal.directed == "no"


@must(
    "Candour house rule: nobody steps a child down past a formal disagreement in silence; Working Together 2023, escalation"
)
def an_open_disagreement_is_on_the_record(case: Casefile, proposal: Any, by: Worker) -> bool:
    """A formal disagreement about this child is open. Record the dissent first, in the words you were given, or that none were."""
    since = open_since(case)
    if since is None or any(one.words.strip() for one in getattr(proposal, "dissents", ())):
        return True
    return any(item.recorded >= since for item in case.of(DissentRecorded))


ending_guards = (
    grounds_are_given,
    each_harm_is_answered,
    change_is_stated,
    earlier_closures_are_answered,
    legal_steps_are_answered,
    every_voice_is_heard_or_accounted_for,
    direction_is_answered,
    an_open_disagreement_is_on_the_record,
)


@dataclass(frozen=True)
class EndingDecision:
    """The decision's reference, and everything to write with it."""

    decision_id: str
    drafts: tuple[ToRecord, ...]


def ending_decision(
    case: Casefile, proposal: EndingProposal, by: Worker, today: Today, what: str, about: str
) -> EndingDecision:
    """The decision with its answers: protections, direction, views and dissent each become entries of their own."""
    decision_id, direction_id = today.fresh(), proposal.direction
    facts: list[Any] = []
    if proposal.directed == "yes" and not direction_id:
        direction_id = today.fresh()
        facts.append(_direction(proposal, today, direction_id, what))
    facts += [*_protections(proposal, today), *views_given(proposal.views, decision_id, today.day, today)]
    facts.append(
        DecisionMade(
            decision_id=decision_id,
            what=what,
            about=about,
            decided_on=today.day,
            reasons=replace(proposal.reasons(by), direction=direction_id),
            harms=proposal.harms,
            changed_since=proposal.changed_since.strip(),
            no_change=proposal.no_change,
            earlier_closures=proposal.earlier_closures.strip(),
            legal_steps_considered_by=proposal.legal_steps_considered_by.strip(),
            legal_steps_not_taken_because=proposal.legal_steps_not_taken_because.strip(),
        )
    )
    facts += dissents_given(proposal.dissents, decision_id, what, today.day, today)
    return EndingDecision(decision_id, tuple(ToRecord(fact, (case.subject,), today.day) for fact in facts))


def _direction(proposal: EndingProposal, today: Today, direction_id: str, what: str) -> DirectionReceived:
    return DirectionReceived(
        direction_id=direction_id,
        from_whom=proposal.directed_by,
        their_role=proposal.directed_role,
        received_on=proposal.directed_on or today.day,
        how=proposal.directed_how,
        words=proposal.directed_words,
        to_do_what=what,
        against_assessment=proposal.against_recommendation,
    )


def _protections(proposal: EndingProposal, today: Today) -> list[ProtectionRecorded]:
    return [
        ProtectionRecorded(
            protection_id=today.fresh(),
            harm_id=answer.harm,
            what=answer.protected_by,
            removes_risk="yes",
            start=today.day,
        )
        for answer in proposal.harms
        if answer.protected_by.strip()
    ]
