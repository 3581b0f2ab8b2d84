"""A contact, and the decision on it."""

from typing import Any

from django import forms

from candour.practice.contacts import OUTCOMES, ContactProposal, decide_a_contact
from candour.record.casefile import Casefile
from candour.record.casefile.answers import EarlierClosure, earlier_closures
from candour.record.casefile.episodes import Contact, contacts
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.decision import Reasons
from candour.record.entries.harm import HarmRecorded
from candour.terms.indicators import indicator
from candour.terms.referral_source import REFERRAL_SOURCE
from candour.web.names import names
from candour.web.shelves.asking import (
    because,
    from_list,
    grounds,
    in_words,
    indicators,
    line,
    one_of,
    past_day,
    reasons_of,
)
from candour.web.steps import At, Known, Step, StepForm, Written, step


class ContactForm(StepForm):
    """What reached the front door."""

    received_on = past_day("When was it received?")
    received_at = line("At what time?", required=False)
    source_code = from_list("Who is it from?", REFERRAL_SOURCE.choices())
    source_name = line("Name and how to reach them", required=False)
    source_confidential = forms.BooleanField(label="Their name is confidential", required=False)
    what_was_said = in_words("What was said?", hint="As near as you can to their own words")
    disclosure = in_words(
        "Has the child told anybody of harm? In the child's words", required=False, rows=2, hint="Leave empty if not"
    )
    agreement = in_words("Does the family know and agree? If not, why go on without?", required=False, rows=2)
    indicators = indicators()


def contact_written(at: At, said: dict[str, Any]) -> Written:
    """The contact, and a disclosure as a harm of its own."""
    disclosure = said.pop("disclosure")
    said["indicators"] = tuple(said["indicators"])
    fact = ContactReceived(contact_id=at.now.fresh(), **said)
    facts = [at.fact(fact, happened=fact.received_on)]
    if disclosure.strip():
        told = HarmRecorded(
            harm_id=at.now.fresh(),
            harm_kind="disclosure",
            what=disclosure,
            childs_words=disclosure,
            from_whom=REFERRAL_SOURCE.label(fact.source_code),
            known_on=fact.received_on,
        )
        facts.append(at.fact(told, happened=fact.received_on))
    return Written("The contact is on the record. Decide it next.", facts)


def before(at: At) -> list[Known]:
    """Every earlier stop: who decided it, why, and how long it was until the child came back."""
    closures = earlier_closures(at.case)
    deciders = names(why.decider for closure in closures if (why := _why(closure)))
    lines = []
    for closure in closures:
        why = _why(closure)
        by = (
            f"Decided by {deciders.get(why.decider, 'somebody not on the list')}: {why.because}"
            if why
            else "No reason is on the record"
        )
        back = (
            f"Came back {closure.came_back_on:%-d %B %Y}, {closure.days_until_return} days later"
            if closure.came_back_on
            else "Has not come back since"
        )
        what = "no further action" if closure.episode.nfa else "closed"
        lines.append((f"{closure.stopped_on:%-d %B %Y}: {what}", f"{by}\n{back}"))
    return [Known("We have stopped work with this child before", lines, warns=True)] if lines else []


def _why(closure: EarlierClosure) -> Reasons | None:
    made = closure.decision or closure.episode.decided
    return made.fact.reasons if made else None


step(
    Step(
        "contact",
        "Record a contact",
        "record a contact",
        "Write down",
        ContactForm,
        contact_written,
        "Record the contact",
        known=before,
        initial=lambda at: {"received_on": at.day},
    )
)


def undecided(case: Casefile) -> Contact | None:
    """The oldest contact nobody has decided."""
    return next((one for one in contacts(case) if one.decided is None), None)


class DecideContactForm(StepForm):
    """What is to become of a contact."""

    outcome = one_of("What is decided?", list(OUTCOMES.items()))
    grounds = grounds()
    because = because()
    source_told = in_words("What was the source told?", required=False, rows=2)


def what_was_said(at: At) -> list[Known]:
    """The contact as it came in, and what was closed before."""
    contact = undecided(at.case)
    if contact is None:
        return [Known("There is no contact to decide", warns=True)]
    fact = contact.received.fact
    lines = [
        ("Received", f"{fact.received_on:%-d %B %Y}"),
        ("From", REFERRAL_SOURCE.label(fact.source_code)),
        ("What was said", fact.what_was_said),
    ]
    shown = [Known("The contact", lines)]
    if fact.indicators:
        signs = "\n".join(indicator(code).words for code in fact.indicators)
        shown.append(Known("This calls for a strategy discussion or an appraisal today", text=signs, warns=True))
    return [*shown, *before(at)]


def contact_decided(at: At, said: dict[str, Any]) -> Written:
    """The decision on the contact."""
    contact = undecided(at.case)
    proposal = ContactProposal(
        contact_id=contact.received.fact.contact_id if contact else "",
        outcome=said["outcome"],
        source_told=said["source_told"],
        **reasons_of(said),
    )
    return Written("The contact is decided.", decision=decide_a_contact, proposal=proposal)


step(
    Step(
        "decide-contact",
        "Decide the contact",
        "decide a contact",
        "Do next",
        DecideContactForm,
        contact_decided,
        "Decide",
        decision=decide_a_contact,
        applies=lambda case: undecided(case) is not None,
        about=lambda case: one.received.fact.contact_id if (one := undecided(case)) else "",
        known=what_was_said,
    )
)
