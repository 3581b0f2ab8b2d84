"""The measures of a whole invented authority, worked out a second time: slowly, day by day, from the tables' own rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from holidays import country_holidays

from candour.returns.cin_census.measures.counting import worked_out
from candour.returns.cin_census.measures.journeys import year_up_to
from candour.returns.cin_census.measures.reading import read_journeys
from candour.ssd.store.reading import as_day, rows
from candour.terms.england_year import CensusYear
from tests.synth.conftest import ENDS_ON, wrenshire

__all__ = ["wrenshire"]
CLOSED = country_holidays("GB", subdiv="ENG", years=range(2015, 2028))
DAY = timedelta(days=1)


def table(name):
    """Every row of a table, its days as days."""
    return [
        {column: as_day(value) if column.endswith("_date") else value for column, value in row.items()}
        for row in rows(f"SELECT * FROM ssd_{name}")
    ]


def working_days(start, end):
    """Counted on fingers."""
    count = 0
    while start < end:
        start += DAY
        count += start.weekday() < 5 and start not in CLOSED
    return count


def same_date(day, months):
    """The date so many months on, found by trying; the last of the month where there is no such date."""
    month = (day.month - 1 + months) % 12 + 1
    year = day.year + (day.month - 1 + months) // 12
    for number in range(day.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def counted(one):
    """The references above the line, and how many stand below it."""
    return {behind.reference for behind in one.found.counted}, one.denominator


@pytest.fixture(scope="module", params=[2025, 2026, 2027])
def year(request):
    """Two whole years, and one that has begun."""
    return year_up_to(CensusYear(request.param), ENDS_ON)


@pytest.fixture
def worked(year, wrenshire):
    return worked_out(read_journeys(), year)


def within(year, day):
    return day is not None and year.start <= day <= year.until


def test_referrals_again_within_a_year(worked, year):
    every = table("cin_episodes")
    now = [one for one in every if within(year, one["cine_referral_date"])]
    again = {
        one["cine_referral_id"]
        for one in now
        for other in every
        if other["cine_person_id"] == one["cine_person_id"]
        and other["cine_referral_date"] < one["cine_referral_date"] <= same_date(other["cine_referral_date"], 12)
    }
    assert counted(worked["re-referrals"]) == (again, len(now))
    assert worked["referrals"].numerator == len(now) > 20
    assert again or not year.is_over
    nothing = {one["cine_referral_id"] for one in now if one["cine_referral_nfa"] == "Y"}
    assert counted(worked["referrals-no-further-action"]) == (nothing, len(now))


def test_children_in_need_on_the_last_day(worked, year):
    there = {
        one["cine_person_id"]
        for one in table("cin_episodes")
        if one["cine_referral_date"] <= year.until
        and one["cine_referral_nfa"] != "Y"
        and not (one["cine_close_date"] and one["cine_close_date"] <= year.until)
    }
    assert {one.person_id for one in worked["in-need"].found.counted} == there
    assert worked["in-need"].numerator == len(there) > 5


def test_episodes_closed_by_length(worked, year):
    bands = {"under": 0, "3 mon": 0, "6 mon": 0, "1 yea": 0, "2 yea": 0}
    for one in table("cin_episodes"):
        start, end = one["cine_referral_date"], one["cine_close_date"]
        if within(year, end) and one["cine_referral_nfa"] != "Y":
            passed = [end >= same_date(start, months) for months in (3, 6, 12, 24)].count(True)
            bands[list(bands)[passed]] += 1
    found = {part.name[:5]: len(part.behind) for part in worked["episode-length"].found.parts}
    assert {name: found[name] for name in bands} == bands
    assert sum(bands.values()) == worked["episode-length"].numerator > 5


def test_assessments_in_45_working_days_by_both_clocks(worked, year):
    referred = {one["cine_referral_id"]: one["cine_referral_date"] for one in table("cin_episodes")}
    done = [one for one in table("cin_assessments") if within(year, one["cina_assessment_auth_date"])]
    for key, start in (
        ("assessments-45-days-from-referral", lambda one: referred[one["cina_referral_id"]]),
        ("assessments-45-days-from-start", lambda one: one["cina_assessment_start_date"]),
    ):
        in_time = {
            one["cina_assessment_id"]
            for one in done
            if working_days(start(one), one["cina_assessment_auth_date"]) <= 45
        }
        assert counted(worked[key]) == (in_time, len(done))
        assert 0 < len(in_time) <= len(done)


def test_enquiries_and_conferences_in_15_working_days(worked, year):
    enquiries = table("s47_enquiry")
    started = {one["s47e_s47_enquiry_id"]: one["s47e_s47_start_date"] for one in enquiries}
    days = {
        (one["s47e_person_id"], one["s47e_s47_start_date"])
        for one in enquiries
        if within(year, one["s47e_s47_start_date"])
    }
    assert worked["enquiries"].numerator == len(days)
    held = [
        one for one in table("initial_cp_conference") if one["icpc_held"] == "Y" and within(year, one["icpc_icpc_date"])
    ]
    assert worked["conferences"].numerator == len(held)
    after_enquiry = [one for one in held if one["icpc_icpc_transfer_in"] != "Y"]
    waits = {
        one["icpc_icpc_id"]: working_days(started[one["icpc_s47_enquiry_id"]], one["icpc_icpc_date"])
        for one in after_enquiry
    }
    in_time = {reference for reference, wait in waits.items() if wait <= 15}
    assert counted(worked["conferences-15-days"]) == (in_time, len(waits))
    bands = [len(part.behind) for part in worked["conferences-15-days"].found.parts]
    edges = ((0, 10), (11, 15), (16, 20), (21, 10_000))
    assert bands == [sum(low <= wait <= high for wait in waits.values()) for low, high in edges]


def test_plans_that_are_second_ones_and_plans_of_two_years(worked, year):
    own = [one for one in table("cp_plans") if one["cppl_cp_plan_ola"] != "Y"]
    new = [one for one in own if within(year, one["cppl_cp_plan_start_date"])]
    second = {one["cppl_cp_plan_id"] for one in new if one["cppl_previous_plans"]}
    assert counted(worked["second-plans"]) == (second, len(new))
    over = [one for one in own if within(year, one["cppl_cp_plan_end_date"])]
    long = {
        one["cppl_cp_plan_id"]
        for one in over
        if (one["cppl_cp_plan_end_date"] + DAY - one["cppl_cp_plan_start_date"]).days > 729
    }
    assert counted(worked["plans-two-years-ending"]) == (long, len(over))
    running = [
        one
        for one in own
        if one["cppl_cp_plan_start_date"] <= year.until
        and (one["cppl_cp_plan_end_date"] is None or one["cppl_cp_plan_end_date"] > year.until)
    ]
    long = {one["cppl_cp_plan_id"] for one in running if (year.until + DAY - one["cppl_cp_plan_start_date"]).days > 729}
    assert counted(worked["plans-two-years-open"]) == (long, len(running))
    assert (worked["plans-open"].numerator, worked["plans-starting"].numerator) == (len(running), len(new))
    assert worked["plans-ending"].numerator == len(over)


def test_plans_reviewed_in_time_walking_through_every_day(worked, year):
    """On each day of the year from the last review before it on, a plan's next review must not be overdue."""
    held = [(one["cppr_cp_plan_id"], one["cppr_cp_review_date"]) for one in table("cp_reviews")]
    in_time, asked = set(), 0
    for one in table("cp_plans"):
        start, end = one["cppl_cp_plan_start_date"], one["cppl_cp_plan_end_date"]
        runs = start <= year.until and (end is None or end > year.until)
        if one["cppl_cp_plan_ola"] == "Y" or not runs or same_date(start, 3) > year.until:
            continue
        asked += 1
        reviews = {day for plan_id, day in held if plan_id == one["cppl_cp_plan_id"]}
        before = [day for day in reviews if day < year.start]
        due = same_date(max(before), 6) if before else same_date(start, 3)
        day, good = max(before, default=start), True
        while day < year.until:
            day += DAY
            if day in reviews and day <= due:
                due = same_date(day, 6)
            good = good and day <= due and not (day == due == year.until)
        if good:
            in_time.add(one["cppl_cp_plan_id"])
    assert counted(worked["plans-reviewed-in-time"]) == (in_time, asked)


def test_factors_once_an_episode(worked, year):
    authorised = {
        one["cina_assessment_id"]: one["cina_referral_id"]
        for one in table("cin_assessments")
        if within(year, one["cina_assessment_auth_date"])
    }
    found: dict[str, set[str]] = {}
    for one in table("assessment_factors"):
        for code in one["cinf_assessment_factors_json"].strip("[]").replace('"', "").split(", "):
            for episode in [authorised[one["cinf_assessment_id"]]] if one["cinf_assessment_id"] in authorised else []:
                found.setdefault(code.strip(), set()).add(episode)
    found.pop("21", None)
    shown = {part.name.rpartition("(")[2].rstrip(")"): len(part.behind) for part in worked["factors"].found.parts}
    assert shown == {code: len(episodes) for code, episodes in found.items()}
    assert worked["factors"].numerator == len(set().union(*found.values()))


def test_what_is_above_the_line_is_among_what_is_below_it_and_nothing_is_there_twice(worked):
    for one in worked.values():
        above, below = one.found.counted, one.found.out_of
        assert len(set(above)) == len(above), one.measure.key
        if below is not None:
            assert set(above) <= set(below), one.measure.key
            assert len(set(below)) == len(below), one.measure.key
        for part in one.found.parts:
            assert set(part.behind) <= set(below if below is not None else above), (one.measure.key, part.name)
