"""The children of a family, as the desk-made ones are drawn but with nothing to tell: no names, no adults, no home."""

from datetime import date
from random import Random

from candour.synth.calibration import ETHNICITIES, ETHNICITY_UNKNOWN
from candour.synth.chance import likely, one_of, pick
from candour.synth.numbers import with_check_letter
from candour.synth.people import Child, ages_of, born_when, size_of_family, some_disabilities


def invent_children(chance: Random, number: str, *, age: int, known_on: date, disabled: bool) -> tuple[Child, ...]:
    """Brothers and sisters, of whom the first has this age on the day the family comes to notice."""
    size = size_of_family(chance)
    ethnicity = pick(chance, ("NOBT", "NOBT", "REFU")) if likely(chance, ETHNICITY_UNKNOWN) else ""
    ethnicity = ethnicity or one_of(chance, ETHNICITIES)
    return tuple(
        _child(chance, f"{number}{at}", ethnicity, born_when(chance, one, known_on), known_on, disabled and at == 0)
        for at, one in enumerate(ages_of(chance, age, size))
    )


def _child(chance: Random, number: str, ethnicity: str, born: date, known_on: date, impaired: bool) -> Child:
    age = (known_on - born).days / 365.2425
    has_number = age >= 4 and likely(chance, 95)
    unknown = "" if has_number else pick(chance, ("UN5", "UN6", "UN2", "UN6")) if age >= 5 else "UN1"
    return Child(
        ref=f"P{number}",
        number=f"D{number}",
        forename="",
        surname="",
        known_as="",
        sex="M" if likely(chance, 55.7) else "F",
        ethnicity=ethnicity,
        born=born,
        nhs="",
        upn=with_check_letter(f"000{number[:4]}{(born.year + 5) % 100:02d}{number[4:7]}") if has_number else "",
        upn_unknown=unknown,
        disabilities=some_disabilities(chance) if impaired or (age >= 1 and likely(chance, 10.5)) else ("NONE",),
        school="",
    )
