"""The very words that must not reach a reader: looked for in every sentence, wherever it came from."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from candour.documents.known.life import PRIVATE_SOURCES
from candour.documents.readers import Reader, is_child, is_parent
from candour.documents.rules import may_not_be_told
from candour.record.casefile import Casefile
from candour.record.casefile.person import person
from candour.record.entries.address import AddressRecorded
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.person import PersonRecorded

People = Callable[[str], Casefile]
TOLD_THIRD_PARTIES = ("child", "court", "authority", "worker")
TITLES = {
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "the",
    "of",
    "and",
    "street",
    "road",
    "lane",
    "flat",
    "house",
    "school",
}


@dataclass(frozen=True)
class Secret:
    """A pattern that must not be there, and why."""

    pattern: re.Pattern[str]
    why: str


def plain(text: str) -> str:
    r"""Text as it is compared: no accents, one kind of letter, one kind of space.

    >>> plain("Ûna  O\u2019Neill")
    "una o'neill"
    """
    spelt = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
    kept = "".join(one for one in spelt if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")
    return " ".join(kept.casefold().split())


def _pattern(words: str) -> re.Pattern[str] | None:
    parts = re.findall(r"[^\W_]+", plain(words))
    if not parts or sum(map(len, parts)) < 3:
        return None
    between = r"[\W_]*"
    return re.compile(rf"(?<![^\W_]){between.join(map(re.escape, parts))}(?![^\W_])")


def secrets_from(case: Casefile, people: People, reader: Reader) -> tuple[Secret, ...]:
    """Everything this reader must not find, as patterns. A reader who may be told it has none for it."""
    held = may_not_be_told(reader)
    around = list(_around(case))
    files = [case, *(people(fact.other_person_id) for fact, _ in around)]
    found: list[tuple[str, str]] = []
    if "confidential address" in held:
        found += [(words, "A confidential address") for one in files for words in _addresses(one, confidential=True)]
    if "address" in held:
        found += [(words, "Where the child lives") for words in _addresses(case, confidential=False)]
    found += [(words, "Who referred the child") for one in files for words in _referrers(one, held)]
    homes = set(_addresses(case, confidential=False))
    allowed = _allowed_names(case, around, reader)
    for fact, own in around:
        if why := _why_unnamed(case, people, fact, own, reader):
            found += [(words, why) for words in _names(fact, people, allowed)]
            theirs = _addresses(people(fact.other_person_id), confidential=False)
            found += [(words, why) for words in theirs if words not in homes]
    patterns = [(_pattern(words), why) for words, why in dict(reversed(found)).items()]
    return tuple(Secret(pattern, why) for pattern, why in patterns if pattern)


def _around(case: Casefile) -> Iterator[tuple[RelationshipRecorded, bool]]:
    """Everybody tied to the child, from the child's file and from theirs; what was corrected, masked or ended too."""
    for item in case.recorded:
        fact = item.fact
        if isinstance(fact, RelationshipRecorded):
            if item.subjects[0] == case.subject:
                yield fact, True
            else:
                yield _turned(fact, item.subjects[0]), False


def _turned(fact: RelationshipRecorded, other: str) -> RelationshipRecorded:
    """A relationship written on somebody else's file, seen from here: they are a relative, we know no more."""
    return replace(
        fact, person_id=fact.other_person_id, other_person_id=other, other_name="", parental_responsibility=False
    )


def _addresses(case: Casefile, *, confidential: bool) -> Iterator[str]:
    """The words of addresses, past ones too. Of a confidential one each part counts, the town and half a postcode too."""
    for item in case.recorded:
        fact = item.fact
        if (
            not isinstance(fact, AddressRecorded)
            or item.subjects[0] != case.subject
            or fact.confidential != confidential
        ):
            continue
        parts = [part.strip() for part in re.split(r"[,\n;]", fact.lines)]
        yield fact.postcode
        for number, part in enumerate(parts):
            if number and not confidential:
                break
            yield part
            if confidential and (
                bare := re.sub(r"^\W*(?:flat|unit|no\.?)?\s*\d+\w?\W*", "", part, flags=re.IGNORECASE)
            ):
                yield bare
        if confidential and " " in fact.postcode.strip():
            yield fact.postcode.split()[0]


def _referrers(case: Casefile, held: set[str]) -> Iterator[str]:
    for item in case.recorded:
        fact = item.fact
        if not isinstance(fact, ContactReceived) or not fact.source_name.strip():
            continue
        private = fact.source_confidential or fact.source_code in PRIVATE_SOURCES
        if private and ({"confidential referrer"} if fact.source_confidential else {"referrer"}) & held:
            yield fact.source_name
            yield from _own_words(fact.source_name)


def _own_words(name: str) -> Iterator[str]:
    """The names in a name: each one that could give somebody away by itself."""
    for word in re.findall(r"[^\W\d_][\w'\u2019-]+", name):
        if word[:1].isupper() and len(word) > 2 and plain(word) not in TITLES:
            yield word


def _allowed_names(case: Casefile, around: Iterable[tuple[RelationshipRecorded, bool]], reader: Reader) -> set[str]:
    """Names that may be read: the child's own, the reader's, and those of the parents and the household."""
    child = person(case)
    names = [child.name if child else "", reader.name]
    names += [fact.other_name for fact, _ in around if is_parent(fact) or (fact.lives_with and not is_child(fact))]
    return {plain(word) for name in names for word in name.split()}


def _names(fact: RelationshipRecorded, people: People, allowed: set[str]) -> Iterator[str]:
    written = people(fact.other_person_id).last(PersonRecorded)
    own = (f"{written.fact.forename} {written.fact.surname}", written.fact.known_as) if written else ()
    for name in dict.fromkeys((fact.other_name, *own)):
        if name.strip():
            if " " in name.strip():
                yield name
            yield from (word for word in _own_words(name) if plain(word) not in allowed)


def _why_unnamed(case: Casefile, people: People, fact: RelationshipRecorded, own: bool, reader: Reader) -> str:
    """Why somebody tied to the child must not be named to this reader; empty where they may be."""
    if fact.other_person_id == reader.key or reader.kind in ("worker", "authority", "court"):
        return ""
    known = person(people(fact.other_person_id))
    minor = is_child(fact) or bool(known and known.kind_of_person in ("child", "unborn child"))
    if minor:
        return "" if _may_know_of(people, fact, reader) else "Another child"
    if is_parent(fact) or (fact.lives_with and fact.end is None) or reader.kind in TOLD_THIRD_PARTIES:
        return ""
    if reader.kind in ("parent", "carer") and reader.lives_with and own:
        return ""
    return "Somebody else's private life"


def _may_know_of(people: People, fact: RelationshipRecorded, reader: Reader) -> bool:
    """Another child is named only to those of the household that child lives in, and to a parent of that child who is."""
    if not fact.lives_with or fact.end is not None or not reader.of_the_family:
        return False
    if reader.lives_with:
        return True
    theirs = [
        item.fact for item in people(fact.other_person_id).recorded if isinstance(item.fact, RelationshipRecorded)
    ]
    return any(one.other_person_id == reader.key and is_parent(one) and one.end is None for one in theirs)


def found_in(text: str, secrets: Iterable[Secret]) -> str:
    """Why a text must not be shown as it is; empty where nothing in it is secret."""
    spelt = plain(text)
    return next((one.why for one in secrets if one.pattern.search(spelt)), "")
