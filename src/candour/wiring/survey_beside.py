"""What staff said of pressure, next to what the record shows of directions and grounds of the same year: never per person."""

import hashlib
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from candour.cli.wrong import Wrong
from candour.record.entries.survey import SurveyDeclared
from candour.ssd.store.reading import as_day, rows
from candour.terms.grounds import GROUNDS
from candour.voice.survey.earlier import EVERYBODY, Earlier, Place, Told, read_earlier
from candour.voice.survey.hiding import Tree, hide_rows
from candour.voice.survey.reading import BadSurvey
from candour.voice.survey.telling import NOT_SAID, between
from candour.web.grounds import reading
from candour.web.grounds.counting import YEAR, Made, number, share
from candour.wiring.beginning import ready
from candour.wiring.desks import desk

PRESSURE = ("pressured_reclassify", "pressured_return_home", "pressured_at_conference", "asked_to_change_record")
PRESSED = frozenset({GROUNDS.codes["resources"], GROUNDS.codes["instruction"]})
WHY = (
    (
        "Staff tell of what was said to them, written down or not; the record shows only what somebody wrote down as a direction"
        " or as the ground of a decision, so pressure that was never written is in the one and not in the other."
    ),
    (
        "A few directions can reach many members of staff and one member of staff can be directed about many children, and those"
        " who answered may differ from those who did not, so the two need not be alike and neither corrects the other."
    ),
)
Parents = Mapping[str, str | None]


def beside(results: Path, survey: str) -> str:
    """The two side by side. `survey` is the reference of one on the record; empty: the one published last. Raises Wrong."""
    ready()
    at = desk()
    try:
        said, digest = read_earlier(results), hashlib.sha256(results.read_bytes()).hexdigest()
    except BadSurvey as bad:
        raise Wrong(str(bad)) from None
    fixed = _declared(survey, at.now.day)
    _fits(said, fixed, results)
    if not any(code in said.figures for code in PRESSURE):
        raise Wrong(
            f"{results}: has none of the questions about pressure ({', '.join(PRESSURE)}). Give all its results"
        )
    since, until = fixed.closes - YEAR, fixed.closes
    told = [
        f"{fixed.title}, {fixed.authority}. Results in {results.name}, SHA-256 {digest}.",
        f"The record from {since} (not that day itself) to {until}, when the survey closed.",
        "",
        *_staff(said, EVERYBODY),
        "",
        *_record(since, until),
        *_by_group(said, since, until),
        "",
        *(line for why in WHY for line in textwrap.wrap(why, 100)),
    ]
    return "\n".join(told)


def _declared(survey: str, today: date) -> SurveyDeclared:
    known = rows("SELECT surv_id, surv_publishes FROM ssd_survey ORDER BY surv_publishes DESC, surv_id")
    over = [row["surv_id"] for row in known if (day := as_day(row["surv_publishes"])) and day <= today]
    wanted = survey or (over[0] if over else "")
    if wanted not in over:
        which = f"{survey} is no survey on the record whose" if survey else "No survey on the record has"
        out = " results are out" if survey else " its results out yet"
        raise Wrong(f"{which}{out}. Those that are out: {', '.join(over) or 'none'}")
    return desk().casefile_to_read(wanted).of(SurveyDeclared)[0].fact


def _fits(said: Earlier, fixed: SurveyDeclared, file: Path) -> None:
    """Raises Wrong where the file cannot be this survey's: a breakdown or group that was not fixed, or too many answers."""
    groups, total = (
        {one.group for one in fixed.staff} | {""},
        sum(one.staff for one in fixed.staff if one.level == fixed.staff[0].level),
    )
    for figures in said.figures.values():
        for (by, name), answers in figures.items():
            if by and by not in fixed.breakdowns:
                raise Wrong(f"{file}: is broken down by {by}, which was not fixed of this survey. Give its own results")
            if by and not groups.issuperset(name.split(" / ")):
                raise Wrong(f"{file}: has the group {name}, which was not fixed of this survey. Give its own results")
            if any((one.base or 0) > total + 2 for one in answers.values()):
                raise Wrong(f"{file}: more answered than the {total:,} who work there. Give this survey's own results")


def _staff(said: Earlier, place: Place) -> Iterator[str]:
    yield "What staff said"
    for code in PRESSURE:
        figures = said.figures.get(code, {}).get(place, {})
        if figures:
            yield from textwrap.wrap(said.asks[code], 98, initial_indent="  ", subsequent_indent="  ")
            yield from (f"    {answer.replace('_', ' ')}: {_share(one)}" for answer, one in figures.items())


def _share(one: Told) -> str:
    return f"{one.said} ({between(one.interval)})" if one.interval else one.said


def _record(since: date, until: date) -> Iterator[str]:
    made = reading.decisions(since, until, None)
    shown = number(suppress=True)
    yield "What the record shows"
    yield f"  Directions written down: {shown(len(reading.directions(since, until, None)))}"
    yield f"  Decisions that gave less help or protection: {shown(len(made))}"
    for ground in GROUNDS.codes.values():
        mine = sum(ground in one.under for one in made)
        yield f"    {ground}: {share(mine, len(made), suppress=True)}"


def _by_group(said: Earlier, since: date, until: date) -> Iterator[str]:
    """A line for each group of staff whose name is that of a team or service of the record."""
    known = rows("SELECT dept_team_id, dept_team_name, dept_team_parent_id FROM ssd_department")
    parents: Parents = {row["dept_team_id"]: row["dept_team_parent_id"] for row in known}
    named: dict[str, list[str]] = {}
    for row in known:
        named.setdefault(row["dept_team_name"].strip().casefold(), []).append(row["dept_team_id"])
    places = sorted({place for code in PRESSURE for place in said.figures.get(code, {}) if place != EVERYBODY})
    both = {
        place: named[name][0]
        for place in places
        if len(named.get(name := place[1].split(" / ")[-1].strip().casefold(), [])) == 1
    }
    if not both:
        yield from ("", "No service or team of the survey has the name of one on the record.")
        return
    teams = sorted(set(both.values()))
    directions = _kept_back(teams, parents, lambda some: reading.directions(since, until, some))
    less = _kept_back(teams, parents, lambda some: reading.decisions(since, until, some))
    pressed = _kept_back(
        teams, parents, lambda some: [one for one in reading.decisions(since, until, some) if PRESSED & set(one.under)]
    )
    for place, team in both.items():
        yield from ("", place[1], *(f"  {line}" for line in _staff(said, place)))
        yield "  What the record shows"
        yield f"    Directions written down: {directions[team]}"
        yield f"    Decisions that gave less help or protection: {less[team]}"
        yield f"    Of these for want of resources, or instructed: {pressed[team]}{_of(pressed[team], less[team])}"


def _of(part: str, whole: str) -> str:
    if NOT_SAID in (part, whole):
        return ""
    return f" ({share(int(part), int(whole), suppress=True)})"


def _kept_back(
    teams: Sequence[str], parents: Parents, made: Callable[[frozenset[str] | None], list[Made]]
) -> dict[str, str]:
    """The number of each team with all below it, or that it is not told: fewer than 10, or to be had by subtraction."""
    order = sorted(teams, key=lambda one: (len(_above(one, parents)), one))
    many = [len(made(None)), *(len(made(_below(team, parents))) for team in order)]
    up = [0] * (len(order) + 1)
    for at, team in enumerate(order, 1):
        up[at] = next((order.index(one) + 1 for one in _above(team, parents) if one in order), 0)
    for at in range(len(order) + 1):  # what no group of the survey has, so that the parts come to the whole
        rest = many[at] - sum(many[one] for one in range(1, len(order) + 1) if up[one] == at)
        if rest and any(up[one] == at for one in range(1, len(order) + 1)):
            up.append(at)
            many.append(max(rest, 0))
    import numpy as np

    tree = Tree(tuple(map(str, up)), tuple(up), tuple(0 for _ in up))
    hidden = hide_rows(tree, np.array(many), np.zeros((len(many), 0)))
    return {team: NOT_SAID if at in hidden or 0 in hidden else str(many[at]) for at, team in enumerate(order, 1)}


def _above(team: str, parents: Parents) -> list[str]:
    """The teams a team is part of, the nearest first. One that is part of itself ends it."""
    found: list[str] = []
    above = parents.get(team)
    while above and above not in found and above != team:
        found.append(above)
        above = parents.get(above)
    return found


def _below(team: str, parents: Parents) -> frozenset[str]:
    return frozenset({team, *(one for one in parents if team in _above(one, parents))})
