"""What the earlier system still holds: an old child protection plan, noted as it was by a data officer."""

from datetime import date, timedelta
from typing import Any

from candour.record.casefile.plans import cp_plans
from candour.record.entries.cin_episodes import EpisodeClosed, ReferralDecided, ReferralReceived
from candour.record.entries.cp_plans import CpPlanEnded, CpPlanStarted
from candour.record.entries.decision import Reasons
from candour.record.entry import ToRecord
from candour.synth.chance import likely, one_of, pick
from candour.synth.hours import working_day
from candour.synth.household import Household, Life

WHY = "Brought over from the earlier system, where it was decided."
HAD_A_PLAN = 33.0  # per cent of families at conference; fewer of their children, since some were not yet born


def note_as_it_was(home: Household, life: Life, facts: list[tuple[date, Any]]) -> None:
    """Write what the earlier system said, each with the day it happened there."""
    clerk = home.anyone("data_officer")
    drafts = [ToRecord(fact, (life.ref,), day) for day, fact in facts]
    home.written += len(drafts)
    home.desk.note(drafts, by=clerk.worker(home.today))


def decided_there(home: Household) -> Reasons:
    """The reasons for what was decided before the record began: only that it was."""
    return Reasons(decider=home.anyone("team_manager", "front door").worker_id, grounds=("need",), because=WHY)


def look_in_the_archive(home: Household, life: Life) -> None:
    """Before a conference somebody looks for earlier plans; about a quarter of children have had one."""
    if "had a plan" not in home.shared:
        home.shared["had a plan"] = likely(home.chance, HAD_A_PLAN)
        home.shared["years ago"] = home.chance.randint(400, 2000)
    if home.shared["had a plan"] and life.first_known and not cp_plans(home.file(life)):
        _earlier_plan(home, life, life.first_known - timedelta(days=home.shared["years ago"]))


def _earlier_plan(home: Household, life: Life, ended: date) -> None:
    chance = home.chance
    ended = working_day(ended)
    started = working_day(ended - timedelta(days=chance.randint(100, 330)))
    since = started - timedelta(days=chance.randint(20, 40))
    if since <= life.child.born:
        return
    referral_id, plan_id = home.desk.fresh(), home.desk.fresh()
    closed = ended + timedelta(days=chance.randint(0, 30))
    decided = ReferralDecided(
        referral_id=referral_id, response="strategy discussion", primary_need="N1", reasons=decided_there(home)
    )
    plan = CpPlanStarted(
        cp_plan_id=plan_id,
        referral_id=referral_id,
        started_on=started,
        category=one_of(chance, {"NEG": 50, "EMO": 37, "PHY": 8, "SAB": 4, "MUL": 1}),
        previous_plans=0,
    )
    why = pick(chance, ("Aims met.", "Moved to a grandparent's home.", "The risk was judged to have gone."))
    received = ReferralReceived(referral_id=referral_id, received_on=since, source_code="2A")
    note_as_it_was(
        home,
        life,
        [
            (since, received),
            (since, decided),
            (started, plan),
            (ended, CpPlanEnded(cp_plan_id=plan_id, ended_on=ended, why=why)),
            (closed, EpisodeClosed(referral_id=referral_id, closed_on=closed, reason="RC7")),
        ],
    )
