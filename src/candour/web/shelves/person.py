"""Who the child is and who is around them."""

from dataclasses import replace
from typing import Any

from django import forms

from candour.record.casefile.episodes import open_episode
from candour.record.entries.address import AddressRecorded
from candour.record.entries.cin_episodes import NeedRecorded
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.person import IdentifierLinked, PersonDied, PersonRecorded
from candour.record.entry import ToRecord
from candour.ssd.store.reading import rows
from candour.terms.disability import DISABILITY
from candour.terms.ethnicity import ETHNICITY
from candour.terms.primary_need import PRIMARY_NEED
from candour.terms.sex import SEX
from candour.terms.upn_unknown import UPN_UNKNOWN
from candour.web.shelves.asking import any_of, day, from_list, in_words, line, one_of, past_day
from candour.web.steps import At, Step, StepForm, Written, step


class DetailsForm(StepForm):
    """Who somebody is."""

    forename = line("First name", required=False)
    surname = line("Last name", required=False)
    known_as = line("Known as", required=False)
    dob = past_day("Date of birth", required=False)
    expected_dob = day("Date the baby is expected", required=False)
    sex = one_of("Sex", SEX.choices())
    ethnicity = from_list("Ethnic group", ETHNICITY.choices())
    disabilities = any_of("Disability", DISABILITY.choices())
    language = line("First language", required=False)
    upn = line("Unique pupil number", required=False)
    upn_unknown = from_list("If there is none: why?", UPN_UNKNOWN.choices(), required=False)
    la_child_id = line("Child number", required=False, hint="The authority's own number, which the returns go by")

    def prepare(self, at: At) -> None:
        self.whose = at.case.subject

    def clean_la_child_id(self) -> str:
        """The number, which no two children share."""
        number: str = self.cleaned_data["la_child_id"].strip()
        same = rows("SELECT pers_person_id FROM ssd_person WHERE pers_legacy_id = %s", [number]) if number else []
        if any(row["pers_person_id"] != self.whose for row in same):
            raise forms.ValidationError(
                "Somebody else on the record has this number. Look at both, and give each a number"
            )
        return number


FIELDS = tuple(DetailsForm.base_fields)


def details_now(at: At) -> dict[str, Any]:
    """What the record says today."""
    written = at.case.last(PersonRecorded)
    one = at.child
    if written:
        return {name: getattr(written.fact, name) for name in FIELDS}
    return {name: getattr(one, name, "") for name in FIELDS if hasattr(one, name)}


def details_written(at: At, said: dict[str, Any]) -> Written:
    """The details in full; what was not asked is kept as it is. A birth is a change of details."""
    written, one = at.case.last(PersonRecorded), at.child
    base = written.fact if written else PersonRecorded(la_child_id=one.la_child_id, former_upn=one.former_upn)
    said["disabilities"] = tuple(said["disabilities"])
    said["la_child_id"] = said["la_child_id"] or base.la_child_id
    if said["dob"]:
        said["expected_dob"] = None
    kind = "child" if base.kind_of_person == "unborn child" and said["dob"] else base.kind_of_person
    fact = replace(base, looked_at=(), kind_of_person=kind, **said)
    return Written("The details are on the record.", [at.fact(fact)])


class AddressForm(StepForm):
    """Where somebody lives."""

    lines = in_words("Address", rows=3)
    postcode = line("Postcode", required=False)
    start = day("Since when?", required=False)
    confidential = forms.BooleanField(label="Confidential: show it to the allocated team only", required=False)


def address_written(at: At, said: dict[str, Any]) -> Written:
    """The address."""
    return Written("The address is on the record.", [at.fact(AddressRecorded(address_id=at.now.fresh(), **said))])


class RelationshipForm(StepForm):
    """Somebody around the child."""

    other_name = line("Name")
    relationship = line("What are they to the child?", hint="Mother, brother, grandmother, stepfather")
    lives_with = forms.BooleanField(label="They live together", required=False)
    parental_responsibility = forms.BooleanField(label="They have parental responsibility", required=False)
    other_number = line("Their child number, if they have a file of their own", required=False)


def relationship_written(at: At, said: dict[str, Any]) -> Written:
    """The tie, on both files; an adult without a file gets one."""
    from candour.web.people import found

    number = said.pop("other_number").strip()
    known = found(number=number) if number else []
    other = known[0]["person_id"] if known else at.now.fresh()
    facts = []
    if not known:
        first, _, last = said["other_name"].partition(" ")
        adult = PersonRecorded(kind_of_person="adult", forename=first, surname=last)
        facts.append(ToRecord(adult, (other,), at.day))
    mine = [item.fact.family_id for item in at.case.of(RelationshipRecorded)]
    tie = RelationshipRecorded(
        relationship_id=at.now.fresh(),
        family_id=mine[0] if mine else at.now.fresh(),
        person_id=at.case.subject,
        other_person_id=other,
        **said,
    )
    facts.append(at.fact(tie, other, tie.family_id))
    return Written("It is on the record.", facts)


class IdentifierForm(StepForm):
    """A number others know the child by."""

    identifier_type = one_of(
        "Whose number?",
        (
            ("NHS number", "NHS number"),
            ("Former Unique Pupil Number", "Former unique pupil number"),
            ("Other", "Another body's"),
        ),
    )
    value = line("The number")


class DiedForm(StepForm):
    """That somebody died."""

    died_on = past_day("When?")
    circumstances = in_words("What is known?", required=False)


class NeedForm(StepForm):
    """The main reason a child needs help."""

    primary_need = from_list("What is the main reason this child needs help?", PRIMARY_NEED.choices())


def need_written(at: At, said: dict[str, Any]) -> Written:
    """The need."""
    episode = open_episode(at.case)
    fact = NeedRecorded(referral_id=episode.referral_id if episode else "", primary_need=said["primary_need"])
    return Written("The main need is on the record.", [at.fact(fact)])


for _made in (
    Step("details", "Change or correct details", "note", "People", DetailsForm, details_written, "Save the details",
         initial=details_now),
    Step("address", "Write down an address", "note", "People", AddressForm, address_written, "Save the address",
         initial=lambda at: {"start": at.day}),
    Step("relationship", "Write down who is around the child", "note", "People", RelationshipForm,
         relationship_written, "Save"),
    Step("identifier", "Write down a number others use", "note", "People", IdentifierForm,
         lambda at, said: Written("The number is on the record.",
                                  [at.fact(IdentifierLinked(identifier_id=at.now.fresh(), **said))]), "Save"),
    Step("need", "Write down the main need", "note", "People", NeedForm, need_written, "Save",
         applies=lambda case: open_episode(case) is not None),
    Step("died", "Write down a death", "note", "People", DiedForm,
         lambda at, said: Written("It is on the record.", [at.fact(PersonDied(**said), happened=said["died_on"])]),
         "Write it down"),
):  # fmt: skip
    step(_made)
