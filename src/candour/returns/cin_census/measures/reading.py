"""Reading every child's journey from the dataset's tables, for the measures: what is masked or corrected is so here too."""

import json
from collections import defaultdict
from datetime import date
from typing import Any

from candour.returns.cin_census.measures.journeys import (
    Assessment,
    CinPlan,
    Conference,
    CpPlan,
    Enquiry,
    Journeys,
    Referral,
)
from candour.ssd.cin_census_item import DOES_NOT_FIT
from candour.ssd.store.reading import as_day, rows


def read_journeys() -> Journeys:
    """Every child's journey, in the order of the references, so that the same record always gives the same lists."""
    return Journeys(
        referrals=_referrals(),
        assessments=_assessments(),
        enquiries=tuple(
            Enquiry(
                row["s47e_s47_enquiry_id"],
                row["s47e_person_id"],
                row["s47e_referral_id"] or "",
                as_day(row["s47e_s47_start_date"]),
            )
            for row in rows("SELECT * FROM ssd_s47_enquiry ORDER BY s47e_s47_enquiry_id")
        ),
        conferences=tuple(
            Conference(
                row["icpc_icpc_id"],
                row["icpc_person_id"],
                row["icpc_referral_id"] or "",
                row["icpc_s47_enquiry_id"] or "",
                as_day(row["icpc_icpc_date"]),
                row["icpc_icpc_transfer_in"] == "Y",
            )
            for row in rows("SELECT * FROM ssd_initial_cp_conference WHERE icpc_held = 'Y' ORDER BY icpc_icpc_id")
        ),
        cin_plans=tuple(
            CinPlan(
                row["cinp_cin_plan_id"],
                row["cinp_person_id"],
                row["cinp_referral_id"] or "",
                as_day(row["cinp_cin_plan_start_date"]),
                as_day(row["cinp_cin_plan_end_date"]),
            )
            for row in rows("SELECT * FROM ssd_cin_plans ORDER BY cinp_cin_plan_id")
        ),
        cp_plans=_cp_plans(),
    )


def _referrals() -> tuple[Referral, ...]:
    found = rows(
        "SELECT cine_referral_id, cine_person_id, cine_referral_date, cine_referral_nfa, cine_close_date,"
        " cine_close_reason FROM ssd_cin_episodes ORDER BY cine_referral_id"
    )
    unread = _unread("CINclosureDate")
    return tuple(
        Referral(
            row["cine_referral_id"],
            row["cine_person_id"],
            as_day(row["cine_referral_date"]),
            _yes(row["cine_referral_nfa"]),
            as_day(row["cine_close_date"]),
            row["cine_close_reason"] or ("with no reason given" if row["cine_referral_id"] in unread else ""),
        )
        for row in found
    )


def _yes(flag: str | None) -> bool | None:
    return None if flag is None else flag == "Y"


def _assessments() -> tuple[Assessment, ...]:
    factors = {
        row["cinf_assessment_id"]: tuple(json.loads(row["cinf_assessment_factors_json"] or "[]"))
        for row in rows("SELECT cinf_assessment_id, cinf_assessment_factors_json FROM ssd_assessment_factors")
    }
    return tuple(
        Assessment(
            row["cina_assessment_id"],
            row["cina_person_id"],
            row["cina_referral_id"] or "",
            as_day(row["cina_assessment_start_date"]),
            as_day(row["cina_assessment_auth_date"]),
            factors.get(row["cina_assessment_id"], ()),
        )
        for row in rows("SELECT * FROM ssd_cin_assessments ORDER BY cina_assessment_id")
    )


def _cp_plans() -> tuple[CpPlan, ...]:
    reviews: dict[str, list[date]] = defaultdict(list)
    for row in rows("SELECT cppr_cp_plan_id, cppr_cp_review_date FROM ssd_cp_reviews"):
        if day := as_day(row["cppr_cp_review_date"]):
            reviews[row["cppr_cp_plan_id"]].append(day)
    unread = _unread("CPPendDate")

    def plan(row: dict[str, Any]) -> CpPlan:
        plan_id, ended = row["cppl_cp_plan_id"], as_day(row["cppl_cp_plan_end_date"])
        return CpPlan(
            plan_id,
            row["cppl_person_id"],
            row["cppl_referral_id"] or "",
            as_day(row["cppl_cp_plan_start_date"]),
            ended,
            row["cppl_previous_plans"],
            tuple(sorted(reviews.get(plan_id, ()))),
            ended is None and plan_id in unread,
        )

    # A plan of another authority is that authority's to count.
    found = rows("SELECT * FROM ssd_cp_plans ORDER BY cppl_cp_plan_id")
    return tuple(plan(row) for row in found if row["cppl_cp_plan_ola"] != "Y")


def _unread(element: str) -> frozenset[str]:
    """The references of those parts of a census file where a day was typed that cannot be read."""
    found = rows(
        "SELECT DISTINCT ccit_reference FROM ssd_cin_census_item WHERE ccit_element = %s AND ccit_why = %s",
        [element, DOES_NOT_FIT],
    )
    return frozenset(row["ccit_reference"] for row in found)
