"""Supervision about a child: whose words there are, whether the other has confirmed them, and what was written late."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from candour.record.casefile.file import Casefile, once
from candour.record.entries.cin_episodes import EpisodeClosed, ReferralDecided, ReferralReceived
from candour.record.entries.cin_plans import CinPlanEnded
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.cp_plans import CpPlanEnded, CpPlanStarted
from candour.record.entries.cp_reviews import ReviewConferenceHeld
from candour.record.entries.direction import DirectionAnswered, DirectionReceived, PressureRecorded
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.initial_cp_conference import InitialConferenceHeld
from candour.record.entries.person import PersonDied
from candour.record.entries.s47_enquiry import EnquiryOutcomeDecided
from candour.record.entries.strategy_discussion import StrategyDiscussionDeclined, StrategyDiscussionHeld
from candour.record.entries.supervision import SupervisionAccountConfirmed, SupervisionAccountGiven, SupervisionHeld
from candour.record.entry import Recorded
from candour.terms.working_days import london_day

# What a reader must know had already happened when a supervision was written up later than it is said to have been held.
EVENTS = (
    HarmRecorded, ContactReceived, ReferralReceived, ReferralDecided, StrategyDiscussionHeld, StrategyDiscussionDeclined,
    EnquiryOutcomeDecided, InitialConferenceHeld, CpPlanStarted, ReviewConferenceHeld, CpPlanEnded, CinPlanEnded,
    EpisodeClosed, PersonDied, DissentRecorded, PressureRecorded,
)  # fmt: skip
ROLES = {"supervisor": "worker", "worker": "supervisor"}


def author(item: Recorded[Any]) -> str:
    """Whose words an entry holds: its writer's, also where somebody else had to move it to the right child's file."""
    return item.on_behalf_of or item.actor


@dataclass(frozen=True)
class Supervision:
    """One supervision about one child. Masked and corrected parts are here too: nothing anybody said falls out of it."""

    held: Recorded[SupervisionHeld]
    accounts: tuple[Recorded[SupervisionAccountGiven], ...]
    confirmations: tuple[Recorded[SupervisionAccountConfirmed], ...]

    @property
    def supervision_id(self) -> str:
        return self.held.fact.supervision_id

    @property
    def the_two(self) -> dict[str, str]:
        """The references of the two, by what they were to each other."""
        return {"supervisor": self.held.fact.supervisor_id, "worker": self.held.fact.worker_id}

    def other(self, worker_id: str) -> str:
        """The one of the two who is not this one; "" for somebody who is neither."""
        mine = next((role for role, one in self.the_two.items() if one == worker_id), "")
        return self.the_two[ROLES[mine]] if mine else ""

    def confirmed_by(self, account: Recorded[Any]) -> Recorded[SupervisionAccountConfirmed] | None:
        """The other's confirmation of an account, as it was worded then."""
        other = self.other(author(account))
        said = (item for item in self.confirmations if author(item) == other and other)
        return next((item for item in said if account.entry_id in item.fact.accounts), None)

    def last_words(self, worker_id: str) -> int:
        """The place of the last thing one of the two said about it; -1 where they have said nothing."""
        places = [item.position for item in (*self.accounts, *self.confirmations) if author(item) == worker_id]
        if author(self.held) == worker_id and self.held.fact.agreed.strip():
            places.append(self.held.position)
        return max(places, default=-1)

    @property
    def on_its_face(self) -> str:
        """What every reader must be told before they read: that only one of the two has spoken, or spoke last."""
        spoken = {role: self.last_words(one) for role, one in self.the_two.items()}
        silent = [role for role, place in spoken.items() if place < 0]
        if len(silent) == 2:
            written_by = next((role for role, one in self.the_two.items() if one == author(self.held)), "")
            silent = [ROLES[written_by]] if written_by else silent
        if len(silent) == 2:
            return "Neither the supervisor nor the worker has given an account."
        if silent:
            return f"Only the {ROLES[silent[0]]}'s account. The {silent[0]} has not confirmed it."
        if role := self._added_last:
            return f"The {role} added to their account. The {ROLES[role]} has not confirmed what was added."
        return ""

    @property
    def _added_last(self) -> str:
        """Which of the two has added to their account since the other last spoke."""
        for role, one in self.the_two.items():
            own = [item for item in self.accounts if author(item) == one]
            if len(own) > 1 and own[-1].position > self.last_words(self.the_two[ROLES[role]]):
                return role
        return ""

    @property
    def awaits(self) -> str:
        """Whose words are awaited, where an account has been given and not answered; "" for nobody's."""
        silent = [one for one in self.the_two.values() if self.last_words(one) < 0]
        if len(silent) == 1 and self.accounts:
            return silent[0]
        return self.the_two[ROLES[self._added_last]] if not silent and self._added_last else ""


@once
def supervisions(case: Casefile) -> tuple[Supervision, ...]:
    """Every supervision about this child, oldest first."""
    held: dict[str, Recorded[SupervisionHeld]] = {}
    accounts: dict[str, list[Recorded[SupervisionAccountGiven]]] = defaultdict(list)
    confirmations: dict[str, list[Recorded[SupervisionAccountConfirmed]]] = defaultdict(list)
    for item in case.recorded:
        if item.subjects[0] != case.subject:
            continue
        if isinstance(item.fact, SupervisionHeld):
            known = held.get(item.fact.supervision_id)
            # A correction takes the place of what it corrects; nothing else written later does.
            if known is None or known.entry_id in case.superseded:
                held[item.fact.supervision_id] = item
        elif isinstance(item.fact, SupervisionAccountGiven):
            accounts[item.fact.supervision_id].append(item)
        elif isinstance(item.fact, SupervisionAccountConfirmed):
            confirmations[item.fact.supervision_id].append(item)
    found = [Supervision(item, tuple(accounts[key]), tuple(confirmations[key])) for key, item in held.items()]
    return tuple(sorted(found, key=lambda one: (one.held.happened, one.held.position)))


def supervision(case: Casefile, supervision_id: str) -> Supervision | None:
    """One supervision about this child."""
    return next((one for one in supervisions(case) if one.supervision_id == supervision_id), None)


def days_late(item: Recorded[Any]) -> int:
    """How many days after it is said to have happened an entry was written."""
    return (london_day(item.recorded) - item.happened).days


def is_of_supervision(item: Recorded[Any], case: Casefile) -> bool:
    """Whether an entry is part of the record of a supervision: that it was held, an account, or a direction given in it."""
    if isinstance(item.fact, SupervisionHeld | SupervisionAccountGiven):
        return True
    return isinstance(item.fact, DirectionReceived) and given_in(item, case) is not None


def written_after(case: Casefile, item: Recorded[Any]) -> tuple[tuple[date, Recorded[Any]], ...]:
    """What had come onto the file by the day a supervision was written, since the day it is said to have been held.

    Each with the day it was written down, as it is worded today. Masked and moved entries are among them: hiding a harm
    does not make a back-dated record look any better.
    """
    if days_late(item) <= 0 or not is_of_supervision(item, case):
        return ()
    found: dict[str, tuple[date, Recorded[Any]]] = {}
    for one in case.recorded:
        day = london_day(one.recorded)
        if one.position < item.position and day >= item.happened and _is_event(case, one):
            newest = one
            while newest.entry_id in case.superseded:
                newest = case.superseded[newest.entry_id]
            found.setdefault(newest.entry_id, (day, newest))
    return tuple(found.values())


def _is_event(case: Casefile, item: Recorded[Any]) -> bool:
    return item.subjects[0] == case.subject and isinstance(item.fact, EVENTS)


@dataclass(frozen=True)
class Given:
    """A direction given in supervision, to whom, and what they answered to the words as they stand."""

    recorded: Recorded[DirectionReceived]
    to: str
    answers: tuple[Recorded[DirectionAnswered], ...]

    @property
    def answer(self) -> Recorded[DirectionAnswered] | None:
        return self.answers[-1] if self.answers else None


def given_in(item: Recorded[DirectionReceived], case: Casefile) -> Supervision | None:
    """The supervision a direction was given in, where the one who gave it wrote it down."""
    found = (supervision(case, reference) for reference in item.subjects[1:])
    return next((one for one in found if one and author(item) != one.held.fact.worker_id), None)


@once
def given(case: Casefile) -> tuple[Given, ...]:
    """Directions given in supervision that hold today. An answer to words that were corrected since is no answer."""
    told = []
    given_answers: list[Recorded[DirectionAnswered]] = [  # one that was masked was given all the same
        one for one in case.recorded if isinstance(one.fact, DirectionAnswered) and one.entry_id not in case.superseded
    ]
    for item in case.of(DirectionReceived):
        if where := given_in(item, case):
            to = where.held.fact.worker_id
            said = (one for one in given_answers if one.fact.direction_id == item.fact.direction_id)
            answers = tuple(one for one in said if one.actor == to and one.position > item.position)
            told.append(Given(item, to, answers))
    return tuple(told)
