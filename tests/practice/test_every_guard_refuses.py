"""Each decision, and each guard refusing it: what a worker is told to do, before anything is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from candour.practice.cin_assessments import AuthorisationProposal, ExtensionProposal
from candour.practice.cin_census import ExplanationProposal
from candour.practice.cin_episodes import ClosureProposal, ReferralProposal
from candour.practice.cin_plans import CinPlanProposal
from candour.practice.contacts import ContactProposal
from candour.practice.cp_plans import PlanOverProposal
from candour.practice.cp_reviews import PlanEndingProposal, ReviewProposal
from candour.practice.guard import DECISIONS, Refused
from candour.practice.initial_cp_conference import Aim, ConferenceProposal
from candour.practice.involvements import AllocationProposal
from candour.practice.s47_enquiry import OutcomeProposal
from candour.practice.strategy_discussion import StrategyProposal
from candour.practice.voices import Dissent, View
from candour.record.casefile.episodes import contacts, episodes, open_episode
from candour.record.casefile.plans import open_cp_plan
from candour.record.casefile.protection import assessments, enquiries
from candour.record.entries.cin_census import ExplainedPlace
from candour.record.entries.concerns import DisagreementEnded, DisagreementOpened
from candour.record.entries.decision import GuidanceDepartedFrom, HarmAnswer
from tests.lives import AGENCIES, VIEWS, WHY
from tests.practice import retention_cases as retention
from tests.practice import written_cases as written

BLANK = {"grounds": (), "because": ""}


def contact(life, **more):
    given = contacts(life.case)[-1].received.fact.contact_id
    return ContactProposal(**{"contact_id": given, "outcome": "referral", **WHY, **more})


def referral(life, **more):
    return ReferralProposal(
        **{
            "referral_id": episodes(life.case)[-1].referral_id,
            "response": "assessment",
            "primary_need": "N1",
            "threshold_id": life.office.threshold,
            "threshold_level": "Child in need (section 17)",
            **WHY,
            **more,
        }
    )


def explanation(life, **more):
    place = ExplainedPlace(table="CINdetails", element="CINreferralDate", reference="r" * 32, value="2025-06-03")
    given = {"year": 2026, "rule": "8670Q", "is_query": True, "words": "It is so.", "places": (place,)}
    return ExplanationProposal(**{**given, **more})


def allocation(life, **more):
    given = {
        "worker_id": life.office.ids["social_worker"],
        "start": life.day,
        "why": "Room.",
        "worker_registered": True,
    }
    return AllocationProposal(**{**given, **more})


def authorisation(life, **more):
    given = {"outcome": "close", "factors": ("18C",), "child_seen": "yes"}
    return AuthorisationProposal(assessment_id=assessments(life.case)[-1].assessment_id, **{**given, **WHY, **more})


def discussion(life, **more):
    given = {"held_on": life.day, "present": AGENCIES, "outcome": "enquiry", "lead_registered": True}
    return StrategyProposal(**{**given, **WHY, **more})


def outcome(life, **more):
    given = {"outcome": "conference", "childs_account": "He hits me.", "findings": "Marks."}
    return OutcomeProposal(s47_enquiry_id=enquiries(life.case)[-1].s47_enquiry_id, **{**given, **WHY, **more})


def conference(life, **more):
    given = {
        "meeting_id": "m" * 32,
        "held_on": life.day,
        "quorate": "yes",
        "plan_agreed": True,
        "category": "PHY",
        "aims": (Aim(what_must_change="Nobody hits her"),),
        "views": (View(whose="child", words="Stop it."),),
    }
    return ConferenceProposal(**{**given, **WHY, **more})


def review(life, **more):
    plan = open_cp_plan(life.case)
    given = {"held_on": life.day, "quorate": "yes", "changed_since": "Calm.", "childs_view": "It is quiet."}
    return ReviewProposal(cp_plan_id=plan.cp_plan_id if plan else "", meeting_id="m" * 32, **{**given, **WHY, **more})


def ending(life, **more):
    plan = open_cp_plan(life.case)
    answer = HarmAnswer(harm=life.harm_id, protected_by="Barred by an order")
    given = {
        "held_on": life.day, "quorate": "yes", "changed_since": "Calm.", "views": VIEWS, "directed": "no",
        "harms": (answer,), "earlier_closures": "Mother has left him.", "legal_steps_considered_by": "A manager",
        "legal_steps_not_taken_because": "Advice.",
    }  # fmt: skip
    plan_id = more.pop("cp_plan_id", plan.cp_plan_id if plan else "")
    return PlanEndingProposal(cp_plan_id=plan_id, meeting_id="m" * 32, **{**given, **WHY, **more})


def closure(life, **more):
    episode = open_episode(life.case)
    given = {
        "closed_on": life.day, "reason": "RC7", "changed_since": "Calm.", "views": VIEWS, "directed": "no",
        "harms": (HarmAnswer(harm=life.harm_id, protected_by="Barred by an order"),),
        "earlier_closures": "Mother has left him.", "legal_steps_considered_by": "A manager",
        "legal_steps_not_taken_because": "Advice.", "referral_id": episode.referral_id if episode else "",
    }  # fmt: skip
    return ClosureProposal(**{**given, **WHY, **more})


def help_plan(life, **more):
    return CinPlanProposal(**{"started_on": life.day, "familys_agreement": "Yes", **more})


def longer(life, **more):
    given = {"until": life.day + timedelta(days=30), "why": "To see the term out."}
    return ExtensionProposal(assessment_id=assessments(life.case)[-1].assessment_id, **{**given, **more})


def over(life, **more):
    given = {"ended_on": life.day, "reason": "moved", "consulted": "Police and health agree."}
    return PlanOverProposal(**{**given, **WHY, **more})


PROPOSALS = {
    "end_a_plan_without_a_review": (over, "team_manager"),
    "decide_a_contact": (contact, "front_door_screener"),
    "decide_the_response_to_a_referral": (referral, "team_manager"),
    "allocate_a_child": (allocation, "team_manager"),
    "authorise_an_assessment": (authorisation, "team_manager"),
    "take_longer_over_an_assessment": (longer, "social_worker"),
    "hold_a_strategy_discussion": (discussion, "social_worker"),
    "decide_the_outcome_of_an_enquiry": (outcome, "social_worker"),
    "record_an_initial_conference": (conference, "conference_chair"),
    "continue_a_child_protection_plan": (review, "conference_chair"),
    "end_a_child_protection_plan": (ending, "conference_chair"),
    "close_an_episode": (closure, "team_manager"),
    "start_a_child_in_need_plan": (help_plan, "social_worker"),
}
REFERRED = lambda life: life.referral()
ASSESSING = lambda life: life.referral().answered()
ASSESSED = lambda life: life.referral().answered().harmed().later(9).assessed()
ENQUIRING = lambda life: life.referral().answered().discussed()
ENQUIRED = lambda life: life.referral().answered().discussed().later(5).enquired().later(5).assessed()
PLANNED = lambda life: life.on_a_plan().later(80).reviewed().later(90)
RETURNED = lambda life: life.harmed().protected().closed_before().referral().answered().later(9).assessed()
BACK_ON_A_PLAN = lambda life: RETURNED(life).discussed().later(5).enquired().later(5).conferenced().later(80).reviewed()
GOOD = {
    "end_a_plan_without_a_review": PLANNED,
    "decide_a_contact": lambda life: life.contact(),
    "decide_the_response_to_a_referral": REFERRED,
    "allocate_a_child": ASSESSING,
    "authorise_an_assessment": ASSESSING,
    "take_longer_over_an_assessment": ASSESSING,
    "hold_a_strategy_discussion": ASSESSING,
    "decide_the_outcome_of_an_enquiry": ENQUIRING,
    "record_an_initial_conference": ENQUIRED,
    "continue_a_child_protection_plan": PLANNED,
    "end_a_child_protection_plan": PLANNED,
    "close_an_episode": ASSESSED,
    "start_a_child_in_need_plan": ASSESSED,
}
SIGN = ("I02",)
# (decision, guard): how the life goes, if not as usual; what the proposal says otherwise; who decides, if somebody else
REFUSALS = {
    ("end_a_plan_without_a_review", "a_plan_is_running"): (ENQUIRED, {}, None),
    ("end_a_plan_without_a_review", "agencies_were_consulted"): (None, {"consulted": ""}, None),
    ("end_a_plan_without_a_review", "a_death_is_on_the_record"): (None, {"reason": "died"}, None),
    ("decide_a_contact", "contact_is_undecided"): (lambda life: life.contact().referral(), {}, None),
    ("decide_a_contact", "no_episode_is_open"): (lambda life: life.referral().answered().contact(), {}, None),
    ("decide_the_response_to_a_referral", "referral_is_undecided"): (ASSESSING, {}, None),
    ("decide_the_response_to_a_referral", "indicators_are_answered"): (lambda life: life.referral(indicators=SIGN), {}, None),
    ("decide_the_response_to_a_referral", "need_is_named_if_work_follows"): (None, {"primary_need": ""}, None),
    ("decide_the_response_to_a_referral", "decider_is_a_social_worker"): (None, {}, "support_worker"),
    ("decide_the_response_to_a_referral", "threshold_is_named"): (None, {"threshold_level": ""}, None),
    ("allocate_a_child", "allocation_has_a_reason"): (None, {"why": " "}, None),
    ("allocate_a_child", "there_is_work_to_allocate"): (lambda life: life, {}, None),
    ("allocate_a_child", "worker_is_registered_where_protection_runs"): (ENQUIRING, {"worker_registered": False}, None),
    ("authorise_an_assessment", "assessment_is_open"): (ASSESSED, {}, None),
    ("authorise_an_assessment", "child_is_seen_or_accounted_for"): (None, {"child_seen": "no"}, None),
    ("authorise_an_assessment", "no_factors_stands_alone"): (None, {"factors": ("21", "18C")}, None),
    ("authorise_an_assessment", "factors_fit_the_enquiry"): (ENQUIRING, {"factors": ("21",)}, None),
    ("authorise_an_assessment", "authoriser_is_registered"): (None, {}, "support_worker"),
    ("take_longer_over_an_assessment", "extension_has_a_purpose"): (None, {"why": ""}, None),
    ("hold_a_strategy_discussion", "referral_is_open"): (lambda life: life, {}, None),
    ("hold_a_strategy_discussion", "no_enquiry_is_running"): (ENQUIRING, {}, None),
    ("hold_a_strategy_discussion", "police_and_health_took_part"): (None, {"present": AGENCIES[2:]}, None),
    ("hold_a_strategy_discussion", "lead_is_a_registered_social_worker"): (None, {"lead_registered": False}, None),
    ("decide_the_outcome_of_an_enquiry", "enquiry_is_running"): (ENQUIRED, {}, None),
    ("decide_the_outcome_of_an_enquiry", "childs_account_is_given_or_accounted_for"): (None, {"childs_account": ""}, None),
    ("decide_the_outcome_of_an_enquiry", "findings_are_written"): (None, {"findings": ""}, None),
    ("decide_the_outcome_of_an_enquiry", "decider_is_registered"): (None, {}, "support_worker"),
    ("record_an_initial_conference", "case_is_open"): (lambda life: life, {"transfer_in": True}, None),
    ("record_an_initial_conference", "an_enquiry_or_a_transfer_leads_here"): (ASSESSING, {}, None),
    ("record_an_initial_conference", "no_plan_is_running"): (PLANNED, {}, None),
    ("record_an_initial_conference", "category_is_named_if_a_plan_is_agreed"): (None, {"category": ""}, None),
    ("record_an_initial_conference", "childs_view_is_heard_or_accounted_for"): (None, {"views": ()}, None),
    ("record_an_initial_conference", "conference_is_quorate"): (None, {"quorate": "no"}, None),
    ("record_an_initial_conference", "aims_are_agreed"): (None, {"aims": ()}, None),
    ("continue_a_child_protection_plan", "plan_is_running"): (ENQUIRED, {}, None),
    ("continue_a_child_protection_plan", "change_since_is_stated"): (None, {"changed_since": ""}, None),
    ("continue_a_child_protection_plan", "childs_view_is_heard_at_review"): (None, {"childs_view": ""}, None),
    ("continue_a_child_protection_plan", "review_is_quorate"): (None, {"quorate": "no"}, None),
    ("end_a_child_protection_plan", "plan_is_running"): (ENQUIRED, {}, None),
    ("end_a_child_protection_plan", "review_is_quorate"): (None, {"quorate": "no"}, None),
    ("end_a_child_protection_plan", "plan_has_run_past_its_first_review"): (lambda life: life.on_a_plan().later(80), {}, None),
    ("close_an_episode", "episode_is_open"): (lambda life: life, {"referral_id": "none"}, None),
    ("close_an_episode", "nothing_is_left_open"): (ASSESSING, {}, None),
    ("close_an_episode", "closure_reason_fits_the_enquiry"): (ENQUIRED, {"reason": "RC8"}, None),
    ("start_a_child_in_need_plan", "case_is_open_for_help"): (lambda life: life, {}, None),
    ("start_a_child_in_need_plan", "no_protection_plan_is_running"): (PLANNED, {}, None),
    ("start_a_child_in_need_plan", "no_child_in_need_plan_is_running"): (
        lambda life: ASSESSED(life).decide(DECISIONS["start_a_child_in_need_plan"], help_plan(life), "social_worker"), {}, None,
    ),
}  # fmt: skip
PROPOSALS["explain_a_query_of_the_census"] = (explanation, "data_officer")
GOOD["explain_a_query_of_the_census"] = ASSESSING
REFUSALS |= {
    ("explain_a_query_of_the_census", "only_a_query_is_explained"): (None, {"rule": "8670", "is_query": False}, None),
    ("explain_a_query_of_the_census", "the_explanation_is_given"): (None, {"words": " "}, None),
    ("explain_a_query_of_the_census", "there_is_something_to_explain"): (None, {"places": ()}, None),
}
for _name, _back in (("end_a_child_protection_plan", BACK_ON_A_PLAN), ("close_an_episode", RETURNED)):
    REFUSALS |= {
        (_name, "each_harm_is_answered"): (None, {"harms": ()}, None),
        (_name, "change_is_stated"): (None, {"changed_since": " "}, None),
        (_name, "earlier_closures_are_answered"): (_back, {"earlier_closures": ""}, None),
        (_name, "legal_steps_are_answered"): (_back, {"legal_steps_considered_by": ""}, None),
        (_name, "every_voice_is_heard_or_accounted_for"): (None, {"views": VIEWS[1:]}, None),
        (_name, "direction_is_answered"): (None, {"directed": "yes"}, None),
    }
for _name in ("end_a_child_protection_plan", "close_an_episode", "end_a_plan_without_a_review"):
    REFUSALS[_name, "an_open_disagreement_is_on_the_record"] = (
        lambda life, goes=GOOD[_name]: goes(life).note(DisagreementOpened(disagreement_id="d" * 32)), {}, None,
    )  # fmt: skip
for _more in (written, retention):
    for _ours, _theirs in ((PROPOSALS, _more.PROPOSALS), (GOOD, _more.GOOD), (REFUSALS, _more.REFUSALS)):
        _ours |= _theirs
for _name, _made in DECISIONS.items():
    if "grounds_are_given" in {guard.name for guard in _made.guards}:
        REFUSALS[_name, "grounds_are_given"] = (None, BLANK, None)


def ready(life, name, guard=None):
    goes, more, role = REFUSALS[name, guard] if guard else (None, {}, None)
    (goes or GOOD[name])(life)
    make, usual = PROPOSALS[name]
    return make(life, **more), role or usual


@pytest.mark.parametrize("name", DECISIONS)
def test_the_usual_case_passes_every_guard(name, life):
    child = life()
    proposal, role = ready(child, name)
    before = child.case.version
    child.decide(DECISIONS[name], proposal, role)
    assert child.case.version > before


@pytest.mark.parametrize(("name", "guard"), REFUSALS, ids=lambda part: part)
def test_the_guard_refuses_says_what_to_do_and_nothing_is_written(name, guard, life):
    child = life()
    proposal, role = ready(child, name, guard)
    before = child.case.version
    with pytest.raises(Refused) as refused:
        child.decide(DECISIONS[name], proposal, role)
    assert guard in {one.name for one in refused.value.guards}
    assert next(one.what_to_do for one in refused.value.guards if one.name == guard) in str(refused.value)
    assert child.case.version == before


def test_every_guard_of_every_decision_is_tried():
    asked = {(name, guard.name) for name, made in DECISIONS.items() for guard in made.guards}
    assert asked == set(REFUSALS)


@pytest.mark.parametrize(
    ("name", "guard"),
    [(name, guard.name) for name, made in DECISIONS.items() for guard in made.guards if guard.force == "should"],
)
def test_guidance_can_be_departed_from_and_the_reason_comes_first(name, guard, life):
    child = life()
    proposal, role = ready(child, name, guard)
    before = child.case.version
    child.decide(DECISIONS[name], proposal, role, departing={guard: "A reason of our own."})
    first = child.case.recorded[before].fact
    assert isinstance(first, GuidanceDepartedFrom) and first.guard == guard and first.why == "A reason of our own."


@pytest.mark.parametrize(
    ("name", "guard"),
    [(name, guard.name) for name, made in DECISIONS.items() for guard in made.guards if guard.force == "must"],
)
def test_a_must_cannot_be_departed_from_with_a_reason(name, guard, life):
    child = life()
    proposal, role = ready(child, name, guard)
    with pytest.raises(Refused):
        child.decide(DECISIONS[name], proposal, role, departing={guard: "We want to."})


def test_a_plan_ends_past_an_open_disagreement_once_the_dissent_is_recorded_or_it_has_ended(life):
    for child, words in ((PLANNED(life("Ada")), "Nobody asked him."), (PLANNED(life("Ben")), "")):
        child.note(DisagreementOpened(disagreement_id="d" * 32))
        if not words:
            child.note(DisagreementEnded(disagreement_id="d" * 32))
        dissents = (Dissent(who="A worker", words=words),) if words else ()
        child.decide(DECISIONS["end_a_child_protection_plan"], ending(child, dissents=dissents), "conference_chair")
        assert open_cp_plan(child.case) is None


def test_what_happened_against_a_must_is_noted_as_a_fact_with_the_must_it_did_not_meet(life):
    child = ASSESSING(life())
    child.decide(
        DECISIONS["record_an_initial_conference"], conference(child), "conference_chair", already_happened=True
    )
    assert open_cp_plan(child.case) is not None
    missed = [item.fact.guard for item in child.case.of(GuidanceDepartedFrom)]
    assert missed == ["an_enquiry_or_a_transfer_leads_here"]


@pytest.mark.parametrize("name", DECISIONS)
def test_every_guard_has_a_source_and_tells_the_worker_what_to_do(name):
    for guard in DECISIONS[name].guards:
        assert len(guard.source) > 10 and guard.what_to_do.endswith("."), guard.name


def test_a_decision_for_brothers_and_sisters_is_made_for_all_or_for_none(life, desk, office):
    one, other = ASSESSING(life("Ada")), life("Ben")
    one.on(max(one.day, other.day))
    versions = one.case.version, other.case.version
    with pytest.raises(Refused, match="not open"):
        desk.decide(
            DECISIONS["allocate_a_child"],
            [one.person_id, other.person_id],
            allocation(one),
            by=office.worker("team_manager", desk),
        )
    assert (one.case.version, other.case.version) == versions


def test_somebody_else_writing_in_between_is_told_and_nothing_is_lost(life, desk, office):
    from candour.practice.desk import MovedOn

    child = REFERRED(life())
    read_at = child.case.version
    child.harmed()
    with pytest.raises(MovedOn, match="Somebody else wrote"):
        child.decide(
            DECISIONS["decide_the_response_to_a_referral"],
            referral(child),
            "team_manager",
            expecting={child.person_id: read_at},
        )
    assert replace(child.case) == child.case
