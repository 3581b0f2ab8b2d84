"""Whom a document is for: the child, each parent and carer on the record, an agency, a court, the next worker."""

import re
from dataclasses import dataclass

from candour.record.casefile import Casefile
from candour.record.casefile.answers import harms
from candour.record.casefile.person import person, relationships
from candour.record.entries.family import RelationshipRecorded

OF_SOMEBODY = r"(?!['\u2019`]?s\b)"  # "mum's boyfriend" is not a mum, "brother's father" no brother
PARENT = re.compile(
    rf"\b(?:step[- ]?|adoptive |birth )?(?:mother|father|parent|mum|mummy|mam|dad|daddy)\b{OF_SOMEBODY}", re.IGNORECASE
)
NOT_A_PARENT = re.compile(
    r"grand|god|\bgreat|foster|partner|boyfriend|girlfriend|friend|in[- ]law|\b(?:mother|father|parent|mum|dad) (?:of|to) ",
    re.IGNORECASE,
)
OF_THE_CHILD = re.compile(r"\b(?:of|to) (?:the |this )?(?:child|baby|subject)\b", re.IGNORECASE)
CARER = re.compile(r"carer|guardian|foster", re.IGNORECASE)
CHILD = re.compile(
    r"(?:brother|sister|sibling|cousin|niece|nephew|daughter|twin|child|baby|\b(?:step|grand|god|foster)?[- ]?son|\bbro|\bsis)\b"
    + OF_SOMEBODY,
    re.IGNORECASE,
)
GROWN_UP = re.compile(r"in[- ]law", re.IGNORECASE)
WORDS_FOR = {
    "mother": ("mother", "mum", "mummy", "mam"),
    "father": ("father", "dad", "daddy"),
    "mum": ("mother", "mum", "mummy", "mam"),
    "dad": ("father", "dad", "daddy"),
    "partner": ("partner", "boyfriend", "girlfriend", "husband", "wife"),
    "boyfriend": ("partner", "boyfriend", "husband"),
    "girlfriend": ("partner", "girlfriend", "wife"),
}
BOTH = re.compile(r"\bparents\b|\bboth\b|\bcarers\b|\bfamily\b", re.IGNORECASE)

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
    called: frozenset[str] = frozenset()  # other names under which their own words stand: "Mum", a first name

    @property
    def at_a_distance(self) -> bool:
        """Whether the record names them as where a harm comes from, and they live elsewhere."""
        return self.harmed and not self.lives_with

    @property
    def of_the_family(self) -> bool:
        return self.kind in ("child", "parent", "carer", "relative")


def is_parent(fact: RelationshipRecorded) -> bool:
    """Whether this is the child's parent, by the word used or by parental responsibility."""
    word = OF_THE_CHILD.sub("", fact.relationship)
    named = PARENT.search(word) and not NOT_A_PARENT.search(word)
    return bool(named or fact.parental_responsibility) and not is_child(fact)


def is_child(fact: RelationshipRecorded) -> bool:
    """Whether this is another child: a brother, a half-sister, a cousin, the daughter of a partner."""
    word = OF_THE_CHILD.sub("", fact.relationship)
    return bool(CHILD.search(word)) and not GROWN_UP.search(word)


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
                called=called(case, fact),
            )
        )
    return (*found, *(Reader(key, key, name) for key, name in STANDING))


def called(case: Casefile, fact: RelationshipRecorded) -> frozenset[str]:
    """What else somebody's words are written down under, where it means nobody else around the child."""
    relation = fact.relationship.casefold()
    own = {relation, *WORDS_FOR.get(relation, ()), *fact.other_name.casefold().split()[:1]}
    others: set[str] = set()
    for item in relationships(case):
        if item.fact.other_person_id != fact.other_person_id:
            word = item.fact.relationship.casefold()
            others |= {word, *WORDS_FOR.get(word, ()), *item.fact.other_name.casefold().split()[:1]}
    return frozenset(own - others)


def _harmed(case: Casefile, fact: RelationshipRecorded) -> bool:
    """Whether a harm on the file is said to come from this person: by a name of theirs, or by what they are to the child."""
    texts = [re.sub(r"(\w+)['\u2019`]s\b", "", one.recorded.fact.from_whom.casefold()) for one in harms(case)]
    relation = re.sub(r"(\w+)['\u2019`]s\b", "", fact.relationship.casefold())
    words = {fact.other_name.casefold(), *fact.other_name.casefold().split()[:1], relation} - {""}
    for word, others in WORDS_FOR.items():
        if word in relation:
            words |= set(others)
    return any(
        any(re.search(rf"\b{re.escape(word)}\b", text) for word in words)
        or _by_surname(case, fact, text)
        or (is_parent(fact) and bool(BOTH.search(text)))
        for text in texts
    )


def _by_surname(case: Casefile, fact: RelationshipRecorded, text: str) -> bool:
    """Whether a text names this person by surname, and nobody else around the child by their first name: "Mr Whitby"."""
    surname = fact.other_name.casefold().split()[-1:]
    others = {name for item in relationships(case) for name in item.fact.other_name.casefold().split()[:1]}
    named = set(re.findall(r"[\w'\u2019-]+", text))
    return bool(surname) and surname[0] in named and not named & others


def reader(case: Casefile, key: str) -> Reader | None:
    """The reader an address names, or None."""
    return next((one for one in readers(case) if one.key == key), None)
