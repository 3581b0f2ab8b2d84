"""A record whose time is over, and the steps of ending it, on the days a test says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from candour.practice.retention import (
    Answer,
    ErasureProposal,
    agree_to_an_erasure,
    ask_for_an_erasure,
    carry_out_an_erasure,
)
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.retention import LegalHoldPlaced
from candour.record.entry import ToRecord
from candour.wiring.desks import right_now
from tests.lives import Life

BEFORE_ITS_TIME = {"time_to_keep_it_is_over": "It was never about this child."}


def relative(life: Life, other: Life, what: str = "brother", named: bool = True) -> None:
    """Two children are named on each other's file."""
    for one, another in ((life, other), (other, life)):
        child = another.case.recorded[0].fact
        fact = RelationshipRecorded(
            relationship_id=one.desk.fresh(), family_id=one.desk.fresh(), person_id=one.person_id, other_person_id=another.person_id,
            relationship=what, other_name=f"{child.forename} {child.surname}" if named else "",
        )  # fmt: skip
        one.note(fact, "social_worker", another.person_id)


def asked(child: Life, role: str = "data_officer", **more: Any) -> Life:
    """Somebody asks that the record be erased, on the day the child's clock says."""
    today = child.desk.now.day
    proposal = ErasureProposal(basis="no_further_action", kept_until=today, why="Its time is over.", today=today)
    return child.decide(ask_for_an_erasure, proposal, role, departing=BEFORE_ITS_TIME, **more)


def agreed(child: Life, role: str = "service_manager", **more: Any) -> Life:
    """Another person agrees."""
    return child.decide(agree_to_an_erasure, Answer(why="I have read it.", today=child.desk.now.day), role, **more)


def carried_out(child: Life, role: str = "data_officer", **more: Any) -> Life:
    """Somebody carries it out."""
    return child.decide(carry_out_an_erasure, Answer(why="", today=child.desk.now.day), role, **more)


def agreed_days_ago(child: Life, days: float, **more: Any) -> Life:
    """Asked for and agreed so many days before now."""
    child.clock.now = right_now() - timedelta(days=days, minutes=2)
    agreed(asked(child), **more)
    child.clock.now = right_now()
    return child


def erased(child: Life) -> Life:
    """Ended, as of now."""
    return carried_out(agreed_days_ago(child, 30))


def held(child: Life, why: str = "The inquiry into the home.") -> str:
    """A legal hold is placed now. Returns its reference."""
    fact = LegalHoldPlaced(hold_id=child.desk.fresh(), person_id=child.person_id, asked_by="The inquiry", why=why)
    draft = ToRecord(fact, (fact.hold_id, child.person_id), child.desk.now.day)
    child.desk.note([draft], by=child.by("social_worker"))
    return fact.hold_id
