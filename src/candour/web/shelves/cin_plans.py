"""The child in need plan."""

from typing import Any

from candour.practice.cin_plans import CinPlanProposal, start_a_child_in_need_plan
from candour.record.casefile.episodes import open_episode
from candour.record.casefile.plans import open_cin_plan, open_cp_plan
from candour.record.entries.cin_plans import CinPlanReviewed
from candour.terms.timescales import CIN_FIRST_REVIEW, due
from candour.web.shelves.asking import day, in_words, past_day
from candour.web.steps import At, Step, StepForm, Written, step


class CinPlanForm(StepForm):
    """A plan of help."""

    started_on = day("From which day?")
    familys_agreement = in_words("What has the family agreed to?", rows=3)
    next_review = day("When is the first review?", required=False)


def cin_plan_written(at: At, said: dict[str, Any]) -> Written:
    """The plan begins."""
    return Written(
        "The child in need plan has begun.", decision=start_a_child_in_need_plan, proposal=CinPlanProposal(**said)
    )


step(
    Step(
        "cin-plan",
        "Start a child in need plan",
        "plan",
        "Meetings and plans",
        CinPlanForm,
        cin_plan_written,
        "Start the plan",
        decision=start_a_child_in_need_plan,
        applies=lambda case: (
            open_episode(case) is not None and open_cin_plan(case) is None and open_cp_plan(case) is None
        ),
        initial=lambda at: {"started_on": at.day, "next_review": due(CIN_FIRST_REVIEW, at.day)},
    )
)


class CinReviewForm(StepForm):
    """How the plan goes."""

    held_on = past_day("When was it reviewed?")
    what_changed = in_words("What has changed for the child?")
    next_review = day("When is the next review?", required=False)


def cin_review_written(at: At, said: dict[str, Any]) -> Written:
    """The review."""
    plan = open_cin_plan(at.case)
    fact = CinPlanReviewed(cin_plan_id=plan.cin_plan_id if plan else "", **said)
    return Written("The review is on the record.", [at.fact(fact, happened=fact.held_on)])


step(
    Step(
        "cin-review",
        "Review the child in need plan",
        "plan",
        "Meetings and plans",
        CinReviewForm,
        cin_review_written,
        "Record the review",
        applies=lambda case: open_cin_plan(case) is not None,
        initial=lambda at: {"held_on": at.day},
    )
)
