"""A drawn authority's children in need census, one file a year: what each return would have held when it was made."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from candour.synth.regimes.columns import COLUMNS
from candour.synth.regimes.drawing import Drawn
from candour.terms.category_of_abuse import CATEGORY_OF_ABUSE
from candour.terms.england_year import CensusYear, census_year_of
from candour.terms.working_days import working_days_after

CATEGORY_CODES = {words: code for code, words in CATEGORY_OF_ABUSE.codes.items()}
SEX_SINCE, CIN_PLANS_SINCE = 2025, 2022
Row = dict[str, object]
Inside = dict[str, dict[object, list[Row]]]


def whole_years(drawn: Drawn) -> list[CensusYear]:
    """The census years that lie wholly in the window, 1 April to 31 March."""
    first, last = census_year_of(drawn.opens).ends_in, census_year_of(drawn.ends).ends_in
    years = [CensusYear(ends_in) for ends_in in range(first, last + 1)]
    return [year for year in years if drawn.opens <= year.start and year.end <= drawn.ends]


def write_census(drawn: Drawn, folder: Path, *, lea: str = "201") -> list[Path]:
    """Write CIN_Census_<year>.xml for each whole census year. Raises OSError where one cannot be written."""
    tables = {name: [dict(zip(COLUMNS[name], row, strict=True)) for row in drawn.rows[name]] for name in TAKEN}
    inside: Inside = {name: _by(tables[name], key) for name, key in TAKEN.items()}
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for year in whole_years(drawn):
        path = folder / f"CIN_Census_{year.ends_in}.xml"
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(_header(year, lea))
            for person in tables["person"]:
                file.writelines(_child(person, inside, year))
            file.write("</Children>\n</Message>\n")
        files.append(path)
    return files


# The tables the return is made from, and what each is found by.
TAKEN = {
    "person": "pers_person_id",
    "cin_episodes": "cine_person_id",
    "cin_assessments": "cina_referral_id",
    "assessment_factors": "cinf_assessment_id",
    "cin_plans": "cinp_referral_id",
    "s47_enquiry": "s47e_referral_id",
    "initial_cp_conference": "icpc_s47_enquiry_id",
    "cp_plans": "cppl_referral_id",
    "cp_reviews": "cppr_cp_plan_id",
}


def _by(rows: list[Row], key: str) -> dict[object, list[Row]]:
    found: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def _header(year: CensusYear, lea: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Message>\n<Header>\n<CollectionDetails><Collection>CIN</Collection>'
        f"<Year>{year.ends_in}</Year><ReferenceDate>{year.end}</ReferenceDate></CollectionDetails>\n"
        f"<Source><SourceLevel>L</SourceLevel><LEA>{lea}</LEA><SoftwareCode>Candour</SoftwareCode>"
        f"<SerialNo>001</SerialNo><DateTime>{year.end + timedelta(days=61)}T09:00:00</DateTime></Source>\n"
        "</Header>\n<Children>\n"
    )


def _tag(name: str, value: object) -> str:
    return "" if value in (None, "") else f"<{name}>{value}</{name}>"


def _by_then(value: object, year: CensusYear) -> date | None:
    """A day, if it had come when the year ended."""
    return value if isinstance(value, date) and value <= year.end else None


def _started(rows: list[Row], start: str, end: str, year: CensusYear) -> list[Row]:
    """What had begun by the end of the year and was open in it."""
    return [row for row in rows if _by_then(row[start], year) and not _over(row[end], year)]


def _over(end: object, year: CensusYear) -> bool:
    return isinstance(end, date) and end < year.start


def _child(person: Row, inside: Inside, year: CensusYear) -> Iterator[str]:
    held = [
        row
        for row in inside["cin_episodes"][person["pers_person_id"]]
        if _by_then(day := row["cine_referral_date"], year)
        and not _over(row["cine_close_date"], year)
        and (row["cine_referral_nfa"] == "N" or not _over(day, year))
    ]
    if not held:
        return
    born = person["pers_dob"] or person["pers_expected_dob"]
    unborn = not _by_then(born, year)
    only_nfa = all(row["cine_referral_nfa"] == "Y" for row in held)
    yield "<Child>\n<ChildIdentifiers>" + _tag("LAchildID", person["pers_legacy_id"])
    yield _tag("UPN", person["pers_upn"]) or _tag("UPNunknown", "" if only_nfa else person["pers_upn_unknown"])
    yield _tag("ExpectedPersonBirthDate" if unborn else "PersonBirthDate", born)
    sex = "U" if unborn else person["pers_sex"]
    yield (
        _tag("Sex", sex)
        if year.ends_in >= SEX_SINCE
        else _tag("GenderCurrent", {"M": "1", "F": "2", "U": "0"}[str(sex)])
    )
    yield "</ChildIdentifiers>\n<ChildCharacteristics>" + _tag("Ethnicity", person["pers_ethnicity"]) + "<Disabilities>"
    yield "".join(_tag("Disability", code) for code in str(person["pers_disability"]).split(","))
    yield "</Disabilities></ChildCharacteristics>\n"
    for row in held:
        yield from _episode(row, inside, year)
    yield "</Child>\n"


def _episode(row: Row, inside: Inside, year: CensusYear) -> Iterator[str]:
    referral, closed = row["cine_referral_id"], _by_then(row["cine_close_date"], year)
    yield "<CINdetails>" + _tag("CINreferralDate", row["cine_referral_date"])
    yield _tag("ReferralSource", row["cine_referral_source_code"])
    yield _tag("PrimaryNeedCode", row["cine_cin_primary_need_code"])
    yield _tag("CINclosureDate", closed) + _tag("ReasonForClosure", row["cine_close_reason"] if closed else None)
    for one in _started(
        inside["cin_assessments"][referral], "cina_assessment_start_date", "cina_assessment_auth_date", year
    ):
        yield _assessment(one, inside, year)
    if year.ends_in >= CIN_PLANS_SINCE:
        for one in _started(inside["cin_plans"][referral], "cinp_cin_plan_start_date", "cinp_cin_plan_end_date", year):
            yield "<CINPlanDates>" + _tag("CINPlanStartDate", one["cinp_cin_plan_start_date"])
            yield _tag("CINPlanEndDate", _by_then(one["cinp_cin_plan_end_date"], year)) + "</CINPlanDates>"
    for one in inside["s47_enquiry"][referral]:
        yield _enquiry(one, inside, year)
    yield _tag("ReferralNFA", "true" if row["cine_referral_nfa"] == "Y" else "false")
    for one in _started(inside["cp_plans"][referral], "cppl_cp_plan_start_date", "cppl_cp_plan_end_date", year):
        yield from _plan(one, inside, year)
    yield "</CINdetails>\n"


def _assessment(row: Row, inside: Inside, year: CensusYear) -> str:
    done = _by_then(row["cina_assessment_auth_date"], year)
    found = inside["assessment_factors"][row["cina_assessment_id"]] if done else []
    codes = [code.strip(' "') for one in found for code in str(one["cinf_assessment_factors_json"])[1:-1].split(",")]
    factors = "".join(_tag("AssessmentFactors", code) for code in codes if code)
    return (
        "<Assessments>"
        + _tag("AssessmentActualStartDate", row["cina_assessment_start_date"])
        + _tag("AssessmentAuthorisationDate", done)
        + (f"<FactorsIdentifiedAtAssessment>{factors}</FactorsIdentifiedAtAssessment>" if factors else "")
        + "</Assessments>"
    )


def _enquiry(row: Row, inside: Inside, year: CensusYear) -> str:
    started, ended = row["s47e_s47_start_date"], _by_then(row["s47e_s47_end_date"], year)
    held = next((_by_then(one["icpc_icpc_date"], year) for one in inside["initial_cp_conference"][row[ENQUIRY]]), None)
    if (
        not isinstance(started, date)
        or started > year.end
        or (started < year.start and not (held and held >= year.start))
    ):
        return ""
    none_needed = ended is not None and '"CP_CONFERENCE_FLAG": "N"' in str(row["s47e_s47_outcome_json"])
    return (
        "<Section47>"
        + _tag("S47ActualStartDate", started)
        + _tag("InitialCPCtarget", None if none_needed else working_days_after(started, 15))
        + _tag("DateOfInitialCPC", held)
        + _tag("ICPCnotRequired", "true" if none_needed else "false")
        + "</Section47>"
    )


ENQUIRY = "s47e_s47_enquiry_id"


def _plan(row: Row, inside: Inside, year: CensusYear) -> Iterator[str]:
    started = row["cppl_cp_plan_start_date"]
    yield "<ChildProtectionPlans>" + _tag("CPPstartDate", started)
    yield _tag("CPPendDate", _by_then(row["cppl_cp_plan_end_date"], year))
    yield _tag("InitialCategoryOfAbuse", CATEGORY_CODES[str(row["cppl_cp_plan_initial_category"])])
    yield _tag("LatestCategoryOfAbuse", CATEGORY_CODES[str(row["cppl_cp_plan_latest_category"])])
    yield _tag("NumberOfPreviousCPP", str(row["cppl_previous_plans"]))
    days = sorted({on for one in inside["cp_reviews"][row["cppl_cp_plan_id"]] if (on := _by_then(one[REVIEWED], year))})
    before = [on for on in days if on < year.start]
    for on in [*before[-1:], *(on for on in days if on >= year.start)]:
        yield f"<Reviews>{_tag('CPPreviewDate', on)}</Reviews>"
    yield "</ChildProtectionPlans>"


REVIEWED = "cppr_cp_review_date"
