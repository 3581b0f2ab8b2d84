"""Plans, their reviews, and the visits made under them."""

from collections.abc import Iterable

from candour.record.casefile import Casefile
from candour.record.casefile.plans import cin_plans, cp_plans, visits
from candour.record.entries.cin_census import CensusGroupImported
from candour.record.entries.cin_plans import CinPlanEnded, CinPlanReviewed, CinPlanStarted
from candour.record.entries.cp_plans import AimAgreed, CpCategoryChanged, CpPlanEnded, CpPlanStarted
from candour.record.entries.cp_reviews import ReviewConferenceHeld
from candour.record.entries.visits import VisitMade
from candour.ssd.table import Row, flag, table
from candour.terms.category_of_abuse import CATEGORY_OF_ABUSE
from candour.terms.timescales import FIRST_REVIEW, LATER_REVIEW, due


@table(
    "cin_plans",
    """
    cinp_cin_plan_id text the plan's reference
    cinp_referral_id text the episode
    cinp_person_id text the child
    cinp_cin_plan_start_date date the day it began
    cinp_cin_plan_end_date date the day it ended
    cinp_reviews integer reviews held
    """,
    shows=(CinPlanStarted, CinPlanReviewed, CinPlanEnded, CensusGroupImported),
    indexes=("cinp_person_id", "cinp_referral_id"),
)
def cin_plan_rows(case: Casefile) -> Iterable[Row]:
    """Child in need plans."""
    for plan in cin_plans(case):
        yield (
            plan.cin_plan_id,
            plan.referral_id,
            case.subject,
            plan.started_on,
            plan.ended_on,
            len(plan.reviews),
        )


def category_words(code: str) -> str | None:
    """The category as the dataset spells it, in words; a code nobody knows stays as it came."""
    return None if not code else CATEGORY_OF_ABUSE.codes.get(code, code)


@table(
    "cp_plans",
    """
    cppl_cp_plan_id text the plan's reference
    cppl_referral_id text the episode
    cppl_icpc_id text the conference it began at
    cppl_person_id text the child
    cppl_cp_plan_start_date date the day it began
    cppl_cp_plan_end_date date the day it ended
    cppl_cp_plan_ola flag whether it is another authority's plan
    cppl_cp_plan_initial_category text first category, in words
    cppl_cp_plan_latest_category text latest category, in words
    cppl_previous_plans integer this authority's own earlier plans for the child
    cppl_aims integer things agreed that must change
    """,
    shows=(CpPlanStarted, AimAgreed, CpCategoryChanged, CpPlanEnded, CensusGroupImported),
    indexes=("cppl_person_id", "cppl_referral_id", "cppl_cp_plan_start_date"),
)
def cp_plan_rows(case: Casefile) -> Iterable[Row]:
    """Child protection plans."""
    for plan in cp_plans(case):
        aims = sum(1 for aim in case.of(AimAgreed) if aim.fact.plan_id == plan.cp_plan_id)
        yield (
            plan.cp_plan_id,
            plan.referral_id,
            plan.icpc_id or None,
            case.subject,
            plan.started_on,
            plan.ended_on,
            flag(bool(plan.started and plan.started.fact.another_authoritys)),
            category_words(plan.initial_category),
            category_words(plan.latest_category),
            plan.previous_plans,
            aims,
        )


@table(
    "cp_reviews",
    """
    cppr_cp_review_id text the review's reference
    cppr_person_id text the child
    cppr_cp_plan_id text the plan
    cppr_cp_review_due date the day it was due
    cppr_cp_review_date date the day it was held
    cppr_cp_review_meeting_id text the meeting
    cppr_cp_review_outcome_continue_cp flag whether the plan went on
    cppr_cp_review_quorate flag whether enough agencies were there
    """,
    shows=(ReviewConferenceHeld, CensusGroupImported),
    indexes=("cppr_person_id", "cppr_cp_plan_id", "cppr_cp_review_date"),
)
def review_rows(case: Casefile) -> Iterable[Row]:
    """Review conferences."""
    for plan in cp_plans(case):
        rule, since = FIRST_REVIEW, plan.started_on
        for review in plan.reviews:
            fact = review.held.fact if review.held else None
            yield (
                review.cp_review_id,
                case.subject,
                plan.cp_plan_id,
                due(rule, since) if since else None,
                review.held_on,
                fact.meeting_id if fact else None,
                flag(review.continues),
                flag(fact.quorate) if fact else None,
            )
            rule, since = LATER_REVIEW, review.held_on or since


VISIT = """
    {0}_{1}_visit_id text the visit's reference
    {0}_person_id text the child
    {2}
    {0}_{1}_visit_date date the day of the visit
    {0}_{1}_visit_seen flag whether the child was seen
    {0}_{1}_visit_seen_alone flag whether the child was seen alone
    {0}_{1}_visit_bedroom flag whether the bedroom was seen
    {0}_made_by text who really went
"""


def _visit_rows(case: Casefile, *, protection: bool) -> Iterable[Row]:
    plans = cp_plans(case)
    for item in visits(case):
        fact = item.fact
        plan = next((one.cp_plan_id for one in plans if one.covers(fact.visited_on)), None)
        if (plan is not None) is protection:
            about = (plan,) if protection else ()
            seen = (flag(fact.seen), flag(fact.seen_alone), flag(fact.bedroom_seen))
            yield (
                fact.visit_id, case.subject, *about, fact.visited_on, *seen, fact.made_by or item.actor,
            )  # fmt: skip


@table(
    "cp_visits",
    VISIT.format("cppv", "cp", "cppv_cp_plan_id text the plan it was made under"),
    shows=(VisitMade,),
    indexes=("cppv_person_id", "cppv_made_by"),
)
def cp_visit_rows(case: Casefile) -> Iterable[Row]:
    """Visits while a child protection plan ran."""
    return _visit_rows(case, protection=True)


@table(
    "cin_visits",
    VISIT.format("cinv", "cin", "").replace("    \n", ""),
    shows=(VisitMade,),
    indexes=("cinv_person_id", "cinv_made_by"),
)
def cin_visit_rows(case: Casefile) -> Iterable[Row]:
    """All other visits."""
    return _visit_rows(case, protection=False)
