"""Each regime differs from an honest authority of the same seed from the day it begins, and where it says it does."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache

import pytest

from candour.synth.regimes.drawing import Drawn, draw
from candour.synth.regimes.folder import planted
from candour.synth.regimes.regime import REGIMES

ENDS, STARTS = date(2026, 3, 31), date(2025, 7, 1)


@cache
def authority(regime: str) -> Drawn:
    return draw(regime, seed=7, years=1, referrals=3000, ends=ENDS, starts=STARTS, visits=False)


def since(regime: str, name: str, column: str):
    """The rows of a table whose day in a column lies in the time something is planted, by column."""
    drawn = authority(regime)
    columns = drawn.columns(name)
    at = list(columns).index(column)
    rows = [row for row in drawn.rows[name] if row[at] and row[at] >= STARTS]
    return [dict(zip(columns, row, strict=True)) for row in rows]


def share(rows, is_so) -> float:
    assert len(rows) > 20
    return sum(1 for row in rows if is_so(row)) / len(rows)


def called(regime: str) -> float:
    enquiries = since(regime, "s47_enquiry", "s47e_s47_end_date")
    return share(enquiries, lambda row: '"CP_CONFERENCE_FLAG": "Y"' in row["s47e_s47_outcome_json"])


def agreed(regime: str) -> float:
    return share(
        since(regime, "initial_cp_conference", "icpc_icpc_date"), lambda row: row["icpc_icpc_outcome_cp_flag"] == "Y"
    )


def most_ended_within(regime: str, days: int) -> int:
    """The most plans that ended within so many days of one another."""
    ended = Counter(row["cppl_cp_plan_end_date"] for row in since(regime, "cp_plans", "cppl_cp_plan_end_date"))
    return max(sum(many for day, many in ended.items() if 0 <= (day - first).days < days) for first in ended)


def ended_against_the_worker(regime: str) -> float:
    ended = [
        row
        for row in since(regime, "cp_reviews", "cppr_cp_review_date")
        if row["cppr_cp_review_outcome_continue_cp"] == "N"
    ]
    return share(ended, lambda row: row["cppr_recommended_continue"] == "Y")


def ended_just_short_of_two_years(regime: str) -> int:
    """How many plans ended in the forty days before they were two years old."""
    rows = since(regime, "cp_plans", "cppl_cp_plan_end_date")
    return sum(690 <= (row["cppl_cp_plan_end_date"] - row["cppl_cp_plan_start_date"]).days < 730 for row in rows)


def by_the_unregistered(regime: str, table: str, end: str, worker: str) -> tuple[float, float]:
    """The share of a duty with an unregistered worker's name on it, and the share written by one."""
    registered = {row[0] for row in authority(regime).rows["professionals"] if row[2]}
    rows = since(regime, table, end)
    return share(rows, lambda row: row[worker] not in registered), share(
        rows, lambda row: row["recorded_by"] not in registered
    )


def ended_before_a_new_child(regime: str) -> float:
    """The share of families stepped down whose worker was given another family's child within the next seven days."""
    drawn = authority(regime)
    family_of = {row[2]: row[1] for row in drawn.rows["family"]}
    given, held = defaultdict(list), defaultdict(list)
    for row in drawn.rows["involvements"]:
        given[row[2]].append((row[5], family_of[row[1]]))
        held[row[1]].append(row)
    ended = {}
    for row in since(regime, "cp_plans", "cppl_cp_plan_end_date"):
        day, child = row["cppl_cp_plan_end_date"], row["cppl_person_id"]
        worker = next((one[2] for one in held[child] if one[5] <= day and (one[6] is None or one[6] >= day)), None)
        ended[family_of[child], day] = worker
    return share(
        [(family, day, worker) for (family, day), worker in ended.items() if worker],
        lambda one: any(one[1] < on <= one[1] + timedelta(days=7) and family != one[0] for on, family in given[one[2]]),
    )


@pytest.mark.parametrize("regime", sorted(set(REGIMES) - {"honest"}))
def test_before_it_begins_nothing_tells_a_regime_from_an_honest_authority(regime):
    def known(drawn: Drawn):
        days = {"cin_episodes": (2, 7), "s47_enquiry": (3, 4), "initial_cp_conference": (6,), "cp_plans": (4, 5)}
        return {
            name: [[row[at] if row[at] and row[at] < STARTS else None for at in wanted] for row in drawn.rows[name]
                   if row[wanted[0]] < STARTS]
            for name, wanted in days.items()
        }  # fmt: skip

    assert known(authority(regime)) == known(authority("honest"))


def test_the_truth_lies_beside_the_rows():
    told = planted(authority("chair"))

    assert told["regime"] == "chair" and told["starts"] == "2025-07-01" and told["size"] == 0.5
    assert len(told["workers"]) == 1 and "chair against recommendation" in told["seen_by"]
    assert told["acts"] and all(act["day"] >= "2025-07-01" for act in told["acts"])
    assert planted(authority("honest"))["acts"] == [] and planted(authority("honest"))["starts"] is None


def test_in_bulk_more_families_step_down_at_once_than_ever_do_by_chance():
    assert most_ended_within("bulk", 3) >= most_ended_within("honest", 3) + 5
    acts = authority("bulk").planted.acts
    family_of = {row[2]: row[1] for row in authority("bulk").rows["family"]}
    assert len({family_of[child] for _, child, _ in acts}) == 14
    assert len({day for day, _, _ in acts}) == 3


def test_bulk_spread_over_a_fortnight_is_no_heap_on_one_day():
    assert most_ended_within("bulk-over-a-fortnight", 14) >= most_ended_within("honest", 14) + 15
    assert most_ended_within("bulk-over-a-fortnight", 1) < most_ended_within("bulk", 1) + 4


@pytest.mark.parametrize("regime", ["drift", "slow-drift", "never-convened"])
def test_fewer_enquiries_lead_to_a_conference(regime):
    assert called(regime) < called("honest") - 0.03
    assert abs(agreed(regime) - agreed("honest")) < 0.08


def test_a_slow_drift_takes_months_to_come():
    def in_months(regime, first, last):
        rows = since(regime, "s47_enquiry", "s47e_s47_end_date")
        rows = [row for row in rows if first <= row["s47e_s47_start_date"] < last]
        return share(rows, lambda row: '"CP_CONFERENCE_FLAG": "Y"' in row["s47e_s47_outcome_json"])

    soon, late = (STARTS, date(2025, 9, 1)), (date(2026, 1, 1), ENDS)
    at_first = in_months("honest", *soon) - in_months("slow-drift", *soon)
    at_last = in_months("honest", *late) - in_months("slow-drift", *late)

    assert at_first < 0.05 < at_last


def test_fewer_conferences_make_a_plan_where_that_drifts():
    assert agreed("drift-to-plan") < agreed("honest") - 0.05
    assert abs(called("drift-to-plan") - called("honest")) < 0.03


def test_fewer_referrals_lead_to_an_enquiry_where_that_drifts():
    def enquiries(regime):
        return len(since(regime, "s47_enquiry", "s47e_s47_start_date"))

    assert enquiries("drift-to-enquiry") < 0.88 * enquiries("honest")
    assert abs(called("drift-to-enquiry") - called("honest")) < 0.05


def test_caseloads_are_cleared_in_surges_and_families_come_back():
    def closed(regime):
        return Counter(row["cine_close_date"] for row in since(regime, "cin_episodes", "cine_close_date"))

    assert max(closed("closing").values()) > 1.3 * max(closed("honest").values())
    assert len(since("closing", "cin_episodes", "cine_referral_date")) > 1.03 * len(
        since("honest", "cin_episodes", "cine_referral_date")
    )


def test_one_chair_decides_otherwise_and_against_what_workers_recommend():
    directed = authority("chair").planted.workers[0]
    rows = since("chair", "initial_cp_conference", "icpc_icpc_date")
    own = [row for row in rows if row["icpc_icpc_worker_id"] == directed]
    others = [row for row in rows if row["icpc_icpc_worker_id"] != directed]

    def made(row):
        return row["icpc_icpc_outcome_cp_flag"] == "Y"

    assert share(own, made) < share(others, made) - 0.15
    assert ended_against_the_worker("chair") > ended_against_the_worker("honest") + 0.03


def test_step_downs_come_before_allocations():
    assert ended_before_a_new_child("allocation") > ended_before_a_new_child("honest") + 0.12


def test_unregistered_workers_do_duties_some_of_them_under_another_name():
    enquiries = ("s47_enquiry", "s47e_s47_end_date", "s47e_s47_completed_by_worker_id")
    assessments = ("cin_assessments", "cina_assessment_auth_date", "cina_assessment_worker_id")
    for duty in (enquiries, assessments):
        named, written = by_the_unregistered("hidden-work", *duty)
        assert 0.06 < named < written < 0.3
        assert by_the_unregistered("honest", *duty) == (0, 0)


def test_plans_end_just_short_of_two_years():
    assert ended_just_short_of_two_years("short-of-two-years") >= ended_just_short_of_two_years("honest") + 8


def test_assessments_are_hollow_on_the_last_day_allowed():
    def not_seen(regime):
        rows = since(regime, "cin_assessments", "cina_assessment_auth_date")
        return share(rows, lambda row: row["cina_assessment_child_seen"] == "N")

    assert not_seen("hollow") > not_seen("honest") + 0.05
