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


def test_a_detectors_digest_changes_with_its_logic_and_with_nothing_else():
    from dataclasses import replace

    one = load()["threshold_drift"]
    again = replace(one)
    assert again.digest == one.digest
    other = replace(one, tests=(replace(one.tests[0], share=9.9), *one.tests[1:]))
    assert other.digest != one.digest
