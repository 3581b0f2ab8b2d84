"""Where everybody in a genogram stands: a row a generation, nobody on top of anybody, the household together on the left."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from candour.record.casefile.kin import Kinfolk

WIDE, TALL, BETWEEN = 150, 132, 24  # a person's box, and the space beside it
LAST = 999
EDGE, LANE, LEAST = 30, 16, 48  # the margin, the space between two lines, and the least between two rows
Style = Literal["birth", "half", "step", "adoptive", "foster", "couple"]
Point = tuple[int, int]


@dataclass(frozen=True)
class Box:
    """Where one person stands, by the upper left corner."""

    person: str
    x: int
    y: int

    @property
    def middle(self) -> int:
        return self.x + WIDE // 2


@dataclass(frozen=True)
class Line:
    """A line between people, with every corner it turns."""

    people: tuple[str, ...]
    style: Style
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Layout:
    """A whole drawing. `outline` goes round those who live together, and nobody else."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    outline: tuple[Point, ...]
    width: int
    height: int


@dataclass(frozen=True)
class Link:
    """A line to be drawn below a row (`below` is its generation): it hangs from some and leads to others."""

    below: int
    style: Style
    above: tuple[str, ...]
    under: tuple[str, ...]


def layout(family: Kinfolk, household: AbstractSet[str], oldest_first: Sequence[str]) -> Layout:
    """Place a family. `oldest_first` says in which order children of the same parents stand."""
    rows = _rows(family, household, list(oldest_first))
    links = [(link, _gap(link, rows)) for link in _links(family)]
    many = Counter(gap for _, gap in links)
    tops: dict[int, int] = {}
    gaps: dict[int | None, int] = {None: EDGE}
    height = EDGE + (many[None] + 1) * LANE * bool(many[None])
    for generation in sorted(rows, reverse=True):
        tops[generation] = height
        gaps[generation] = height + TALL
        height = gaps[generation] + max(LEAST, (many[generation] + 1) * LANE)
    boxes = {
        person: Box(person, EDGE + BETWEEN + place * (WIDE + BETWEEN), tops[generation])
        for generation, row in rows.items()
        for place, person in enumerate(row)
    }
    width = max(box.x for box in boxes.values()) + WIDE + BETWEEN + EDGE
    return Layout(
        tuple(boxes.values()), tuple(_lines(links, boxes, gaps)), _outline(rows, household, tops), width, height
    )


def _gap(link: Link, rows: dict[int, list[str]]) -> int | None:
    """Below which row a line is drawn: where its row is missing, the next above; None is over the first."""
    return min((generation for generation in rows if generation >= link.below), default=None)


def _rows(family: Kinfolk, household: AbstractSet[str], oldest: list[str]) -> dict[int, list[str]]:
    """Who stands in which row, from left to right: those at home first, then beside whom they belong to."""
    rows: dict[int, list[str]] = {}
    age = {person: place for place, person in enumerate(oldest)}
    at: dict[str, int] = {}
    order = sorted(set(family.generation.values()), key=lambda one: (one != 1, abs(one - 1), -one))
    for generation in order:
        here = [person for person, one in family.generation.items() if one == generation]
        belongs = {person: _beside(person, family, at) for person in here}
        here.sort(
            key=lambda person: (person not in household, belongs[person], age.get(person, LAST))
        )  # sorted before the next round
        rows[generation] = _with_partners(here, family, household)
        at |= {person: place for place, person in enumerate(rows[generation])}
    return rows


def _beside(person: str, family: Kinfolk, at: dict[str, int]) -> int:
    """The leftmost place of a parent or child of somebody, among those who have a place."""
    pairs = [*family.parents, *((child, parent) for parent, child in family.parents)]
    return min((at[other] for one, other in pairs if one == person and other in at), default=LAST)


def _with_partners(row: list[str], family: Kinfolk, household: AbstractSet[str]) -> list[str]:
    """Partners beside one another, as far as the household stays together."""
    pairs = {frozenset((one, other)) for one in row for other in row if one != other} & (
        family.couples | _together(family)
    )
    placed: list[str] = []
    for person in row:
        if person not in placed:
            placed.append(person)
            placed += [
                other
                for other in row
                if frozenset((person, other)) in pairs
                and other not in placed
                and (other in household) == (person in household)
            ]
    return placed


def _together(family: Kinfolk) -> set[frozenset[str]]:
    """Pairs who are parents of the same child."""
    return {
        frozenset((one, other))
        for one, child in family.parents
        for other, same in family.parents
        if child == same and one != other
    }


def _links(family: Kinfolk) -> list[Link]:
    """The lines to draw: from parents to their children, between partners without one, between siblings without parents."""
    found: list[Link] = []
    unions: dict[tuple[tuple[str, ...], Style], list[str]] = {}
    for child in family.generation:
        by_how: dict[Style, list[str]] = {}
        for parent in family.parents_of(child):
            by_how.setdefault(family.parents[parent, child], []).append(parent)
        for how, parents in by_how.items():
            unions.setdefault((tuple(sorted(parents)), how), []).append(child)
    for (both, tied), children in unions.items():
        found.append(Link(family.generation[both[0]], tied, both, tuple(children)))
    joined = {frozenset(together) for together, _ in unions}
    for couple in sorted(map(sorted, family.couples)):
        if frozenset(couple) not in joined:
            found.append(Link(family.generation[couple[0]], "couple", tuple(couple), ()))
    for pair in sorted(map(sorted, family.siblings)):
        if not set(family.parents_of(pair[0])) & set(family.parents_of(pair[1])):
            how = family.siblings[frozenset(pair)]
            found.append(Link(family.generation[pair[0]] + 1, how, (), tuple(pair)))
    return found


def _lines(links: list[tuple[Link, int | None]], boxes: dict[str, Box], gaps: dict[int | None, int]) -> list[Line]:
    found: list[Line] = []
    lanes: Counter[int | None] = Counter()
    for link, gap in links:
        lanes[gap] += 1
        y, shift = gaps[gap] + lanes[gap] * LANE, 4 * (lanes[gap] - 1) % 24 - 8  # lines of one person stand apart
        ends = [(boxes[one].middle + shift, gaps[gap]) for one in link.above]
        ends += [(boxes[one].middle + shift, boxes[one].y) for one in link.under]
        across = sorted(x for x, _ in ends)
        found.append(Line((*link.above, *link.under), link.style, ((across[0], y), (across[-1], y))))
        found += [
            Line((one,), link.style, ((x, y), (x, end)))
            for one, (x, end) in zip((*link.above, *link.under), ends, strict=True)
        ]
    return found


def _outline(rows: dict[int, list[str]], household: AbstractSet[str], tops: dict[int, int]) -> tuple[Point, ...]:
    """A line round the household: as wide in each row as those who live there, a strip at the edge where nobody does."""
    at_home = {generation: sum(1 for one in row if one in household) for generation, row in rows.items()}
    inside = [generation for generation, many in at_home.items() if many]
    if sum(at_home.values()) < 2:
        return ()
    pad = BETWEEN // 2
    right: list[Point] = []
    for generation in sorted((one for one in rows if min(inside) <= one <= max(inside)), reverse=True):
        many, top = at_home[generation], tops[generation] - pad
        edge = EDGE + BETWEEN + many * (WIDE + BETWEEN) - pad if many else EDGE + pad - 4
        if right:
            before, bottom = right[-1]
            right.append((before, top) if edge > before else (edge, bottom))
        right += [(edge, top), (edge, tops[generation] + TALL + pad // 2)]
    left = EDGE - pad
    return ((left, right[0][1]), *right, (left, right[-1][1]))
