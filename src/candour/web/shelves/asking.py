"""The questions several pages share, so that they are worded alike everywhere."""

from collections.abc import Sequence
from typing import Any

from django import forms

from candour.practice.voices import Dissent
from candour.record.entries.strategy_discussion import Attendance
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entry import Recorded
from candour.terms.grounds import GROUNDS
from candour.terms.indicators import INDICATORS
from candour.web.gov_dates import GovDateField
from candour.web.gov_forms import GovForm, RepeatedGroup
from candour.web.names import workers_now
from candour.web.steps import At, Known, StepForm

YES_NO = (("yes", "Yes"), ("no", "No"))


def in_words(label: str, *, hint: str = "", rows: int = 4, required: bool = True) -> forms.CharField:
    """A question answered in free words."""
    return forms.CharField(
        label=label, help_text=hint, required=required, widget=forms.Textarea(attrs={"rows": rows}), strip=True
    )


def line(label: str, *, hint: str = "", required: bool = True) -> forms.CharField:
    """A question answered in one line."""
    return forms.CharField(label=label, help_text=hint, required=required)


def one_of(
    label: str, choices: Sequence[tuple[str, str]], *, hint: str = "", required: bool = True
) -> forms.ChoiceField:
    """A question with one answer of a few."""
    return forms.ChoiceField(
        label=label, choices=list(choices), help_text=hint, required=required, widget=forms.RadioSelect
    )


def from_list(
    label: str, choices: Sequence[tuple[str, str]] = (), *, hint: str = "", required: bool = True
) -> forms.ChoiceField:
    """A question with one answer of many."""
    return forms.ChoiceField(label=label, choices=[("", "Choose"), *choices], help_text=hint, required=required)


def any_of(
    label: str, choices: Sequence[tuple[str, str]], *, hint: str = "", required: bool = False
) -> forms.MultipleChoiceField:
    """A question with any number of answers."""
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        help_text=hint,
        required=required,
        widget=forms.CheckboxSelectMultiple,
    )


def yes_no(label: str, *, hint: str = "", required: bool = True) -> forms.ChoiceField:
    """A yes or no."""
    return one_of(label, YES_NO, hint=hint, required=required)


def day(label: str, *, hint: str = "", required: bool = True) -> GovDateField:
    """A date, which may lie ahead."""
    return GovDateField(label=label, help_text=hint, required=required)


def past_day(label: str, *, hint: str = "", required: bool = True) -> GovDateField:
    """The date of something that has happened: what lies ahead has not."""
    return GovDateField(label=label, help_text=hint, required=required, in_past=True)


def grounds() -> forms.MultipleChoiceField:
    """What a decision rests on."""
    return any_of("What does this decision rest on?", list(GROUNDS.codes.items()), hint="Choose all that apply")


def because(label: str = "Give the grounds in your own words") -> forms.CharField:
    """The grounds, in words."""
    return in_words(label, required=False)


def indicators(label: str = "Does any of these apply?") -> forms.MultipleChoiceField:
    """The signs that call for a strategy discussion, or for a look the same day."""
    shown = [
        (one.code, one.words + ("" if one.calls_for == "strategy discussion" else " (appraisal the same day)"))
        for one in INDICATORS
    ]
    return any_of(label, shown, hint="These prompt; they never decide")


def reasons_of(said: dict[str, Any]) -> dict[str, Any]:
    """The answers about grounds, as every proposal takes them."""
    return {"grounds": tuple(said.get("grounds", ())), "because": said.get("because", "")}


class AttendanceForm(GovForm):
    """Somebody at a meeting."""

    name = line("Name")
    agency = line("Agency or relation to the child")
    absent = forms.BooleanField(label="Invited, did not take part", required=False)
    view = in_words("Their view", rows=2, required=False)
    dissents = forms.BooleanField(label="They disagree with the decision", required=False)
    folds = (("A view, a disagreement, or did not take part", ("absent", "view", "dissents")),)


PRESENT = RepeatedGroup(
    "present",
    AttendanceForm,
    "person",
    heading="Who took part",
    hint="The people of the last meeting stand here already. For anybody who was not there, empty the row or say so under it",
    minimum=1,
    spare=1,
)


def who_came_last(*meetings: tuple[Attendance, ...]) -> list[dict[str, str]]:
    """The people of the last meeting, so that nobody types a name twice."""
    last: tuple[Attendance, ...] = next((present for present in meetings if present), ())
    return [{"name": one.name, "agency": one.agency} for one in last if one.attended]


def present_of(said: dict[str, Any]) -> tuple[Attendance, ...]:
    """The people at a meeting."""
    return tuple(
        Attendance(
            name=row["name"],
            agency=row["agency"],
            attended=not row["absent"],
            view=row["view"],
            dissents=row["dissents"],
        )
        for row in said["present"]
    )


def dissents_of(said: dict[str, Any]) -> tuple[Dissent, ...]:
    """Those at a meeting who disagreed with its decision, each in their own words."""
    return tuple(
        Dissent(who=one.name, their_role=one.agency, words=one.view or "No words were written down")
        for one in present_of(said)
        if one.dissents
    )


class WorkerChoice(StepForm):
    """A form that names a worker."""

    def prepare(self, at: At) -> None:
        if "worker_id" in self.fields:
            choice = self.fields["worker_id"]
            assert isinstance(choice, forms.ChoiceField)
            choice.choices = [("", "Choose"), *workers_now()]


def said_beforehand(*views: Recorded[ViewRecorded]) -> list[Known]:
    """What was asked for a meeting and is on the record already: it counts, and nobody writes it down again."""
    if not views:
        return []
    lines = [
        (f"{item.fact.who or item.fact.whose.capitalize()}, {item.happened:%-d %B %Y}", item.fact.words)
        for item in views
    ]
    text = "It counts for this meeting. Write in the boxes below only what is new."
    return [Known("Asked beforehand, on the record already", lines, text=text)]
