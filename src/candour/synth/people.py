"""The families of Wrenshire: children, the adults around them, and where they live."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from candour.synth.calibration import (
    AGES,
    DISABILITIES,
    ETHNICITIES,
    ETHNICITY_UNKNOWN,
    FAMILY_SIZES,
)
from candour.synth.chance import likely, one_of, pick, within
from candour.synth.names import forename, surname
from candour.synth.numbers import nhs_number, pupil_number
from candour.synth.places import SPECIAL, Place, place, school

YEAR = 365.2425
Fresh = Callable[[], str]


@dataclass(frozen=True)
class Adult:
    """Somebody grown up in a child's life. `relationship` is what they are to the child."""

    ref: str
    forename: str
    surname: str
    sex: str
    relationship: str
    responsible: bool
    at_home: bool
    born: date

    @property
    def name(self) -> str:
        return f"{self.forename} {self.surname}"


@dataclass(frozen=True)
class Child:
    """A child as they will be known. `born` may lie ahead: until then the child is unborn on the record."""

    ref: str
    number: str
    forename: str
    surname: str
    known_as: str
    sex: str
    ethnicity: str
    born: date
    nhs: str
    upn: str
    upn_unknown: str
    disabilities: tuple[str, ...]
    school: str

    def age_on(self, day: date) -> int:
        """Whole years; -1 before birth."""
        return int((day - self.born).days / YEAR) if day >= self.born else -1

    @property
    def eighteenth(self) -> date:
        try:
            return self.born.replace(year=self.born.year + 18)
        except ValueError:
            return date(self.born.year + 18, 3, 1)


@dataclass(frozen=True)
class Family:
    """A household, and those of its adults who live elsewhere."""

    ref: str
    children: tuple[Child, ...]
    adults: tuple[Adult, ...]
    home: Place
    confidential: bool
    language: str

    @property
    def carer(self) -> Adult:
        """The grown-up the children live with."""
        return next(adult for adult in self.adults if adult.at_home)

    @property
    def other(self) -> Adult:
        """Another grown-up in the children's life, or the same one where there is nobody else."""
        return next((adult for adult in self.adults if adult is not self.carer), self.carer)


def _adults(chance: Random, ethnicity: str, name: str, oldest: date, fresh: Fresh) -> tuple[Adult, ...]:
    def adult(relationship: str, sex: str, *, responsible: bool, at_home: bool, older: int) -> Adult:
        given = forename(chance, ethnicity, "women" if sex == "F" else "men")
        family = name if at_home and relationship != "Mother's partner" else surname(chance, ethnicity)
        born = oldest - timedelta(days=int(older * YEAR) + chance.randrange(2500))
        return Adult(fresh(), given, family, sex, relationship, responsible, at_home, born)

    drawn = chance.random()
    if drawn < 0.05:
        return (adult("Grandmother", "F", responsible=True, at_home=True, older=42),)
    if drawn < 0.11:
        return (
            adult("Father", "M", responsible=True, at_home=True, older=22),
            adult("Mother", "F", responsible=True, at_home=False, older=20),
        )
    mother = adult("Mother", "F", responsible=True, at_home=True, older=19)
    if drawn < 0.46:
        return mother, adult("Father", "M", responsible=True, at_home=True, older=21)
    if drawn < 0.66:
        return (
            mother,
            adult("Mother's partner", "M", responsible=False, at_home=True, older=19),
            adult("Father", "M", responsible=likely(chance, 70), at_home=False, older=21),
        )
    return mother, adult("Father", "M", responsible=likely(chance, 75), at_home=False, older=21)


def some_disabilities(chance: Random) -> tuple[str, ...]:
    """What kinds of disability a disabled child has, one or several."""
    found = tuple(code for code, share in DISABILITIES.items() if likely(chance, share))
    return found or (one_of(chance, DISABILITIES),)


def age_at_first(chance: Random) -> int:
    """How old the child is about whom a family first comes to notice; -1 before birth."""
    return within(chance, AGES)


def size_of_family(chance: Random) -> int:
    """How many children there are."""
    return one_of(chance, FAMILY_SIZES)


def born_when(chance: Random, age: int, known_on: date) -> date:
    """The birthday of a child of this age on a day; -1 is not yet born."""
    if age < 0:
        return known_on + timedelta(days=chance.randint(25, 160))
    return known_on - timedelta(days=int((age + chance.random() * 0.97) * YEAR) + 1)


def ages_of(chance: Random, first: int, size: int) -> list[int]:
    """The first child's age and the others': one to four years apart, nobody grown up."""
    ages = [first]
    while len(ages) < size:
        older, younger = max(ages) + chance.randint(1, 4), min(ages) - chance.randint(1, 4)
        room = [age for age in (older, younger) if 0 <= age <= 17]
        if not room:
            break
        ages.append(pick(chance, room))
    return ages


def invent_family(
    chance: Random, fresh: Fresh, number: Callable[[], str], *, age: int, size: int, known_on: date, disabled: bool
) -> Family:
    """A family whose first child has this age on the day it comes to notice."""
    ethnicity = one_of(chance, ETHNICITIES)
    shown = pick(chance, ("NOBT", "NOBT", "REFU")) if likely(chance, ETHNICITY_UNKNOWN) else ethnicity
    name = surname(chance, ethnicity)
    births = [born_when(chance, one, known_on) for one in ages_of(chance, age, size)]
    adults = _adults(chance, ethnicity, name, min(births), fresh)
    children: list[Child] = []
    for at, born in enumerate(births):
        taken = {child.forename for child in children}
        impaired = disabled and at == 0
        child = _child(
            chance, fresh(), number(), name, ethnicity, shown, born=born, known_on=known_on, impaired=impaired
        )
        while child.forename in taken:
            child = replace(child, forename=forename(chance, ethnicity, "boys" if child.sex == "M" else "girls"))
        children.append(child)
    home = place(chance)
    fled = likely(chance, 2.5)
    language = "English" if shown in ("WBRI", "WIRI", "MWBC", "BCRB") or likely(chance, 45) else "Another language"
    return Family(fresh(), tuple(children), adults, home, fled, language)


def _child(
    chance: Random, ref: str, number: str, name: str, ethnicity: str, shown: str, *, born: date, known_on: date,
    impaired: bool,
) -> Child:  # fmt: skip
    sex = "M" if likely(chance, 55.7) else "F"
    given = forename(chance, ethnicity, "boys" if sex == "M" else "girls")
    age = int((known_on - born).days / YEAR) if born <= known_on else -1
    at_school = age >= 4
    has_number = at_school and likely(chance, 95)
    unknown = "" if has_number else pick(chance, ("UN5", "UN6", "UN2", "UN6")) if age >= 5 else "UN1"
    disabilities = some_disabilities(chance) if impaired or (age >= 1 and likely(chance, 10.5)) else ("NONE",)
    special = impaired and age >= 5 and likely(chance, 45)
    return Child(
        ref=ref,
        number=number,
        forename=given,
        surname=name if likely(chance, 88) else surname(chance, ethnicity),
        known_as=forename(chance, ethnicity, "boys" if sex == "M" else "girls") if likely(chance, 2.5) else "",
        sex=sex,
        ethnicity=shown,
        born=born,
        nhs=nhs_number(chance) if likely(chance, 85) else "",
        upn=pupil_number(chance, born.year) if has_number else "",
        upn_unknown=unknown,
        disabilities=disabilities,
        school=pick(chance, SPECIAL) if special else school(chance, age),
    )
