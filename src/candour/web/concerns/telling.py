"""A concern as one reader may see it: its clock in words, and its life in order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from candour.access.permission import ROLES
from candour.documents.headings import heading
from candour.record.casefile import Casefile
from candour.record.casefile.person import person
from candour.record.entries.concerns import (
    ConcernClosed,
    ConcernContact,
    ConcernMoved,
    ConcernNameAsked,
    ConcernNameOpened,
    ConcernTaskGiven,
)
from candour.record.entry import Recorded
from candour.terms.working_days import working_days_between
from candour.voice.concerns.clocks import MATTERS
from candour.voice.concerns.levels import in_words
from candour.voice.concerns.standing import Stands, is_raisers
from candour.web.concerns.finding import Concern, who_is
from candour.web.names import names

MOMENT = "%A %-d %B at %H:%M"
FOR_THE_RAISER = (ConcernContact, ConcernNameAsked, ConcernNameOpened)


@dataclass(frozen=True)
class Event:
    """One line of a concern's life: when, what, by whom, and their words."""

    at: datetime
    what: str
    who: str = ""
    words: str = ""
    note: str = ""


def said(moment: datetime | None) -> str:
    """A moment in words, as on the wall in England."""
    from candour.terms.working_days import LONDON

    return moment.astimezone(LONDON).strftime(MOMENT) if moment else ""


def clock_words(now: Stands, raiser: bool = False) -> str:
    """The clock, in a sentence; `raiser` where it is the raiser who reads it."""
    if now.closed:
        return f"Closed on {said(now.closed_at)}: {now.closed}."
    if now.disagreed_at_the_top:
        return (
            "The raiser disagreed with the answer of the scrutineer. Inside, nobody is above: it is time to go outside."
        )
    if not now.holder:
        return "Nobody inside can hold it any more: it is time to go outside."
    if now.answered:
        who, says, whose = ("you", "say", "Your turn") if raiser else ("the raiser", "says", "The raiser's turn")
        ends = f"If {who} {says} nothing until then, it closes as not answered by the raiser."
        if now.raised.fact.matter != "standard":
            ends = f"It does not close without {who}."
        return f"Answered on {said(now.answered.recorded)}. {whose}, until {said(now.raisers_turn_until)}. {ends}"
    if now.raised.fact.matter == "compliment":
        return f"A compliment, to be read by {said(now.read_by)}." if now.read_by and not now.read else "A compliment."
    if now.due is None:
        return "It stands at the top: it stays open until it is answered and the raiser has agreed."
    read = f"To be read by {said(now.read_by)}. " if now.read_by and now.read_by > now.now else ""
    return f"{read}To be answered by {said(now.due)}. After that it goes up by itself."


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def top_lines(concern: Concern, raiser: bool = False) -> list[dict[str, str]]:
    """Where it stands, line by line; `raiser` where it is the raiser who reads it."""
    now, fact = concern.now, concern.now.raised.fact
    missed = [
        f"{_capital(in_words(one.level))} did not {one.what} by {said(one.at)}".replace(
            "not answer", "not answer it"
        ).replace("not read", "not read it")
        for one in now.missed
    ]
    lines = [
        ("Stands with", f"{who_is(now.holder)} (level {now.level}, {in_words(now.level)})"),
        ("Since", said(now.held_since)),
        ("Clock", clock_words(now, raiser)),
        ("Raised", f"{said(now.raised.recorded)}, to {in_words(fact.level)}"),
        ("Age", f"{working_days_between(now.raised.happened, now.day)} working days"),
        ("About", MATTERS[fact.matter] + (f", for a {fact.for_whom}" if fact.for_whom else "")),
        ("Missed", "\n".join(missed)),
    ]
    return [{"key": key, "value": value} for key, value in lines if value]


def life(concern: Concern, *, until: datetime | None = None, raiser: bool = False, asked: bool = False) -> list[Event]:
    """What happened, the oldest first. `asked` shows what the raiser said when asked whether anybody asked them to.

    `until` is the moment after which this reader sees nothing: when it went from them to another.
    """
    now = concern.now
    known = names({item.actor for item in concern.case.recorded})
    events = [
        _event(item, now, known, asked=asked)
        for item in concern.case.recorded
        if item.subjects[0] == concern.id
        and not isinstance(item.fact, ConcernMoved | ConcernClosed)
        and (raiser or not isinstance(item.fact, FOR_THE_RAISER))
    ]
    events += [Event(one.at, f"{_capital(in_words(one.level))} missed the time to {one.what}") for one in now.missed]
    for move in now.moves:
        how = (
            "Stays at its level, with a deputy"
            if move.from_level == move.to_level
            else f"Went to {in_words(move.to_level)}"
        )
        events.append(Event(move.at, f"{how}: {move.why}"))
    if now.closed_at:
        events.append(Event(now.closed_at, f"Closed: {now.closed}"))
    return sorted((one for one in events if until is None or one.at <= until), key=lambda one: one.at)


def _event(item: Recorded[Any], now: Stands, known: dict[str, str], *, asked: bool) -> Event:
    fact = item.fact
    theirs = item.position == now.raised.position or is_raisers(item, now.raised)
    if theirs and now.raised.fact.how != "named":
        who = "The raiser"
    elif item.actor in known:
        who = f"{known[item.actor]}, {ROLES.get(item.standing.role, item.standing.role).lower()}"
    else:
        who = "The raiser" if theirs else "Candour"
    words = [getattr(fact, name, "") for name in ("words", "why")]
    if isinstance(fact, ConcernTaskGiven):
        words.insert(0, f"Asked: {who_is(fact.worker_id)}")
    if isinstance(fact, ConcernContact):
        words.insert(0, f"Treated worse: {fact.treated_worse}")
    if asked and (answer := getattr(fact, "asked_to", "")):
        words.append(f"Whether anybody asked them to: {answer}")
    note = "Changes nothing: it was not theirs to do, or no longer" if item.entry_id in now.changed_nothing else ""
    return Event(item.recorded, heading(fact), who, "\n".join(one for one in words if one), note)


def children_of(concern: Concern, read: Any) -> list[dict[str, str]]:
    """The children it is about, by reference and number; a name is on their own file."""
    found = []
    for child in concern.now.raised.fact.children:
        case: Casefile = read(child)
        one = person(case)
        found.append({"id": child, "number": (one.la_child_id if one else "") or "no number yet"})
    return found
