"""A survey that follows another publishes what changed, and what too few can have changed stands as it was told before."""

import csv
import io
import json
import sqlite3

import pytest

from candour.polling.trouble import Trouble
from tests.polling.conftest import PUBLISHES, SHORT, STAFF, hold
from tests.polling.test_publication import answered, figures


def second(tmp_path, first, **other):
    """The same survey held again, after what the first one published."""
    earlier = tmp_path / "earlier.csv"
    earlier.write_bytes(first.on(PUBLISHES).ask("/results.csv").body)
    (tmp_path / "second").mkdir()
    return hold(tmp_path / "second", **other, after=earlier)


@pytest.fixture
def first(tmp_path):
    (tmp_path / "first").mkdir()
    made = answered(hold(tmp_path / "first"), 40)
    yield made
    made.survey.store.close()


def told(held):
    return {(one["question"], one["group"], one["answer"]): (one["told"], one["number"]) for one in figures(held)}


def test_what_one_who_joined_brings_is_not_told_anywhere(tmp_path, first):
    held = answered(second(tmp_path, first), 41).on(PUBLISHES)
    assert told(held) == told(first)
    assert {one["stands"] for one in figures(held) if one["told"] != "not told"} == {"from before"}
    page = held.ask("/results").text
    assert "50% (before)" in page and "It is of 40 who answered then" in page and "Asked of 41" not in page
    assert set(held.ask("/responses.csv").text.split()) <= {""}
    assert {one["says"] for one in csv.DictReader(io.StringIO(held.ask("/change.csv").text))} <= {
        "the earlier figure stands: too few may have changed, here or beside it", "told once only",
    }  # fmt: skip
    held.survey.store.close()


def test_what_many_changed_is_told_anew_with_then_and_now_beside_each_other(tmp_path, first):
    held = second(tmp_path, first)
    for nth, code in enumerate(held.codes[:60]):
        held.send(code, q_pressed="no" if nth % 4 else "yes", by_0=1 + nth % 2, by_1=1 + nth % 2, by_2=1, q_caseload=5)
    held.on(PUBLISHES)
    assert told(held)["pressed", "", "yes"] == ("25%", "15")
    page = held.ask("/change")
    assert page.status == 200 and ">25%<" in page.text and ">50%<" in page.text and "by chance alone" in page.text
    assert "What changed since" in held.ask("/results").text
    assert held.ask("/responses.csv").text.splitlines()[0].split(",")[0] == "pressed"
    held.survey.store.close()


def test_a_third_follows_the_second_as_it_was_published(tmp_path, first):
    held = answered(second(tmp_path, first), 41)
    (tmp_path / "more").mkdir()
    third = answered(second(tmp_path / "more", held), 40).on(PUBLISHES)
    assert told(third) == told(first)
    for one in (held, third):
        one.survey.store.close()


def test_a_question_that_is_new_is_told_whole(tmp_path, first):
    fresh = (
        SHORT
        + '[[question]]\ncode = "stay"\nkind = "single"\nask = "Will you stay?"\nanswers = { yes = "Yes", no = "No" }\n'
    )
    held = second(tmp_path, first, questions=fresh)
    for nth, code in enumerate(held.codes[:41]):
        held.send(code, q_pressed="yes" if nth % 2 else "no", q_stay="yes" if nth % 2 else "no", by_0=1, by_1=1, by_2=1)
    assert told(held.on(PUBLISHES))["stay", "", "yes"] == ("49%", "20")
    held.survey.store.close()


def test_a_survey_that_follows_none_has_no_such_page(first):
    assert first.on(PUBLISHES).ask("/change").status == 404


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"questions": SHORT.replace("How many children?", "How many cases?")}, "asked caseload in other words"),
        ({"staff": STAFF.replace("team,North", "team,North / West")}, "Write it otherwise"),
        ({"questions": SHORT.replace("pressed", "pushed").replace("what_for", "why").replace('"caseload"', '"load"')}, "told no question"),
    ],
)  # fmt: skip
def test_a_survey_that_could_not_be_told_after_it_is_refused_before_it_opens(tmp_path, first, other, says):
    answered(first)
    with pytest.raises(Trouble, match=says):
        second(tmp_path, first, **other)


def test_earlier_figures_changed_underneath_are_seen_and_nothing_is_told_by_them(tmp_path, first):
    held = answered(second(tmp_path, first), 41)
    with sqlite3.connect(held.folder / "survey.sqlite3") as database:
        (fence,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'frozen_update'").fetchone()
        database.execute("DROP TRIGGER frozen_update")
        database.execute("UPDATE frozen SET earlier = replace(earlier, '50%', '40%')")
        database.execute(fence)
    held.survey.store.close()
    held.open()
    held.on(PUBLISHES)
    status = json.loads(held.ask("/status.json").text)
    assert status["faults"] == ["The figures of the survey before are not those that were fixed."]
    assert held.ask("/results").status == 503 and not status["published"]
    held.survey.store.close()
