"""The initial child protection conference."""

from typing import Any

from django import forms

from candour.practice.initial_cp_conference import (
    Aim,
    ConferenceProposal,
    asked_for_the_conference,
    record_an_initial_conference,
)
from candour.practice.voices import View
from candour.record.casefile.answers import harms
from candour.record.casefile.episodes import open_episode
from candour.record.casefile.plans import open_cp_plan
from candour.record.casefile.protection import CONFERENCE, conferences, enquiries
from candour.record.entries.initial_cp_conference import ConferenceCalled
from candour.record.entries.s47_enquiry import EnquiryOutcomeDecided
from candour.record.entries.strategy_discussion import StrategyDiscussionHeld
from candour.terms.category_of_abuse import CATEGORY_OF_ABUSE
from candour.terms.timescales import FIRST_REVIEW, due
from candour.terms.working_days import is_working_day
from candour.web.gov_forms import GovForm, RepeatedGroup
from candour.web.shelves.asking import (
    PRESENT,
    because,
    day,
    dissents_of,
    from_list,
    grounds,
    in_words,
    line,
    past_day,
    present_of,
    reasons_of,
    said_beforehand,
    who_came_last,
    yes_no,
)
from candour.web.steps import At, Known, Step, StepForm, Written, step


class AimForm(GovForm):
    """One thing that must change."""

    what_must_change = line("What must change?")
    harm_id = from_list("For which harm?", required=False)
    who = line("Who does what?", required=False)
    by_when = day("By when?", required=False)


class ConferenceForm(StepForm):
    """What a conference heard and decided."""

    groups = (PRESENT, RepeatedGroup("aims", AimForm, "aim", heading="What must change", spare=2))
    held_on = past_day("When was it held?")
    transfer_in = forms.BooleanField(
        label="The child moved in on another authority's plan (transfer-in conference)", required=False
    )
    quorate = yes_no("Was it quorate?", hint="Social care and at least two other agencies in contact with the child")
    not_quorate_because = line("If not: why did it go ahead?", required=False)
    child_view = in_words("What does the child say?", required=False, hint="In the child's words", rows=3)
    child_no_view = line("If there is no view from the child: why?", required=False)
    family_view = in_words("What does the family say?", required=False, rows=3)
    significant_harm = in_words("Is the child suffering, or likely to suffer, significant harm? What harm?")
    plan_agreed = yes_no("Does the conference decide on a child protection plan?")
    category = from_list("Category of abuse", CATEGORY_OF_ABUSE.choices(), required=False)
    outline_plan = in_words("Outline plan", required=False)
    next_review = day("When is the first review?", required=False)
    child_in_need_instead = forms.BooleanField(label="No plan: a child in need plan follows", required=False)
    grounds = grounds()
    because = because("The conference's decision and its reasons, as the chair states them")
    folds = (
        ("It was not quorate", ("not_quorate_because",)),
        ("The child moved in from another authority", ("transfer_in",)),
        ("There is no view from the child", ("child_no_view",)),
        ("There is no plan, and help follows", ("child_in_need_instead",)),
    )
    sections = (
        ("The conference", "", ("held_on", "transfer_in", "present", "quorate", "not_quorate_because")),
        ("Voices", "", ("child_view", "child_no_view", "family_view")),
        (
            "The decision",
            "The conference decides; the chair states it",
            ("significant_harm", "plan_agreed", "category", "grounds", "because"),
        ),
        ("The plan", "", ("outline_plan", "aims", "next_review", "child_in_need_instead")),
    )

    def prepare(self, at: At) -> None:
        choices = [("", "Choose"), *((one.harm_id, one.recorded.fact.what[:80]) for one in harms(at.case))]
        for row in self.bound_groups["aims"].rows:
            row.fields["harm_id"].choices = choices  # type: ignore[attr-defined]


def who_came(at: At) -> dict[str, Any]:
    """Who took part in the strategy discussion."""
    held = at.case.last(StrategyDiscussionHeld)
    return {"present": who_came_last(held.fact.present if held else ())}


def conference_known(at: At) -> list[Known]:
    """The enquiry, the harms, and what was called."""
    shown = []
    if found := at.case.last(EnquiryOutcomeDecided):
        lines = [("The child's account", found.fact.childs_account), ("Findings", found.fact.findings)]
        shown.append(Known("What the enquiry found", lines))
    if listed := harms(at.case):
        shown.append(
            Known(
                "Harms on the record",
                [
                    (
                        one.recorded.fact.what,
                        "\n".join(p.fact.what for p in one.protections) or "Nothing protects from it",
                    )
                    for one in listed
                ],
                warns=any(not one.protected for one in listed),
            )
        )
    asked = [one for whose in ("child", "family") for one in asked_for_the_conference(at.case, whose, at.day)]
    return [*shown, *said_beforehand(*asked)]


def conference_written(at: At, said: dict[str, Any]) -> Written:
    """The conference, its decision, each voice and each dissent."""
    called = at.case.last(ConferenceCalled)
    done = {one.held.fact.meeting_id for one in conferences(at.case) if one.held}
    meeting = called.fact.meeting_id if called and called.fact.meeting_id not in done else at.now.fresh()
    views = [View(whose="child", words=said["child_view"], no_view_because=said["child_no_view"])]
    if said["family_view"].strip():
        views.append(View(whose="family", words=said["family_view"]))
    proposal = ConferenceProposal(
        meeting_id=meeting,
        held_on=said["held_on"],
        transfer_in=said["transfer_in"],
        pre_birth=at.child.dob is None,
        present=present_of(said),
        quorate=said["quorate"],
        not_quorate_because=said["not_quorate_because"],
        significant_harm=said["significant_harm"],
        plan_agreed=said["plan_agreed"] == "yes",
        category=said["category"],
        outline_plan=said["outline_plan"],
        aims=tuple(Aim(**row) for row in said["aims"]),
        next_review=said["next_review"],
        views=tuple(views),
        dissents=dissents_of(said),
        child_in_need_instead=said["child_in_need_instead"],
        **reasons_of(said),
    )
    shown = "The conference is on the record."
    if not is_working_day(said["held_on"]):
        shown += " It was held on a day that is not a working day: the census will question a Saturday or Sunday."
    return Written(shown, decision=record_an_initial_conference, proposal=proposal)


step(
    Step(
        "conference",
        "Record the initial conference",
        "chair",
        "Meetings and plans",
        ConferenceForm,
        conference_written,
        "Record the conference",
        decision=record_an_initial_conference,
        applies=lambda case: open_episode(case) is not None and open_cp_plan(case) is None,
        known=conference_known,
        urgent=lambda case: any(one.outcome == CONFERENCE and not one.conference_on for one in enquiries(case)),
        initial=lambda at: {"held_on": at.day, "next_review": due(FIRST_REVIEW, at.day), **who_came(at)},
    )
)
