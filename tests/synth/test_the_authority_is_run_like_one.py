"""The invented authority's workers hold posts, pass guards and belong to nobody real."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from candour.practice.professionals import worker_on
from candour.record.store.reading import read
from candour.ssd.store.reading import rows
from candour.synth.authority import Invented
from tests.synth.conftest import ENDS_ON, Invent

ROLES = {
    "chief_executive",
    "custodian",
    "front_door_screener", "social_worker", "newly_qualified_social_worker", "support_worker", "team_manager",
    "service_manager", "conference_chair", "principal_social_worker", "data_officer", "scrutineer", "inspector",
    "administrator", "director",
}  # fmt: skip


def one(sql: str) -> object:
    return next(iter(rows(sql)[0].values()))


def test_as_many_children_are_made_as_were_asked_for(wrenshire: Invented) -> None:
    children = "SELECT COUNT(*) FROM ssd_person WHERE pers_kind IN ('child', 'unborn child')"
    assert wrenshire.children == one(children) == 200


def test_every_role_has_somebody_in_post(wrenshire: Invented) -> None:
    assert set(wrenshire.workers) == ROLES


def test_a_worker_stands_on_the_record_as_they_stand_at_the_desk(wrenshire: Invented) -> None:
    for workers in wrenshire.workers.values():
        for worker in workers:
            assert worker_on(read(worker.worker_id), ENDS_ON) == worker


def test_one_social_worker_is_in_post_though_registration_has_lapsed(wrenshire: Invented) -> None:
    lapsed = [w for w in wrenshire.workers["social_worker"] if not w.registered]
    assert len(lapsed) == 1


def test_the_threshold_in_force_is_published_and_one_instruction_departs_from_it(wrenshire: Invented) -> None:
    kinds = {row["thre_kind"]: row for row in rows("SELECT * FROM ssd_threshold")}
    assert kinds["instruction"]["thre_against"] == wrenshire.threshold_id
    assert one("SELECT COUNT(*) FROM ssd_threshold WHERE thre_kind = 'published'") == 2


def test_nobody_has_a_number_that_somebody_real_could_have(wrenshire: Invented) -> None:
    assert not rows("SELECT 1 FROM ssd_person WHERE pers_common_child_id NOT LIKE '999%'")
    assert not rows("SELECT 1 FROM ssd_person WHERE pers_upn IS NOT NULL AND SUBSTR(pers_upn, 2, 3) <> '000'")
    assert not rows("SELECT 1 FROM ssd_address WHERE addr_address_postcode NOT LIKE 'Q%'")
    assert not rows("SELECT 1 FROM ssd_professionals WHERE prof_social_worker_registration_no NOT LIKE 'SW000%'")


def test_nothing_is_written_after_the_last_day(wrenshire: Invented) -> None:
    assert str(one("SELECT MAX(act_recorded) FROM ssd_act"))[:10] <= ENDS_ON.isoformat()


def test_a_childs_file_is_in_the_order_it_was_written(wrenshire: Invented) -> None:
    written = rows("SELECT act_person_id, act_recorded FROM ssd_act ORDER BY act_person_id, act_position")
    pairs = pairwise(written)
    back = [a for a, b in pairs if a["act_person_id"] == b["act_person_id"] and a["act_recorded"] > b["act_recorded"]]
    assert not back


def test_no_open_child_is_without_a_worker_who_is_still_here(wrenshire: Invented) -> None:
    gone = (
        "SELECT COUNT(*) FROM ssd_involvements JOIN ssd_professionals ON prof_professional_id = invo_professional_id"
        " WHERE invo_involvement_end_date IS NULL AND prof_left_on <= '2026-11-20'"
    )
    assert one(gone) == 0


def test_few_things_went_against_guidance_and_each_says_why(wrenshire: Invented) -> None:
    departed = one("SELECT COUNT(*) FROM ssd_decision WHERE deci_what LIKE 'departed from guidance%'")
    decided = one("SELECT COUNT(*) FROM ssd_decision")
    assert isinstance(departed, int)
    assert isinstance(decided, int)
    assert 0 < departed < decided * 0.06


def test_the_sentences_have_every_name_in_place(wrenshire: Invented) -> None:
    for row in rows("SELECT pers_person_id FROM ssd_person WHERE pers_kind = 'child'"):
        for item in read(row["pers_person_id"]).recorded:
            assert "{" not in str(item.fact)


@pytest.mark.parametrize("day", range(7))
def test_the_last_day_may_be_any_day_of_the_week(invent_anew: Invent, day: int) -> None:
    last = date(2027, 2, 22) + timedelta(days=day)

    assert invent_anew(12, ends_on=last).children == 12
    assert str(one("SELECT MAX(act_recorded) FROM ssd_act"))[:10] <= last.isoformat()


def test_progress_is_told_as_children_are_made(invent_anew: Invent) -> None:
    told: list[int] = []

    invent_anew(40, years=1, tick=told.append)

    assert told[-1] == 40
    assert told == sorted(told)
