"""The invented authority's own rates, counted from its tables the way the published ones are counted."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, median, quantiles
from typing import Any

from candour.ssd.store import reading
from candour.ssd.store.reading import as_day
from candour.synth.calibration import FIGURES
from candour.terms.working_days import working_days_between

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Measured:
    """One rate beside the published one."""

    name: str
    here: float
    published: float
    unit: str
    counted: int

    def __str__(self) -> str:
        return f"{self.name:<44} {self.here:>8.1f} {self.published:>8.1f}  {self.unit} (from {self.counted})"


Read = Callable[[str], list[dict[str, Any]]]


def measured(since: date, until: date, rows: Read = reading.rows) -> tuple[Measured, ...]:
    """Every rate for what happened between two days. The first must lie a year after the record began, or later.

    `rows` answers a query about the tables: the record's own, or those of an authority drawn without one.
    """
    found = {
        **_referrals(rows, since, until),
        **_assessments(rows, since, until),
        **_protection(rows, since, until),
        **_open(rows, since, until),
    }
    return tuple(
        Measured(name, here, FIGURES[name].value, FIGURES[name].unit, counted)
        for name, (here, counted) in found.items()
    )


def table(found: Iterable[Measured]) -> str:
    """The rates as a table to read."""
    head = f"{'':<44} {'here':>8} {'England':>8}"
    return "\n".join([head, *(str(one) for one in found)])


Found = Mapping[str, tuple[float, int]]


def _days(found: Iterable[dict[str, Any]], column: str, since: date, until: date) -> list[dict[str, Any]]:
    return [row for row in found if (day := as_day(row[column])) is not None and since <= day <= until]


def _share(part: int, whole: int) -> tuple[float, int]:
    return (100 * part / whole if whole else 0.0, whole)


def _per_thousand(part: int, whole: int) -> tuple[float, int]:
    return (1000 * part / whole if whole else 0.0, part)


def _quartiles(values: Sequence[int]) -> tuple[float, float, float]:
    low, middle, high = quantiles(values, n=4) if len(values) > 3 else (0.0, 0.0, 0.0)
    return low, middle, high


def _referrals(rows: Read, since: date, until: date) -> Found:
    every = rows("SELECT * FROM ssd_cin_episodes")
    referred = _days(every, "cine_referral_date", since, until - timedelta(days=100))
    before: dict[str, list[date]] = defaultdict(list)
    for row in every:
        if day := as_day(row["cine_referral_date"]):
            before[row["cine_person_id"]].append(day)
    again = nothing = not_in_need = 0
    for row in referred:
        day = as_day(row["cine_referral_date"]) or since
        again += any(day - YEAR <= other < day for other in before[row["cine_person_id"]])
        nothing += row["cine_referral_nfa"] == "Y"
        not_in_need += row["cine_close_reason"] in ("RC8", "RC9")
    sources = Counter(str(row["cine_referral_source_code"]) for row in referred)
    contacts = _days(rows("SELECT cont_contact_date FROM ssd_contacts"), "cont_contact_date", since, until)
    whole, in_window = len(referred), len(_days(every, "cine_referral_date", since, until))
    return {
        "referrals with no further action": _share(nothing, whole),
        "referrals assessed, not in need": _share(not_in_need, whole),
        "referrals that became an episode of need": _share(whole - nothing - not_in_need, whole),
        "referrals again within a year": _share(again, whole),
        "referrals from the police": _share(sources["6"], whole),
        "referrals from schools": _share(sources["2A"], whole),
        "contacts that became referrals": _share(in_window, len(contacts)),
    }


def _assessments(rows: Read, since: date, until: date) -> Found:
    episodes = {row["cine_referral_id"]: row for row in rows("SELECT * FROM ssd_cin_episodes")}
    every = rows("SELECT * FROM ssd_cin_assessments")
    done = _days(every, "cina_assessment_auth_date", since, until)
    referred = _days(episodes.values(), "cine_referral_date", since, until)
    first: dict[str, date] = {}
    for row in every:
        start = as_day(row["cina_assessment_start_date"])
        if start:
            first[row["cina_referral_id"]] = min(first.get(row["cina_referral_id"], start), start)
    lengths = []
    for row in done:
        start, end = as_day(row["cina_assessment_start_date"]), as_day(row["cina_assessment_auth_date"])
        if not start or not end:
            continue
        # The clock runs from the referral for the first assessment, from its own start for a later one.
        referral = as_day(episodes[row["cina_referral_id"]]["cine_referral_date"])
        began = referral if referral and start == first[row["cina_referral_id"]] else start
        lengths.append(working_days_between(began, end))
    factors = rows("SELECT cinf_assessment_factors_json AS found FROM ssd_assessment_factors")
    factors = [row for row in factors if '"21"' not in row["found"]]
    low, middle, high = _quartiles(lengths)
    return {
        "assessments": _per_thousand(len(done), len(referred)),
        "assessments within 45 working days": _share(sum(days <= 45 for days in lengths), len(lengths)),
        "assessment, lower quartile": (low, len(lengths)),
        "assessment, median": (middle, len(lengths)),
        "assessment, upper quartile": (high, len(lengths)),
        "factors per assessment": (mean([row["found"].count(",") + 1 for row in factors] or [0]), len(factors)),
    }


def _protection(rows: Read, since: date, until: date) -> Found:
    referred = len(_days(rows("SELECT cine_referral_date FROM ssd_cin_episodes"), "cine_referral_date", since, until))
    enquiries = rows("SELECT * FROM ssd_s47_enquiry")
    started = {row["s47e_s47_enquiry_id"]: as_day(row["s47e_s47_start_date"]) for row in enquiries}
    held = rows("SELECT * FROM ssd_initial_cp_conference WHERE icpc_held = 'Y'")
    held = _days(held, "icpc_icpc_date", since, until)
    waits = [
        working_days_between(start, day)
        for row in held
        if (start := started.get(row["icpc_s47_enquiry_id"])) and (day := as_day(row["icpc_icpc_date"]))
    ]
    plans = rows("SELECT * FROM ssd_cp_plans")
    new = _days(plans, "cppl_cp_plan_start_date", since, until)
    ended = _days(plans, "cppl_cp_plan_end_date", since, until)
    lengths = [
        (end - start).days
        for row in ended
        if (start := as_day(row["cppl_cp_plan_start_date"])) and (end := as_day(row["cppl_cp_plan_end_date"]))
    ]
    agreed = sum(row["icpc_icpc_outcome_cp_flag"] == "Y" for row in held)
    words = Counter(row["cppl_cp_plan_initial_category"] for row in new)
    return {
        "section 47 enquiries": _per_thousand(len(_days(enquiries, "s47e_s47_start_date", since, until)), referred),
        "initial conferences": _per_thousand(len(held), referred),
        "child protection plans": _per_thousand(len(new), referred),
        "conferences that led to a plan": _share(agreed, len(held)),
        "conferences within 15 working days": _share(sum(days <= 15 for days in waits), len(waits)),
        "strategy discussion to conference, median": (median(waits or [0]), len(waits)),
        "second or subsequent plans": _share(sum((row["cppl_previous_plans"] or 0) > 0 for row in new), len(new)),
        "child protection plan, mean length": (mean(lengths or [0]), len(lengths)),
        "plans for neglect": _share(words["Neglect"], len(new)),
        "plans for emotional abuse": _share(words["Emotional abuse"], len(new)),
    }


def _open(rows: Read, since: date, until: date) -> Found:
    """What is open on the last day, beside the referrals of a year."""
    years = (until - since).days / 365.25
    episodes = rows("SELECT * FROM ssd_cin_episodes")
    yearly = len(_days(episodes, "cine_referral_date", since, until)) / years
    disabled = {
        row["disa_person_id"] for row in rows("SELECT * FROM ssd_disability WHERE disa_disability_code <> 'NONE'")
    }
    in_need = [row for row in episodes if not row["cine_close_date"] and row["cine_referral_nfa"] == "N"]
    plans = rows("SELECT * FROM ssd_cp_plans WHERE cppl_cp_plan_end_date IS NULL")
    return {
        "children in need at a day": (1000 * len(in_need) / yearly if yearly else 0.0, len(in_need)),
        "child protection plans at a day": (1000 * len(plans) / yearly if yearly else 0.0, len(plans)),
        "children in need disabled": _share(sum(row["cine_person_id"] in disabled for row in in_need), len(in_need)),
    }
