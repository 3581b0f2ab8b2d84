"""The review conference: the plan goes on, or ends."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from candour.practice.cp_plans import REASONS, PlanOverProposal, end_a_plan_without_a_review
from candour.practice.cp_reviews import (
    PlanEndingProposal,
    ReviewProposal,
    asked_for_the_review,
    continue_a_child_protection_plan,
    end_a_child_protection_plan,
)
from candour.record.casefile.plans import open_cp_plan
from candour.record.entries.cp_reviews import ReviewConferenceHeld
from candour.record.entries.initial_cp_conference import InitialConferenceHeld
from candour.terms.timescales import LATER_REVIEW, due
from candour.web.gov_forms import RepeatedGroup
from candour.web.shelves.asking import (
    PRESENT,
    because,
    day,
    grounds,
    in_words,
    line,
    one_of,
    past_day,
    present_of,
    reasons_of,
    said_beforehand,
    who_came_last,
    yes_no,
)
from candour.web.shelves.ending import EndingForm, ending_answers, ending_known
from candour.web.steps import At, Known, Step, StepForm, Written, step


class ReviewForm(StepForm):
    """A review that keeps the plan going."""

    groups = (PRESENT,)
    held_on = past_day("When was it held?")
    quorate = yes_no("Was it quorate?")
    changed_since = in_words("What has changed for the child since the last review?", required=False)
    no_change = forms.BooleanField(label="Nothing has changed for the child", required=False)
    child_view = in_words("What does the child say?", required=False, hint="In the child's words", rows=3)
    child_no_view = line("If there is no view from the child: why?", required=False)
    folds = (("There is no view from the child", ("child_no_view",)),)
    grounds = grounds()
    because = because("The decision and its reasons, as the chair states them")
    next_review = day("When is the next review?", required=False)


def who_came(at: At) -> dict[str, Any]:
    """Who came to the last review, or to the conference the plan began at."""
    review, first = at.case.last(ReviewConferenceHeld), at.case.last(InitialConferenceHeld)
    return {
        "present": who_came_last(review.fact.present if review else (), first.fact.present if first else ()),
    }


def review_known(at: At) -> list[Known]:
    """What a review has before it, and what the child and the family said beforehand."""
    asked = [one for whose in ("child", "family") for one in asked_for_the_review(at.case, whose, at.day)]
    return [*ending_known(at), *said_beforehand(*asked)]


def continued(at: At, said: dict[str, Any]) -> Written:
    """The plan goes on."""
    plan = open_cp_plan(at.case)
    proposal = ReviewProposal(
        cp_plan_id=plan.cp_plan_id if plan else "",
        meeting_id=at.now.fresh(),
        held_on=said["held_on"],
        present=present_of(said),
        quorate=said["quorate"],
        changed_since=said["changed_since"],
        no_change=said["no_change"],
        childs_view=said["child_view"],
        no_view_because=said["child_no_view"],
        next_review=said["next_review"],
        **reasons_of(said),
    )
    return Written(
        "The review is on the record. The plan goes on.", decision=continue_a_child_protection_plan, proposal=proposal
    )


step(
    Step(
        "review",
        "Record a review: the plan goes on",
        "chair",
        "Do next",
        ReviewForm,
        continued,
        "Record the review",
        decision=continue_a_child_protection_plan,
        applies=lambda case: open_cp_plan(case) is not None,
        about=lambda case: one.cp_plan_id if (one := open_cp_plan(case)) else "",
        known=review_known,
        initial=lambda at: {"held_on": at.day, "next_review": due(LATER_REVIEW, at.day), **who_came(at)},
    )
)


class EndPlanForm(EndingForm):
    """A review that ends the plan."""

    groups: ClassVar[Sequence[RepeatedGroup]] = (PRESENT,)
    held_on = past_day("When was the review held?")
    quorate = yes_no("Was it quorate?")
    child_in_need_plan = yes_no("Does a child in need plan follow?")
    sections: ClassVar[Sequence[tuple[str, str, Sequence[str]]]] = (
        ("The review", "", ("held_on", "present", "quorate", "child_in_need_plan")),
        *EndingForm.sections,
    )


def ended(at: At, said: dict[str, Any]) -> Written:
    """The plan ends, with every answer."""
    plan = open_cp_plan(at.case)
    proposal = PlanEndingProposal(
        cp_plan_id=plan.cp_plan_id if plan else "",
        meeting_id=at.now.fresh(),
        held_on=said["held_on"],
        present=present_of(said),
        quorate=said["quorate"],
        child_in_need_plan=said["child_in_need_plan"] == "yes",
        **ending_answers(said),
    )
    return Written("The child protection plan has ended.", decision=end_a_child_protection_plan, proposal=proposal)


step(
    Step(
        "end-plan",
        "Record a review: the plan ends",
        "chair",
        "Meetings and plans",
        EndPlanForm,
        ended,
        "End the plan",
        decision=end_a_child_protection_plan,
        applies=lambda case: open_cp_plan(case) is not None,
        about=lambda case: one.cp_plan_id if (one := open_cp_plan(case)) else "",
        known=ending_known,
        initial=lambda at: {"held_on": at.day, **who_came(at)},
    )
)


class PlanOverForm(StepForm):
    """A plan that is over without a review."""

    reason = one_of("What happened?", list(REASONS.items()))
    ended_on = past_day("From which day?")
    consulted = in_words("Which agencies were asked, and what did they say?", rows=3, required=False)
    grounds = grounds()
    because = because()


def over(at: At, said: dict[str, Any]) -> Written:
    """The plan is over."""
    proposal = PlanOverProposal(
        ended_on=said["ended_on"], reason=said["reason"], consulted=said["consulted"], **reasons_of(said)
    )
    return Written("The child protection plan has ended.", decision=end_a_plan_without_a_review, proposal=proposal)


step(
    Step(
        "plan-over",
        "End the plan without a review (death, move, 18)",
        "close",
        "Meetings and plans",
        PlanOverForm,
        over,
        "End the plan",
        decision=end_a_plan_without_a_review,
        applies=lambda case: open_cp_plan(case) is not None,
        about=lambda case: one.cp_plan_id if (one := open_cp_plan(case)) else "",
        known=ending_known,
        initial=lambda at: {"ended_on": at.day},
    )
)
