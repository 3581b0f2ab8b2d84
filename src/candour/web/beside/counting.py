"""What the record shows of pressure in a year, for teams with all that is part of them: small numbers kept back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from candour.terms.grounds import GROUNDS
from candour.voice.survey.hiding import Tree, hide_rows
from candour.web.beside.reading import NOT_TOLD
from candour.web.grounds import reading
from candour.web.grounds.counting import Made, number, share

PRESSED = frozenset({GROUNDS.codes["resources"], GROUNDS.codes["instruction"]})
Parents = Mapping[str, str | None]
Lines = tuple[tuple[str, str], ...]
DIRECTIONS, LESS = "Directions written down", "Decisions that gave less help or protection"
OF_THESE = "Of these for want of resources, or instructed"


@dataclass(frozen=True)
class Year:
    """The directions and the decisions that gave less between two days, and the teams each child was with."""

    directions: Sequence[Made]
    less: Sequence[Made]
    held: Mapping[str, Sequence[tuple[str, date, date]]]


def year_of(since: date, until: date) -> Year:
    """Read once what all the numbers of a page are counted from; the first day itself is not in it."""
    return Year(
        reading.directions(since, until, None), reading.decisions(since, until, None), reading.held_by_teams(None)
    )


def whole(year: Year) -> Lines:
    """What the record shows of the whole authority, decisions also by ground."""
    shown, many = number(suppress=True), len(year.less)
    by_ground = (
        (f"Ground: {ground}", share(sum(ground in one.under for one in year.less), many, suppress=True))
        for ground in GROUNDS.codes.values()
    )
    return ((DIRECTIONS, shown(len(year.directions))), (LESS, shown(many)), *by_ground)


def by_team(year: Year, teams: Sequence[str], parents: Parents) -> dict[str, Lines]:
    """What the record shows of each of these teams. All are needed at once: what is kept back of one depends on the rest."""
    directions = _kept_back(year, year.directions, teams, parents)
    less = _kept_back(year, year.less, teams, parents)
    return {
        team: (
            (DIRECTIONS, directions[team][0]),
            (LESS, less[team][0]),
            (OF_THESE, _of(less[team][1], less[team][0])),
        )
        for team in teams
    }


def _of(part: str, many: str) -> str:
    return NOT_TOLD if NOT_TOLD in (part, many) else share(int(part), int(many), suppress=True)


def _kept_back(year: Year, made: Sequence[Made], teams: Sequence[str], parents: Parents) -> dict[str, tuple[str, str]]:
    """How many of each team with all below it, and how many of these under pressure; or that it is not told.

    A number under 10 is not told, nor is one that it could be had from by subtraction. The part is not told where the
    number is not, nor where the two together would give away another team's.
    """
    order = sorted(set(teams), key=lambda one: (len(above(one, parents)), one))
    counts_for = [(one, _teams_of(one, year, parents)) for one in made]
    of = [[one for one, counted in counts_for if team in counted] for team in order]
    many = [len(made), *map(len, of)]
    part = [_pressed(made), *map(_pressed, of)]
    up = [0] * len(many)
    for at, team in enumerate(order, 1):
        up[at] = next((order.index(one) + 1 for one in above(team, parents) if one in order), 0)
    for at in range(len(many)):  # what no team of these has, so that the parts come to the whole
        parts = [one for one in range(1, len(order) + 1) if up[one] == at]
        if parts and (rest := many[at] - sum(many[one] for one in parts)):
            up.append(at)
            many.append(max(rest, 0))
            part.append(max(part[at] - sum(part[one] for one in parts), 0))
    import numpy as np

    tree = Tree(tuple(map(str, up)), tuple(up), tuple(0 for _ in up))
    hidden = hide_rows(tree, np.array(many), np.zeros((len(many), 0)))
    others = np.maximum(np.array(many) - np.array(part), 0)[:, None]
    hidden_part = hide_rows(tree, np.array(part), others, also=hidden)
    return {team: (_told(many[at], at, hidden), _told(part[at], at, hidden_part)) for at, team in enumerate(order, 1)}


def _told(many: int, at: int, hidden: frozenset[int]) -> str:
    return NOT_TOLD if at in hidden or 0 in hidden else str(many)


def _pressed(made: Sequence[Made]) -> int:
    return sum(bool(PRESSED & set(one.under)) for one in made)


def _teams_of(one: Made, year: Year, parents: Parents) -> set[str]:
    """The teams the child was with that day, and those they are part of."""
    with_it = {team for team, since, until in year.held.get(one.child, ()) if since <= one.day <= until}
    return with_it.union(*(above(team, parents) for team in with_it))


def above(team: str, parents: Parents) -> list[str]:
    """The teams a team is part of, the nearest first. One that is part of itself ends it."""
    found: list[str] = []
    higher = parents.get(team)
    while higher and higher not in found and higher != team:
        found.append(higher)
        higher = parents.get(higher)
    return found


def below(team: str, parents: Parents) -> frozenset[str]:
    """A team and all that is part of it."""
    return frozenset({team, *(one for one in parents if team in above(one, parents))})
