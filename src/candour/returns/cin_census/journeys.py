"""Census files of several years as one history: each child's journey, told once, as an extract would tell it.

The same episode stands in every year's file in which it was open. What a later file says of it counts; what only an
earlier one says is kept. Brothers and sisters are not marked in the census: children of one background referred on one
day from one source, and assessed from one day, are taken to be one family.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from candour.returns.bad_return import BadReturn
from candour.returns.cin_census.layout import (
    ASSESSMENTS,
    CHILD_CHARACTERISTICS,
    CHILD_PROTECTION_PLANS,
    CIN_DETAILS,
    CIN_PLAN_DATES,
    REVIEWS,
    SECTION47,
)
from candour.returns.cin_census.reading import Reading, begun, opened
from candour.terms.england_year import CensusYear, census_year_of

BATCH = 20_000
Texts = dict[str, str | None]
Columns = dict[str, list[Any]]


@dataclass
class _Episode:
    child: str
    texts: Texts
    years: set[int] = field(default_factory=set)
    parts: dict[str, dict[tuple[str, ...], Texts]] = field(default_factory=lambda: defaultdict(dict))


@dataclass(frozen=True)
class Journeys:
    """One authority's files as tables: columns by table, in the names of the Standard Safeguarding Dataset, all text.
    `first` and `last` are the days they cover; `said` is what had to be passed over, in words."""

    authority: str
    tables: Mapping[str, Columns]
    first: date
    last: date
    files: tuple[str, ...]
    said: tuple[str, ...]


def journeys(paths: Iterable[Path]) -> list[Journeys]:
    """The histories in census files, one an authority (by the LEA number in the header).

    Raises BadReturn where a file cannot be read, or does not say which year it is for.
    """
    by_authority: dict[str, dict[int, list[tuple[Path, dict[str, Any]]]]] = {}
    for path in sorted(paths):
        with opened(path) as source:
            heading = begun(source, path.name)
            year = _year(heading.text("ReferenceDate"), heading.text("Year"), path.name)
            lea = (heading.text("LEA") or "").strip() or "this authority"
            reading = Reading(source, path.name)
            rows: dict[str, list[Any]] = defaultdict(list)
            for batch in reading.batches(BATCH):
                for name, found in batch.items():
                    rows[name] += found
        by_authority.setdefault(lea, {}).setdefault(year, []).append((path, rows))
    return [_of_one(name, years) for name, years in sorted(by_authority.items())]


def _year(reference: str | None, year: str | None, name: str) -> int:
    try:
        return census_year_of(date.fromisoformat((reference or "").strip())).ends_in
    except ValueError:
        if year and year.strip().isdigit():
            return int(year)
    raise BadReturn(
        name, "Its header says neither the ReferenceDate nor the Year", "Put the year's last day into ReferenceDate."
    )


def _of_one(name: str, years: Mapping[int, list[tuple[Path, dict[str, Any]]]]) -> Journeys:
    said, files = [], []
    held = sorted(years)
    together = [held[-1]]
    for year in reversed(held[:-1]):
        if year != together[-1] - 1:
            said.append(f"{CensusYear(year).label} and earlier years are left out: the year after {year} is missing")
            break
        together.append(year)
    episodes: dict[tuple[str, str], _Episode] = {}
    backgrounds: dict[str, str] = {}
    for year in sorted(together):
        for path, rows in years[year]:
            files.append(path.name)
            passed = _take(rows, year, episodes, backgrounds)
            if passed:
                said.append(f"{path.name}: {passed} episodes have no child's number or no referral date")
    last = max(together)
    tables = _tables(episodes.values(), backgrounds, last)
    first = CensusYear(min(together)).start
    return Journeys(name, tables, first, CensusYear(last).end, tuple(files), tuple(said))


def _texts(table: Any, row: Sequence[Any]) -> Texts:
    depth = len(table.lineage)
    return dict(zip(table.fields, row[2 * depth : 2 * depth + len(table.fields)], strict=True))


def _take(
    rows: Mapping[str, list[Any]], year: int, episodes: dict[tuple[str, str], _Episode], backgrounds: dict[str, str]
) -> int:
    """Take one file's rows in. Returns how many episodes cannot be told from others."""
    by_key: dict[int, _Episode] = {}
    plans: dict[int, Texts] = {}
    passed = 0
    for row in rows["ChildCharacteristics"]:
        texts = _texts(CHILD_CHARACTERISTICS, row)
        if texts["LAchildID"]:
            backgrounds[texts["LAchildID"]] = texts["Ethnicity"] or ""
    for row in rows["CINdetails"]:
        texts = _texts(CIN_DETAILS, row)
        child, referred = texts["LAchildID"], texts["CINreferralDate"]
        if not child or not referred:
            passed += 1
            continue
        one = episodes.setdefault((child, referred), _Episode(child, {}))
        one.texts |= {name: text for name, text in texts.items() if text}
        one.years.add(year)
        by_key[row[0]] = one
    for table, key in (
        (ASSESSMENTS, ("AssessmentActualStartDate",)),
        (SECTION47, ("S47ActualStartDate",)),
        (CIN_PLAN_DATES, ("CINPlanStartDate",)),
        (CHILD_PROTECTION_PLANS, ("CPPstartDate",)),
    ):
        for row in rows[table.name]:
            inside = by_key.get(row[1])
            texts = _texts(table, row)
            if inside is not None and texts[key[0]]:
                kept = inside.parts[table.name].setdefault(tuple(texts[name] or "" for name in key), {})
                kept |= {name: text for name, text in texts.items() if text}
                if table is CHILD_PROTECTION_PLANS:
                    plans[row[0]] = kept
    for row in rows["Reviews"]:
        texts = _texts(REVIEWS, row)
        inside = by_key.get(row[2])
        if inside is not None and row[1] in plans and texts["CPPreviewDate"]:
            began = plans[row[1]]["CPPstartDate"] or ""
            inside.parts["Reviews"][began, texts["CPPreviewDate"]] = {"held": texts["CPPreviewDate"], "plan": began}
    return passed


def _tables(episodes: Iterable[_Episode], backgrounds: Mapping[str, str], last: int) -> dict[str, Columns]:
    made: dict[str, Columns] = {name: {column: [] for column in columns} for name, columns in COLUMNS.items()}
    families: dict[str, str] = {}
    for nth, one in enumerate(episodes, 1):
        told, reference = one.texts, str(nth)
        started = sorted(key[0] for key in one.parts["Assessments"])
        background = backgrounds.get(one.child, "")
        families.setdefault(
            one.child,
            "|".join((told["CINreferralDate"] or "", told.get("ReferralSource") or "", background, *started[:1])),
        )
        # An episode that is open in one year's file and gone from the next ended, but nobody says when.
        lost = not told.get("CINclosureDate") and max(one.years) < last and not _turned(told)
        _add(
            made["cin_episodes"],
            reference,
            one.child,
            told.get("CINreferralDate"),
            told.get("CINclosureDate"),
            "Y" if _turned(told) else "N",
            told.get("ReasonForClosure"),
            told.get("ReferralSource"),
            "Y" if lost else "N",
        )
        _parts(made, one, reference)
    for child, family in families.items():
        _add(made["family"], family, child)
    return made  # fmt: skip


def _turned(told: Texts) -> bool:
    return (told.get("ReferralNFA") or "").strip().lower() in ("1", "true")


def _parts(made: dict[str, Columns], one: _Episode, reference: str) -> None:
    for texts in one.parts["Assessments"].values():
        _add(
            made["cin_assessments"],
            reference,
            one.child,
            texts.get("AssessmentActualStartDate"),
            texts.get("AssessmentAuthorisationDate"),
        )
    for texts in one.parts["Section47"].values():
        _add(made["s47_enquiry"], reference, one.child, texts.get("S47ActualStartDate"))
        if texts.get("DateOfInitialCPC"):
            _add(made["initial_cp_conference"], reference, one.child, texts["DateOfInitialCPC"])
    for texts in one.parts["CINplanDates"].values():
        _add(made["cin_plans"], reference, one.child, texts.get("CINPlanStartDate"), texts.get("CINPlanEndDate"))
    for texts in one.parts["ChildProtectionPlans"].values():
        _add(
            made["cp_plans"],
            f"{one.child}|{texts.get('CPPstartDate')}",
            reference,
            one.child,
            texts.get("CPPstartDate"),
            texts.get("CPPendDate"),
            texts.get("NumberOfPreviousCPP"),
        )
    for texts in one.parts["Reviews"].values():
        _add(made["cp_reviews"], f"{one.child}|{texts['plan']}", one.child, texts["held"])  # fmt: skip


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "family": ("fami_family_id", "fami_person_id"),
    "cin_episodes": (
        "cine_referral_id", "cine_person_id", "cine_referral_date", "cine_close_date", "cine_referral_nfa",
        "cine_close_reason", "cine_referral_source_code", "cine_lost",
    ),
    "cin_assessments": (
        "cina_referral_id", "cina_person_id", "cina_assessment_start_date", "cina_assessment_auth_date",
    ),
    "s47_enquiry": ("s47e_referral_id", "s47e_person_id", "s47e_s47_start_date"),
    "initial_cp_conference": ("icpc_referral_id", "icpc_person_id", "icpc_icpc_date"),
    "cin_plans": ("cinp_referral_id", "cinp_person_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
    "cp_plans": (
        "cppl_cp_plan_id", "cppl_referral_id", "cppl_person_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date",
        "cppl_previous_plans",
    ),
    "cp_reviews": ("cppr_cp_plan_id", "cppr_person_id", "cppr_cp_review_date"),
}  # fmt: skip


def _add(columns: Columns, *values: Any) -> None:
    for column, value in zip(columns.values(), values, strict=True):
        column.append(value)
