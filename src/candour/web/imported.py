"""Correcting what came in a census file: each element as it was typed, and what it should have been."""

from dataclasses import replace
from datetime import date

from django import forms

from candour.record.casefile.census import day
from candour.record.entries.cin_census import CensusGroupImported, Typed
from candour.record.entry import Recorded
from candour.terms.cin_census import CODES, DATES, ELEMENTS, MAIN_DATE, MANY
from candour.terms.cin_census_words import ELEMENT_WORDS
from candour.web.gov_dates import GovDateField
from candour.web.gov_forms import GovForm
from candour.web.shelves.asking import line

KEPT = frozenset({"LAchildID"})  # whose file it is, is not for this page to change


def asked_elements(fact: CensusGroupImported) -> list[str]:
    """The elements that are asked for, in the order of the return."""
    return [name for name in ELEMENTS.get(fact.group, ()) if name not in KEPT]


def typed_now(fact: CensusGroupImported, name: str) -> list[str]:
    """What was typed for an element: several, where there may be several."""
    found = [one.text for one in fact.elements if one.element == name]
    return found if name in MANY else found[:1]


def import_form(fact: CensusGroupImported) -> type[GovForm]:
    """A form with every element this part may have, filled with what was typed."""
    return type(
        "ImportedForm", (GovForm,), {name: _field(name, typed_now(fact, name)) for name in asked_elements(fact)}
    )


def _field(name: str, typed: list[str]) -> forms.Field:
    label = ELEMENT_WORDS[name].capitalize()
    if name in CODES:
        known = CODES[name].choices()
        odd = [(text, f"{text} (as the file has it)") for text in typed if text and text not in dict(known)]
        if name in MANY:
            return forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=[*odd, *known],
                initial=typed,
                widget=forms.CheckboxSelectMultiple,
            )
        return forms.ChoiceField(
            label=label, required=False, choices=[("", "Nothing"), *odd, *known], initial="".join(typed)
        )
    if name in DATES and (not typed or not typed[0].strip() or day(typed[0])):
        return GovDateField(label=label, required=False, initial=day(typed[0]) if typed else None)
    made = line(label, required=False, hint="As 2025-06-03" if name in DATES else "")
    made.initial = "".join(typed)
    return made


def as_corrected(item: Recorded[CensusGroupImported], said: dict[str, object]) -> tuple[CensusGroupImported, date]:
    """The part with what was said of each element, and the day it is known by."""
    fact, asked = item.fact, asked_elements(item.fact)
    lines = {(one.element, one.text): one.line for one in fact.elements}
    elements = [one for one in fact.elements if one.element not in asked]
    for name in asked:
        before, now = typed_now(fact, name), _texts(said.get(name))
        same = [text.strip() for text in before if text.strip()] == [text.strip() for text in now]
        elements += [
            Typed(element=name, text=text, line=lines.get((name, text), 0)) for text in (before if same else now)
        ]
    order = {name: at for at, name in enumerate(ELEMENTS.get(fact.group, ()))}
    told = tuple(sorted(elements, key=lambda one: order.get(one.element, len(order))))
    began = next((one.text for one in told if one.element == MAIN_DATE.get(fact.group)), "")
    if [(one.element, one.text) for one in told] == [(one.element, one.text) for one in fact.elements]:
        told = fact.elements
    return replace(fact, elements=told), day(began) or item.happened


def _texts(said: object) -> list[str]:
    if isinstance(said, date):
        return [said.isoformat()]
    many = said if isinstance(said, list) else [said]
    return [str(text) for text in many if text]
