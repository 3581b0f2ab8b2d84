"""An entry of one type, with those it leans on, and the tables it changes."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

from candour.record.casefile import Casefile
from candour.record.entries.cin_assessments import AssessmentAuthorised, AssessmentExtended, AssessmentStarted
from candour.record.entries.cin_census import CensusGroupImported, Typed
from candour.record.entries.cin_episodes import EpisodeClosed, NeedRecorded, ReferralDecided, ReferralReceived
from candour.record.entries.cin_plans import CinPlanEnded, CinPlanReviewed, CinPlanStarted
from candour.record.entries.concerns import DisagreementEnded, DisagreementOpened
from candour.record.entries.contacts import ContactDecided, ContactReceived
from candour.record.entries.corrections import EntryMasked, EntryMoved
from candour.record.entries.cp_plans import AimAgreed, CpCategoryChanged, CpPlanEnded, CpPlanStarted
from candour.record.entries.cp_reviews import ReviewConferenceHeld
from candour.record.entries.direction import DirectionAnswered, DirectionReceived
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.involvements import AllocationEnded, ChildAllocated
from candour.record.entries.person import IdentifierLinked, PersonDied, PersonRecorded
from candour.record.entries.professionals import WorkerAbsent, WorkerLeft, WorkerRecorded
from candour.record.entries.s47_enquiry import EnquiryOutcomeDecided, EnquiryPartDone, EnquiryStarted
from candour.record.entries.signals import SignalAnswered, SignalRaised
from candour.record.entries.supervision import SupervisionAccountConfirmed, SupervisionAccountGiven, SupervisionHeld
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entries.written_work import (
    ChangeProposed,
    PassageWritten,
    ProposalAnswered,
    VersionAuthorised,
    VersionBegun,
    VersionFinished,
    VersionReturned,
    WrittenWorkBegun,
)
from candour.record.entry import Recorded, Standing
from candour.ssd.table import told
from tests.examples import example_of

BEFORE: dict[type, tuple[type, ...]] = {
    PersonDied: (PersonRecorded,),
    IdentifierLinked: (PersonRecorded,),
    ContactDecided: (ContactReceived,),
    ReferralDecided: (ReferralReceived,),
    NeedRecorded: (ReferralReceived,),
    EpisodeClosed: (ReferralReceived,),
    AssessmentExtended: (ReferralReceived, AssessmentStarted),
    AssessmentAuthorised: (AssessmentStarted,),
    EnquiryPartDone: (EnquiryStarted,),
    EnquiryOutcomeDecided: (EnquiryStarted,),
    AimAgreed: (CpPlanStarted,),
    CpCategoryChanged: (CpPlanStarted,),
    CpPlanEnded: (CpPlanStarted,),
    ReviewConferenceHeld: (CpPlanStarted,),
    CinPlanReviewed: (CinPlanStarted,),
    CinPlanEnded: (CinPlanStarted,),
    AllocationEnded: (ChildAllocated,),
    WorkerAbsent: (WorkerRecorded,),
    WorkerLeft: (WorkerRecorded,),
    PassageWritten: (WrittenWorkBegun,),
    ChangeProposed: (WrittenWorkBegun, PassageWritten),
    ProposalAnswered: (WrittenWorkBegun, PassageWritten, ChangeProposed),
    VersionFinished: (WrittenWorkBegun,),
    VersionBegun: (WrittenWorkBegun, VersionFinished),
    VersionAuthorised: (WrittenWorkBegun, VersionFinished),
    VersionReturned: (WrittenWorkBegun, VersionFinished),
    SupervisionAccountGiven: (SupervisionHeld,),
    SupervisionAccountConfirmed: (SupervisionHeld, SupervisionAccountGiven),
    DirectionAnswered: (SupervisionHeld, DirectionReceived),
    SignalAnswered: (SignalRaised,),
    DisagreementEnded: (DisagreementOpened,),
    EntryMasked: (HarmRecorded,),
    EntryMoved: (HarmRecorded,),
}
SAME = "same-reference"


def _fact(kind: type) -> Any:
    fact: Any = example_of(kind)
    tied = {
        field.name: SAME for field in fields(fact) if field.name.endswith("_id") or field.name in ("digest", "after")
    }
    fact = replace(fact, **tied)
    if kind is ViewRecorded:
        return replace(fact, whose="child")
    if kind is SupervisionHeld:
        return replace(fact, supervisor_id="a", worker_id="b")
    if kind is AssessmentExtended:
        return replace(fact, until=date(2030, 1, 1))
    if kind in (EntryMasked, EntryMoved):
        return replace(fact, entry_id="entry-0")
    if kind is CensusGroupImported:
        typed = (Typed(element="LAchildID", text="X1"), Typed(element="PersonBirthDate", text="2015-03-04"))
        return replace(fact, group="ChildIdentifiers", elements=typed)
    return fact


def _recorded(at: int, fact: Any) -> Recorded[Any]:
    when = datetime(2026, 1, 5, 9, at, tzinfo=UTC)
    by = "b" if isinstance(fact, DirectionAnswered) else "a"
    return Recorded(
        at, f"entry-{at}", ("s", SAME), by, Standing("social_worker"), date(2026, 1, 5), when, fact, "0" * 64
    )


def changed_by(kind: type) -> set[str]:
    """The tables that an entry of this type changes, after the entries it leans on."""
    before = [_recorded(at, _fact(one)) for at, one in enumerate(BEFORE.get(kind, ()))]
    told_before = told(Casefile("s", tuple(before)))
    told_after = told(Casefile("s", (*before, _recorded(len(before), _fact(kind)))))
    return {name for name, rows in told_after.items() if rows != told_before[name]}
