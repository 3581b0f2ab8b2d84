"""How ready the return of a year is: what the rules find in the record as it stands, child by child and rule by rule.

Nothing is worked out twice for a record that has not changed; where it has, only the files written to are read again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from candour.returns.cin_census.checking import Failed
from candour.returns.cin_census.fitting import Fitted
from candour.returns.cin_census.from_record import RecordSource, latest_involvements
from candour.returns.cin_census.laying import CameFrom
from candour.returns.cin_census.run import Outcome, check
from candour.returns.rule import Rule
from candour.ssd.store.reading import rows
from candour.terms.england_year import CensusYear

YEARS_KEPT = 2
PlaceKey = tuple[str, str, str, str | None]


@dataclass(frozen=True)
class OfAChild:
    """What one rule finds about one child: where, with whom the child is, and whether it is explained."""

    rule: Rule
    person_id: str
    worker_id: str
    team_id: str
    places: tuple[PlaceKey, ...]

    @property
    def is_error(self) -> bool:
        return self.rule.severity == "error"


@dataclass(frozen=True)
class Readiness:
    """The return of a year as the record stands."""

    year: CensusYear
    children: int
    found: tuple[OfAChild, ...]
    of_the_return: tuple[Rule, ...]
    failed: tuple[Failed, ...]
    rules: Mapping[str, Rule]
    places: Mapping[str, int]  # how many places each rule points to


@dataclass
class _Kept:
    last: tuple[int, str]
    fits: dict[str, Fitted | None] = field(default_factory=dict)
    found: Outcome | None = None
    came_from: Mapping[str, CameFrom] = field(default_factory=dict)
    persons: Mapping[int, str] = field(default_factory=dict)


_KEPT: dict[int, _Kept] = {}
_ONE_AT_A_TIME = Lock()


def last_place() -> tuple[int, str]:
    """The last place on the record and its digest, which no other record has."""
    found = rows("SELECT position, digest FROM record_entry ORDER BY position DESC LIMIT 1")
    return (found[0]["position"], found[0]["digest"]) if found else (-1, "")


def readiness(year: CensusYear) -> Readiness:
    """How ready the return is now."""
    with _ONE_AT_A_TIME:
        kept, last = _KEPT.pop(year.ends_in, None), last_place()
        if kept is None or not _grew_from(kept.last):
            kept = _Kept(last)
        changed = kept.last != last
        before = {one: kept.fits.pop(one, None) for one in _written_since(kept.last)} if changed else {}
        source = RecordSource(year, fits=kept.fits)
        if kept.found is None or (changed and not _as_before(source, kept, before)):
            kept.found = check(source)
            kept.came_from = source.came_from
            kept.persons = {nth: one.person_id for nth, one in source.whose.items()}
        kept.last = last
        _KEPT[year.ends_in] = kept
        for old in list(_KEPT)[:-YEARS_KEPT]:
            del _KEPT[old]
        return _told(year, kept)


def _grew_from(last: tuple[int, str]) -> bool:
    """Whether this is the record that was looked at, with more on it or the same."""
    found = rows("SELECT digest FROM record_entry WHERE position = %s", [last[0]])
    return bool(found) and found[0]["digest"] == last[1]


def _written_since(last: tuple[int, str]) -> list[str]:
    found = rows("SELECT DISTINCT subject FROM record_subject WHERE position > %s", [last[0]])
    return [row["subject"] for row in found]


def _as_before(source: RecordSource, kept: _Kept, before: Mapping[str, Fitted | None]) -> bool:
    """Whether what was written since leaves every child in the return as they were in it."""
    source.read_anew(before)
    return all(kept.fits.get(one) == was for one, was in before.items())


def _told(year: CensusYear, kept: _Kept) -> Readiness:
    outcome = kept.found
    assert outcome is not None
    with_whom = latest_involvements()
    places: dict[tuple[str, str], list[PlaceKey]] = {}
    whole: dict[str, None] = {}
    for one in outcome.findings:
        if not one.path.startswith("Child["):
            whole[one.code] = None
            continue
        person_id = kept.persons[int(one.path.partition("[")[2].partition("]")[0])]
        reference = kept.came_from.get(one.path, CameFrom("")).reference
        places.setdefault((one.code, person_id), []).append((one.table, one.field, reference, one.value))
    found = tuple(
        OfAChild(outcome.rules[code], person_id, *with_whom.get(person_id, ("", "")), tuple(at))
        for (code, person_id), at in places.items()
    )
    return Readiness(
        year,
        outcome.children,
        found,
        tuple(outcome.rules[code] for code in whole),
        tuple(outcome.failed),
        outcome.rules,
        dict(outcome.findings.counts("code")),
    )


def explained() -> dict[tuple[str, str], set[PlaceKey]]:
    """The places that were explained, by rule and child."""
    found: dict[tuple[str, str], set[PlaceKey]] = {}
    for row in rows(
        "SELECT ccex_rule, ccex_person_id, ccex_table, ccex_element, ccex_reference, ccex_value FROM ssd_cin_census_explained"
    ):
        key = (row["ccex_table"], row["ccex_element"], row["ccex_reference"] or "", row["ccex_value"])
        found.setdefault((row["ccex_rule"], row["ccex_person_id"]), set()).add(key)
    return found
