"""What the tables say of a child, in the words and the order of the children in need census."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from candour.record.casefile import Casefile
from candour.record.casefile.census import TRUE, day
from candour.ssd.table import TABLES
from candour.terms.category_of_abuse import CATEGORY_OF_ABUSE
from candour.terms.cin_census import (
    ASSESSMENT,
    CHILD,
    CIN_PLAN,
    CP_PLAN,
    ELEMENTS,
    ENQUIRY,
    EPISODE,
    MAIN_DATE,
    PRE_PROCEEDINGS,
    REVIEW,
)

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Elements = tuple[tuple[str, str], ...]
CATEGORY_CODES = {words: code for code, words in CATEGORY_OF_ABUSE.codes.items()}

# The tables a return is made from, and the column that names the child in each.
READ = {
    "person": "pers_person_id",
    "disability": "disa_person_id",
    "linked_identifiers": "link_person_id",
    "cin_episodes": "cine_person_id",
    "cin_assessments": "cina_person_id",
    "assessment_factors": "cinf_person_id",
    "cin_plans": "cinp_person_id",
    "s47_enquiry": "s47e_person_id",
    "initial_cp_conference": "icpc_person_id",
    "cp_plans": "cppl_person_id",
    "cp_reviews": "cppr_person_id",
    "cin_census_item": "ccit_person_id",
}


@dataclass(frozen=True)
class Part:
    """One part of a return as the record has it. `decided` is the day an enquiry's outcome was decided."""

    group: str
    reference: str
    elements: Elements
    parts: tuple["Part", ...] = ()
    decided: date | None = None
    another_authoritys: bool = False

    def text(self, element: str) -> str:
        return next((text.strip() for name, text in self.elements if name == element), "")

    def every(self) -> Iterator["Part"]:
        """This part and all inside it."""
        yield self
        for part in self.parts:
            yield from part.every()

    def day(self, element: str) -> date | None:
        """The day an element gives, or None if it gives none that can be read."""
        return day(self.text(element))

    def says_yes(self, element: str) -> bool:
        return self.text(element) in TRUE


@dataclass(frozen=True)
class ChildsParts:
    """A child's whole journey as parts of a return. `astray` are parts whose episode or plan is not on the record."""

    person_id: str
    identifiers: Part
    episodes: tuple[Part, ...]
    astray: tuple[Part, ...] = field(default=())


def told_parts(case: Casefile) -> ChildsParts | None:
    """The parts of the child this file is about, or None where it is about nobody."""
    told = {
        name: [
            {column.name: value for column, value in zip(TABLES[name].columns, row, strict=True)}
            for row in TABLES[name].rows(case)
        ]
        for name in READ
    }
    return parts_of(told) if told["person"] else None


def _spelt(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _part_elements(group: str, columns: list[tuple[str, Any]], items: Sequence[Mapping[str, Any]]) -> Elements:
    """The columns' values, with those the file spelt another way put back in their places."""
    values: dict[str, dict[int, str]] = defaultdict(dict)
    for name, value in columns:
        values[name][len(values[name])] = _spelt(value)
    for item in items:
        values[item["ccit_element"]][item["ccit_ordinal"]] = item["ccit_value"]
    order = {name: at for at, name in enumerate(ELEMENTS[group])}
    names = sorted(values, key=lambda name: (order.get(name, len(order)), name))
    return tuple((name, values[name][at]) for name in names for at in sorted(values[name]) if values[name][at])


def _yes_no(value: str | None) -> str:
    return {"Y": "true", "N": "false"}.get(value or "", "")


def _in_order(parts: list[Part]) -> tuple[Part, ...]:
    # By what they say before by reference, so that two records of the same children give the same file.
    return tuple(sorted(parts, key=lambda part: (part.text(MAIN_DATE[part.group]), part.elements, part.reference)))


class _Shelves:
    """One child's rows, by the part they belong to."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.items: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for item in sorted(rows.get("cin_census_item", ()), key=lambda item: str(item["ccit_id"])):
            self.items[item["ccit_reference"]].append(item)

    def part(
        self, group: str, reference: str, columns: list[tuple[str, Any]], parts: tuple[Part, ...] = (), **more: Any
    ) -> Part:
        return Part(group, reference, _part_elements(group, columns, self.items.get(reference, ())), parts, **more)

    def by(self, table: str, column: str) -> dict[str, list[Mapping[str, Any]]]:
        found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in self.rows.get(table, ()):
            found[row[column] or ""].append(row)
        return found


def parts_of(rows: Rows) -> ChildsParts:
    """One child's rows as parts of a return: everything on the record, whichever year it belongs to."""
    shelves, person = _Shelves(rows), rows["person"][0]
    inside = _inside_episodes(shelves)
    transfers = {
        row["icpc_referral_id"]: row["icpc_icpc_date"]
        for row in rows.get("initial_cp_conference", ())
        if row["icpc_icpc_transfer_in"] == "Y" and row["icpc_held"] == "Y"
    }
    episodes = [
        shelves.part(
            EPISODE,
            reference,
            [
                ("CINreferralDate", row["cine_referral_date"]),
                ("ReferralSource", row["cine_referral_source_code"]),
                ("PrimaryNeedCode", row["cine_cin_primary_need_code"]),
                ("CINclosureDate", row["cine_close_date"]),
                ("ReasonForClosure", row["cine_close_reason"]),
                ("DateOfInitialCPC", transfers.get(reference)),
                ("ReferralNFA", _yes_no(row["cine_referral_nfa"])),
            ],
            _in_order(inside.pop(reference, [])),
        )
        for row in rows.get("cin_episodes", ())
        if (reference := row["cine_referral_id"])
    ]
    astray = [part for parts in inside.values() for part in parts]
    return ChildsParts(person["pers_person_id"], _identifiers(shelves, person), _in_order(episodes), _in_order(astray))


def _identifiers(shelves: _Shelves, person: Mapping[str, Any]) -> Part:
    rows = shelves.rows
    reference = next(
        (item["ccit_reference"] for item in rows.get("cin_census_item", ()) if item["ccit_group"] == CHILD), ""
    )
    former = next(
        (
            row["link_identifier_value"]
            for row in rows.get("linked_identifiers", ())
            if row["link_identifier_type"] == "Former Unique Pupil Number"
        ),
        None,
    )
    codes = sorted(rows.get("disability", ()), key=lambda row: (len(row["disa_table_id"]), row["disa_table_id"]))
    return shelves.part(
        CHILD,
        reference,
        [
            ("LAchildID", person["pers_legacy_id"]),
            ("UPN", person["pers_upn"]),
            ("FormerUPN", former),
            ("UPNunknown", person["pers_upn_unknown"]),
            ("PersonBirthDate", person["pers_dob"]),
            ("ExpectedPersonBirthDate", person["pers_expected_dob"]),
            ("GenderCurrent", person["pers_gender"]),
            ("Sex", person["pers_sex"]),
            ("PersonDeathDate", person["pers_death_date"]),
            ("Ethnicity", person["pers_ethnicity"]),
            *(("Disability", row["disa_disability_code"]) for row in codes),
        ],
    )


def _inside_episodes(shelves: _Shelves) -> dict[str, list[Part]]:
    """Every part that belongs to an episode, by the episode's reference."""
    rows, found = shelves.rows, defaultdict[str, list[Part]](list)
    factors = {row["cinf_assessment_id"]: row["cinf_assessment_factors_json"] for row in rows["assessment_factors"]}
    for row in rows.get("cin_assessments", ()):
        codes = json.loads(factors.get(row["cina_assessment_id"]) or "[]")
        columns = [
            ("AssessmentActualStartDate", row["cina_assessment_start_date"]),
            ("AssessmentAuthorisationDate", row["cina_assessment_auth_date"]),
            *(("AssessmentFactors", code) for code in codes),
        ]
        found[row["cina_referral_id"] or ""].append(shelves.part(ASSESSMENT, row["cina_assessment_id"], columns))
    for row in rows.get("cin_plans", ()):
        columns = [
            ("CINPlanStartDate", row["cinp_cin_plan_start_date"]),
            ("CINPlanEndDate", row["cinp_cin_plan_end_date"]),
        ]
        found[row["cinp_referral_id"] or ""].append(shelves.part(CIN_PLAN, row["cinp_cin_plan_id"], columns))
    _enquiries(shelves, found)
    _cp_plans(shelves, found)
    for reference, items in shelves.items.items():
        if items[0]["ccit_group"] == PRE_PROCEEDINGS:
            found[items[0]["ccit_parent"] or ""].append(shelves.part(PRE_PROCEEDINGS, reference, []))
    return found


def _enquiries(shelves: _Shelves, found: dict[str, list[Part]]) -> None:
    held = {
        row["icpc_s47_enquiry_id"]: row["icpc_icpc_date"]
        for row in shelves.rows.get("initial_cp_conference", ())
        if row["icpc_s47_enquiry_id"] and row["icpc_held"] == "Y"
    }
    for row in shelves.rows.get("s47_enquiry", ()):
        reference, outcome = row["s47e_s47_enquiry_id"], json.loads(row["s47e_s47_outcome_json"] or "{}")
        columns = [
            ("S47ActualStartDate", row["s47e_s47_start_date"]),
            ("DateOfInitialCPC", held.get(reference)),
            ("ICPCnotRequired", {"Y": "false", "N": "true"}.get(outcome.get("CP_CONFERENCE_FLAG") or "", "")),
        ]
        decided = _day(row["s47e_s47_end_date"])
        found[row["s47e_referral_id"] or ""].append(shelves.part(ENQUIRY, reference, columns, decided=decided))


def _cp_plans(shelves: _Shelves, found: dict[str, list[Part]]) -> None:
    reviews = shelves.by("cp_reviews", "cppr_cp_plan_id")
    for row in shelves.rows.get("cp_plans", ()):
        reference = row["cppl_cp_plan_id"]
        initial, latest = row["cppl_cp_plan_initial_category"], row["cppl_cp_plan_latest_category"]
        columns = [
            ("CPPstartDate", row["cppl_cp_plan_start_date"]),
            ("CPPendDate", row["cppl_cp_plan_end_date"]),
            ("InitialCategoryOfAbuse", CATEGORY_CODES.get(initial, initial)),
            ("LatestCategoryOfAbuse", CATEGORY_CODES.get(latest, latest)),
            ("NumberOfPreviousCPP", row["cppl_previous_plans"]),
        ]
        inside = [
            shelves.part(REVIEW, one["cppr_cp_review_id"], [("CPPreviewDate", one["cppr_cp_review_date"])])
            for one in reviews.get(reference, ())
        ]
        found[row["cppl_referral_id"] or ""].append(
            shelves.part(
                CP_PLAN,
                reference,
                columns,
                _in_order(inside),
                another_authoritys=row["cppl_cp_plan_ola"] == "Y",
            )
        )


def _day(value: Any) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value)
