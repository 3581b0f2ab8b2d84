"""Facts anybody with access can write down at any time: harms, protections, views, orders, pressure, dissent."""

from typing import Any

from candour.documents.headings import heading
from candour.record.casefile.answers import harms
from candour.record.entries.decision import DecisionMade
from candour.record.entries.direction import DirectionReceived, PressureRecorded
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.harm import HarmRecorded, ProtectionRecorded
from candour.record.entries.voice_of_child import ViewRecorded
from candour.terms.category_of_abuse import CATEGORY_OF_ABUSE
from candour.web.shelves.asking import day, from_list, in_words, line, one_of, past_day, yes_no
from candour.web.steps import At, Step, StepForm, Written, step


class HarmForm(StepForm):
    """A harm, or what a child disclosed."""

    harm_kind = one_of(
        "Is it a harm or a disclosure?",
        (("harm", "A harm, or the likelihood of one"), ("disclosure", "Something the child told")),
    )
    what = in_words("What is it?", rows=3)
    category = from_list("Category, if one fits", CATEGORY_OF_ABUSE.choices(), required=False)
    from_whom = line("From whom do we know?", required=False)
    known_on = past_day("Since when do we know?")
    childs_words = in_words("The child's own words", required=False, rows=3)


def harm_written(at: At, said: dict[str, Any]) -> Written:
    """The harm."""
    fact = HarmRecorded(harm_id=at.now.fresh(), **said)
    return Written(
        "The harm is on the record. What protects the child from it?", [at.fact(fact, happened=fact.known_on)]
    )


class ProtectionForm(StepForm):
    """What stands between a child and one harm."""

    harm_id = from_list("Which harm?")
    what = in_words("What protects the child from it?", rows=3)
    removes_risk = one_of(
        "Does it take the risk away?",
        (("yes", "Yes"), ("partly", "In part"), ("no", "No: it limits the harm, the risk is still there")),
    )
    start = day("Since when?", required=False)

    def prepare(self, at: At) -> None:
        choices = [("", "Choose"), *((one.harm_id, one.recorded.fact.what[:100]) for one in harms(at.case))]
        self.fields["harm_id"].choices = choices  # type: ignore[attr-defined]


def protection_written(at: At, said: dict[str, Any]) -> Written:
    """The protection."""
    fact = ProtectionRecorded(protection_id=at.now.fresh(), **said)
    return Written("It is on the record.", [at.fact(fact)])


class ViewForm(StepForm):
    """Somebody's view."""

    whose = one_of(
        "Whose view?",
        (
            ("child", "The child's"),
            ("family", "The family's"),
            ("agency", "Another agency's"),
            ("worker", "A worker's"),
        ),
    )
    who = line("Who, by name?", required=False)
    words = in_words("In their words: what do they say?", required=False)
    no_view_because = line("If there is none: why?", required=False)
    given_on = past_day("When?")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("words") and not said.get("no_view_because"):
            self.add_error("words", "Write the words, or why there are none")
        return said


def view_written(at: At, said: dict[str, Any]) -> Written:
    """The view."""
    fact = ViewRecorded(view_id=at.now.fresh(), **said)
    return Written("The view is on the record.", [at.fact(fact, happened=fact.given_on)])


class DirectionForm(StepForm):
    """An order about a child."""

    from_whom = line("Who gave it?", hint="By name, or as near as you can")
    their_role = line("Their role", required=False)
    received_on = past_day("When?")
    how = line("How?", hint="Said, e-mail, meeting, message", required=False)
    words = in_words("In what words?", rows=3)
    to_do_what = line("What were you told to do?", required=False)
    ground = in_words("What reason was given?", required=False, rows=2)
    against_assessment = yes_no("Does it go against the assessment?", required=False)


def direction_written(at: At, said: dict[str, Any]) -> Written:
    """The order, as a fact."""
    said["against_assessment"] = said["against_assessment"] == "yes"
    fact = DirectionReceived(direction_id=at.now.fresh(), **said)
    return Written("The direction is on the record.", [at.fact(fact, happened=fact.received_on)])


class PressureForm(StepForm):
    """Pressure on a decision."""

    from_whom = line("From whom?")
    on_whom = line("On whom?", required=False, hint="For example, the conference chair")
    felt_on = past_day("When?")
    words = in_words("What was said or done?", rows=3)


def pressure_written(at: At, said: dict[str, Any]) -> Written:
    """The pressure, as a fact."""
    fact = PressureRecorded(pressure_id=at.now.fresh(), **said)
    return Written("The pressure is on the record.", [at.fact(fact, happened=fact.felt_on)])


class DissentForm(StepForm):
    """Disagreement with a decision."""

    who = line("Who disagrees?")
    their_role = line("Their role or agency", required=False)
    about = from_list("With which decision?", required=False)
    words = in_words("In their words: what do they say?")
    recommends = in_words("What would they do instead?", required=False, rows=2)
    given_on = past_day("When?")

    def prepare(self, at: At) -> None:
        self.fields["about"].choices = [("", "Choose"), *decisions(at)]  # type: ignore[attr-defined]


def decisions(at: At) -> list[tuple[str, str]]:
    """Decisions on this file, the newest first."""
    made = [item for item in at.case.standing if getattr(item.fact, "reasons", None) is not None]
    made.sort(key=lambda item: (item.happened, item.position))
    return [
        (
            item.fact.decision_id if isinstance(item.fact, DecisionMade) else item.entry_id,
            f"{item.happened:%-d %B %Y}: {heading(item.fact)}"[:120],
        )
        for item in reversed(made)
    ]


def dissent_written(at: At, said: dict[str, Any]) -> Written:
    """The dissent, which stays with the decision."""
    what = dict(decisions(at)).get(said["about"], "")
    fact = DissentRecorded(dissent_id=at.now.fresh(), about_what=what, **said)
    return Written("The dissent is on the record, with the decision.", [at.fact(fact, happened=fact.given_on)])


FACTS = (
    Step("harm", "Write down a harm or a disclosure", "note", "Write down", HarmForm, harm_written, "Write it down",
         initial=lambda at: {"known_on": at.day}),
    Step("protection", "Write down what protects the child", "note", "Write down", ProtectionForm, protection_written,
         "Write it down", applies=lambda case: bool(harms(case)), initial=lambda at: {"start": at.day}),
    Step("view", "Write down somebody's view", "note", "Write down", ViewForm, view_written, "Write it down",
         initial=lambda at: {"given_on": at.day}),
    Step("direction", "Write down a direction received", "note", "Write down", DirectionForm, direction_written,
         "Write it down", initial=lambda at: {"received_on": at.day}),
    Step("pressure", "Write down pressure on a decision", "note", "Write down", PressureForm, pressure_written,
         "Write it down", initial=lambda at: {"felt_on": at.day}),
    Step("dissent", "Write down a dissent", "note", "Write down", DissentForm, dissent_written, "Write it down",
         initial=lambda at: {"given_on": at.day, "who": at.worker.name}),
)  # fmt: skip
for _made in FACTS:
    step(_made)
