"""What every page asks where something would end for a child: it shows what is known, and asks only what is missing."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from candour.practice.ending import VOICES
from candour.practice.voices import Dissent, View
from candour.record.casefile.answers import harms, known_harm_returns
from candour.record.casefile.plans import cp_plans, visits
from candour.record.casefile.supervision import Given, given
from candour.record.entries.cp_reviews import ReviewConferenceHeld
from candour.record.entries.decision import HarmAnswer
from candour.record.entries.direction import DirectionReceived, PressureRecorded
from candour.record.entries.dissent import DissentRecorded
from candour.web.gov_forms import GovForm
from candour.web.shelves.asking import (
    YES_NO,
    because,
    dissents_of,
    grounds,
    in_words,
    line,
    one_of,
    past_day,
    reasons_of,
)
from candour.web.shelves.contacts import before
from candour.web.steps import At, Known, StepForm


class DissentForm(GovForm):
    """Somebody who disagrees."""

    who = line("Who disagrees?")
    their_role = line("Their role or agency", required=False)
    words = in_words("In their words", rows=2)


class EndingForm(StepForm):
    """The questions of an ending. One question a harm is added for each harm that nothing protects from."""

    changed_since = in_words(
        "What has changed for the child since the last review?", required=False, hint="For the child, not for the file"
    )
    no_change = forms.BooleanField(label="Nothing has changed for the child", required=False)
    earlier_closures = in_words(
        "This child was closed before and came back. What is different this time?", required=False
    )
    legal_steps_considered_by = line("Who considered legal steps?", required=False)
    legal_steps_not_taken_because = in_words("Why were legal steps not taken?", required=False, rows=3)
    child_view = in_words("What does the child say?", required=False, hint="In the child's words", rows=3)
    child_no_view = line("If there is no view from the child: why?", required=False)
    family_view = in_words("What does the family say?", required=False, rows=3)
    family_no_view = line("If there is no view from the family: why?", required=False)
    agency_view = in_words("What do the other agencies say?", required=False, rows=3)
    agency_no_view = line("If there is no view from agencies: why?", required=False)
    recommendation = in_words("What did the social worker recommend?", required=False, rows=2)
    against_recommendation = forms.BooleanField(label="This decision goes against that recommendation", required=False)
    grounds = grounds()
    because = because("The decision and its reasons, as the person deciding states them")
    directed = one_of("Did anybody direct this decision?", YES_NO, required=False)
    directed_by = line("If so: who?", required=False)
    directed_role = line("Their role", required=False)
    directed_on = past_day("When?", required=False)
    directed_how = line("How?", required=False, hint="Said, e-mail, meeting, message")
    directed_words = in_words("In what words?", required=False, rows=2)
    folds: ClassVar[Sequence[tuple[str, Sequence[str]]]] = (
        ("There is no view from somebody", ("child_no_view", "family_no_view", "agency_no_view")),
        ("It goes against what the social worker recommended", ("recommendation", "against_recommendation")),
        (
            "Yes: who, when, how and in what words",
            ("directed_by", "directed_role", "directed_on", "directed_how", "directed_words"),
        ),
    )
    sections: ClassVar[Sequence[tuple[str, str, Sequence[str]]]] = (
        ("Change for the child", "", ("changed_since", "no_change")),
        ("Before now", "", ("earlier_closures", "legal_steps_considered_by", "legal_steps_not_taken_because")),
        (
            "Voices",
            "The words, or the reason there are none",
            ("child_view", "family_view", "agency_view", "child_no_view", "family_no_view", "agency_no_view"),
        ),
        ("The decision", "", ("grounds", "because", "recommendation", "against_recommendation")),
        (
            "Direction",
            "Being told what to decide is a fact, and is kept with the decision",
            ("directed", "directed_by", "directed_role", "directed_on", "directed_how", "directed_words"),
        ),
    )

    def prepare(self, at: At) -> None:
        names = []
        for place, harm in enumerate(one for one in harms(at.case) if not one.protected):
            kind = "disclosure" if harm.recorded.fact.harm_kind == "disclosure" else "harm"
            label = f"What now protects the child from this {kind}: {harm.recorded.fact.what}"
            self.fields[f"harm-{place}"] = in_words(label, required=False, rows=2)
            self.fields[f"bare-{place}"] = in_words("If nothing does: why go on all the same?", required=False, rows=2)
            self.fields[f"harm-{place}-id"] = forms.CharField(
                widget=forms.HiddenInput, initial=harm.harm_id, required=False
            )
            names += [f"harm-{place}", f"bare-{place}"]
        sections = [("Harm and protection", "Each open harm needs an answer", tuple(names))] if names else []
        if not known_harm_returns(at.case):
            for name in ("earlier_closures", "legal_steps_considered_by", "legal_steps_not_taken_because"):
                self.fields.pop(name)
            rest = tuple(part for part in type(self).sections if part[0] != "Before now")
        elif not harms(at.case):
            for name in ("legal_steps_considered_by", "legal_steps_not_taken_because"):
                self.fields.pop(name)
            rest = tuple(
                (heading, hint, tuple(name for name in names_in if name in self.fields or name in self.bound_groups))
                for heading, hint, names_in in type(self).sections
            )
        else:
            rest = tuple(type(self).sections)
        self.sections = (*sections, *rest)  # type: ignore[misc]  # each form has its own


def ending_answers(said: dict[str, Any]) -> dict[str, Any]:
    """The answers as a proposal takes them."""
    places = [
        name.removeprefix("harm-").removesuffix("-id")
        for name in said
        if name.startswith("harm-") and name.endswith("-id")
    ]
    return {
        "harms": tuple(
            HarmAnswer(
                harm=said[f"harm-{place}-id"],
                protected_by=said[f"harm-{place}"].strip(),
                unprotected_because=said[f"bare-{place}"].strip(),
            )
            for place in places
        ),
        "changed_since": said["changed_since"],
        "no_change": said["no_change"],
        "earlier_closures": said.get("earlier_closures", ""),
        "legal_steps_considered_by": said.get("legal_steps_considered_by", ""),
        "legal_steps_not_taken_because": said.get("legal_steps_not_taken_because", ""),
        "views": tuple(
            View(whose=whose, words=said[f"{whose}_view"], no_view_because=said[f"{whose}_no_view"])
            for whose in VOICES
            if said[f"{whose}_view"].strip() or said[f"{whose}_no_view"].strip()
        ),
        "dissents": tuple(Dissent(**row) for row in said["dissents"]) if "dissents" in said else dissents_of(said),
        "recommendation": said["recommendation"],
        "against_recommendation": said["against_recommendation"],
        **{
            name: said[name]
            for name in ("directed", "directed_by", "directed_role", "directed_on", "directed_how", "directed_words")
        },
        **reasons_of(said),
    }


def ending_known(at: At) -> list[Known]:
    """Harms with what protects from each, the last review, the child's last words, earlier stops, orders and dissent."""
    shown = []
    if found := harms(at.case):
        lines = [
            (
                harm.recorded.fact.what,
                "\n".join(one.fact.what for one in harm.protections)
                or "Nothing on the record protects the child from this",
            )
            for harm in found
        ]
        shown.append(
            Known("Each harm, and what protects the child from it", lines, warns=any(not h.protected for h in found))
        )
    shown += before(at)
    reviews = at.case.of(ReviewConferenceHeld)
    plans = cp_plans(at.case)
    if reviews:
        last = reviews[-1].fact
        lines = [(f"Review of {last.held_on:%-d %B %Y}", last.changed_since or "No change was written down")]
        shown.append(Known("The last review", lines))
    elif plans and plans[-1].is_open:
        shown.append(Known("This is the plan's first review", warns=True))
    words_of = [item for item in visits(at.case) if item.fact.child_said.strip()]
    if words_of:
        last_said = words_of[-1].fact
        shown.append(Known("What the child last said", [(f"{last_said.visited_on:%-d %B %Y}", last_said.child_said)]))
    given_to = {one.recorded.entry_id: one for one in given(at.case)}
    orders = [
        (f"Directed by {item.fact.from_whom}", f"{item.fact.words}{_answered(given_to.get(item.entry_id))}")
        for item in at.case.of(DirectionReceived)
    ] + [(f"Pressure from {item.fact.from_whom}", item.fact.words) for item in at.case.of(PressureRecorded)]
    if orders:
        shown.append(Known("Directions and pressure on this file", orders, warns=True))
    if dissents := at.case.of(DissentRecorded):
        lines = [(f"{item.fact.who}, {item.fact.their_role}", item.fact.words) for item in dissents]
        shown.append(Known("Dissent on this file", lines, warns=True))
    return shown


def _answered(one: Given | None) -> str:
    """What the worker said to a direction given in supervision."""
    if one is None:
        return ""
    if one.answer is None:
        return "\nThe worker has not answered it yet"
    return f"\n{one.answer.fact.answer.capitalize()} by the worker: {one.answer.fact.words}"
