"""Supervision: that it took place, whose account there is and how late; its words are read on its own page only."""

from collections.abc import Iterable

from candour.record.casefile import Casefile
from candour.record.casefile.supervision import author, days_late, supervisions
from candour.record.entries.supervision import (
    SupervisionAccountConfirmed,
    SupervisionAccountGiven,
    SupervisionHeld,
    SupervisionReflected,
)
from candour.ssd.table import Row, flag, table


@table(
    "supervision",
    """
    supe_id text the child's part of the supervision
    supe_person_id text the child
    supe_supervision_id text the supervision's reference; one supervision can be about several children
    supe_date date the day it was held, as claimed
    supe_supervisor text the supervisor
    supe_worker text the worker
    supe_written_by text who wrote down that it was held
    supe_recorded moment when that was written
    supe_days_late integer how many days after the claimed day that was
    supe_on_its_face text what a reader must be told first: that only one of the two has spoken
    supe_awaits text whose account is awaited
    """,
    shows=(SupervisionHeld, SupervisionAccountGiven),
    indexes=("supe_person_id", "supe_awaits", "supe_written_by, supe_recorded", "supe_worker, supe_date"),
)
def supervision_rows(case: Casefile) -> Iterable[Row]:
    """That a worker and their supervisor talked about a child."""
    for one in supervisions(case):
        held = one.held
        if held.entry_id in case.hidden:
            continue
        yield (
            f"{one.supervision_id}-{case.subject}", case.subject, one.supervision_id, held.fact.held_on,
            held.fact.supervisor_id, held.fact.worker_id, author(held), held.recorded, days_late(held),
            one.on_its_face or None, one.awaits or None,
        )  # fmt: skip


@table(
    "supervision_account",
    """
    suac_id text the entry's reference
    suac_person_id text the child
    suac_supervision_id text the supervision's reference
    suac_kind text account or confirmation
    suac_by text whose it is
    suac_recorded moment when it was written
    suac_days_late integer how many days after the claimed day of the supervision an account was written
    suac_action flag whether it agrees anything to be done
    suac_childs_view flag whether the child's view is in it; no where it says why there is none
    """,
    shows=(SupervisionAccountGiven, SupervisionAccountConfirmed),
    indexes=("suac_person_id",),
)
def account_rows(case: Casefile) -> Iterable[Row]:
    """Each person's accounts of a supervision, and what they confirmed of the other's."""
    for item in case.of(SupervisionAccountGiven):
        fact = item.fact
        yield (
            item.entry_id, case.subject, fact.supervision_id, "account", author(item), item.recorded, days_late(item),
            flag(bool(fact.actions)), flag(bool(fact.childs_view.strip() or fact.words_on_record)),
        )  # fmt: skip
    for said in case.of(SupervisionAccountConfirmed):
        yield (
            said.entry_id, case.subject, said.fact.supervision_id, "confirmation", author(said), said.recorded, None,
            None, None,
        )  # fmt: skip


@table(
    "supervision_reflection",
    """
    refl_id text the entry's reference
    refl_supervision_id text the supervision's reference
    refl_by text who wrote it
    refl_recorded moment when it was written
    """,
    shows=(SupervisionReflected,),
    indexes=("refl_supervision_id",),
)
def reflection_rows(case: Casefile) -> Iterable[Row]:
    """That one of the two reflected on the work. What they wrote, only the two can read."""
    for item in case.of(SupervisionReflected):
        yield item.entry_id, case.subject, item.actor, item.recorded
