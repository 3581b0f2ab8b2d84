"""Putting a family on the record: the children, the adults around them, where they live, and births and deaths."""

from datetime import date
from typing import Any

from candour.record.entries.address import AddressRecorded
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.person import IdentifierLinked, PersonRecorded
from candour.record.entry import ToRecord
from candour.synth.household import Household, Life
from candour.synth.people import Child, Family
from candour.synth.staff import Post


def child_recorded(child: Child, day: date, language: str = "") -> PersonRecorded:
    """What is known of a child on a day: before birth, little."""
    if child.born > day:
        return PersonRecorded(
            kind_of_person="unborn child",
            surname=child.surname,
            expected_dob=child.born,
            ethnicity=child.ethnicity,
            la_child_id=child.number,
            upn_unknown="UN1",
        )
    return PersonRecorded(
        forename=child.forename,
        surname=child.surname,
        known_as=child.known_as,
        dob=child.born,
        sex=child.sex,
        ethnicity=child.ethnicity,
        disabilities=child.disabilities,
        la_child_id=child.number,
        upn=child.upn,
        upn_unknown=child.upn_unknown,
        language=language,
    )


def put_on_record(home: Household, by: Post) -> None:
    """Write the family down at the first contact."""
    family, drafts = home.family, []
    for adult in family.adults:
        person = PersonRecorded(
            kind_of_person="adult", forename=adult.forename, surname=adult.surname, dob=adult.born, sex=adult.sex
        )
        drafts.append(ToRecord(person, (adult.ref,), home.today))
    for life in home.lives:
        drafts += [ToRecord(fact, (life.ref,), home.today) for fact in _of_child(home, family, life)]
        if life.child.born > home.today:
            home.on(life.child.born, _birth(home, life))
    home.written += len(drafts)
    home.desk.note(drafts, by=by.worker(home.today))


def _of_child(home: Household, family: Family, life: Life) -> list[Any]:
    child, fresh = life.child, home.desk.fresh
    facts: list[Any] = [child_recorded(child, home.today, family.language)]
    if child.born <= home.today:
        since = max(child.born, date(home.today.year - 2, 1, 1))
        facts.append(
            AddressRecorded(
                address_id=fresh(),
                lines=family.home.lines,
                postcode=family.home.postcode,
                start=since,
                confidential=family.confidential,
            )
        )
        if child.nhs:
            facts.append(IdentifierLinked(identifier_id=fresh(), identifier_type="NHS number", value=child.nhs))
    facts += [
        RelationshipRecorded(
            relationship_id=fresh(),
            family_id=family.ref,
            person_id=child.ref,
            other_person_id=adult.ref,
            other_name=adult.name,
            relationship=adult.relationship,
            lives_with=adult.at_home,
            parental_responsibility=adult.responsible,
        )
        for adult in family.adults
    ]
    facts += [
        RelationshipRecorded(
            relationship_id=fresh(),
            family_id=family.ref,
            person_id=child.ref,
            other_person_id=other.ref,
            other_name=f"{other.forename} {other.surname}" if other.born <= home.today else "Unborn",
            relationship=_sibling(other, home.today),
            lives_with=True,
        )
        for other in family.children
        if other is not child
    ]
    return facts


def _sibling(other: Child, day: date) -> str:
    if other.born > day:
        return "Brother or sister"
    return "Brother" if other.sex == "M" else "Sister"


def _birth(home: Household, life: Life) -> Any:
    def born() -> None:
        if not life.over:
            by = life.worker or home.anyone("front_door_screener", "front door")
            home.note(by, life, child_recorded(life.child, home.today, home.family.language), happened=life.child.born)

    return born
