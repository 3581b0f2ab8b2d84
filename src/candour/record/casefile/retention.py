"""What stops this record from being erased, and how far an erasure has come."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from candour.record.casefile.episodes import contacts, episodes
from candour.record.casefile.file import Casefile
from candour.record.casefile.person import person
from candour.record.casefile.plans import cin_plans, cp_plans
from candour.record.entries.retention import (
    ErasureAgreed,
    ErasureAsked,
    ErasureCalledOff,
    ErasureCarriedOut,
    LegalHoldLifted,
    LegalHoldPlaced,
)
from candour.record.entry import Recorded
from candour.terms.retention import kept_until

DELAY = timedelta(days=30)


@dataclass(frozen=True)
class Hold:
    """A legal hold, and the entry that lifted it."""

    placed: Recorded[LegalHoldPlaced]
    lifted: Recorded[LegalHoldLifted] | None = None


@dataclass(frozen=True)
class Erasure:
    """One erasure, from the asking to its end."""

    asked: Recorded[ErasureAsked]
    agreed: Recorded[ErasureAgreed] | None = None
    called_off: Recorded[ErasureCalledOff] | None = None
    carried_out: Recorded[ErasureCarriedOut] | None = None

    @property
    def is_open(self) -> bool:
        return self.called_off is None and self.carried_out is None

    @property
    def due(self) -> datetime | None:
        """From when on it can be carried out."""
        return self.agreed.recorded + DELAY if self.agreed else None

    @property
    def by_two(self) -> bool:
        """Whether two people did it: nobody who asked, or for whom it was asked, agreed or was agreed for."""
        if self.agreed is None:
            return False
        asked, agreed = ({one.actor, one.on_behalf_of or one.actor} for one in (self.asked, self.agreed))
        return not asked & agreed

    @property
    def state(self) -> str:
        """In a word: asked, agreed, called off or carried out."""
        if self.carried_out:
            return "carried out"
        if self.called_off:
            return "called off"
        return "agreed" if self.agreed else "asked"


def holds(case: Casefile) -> list[Hold]:
    """Every legal hold on this person's record."""
    lifted = {
        one.fact.hold_id: one
        for one in case.recorded
        if isinstance(one.fact, LegalHoldLifted) and one.fact.person_id == case.subject
    }
    return [
        Hold(one, lifted.get(one.fact.hold_id))
        for one in case.recorded
        if isinstance(one.fact, LegalHoldPlaced) and one.fact.person_id == case.subject
    ]


def held(case: Casefile) -> list[Hold]:
    """The legal holds in force."""
    return [one for one in holds(case) if one.lifted is None]


def erasures(case: Casefile) -> list[Erasure]:
    """Every erasure that was asked for, of this person's record."""
    made: dict[str, Erasure] = {}
    for item in case.recorded:
        fact = item.fact
        if isinstance(fact, ErasureAsked) and fact.person_id == case.subject:
            made[fact.erasure_id] = Erasure(item)
        elif isinstance(fact, ErasureAgreed | ErasureCalledOff | ErasureCarriedOut) and fact.erasure_id in made:
            one = made[fact.erasure_id]
            made[fact.erasure_id] = Erasure(
                one.asked,
                item if isinstance(fact, ErasureAgreed) and one.agreed is None else one.agreed,
                item if isinstance(fact, ErasureCalledOff) else one.called_off,
                item if isinstance(fact, ErasureCarriedOut) else one.carried_out,
            )
    return list(made.values())


def open_erasure(case: Casefile) -> Erasure | None:
    """The erasure under way."""
    return next((one for one in erasures(case) if one.is_open), None)


def erased(case: Casefile) -> Erasure | None:
    """The erasure that ended this record."""
    return next((one for one in erasures(case) if one.carried_out), None)


@dataclass(frozen=True)
class Keeping:
    """A legal basis a record is kept on, and until when; `why_not` says what is missing where no day can be given."""

    basis: str
    until: date | None
    why_not: str = ""


def keeping(case: Casefile) -> Keeping:
    """What the record itself says of how long it is kept. That a child was looked after, it does not know."""
    if cp_plans(case):
        return kept_on(case, "child_protection")
    helped = cin_plans(case) or any(not one.nfa for one in episodes(case))
    return kept_on(case, "child_in_need" if helped else "no_further_action")


def kept_on(case: Casefile, basis: str) -> Keeping:
    """Until when this record would be kept on one basis."""
    one = person(case)
    born, died, closed = one.dob if one else None, one.died_on if one else None, last_closed_on(case)
    until = kept_until(basis, born=born, died=died, closed=closed)
    if until:
        return Keeping(basis, until)
    return Keeping(basis, None, "no date of birth" if basis == "looked_after" else "nothing here was closed yet")


def last_closed_on(case: Casefile) -> date | None:
    """The day work with this person ended last; None while it goes on, or where nothing was ever decided."""
    if any(one.is_open for one in episodes(case)) or any(one.decided is None for one in contacts(case)):
        return None
    ends = [one.ended_on for one in episodes(case)]
    ends += [one.decided.happened for one in contacts(case) if one.decided]
    return max((day for day in ends if day), default=None)
