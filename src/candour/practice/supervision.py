"""Supervision as it goes on the record: noted, never refused, each account by the one who gives it."""

from dataclasses import dataclass
from datetime import date

from candour.practice.guard import Today, Worker
from candour.record.casefile import Casefile
from candour.record.casefile.supervision import supervision
from candour.record.entries.direction import DirectionReceived
from candour.record.entries.supervision import AgreedAction, SupervisionAccountGiven, SupervisionHeld
from candour.record.entry import ToRecord


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """Who talked and when. One meeting can be about several children: each child's file holds that child's part."""

    supervision_id: str
    held_on: date
    supervisor_id: str
    worker_id: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one of the two says about it."""

    discussed: str
    actions: tuple[AgreedAction, ...] = ()
    words_on_record: tuple[str, ...] = ()
    childs_view: str = ""
    no_view_because: str = ""
    worker_needs: str = ""


@dataclass(frozen=True, kw_only=True)
class Directed:
    """What the supervisor directed, in the supervisor's own words."""

    words: str
    to_do_what: str = ""
    ground: str = ""
    against_assessment: bool = False


def account_given(case: Casefile, meeting: Meeting, said: Said, today: Today) -> list[ToRecord]:
    """One person's account; the first about this child also says that the supervision was held."""
    about, drafts = (case.subject, meeting.supervision_id), []
    if supervision(case, meeting.supervision_id) is None:
        held = SupervisionHeld(
            supervision_id=meeting.supervision_id,
            held_on=meeting.held_on,
            supervisor_id=meeting.supervisor_id,
            worker_id=meeting.worker_id,
        )
        drafts.append(ToRecord(held, about, meeting.held_on))
    account = SupervisionAccountGiven(
        account_id=today.fresh(),
        supervision_id=meeting.supervision_id,
        discussed=said.discussed,
        actions=said.actions,
        words_on_record=said.words_on_record,
        childs_view=said.childs_view,
        no_view_because=said.no_view_because,
        worker_needs=said.worker_needs,
    )
    return [*drafts, ToRecord(account, about, meeting.held_on)]


def direction_given(
    case: Casefile, meeting: Meeting, directed: Directed, by: Worker, their_role: str, today: Today
) -> ToRecord:
    """A direction of the journey, under the name of the supervisor who gives it, for the worker to answer."""
    fact = DirectionReceived(
        direction_id=today.fresh(),
        from_whom=by.name,
        their_role=their_role,
        received_on=meeting.held_on,
        how="supervision",
        words=directed.words,
        to_do_what=directed.to_do_what,
        ground=directed.ground,
        against_assessment=directed.against_assessment,
    )
    return ToRecord(fact, (case.subject, meeting.supervision_id), meeting.held_on)
