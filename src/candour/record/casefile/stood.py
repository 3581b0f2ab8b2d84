"""How a child stood when a day ended: statuses, worker, plans, harms, home and household, by what the file tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from candour.record.casefile.answers import Harm, allocations, harms
from candour.record.casefile.episodes import Episode, contacts, episodes
from candour.record.casefile.file import Casefile
from candour.record.casefile.person import addresses, relationships
from candour.record.casefile.plans import cin_plans, cp_plans
from candour.record.casefile.protection import assessments, enquiries
from candour.record.entries.address import AddressRecorded
from candour.record.entries.family import RelationshipRecorded
from candour.record.entry import Recorded


@dataclass(frozen=True)
class HarmThen:
    """One harm known by a day, and whether anything protected the child from it that day."""

    harm: Harm
    protected: bool


@dataclass(frozen=True)
class Stood:
    """How a child stood when a day ended."""

    day: date
    statuses: tuple[str, ...]
    workers: tuple[str, ...]
    plans: tuple[tuple[str, date], ...]
    harms: tuple[HarmThen, ...]
    homes: tuple[Recorded[AddressRecorded], ...]
    household: tuple[Recorded[RelationshipRecorded], ...]


def _ran(start: date | None, end: date | None, day: date, *, is_open: bool = True) -> bool:
    """Whether something ran when the day ended; what is over on a day nobody wrote down is taken as over."""
    return bool(start and start <= day) and (end > day if end else is_open)


def _undecided(episode: Episode, day: date) -> bool:
    if episode.decided:
        return episode.decided.happened > day
    return episode.nfa is None


def stood(case: Casefile, day: date) -> Stood:
    """How the child stood when the day ended."""
    plans = [
        *(("child protection plan", one.started_on, one.ended_on, one.is_open) for one in cp_plans(case)),
        *(("child in need plan", one.started_on, one.ended_on, one.is_open) for one in cin_plans(case)),
    ]
    workers = tuple(
        one.started.fact.worker_id
        for one in allocations(case)
        if one.started.fact.involvement == "allocated"
        and _ran(one.started.fact.start, one.ended.fact.end if one.ended else None, day)
    )
    known = tuple(HarmThen(one, _protected(one, day)) for one in harms(case) if one.recorded.fact.known_on <= day)
    running = [(what, began) for what, began, ended, is_open in plans if _ran(began, ended, day, is_open=is_open)]
    return Stood(
        day,
        tuple(_statuses(case, day, alone=not workers, bare=any(not one.protected for one in known))),
        workers,
        tuple((what, began) for what, began in running if began),
        known,
        tuple(item for item in addresses(case) if _ran(item.fact.start or item.happened, item.fact.end, day)),
        tuple(
            item for item in related(case, day) if item.fact.lives_with and (item.fact.start or item.happened) <= day
        ),
    )


def _protected(harm: Harm, day: date) -> bool:
    return any(
        one.fact.removes_risk != "no" and _ran(one.fact.start or one.happened, one.fact.end, day)
        for one in harm.protections
    )


def _statuses(case: Casefile, day: date, *, alone: bool, bare: bool) -> Iterable[str]:
    """Every status, in the words of the lists of today."""
    for contact in contacts(case):
        if _ran(contact.received.fact.received_on, contact.decided.happened if contact.decided else None, day):
            yield "contact to decide"
    running = [one for one in episodes(case) if _ran(one.referred_on, one.ended_on, day, is_open=one.is_open)]
    if not running:
        return
    decided = [one for one in running if not _undecided(one, day)]
    yield from dict.fromkeys("open" if one in decided else "referral to decide" for one in running)
    if running[-1] in decided and alone:
        yield "unallocated"
    for what, parts in (("assessment", assessments(case)), ("section 47 enquiry", enquiries(case))):
        for part in parts:
            ended = getattr(part, "authorised_on", None) or getattr(part, "outcome_on", None)
            if _ran(part.started_on, ended, day, is_open=part.is_open):
                yield what
    if bare:
        yield "harm without protection"


def related(case: Casefile, day: date) -> tuple[Recorded[RelationshipRecorded], ...]:
    """What others were to this person when the day ended: of each tie, the newest word that had begun by then.

    A tie without a beginning holds before it was written down as well: a mother was always the mother.
    """
    newest: dict[tuple[str, str], Recorded[RelationshipRecorded]] = {}
    for item in sorted(relationships(case), key=lambda item: (item.fact.start or item.happened, item.position)):
        tie = (item.fact.other_person_id, item.fact.relationship.strip().casefold())
        if (item.fact.start or item.happened) <= day or (item.fact.start is None and tie not in newest):
            newest[tie] = item
    return tuple(item for item in newest.values() if item.fact.end is None or item.fact.end > day)
