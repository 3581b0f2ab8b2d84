"""Dates and times as people type them into a form, and what to say when one cannot be right."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from candour.terms.working_days import LONDON, london_day

PARTS = ("day", "month", "year")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")

Typed = tuple[str, str, str]


class WrongDate(ValidationError):
    """A date that cannot be accepted, and which of its three boxes are at fault."""

    def __init__(self, message: str, code: str, parts: tuple[str, ...] = PARTS) -> None:
        super().__init__(message, code=code)
        self.parts = parts


def typed_parts(value: object) -> Typed:
    """What belongs in the three boxes: a date's own numbers, or whatever was typed there before."""
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    if isinstance(value, str):
        iso = _ISO.fullmatch(value.strip())
        # Anything else that came as one piece is kept where the person will see it and can put it right.
        return (iso[3], iso[2], iso[1]) if iso else (value.strip(), "", "")
    if isinstance(value, tuple | list) and len(value) == 3:
        day, month, year = (str(part or "").strip() for part in value)
        return day, month, year
    return "", "", ""


class DateParts(forms.Widget):
    """Three boxes, for day, month and year; one posted value such as 2026-01-31 is understood as well."""

    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        if data.get(name):
            return typed_parts(data[name])
        return typed_parts([data.get(f"{name}-{part}", "") for part in PARTS])

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_: str | None) -> str:
        return f"{id_}-day" if id_ else ""


def _number(text: str) -> int | None:
    # isascii first: digits from other scripts pass isdigit, and would be stored as something nobody typed.
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _month(text: str) -> int | None:
    word = text.lower()
    named = [number for number, name in enumerate(_MONTHS, start=1) if len(word) >= 3 and word.startswith(name)]
    return named[0] if named else _number(text)


class GovDateField(forms.Field):
    """A date. `thing` names it in error messages ("date of birth"); without one, its label is used."""

    widget = DateParts

    def __init__(self, *, thing: str = "", in_past: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.thing = thing
        self.in_past = in_past

    def to_python(self, value: object) -> date | None:
        if isinstance(value, date):
            return value
        typed = typed_parts(value)
        if not any(typed):
            return None
        called = self.thing[:1].upper() + self.thing[1:] or "The date"
        missing = tuple(part for part, text in zip(PARTS, typed, strict=True) if not text)
        if missing:
            raise WrongDate(f"{called} must include a {' and '.join(missing)}", "incomplete", missing)
        return self._real_date(called, typed)

    def _real_date(self, called: str, typed: Typed) -> date:
        day, month, year = _number(typed[0]), _month(typed[1]), _number(typed[2])
        if year is not None and len(typed[2]) != 4:
            raise WrongDate("Year must include 4 numbers", "year", ("year",))
        sound = (
            day is not None and 1 <= day <= 31,
            month is not None and 1 <= month <= 12,
            year is not None and EARLIEST_YEAR <= year <= LATEST_YEAR,
        )
        if day is None or month is None or year is None or not all(sound):
            wrong = tuple(part for part, is_sound in zip(PARTS, sound, strict=True) if not is_sound)
            raise WrongDate(f"{called} must be a real date", "unreal", wrong)
        try:
            found = date(year, month, day)
        except ValueError:
            # Each part could be right by itself, as in 31 June, so no one box is to blame.
            raise WrongDate(f"{called} must be a real date", "unreal") from None
        if self.in_past and found > london_day(timezone.now()):
            raise WrongDate(f"{called} must be today or in the past", "future")
        return found


class GovTimeField(forms.Field):
    """A time of day typed as people write it: 14:30, 2.30pm, 2pm, midday."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5"})

    def __init__(self, *, thing: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.thing = thing

    def prepare_value(self, value: object) -> object:
        return value.strftime("%H:%M") if isinstance(value, time) else value

    def to_python(self, value: object) -> time | None:
        if isinstance(value, time):
            return value
        text = re.sub(r"\s", "", str(value or "")).lower()
        if not text:
            return None
        named = {"midday": time(12), "noon": time(12), "midnight": time(0)}.get(text)
        if named is not None:
            return named
        found = _CLOCK.fullmatch(text) if text.isascii() else None
        if found:
            hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
            # A bare "2" could be either half of the day, so it is asked about and never guessed.
            certain = found[2] is not None or half is not None
            in_range = (1 <= hour <= 12 if half else hour <= 23) and minute <= 59
            if certain and in_range:
                return time(hour % 12 + (12 if half == "pm" else 0) if half else hour, minute)
        called = self.thing[:1].upper() + self.thing[1:] or "The time"
        raise ValidationError(f"{called} must be a time, like 2:30pm or 14:30", code="invalid")


def moment(day: date, at: time) -> datetime:
    """That time on that day in England."""
    return datetime.combine(day, at, tzinfo=LONDON)
