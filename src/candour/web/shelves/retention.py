"""Keeping a record because somebody needs it, and ending one: asked, agreed by another, and thirty days later."""

from collections import Counter
from typing import Any

from django import forms
from django.urls import reverse

from candour.access.permission import may_for
from candour.practice.retention import (
    Answer,
    ErasureProposal,
    agree_to_an_erasure,
    ask_for_an_erasure,
    call_an_erasure_off,
    carry_out_an_erasure,
)
from candour.record.casefile import Casefile
from candour.record.casefile.retention import erasures, held, keeping, kept_on, open_erasure
from candour.record.entries.retention import LegalHoldLifted, LegalHoldPlaced
from candour.record.entry import ToRecord, kind_of
from candour.terms.retention import BASES
from candour.terms.working_days import LONDON
from candour.web.ended import spelt_type
from candour.web.names import names
from candour.web.shelves.asking import day, from_list, in_words, line
from candour.web.steps import At, Known, Step, StepForm, Written, step

GROUP = "Keeping"  # not among the steps of the journey: these stand on the page on how long the record is kept
STAYS = "Name nobody. These words stay on the record when the rest can no longer be read"


class HoldForm(StepForm):
    """Who needs the record kept, and why."""

    asked_by = line("Who needs this record kept?", hint="For example, the inquiry, the court or the ombudsman")
    why = in_words("Why?", hint=STAYS, rows=3)


def hold_placed(at: At, said: dict[str, Any]) -> Written:
    """The hold, as a fact."""
    fact = LegalHoldPlaced(hold_id=at.now.fresh(), person_id=at.case.subject, **said)
    return _noted(at, fact, "The legal hold is on the record. Nothing in this record can be erased until it is lifted.")


class LiftForm(StepForm):
    """Which hold, and why it is needed no more."""

    hold_id = from_list("Which hold?")
    why = in_words("Why is it needed no more?", hint=STAYS, rows=3)

    def prepare(self, at: At) -> None:
        there = [(one.placed.fact.hold_id, _hold_in_a_line(one.placed)) for one in held(at.case)]
        self.fields["hold_id"].choices = [("", "Choose"), *there]  # type: ignore[attr-defined]


def _hold_in_a_line(placed: Any) -> str:
    return f"{placed.happened:%-d %B %Y}, for {placed.fact.asked_by}"[:160]


def hold_lifted(at: At, said: dict[str, Any]) -> Written:
    """The lifting, as a fact."""
    return _noted(at, LegalHoldLifted(person_id=at.case.subject, **said), "The legal hold is lifted.")


def _noted(at: At, fact: Any, said: str) -> Written:
    then = _keeping_page(at) if may_for(at.worker, "read", at.case) else ""  # a hold is placed on any record
    return Written(said, [ToRecord(fact, (fact.hold_id, at.case.subject), at.day)], then=then)


def _keeping_page(at: At) -> str:
    return reverse("keeping", kwargs={"person_id": at.case.subject})


class AskForm(StepForm):
    """On which basis the record was kept, until when, and why it should end."""

    basis = from_list("On which basis was this record kept?", list(BASES.items()))
    kept_until = day("Until which day had it to be kept?", hint="Worked out from the record where it says enough")
    why = in_words("Why should it be erased?", hint=STAYS, rows=3)


def asked_before(at: At) -> list[Known]:
    """Until when the record would be kept on each basis, and erasures that were called off before."""
    lines = [(words, _until(at, basis)) for basis, words in BASES.items()]
    text = "Candour does not know whether the child was looked after. Find out first."
    known = [Known("Until when it is kept, by its basis", lines, text=text)]
    off = [
        (f"{one.called_off.happened:%-d %B %Y}", one.called_off.fact.why) for one in erasures(at.case) if one.called_off
    ]
    return [*known, *([Known("Called off before", off, warns=True)] if off else [])]


def _until(at: At, basis: str) -> str:
    kept = kept_on(at.case, basis)
    return f"until {kept.until:%-d %B %Y}" if kept.until else f"cannot be worked out: {kept.why_not}"


def erasure_asked(at: At, said: dict[str, Any]) -> Written:
    """The asking."""
    proposal = ErasureProposal(today=at.day, **said)
    return Written(
        "The erasure is asked for. Another person has to read the record and agree.",
        decision=ask_for_an_erasure,
        proposal=proposal,
        then=_keeping_page(at),
    )


class WhyForm(StepForm):
    """Why, in words that stay."""

    why = in_words("Why?", hint=STAYS, rows=3)


def would_be_lost(at: At) -> list[Known]:
    """What was asked, and how many entries of which kind could never be read again."""
    one = open_erasure(at.case)
    if one is None:
        return []
    fact = one.asked.fact
    by = names([one.asked.actor]).get(one.asked.actor, "")
    asked = [
        ("Asked for by", f"{by}, {one.asked.happened:%-d %B %Y}"),
        ("Basis", BASES.get(fact.basis, fact.basis)),
        ("Had to be kept until", f"{fact.kept_until:%-d %B %Y}"),
        ("Why", fact.why),
    ]
    if one.due:
        asked.append(("Can be carried out from", f"{one.due.astimezone(LONDON):%-d %B %Y, %H:%M}"))
    own = [item for item in at.case.recorded if item.subjects[0] == at.case.subject]
    text = f"{len(own)} entries. What others wrote about the child on other people's files stays there."
    kinds = Counter(spelt_type(kind_of(item.fact)) for item in own)
    lost = [(kind, str(many)) for kind, many in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))]
    return [Known("What is asked", asked), Known("What could never be read again", lost, text=text, warns=True)]


def agreed(at: At, said: dict[str, Any]) -> Written:
    """The second person's agreement."""
    words = "You agreed. It can be carried out thirty days from now, and anybody can stop it until then."
    proposal = Answer(today=at.day, **said)
    return Written(words, decision=agree_to_an_erasure, proposal=proposal, then=_keeping_page(at))


def called_off(at: At, said: dict[str, Any]) -> Written:
    """The erasure stops."""
    proposal = Answer(today=at.day, **said)
    return Written(
        "The erasure is called off.", decision=call_an_erasure_off, proposal=proposal, then=_keeping_page(at)
    )


class CarryOutForm(StepForm):
    """One last look."""

    sure = forms.BooleanField(
        label="I know that the words of this record can never be read again",
        error_messages={"required": "Tick this if you want the record to end"},
    )


def carried_out(at: At, said: dict[str, Any]) -> Written:
    """The end of a record."""
    proposal = Answer(why="", today=at.day)
    return Written("The record was erased.", decision=carry_out_an_erasure, proposal=proposal)


def _under_way(case: Casefile) -> str:
    one = open_erasure(case)
    return one.asked.fact.erasure_id if one else ""


def _waits_for_a_second(case: Casefile) -> bool:
    one = open_erasure(case)
    return one is not None and one.agreed is None


def _waits_for_its_day(case: Casefile) -> bool:
    one = open_erasure(case)
    return one is not None and one.agreed is not None


step(
    Step(
        "place-a-legal-hold", "Place a legal hold", "place a legal hold", GROUP, HoldForm, hold_placed, "Place the hold",
    )
)  # fmt: skip
step(
    Step(
        "lift-a-legal-hold", "Lift a legal hold", "lift a legal hold", GROUP, LiftForm, hold_lifted, "Lift the hold",
        applies=lambda case: bool(held(case)), in_own_name=True,
    )
)  # fmt: skip
step(
    Step(
        "ask-for-an-erasure", "Ask that this record be erased", "end a record", GROUP, AskForm, erasure_asked,
        "Ask for the erasure", decision=ask_for_an_erasure, applies=lambda case: open_erasure(case) is None,
        known=asked_before, in_own_name=True, only_here=True,
        initial=lambda at: {"basis": keeping(at.case).basis, "kept_until": keeping(at.case).until},
    )
)  # fmt: skip
step(
    Step(
        "agree-to-an-erasure", "Agree that this record be erased", "end a record", GROUP, WhyForm, agreed, "Agree",
        decision=agree_to_an_erasure, applies=_waits_for_a_second, known=would_be_lost, about=_under_way,
        in_own_name=True, only_here=True,
    )
)  # fmt: skip
step(
    Step(
        "call-an-erasure-off", "Call the erasure off", "end a record", GROUP, WhyForm, called_off, "Call it off",
        decision=call_an_erasure_off, applies=lambda case: bool(_under_way(case)), about=_under_way,
        in_own_name=True, only_here=True,
    )
)  # fmt: skip
step(
    Step(
        "carry-out-an-erasure", "Carry out the erasure", "end a record", GROUP, CarryOutForm, carried_out,
        "Erase this record", decision=carry_out_an_erasure, applies=_waits_for_its_day, known=would_be_lost,
        about=_under_way, in_own_name=True, only_here=True,
    )
)  # fmt: skip
