"""A questionnaire is data: what cannot be asked is said in plain words, and the same questions have the same digest."""

import pytest

from candour.cli.command import run
from candour.voice.survey.questionnaire import CHOSEN
from candour.voice.survey.reading import read_questionnaire, standard
from tests.voice.asking import HERE, QUESTIONS, nobody, written

GOOD = QUESTIONS.read_text(encoding="utf-8")


def test_the_standard_one_asks_what_was_asked_in_2015_and_everything_it_should():
    asks = standard()
    codes = {one.code for one in asks.questions}
    assert len([one for one in asks.questions if one.about == "2015"]) == 8
    assert len([code for code in codes if code.startswith("standard_")]) == 8
    assert {"manageable", "caseload", "pressured_at_conference", "asked_to_change_record", "what_happened"} <= codes
    assert all(one.answers for one in asks.questions if one.kind in CHOSEN)
    routed = {one.code: one.asked_if.question for one in asks.questions if one.asked_if}
    assert routed["reclassify_reasons"] == routed["reclassify_kinds"] == "pressured_reclassify"
    assert (routed["risen_for"], routed["return_reasons"]) == ("threshold_risen", "pressured_return_home")


def test_the_digest_follows_what_is_asked_and_not_how_the_file_is_laid_out(tmp_path):
    again = tmp_path / "again.toml"
    again.write_text("# a remark\n" + GOOD.replace(' = "', '   =   "').replace("\n\n", "\n\n\n"))
    assert read_questionnaire(again).digest == read_questionnaire(QUESTIONS).digest
    for other in ("Were you pressed hard?", "Were you pressed? "):
        again.write_text(GOOD.replace("Were you pressed?", other))
        assert read_questionnaire(again).digest != read_questionnaire(QUESTIONS).digest


WRONG = {
    'code = "reasons"\n': ('code = "Why not"\n', "question 2 (Why not): write its code in small letters"),
    'kind = "text"': ('kind = "essay"', "question 5 (more): its kind is essay. Choose one of single, multiple"),
    'ask = "Were you pressed?"': ("", "question 1 (pressured): has no ask"),
    'question = "pressured"': ('question = "manageable"', "asked_if names manageable, which is no earlier question"),
    'answers = ["yes"]': ('answers = ["maybe"]', "asked_if names the answers ['maybe'], which pressured has not"),
    "bands = [0, 11, 21]": (
        "bands = [0, 21, 11]",
        "question 4 (caseload): write bands = where each band begins, rising",
    ),
    'levels = ["role"]': ('levels = ["team"]', "breakdown level team: the name is used twice"),
    'code = "manageable"': ('code = "pressured"', "question 3: the code pressured is used before"),
    'title = "Role"': ('titel = "Role"', "breakdown role: titel is not known here"),
    'no = "No"': ('no = "yes"', "question 1 (pressured): two answers have the same words"),
    "most = 100": ("most = ", "is not TOML"),
}


@pytest.mark.parametrize("part", WRONG)
def test_what_cannot_be_asked_is_said_with_its_place(tmp_path, capsys, part):
    other, said = WRONG[part]
    assert part in GOOD
    path = tmp_path / "wrong.toml"
    path.write_text(GOOD.replace(part, other))
    responses = written(tmp_path / "answers.csv", [{"pressured": "yes"}])
    assert run(["survey", "results", str(responses), "--questions", str(path)], nobody, nobody, nobody) == 2
    complaint = capsys.readouterr().err
    assert said in complaint and "wrong.toml" in complaint


WRONG_MAPS = {
    "separator = 3": "separator: write what stands between",
    "[question.nothing]\ncolumn = 'x'": "[question.nothing]: the questionnaire has no such question",
    "[question.pressured]": "[question.pressured]: write either column or columns",
    "[question.pressured]\ncolumns = { yes = 'a' }": "a single question has one column",
    "[question.pressured]\ncolumn = 'a'\nvalues = { x = 'maybe' }": "maybe is no answer of this question",
    "[question.pressured]\ncolumn = 'absent'": "the file has no column absent",
    "[level.age]\ncolumn = 'a'": "[level.age]: the questionnaire has no such level",
    "colour = 1": "colour is not known here",
}


@pytest.mark.parametrize("text", WRONG_MAPS)
def test_a_map_that_cannot_be_followed_is_said_to_be_so(tmp_path, capsys, text):
    path = tmp_path / "map.toml"
    path.write_text(text)
    responses = written(tmp_path / "answers.csv", [{"pressured": "yes"}])
    said = ["survey", "results", str(responses), "--questions", str(QUESTIONS), "--map", str(path)]
    assert run(said, nobody, nobody, nobody) == 2
    assert WRONG_MAPS[text] in capsys.readouterr().err


WRONG_STAFF = {
    "role,staff\nworker,5\n": "has to name the columns level, group and staff",
    "level,group,staff\nrole,worker,few\n": "line 2: staff is 'few'",
    "level,group,staff\nrole,worker,5\nservice,Help,6\n": "have to come to the same number",
    "level,group,staff\nrole,worker,1\nrole,manager,50\n": "fewer people work in worker (role) than answered",
    "level,group,staff\nage,old,50\n": "the staff file has the level age",
    "level,group,staff\nrole,worker,5\nrole,worker,5\n": "line 3: worker is there twice",
}


@pytest.mark.parametrize("text", WRONG_STAFF)
def test_staff_numbers_that_cannot_be_right_are_said_to_be_so(tmp_path, capsys, text):
    staff = tmp_path / "staff.csv"
    staff.write_text(text)
    responses = written(tmp_path / "answers.csv", [{"pressured": "yes", "role": "worker"}] * 3)
    said = ["survey", "results", str(responses), "--questions", str(QUESTIONS), "--staff", str(staff)]
    assert run(said, nobody, nobody, nobody) == 2
    assert WRONG_STAFF[text] in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path, capsys):
    for words in (["no.csv", "--questions", str(QUESTIONS)], [str(HERE / "map_2015.toml"), "--questions", "no.toml"]):
        assert run(["survey", "results", *words], nobody, nobody, nobody) == 2
        assert "cannot be read (No such file or directory). Check the name" in capsys.readouterr().err
