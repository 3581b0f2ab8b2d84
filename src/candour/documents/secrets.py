"""The very words that must not reach a reader: looked for in every sentence, wherever it came from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from candour.documents.known.life import PRIVATE_SOURCES
from candour.documents.readers import Reader, is_child, is_parent
from candour.documents.rules import may_not_be_told
from candour.documents.spelling import Wording, place_alone, places, plain, postcodes, wording, words_in, written
from candour.record.casefile import Casefile
from candour.record.casefile.confidential import held_back
from candour.record.casefile.person import person
from candour.record.entries.address import AddressRecorded
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.person import PersonRecorded
from candour.record.entry import Recorded
from candour.terms.kinship import kin, other_way

People = Callable[[str], Casefile]
TOLD_THIRD_PARTIES = ("child", "court", "authority", "worker")
TOLD_EVERYBODY = ("court", "authority", "worker")


@dataclass(frozen=True)
class Secret:
    """A wording that must not be there, and why."""

    wording: Wording
    why: str


@dataclass(frozen=True)
class Tied:
    """Somebody tied to the child: what they are, and on whose file that stands ("" for the child's own).

    `far` are those tied only to somebody of the family: a half-brother on the mother's file, the father of a sister.
    """

    who: str
    facts: tuple[RelationshipRecorded, ...]
    on_file_of: str = ""
    far: bool = False

    @property
    def may_be_a_child(self) -> bool:
        return any(is_child(fact) for fact in self.facts)


@dataclass(frozen=True)
class Family:
    """The child's file, everybody tied to the child, and their files."""

    case: Casefile
    people: People
    tied: tuple[Tied, ...]
    files: tuple[Casefile, ...]


def family(case: Casefile, people: People) -> Family:
    """Everybody around the child, from the child's file, from theirs, and those around them in turn."""
    read: dict[str, Casefile] = {case.subject: case}

    def file(who: str) -> Casefile:
        return read.setdefault(who, people(who)) if who not in read else read[who]

    near = _ties_on(case)
    far: dict[str, Tied] = {}
    for one in near:
        for other in _ties_on(file(one.who)):
            if other.who != case.subject and other.who not in {tied.who for tied in near}:
                far.setdefault(other.who, replace(other, on_file_of=one.who, far=True))
    tied = (*near, *far.values())
    return Family(case, file, tied, (case, *(file(one.who) for one in tied)))


def _ties_on(case: Casefile) -> tuple[Tied, ...]:
    """Everybody a file ties somebody to: as it says today; what was corrected or masked only of those it ties no more."""
    found: dict[str, dict[str, tuple[RelationshipRecorded, bool, bool]]] = {}
    standing = {item.entry_id for item in case.recorded if item.entry_id not in case.hidden | case.superseded}
    for item in case.recorded:
        if isinstance(item.fact, RelationshipRecorded):
            own = item.subjects[0] == case.subject
            fact = item.fact if own else _turned(item.fact, item.subjects[0])
            stands = item.entry_id in standing
            written_down = found.setdefault(fact.other_person_id, {})
            if stands or fact.relationship_id not in written_down:
                written_down[fact.relationship_id or item.entry_id] = (fact, own, stands)
    ties = []
    for who, told in found.items():
        facts = list(told.values())
        best = [fact for fact, own, stands in facts if own and stands] or [fact for fact, _, stands in facts if stands]
        first = "" if any(own for _, own, _ in facts) else who
        ties.append(Tied(who, tuple(best) or tuple(_ended(fact) for fact, _, _ in facts), first))
    return tuple(ties)


def _ended(fact: RelationshipRecorded) -> RelationshipRecorded:
    """A tie that was corrected or masked away: who they are is still nobody's to tell, and it gives nobody leave."""
    what = "child" if is_child(fact) else "somebody"
    return replace(fact, lives_with=False, parental_responsibility=False, relationship=what)


def _turned(fact: RelationshipRecorded, other: str) -> RelationshipRecorded:
    """A relationship written on somebody else's file, seen from here: the mother of a son, the brother of a brother."""
    meant = kin(fact.relationship)
    return replace(
        fact, person_id=fact.other_person_id, other_person_id=other, other_name="", parental_responsibility=False,
        relationship=other_way(meant) if meant else "relative",
    )  # fmt: skip


def secrets_from(case: Casefile, people: People, reader: Reader) -> tuple[Secret, ...]:
    """Everything this reader must not find, as wordings. A reader who may be told it has none for it."""
    held, around = may_not_be_told(reader), family(case, people)
    allowed = _allowed_names(around, reader)
    found: list[tuple[Wording | None, str]] = []
    for one in around.files:
        found += [(words, "Who referred the child") for words in _referrers(one, held, around, reader)]
    for tied in around.tied:
        if why := _why_unnamed(around, tied, reader):
            found += [(words, why) for words in _names(tied, around, allowed)]
            found += [(words, why) for words in _homes(around.people(tied.who)) if words not in _homes(case)]
    if "address" in held:
        near = [around.people(one.who) for one in around.tied if not one.far and any(_at_home(f) for f in one.facts)]
        found += [(words, "Where the child lives") for one in (case, *near) for words in _homes(one)]
    if "confidential address" in held:
        found += [(words, "A confidential address") for one in around.files for words in _hidden_homes(one, allowed)]
    why_of = {words: why for words, why in found if words}
    return tuple(Secret(words, why) for words, why in why_of.items())


def _at_home(fact: RelationshipRecorded) -> bool:
    return fact.lives_with and fact.end is None


def _addresses(case: Casefile, *, confidential: bool) -> Iterator[AddressRecorded]:
    """Addresses of this file, past, corrected and masked ones too. One corrected to be confidential was so from the first."""
    for item in case.recorded:
        fact, own = item.fact, item.subjects[0] == case.subject
        if isinstance(fact, AddressRecorded) and own and _kept(case, item) == confidential:
            yield fact


def _kept(case: Casefile, item: Recorded[AddressRecorded]) -> bool:
    return item.fact.confidential or bool(held_back(case, item))


def _postcode(fact: AddressRecorded) -> Iterator[str]:
    halves = list(postcodes(f"{fact.lines} {fact.postcode}"))
    yield from (" ".join(one) for one in halves)
    if not halves:
        yield fact.postcode


def _homes(case: Casefile) -> list[Wording | None]:
    """The words of ordinary addresses: the postcode, and everything up to the street."""
    found: list[Wording | None] = []
    for fact in _addresses(case, confidential=False):
        found += [wording(one) for one in _postcode(fact)]
        for part, bare in places(fact.lines):
            found += [wording(part), wording(bare)]
            if bare:
                break
    return found


def _hidden_homes(case: Casefile, allowed: set[str]) -> list[Wording | None]:
    """The words of a confidential address: each part counts, the town, half a postcode, the name of a street alone."""
    found: list[Wording | None] = []
    for fact in _addresses(case, confidential=True):
        found += [wording(one) for one in _postcode(fact)]
        found += [wording(outward) for outward, _ in postcodes(f"{fact.lines} {fact.postcode}")]
        for part, bare in places(fact.lines):
            found += [wording(part), wording(bare)]
            alone = place_alone(bare)
            if alone and plain(alone) not in allowed:
                found.append(wording(alone, name=True))
    return found


def _referrers(case: Casefile, held: set[str], around: Family, reader: Reader) -> Iterator[Wording | None]:
    """Who told us: the whole name, and each name in it but the child's and the reader's own."""
    own = {plain(word) for name in (*_written_names(around.case), reader.name) for word in words_in(name)}
    for item in case.recorded:
        fact = item.fact
        if not isinstance(fact, ContactReceived) or not fact.source_name.strip():
            continue
        secret = fact.source_confidential or bool(held_back(case, item))
        private = secret or fact.source_code in PRIVATE_SOURCES
        if private and ({"confidential referrer"} if secret else {"referrer"}) & held:
            if plain(fact.source_name) != plain(reader.name):
                yield wording(fact.source_name, name=True)
            yield from (wording(word, name=True) for word in words_in(fact.source_name) if plain(word) not in own)


def _written_names(case: Casefile) -> list[str]:
    """Every name a person's file has had for them: before a marriage or an adoption too, and what they are called."""
    found: dict[str, None] = {}
    for item in case.recorded:
        if isinstance(item.fact, PersonRecorded) and item.subjects[0] == case.subject:
            found |= dict.fromkeys((f"{item.fact.forename} {item.fact.surname}".strip(), item.fact.known_as.strip()))
    return [name for name in found if name]


def _all_names(tied: Tied, around: Family) -> list[str]:
    written_down = [fact.other_name.strip() for fact in tied.facts if fact.other_name.strip()]
    return list(dict.fromkeys((*written_down, *_written_names(around.people(tied.who)))))


def _allowed_names(around: Family, reader: Reader) -> set[str]:
    """Names that may be read: the child's own, the reader's, and those of the parents and the household."""
    names = [*_written_names(around.case), reader.name]
    for tied in around.tied:
        if not tied.far and not tied.may_be_a_child and any(is_parent(fact) or _at_home(fact) for fact in tied.facts):
            names += _all_names(tied, around)
    return {plain(name) for name in names} | {plain(word) for name in names for word in words_in(name)}


def _names(tied: Tied, around: Family, allowed: set[str]) -> Iterator[Wording | None]:
    for name in _all_names(tied, around):
        if plain(name) not in allowed:
            yield wording(name, name=True)
        yield from (wording(word, name=True) for word in words_in(name) if plain(word) not in allowed)


def _why_unnamed(around: Family, tied: Tied, reader: Reader) -> str:
    """Why somebody tied to the child must not be named to this reader; empty where they may be."""
    if tied.who == reader.key or reader.kind in TOLD_EVERYBODY:
        return ""
    known = person(around.people(tied.who))
    if tied.may_be_a_child or (known and known.kind_of_person in ("child", "unborn child")):
        told = not tied.far and any(_may_know_of(around, fact, reader) for fact in tied.facts)
        return "" if told else "Another child"
    if tied.far:
        return "" if tied.on_file_of == reader.key else "Somebody else's private life"
    if any(is_parent(fact) or _at_home(fact) for fact in tied.facts) or reader.kind in TOLD_THIRD_PARTIES:
        return ""
    if reader.kind in ("parent", "carer") and reader.lives_with and not tied.on_file_of:
        return ""
    return "Somebody else's private life"


def _may_know_of(around: Family, fact: RelationshipRecorded, reader: Reader) -> bool:
    """Another child is named only to those of the household that child lives in, and to a parent of that child who is."""
    if not _at_home(fact) or not reader.of_the_family:
        return False
    theirs = _ties_on(around.people(fact.other_person_id))
    parents = (
        one for one in theirs if one.who == reader.key and any(is_parent(tie) and not tie.end for tie in one.facts)
    )
    return reader.lives_with or next(parents, None) is not None


def found_in(text: str, secrets: Iterable[Secret]) -> str:
    """Why a text must not be shown as it is; empty where nothing in it is secret."""
    with_capitals = written(text)
    small = with_capitals.casefold()
    return next(
        (one.why for one in secrets if one.wording.pattern.search(with_capitals if one.wording.as_a_name else small)),
        "",
    )
