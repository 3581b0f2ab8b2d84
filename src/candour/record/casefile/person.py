"""Who the file is about, where they live, and who is around them."""

from dataclasses import dataclass
from datetime import date

from candour.record.casefile.census import Group, groups
from candour.record.casefile.file import Casefile, once
from candour.record.entries.address import AddressRecorded
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.person import PersonDied, PersonRecorded
from candour.record.entry import Recorded

SEX_FROM_GENDER = {"1": "M", "2": "F", "0": "U", "9": "U"}


@dataclass(frozen=True)
class Person:
    """A person as the file tells them today. `dob` is None for an unborn child, `expected_dob` for a born one."""

    person_id: str
    kind_of_person: str
    forename: str
    surname: str
    dob: date | None
    expected_dob: date | None
    sex: str
    gender: str
    ethnicity: str
    disabilities: tuple[str, ...]
    la_child_id: str
    upn: str
    former_upn: str
    upn_unknown: str
    died_on: date | None
    imported: Group | None

    @property
    def name(self) -> str:
        """The name to show. A child known only from a census file has a number, not a name."""
        return " ".join(filter(None, (self.forename, self.surname))) or f"Child {self.la_child_id}"

    def age_on(self, day: date) -> int | None:
        """Whole years on a day; None before birth or where the date of birth is not known."""
        if not self.dob or self.dob > day:
            return None
        return day.year - self.dob.year - ((day.month, day.day) < (self.dob.month, self.dob.day))


@once
def person(case: Casefile) -> Person | None:
    """The person this file is about, or None where the file is a worker's, a team's or nobody's."""
    written, died = case.last(PersonRecorded), case.last(PersonDied)
    imported = groups(case, "ChildIdentifiers")
    census = imported[-1] if imported else None
    if written:
        fact = written.fact
        return Person(
            case.subject,
            fact.kind_of_person,
            fact.forename,
            fact.surname,
            fact.dob,
            fact.expected_dob,
            fact.sex,
            fact.gender,
            fact.ethnicity,
            fact.disabilities,
            fact.la_child_id,
            fact.upn,
            fact.former_upn,
            fact.upn_unknown,
            died.fact.died_on if died else None,
            census,
        )
    return _from_census(case.subject, census, died) if census else None


def _from_census(person_id: str, census: Group, died: Recorded[PersonDied] | None) -> Person:
    sex = census.text("Sex") or SEX_FROM_GENDER.get(census.text("GenderCurrent"), "")
    return Person(
        person_id,
        "child" if census.text("PersonBirthDate") else "unborn child",
        "",
        "",
        census.day("PersonBirthDate"),
        census.day("ExpectedPersonBirthDate"),
        sex,
        census.text("GenderCurrent"),
        census.text("Ethnicity"),
        census.texts("Disability"),
        census.text("LAchildID"),
        census.text("UPN"),
        census.text("FormerUPN"),
        census.text("UPNunknown"),
        died.fact.died_on if died else census.day("PersonDeathDate"),
        census,
    )


def addresses(case: Casefile) -> tuple[Recorded[AddressRecorded], ...]:
    """Addresses that hold, the present one last."""
    return tuple(sorted(case.of(AddressRecorded), key=lambda item: (item.fact.start or date.min, item.position)))


def relationships(case: Casefile) -> tuple[Recorded[RelationshipRecorded], ...]:
    """Who is around this person."""
    return case.of(RelationshipRecorded)
