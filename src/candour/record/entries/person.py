"""Who somebody is: a child, an unborn child, an adult of the family, or somebody from another agency."""

from datetime import date

from candour.record.entry import entry


@entry("person_recorded")
class PersonRecorded:
    """Somebody was put on the record, or their details were written down again in full."""

    kind_of_person: str = "child"  # child, unborn child, adult, professional
    forename: str = ""
    surname: str = ""
    known_as: str = ""
    dob: date | None = None
    expected_dob: date | None = None
    sex: str = "U"
    gender: str = ""
    ethnicity: str = "NOBT"
    disabilities: tuple[str, ...] = ()
    la_child_id: str = ""
    upn: str = ""
    former_upn: str = ""
    upn_unknown: str = ""
    language: str = ""
    looked_at: tuple[str, ...] = ()  # the likely matches somebody looked at before this person was made


@entry("person_died")
class PersonDied:
    """A person died."""

    died_on: date
    circumstances: str = ""


@entry("identifier_linked")
class IdentifierLinked:
    """A number another body knows this person by was written down."""

    identifier_id: str
    identifier_type: str
    value: str
    valid_from: date | None = None
    valid_to: date | None = None
