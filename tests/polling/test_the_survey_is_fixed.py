"""From the day it was made nothing of a survey can be changed unseen: not its days, its questions or its codes."""

import json
import shutil
import sqlite3
from datetime import date, timedelta

import pytest

from candour.polling import keeping
from candour.polling.codes import draw, hash_of
from candour.polling.statement import read_statement
from candour.polling.store import DATABASE
from candour.polling.trouble import Trouble
from tests.polling.conftest import CLOSES, OPENS, PUBLISHES, STAFF, hold


def edited(held, **changes):
    path = held.folder / "survey.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def underneath(held, *statements):
    """Whoever owns the server changes the database itself: takes its fences away, and puts them back."""
    with sqlite3.connect(held.folder / DATABASE) as database:
        fences = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in fences:
            database.execute(f"DROP TRIGGER {name}")
        for one in statements:
            database.execute(*one)
        for _, fence in fences:
            database.execute(fence)
    held.survey.store.close()
    held.open()


def faults(held):
    return json.loads(held.ask("/status.json").text)["faults"]


def test_all_is_well_where_nothing_was_touched(held):
    assert faults(held) == [] and json.loads(held.ask("/status.json").text)["all_well"]
    words, well = keeping.check(held.folder, held.folder / "survey.json")
    assert well and held.survey.statement.digest in words


@pytest.mark.parametrize("changes", [{"closes": "2027-03-02"}, {"publishes": "2028-04-12"}, {"breakdowns": ["role"]}])
def test_an_edited_file_changes_nothing_and_is_shown_to_everybody(held, changes):
    edited(held, **changes)
    held.survey.store.close()
    held.open()
    front = held.ask("/").text
    assert "This survey is not as it was fixed" in front and f"survey.json was changed: {next(iter(changes))}" in front
    assert "open until 21 March 2027 ends" in front
    assert faults(held) and not keeping.check(held.folder, None)[1]
    assert held.send(held.codes[0], q_pressed="no").status == 200


def test_a_survey_extended_underneath_is_found_by_the_scrutineers_copy(held, tmp_path):
    copy = shutil.copy(held.folder / "survey.json", tmp_path / "scrutineer.json")
    longer = held.survey.store.statement.replace("2027-03-21", "2027-04-01")
    underneath(held, ("UPDATE frozen SET statement = ?", (longer,)))
    edited(held, closes="2027-04-01")
    words, well = keeping.check(held.folder, copy)
    assert not well and "closes: 2027-04-01 here, 2027-03-21 there" in words
    assert held.survey.statement.digest != read_statement(copy.read_text(), "copy").digest


def test_the_databases_own_guards_taken_away_are_missed(held):
    with sqlite3.connect(held.folder / DATABASE) as database:
        database.execute("DROP TRIGGER answer_update")
    assert "guards against changing what is kept were taken away" in held.ask("/").text and faults(held)


def test_a_question_changed_underneath_stops_answers_and_is_shown(held):
    other = held.survey.store.questions.replace("pressed to change", "helped to change")
    underneath(held, ("UPDATE frozen SET questions = ?", (other,)))
    assert "The questions are not those that were fixed" in held.ask("/").text
    refused = held.send(held.codes[0], q_pressed="yes")
    assert refused.status == 503 and "Answers are not taken until it is put right" in refused.text


def test_codes_added_underneath_are_found(held):
    more = draw(1)[0]
    underneath(held, ("INSERT INTO code VALUES (?)", (hash_of(more),)))
    assert faults(held) == ["The codes are not those of the pot that was fixed."]
    assert held.send(more, q_pressed="no").status == 503


def test_answers_put_in_or_taken_out_underneath_are_found(held):
    for code in held.codes[:10]:
        held.send(code, q_pressed="no")
    assert faults(held) == []
    underneath(held, ("DELETE FROM answer WHERE id = (SELECT id FROM answer LIMIT 1)", ()))
    assert "not as many answers as codes used" in faults(held)[0]


def test_a_survey_closed_early_underneath_is_found(held):
    underneath(held, ("INSERT INTO closed VALUES (1, 0)", ()))
    assert "closed before its last day was over" in faults(held)[0]
    assert held.send(held.codes[0], q_pressed="no").status == 403


def test_the_database_itself_refuses_to_change_what_it_keeps(held):
    for code in held.codes[:10]:
        held.send(code, q_pressed="no")
    with sqlite3.connect(held.folder / DATABASE) as database:
        for statement in (
            "DELETE FROM answer",
            "UPDATE frozen SET statement = ''",
            "DELETE FROM used",
            "DELETE FROM code",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="fixed"):
                database.execute(statement)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((CLOSES, OPENS, PUBLISHES), "before it opens"),
        ((OPENS, CLOSES, CLOSES), "while people can answer"),
    ],
)
def test_days_in_another_order_are_refused(tmp_path, days, said):
    (tmp_path / "staff.csv").write_text(STAFF)
    with pytest.raises(Trouble, match=said):
        keeping.new(tmp_path / "s", ("Wrenshire", ""), "standard", tmp_path / "staff.csv", (), days, tmp_path / "pot")


def test_the_pot_is_not_put_beside_the_answers_and_no_code_is_in_the_folder(held, tmp_path):
    for path in held.folder.iterdir():
        raw = path.read_bytes()
        assert not any(code.encode() in raw for code in held.codes), path.name
    with pytest.raises(Trouble, match="lies in the survey's own folder"):
        keeping.new(
            tmp_path / "x",
            ("W", ""),
            "standard",
            tmp_path / "staff.csv",
            (),
            (OPENS, CLOSES, PUBLISHES),
            tmp_path / "x" / "pot",
        )


def test_it_opens_closes_and_publishes_by_its_days_and_stays_closed(held):
    held.on(OPENS - timedelta(days=1))
    assert "opens on 1 March 2027" in held.ask("/").text and held.send(held.codes[0], q_pressed="no").status == 403
    held.on(CLOSES)
    assert held.send(held.codes[0], q_pressed="no").status == 200
    held.on(CLOSES + timedelta(days=1))
    assert held.send(held.codes[1], q_pressed="no").status == 403
    for path in ("/results", "/results.csv", "/results.xlsx", "/responses.csv", "/methods"):
        reply = held.ask(path)
        assert reply.status == 403 and "will be published on 12 April 2027" in reply.text
    held.on(date(2027, 3, 10))  # the clock is put back
    assert held.send(held.codes[1], q_pressed="no").status == 403
    assert "the clock went back" in faults(held)[0]


def test_whoever_takes_away_the_key_of_what_waits_is_found_and_cannot_hold_the_results_back(held):
    for code in held.codes[:13]:
        held.send(code, q_pressed="no")
    (key,) = held.folder.glob("waiting-*.key")
    key.unlink()
    assert "Answers that wait cannot be opened" in faults(held)[0]
    refused = held.send(held.codes[14], q_pressed="no")
    assert refused.status == 503 and "Nothing was sent" in refused.text
    held.on(PUBLISHES)
    page = held.ask("/results")
    assert page.status == 200 and "Answers of 10 people" in page.text
    assert "Answers that wait cannot be opened" in page.text


def test_a_survey_whose_first_day_is_past_says_that_no_record_takes_it(tmp_path):
    (tmp_path / "staff.csv").write_text(STAFF)
    days = (date(2020, 3, 1), date(2020, 3, 2), date(2020, 3, 3))
    said = keeping.new(
        tmp_path / "s", ("Wrenshire", ""), "standard", tmp_path / "staff.csv", ("role",), days, tmp_path / "pot.txt"
    )
    assert "no record takes it any more" in said


def test_a_survey_that_cannot_be_made_leaves_nothing_behind(held, tmp_path):
    pot = tmp_path / "there.txt"
    pot.write_text("something")
    with pytest.raises(Trouble, match="is there already"):
        keeping.new(
            tmp_path / "second", ("Wrenshire", ""), "standard", tmp_path / "staff.csv", ("role",),
            (OPENS, CLOSES, PUBLISHES), pot,
        )  # fmt: skip
    assert not (tmp_path / "second").exists() and pot.read_text() == "something"


def test_a_copy_of_another_survey_is_said_to_be_just_that(held, tmp_path):
    (tmp_path / "other").mkdir()
    other = hold(tmp_path / "other")
    words, well = keeping.check(held.folder, other.folder / "survey.json")
    assert not well and "it is of another survey (How work is, Wrenshire, from 2027-03-01)" in words
    other.survey.store.close()
