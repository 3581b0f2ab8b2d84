"""Whom a document is for: the child, each parent and carer on the record, an agency, a court, the next worker."""

import re
from dataclasses import dataclass

from candour.record.casefile import Casefile
from candour.record.casefile.answers import harms
from candour.record.casefile.person import person, relationships
from candour.record.entries.family import RelationshipRecorded

PARENT = re.compile(r"\b(?:step[- ]?|adoptive |birth )?(?:mother|father|parent|mum|dad)\b", re.IGNORECASE)
NOT_A_PARENT = re.compile(r"grand|god|\bgreat|partner|in[- ]law", re.IGNORECASE)
CARER = re.compile(r"carer|guardian", re.IGNORECASE)
CHILD = re.compile(r"brother|sister|sibling|cousin|niece|nephew|\bson\b|daughter|\bchild\b|twin|baby", re.IGNORECASE)
WORDS_FOR = {"mother": ("mother", "mum", "mam"), "father": ("father", "dad")}

STANDING = (
    ("school", "School"),
    ("health", "Health: GP, health visitor, school nurse or hospital"),
    ("police", "Police"),
    ("agency", "Another agency"),
    ("referrer", "Whoever referred the child"),
    ("parent", "A parent or carer who is not on the record"),
    ("court", "Court"),
    ("authority", "Another local authority"),
    ("worker", "The child's next worker here"),
)


@dataclass(frozen=True)
class Reader:
    """Somebody a document is made for. `key` names them in an address: a kind, or a person's reference."""

    key: str
    kind: str  # child, parent, carer, relative, or one of STANDING
    name: str
    relation: str = ""
    lives_with: bool = False
    harmed: bool = False  # the record names them as where a harm comes from
    never: frozenset[str] = frozenset()  # what the sender may not see, and so cannot pass on

    @property
    def of_the_family(self) -> bool:
        return self.kind in ("child", "parent", "carer", "relative")


def is_parent(fact: RelationshipRecorded) -> bool:
    """Whether this is the child's parent, by the word used or by parental responsibility."""
    word = fact.relationship
    return bool(PARENT.search(word) and not NOT_A_PARENT.search(word)) or (
        fact.parental_responsibility and not CHILD.search(word)
    )


def is_child(fact: RelationshipRecorded) -> bool:
    """Whether this is another child: a brother, a half-sister, a cousin."""
    return bool(CHILD.search(fact.relationship)) and not NOT_A_PARENT.search(fact.relationship)


def readers(case: Casefile) -> tuple[Reader, ...]:
    """Everybody a document about this child can be made for."""
    child = person(case)
    found = [Reader("child", "child", child.name if child else "The child", lives_with=True)]
    seen = set()
    for item in relationships(case):
        fact = item.fact
        if fact.end or is_child(fact) or fact.other_person_id in seen:
            continue
        seen.add(fact.other_person_id)
        kind = (
            "parent"
            if is_parent(fact)
            else "carer"
            if CARER.search(fact.relationship) or fact.lives_with
            else "relative"
        )
        found.append(
            Reader(
                fact.other_person_id,
                kind,
                fact.other_name or fact.relationship.capitalize(),
                fact.relationship,
                fact.lives_with,
                _harmed(case, fact),
            )
        )
    return (*found, *(Reader(key, key, name) for key, name in STANDING))


def _harmed(case: Casefile, fact: RelationshipRecorded) -> bool:
    """Whether a harm on the file is said to come from this person: by name, or by what they are to the child."""
    forename = fact.other_name.split()[0].casefold() if fact.other_name else ""
    words = {fact.other_name.casefold(), forename, fact.relationship.casefold()} - {""}
    for word, others in WORDS_FOR.items():
        if word in fact.relationship.casefold():
            words |= set(others)
    named = [one.recorded.fact.from_whom.casefold() for one in harms(case)]
    return any(re.search(rf"\b{re.escape(word)}\b", text) for text in named for word in words)


def reader(case: Casefile, key: str) -> Reader | None:
    """The reader an address names, or None."""
    return next((one for one in readers(case) if one.key == key), None)
