"""The whole record as a return to be checked: every child who is in the year, as the census file would have them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from candour.frames.plan import Frame
from candour.returns.cin_census.checking import made_ready
from candour.returns.cin_census.export import collection_details
from candour.returns.cin_census.fitting import Fitted, fitted
from candour.returns.cin_census.laying import CameFrom, Laying
from candour.returns.cin_census.reading import Heading, Note
from candour.returns.cin_census.report import ExportReport
from candour.returns.cin_census.tables import children, in_pages
from candour.ssd.store.reading import rows
from candour.terms.england_year import CensusYear

NOBODY = "nobody's"


@dataclass(frozen=True)
class Whose:
    """A child of the return: their reference, and the worker and team they are with, or were with last."""

    person_id: str
    worker_id: str = ""
    team_id: str = ""


@dataclass
class RecordSource:
    """The record of this authority, for one census year. Shaped as a file is, so that it is checked as one.

    `fits`, where given, keeps each child as the return has them: a child who is in it is not read from the tables again.
    """

    year: CensusYear
    name: str = "the record"
    fits: dict[str, Fitted | None] | None = None
    whose: dict[int, Whose] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    more_notes: int = 0
    _laying: Laying = field(default_factory=Laying)
    _done: int = 0
    _all: int = 0

    def heading(self) -> Heading:
        return Heading({name: (text, 0) for name, text in collection_details(self.year).items()}, found=True)

    def batches(self, size: int, of_the_return: Mapping[str, int | None]) -> Iterator[dict[str, Frame]]:
        held, everybody = 0, children()
        self._all, with_whom = len(everybody), latest_involvements()
        for child in self._fitted(everybody):
            self._done += 1
            if child is None:
                continue
            nth = self._laying.add(child)
            self.whose[nth] = Whose(child.person_id, *with_whom.get(child.person_id, ("", "")))
            held += 1
            if held == size:
                yield made_ready(self._laying.taken(), of_the_return)
                held = 0
        if not self.children:
            self.notes.append(Note(0, "There is no child in this year's return"))
        if held or not self.children:
            yield made_ready(self._laying.taken(), of_the_return)

    def _fitted(self, person_ids: Sequence[str]) -> Iterator[Fitted | None]:
        if self.fits is None:
            report = ExportReport(self.year.label, Path())
            yield from (fitted(one, self.year, report) for one in in_pages(person_ids))
        else:
            self.read_anew([one for one in person_ids if one not in self.fits])
            yield from (self.fits[one] for one in person_ids)

    def read_anew(self, person_ids: Iterable[str]) -> None:
        """Read these children from the tables, whatever is kept of them; who is no child is passed over."""
        known, report = set(children()), ExportReport(self.year.label, Path())
        assert self.fits is not None
        for one in in_pages([each for each in person_ids if each in known]):
            self.fits[one.person_id] = fitted(one, self.year, report)

    def how_far(self) -> tuple[int, int]:
        return self._done, self._all

    @property
    def children(self) -> int:
        return self._laying.children

    @property
    def came_from(self) -> Mapping[str, CameFrom]:
        """Which part of the record each path came from, so that what is found can be mended there."""
        return self._laying.came_from

    @property
    def teams(self) -> Mapping[int, str]:
        """The team, or else the worker, of each child's open or last involvement, by name."""
        teams = _names("department", "dept_team_id", "dept_team_name")
        workers = _names("professionals", "prof_professional_id", "prof_professional_name")
        return {nth: teams.get(one.team_id) or workers.get(one.worker_id) or NOBODY for nth, one in self.whose.items()}


def latest_involvements(person_ids: Sequence[str] = ()) -> dict[str, tuple[str, str]]:
    """The worker and team each child is allocated to, or was last; of these children, or of all."""
    where = f" AND invo_person_id IN ({', '.join(['%s'] * len(person_ids))})" if person_ids else ""
    found = rows(
        "SELECT invo_person_id AS person, invo_professional_id AS worker, invo_professional_team AS team,"
        " invo_involvement_start_date AS begun, invo_involvement_end_date AS ended, invo_involvements_id AS id"
        f" FROM ssd_involvements WHERE invo_professional_role_id = 'allocated'{where}",
        list(person_ids),
    )
    latest: dict[str, tuple[Any, str, str]] = {}
    for row in found:
        order = (row["ended"] is None, str(row["ended"] or ""), str(row["begun"] or ""), row["id"])
        if row["person"] not in latest or order > latest[row["person"]][0]:
            latest[row["person"]] = (order, row["worker"] or "", row["team"] or "")
    return {person: (worker, team) for person, (_, worker, team) in latest.items()}


def _names(table: str, key: str, name: str) -> dict[str, str]:
    return {row[key]: row[name] for row in rows(f"SELECT {key}, {name} FROM ssd_{table}")}
