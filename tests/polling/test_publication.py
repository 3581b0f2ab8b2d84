"""Results come on their day by themselves, for everybody alike, and give nobody away."""

import csv
import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest

from candour.polling import publishing
from tests.polling.conftest import CLOSES, PUBLISHES, hold


def answered(held, many=40):
    """So many people answer; every second was pressed, for money, and every fourth for staff as well."""
    for nth, code in enumerate(held.codes[:many]):
        pressed = {"q_pressed": "yes", "q_what_for": ["money", "staff"][: 1 + (nth % 4 == 0)]} if nth % 2 == 0 else {}
        where = {"by_0": 1 + nth % 2, "by_1": 1 + nth % 2, "by_2": 1}
        held.send(code, **({"q_pressed": "no"} | pressed | where), q_caseload=nth, q_more=f"My words {nth}")
    return held


def figures(held):
    return list(csv.DictReader(io.StringIO(held.ask("/results.csv").text)))


def test_results_are_there_on_the_day_with_charts_tables_files_and_methods(held):
    answered(held).on(PUBLISHES)
    page = held.ask("/results")
    assert page.status == 200 and "Wrenshire" in page.text and "<svg" in page.text and "<table>" in page.text
    assert "Answers of 40 people of 120 staff" in page.text and held.survey.statement.questions in page.text
    everybody = {one["answer"]: one for one in figures(held) if one["question"] == "pressed" and not one["group"]}
    assert (everybody["yes"]["told"], everybody["yes"]["number"], everybody["yes"]["answered"]) == ("50%", "20", "40")
    assert ZipFile(io.BytesIO(held.ask("/results.xlsx").body)).testzip() is None
    assert "Wilson" not in page.text and "20 points" in held.ask("/methods").text
    assert "My words" not in page.text + held.ask("/responses.csv").text


def test_the_results_name_the_questions_that_were_fixed_whichever_breakdowns_were_chosen(tmp_path):
    held = hold(tmp_path, by=("role",))
    for code in held.codes[:20]:
        held.send(code, q_pressed="no", by_0="1")
    page = held.on(PUBLISHES).ask("/results").text
    assert held.survey.statement.questions in page and "Service and team" not in page and ">Role<" in page
    held.survey.store.close()


def test_a_missed_publication_is_found_by_reading_the_clock(held, monkeypatch):
    answered(held, 10).on(PUBLISHES + timedelta(days=3))
    monkeypatch.setattr(publishing, "find", lambda *_: 1 / 0)
    page = held.ask("/results")
    assert page.status == 503 and "were due on 12 April 2027" in page.text and "late" in page.text
    told = json.loads(held.ask("/status.json").text)
    assert told["late_days"] == 3 and not told["published"] and not told["all_well"]


def test_what_still_waits_is_written_when_the_survey_closes_though_no_job_runs(held):
    answered(held, 16).on(CLOSES + timedelta(days=1))
    assert len(held.survey.store.answers()) == 10
    held.ask("/")
    assert len(held.survey.store.answers()) == 16 and held.survey.store.last_together == 6
    held.on(PUBLISHES)
    assert "fewer than 5 answers were left" not in held.ask("/results").text


def test_fewer_than_five_left_at_the_end_are_told_with_a_notice(held):
    answered(held, 13).on(PUBLISHES)
    assert "fewer than 5 answers were left" in held.ask("/results").text


@pytest.mark.parametrize("many", [0, 1, 9])
def test_of_fewer_than_ten_nothing_is_told(held, many):
    answered(held, many).on(PUBLISHES)
    page = held.ask("/results")
    assert page.status == 200 and "%" not in "".join(one["told"] for one in figures(held))
    assert "<svg" not in page.text
    assert set("".join(held.ask("/responses.csv").text.split(",")).split()) == set()


def test_people_who_say_they_work_where_fewer_work_cannot_stop_the_results(tmp_path):
    staff = "level,group,staff\nservice,Small,5\nservice,Large,115\nteam,A,5\nteam,B,115\nrole,R,120\n"
    held = hold(tmp_path, staff=staff)
    for code in held.codes[:30]:
        held.send(code, q_pressed="no", by_0="1")
    held.on(PUBLISHES)
    page = held.ask("/results")
    assert page.status == 200 and "More people said they work in a group" in page.text
    held.survey.store.close()


def test_the_answers_file_counts_to_the_page_and_no_line_is_a_person(held):
    """Nobody finds the rest of somebody's answers from one they know; no group, number or rare answer stands in it."""
    for nth, code in enumerate(held.codes[:60]):
        pressed = {"q_pressed": "yes", "q_what_for": "money"} if nth < 35 else {"q_pressed": "no"}
        held.send(code, **pressed, q_caseload=nth * 3, by_0=1 + nth % 2, by_1=1 + nth % 2, by_2=1 + (nth % 6 == 0))
    held.on(PUBLISHES)
    lines = list(csv.DictReader(io.StringIO(held.ask("/responses.csv").text)))
    assert set(lines[0]) == {"pressed", "what_for", "caseload"} and len(lines) == 60
    told = {(one["question"], one["answer"]): one["number"] for one in figures(held) if not one["group"]}
    for (question, answer), number in told.items():
        if question != "more" and number:
            wanted = " or ".join(answer.split("; "))
            assert sum(wanted in one[question].split(";") for one in lines) == int(number), (question, answer)
    assert {one["what_for"] for one in lines if one["pressed"] == "no"} == {""}
    together = [(one["pressed"], one["caseload"]) for one in lines]
    assert together != [("yes" if nth < 35 else "no", str(nth * 3)) for nth in range(60)]
    assert [one["caseload"] for one in lines] == sorted(one["caseload"] for one in lines)


def test_the_same_is_told_to_everybody_before_the_day_and_no_address_brings_it_earlier(held):
    answered(held).on(PUBLISHES - timedelta(days=1))
    for path in ("/results", "/results.csv", "/responses.csv", "/results.xlsx"):
        assert "will be published on 12 April 2027" in held.ask(path).text
    told = json.loads(held.ask("/status.json").text)
    assert told["stage"] == "closed" and not told["published"] and told["late_days"] is None
