"""The core group."""

from typing import Any

from candour.record.casefile.plans import open_cp_plan
from candour.record.entries.core_group import CoreGroupHeld
from candour.record.entries.cp_plans import AimAgreed, CpCategoryChanged
from candour.record.entries.initial_cp_conference import InitialConferenceHeld
from candour.terms.category_of_abuse import CATEGORY_OF_ABUSE
from candour.web.shelves.asking import PRESENT, day, from_list, in_words, past_day, present_of, who_came_last
from candour.web.steps import At, Known, Step, StepForm, Written, step


class CoreGroupForm(StepForm):
    """How far the plan has come."""

    groups = (PRESENT,)
    held_on = past_day("When did it meet?")
    progress = in_words("How far has the plan come, for the child?", rows=6)
    next_meeting = day("When does it meet next?", required=False)


def core_group_written(at: At, said: dict[str, Any]) -> Written:
    """The meeting."""
    plan, meeting = open_cp_plan(at.case), at.now.fresh()
    fact = CoreGroupHeld(
        core_group_id=at.now.fresh(),
        cp_plan_id=plan.cp_plan_id if plan else "",
        meeting_id=meeting,
        held_on=said["held_on"],
        present=present_of(said),
        progress=said["progress"],
        next_meeting=said["next_meeting"],
    )
    return Written("The core group is on the record.", [at.fact(fact, meeting, happened=fact.held_on)])


def who_came(at: At) -> dict[str, Any]:
    """Who came to the last core group, or to the conference."""
    last, first = at.case.last(CoreGroupHeld), at.case.last(InitialConferenceHeld)
    return {"present": who_came_last(last.fact.present if last else (), first.fact.present if first else ())}


def aims_known(at: At) -> list[Known]:
    """What was agreed must change."""
    plan = open_cp_plan(at.case)
    aims = [item.fact for item in at.case.of(AimAgreed) if plan and item.fact.plan_id == plan.cp_plan_id]
    return [Known("What must change", [(aim.what_must_change, aim.who) for aim in aims])] if aims else []


step(
    Step(
        "core-group",
        "Record a core group",
        "plan",
        "Meetings and plans",
        CoreGroupForm,
        core_group_written,
        "Record the core group",
        applies=lambda case: open_cp_plan(case) is not None,
        known=aims_known,
        initial=lambda at: {"held_on": at.day, **who_came(at)},
    )
)


class CategoryForm(StepForm):
    """Another category."""

    category = from_list("What is the category now?", CATEGORY_OF_ABUSE.choices())
    changed_on = past_day("Since when?")


def category_written(at: At, said: dict[str, Any]) -> Written:
    """The new category."""
    plan = open_cp_plan(at.case)
    fact = CpCategoryChanged(cp_plan_id=plan.cp_plan_id if plan else "", **said)
    return Written("The category is changed.", [at.fact(fact, happened=fact.changed_on)])


step(
    Step(
        "category",
        "Change the category of the plan",
        "chair",
        "Meetings and plans",
        CategoryForm,
        category_written,
        "Change the category",
        applies=lambda case: open_cp_plan(case) is not None,
        initial=lambda at: {"changed_on": at.day},
    )
)
