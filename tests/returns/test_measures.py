"""Each measure at its edges: the last day that counts, and the first that does not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from candour.returns.cin_census.measures.counting import SMALL, Worked, change, worked_out
from candour.returns.cin_census.measures.journeys import (
    Assessment,
    CinPlan,
    Conference,
    CpPlan,
    Enquiry,
    Journeys,
    Referral,
    year_up_to,
)
from candour.returns.cin_census.measures.measure import MEASURES
from candour.terms.england_year import CensusYear

YEAR = year_up_to(CensusYear(2025), date(2026, 1, 1))
LEAP = year_up_to(CensusYear(2024), date(2026, 1, 1))
D = date


def found(key: str, year=YEAR, **rows) -> Worked:
    return worked_out(Journeys(**{name: tuple(some) for name, some in rows.items()}), year)[key]


def numbers(key: str, year=YEAR, **rows) -> tuple[int, int | None]:
    one = found(key, year, **rows)
    return one.numerator, one.denominator


def referred(*days: date, child: str = "p", **more) -> list[Referral]:
    return [Referral(f"{child}{at}", child, day, False, **more) for at, day in enumerate(days)]


@pytest.mark.parametrize(
    ("day", "counts"), [(D(2024, 3, 31), 0), (D(2024, 4, 1), 1), (D(2025, 3, 31), 1), (D(2025, 4, 1), 0)]
)
def test_a_referral_counts_in_the_year_of_its_day(day, counts):
    assert numbers("referrals", referrals=referred(day)) == (counts, None)


@pytest.mark.parametrize(
    ("before", "again", "counts"),
    [
        (D(2024, 5, 10), D(2025, 5, 10), 1),  # 365 days, the same date
        (D(2024, 5, 10), D(2025, 5, 11), 0),
        (D(2023, 5, 10), D(2024, 5, 10), 1),  # 366 days, across 29 February
        (D(2023, 5, 10), D(2024, 5, 11), 0),
        (D(2024, 2, 29), D(2025, 2, 28), 1),  # there is no 29 February 2025
        (D(2024, 2, 29), D(2025, 3, 1), 0),
        (D(2023, 2, 28), D(2024, 2, 28), 1),
        (D(2023, 2, 28), D(2024, 2, 29), 0),
        (D(2024, 5, 10), D(2024, 5, 10), 0),  # the same day is not earlier
        (D(2024, 3, 30), D(2024, 4, 2), 1),  # the earlier one lies in last year's data
    ],
)
def test_twelve_months_are_counted_by_the_calendar(before, again, counts):
    from candour.terms.england_year import census_year_of

    year = year_up_to(census_year_of(again), D(2026, 1, 1))
    assert numbers("re-referrals", year, referrals=referred(before, again))[0] == counts


def test_another_childs_earlier_referral_does_not_count_and_one_with_no_further_action_does():
    other = [*referred(D(2024, 5, 1), child="q"), *referred(D(2024, 6, 1))]
    assert numbers("re-referrals", referrals=other) == (0, 2)
    nothing = [Referral("a", "p", D(2024, 5, 1), True), Referral("b", "p", D(2024, 6, 1), True)]
    assert numbers("re-referrals", referrals=nothing) == (1, 2)


def test_every_referral_again_counts_however_often_a_child_comes_back():
    assert numbers("re-referrals", referrals=referred(D(2024, 5, 1), D(2024, 7, 1), D(2024, 9, 1))) == (2, 3)


def test_a_referral_nobody_has_decided_is_no_refusal():
    some = [Referral("a", "p", D(2024, 5, 1), True), Referral("b", "q", D(2024, 5, 1), None)]
    one = found("referrals-no-further-action", referrals=some)
    assert (one.numerator, one.denominator) == (1, 2)
    assert [(part.name, len(part.behind)) for part in one.found.parts] == [("Of all: not decided yet", 1)]


ASSESSED = Assessment("a", "p", "r", D(2024, 5, 2), D(2024, 6, 1))


@pytest.mark.parametrize(
    ("reason", "closed", "more", "counts"),
    [
        ("RC8", D(2024, 6, 1), {}, 1),
        ("RC9", D(2025, 3, 31), {}, 1),
        ("RC8", D(2025, 4, 1), {}, 0),  # the return of the year leaves it blank
        ("RC7", D(2024, 6, 1), {}, 0),
        ("RC8", D(2024, 6, 1), {"enquiries": [Enquiry("e", "p", "r", D(2024, 5, 3))]}, 0),
        ("RC8", D(2024, 6, 1), {"cin_plans": [CinPlan("c", "p", "r", D(2024, 5, 3))]}, 0),
        ("RC8", D(2024, 6, 1), {"assessments": []}, 0),
    ],
)
def test_assessed_and_not_in_need_had_an_assessment_and_nothing_else(reason, closed, more, counts):
    rows = {"referrals": [Referral("r", "p", D(2024, 5, 1), False, closed, reason)], "assessments": [ASSESSED], **more}
    assert numbers("assessed-not-in-need", **rows) == (counts, 1)


@pytest.mark.parametrize(
    ("one", "counts"),
    [
        (Referral("r", "p", D(2025, 3, 31)), 1),
        (Referral("r", "p", D(2025, 4, 1)), 0),
        (Referral("r", "p", D(2019, 3, 31), False), 1),
        (Referral("r", "p", D(2024, 5, 1), True), 0),
        (Referral("r", "p", D(2024, 5, 1), False, D(2025, 3, 31), "RC7"), 0),
        (Referral("r", "p", D(2024, 5, 1), False, D(2025, 4, 1), "RC7"), 1),
        (Referral("r", "p", D(2024, 5, 1), False, D(2025, 3, 31), "RC9"), 0),
        (Referral("r", "p", D(2024, 5, 1), False, None, "RC7"), 0),  # closed, on a day that cannot be read
    ],
)
def test_in_need_on_31_march_is_open_when_that_day_ends(one, counts):
    assert numbers("in-need", referrals=[one]) == (counts, None)


def test_a_child_is_in_need_once_however_many_episodes_are_open():
    assert numbers("in-need", referrals=referred(D(2023, 5, 1), D(2024, 5, 1))) == (1, None)


def test_one_found_not_in_need_only_after_31_march_was_open_then_and_is_pointed_to():
    one = found("in-need", referrals=[Referral("r", "p", D(2025, 3, 3), False, D(2025, 4, 20), "RC8")])
    assert one.numerator == 1
    assert [(part.name.split(":")[0], len(part.behind)) for part in one.found.parts] == [("Among them", 1)]


# The 45th working day after Thursday 28 March 2024 has Good Friday and two Mondays in May before it.
@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        (D(2024, 3, 28), D(2024, 6, 5), 1),
        (D(2024, 3, 28), D(2024, 6, 6), 0),
        (D(2024, 6, 3), D(2024, 8, 5), 1),  # nine weeks without a holiday
        (D(2024, 6, 3), D(2024, 8, 6), 0),
        (D(2024, 6, 3), D(2024, 6, 3), 1),
    ],
)
def test_the_45th_working_day_is_in_time_and_the_46th_is_not(start, end, counts):
    late = start + timedelta(days=1)
    own = {"referrals": [Referral("r", "p", start)], "assessments": [Assessment("a", "p", "r", late, end)]}
    if end > start:
        assert numbers("assessments-45-days-from-referral", **own) == (counts, 1)
    own = {"assessments": [Assessment("a", "p", "r", start, end)]}
    assert numbers("assessments-45-days-from-start", **own) == (counts, 1)


def test_each_clock_runs_from_its_own_day():
    rows = {
        "referrals": [Referral("r", "p", D(2024, 6, 3))],
        "assessments": [Assessment("a", "p", "r", D(2024, 6, 10), D(2024, 8, 6))],
    }
    assert numbers("assessments-45-days-from-referral", **rows) == (0, 1)
    assert numbers("assessments-45-days-from-start", **rows) == (1, 1)


def test_an_assessment_that_cannot_be_timed_is_shown_and_in_neither_number():
    lost = Assessment("a", "p", "elsewhere", D(2024, 8, 9), D(2024, 8, 6))
    for key in ("assessments-45-days-from-referral", "assessments-45-days-from-start"):
        one = found(key, assessments=[lost])
        assert (one.numerator, one.denominator, one.says) == (0, 0, "None to count")
        assert [len(part.behind) for part in one.found.left_out] == [1]


def test_two_enquiries_of_one_child_on_one_day_are_one():
    some = [
        Enquiry("a", "p", "r", D(2024, 6, 3)),
        Enquiry("b", "p", "s", D(2024, 6, 3)),
        Enquiry("c", "q", "t", D(2024, 6, 3)),
        Enquiry("d", "p", "r", D(2024, 6, 4)),
    ]
    one = found("enquiries", enquiries=some)
    assert (one.numerator, one.children, len(one.found.left_out[0].behind)) == (3, 2, 1)


def conference(started: date | None, held: date, **more) -> dict:
    return {
        "enquiries": [Enquiry("e", "p", "r", started)],
        "conferences": [Conference("c", "p", "r", "e", held, **more)],
    }


@pytest.mark.parametrize(
    ("held", "in_time", "band"),
    [
        (D(2024, 6, 3), 1, "0 to 10 working days"),
        (D(2024, 6, 17), 1, "0 to 10 working days"),
        (D(2024, 6, 18), 1, "11 to 15 working days"),
        (D(2024, 6, 24), 1, "11 to 15 working days"),
        (D(2024, 6, 25), 0, "16 to 20 working days"),
        (D(2024, 7, 1), 0, "16 to 20 working days"),
        (D(2024, 7, 2), 0, "21 working days or more"),
    ],
)
def test_the_15th_working_day_after_the_strategy_discussion_is_in_time(held, in_time, band):
    one = found("conferences-15-days", **conference(D(2024, 6, 3), held))
    assert (one.numerator, one.denominator) == (in_time, 1)
    assert [part.name for part in one.found.parts if part.behind] == [band]


def test_a_conference_on_a_move_into_the_area_is_a_conference_but_has_no_clock():
    rows = conference(D(2024, 6, 3), D(2024, 6, 5), transfer_in=True)
    assert numbers("conferences", **rows) == (1, None)
    assert numbers("conferences-15-days", **rows) == (0, 0)


@pytest.mark.parametrize("started", [None, D(2024, 6, 6)])
def test_a_conference_whose_enquiry_has_no_first_day_before_it_is_left_out_and_shown(started):
    one = found("conferences-15-days", **conference(started, D(2024, 6, 5)))
    assert (one.denominator, [part.name for part in one.found.left_out]) == (0, ["Cannot be timed"])


def plan(started: date | None, ended: date | None = None, *reviews: date, **more) -> CpPlan:
    return CpPlan(more.pop("plan_id", "x"), more.pop("child", "p"), "r", started, ended, reviews=reviews, **more)


@pytest.mark.parametrize(
    ("one", "open_", "starting", "ending"),
    [
        (plan(D(2025, 3, 31)), 1, 1, 0),
        (plan(D(2025, 4, 1)), 0, 0, 0),
        (plan(D(2024, 3, 31), D(2025, 3, 31)), 0, 0, 1),
        (plan(D(2024, 4, 1), D(2025, 4, 1)), 1, 1, 0),
        (plan(D(2022, 4, 1), D(2024, 3, 31)), 0, 0, 0),
        (plan(D(2024, 5, 1), ended_on_no_day=True), 0, 1, 0),
    ],
)
def test_a_plan_is_open_when_31_march_ends_and_starts_and_ends_on_its_days(one, open_, starting, ending):
    assert numbers("plans-open", cp_plans=[one]) == (open_, None)
    assert numbers("plans-starting", cp_plans=[one]) == (starting, None)
    assert numbers("plans-ending", cp_plans=[one]) == (ending, None)


@pytest.mark.parametrize(
    ("plans", "counts"),
    [
        ([plan(D(2024, 5, 1), previous_plans=0)], (0, 1)),
        ([plan(D(2024, 5, 1), previous_plans=None)], (0, 1)),
        ([plan(D(2024, 5, 1), previous_plans=3)], (1, 1)),
        ([plan(D(2009, 5, 1), D(2009, 9, 1)), plan(D(2024, 5, 1), plan_id="y", previous_plans=1)], (1, 1)),
        ([plan(D(2009, 5, 1), D(2009, 9, 1)), plan(D(2024, 5, 1), plan_id="y", child="q", previous_plans=0)], (0, 1)),
        ([plan(D(2024, 5, 1), D(2024, 9, 1), previous_plans=1), plan(D(2025, 1, 1), plan_id="y", previous_plans=2)], (2, 2)),
    ],
)  # fmt: skip
def test_a_second_plan_follows_any_earlier_plan_of_this_authority_and_occasions_count(plans, counts):
    assert numbers("second-plans", cp_plans=plans) == counts


def test_a_plan_that_says_it_is_the_first_while_the_record_holds_an_earlier_one_is_pointed_to():
    plans = [plan(D(2009, 5, 1), D(2009, 9, 1)), plan(D(2024, 5, 1), plan_id="y", previous_plans=0)]
    one = found("second-plans", cp_plans=plans)
    assert (one.numerator, [len(part.behind) for part in one.found.parts]) == (1, [1])


@pytest.mark.parametrize(
    ("ended", "long"),
    [
        (D(2025, 3, 29), 0),  # 729 days with the last
        (D(2025, 3, 30), 1),  # 730
    ],
)
def test_more_than_729_days_with_the_last_is_two_years_for_a_plan_that_ends(ended, long):
    assert (ended - D(2023, 4, 1)).days + 1 == 729 + long
    assert numbers("plans-two-years-ending", cp_plans=[plan(D(2023, 4, 1), ended)]) == (long, 1)


@pytest.mark.parametrize(("started", "long"), [(D(2023, 4, 2), 1), (D(2023, 4, 3), 0)])
def test_more_than_729_days_with_31_march_is_two_years_for_a_plan_still_open(started, long):
    assert (D(2025, 3, 31) - started).days + 1 == 729 + long
    assert numbers("plans-two-years-open", cp_plans=[plan(started)]) == (long, 1)


@pytest.mark.parametrize(
    ("one", "counts"),
    [
        # The first review: three calendar months, which may be 89 to 92 days.
        (plan(D(2024, 11, 30), None, D(2025, 2, 28)), (1, 1)),  # 90 days
        (plan(D(2024, 11, 30), None, D(2025, 3, 1)), (0, 1)),  # 91 days, and late
        (plan(D(2024, 7, 1), None, D(2024, 10, 1), D(2025, 4, 1)), (1, 1)),  # 92 days, and in time; the next is not due
        (plan(D(2024, 7, 1), None, D(2024, 10, 2)), (0, 1)),
        # Had it run for three months by 31 March?
        (plan(D(2024, 12, 31)), (0, 1)),
        (plan(D(2024, 12, 31), None, D(2025, 3, 31)), (1, 1)),
        (plan(D(2025, 1, 1)), (0, 0)),
        # Later reviews: six calendar months.
        (plan(D(2024, 5, 10), None, D(2024, 8, 10), D(2025, 2, 10)), (1, 1)),
        (plan(D(2024, 5, 10), None, D(2024, 8, 10), D(2025, 2, 11)), (0, 1)),
        (plan(D(2024, 5, 10), None, D(2024, 8, 10)), (0, 1)),  # the second was due in February
        (plan(D(2024, 6, 30), None, D(2024, 9, 30)), (0, 1)),  # due on 30 March
        (plan(D(2024, 7, 1), None, D(2024, 10, 1)), (1, 1)),  # due on 1 April
        # Last year's last review begins the gap; what was late before it is last year's.
        (plan(D(2023, 1, 1), None, D(2023, 12, 1), D(2024, 6, 1), D(2024, 12, 1)), (1, 1)),
        (plan(D(2023, 1, 1), None, D(2023, 12, 1), D(2024, 6, 2), D(2024, 12, 1)), (0, 1)),
        (plan(D(2023, 1, 1), None, D(2024, 6, 1), D(2024, 12, 1)), (0, 1)),
        # A review after the year, or on the day the plan began, mends nothing.
        (plan(D(2024, 5, 10), None, D(2024, 5, 10), D(2024, 8, 11), D(2025, 2, 1)), (0, 1)),
        (plan(D(2024, 9, 10), None, D(2025, 4, 1)), (0, 1)),
        # A plan that ended is not asked.
        (plan(D(2024, 5, 10), D(2025, 3, 31)), (0, 0)),
    ],
)
def test_every_review_is_held_by_the_day_it_is_due(one, counts):
    assert numbers("plans-reviewed-in-time", cp_plans=[one]) == counts


@pytest.mark.parametrize(
    ("closed", "band"),
    [
        (D(2024, 4, 29), "under 3 months"),
        (D(2024, 4, 30), "3 months to under 6"),
        (D(2024, 7, 30), "3 months to under 6"),
        (D(2024, 7, 31), "6 months to under 1 year"),
        (D(2025, 1, 30), "6 months to under 1 year"),
        (D(2025, 1, 31), "1 year to under 2"),
    ],
)
def test_an_episode_falls_in_the_band_of_its_length_by_the_calendar(closed, band):
    one = found("episode-length", referrals=[Referral("r", "p", D(2024, 1, 31), False, closed, "RC7")])
    assert [part.name for part in one.found.parts if part.behind] == [band]


def test_two_years_to_the_day_is_the_last_band():
    one = found("episode-length", referrals=[Referral("r", "p", D(2022, 5, 1), False, D(2024, 5, 1), "RC8")])
    assert [part.name[:9] for part in one.found.parts if part.behind] == ["2 years o", "Among the"]


def test_a_factor_counts_once_for_an_episode_and_no_factors_never():
    some = [
        Assessment("a", "p", "r", D(2024, 5, 1), D(2024, 6, 1), ("2A", "4B")),
        Assessment("b", "p", "r", D(2024, 8, 1), D(2024, 9, 1), ("2A",)),
        Assessment("c", "p", "s", D(2025, 1, 1), D(2025, 2, 1), ("2A",)),
        Assessment("d", "q", "t", D(2025, 1, 1), D(2025, 2, 1), ("21",)),
        Assessment("e", "q", "u", D(2025, 3, 1), D(2025, 4, 1), ("4B",)),
    ]
    one = found("factors", assessments=some)
    assert one.numerator == 2
    assert [(part.name.rpartition("(")[2], len(part.behind)) for part in one.found.parts] == [("2A)", 2), ("4B)", 1)]


def test_a_rate_is_given_only_where_the_number_of_children_is():
    journeys = Journeys(referrals=tuple(referred(*(D(2024, 4, day) for day in range(1, 11)))))
    assert worked_out(journeys, YEAR)["referrals"].rate_says == ""
    said = worked_out(journeys, YEAR, 20_000)["referrals"]
    assert said.rate_says == "5.0 for every 10,000 children, between 2.4 and 9.2"
    assert worked_out(journeys, YEAR, 20_000)["re-referrals"].rate is None


def test_a_running_year_is_counted_up_to_today():
    running = year_up_to(CensusYear(2025), D(2024, 9, 1))
    rows = {"cp_plans": [plan(D(2024, 5, 1), D(2024, 10, 1)), plan(D(2024, 9, 2), plan_id="y")]}
    assert not running.is_over
    assert numbers("plans-open", running, **rows) == (1, None)
    assert numbers("plans-starting", running, **rows) == (1, None)


def test_a_change_is_said_with_both_ends_of_its_interval():
    def of(part, whole, year):
        days = [D(year.census.ends_in - 1, 5, 1)] * whole
        some = [Referral(f"r{at}", f"p{at}", day, at < part) for at, day in enumerate(days)]
        return worked_out(Journeys(referrals=tuple(some)), year)

    now, before = of(56, 70, YEAR), of(48, 80, LEAP)
    key = "referrals-no-further-action"
    assert change(now[key], before[key]) == "Since 2023-24: between 5 and 33 percentage points higher."
    assert "33 and 5" not in change(now[key], before[key])
    assert change(of(48, 80, YEAR)[key], of(56, 70, LEAP)[key]).endswith("between 5 and 33 percentage points lower.")
    assert change(now["referrals"], before["referrals"]).endswith("more: chance alone could explain it.")


def test_a_change_from_a_handful_is_not_made_a_percentage():
    now, before = (
        worked_out(Journeys(referrals=tuple(one for day in days for one in referred(day))), year)["referrals"]
        for days, year in (([D(2024, 5, 1)] * 40, YEAR), ([D(2023, 5, 1)] * 5, LEAP))
    )
    assert change(now, before) == "Since 2023-24: too few to say."


def test_what_is_open_in_both_years_is_not_compared_by_chance_nor_a_running_year_with_a_whole_one():
    both = [worked_out(Journeys(referrals=tuple(referred(D(2023, 5, 1)))), year) for year in (YEAR, LEAP)]
    assert "same children" in change(both[0]["in-need"], both[1]["in-need"])
    running = worked_out(Journeys(), year_up_to(CensusYear(2025), D(2024, 9, 1)))
    assert "not over" in change(running["referrals"], both[1]["referrals"])


@pytest.mark.parametrize(("referrals", "small"), [(0, False), (1, True), (SMALL - 1, True), (SMALL, False)])
def test_a_number_that_could_tell_who_is_meant_is_known_for_one(referrals, small):
    some = [one for at in range(referrals) for one in referred(D(2024, 5, 1), child=f"c{at}")]
    assert found("referrals", referrals=some).has_small_numbers is small


def test_nothing_on_the_record_gives_no_value_and_no_error():
    for one in worked_out(Journeys(), YEAR).values():
        assert one.numerator == 0
        assert one.says in ("0", "None to count")


def test_every_measure_says_all_of_what_it_is():
    for one in MEASURES.values():
        told = (one.name, one.counts, one.leaves_out, one.clock, one.source, one.cannot_tell, one.noun)
        assert all(told), one.key
        assert one.unit == ("share" if one.out_of else "count")
