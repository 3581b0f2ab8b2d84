"""People: who they are, where they live, the numbers others know them by, and how to find them."""

import json
from collections.abc import Iterable

from candour.record.casefile import Casefile
from candour.record.casefile.person import addresses, person, relationships
from candour.record.entries.address import AddressRecorded
from candour.record.entries.cin_census import CensusGroupImported
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.person import IdentifierLinked, PersonDied, PersonRecorded
from candour.ssd.sound import sound, words_of
from candour.ssd.table import Row, flag, table


@table(
    "person",
    """
    pers_person_id text the person's reference
    pers_forename text given name
    pers_surname text family name
    pers_sex text F, M or U
    pers_gender text own coding, as it came
    pers_ethnicity text ethnic group code
    pers_dob date day of birth
    pers_expected_dob date expected day of birth, of an unborn child
    pers_death_date date day of death
    pers_upn text unique pupil number
    pers_upn_unknown text why there is none
    pers_common_child_id text the number health uses
    pers_legacy_id text the authority's own child number (LAchildID)
    pers_is_mother flag whether the person is a mother
    pers_kind text child, unborn child, adult or professional
    """,
    shows=(PersonRecorded, PersonDied, CensusGroupImported),
    indexes=("pers_legacy_id",),
)
def persons(case: Casefile) -> Iterable[Row]:
    """One row a person: children, unborn children, adults of the family and other agencies' people."""
    if one := person(case):
        numbers = {item.fact.identifier_type: item.fact.value for item in case.of(IdentifierLinked)}
        yield (
            one.person_id,
            one.forename or None,
            one.surname or None,
            one.sex or None,
            one.gender or None,
            one.ethnicity or None,
            one.dob,
            one.expected_dob,
            one.died_on,
            one.upn or None,
            one.upn_unknown or None,
            numbers.get("NHS number"),
            one.la_child_id or None,
            None,
            one.kind_of_person,
        )


@table(
    "disability",
    """
    disa_table_id text the row's reference
    disa_person_id text the child
    disa_disability_code text the code
    """,
    shows=(PersonRecorded,),
    indexes=("disa_person_id",),
)
def disabilities(case: Casefile) -> Iterable[Row]:
    """One row a disability code; NONE where the child has none."""
    if one := person(case):
        for at, code in enumerate(one.disabilities):
            yield (f"{case.subject}-{at:02d}", case.subject, code)


@table(
    "linked_identifiers",
    """
    link_table_id text the row's reference
    link_person_id text the person
    link_identifier_type text whose number it is
    link_identifier_value text the number
    link_valid_from_date date since when
    link_valid_to_date date until when
    """,
    shows=(IdentifierLinked,),
    indexes=("link_person_id", "link_identifier_type, link_identifier_value"),
)
def identifiers(case: Casefile) -> Iterable[Row]:
    """Numbers other bodies know a person by, and a former pupil number."""
    for item in case.of(IdentifierLinked):
        fact = item.fact
        yield (fact.identifier_id, case.subject, fact.identifier_type, fact.value, fact.valid_from, fact.valid_to)
    one = person(case)
    if one and one.former_upn:
        yield (f"{case.subject}-former-upn", case.subject, "Former Unique Pupil Number", one.former_upn, None, None)


@table(
    "address",
    """
    addr_table_id text the address's reference
    addr_person_id text the person
    addr_address_type text what kind of address
    addr_address_start_date date since when
    addr_address_end_date date until when
    addr_address_postcode text postcode without spaces; empty where confidential
    addr_address_json text the lines; empty where confidential
    addr_confidential flag whether it may be told outside the allocated team
    """,
    shows=(AddressRecorded,),
    indexes=("addr_person_id", "addr_address_postcode"),
)
def address_rows(case: Casefile) -> Iterable[Row]:
    """Where people live. A confidential address never reaches this table: it stays on the record."""
    for item in addresses(case):
        fact = item.fact
        secret = fact.confidential
        yield (
            fact.address_id,
            case.subject,
            fact.address_type,
            fact.start,
            fact.end,
            None if secret else fact.postcode.replace(" ", "").upper() or None,
            None if secret else json.dumps({"lines": fact.lines}, ensure_ascii=False),
            flag(secret),
        )


@table(
    "family",
    """
    fami_table_id text the row's reference
    fami_family_id text the family
    fami_person_id text the person
    fami_other_person_id text who the other is
    fami_relationship text what the other is to the person
    fami_lives_with flag whether they live together
    fami_parental_responsibility flag whether the other has parental responsibility
    """,
    shows=(RelationshipRecorded,),
    indexes=("fami_person_id", "fami_other_person_id", "fami_family_id"),
)
def family(case: Casefile) -> Iterable[Row]:
    """Who belongs to whom."""
    for item in relationships(case):
        fact = item.fact
        yield (
            fact.relationship_id,
            fact.family_id,
            case.subject,
            fact.other_person_id,
            fact.relationship,
            flag(fact.lives_with),
            flag(fact.parental_responsibility),
        )


@table(
    "person_search",
    """
    find_person_id text the person
    find_dob date day of birth, or expected
    find_number text the authority's child number, in capitals
    find_postcode text present postcode, unless confidential
    find_kind text child, unborn child, adult or professional
    """,
    shows=(PersonRecorded, AddressRecorded),
    indexes=("find_dob", "find_number", "find_postcode"),
)
def search(case: Casefile) -> Iterable[Row]:
    """What a search looks at beside names. A confidential address cannot be found by."""
    if one := person(case):
        known = [item.fact for item in addresses(case) if not item.fact.confidential]
        postcode = known[-1].postcode.replace(" ", "").upper() if known else ""
        born = one.dob or one.expected_dob
        yield (one.person_id, born, one.la_child_id.upper() or None, postcode or None, one.kind_of_person)


@table(
    "person_word",
    """
    word_id text the row's reference
    word_person_id text the person
    word_word text one word of the person's names, in small letters, without accents
    word_sound text how it sounds
    """,
    shows=(PersonRecorded,),
    indexes=("word_person_id", "word_word", "word_sound"),
)
def name_words(case: Casefile) -> Iterable[Row]:
    """Each word of a person's names: half of a double name finds the whole."""
    if one := person(case):
        written = case.last(PersonRecorded)
        named = f"{one.forename} {one.surname} {written.fact.known_as if written else ''}"
        for at, word in enumerate(dict.fromkeys(words_of(named))):
            yield (f"{case.subject}-{at:02d}", case.subject, word, sound(word))
