"""The tables that insight reads, and the names their columns go by in an extract of the Standard Safeguarding Dataset."""

from candour.frames.extract import DAY, FLAG, NUMBER, TEXT, Layout, Wanted

AUTHORITY = Wanted(TEXT, ("authority", "la_code", "local_authority", "la", "lea"))


def _names(prefix: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{prefix}_{name}" for name in names) + names


def _text(prefix: str, *names: str) -> Wanted:
    return Wanted(TEXT, _names(prefix, *names))


def _chair(prefix: str, *workers: str) -> Wanted:
    """Who chaired: no standard column says so; where none is named for it, the worker the meeting is recorded under."""
    return Wanted(TEXT, _names(prefix, "chair_id", "chair"), like="chair", last=_names(prefix, *workers))


def _day(prefix: str, *names: str) -> Wanted:
    return Wanted(DAY, _names(prefix, *names))


def _flag(prefix: str, *names: str, like: str = "") -> Wanted:
    return Wanted(FLAG, _names(prefix, *names), like)


def _kept(prefix: str) -> dict[str, Wanted]:
    """Who wrote a row down and when: in no standard extract, and used where it is there."""
    moments = (
        "recorded_at",
        "recorded_on",
        "recorded_date",
        "date_recorded",
        "created_at",
        "created_date",
        "record_created",
    )
    people = ("recorded_by", "created_by", "recorded_by_worker_id", "entered_by")
    return {
        "recorded": Wanted(DAY, _names(prefix, *moments)),
        "moment": _text(prefix, *moments),
        "end_recorded": _day(prefix, *(f"end_{name}" for name in moments)),
        "end_moment": _text(prefix, *(f"end_{name}" for name in moments)),
        "end_recorded_by": _text(prefix, *(f"end_{name}" for name in people)),
        "recorded_by": _text(prefix, *people),
        "authority": AUTHORITY,
    }


LAYOUT: Layout = {
    "family": {
        "family": _text("fami", "family_id"),
        "child": _text("fami", "person_id"),
        "authority": AUTHORITY,
    },
    "cin_episodes": {
        "episode": _text("cine", "referral_id"),
        "child": _text("cine", "person_id"),
        "referred": _day("cine", "referral_date"),
        "closed": _day("cine", "close_date", "closure_date"),
        "nfa": _flag("cine", "referral_nfa"),
        "reason": _text("cine", "close_reason"),
        "lost": _flag("cine", "lost"),
        "source": _text("cine", "referral_source_code", "referral_source"),
        "team": _text("cine", "referral_team"),
        "worker": _text("cine", "referral_worker_id", "referral_worker"),
        **_kept("cine"),
    },
    "cin_assessments": {
        "assessment": _text("cina", "assessment_id"),
        "episode": _text("cina", "referral_id"),
        "child": _text("cina", "person_id"),
        "started": _day("cina", "assessment_start_date", "start_date"),
        "authorised": _day("cina", "assessment_auth_date", "auth_date"),
        "seen": _flag("cina", "assessment_child_seen", "child_seen"),
        "team": _text("cina", "assessment_team", "team"),
        "worker": _text("cina", "assessment_worker_id", "worker_id"),
        **_kept("cina"),
    },
    "s47_enquiry": {
        "enquiry": _text("s47e", "s47_enquiry_id"),
        "episode": _text("s47e", "referral_id"),
        "child": _text("s47e", "person_id"),
        "started": _day("s47e", "s47_start_date", "start_date"),
        "ended": _day("s47e", "s47_end_date", "end_date"),
        "team": _text("s47e", "s47_completed_by_team", "team"),
        "worker": _text("s47e", "s47_completed_by_worker_id", "s47_completed_by_worker", "worker_id"),
        **_kept("s47e"),
    },
    "initial_cp_conference": {
        "conference": _text("icpc", "icpc_id"),
        "enquiry": _text("icpc", "s47_enquiry_id"),
        "episode": _text("icpc", "referral_id"),
        "child": _text("icpc", "person_id"),
        "held": _day("icpc", "icpc_date", "date"),
        "really_held": _flag("icpc", "held"),
        "transfer": _flag("icpc", "icpc_transfer_in", "transfer_in"),
        "plan": _flag("icpc", "icpc_outcome_cp_flag", "outcome_cp_flag"),
        "chair": _chair("icpc", "icpc_worker_id"),
        **_kept("icpc"),
    },
    "cp_plans": {
        "cp_plan": _text("cppl", "cp_plan_id"),
        "episode": _text("cppl", "referral_id"),
        "child": _text("cppl", "person_id"),
        "started": _day("cppl", "cp_plan_start_date", "start_date"),
        "ended": _day("cppl", "cp_plan_end_date", "end_date"),
        "elsewhere": _flag("cppl", "cp_plan_ola", "ola"),
        "before": Wanted(NUMBER, _names("cppl", "previous_plans", "number_of_previous_plans", "number_previous_cpp")),
        "team": _text("cppl", "cp_plan_team", "team"),
        "worker": _text("cppl", "cp_plan_worker_id", "worker_id"),
        **_kept("cppl"),
    },
    "cp_reviews": {
        "review": _text("cppr", "cp_review_id"),
        "cp_plan": _text("cppr", "cp_plan_id"),
        "child": _text("cppr", "person_id"),
        "due": _day("cppr", "cp_review_due", "review_due"),
        "held": _day("cppr", "cp_review_date", "review_date"),
        "continues": _flag("cppr", "cp_review_outcome_continue_cp", "outcome_continue_cp"),
        "recommended": _flag("cppr", "recommended_continue", "worker_recommended_continue", like="recommend"),
        "chair": _chair("cppr", "cp_review_worker_id", "worker_id"),
        **_kept("cppr"),
    },
    "cin_plans": {
        "child": _text("cinp", "person_id"),
        "episode": _text("cinp", "referral_id"),
        "started": _day("cinp", "cin_plan_start_date", "start_date"),
        "ended": _day("cinp", "cin_plan_end_date", "end_date"),
        **_kept("cinp"),
    },
    "involvements": {
        "child": _text("invo", "person_id"),
        "worker": _text("invo", "professional_id"),
        "role": _text("invo", "professional_role_id", "role_id"),
        "team": _text("invo", "professional_team", "team"),
        "started": _day("invo", "involvement_start_date", "start_date"),
        "ended": _day("invo", "involvement_end_date", "end_date"),
        **_kept("invo"),
    },
    "professionals": {
        "worker": _text("prof", "professional_id"),
        "staff": _text("prof", "staff_id"),
        "registration": _text("prof", "social_worker_registration_no", "registration_no"),
        "title": _text("prof", "professional_job_title", "job_title"),
        "registered_from": _day("prof", "registered_from"),
        "registered_to": _day("prof", "registered_to"),
        "newly_from": _day("prof", "newly_qualified_from", "asye_from", "asye_start_date"),
        "newly_to": _day("prof", "newly_qualified_to", "asye_to", "asye_end_date"),
        "authority": AUTHORITY,
    },
    "cp_visits": {
        "child": _text("cppv", "person_id"),
        "day": _day("cppv", "cp_visit_date", "date"),
        "seen": _flag("cppv", "cp_visit_seen", "seen"),
        "worker": _text("cppv", "cp_visit_worker_id", "made_by", "worker_id"),
        **_kept("cppv"),
    },
    "cin_visits": {
        "child": _text("cinv", "person_id"),
        "day": _day("cinv", "cin_visit_date", "date"),
        "seen": _flag("cinv", "cin_visit_seen", "seen"),
        "worker": _text("cinv", "cin_visit_worker_id", "made_by", "worker_id"),
        **_kept("cinv"),
    },
    "harm": {
        "child": _text("harm", "person_id"),
        "known": _day("harm", "known_on"),
        "kind": _text("harm", "kind"),
        **_kept("harm"),
    },
    "protection": {
        "child": _text("prot", "person_id"),
        "started": _day("prot", "start"),
        **_kept("prot"),
    },
    "strategy_discussion": {
        "child": _text("stra", "person_id"),
        "held": _day("stra", "date"),
        **_kept("stra"),
    },
    "dissent": {
        "child": _text("diss", "person_id"),
        "given": _day("diss", "date"),
        **_kept("diss"),
    },
    "words": {
        "child": _text("text", "person_id"),
        "day": _day("text", "happened"),
        "copied": _flag("text", "copied"),
        **_kept("text"),
    },
    "decision": {
        "child": _text("deci", "person_id"),
        "what": _text("deci", "what"),
        "choice": _text("deci", "choice"),
        "day": _day("deci", "date"),
        "decider": _text("deci", "decider"),
        "role": _text("deci", "decider_role"),
        "grounds": _text("deci", "grounds"),
        "against": _flag("deci", "against_recommendation"),
        "directed": _flag("deci", "directed"),
        "no_change": _flag("deci", "no_change"),
        "unprotected": Wanted(NUMBER, ("deci_unprotected",)),
        "meeting": _text("deci", "meeting"),
        **_kept("deci"),
    },
}  # fmt: skip
