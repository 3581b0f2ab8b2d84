"""A family as the record tells it: who is whose parent, brother or partner, in which generation, and who fits nowhere."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from candour.record.casefile.file import Casefile
from candour.record.casefile.stood import related
from candour.record.entries.family import RelationshipRecorded
from candour.terms.kinship import How, Kin, kin, other_way

FURTHEST = 2  # generations above or below the child


@dataclass(frozen=True)
class Tie:
    """What `other` is to `of`, in the words of the file of `of`."""

    of: str
    other: str
    words: str
    other_name: str = ""
    lives_with: bool = False
    responsible: bool = False


def ties_of(case: Casefile, day: date) -> tuple[Tie, ...]:
    """What others were to the person of this file on a day. That they lived together holds from when it was said to."""
    return tuple(
        Tie(
            case.subject,
            item.fact.other_person_id,
            item.fact.relationship,
            item.fact.other_name,
            item.fact.lives_with and (item.fact.start or item.happened) <= day,
            item.fact.parental_responsibility,
        )
        for item in related(case, day)
    )


def named_by_others(case: Casefile) -> tuple[str, ...]:
    """Those on whose own files this person is written down as a relative."""
    return tuple(
        dict.fromkeys(
            item.subjects[0]
            for item in case.recorded
            if isinstance(item.fact, RelationshipRecorded)
            and item.subjects[0] != case.subject
            and item.fact.other_person_id == case.subject
            and item.entry_id not in case.hidden
            and item.entry_id not in case.superseded
        )
    )


@dataclass
class Kinfolk:
    """A family around one child. `parents` are by (parent, child), `siblings` and `couples` by pair.

    `others` are ties that fit nowhere in the drawing: an unknown word, a generation too far, or two that contradict.
    """

    child: str
    generation: dict[str, int]
    parents: dict[tuple[str, str], How] = field(default_factory=dict)
    siblings: dict[frozenset[str], How] = field(default_factory=dict)
    couples: set[frozenset[str]] = field(default_factory=set)
    others: list[Tie] = field(default_factory=list)
    sex: dict[str, str] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)

    def parents_of(self, person: str) -> list[str]:
        """Whose child somebody is, as far as it is known."""
        return [parent for parent, child in self.parents if child == person]


def kinfolk(child: str, ties: Iterable[Tie]) -> Kinfolk:
    """The family of a child, from ties in any order and either direction; each line once, whoever's file told it."""
    known = [(tie, kin(tie.words)) for tie in dict.fromkeys(ties)]
    placed = [(tie, meant) for tie, meant in known if meant and tie.of != tie.other]
    found = Kinfolk(child, _generations(child, placed))
    found.others = [tie for tie, meant in known if not meant or tie.of == tie.other]
    for tie, meant in placed:
        here, there = found.generation.get(tie.of), found.generation.get(tie.other)
        if here is None or there is None or there - here != meant.generation:
            found.others.append(tie)
            continue
        found.ties.append(tie)
        if meant.sex:
            found.sex.setdefault(tie.other, meant.sex)
    for tie, meant in placed:
        if tie in found.ties:
            _line(found, tie, meant)
    for tie, meant in placed:
        if tie in found.ties:
            _through_a_parent(found, tie, meant)
    return found


def _generations(child: str, placed: list[tuple[Tie, Kin]]) -> dict[str, int]:
    """How many generations above the child each person is, the nearest tie first."""
    near: dict[str, list[tuple[str, int]]] = {}
    for tie, meant in placed:
        near.setdefault(tie.of, []).append((tie.other, meant.generation))
        near.setdefault(tie.other, []).append((tie.of, -meant.generation))
    found, waiting = {child: 0}, deque([child])
    while waiting:
        here = waiting.popleft()
        for there, up in near.get(here, ()):
            if there not in found and abs(found[here] + up) <= FURTHEST:
                found[there] = found[here] + up
                waiting.append(there)
    return found


def _line(found: Kinfolk, tie: Tie, meant: Kin) -> None:
    match meant.tie:
        case "parent":
            found.parents.setdefault((tie.other, tie.of), meant.how)
        case "child":
            found.parents.setdefault((tie.of, tie.other), meant.how)
        case "sibling":
            found.siblings.setdefault(frozenset((tie.of, tie.other)), meant.how)
        case "couple":
            found.couples.add(frozenset((tie.of, tie.other)))


def _through_a_parent(found: Kinfolk, tie: Tie, meant: Kin) -> None:
    """A tie that names the parent it goes through, where there is exactly one such parent."""
    if not meant.side:
        return
    through = [
        one
        for one in found.parents_of(tie.of)
        if found.sex.get(one) == meant.side and found.parents[one, tie.of] in ("birth", "adoptive")
    ]
    if len(through) != 1 or through[0] == tie.other:
        return
    if meant.tie == "grandparent":
        found.parents.setdefault((tie.other, through[0]), meant.how)
    elif meant.tie == "aunt or uncle":
        found.siblings.setdefault(frozenset((tie.other, through[0])), meant.how)
    elif meant.tie == "partner of parent":
        found.couples.add(frozenset((tie.other, through[0])))


def to_the_child(found: Kinfolk, person: str) -> Iterator[tuple[str, str]]:
    """What somebody is, in words, and to whom: first to the child, or else to whoever's file tells it."""
    near = [tie for tie in found.ties if person in (tie.of, tie.other)]
    direct = [tie for tie in near if found.child in (tie.of, tie.other)]
    for tie in direct or near:
        if tie.other == person:
            yield tie.words.strip(), tie.of
    if any(tie.other == person for tie in direct or near):
        return
    for tie in direct or near:
        meant = kin(tie.words)
        if meant:
            yield other_way(meant), tie.other
