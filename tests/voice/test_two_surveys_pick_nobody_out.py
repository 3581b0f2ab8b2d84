"""Two surveys of nearly the same people, told one beside the other, reveal nobody who joined, left or changed their mind."""

import csv
import io

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from candour.cli.command import run
from candour.frames.coded_columns import read_coded
from candour.voice.survey.again import told_after
from candour.voice.survey.answers import understand
from candour.voice.survey.earlier import read_earlier
from candour.voice.survey.mapping import Mapping
from candour.voice.survey.page import page
from candour.voice.survey.reading import read_questionnaire
from candour.voice.survey.results import find
from candour.voice.survey.telling import write_csv, write_json
from candour.voice.survey.wave_telling import write_change_csv
from candour.voice.survey.waves import STANDS, compare
from tests.voice.asking import QUESTIONS, nobody, written
from tests.voice.test_survey_results import people

BY = ("organisation", "role")
COLUMNS = ("service", "team", "role", "pressured", "reasons", "manageable")
ASKS = read_questionnaire(QUESTIONS)
PERSON = st.tuples(
    st.sampled_from([("Help", "North"), ("Help", "South"), ("Duty", "Day"), ("Duty", "")]),
    st.sampled_from(["worker", "manager"]),
    st.sampled_from(["yes", "no", ""]),
    st.sampled_from(["money", "staff", "money;staff"]),
    st.sampled_from(["good", "hard", "never"]),
)


def row(person):
    (service, team), role, pressed, why, manageable = person
    return dict(zip(COLUMNS, (service, team, role, pressed, why if pressed == "yes" else "", manageable), strict=True))


def found(folder, rows):
    return find(ASKS, understand(read_coded(written(folder / "answers.csv", rows, COLUMNS)), ASKS, Mapping()), None, BY)


def published(folder, rows, earlier):
    """All that is told of a survey after an earlier one: what changed, and the results as the service publishes them."""
    out, now = io.StringIO(), found(folder, rows)
    changed = tuple(compare(now, earlier, BY))
    write_change_csv(changed, out)
    told = told_after(now, earlier, changed, BY)
    write_json(told, out)
    return out.getvalue() + "".join(page(told))


def first_wave(folder, rows, as_json=False):
    file = folder / ("told.json" if as_json else "told.csv")
    with file.open("w", encoding="utf-8", newline="") as out:
        (write_json if as_json else write_csv)(found(folder, rows), out)
    return read_earlier(file)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("waves")


NEW_ROLE = [(("Help", "North"), "worker", "yes", "money", answer) for answer in ("good", "hard") * 3]


@settings(max_examples=35, deadline=None, suppress_health_check=list(HealthCheck))
@example(  # the first manager ever: what is told together must not give them away
    few=NEW_ROLE, times=5, left=0, joined=[NEW_ROLE[0], (("Help", "North"), "manager", "yes", "money", "hard")]
)
@example(  # ten are asked why for the first time: that they are told the joiners' answer
    few=[NEW_ROLE[0], *[(("Help", "North"), "worker", "no", "money", "good")] * 3],
    times=8,
    left=0,
    joined=NEW_ROLE[:2],
)
@example(  # one of eleven who were asked why left: whoever comes decides whether there are ten
    few=[NEW_ROLE[0]] * 2 + [(("Help", "North"), "worker", "no", "money", "good")] * 2,
    times=5,
    left=1,
    joined=NEW_ROLE[:1],
)
@given(
    few=st.lists(PERSON, min_size=4, max_size=12), times=st.integers(5, 30), left=st.integers(0, 2),
    joined=st.lists(PERSON, min_size=1, max_size=2),
)  # fmt: skip
def test_whoever_knows_all_others_cannot_tell_what_a_joiner_answered(folder, few, times, left, joined):
    """Everything told is the same to the letter, whatever the one or two who joined had answered instead."""
    then = [row(one) for one in few * times]
    earlier = first_wave(folder, then)
    assume(earlier.figures)
    stayed = then[left:]
    as_it_is = published(folder, stayed + [row(one) for one in joined], earlier)
    for pressed in ("yes", "no", ""):
        instead = [(where, role, pressed, "staff", "good") for where, role, *_ in joined]
        assert published(folder, stayed + [row(one) for one in instead], earlier) == as_it_is


@settings(max_examples=35, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    then=st.lists(PERSON, min_size=20, max_size=60), elsewhere=st.lists(PERSON, min_size=20, max_size=60),
    alone=PERSON, pressed=st.sampled_from(["yes", "no"]),
)  # fmt: skip
def test_nor_where_many_others_changed_in_another_service(folder, then, elsewhere, alone, pressed):
    """The only one who joined Help: of it, and of what is left when others are taken from the whole, nothing new is told."""
    help_then = [one for one in then * 3 if one[0][0] == "Help"]
    duty_then = [one for one in then * 3 if one[0][0] == "Duty"]
    duty_now = [(("Duty", "Day"), *one[1:]) for one in elsewhere * 2]
    assume(help_then and duty_then)
    earlier = first_wave(folder, [row(one) for one in help_then + duty_then])
    now = found(folder, [row(one) for one in [*help_then, *duty_now, (("Help", "North"), *alone[1:])]])
    changed = tuple(compare(now, earlier, BY))
    lines = [line for one in changed if one.place[0] == "organisation" for line in one.changes]
    assert {line.says for line in lines} <= {STANDS, "told once only"}
    for one in told_after(now, earlier, changed, BY).results:
        if one.question.code not in earlier.asks:  # too few answered it then for anything to be told of it
            continue
        groups = [group for by in one.by if by.breakdown.code == "organisation" for group in by.groups]
        assert all(figure.stands or figure.said == "not told" for group in groups for figure in group.figures)


def then_and_now(tmp_path, now, *words, as_json=False):
    first = people("Help", "North", 40, 60) + people("Duty", "Day", 30, 30)
    earlier = tmp_path / "earlier.out"
    said = ["survey", "results", str(written(tmp_path / "then.csv", first)), "--questions", str(QUESTIONS)]
    kind = "json" if as_json else "csv"
    assert run([*said, "--by", "organisation", "--format", kind, "--out", str(earlier)], nobody, nobody, nobody) == 0
    said[2] = str(written(tmp_path / "now.csv", now))
    out = tmp_path / "change.csv"
    words = ["--by", "organisation", "--after", str(earlier), *words]
    assert run([*said, *words, "--format", "csv", "--out", str(out)], nobody, nobody, nobody) == 0
    return {(one["group"], one["answer"]): one for one in csv.DictReader(out.open(encoding="utf-8"))}


@pytest.mark.parametrize("as_json", [True, False])
def test_what_many_changed_is_told_with_both_intervals_and_what_chance_could_do(tmp_path, as_json):
    told = then_and_now(tmp_path, people("Help", "North", 75, 25) + people("Duty", "Day", 48, 12), as_json=as_json)
    assert (told["Help", "yes"]["then"], told["Help", "yes"]["told"]) == ("40%", "75%")
    assert told["Help", "yes"]["says"] == "more than chance alone would make"
    assert float(told["Help", "yes"]["difference_low"]) > 0.2
    assert told["", "yes"]["number"] == "123" and told["", "yes"]["then_low"]
    assert told["Help / North", "yes"]["told"] == "75%"
    assert told["Duty", "yes"]["told"] == "80%"


def test_a_small_change_is_told_as_what_chance_may_do(tmp_path):
    told = then_and_now(tmp_path, people("Help", "North", 52, 60) + people("Duty", "Day", 41, 30))
    assert told["", "yes"]["says"] == "may be chance alone: nothing can be said"


def test_what_one_joiner_brings_is_not_told_and_the_earlier_figure_stands_for_the_next_survey(tmp_path):
    told = then_and_now(tmp_path, people("Help", "North", 41, 60) + people("Duty", "Day", 30, 30))
    assert {one["says"] for one in told.values()} == {STANDS}
    assert told["", "yes"]["number"] == "70" and told["", "yes"]["answered"] == "160"
    assert read_earlier(tmp_path / "change.csv").figures["pressured"]["", ""]["yes"].number == 70


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", '{"questions": 3}', "{", "question,asks\n", '{"questions": []}'])
def test_a_file_that_holds_no_results_is_refused_with_what_to_do(tmp_path, text, capsys):
    earlier = tmp_path / "x.csv"
    earlier.write_text(text)
    now = written(tmp_path / "now.csv", people("Help", "North", 41, 60))
    said = ["survey", "results", str(now), "--questions", str(QUESTIONS), "--after", str(earlier)]
    assert run(said, nobody, nobody, nobody) == 2
    assert "results" in capsys.readouterr().err
