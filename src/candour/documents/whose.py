"""Whose words these are, from what a worker wrote down: "Mum", "Tyler", "Ms Vale"; and what showing them would tell."""

import re

from candour.documents.readers import CHILD, called, is_child
from candour.documents.spelling import plain
from candour.record.casefile import Casefile
from candour.record.casefile.file import once
from candour.record.casefile.person import relationships
from candour.record.entries.person import PersonRecorded

THE_CHILD = {"child", "baby", "boy", "girl", "pupil"}
OTHERS = re.compile(r"[\w'\u2019-]+['\u2019]s?\b|\bof\b.*", re.IGNORECASE)


@once
def _childs_names(case: Casefile) -> frozenset[str]:
    found = {plain(word) for item in case.of(PersonRecorded) for word in (item.fact.forename, item.fact.known_as)}
    return frozenset(found - {""})


@once
def _family(case: Casefile) -> tuple[tuple[str, frozenset[str], str], ...]:
    """Everybody on the file: the name to say whose words they are, what else they are called, and their surname."""
    found = []
    for item in relationships(case):
        fact = item.fact
        words = called(case, fact) if not is_child(fact) else frozenset(plain(fact.other_name).split()[:1])
        surname = "".join(plain(fact.other_name).split()[1:][-1:])
        found.append((fact.other_name or fact.relationship, frozenset(map(plain, words)), surname))
    return tuple(found)


def whose(case: Casefile, who: str) -> str:
    """The name of the one of the family somebody meant: "child" for the child, "" for nobody of the family."""
    said = set(re.findall(r"[\w-]+", OTHERS.sub(" ", plain(who))))
    if said & _childs_names(case) or (said & THE_CHILD and not said & {"mother", "father", "mum", "dad"}):
        return "child"
    for name, words, _ in _family(case):
        if plain(name) == plain(who) or words & (said | {plain(who)}):
            return name
    if CHILD.search(who) or any(surname in said for _, _, surname in _family(case) if surname):
        return who
    return ""


def tells_of(case: Casefile, who: str) -> tuple[str, ...]:
    """What somebody's own words tell: the child's, one of the family's; nothing where it is a worker or an agency."""
    name = whose(case, who) if who.strip() else ""
    if name == "child":
        return ("the child's account",)
    return (f"words of {name}",) if name else ()
