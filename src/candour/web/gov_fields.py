"""How one question looks on a page in the GOV.UK style: its label, hint, error and answer, tied together."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import django.forms
from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.forms.utils import pretty_name
from django.template.backends.django import DjangoTemplates as TemplateEngine

from candour.web.gov_dates import PARTS, DateParts, WrongDate, typed_parts

_DJANGO_DEFAULT = forms.Field.default_error_messages["required"]

# The first that matches wins: Django's checkboxes are a kind of radios, and its radios a kind of select.
_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DateParts, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "tick"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
)
_CLASSES = {"text": "govuk-input", "textarea": "govuk-textarea", "select": "govuk-select", "file": "govuk-file-upload"}


def kind_of(widget: forms.Widget) -> str:
    """Which of our question shapes a widget is drawn as."""
    return next((kind for sort, kind in _KINDS if isinstance(widget, sort)), "text")


@dataclass(frozen=True)
class DateBox:
    """One of the three boxes of a date."""

    part: str
    name: str
    id: str
    value: str
    is_wrong: bool


class GovBoundField(BoundField):
    """A question on a particular form, with everything its template needs to say."""

    @property
    def kind(self) -> str:
        return kind_of(self.field.widget)

    @property
    def error(self) -> str:
        """One message is enough to act on; the next appears once the first is put right."""
        return str(self.errors[0]) if self.errors else ""

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}-hint"

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}-error"

    @property
    def described_by(self) -> str:
        return " ".join([self.hint_id] * bool(self.help_text) + [self.error_id] * bool(self.errors))

    @property
    def first_id(self) -> str:
        """Where the error summary sends a person: the box at fault, or the first choice."""
        if self.kind == "date":
            return next((box.id for box in self.date_boxes if box.is_wrong), f"{self.auto_id}-day")
        if self.kind in ("radios", "checkboxes"):
            return str(self.subwidgets[0].id_for_label) if self.subwidgets else str(self.auto_id)
        return str(self.id_for_label)

    @property
    def date_boxes(self) -> list[DateBox]:
        wrong = next((error.parts for error in self._refusals() if isinstance(error, WrongDate)), PARTS)
        return [
            DateBox(
                part, f"{self.html_name}-{part}", f"{self.auto_id}-{part}", value, bool(self.error) and part in wrong
            )
            for part, value in zip(PARTS, typed_parts(self.value()), strict=True)
        ]

    def _refusals(self) -> list[Any]:
        return list(self.errors.as_data()) if self.errors else []

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        # Django's own ids for hints and errors differ from the GOV.UK ones, so the links are made here instead.
        shown = widget or self.field.widget
        kind = kind_of(shown)
        built = dict(attrs)
        if self.field.disabled:
            built["disabled"] = True
        if shown.is_hidden or kind not in _CLASSES:
            return built
        base = _CLASSES[kind]
        wanted = [base, f"{base}--error" if self.errors else "", shown.attrs.get("class", "")]
        built["class"] = " ".join(filter(None, wanted))
        if self.described_by:
            built["aria-describedby"] = self.described_by
        if self.errors:
            built["aria-invalid"] = "true"
        if kind == "text":
            # One family's details must never be offered by the browser on another family's page.
            built["autocomplete"] = shown.attrs.get("autocomplete", "off")
        return built


class GovRenderer(DjangoTemplates):
    """Draws forms from our own templates, wherever they are shown."""

    form_template_name = "components/form_body.html"
    field_template_name = "components/field.html"
    bound_field_class = GovBoundField

    @cached_property
    def engine(self) -> TemplateEngine:
        ours, theirs = Path(__file__).parent / "templates", Path(django.forms.__file__).parent / "templates"
        return TemplateEngine({"APP_DIRS": False, "DIRS": [ours, theirs], "NAME": "gov_forms", "OPTIONS": {}})


def _begun_small(label: str) -> str:
    # "NHS number" and "GP" keep their capitals.
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def word_errors(field: forms.Field, name: str) -> None:
    """Give a field GOV.UK's wording for what goes wrong, unless its author has written their own."""
    label = str(field.label or pretty_name(name))
    asked = label.endswith("?")
    thing = getattr(field, "thing", "") or ("" if asked else _begun_small(label))
    if hasattr(field, "thing"):
        field.thing = thing
    verb = "Select" if kind_of(field.widget) in ("radios", "checkboxes", "select", "tick") else "Enter"
    words = field.error_messages
    if words.get("required") == _DJANGO_DEFAULT:
        words["required"] = f"{verb} {thing}" if thing else f"Answer “{label}”"
    called = thing[:1].upper() + thing[1:] or "Your answer"
    if isinstance(field, forms.IntegerField):
        words["invalid"] = f"{called} must be a whole number"
        words.setdefault("min_value", f"{called} must be %(limit_value)s or more")
        words.setdefault("max_value", f"{called} must be %(limit_value)s or less")
    if isinstance(field, forms.CharField) and field.max_length:
        words.setdefault("max_length", f"{called} must be {field.max_length} characters or less")
    if isinstance(field, forms.ChoiceField):
        words["invalid_choice"] = f"{verb} {thing or 'an answer'} from the list"


def plain_number(field: forms.Field) -> None:
    """Ask for a number in an ordinary box: a browser's number box changes its value when scrolled over."""
    if isinstance(field.widget, forms.NumberInput):
        kept = {name: value for name, value in field.widget.attrs.items() if name not in ("min", "max", "step")}
        field.widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5", **kept})
