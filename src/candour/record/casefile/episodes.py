"""Contacts and episodes of need: what came in, what was decided, and when the authority stopped."""

from dataclasses import dataclass
from datetime import date

from candour.record.casefile.census import Group, groups
from candour.record.casefile.file import Casefile, once
from candour.record.entries.cin_episodes import EpisodeClosed, NeedRecorded, ReferralDecided, ReferralReceived
from candour.record.entries.contacts import ContactDecided, ContactReceived
from candour.record.entry import Recorded

NO_FURTHER_ACTION = "no further action"


@dataclass(frozen=True)
class Contact:
    """A contact and, once there is one, the decision on it."""

    received: Recorded[ContactReceived]
    decided: Recorded[ContactDecided] | None


@dataclass(frozen=True)
class Episode:
    """One episode of need: one CINdetails of the census. `nfa` is None while nobody has decided the response."""

    referral_id: str
    contact_id: str
    referred_on: date | None
    source_code: str
    primary_need: str
    nfa: bool | None
    closed_on: date | None
    close_reason: str
    received: Recorded[ReferralReceived] | None
    decided: Recorded[ReferralDecided] | None
    closed: Recorded[EpisodeClosed] | None
    imported: Group | None

    @property
    def is_open(self) -> bool:
        """Whether the authority is still working with the child, or has yet to decide whether to."""
        return not self.nfa and not (self.closed_on or self.close_reason)

    @property
    def ended_on(self) -> date | None:
        """The day work stopped: the closure, or the decision to take no further action."""
        if self.closed_on:
            return self.closed_on
        return (self.decided.happened if self.decided else self.referred_on) if self.nfa else None


@once
def contacts(case: Casefile) -> tuple[Contact, ...]:
    """Every contact about this person, oldest first."""
    decided = {item.fact.contact_id: item for item in case.of(ContactDecided)}
    return tuple(Contact(item, decided.get(item.fact.contact_id)) for item in case.of(ContactReceived))


@once
def episodes(case: Casefile) -> tuple[Episode, ...]:
    """Every episode of need, oldest first; those from a census file among those made here."""
    decided = {item.fact.referral_id: item for item in case.of(ReferralDecided)}
    needs = {item.fact.referral_id: item.fact.primary_need for item in case.of(NeedRecorded)}
    closed = {item.fact.referral_id: item for item in case.of(EpisodeClosed)}
    found = []
    for item in case.of(ReferralReceived):
        fact, decision, closure = (
            item.fact,
            decided.get(item.fact.referral_id),
            closed.get(item.fact.referral_id),
        )
        need = needs.get(fact.referral_id) or (decision.fact.primary_need if decision else "") or fact.primary_need
        found.append(
            Episode(
                fact.referral_id,
                fact.contact_id,
                fact.received_on,
                fact.source_code,
                need,
                decision.fact.response == NO_FURTHER_ACTION if decision else (False if closure else None),
                closure.fact.closed_on if closure else None,
                closure.fact.reason if closure else "",
                item,
                decision,
                closure,
                None,
            )
        )
    for group in groups(case, "CINdetails"):
        found.append(_from_census(group, closed.get(group.reference), needs.get(group.reference, "")))
    return tuple(sorted(found, key=lambda episode: (episode.referred_on or date.min, episode.referral_id)))


def _from_census(group: Group, closure: Recorded[EpisodeClosed] | None, need: str) -> Episode:
    return Episode(
        group.reference,
        "",
        group.day("CINreferralDate"),
        group.text("ReferralSource"),
        need or group.text("PrimaryNeedCode"),
        group.true("ReferralNFA"),
        closure.fact.closed_on if closure else group.day("CINclosureDate"),
        closure.fact.reason if closure else group.text("ReasonForClosure"),
        None,
        None,
        closure,
        group,
    )


def open_episode(case: Casefile) -> Episode | None:
    """The episode now open, the newest if the record holds more than one."""
    return next((episode for episode in reversed(episodes(case)) if episode.is_open), None)
