"""What stops this record from being erased, and how far an erasure has come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from candour.record.casefile.file import Casefile
from candour.record.entries.retention import (
    ErasureAgreed,
    ErasureAsked,
    ErasureCalledOff,
    ErasureCarriedOut,
    LegalHoldLifted,
    LegalHoldPlaced,
)
from candour.record.entry import Recorded

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
