"""Concerns: that they are there and what was done about them. No word of one, no title and no raiser is in any table."""

from collections.abc import Iterable
from typing import Any

from candour.record.casefile import Casefile
from candour.record.entries.concerns import (
    ConcernAddedTo,
    ConcernAnswered,
    ConcernAnswerJudged,
    ConcernClosed,
    ConcernContact,
    ConcernLinked,
    ConcernLowered,
    ConcernMoved,
    ConcernNameAsked,
    ConcernNameOpened,
    ConcernRaised,
    ConcernRaiserKept,
    ConcernRead,
    ConcernStoodAside,
    ConcernTakenUpAgain,
    ConcernTaskGiven,
    ConcernWithdrawn,
    DisagreementEnded,
    DisagreementOpened,
)
from candour.record.entry import CANDOUR, Recorded, kind_of
from candour.ssd.table import Row, table

STEPS = (
    ConcernRaised, ConcernRead, ConcernAnswered, ConcernAnswerJudged, ConcernAddedTo, ConcernTaskGiven,
    ConcernStoodAside, ConcernLowered, ConcernWithdrawn, ConcernTakenUpAgain, ConcernMoved, ConcernClosed, ConcernLinked,
    ConcernNameAsked, ConcernNameOpened, ConcernContact, ConcernRaiserKept,
)  # fmt: skip


def own(case: Casefile) -> list[Recorded[Any]]:
    """Every entry of this file itself: about a concern none can be masked, moved or corrected away."""
    return [item for item in case.recorded if item.subjects[0] == case.subject]


@table(
    "concern",
    """
    conc_id text the concern's reference
    conc_matter text immediate, standard, practice or compliment
    conc_for text child, family or carer, where it is a complaint or a compliment of theirs
    conc_how text named, confidential or anonymous
    conc_level integer the level it was raised to, from 1 (team manager) to 6 (scrutineer)
    conc_children integer how many children it is about
    conc_receipt_digest text SHA-256 of the receipt, which is kept nowhere
    conc_raised moment when it was raised
    conc_closed_written moment when it was written down that it is closed; whether it is, the clock says
    """,
    shows=(ConcernRaised,),
    indexes=("conc_receipt_digest",),
)
def concern_rows(case: Casefile) -> Iterable[Row]:
    """One row a concern. What it says, and who said it, is nowhere in the tables."""
    mine = own(case)
    first = next((item for item in mine if isinstance(item.fact, ConcernRaised)), None)
    if first is None:
        return
    fact = first.fact
    closed: Any = None
    for item in mine:
        if isinstance(item.fact, ConcernClosed) and item.actor == CANDOUR:  # nobody else's closes anything
            closed = item.recorded
        elif isinstance(item.fact, ConcernTakenUpAgain):
            closed = None
    yield (
        case.subject, fact.matter, fact.for_whom, fact.how, fact.level, len(fact.children), fact.receipt_digest,
        first.recorded, closed,
    )  # fmt: skip


@table(
    "concern_step",
    """
    cstp_id text the entry's reference
    cstp_concern_id text the concern's reference, or the reference a name is kept under
    cstp_what text what kind of entry it is
    cstp_recorded moment when it was written
    """,
    shows=STEPS,
    indexes=("cstp_concern_id",),
)
def concern_step_rows(case: Casefile) -> Iterable[Row]:
    """One row for each thing that was done about a concern. Who did it and in what words, only its own pages show."""
    for item in own(case):
        if isinstance(item.fact, STEPS):
            yield item.entry_id, case.subject, kind_of(item.fact).partition("/")[0], item.recorded


@table(
    "disagreement",
    """
    disa_id text the entry's reference
    disa_person_id text the child
    disa_opened moment from when it is open
    disa_ended moment when it was written down that it ended
    """,
    shows=(DisagreementOpened, DisagreementEnded),
    indexes=("disa_person_id",),
)
def disagreement_rows(case: Casefile) -> Iterable[Row]:
    """One row for each formal disagreement about a child: that it is open, and nothing of what it says."""
    opened: dict[str, Recorded[Any]] = {}
    ended: dict[str, Any] = {}
    for item in own(case):
        if isinstance(item.fact, DisagreementOpened):
            opened[item.fact.disagreement_id] = item
            ended[item.entry_id] = None
        elif isinstance(item.fact, DisagreementEnded) and item.fact.disagreement_id in opened:
            ended[opened.pop(item.fact.disagreement_id).entry_id] = item.recorded
    for item in own(case):
        if item.entry_id in ended:
            yield item.entry_id, case.subject, item.recorded, ended[item.entry_id]
