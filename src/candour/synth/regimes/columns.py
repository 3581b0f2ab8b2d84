"""The tables that are drawn: the columns of the Standard Safeguarding Dataset, and who wrote a row when.

Three groups of columns are not in the dataset: who chaired (`..._worker_id`), what the worker recommended, and
`recorded_at` and `recorded_by`; `end_...` of the same names is about the end of what the row holds.
"""

from collections.abc import Mapping

BY = ("recorded_at", "recorded_by")
END_BY = ("end_recorded_at", "end_recorded_by")


def _named(prefix: str, names: str, *more: str) -> tuple[str, ...]:
    return (*(f"{prefix}_{name}" for name in names.split()), *more)


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "person": _named(
        "pers", "person_id legacy_id sex ethnicity dob expected_dob upn upn_unknown disability", *BY
    ),
    "family": _named("fami", "table_id family_id person_id"),
    "cin_episodes": _named(
        "cine",
        "referral_id person_id referral_date cin_primary_need_code referral_source_code referral_nfa close_reason"
        " close_date referral_team referral_worker_id",
        *BY, *END_BY,
    ),
    "cin_assessments": _named(
        "cina",
        "assessment_id person_id referral_id assessment_start_date assessment_child_seen assessment_auth_date"
        " assessment_outcome_json assessment_team assessment_worker_id",
        *BY,
    ),
    "assessment_factors": _named("cinf", "table_id person_id assessment_id assessment_factors_json"),
    "s47_enquiry": _named(
        "s47e",
        "s47_enquiry_id referral_id person_id s47_start_date s47_end_date s47_nfa s47_outcome_json"
        " s47_completed_by_team s47_completed_by_worker_id",
        *BY,
    ),
    "initial_cp_conference": _named(
        "icpc",
        "icpc_id icpc_meeting_id s47_enquiry_id person_id referral_id icpc_target_date icpc_date icpc_outcome_cp_flag"
        " recommended_cp icpc_team icpc_worker_id",
        *BY,
    ),
    "cp_plans": _named(
        "cppl",
        "cp_plan_id referral_id icpc_id person_id cp_plan_start_date cp_plan_end_date cp_plan_initial_category"
        " cp_plan_latest_category previous_plans",
        *BY, *END_BY,
    ),
    "cp_reviews": _named(
        "cppr",
        "cp_review_id person_id cp_plan_id cp_review_due cp_review_date cp_review_meeting_id"
        " cp_review_outcome_continue_cp recommended_continue cp_review_worker_id",
        *BY,
    ),
    "cin_plans": _named(
        "cinp",
        "cin_plan_id referral_id person_id cin_plan_start_date cin_plan_end_date cin_plan_team cin_plan_worker_id",
        *BY, *END_BY,
    ),
    "cin_visits": _named(
        "cinv", "cin_visit_id person_id cin_visit_date cin_visit_seen cin_visit_seen_alone", *BY
    ),
    "cp_visits": _named(
        "cppv", "cp_visit_id person_id cp_plan_id cp_visit_date cp_visit_seen cp_visit_seen_alone", *BY
    ),
    "involvements": _named(
        "invo",
        "involvements_id person_id professional_id professional_role_id professional_team involvement_start_date"
        " involvement_end_date worker_change_reason",
        *BY,
    ),
    "professionals": _named(
        "prof",
        "professional_id professional_name social_worker_registration_no professional_job_title"
        " professional_department full_time_equivalency agency_worker_flag registered_from registered_to"
        " newly_qualified_from newly_qualified_to started_on left_on",
    ),
    "department": _named("dept", "team_id team_name"),
}  # fmt: skip
