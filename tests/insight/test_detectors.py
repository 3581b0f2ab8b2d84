"""Each detector asks a question that can be answered, and counts the children it says it counts."""

import math
import re

import pytest

from candour.insight.detector import CHANGE, ENDING
from candour.insight.history import ONE
from candour.insight.layout import LAYOUT
from candour.insight.loading import load
from tests.insight.histories import known

TESTS = [(one, test) for one in load().values() for test in one.tests]


@pytest.mark.parametrize(("detector", "test"), TESTS, ids=[f"{one.key}-{test.key}" for one, test in TESTS])
def test_the_example_is_counted_as_it_says(detector, test):
    history = known({name: list(rows) for name, rows in test.example.tables.items()})
    rows = history.engine.collected(test.cases(history))
    happened = rows.get("happened")
    if happened is None:
        counted = {
            child: 0 if test.how == ENDING and math.isnan(day) else 1
            for child, day in zip(rows["child"], rows["day"], strict=True)
        }
    else:
        counted = dict(zip(rows["child"], (int(one) for one in happened), strict=True))
    if detector.key == "revolving_door" and test.key == "third_enquiry":
        # A child with several enquiries counts once for each; the last is the one in question.
        order = sorted(zip(rows["day"], rows["child"], happened, strict=True))
        counted = {child: int(one) for _, child, one in order}
    elif test.key == "referred_again":
        order = sorted(zip(rows["day"], rows["child"], happened, strict=True), reverse=True)
        counted = {child: int(one) for _, child, one in order}
    assert counted == dict(test.example.counted)
    assert set(rows["authority"]) == {ONE}


@pytest.mark.parametrize("detector", load().values(), ids=lambda one: one.key)
def test_a_detector_asks_and_never_accuses(detector):
    asked = [detector.question] + [words for test in detector.tests for words in (test.rises, test.falls) if words]
    assert all(words.endswith("?") for words in asked)
    told = " ".join([*asked, detector.title, detector.why, *detector.ordinary, detector.cannot_tell]).lower()
    assert not re.search(
        r"\b(fraud|cheat\w*|guilty|culprit|worst|best|league|rank\w*|fail\w*|poor performance)\b", told
    )
    assert len(detector.ordinary) >= 2
    assert detector.cannot_tell
    assert detector.answers


@pytest.mark.parametrize(("detector", "test"), TESTS, ids=[f"{one.key}-{test.key}" for one, test in TESTS])
def test_what_a_test_needs_is_in_the_layout(detector, test):
    for column in test.needs:
        table, name = column.split(".")
        assert name in LAYOUT[table], column
    assert test.rises or test.falls
    assert test.how != CHANGE or test.share > 0


@pytest.mark.parametrize(
    "column", ["cppr_cp_review_chair", "CHAIR_ID", "conference_chair_ref", "cppr_cp_review_worker_id"]
)
def test_the_chair_is_found_by_what_an_extract_may_call_the_column(column):
    rows = [{"cppr_person_id": "A", "cppr_cp_review_date": "2025-01-06", column: "C1"}]
    history = known({"cp_reviews": rows})
    assert history.engine.collected(history["cp_reviews"])["chair"] == ["C1"]


def test_a_column_named_for_the_chair_goes_before_the_workers():
    rows = [
        {"cppr_person_id": "A", "cppr_cp_review_date": "2025-01-06", "cppr_cp_review_worker_id": "W", "chair_ref": "C1"}
    ]
    assert known({"cp_reviews": rows}).engine.collected(known({"cp_reviews": rows})["cp_reviews"])["chair"] == ["C1"]


def test_days_are_read_as_councils_write_them():
    days = ["2025-01-06", "06/01/2025", "2025-01-06T10:12:00", "2025-01-06 10:12:00.000", " 2025-01-06 ", "soon", ""]
    history = known({"cin_episodes": [{"child": str(at), "referred": day} for at, day in enumerate(days)]})
    told = history.engine.collected(history["cin_episodes"])
    read = {int(child): day for child, day in zip(told["child"], told["referred"], strict=True)}
    assert [read[at] for at in range(5)] == [20094] * 5
    assert math.isnan(read[5]) and math.isnan(read[6])


def test_closures_dated_through_the_week_make_no_bulk_of_the_day_after_a_bank_holiday():
    from datetime import date, timedelta
    from random import Random

    from candour.insight.run import run

    chance, rows = Random(4), []
    for at in range(4000):
        referred = date(2022, 4, 1) + timedelta(days=chance.randrange(1460))
        closed = referred + timedelta(days=chance.randint(20, 300))
        rows.append({"child": str(at), "referred": referred, "closed": closed if closed < date(2026, 4, 1) else None})
    assert not [one for one in run(known({"cin_episodes": rows})).notices if one.test == "closed"]


def test_a_slip_of_the_pen_in_a_date_does_not_move_the_days_that_are_covered():
    from datetime import date, timedelta

    from candour.insight.judging import as_date

    begins = date(2023, 4, 3)
    rows = [
        {
            "child": str(at),
            "referred": begins + timedelta(days=at // 2),
            "closed": begins + timedelta(days=at // 2 + 60),
        }
        for at in range(1500)
    ]
    old = [
        {"child": f"old{at}", "referred": begins - timedelta(days=30 * at), "closed": begins + timedelta(days=at)}
        for at in range(1, 40)
    ]
    slips = [{"child": "x", "referred": "2062-01-01", "closed": "2063-01-01"}, {"child": "y", "referred": "1925-03-01"}]
    ((first, last),) = known({"cin_episodes": rows + old + slips}).covers.values()
    assert begins <= as_date(first) <= begins + timedelta(days=70)
    assert as_date(last) == begins + timedelta(days=749)


def test_a_small_authority_with_months_of_few_referrals_is_covered_whole():
    from datetime import date, timedelta
    from random import Random

    chance, begins = Random(3), date(2022, 4, 1)
    days = sorted(begins + timedelta(days=chance.randrange(1460)) for _ in range(380))
    rows = [{"child": str(at), "referred": day, "closed": day + timedelta(days=30)} for at, day in enumerate(days)]
    ((first, last),) = known({"cin_episodes": rows}).covers.values()
    assert last - first > 1350


def test_a_detectors_digest_changes_with_its_logic_and_with_nothing_else():
    from dataclasses import replace

    one = load()["threshold_drift"]
    again = replace(one)
    assert again.digest == one.digest
    other = replace(one, tests=(replace(one.tests[0], share=9.9), *one.tests[1:]))
    assert other.digest != one.digest
