"""The page that lays what staff said of pressure next to what the record shows: never per person, and nothing tested."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render

from candour.drawing.svg import Table
from candour.record.entries.survey import SurveyDeclared, SurveyFigure, SurveyResultsTakenIn
from candour.ssd.store.reading import rows
from candour.voice.survey.reading import standard
from candour.web.beside.counting import Lines, Parents, below, by_team, whole, year_of
from candour.web.beside.reading import NOT_TOLD, PRESSURE
from candour.web.census.scope import teams_seen
from candour.web.grounds.counting import YEAR
from candour.web.pages import page
from candour.web.requests import WorkerRequest

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
Place = tuple[str, str]
EVERYBODY: Place = ("", "")


@dataclass(frozen=True)
class Side:
    """One place: what staff said, a table for each question, next to what the record shows."""

    heading: str
    staff: tuple[Table, ...]
    record: Table


@page("survey/<ref:survey_id>/beside-the-record/", name="beside-the-record", verb="see grounds and directions")
def beside_the_record(request: WorkerRequest, survey_id: str) -> HttpResponse:
    """What staff said of pressure in a survey, next to what the record shows of the year before it closed."""
    case = request.desk.casefile_to_read(survey_id)
    item, taken = next(iter(case.of(SurveyDeclared)), None), case.last(SurveyResultsTakenIn)
    if item is None:
        raise Http404("There is no survey with this reference.")
    teams, fixed = teams_seen(request.worker), item.fact
    shown = {
        "fixed": fixed,
        "taken": taken,
        "since": fixed.closes - YEAR,
        "all": teams is None,
        "sides": tuple(_sides(taken.fact.figures, fixed, teams)) if taken else (),
        "why": WHY,
    }
    return render(request, "beside/beside_the_record.html", shown)


def _sides(figures: Sequence[SurveyFigure], fixed: SurveyDeclared, seen: frozenset[str] | None) -> Iterator[Side]:
    """The whole authority, and each team whose name is the same in both; to a team manager, only their own.

    The numbers of a team count what is part of it, so a team manager is shown those of which every part is theirs. What
    is kept back is worked out over all teams, whoever looks: no two people see more together than the one who sees all.
    """
    year = year_of(fixed.closes - YEAR, fixed.closes)
    if seen is None:
        yield Side("The whole authority", tuple(_staff(figures, EVERYBODY)), _record(whole(year)))
    known = rows("SELECT dept_team_id, dept_team_name, dept_team_parent_id FROM ssd_department")
    parents: Parents = {row["dept_team_id"]: row["dept_team_parent_id"] for row in known}
    both = _named_alike(figures, {row["dept_team_id"]: row["dept_team_name"] for row in known})
    found = by_team(year, tuple(both.values()), parents) if both else {}
    for place, team in both.items():
        if seen is None or below(team, parents) <= seen:
            yield Side(place[1], tuple(_staff(figures, place)), _record(found[team]))


def _named_alike(figures: Sequence[SurveyFigure], teams: dict[str, str]) -> dict[Place, str]:
    """The groups of staff that have the name of one team of the record, where neither has the name twice."""
    places: dict[str, list[Place]] = {}
    for place in sorted({(one.breakdown, one.group) for one in figures} - {EVERYBODY}):
        places.setdefault(_plain(place[1].split(" / ")[-1]), []).append(place)
    ids: dict[str, list[str]] = {}
    for team_id, name in teams.items():
        ids.setdefault(_plain(name), []).append(team_id)
    alike = {places[name][0]: ids[name][0] for name in places if len(places[name]) == len(ids.get(name, ())) == 1}
    return dict(sorted(alike.items()))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _staff(figures: Sequence[SurveyFigure], place: Place) -> Iterator[Table]:
    for code in PRESSURE:
        mine = [one for one in figures if one.question == code and (one.breakdown, one.group) == place]
        if any(one.told != NOT_TOLD for one in mine):
            about = "about " if mine[0].number is None else ""
            of = f" ({about}{mine[0].answered:,} answered)" if mine[0].answered is not None else ""
            yield Table(
                f"{mine[0].asks}{of}",
                ("Staff said", "Share", "95% interval"),
                tuple((_words(one), one.told, _between(one)) for one in mine),
            )


def _words(one: SurveyFigure) -> str:
    """An answer as Candour's own questionnaire has it; as it is called in the file, where the question is another's."""
    asked = next((each for each in standard().questions if (each.code, each.ask) == (one.question, one.asks)), None)
    words = {each.code: each.words for each in asked.told} if asked else {}
    return ", or: ".join(words.get(code, code.replace("_", " ")) for code in one.answer.split("; "))


def _between(one: SurveyFigure) -> str:
    return "" if one.low is None or one.high is None else f"{one.low / 100:.1f} to {one.high / 100:.1f}%"


def _record(lines: Lines) -> Table:
    return Table("What the record shows", ("Written down", "Number"), lines)
