"""What the census would ask of one child, as their file stands: for the people who know the child and can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from candour.record.casefile import Casefile
from candour.returns.cin_census.checking import Check, Failed
from candour.returns.cin_census.fitting import Fitted, fitted
from candour.returns.cin_census.laying import CameFrom, Laying
from candour.returns.cin_census.layout import HEADER
from candour.returns.cin_census.loading import rules_for
from candour.returns.cin_census.period import of_year
from candour.returns.cin_census.report import ExportReport
from candour.returns.rule import Rule
from candour.ssd.cin_census_parts import told_parts
from candour.terms.england_year import CensusYear


class CouldNotCheck(Exception):
    """The rules could not be run. What was written stands; what the census would ask is not known."""


@dataclass(frozen=True)
class Place:
    """Somewhere a rule points to on a child's file: the part, by its reference on the record, and what it says.

    A value of None is something that is not there. `main_date` is the day the part is known by, as it is written, and
    `why` says why the return has something else than the record, where it does.
    """

    table: str
    field: str
    reference: str
    value: str | None
    main_date: str = ""
    why: str = ""

    @property
    def key(self) -> tuple[str, str, str, str | None]:
        """What makes it the same place with the same words, wherever its part now stands among others."""
        return (self.table, self.field, self.reference, self.value)


@dataclass(frozen=True)
class Asked:
    """One thing the census would ask: the rule, and every place it points to."""

    rule: Rule
    places: tuple[Place, ...]

    @property
    def is_error(self) -> bool:
        return self.rule.severity == "error"


@dataclass(frozen=True)
class Answer:
    """All that the census of a year would ask of a child. `in_the_year` is false where they are not in the return."""

    year: CensusYear
    asked: tuple[Asked, ...] = ()
    failed: tuple[Failed, ...] = ()
    in_the_year: bool = True


_CHECKS: dict[int, Check] = {}
_ONE_AT_A_TIME = Lock()


def check_of(year: CensusYear) -> Check:
    """The rules of a year that are about one child, made ready once for as long as this process runs."""
    with _ONE_AT_A_TIME:
        if year.ends_in not in _CHECKS:
            _CHECKS[year.ends_in] = Check(
                {code: rule for code, rule in rules_for(year.ends_in).items() if _is_about_a_child(rule)}
            )
        return _CHECKS[year.ends_in]


def _is_about_a_child(rule: Rule) -> bool:
    # A rule about the whole return, or about what must differ from child to child, says nothing of one child alone.
    try:
        found = rule.finds
    except Exception:  # noqa: BLE001  the check names it as failed
        return True
    return isinstance(found, tuple) and any(flag.table.name != HEADER.name for flag in found)


def as_sent(case: Casefile, year: CensusYear) -> Fitted | None:
    """A child's file as the return of a year would have it; None where they are not in it."""
    parts = told_parts(case)
    return fitted(parts, year, ExportReport(year.label, Path())) if parts else None


def asked_of(case: Casefile, year: CensusYear) -> Answer:
    """All that the census would ask of this child. Raises CouldNotCheck."""
    return _answers([as_sent(case, year)], year)[0]


_KEPT: dict[tuple[str, int, str, int], frozenset[str]] = {}
MOST_KEPT = 2000


def codes_asked(cases: Sequence[Casefile], year: CensusYear) -> dict[str, frozenset[str]]:
    """The rules that find anything about each of some children, by child. All are looked at together, and a file that
    has not changed is not looked at again. Raises CouldNotCheck."""
    keys = {case.subject: (case.subject, case.version, _seal(case), year.ends_in) for case in cases}
    found = {subject: _KEPT[key] for subject, key in keys.items() if key in _KEPT}
    unknown = [case for case in cases if case.subject not in found]
    for case, answer in zip(unknown, _answers([as_sent(case, year) for case in unknown], year), strict=True):
        found[case.subject] = _KEPT[keys[case.subject]] = frozenset(one.rule.code for one in answer.asked)
    with _ONE_AT_A_TIME:
        for old in list(_KEPT)[: max(len(_KEPT) - MOST_KEPT, 0)]:
            del _KEPT[old]
    return found


def _seal(case: Casefile) -> str:
    return case.recorded[-1].leaf_digest if case.recorded else ""


def new_since(before: Casefile, after: Casefile, year: CensusYear) -> tuple[list[Asked], list[Asked]]:
    """What the census would ask after something was written that it would not have asked before, and what else it
    asks. Raises CouldNotCheck."""
    then, now = as_sent(before, year), as_sent(after, year)
    if now is None or then == now:
        return [], []
    known, found = _answers([then, now], year)
    had = {(one.rule.code, place.key) for one in known.asked for place in one.places}
    new, rest = [], []
    for one in found.asked:
        fresh = tuple(place for place in one.places if (one.rule.code, place.key) not in had)
        new += [Asked(one.rule, fresh)] if fresh else []
        rest += [] if fresh else [one]
    return new, rest


def _answers(children: Sequence[Fitted | None], year: CensusYear) -> list[Answer]:
    """What is asked of each of some children, or of one child at several times; all worked out together."""
    laying, check = Laying(), check_of(year)
    ordinals = [laying.add(child) if child else 0 for child in children]
    places: dict[int, dict[str, list[Place]]] = {nth: {} for nth in ordinals}
    if not laying.children:
        return [Answer(year, in_the_year=False) for _ in children]
    try:
        checked = check.begin(of_year(year, year.ends_in))
        checked.add(laying.taken())
        for one in checked.finish():
            nth = int(one.path.partition("[")[2].partition("]")[0])
            came = laying.came_from.get(one.path, CameFrom(""))
            place = Place(
                one.table, one.field, came.reference, one.value, came.main_date, dict(came.why).get(one.field, "")
            )
            places[nth].setdefault(one.code, []).append(place)
    except BaseException as trouble:
        # An engine that stops dead raises what is no Exception; whoever stops the server still does.
        if isinstance(trouble, KeyboardInterrupt | SystemExit):
            raise
        raise CouldNotCheck(CouldNotCheck.__doc__) from trouble
    failed = tuple(checked.failed)
    return [
        Answer(
            year,
            tuple(Asked(check.rules[code], tuple(found)) for code, found in places[nth].items()),
            failed,
            in_the_year=child is not None,
        )
        for nth, child in zip(ordinals, children, strict=True)
    ]
