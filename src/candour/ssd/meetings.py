"""Working Together's own meetings: the strategy discussion and the core group."""

from collections.abc import Iterable

from candour.record.casefile import Casefile
from candour.record.entries.core_group import CoreGroupHeld
from candour.record.entries.strategy_discussion import Attendance, StrategyDiscussionHeld
from candour.ssd.table import Row, table


def _came(present: tuple[Attendance, ...]) -> int:
    return sum(1 for person in present if person.attended)


@table(
    "strategy_discussion",
    """
    stra_id text the discussion's reference
    stra_person_id text the child
    stra_referral_id text the episode
    stra_date date the day it was held
    stra_outcome text enquiry or no enquiry
    stra_joint text single agency or joint with the police
    stra_present integer how many took part
    """,
    shows=(StrategyDiscussionHeld,),
    indexes=("stra_person_id",),
)
def strategy_rows(case: Casefile) -> Iterable[Row]:
    """Strategy discussions held."""
    for item in case.of(StrategyDiscussionHeld):
        fact = item.fact
        yield (
            fact.strategy_discussion_id, case.subject, fact.referral_id, fact.held_on, fact.outcome, fact.joint,
            _came(fact.present),
        )  # fmt: skip


@table(
    "core_group",
    """
    core_id text the meeting's reference
    core_person_id text the child
    core_cp_plan_id text the plan
    core_date date the day it was held
    core_present integer how many took part
    """,
    shows=(CoreGroupHeld,),
    indexes=("core_person_id",),
)
def core_group_rows(case: Casefile) -> Iterable[Row]:
    """Core groups held."""
    for item in case.of(CoreGroupHeld):
        fact = item.fact
        yield (fact.core_group_id, case.subject, fact.cp_plan_id, fact.held_on, _came(fact.present))
