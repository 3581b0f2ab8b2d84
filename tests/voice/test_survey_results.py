"""What `candour survey results` tells of files of answers made anywhere."""

import csv
import random
import zipfile
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter
from axe_playwright_python.sync_playwright import Axe
from hypothesis import example, given, settings
from hypothesis import strategies as st

from candour.cli.command import run
from candour.frames.coded_columns import Coded
from candour.voice.survey.proportions import (
    BANDS,
    WHOLE_FROM,
    about,
    band,
    bounds,
    bounds_of_told,
    interval,
    percentage,
)
from candour.voice.survey.weighing import Staff, weights
from tests.voice.asking import HERE, QUESTIONS, group, nobody, percent, question, tells, written

SHARED = Path(__file__).resolve().parents[3] / "shared" / "voice" / "cc2015_fixture.csv"


def as_in_2015(folder):
    """An invented file of our own with as many of each answer as give the figures published in 2015."""
    rows = [
        dict.fromkeys(("enough_resources", "threshold_risen", "pressured_reclassify", "pressured_return_home"), "0")
    ]
    rows = [dict(rows[0]) for _ in range(1093)]

    def say(of, name, many):
        for nth, row in enumerate(of):
            row[name] = "1" if nth < many else "0"
        return of[:many]

    say(rows, "enough_resources", 328)
    risen = say(rows, "threshold_risen", 776)
    say(risen, "risen_neglect", 574)
    say(risen, "risen_sexual_abuse_cse", 303)
    pressed = say(rows, "pressured_reclassify", 470)
    for name, many in (("reduce_cp_numbers", 357), ("shortage_sw", 306), ("save_money", 207), ("allocate_better", 99)):
        say(pressed, f"reason_{name}", many)
    for name, many in (("neglect", 387), ("emotional", 341), ("physical", 148)):
        say(pressed[:461], f"type_{name}", many)
    say(say(rows, "pressured_return_home", 383), "return_reason_save_money", 287)
    random.Random(1).shuffle(rows)
    return written(folder / "invented.csv", rows)


@pytest.mark.parametrize("shared", [False, *([True] if SHARED.exists() else [])])
def test_the_figures_published_in_2015_come_out_exactly_each_on_its_own_base(tmp_path, shared):
    responses = SHARED if shared else as_in_2015(tmp_path)
    told = tells(tmp_path, responses, "--map", HERE / "map_2015.toml", questions="standard")
    assert percent(told, "enough_resources")["no"] == "70%"
    assert percent(told, "threshold_risen")["yes"] == "71%"
    assert percent(told, "risen_for") == {"neglect": "74%", "sexual": "39%"}
    assert percent(told, "pressured_reclassify")["yes"] == "43%"
    assert list(percent(told, "reclassify_reasons").values()) == ["76%", "65%", "44%", "21%"]
    assert list(percent(told, "reclassify_kinds").values()) == ["84%", "74%", "32%"]
    assert percent(told, "pressured_return_home")["yes"] == "35%"
    assert percent(told, "return_reasons") == {"save_money": "75%"}
    bases = {one["code"]: (one["asked"], one["answered"]) for one in told["questions"]}
    assert bases["pressured_reclassify"] == (1093, 1093)
    assert bases["risen_for"] == (776, 776)
    assert bases["reclassify_reasons"] == (470, 470)
    assert bases["reclassify_kinds"] == (470, 461)
    assert [round(100 * end, 1) for end in question(told, "pressured_reclassify")["figures"][0]["interval"]] == [
        40.1,
        46.0,
    ]
    assert "manageable" in told["not_in_the_file"]


@pytest.mark.parametrize("typed", ["12.0000000000", "12.", "012", "12"])
def test_a_whole_number_is_read_as_programs_write_it(tmp_path, typed):
    told = tells(tmp_path, written(tmp_path / "answers.csv", [{"caseload": typed}] * 40))
    assert question(told, "caseload")["quartiles"] == [12, 12, 12] and told["in_no_figure"] == []


@pytest.mark.parametrize("typed", ["12,5", "1,2", "1,2,5", "12.5", "-3", "\u0663", "0,120"])
def test_a_decimal_comma_makes_no_larger_number(tmp_path, typed):
    told = tells(tmp_path, written(tmp_path / "answers.csv", [{"caseload": typed}] * 40))
    assert [(one["value"], one["times"]) for one in told["in_no_figure"]] == [(typed, 40)]


def test_routing_gaps_and_codes_nobody_knows_are_each_counted_and_nothing_is_dropped(tmp_path):
    rows = [{"pressured": "Yes", "reasons": "Money; too few staff", "manageable": "hard", "caseload": "18.0"}] * 20
    rows += [{"pressured": "yes", "reasons": "Money;Beans", "manageable": "9", "caseload": "many"}] * 10
    rows += [{"pressured": "no", "reasons": "Money", "manageable": "", "caseload": "12"}] * 3
    rows += [{"pressured": "No", "reasons": "", "manageable": "never", "caseload": "101"}] * 27
    rows += [{"pressured": "perhaps", "who": "x"}] * 2 + [{"pressured": "", "caseload": "5", "who": ""}]
    told = tells(tmp_path, written(tmp_path / "answers.csv", rows))
    assert percent(told, "pressured") == {"yes": "50%", "no": "50%"}
    assert (question(told, "pressured")["asked"], question(told, "pressured")["answered"]) == (63, 60)
    assert percent(told, "reasons") == {"money": "100%", "staff": "67%", "other": "0%"}
    assert question(told, "reasons")["answered"] == 30
    odd = {(one["column"], one["value"], one["times"]) for one in told["in_no_figure"]}
    assert odd == {
        ("reasons", "Beans", 10), ("reasons", "", 3), ("manageable", "9", 10), ("caseload", "many", 10),
        ("caseload", "101", 27), ("pressured", "perhaps", 2),
    }  # fmt: skip
    assert told["not_read"] == ["who"] and told["not_in_the_file"] == ["more"]


def test_an_export_of_limesurvey_is_read_by_its_codes_and_one_of_forms_by_a_map(tmp_path):
    lime = [{"pressured": "yes", "reasons[money]": "Y", "reasons[staff]": "", "reasons[other]": "N"}] * 30
    lime += [{"pressured": "yes", "reasons[money]": "", "reasons[staff]": "", "reasons[other]": ""}] * 10
    lime += [{"pressured": "no", "reasons[money]": "N", "reasons[staff]": "N", "reasons[other]": "N"}] * 10
    forms = [{"ID": "7", "Were you pressed?": "Oh yes", "Why?": "Money;", "Team": "North"}] * 30
    forms += [{"ID": "8", "Were you pressed?": "Oh yes", "Why?": "-", "Team": "North"}] * 10
    forms += [{"ID": "9", "Were you pressed?": "No", "Why?": "n/a", "Team": "North"}] * 10
    mapped = tmp_path / "map.toml"
    mapped.write_text(
        'not_stated = ["-"]\nnot_asked = ["n/a"]\n[question.pressured]\ncolumn = "Were you pressed?"\n'
        'values = { "Oh yes" = "yes" }\n[question.reasons]\ncolumn = "Why?"\n[level.role]\ncolumn = "Team"\n'
    )
    one = tells(tmp_path, written(tmp_path / "lime.csv", lime))
    other = tells(tmp_path, written(tmp_path / "forms.csv", forms), "--map", mapped, "--by", "role")
    for told in (one, other):
        assert percent(told, "pressured") == {"yes": "80%", "no": "20%"}
        assert (question(told, "reasons")["asked"], question(told, "reasons")["answered"]) == (40, 30)
        assert percent(told, "reasons")["money"] == "100%"
        assert told["in_no_figure"] == []
    assert group(other, "pressured", "role", "North")["answered"] == 50


def test_what_somebody_typed_beside_other_in_limesurvey_means_that_they_chose_it(tmp_path):
    typed = {"pressured": "yes", "reasons[money]": "", "reasons[other]": "My manager's bonus"}
    rows = [typed] * 12 + [{**typed, "reasons[money]": "Y", "reasons[other]": ""}] * 28
    told = tells(tmp_path, written(tmp_path / "lime.csv", rows))
    assert percent(told, "reasons")["other"] == "30%" and question(told, "reasons")["answered"] == 40
    assert told["in_no_figure"] == []


def people(service, team, yes, no, role="worker"):
    return [
        {"service": service, "team": team, "role": role, "pressured": "yes" if nth < yes else "no"}
        for nth in range(yes + no)
    ]


def test_a_small_team_is_not_told_nor_the_one_beside_it_and_middling_ones_in_bands(tmp_path):
    rows = people("Help", "North", 3, 4) + people("Help", "South", 6, 7) + people("Help", "East", 40, 41)
    rows += people("Duty", "Day", 12, 0) + people("Duty", "Night", 6, 9)
    told = tells(tmp_path, written(tmp_path / "answers.csv", rows), "--by", "organisation")
    said = {tuple(one["group"]): one for one in question(told, "pressured")["by"]["organisation"]}
    for hidden in ("North", "South"):
        assert said["Help", hidden]["answered"] is None
        assert {one["told"] for one in said["Help", hidden]["figures"]} == {"not told"}
    assert [one["told"] for one in said["Help", "East"]["figures"]] == ["49%", "51%"]
    assert [one["told"] for one in said["Duty", "Day"]["figures"]] == ["80% or more", "20% or less"]
    assert said["Duty", "Day"]["figures"][0]["interval"] is None
    assert said["Help",]["answered"] == 100


def test_only_breakdowns_that_were_declared_are_told_and_hiding_does_not_depend_on_which_are_asked_for(
    tmp_path, capsys
):
    rows = people("Help", "North", 3, 4) + people("Help", "South", 36, 27, "manager")
    responses = written(tmp_path / "answers.csv", rows)
    both = tells(tmp_path, responses, "--by", "organisation", "--by", "role")
    one = tells(tmp_path, responses, "--by", "role")
    assert question(both, "pressured")["by"]["role"] == question(one, "pressured")["by"]["role"]
    assert (
        run(["survey", "results", str(responses), "--questions", str(QUESTIONS), "--by", "age"], nobody, nobody, nobody)
        == 2
    )
    assert "age is no breakdown that the questionnaire declares" in capsys.readouterr().err


def test_staff_numbers_narrow_the_interval_bound_the_silent_and_weigh_with_the_plain_figure_beside(tmp_path):
    rows = people("Help", "North", 200, 100, "worker") + people("Help", "South", 60, 240, "manager")
    staff = tmp_path / "staff.csv"
    staff.write_text("level,group,staff\nrole,worker,800\nrole,manager,400\n")
    told = tells(tmp_path, written(tmp_path / "answers.csv", rows), "--staff", staff)
    yes = question(told, "pressured")["figures"][0]
    assert (yes["told"], yes["weighted"]) == ("43%", 51)  # 2/3 of two thirds and 1/5 of one third
    assert yes["of_all_staff"] == [260 / 1200, 860 / 1200]
    low, high = interval(260, 600)
    assert yes["interval"][1] - yes["interval"][0] < 0.75 * (high - low)


@pytest.mark.parametrize("few", [1, 4])
def test_an_answer_that_very_few_gave_is_told_of_no_group_so_that_nobody_is_found_by_where_it_is_not(tmp_path, few):
    """Everywhere else 0%, by team and by role: whose answer it is would be there for all to see."""
    rows = people("Help", "Big", 0, 47) + people("Duty", "Other", 0, 40)
    rows += people("Help", "Small", few, 30 - few, role="manager")
    told = tells(tmp_path, written(tmp_path / "answers.csv", rows), "--by", "organisation", "--by", "role")
    one = question(told, "pressured")
    assert [figure["number"] for figure in one["figures"]] == [few, 117 - few], "of everybody it is told"
    said = {figure["told"] for groups in one["by"].values() for each in groups for figure in each["figures"]}
    assert said == {"not told"}
    rows += people("Help", "Small", 5 - few, 0, role="manager")
    told = tells(tmp_path, written(tmp_path / "more.csv", rows), "--by", "role")
    assert "0%" in {figure["told"] for each in question(told, "pressured")["by"]["role"] for figure in each["figures"]}


def test_of_several_answers_one_that_very_few_gave_is_not_told_where_there_are_groups(tmp_path):
    rows = [{**one, "reasons": "Money"} for one in people("Help", "Big", 47, 0) + people("Duty", "Other", 40, 0)]
    rows += [{**rows[0], "team": "Other", "service": "Duty", "reasons": "Money; too few staff"}] * 2
    told = tells(tmp_path, written(tmp_path / "answers.csv", rows), "--by", "organisation")
    one = question(told, "reasons")
    assert {figure["answers"][0]: figure["told"] for figure in one["figures"]}["staff"] == "not told"
    for each in one["by"]["organisation"]:
        by_answer = {figure["answers"][0]: figure["told"] for figure in each["figures"]}
        assert by_answer["staff"] == "not told" and by_answer["money"] == "100%"
    rows[0] = {**rows[0], "reasons": "Too few staff"}
    one = question(tells(tmp_path, written(tmp_path / "but_one.csv", rows), "--by", "organisation"), "reasons")
    said = {figure["answers"][0]: figure["told"] for figure in one["figures"]}
    assert said["money"] == "not told", "who alone did not say it would be found in the same way"


def test_what_stands_beside_a_groups_share_tells_no_number_that_is_not_told(tmp_path):
    """Groups with other numbers but the same share and base, as told, are told the same to the last letter."""
    staff = tmp_path / "staff.csv"
    staff.write_text("level,group,staff\nteam,North,100\nteam,South,100\nteam,Day,100\n")
    rows = people("Help", "North", 30, 30) + people("Help", "South", 31, 31) + people("Duty", "Day", 29, 29)
    told = tells(tmp_path, written(tmp_path / "answers.csv", rows), "--by", "organisation", "--staff", staff)
    teams = [one for one in question(told, "pressured")["by"]["organisation"] if len(one["group"]) == 2]
    assert len(teams) == 3 and {one["answered"] for one in teams} == {60}
    assert teams[0]["figures"] == teams[1]["figures"] == teams[2]["figures"]
    assert teams[0]["figures"][0]["interval"] and teams[0]["figures"][0]["of_all_staff"]


@pytest.mark.parametrize("way", ["table", "html", "csv", "xlsx"])
def test_the_same_is_told_in_every_form(tmp_path, way):
    rows = people("Help", "North", 43, 57) + people("<b>Duty</b>", "=1+1", 30, 30)
    out = tmp_path / f"report.{way}"
    responses = written(tmp_path / "answers.csv", rows)
    said = ["survey", "results", str(responses), "--questions", str(QUESTIONS), "--by", "organisation", "--format", way]
    assert run([*said, "--out", str(out)], nobody, nobody, nobody) == 0
    if way == "xlsx":
        with zipfile.ZipFile(out) as book:
            text = book.read("xl/sharedStrings.xml").decode()
    else:
        text = out.read_text(encoding="utf-8")
    assert "46%" in text and "43%" in text and "Were you pressed?" in text
    if way == "html":
        assert "<b>Duty" not in text and "<script" not in text and text.count("<svg") == 1 and text.count("<table") == 2
    if way == "csv":
        assert not any(cell.startswith("=") for row in csv.reader(text.splitlines()) for cell in row)


def test_the_page_can_be_read_at_360_pixels_by_keyboard_and_passes_axe(tmp_path, browser):
    rows = people("Help", "North", 43, 57) + people("Help", "South", 5, 2) + people("Duty", "Day", 30, 40)
    rows += [{"pressured": "perhaps", "service": "Duty", "team": "Day"}]
    out, responses = tmp_path / "report.html", written(tmp_path / "answers.csv", rows)
    said = ["survey", "results", str(responses), "--questions", str(QUESTIONS), "--by", "organisation"]
    assert run([*said, "--format", "html", "--out", str(out)], nobody, nobody, nobody) == 0
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(out.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not [one["id"] for one in Axe().run(page).response["violations"]]
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the results"
    page.close()


WRONG_FILES = {
    "": "is empty",
    "a,b\n1,2\n": "no column for any question",
    "pressured,pressured\nyes,no\n": "stands twice",
    "pressured,\nyes,no\n": "column 2 has no heading",
    "pressured\nyes,no,no\n": "does not fit its headings",
    "reasons\nmoney\n": "pressured, which says whom it was asked of, is not",
    "PK\x03\x04": "is a workbook that cannot be opened",
    "press\0ured\nyes": "is not text",
}


@pytest.mark.parametrize("text", WRONG_FILES)
def test_a_file_that_cannot_be_read_is_said_to_be_so(tmp_path, capsys, text):
    responses = tmp_path / "answers.csv"
    responses.write_text(text)
    assert run(["survey", "results", str(responses), "--questions", str(QUESTIONS)], nobody, nobody, nobody) == 2
    assert WRONG_FILES[text] in capsys.readouterr().err


def test_a_workbook_is_read_as_the_csv_of_its_sheet_is(tmp_path):
    """As Microsoft Forms saves it: more columns than are asked of, numbers as numbers, several answers ended by ;."""
    rows = [
        {"pressured": "yes" if nth % 3 else "no", "reasons": "money;staff;" if nth % 3 else "", "role": "worker"}
        | {"manageable": "good", "caseload": nth}
        for nth in range(60)
    ]
    book = tmp_path / "answers.xlsx"
    with xlsxwriter.Workbook(book) as made:
        made.add_worksheet("Nothing")
        sheet = made.add_worksheet("Form1")
        sheet.write_row(0, 0, ["Start time", *rows[0]])
        for at, row in enumerate(rows, 1):
            sheet.write_datetime(at, 0, datetime(2026, 3, 1, 9, at % 60), made.add_format({"num_format": "dd/mm/yyyy"}))
            sheet.write_row(at, 1, list(row.values()))
        sheet.write_blank(200, 9, None, made.add_format({"bold": True}))
    plain = written(
        tmp_path / "answers.csv", [{name: str(value) for name, value in row.items()} for row in rows], list(rows[0])
    )
    told, of_csv = tells(tmp_path, book, "--by", "role"), tells(tmp_path, plain, "--by", "role")
    assert told.pop("not_read") == ["Start time"] and told.pop("empty_lines") == 0
    assert of_csv.pop("not_read") == [] and of_csv.pop("empty_lines") == 0
    assert told == of_csv and told["people"] == 60 and told["in_no_figure"] == []


def test_a_workbook_packed_in_an_unknown_way_says_what_to_do(tmp_path, capsys):
    book = tmp_path / "answers.xlsx"
    with xlsxwriter.Workbook(book) as made:
        made.add_worksheet()
    raw = bytearray(book.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 6] = 200  # the version of zip that is needed
    book.write_bytes(raw)
    assert run(["survey", "results", str(book), "--questions", str(QUESTIONS)], nobody, nobody, nobody) == 2
    assert "save the sheet with the answers as CSV UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("begins", "says"), [(b"\xd0\xcf\x11\xe0\xa1\xb1", "cannot be opened"), (b"PK\x03\x04", "as CSV UTF-8")]
)
def test_a_workbook_that_is_broken_or_has_a_password_says_what_to_do(tmp_path, capsys, begins, says):
    (tmp_path / "answers.xlsx").write_bytes(begins + bytes(600))
    said = ["survey", "results", str(tmp_path / "answers.xlsx"), "--questions", str(QUESTIONS)]
    assert run(said, nobody, nobody, nobody) == 2
    assert says in capsys.readouterr().err


def test_a_file_with_headings_only_tells_nothing_of_anybody(tmp_path):
    told = tells(
        tmp_path, written(tmp_path / "answers.csv", [], ["pressured", "role", "manageable", "caseload", "more"])
    )
    assert told["people"] is None and not any(one["told"] for one in told["questions"])


answers = st.fixed_dictionaries(
    {
        "pressured": st.sampled_from(["yes", "no", "", "?"]),
        "reasons": st.sampled_from(["money", "money;staff", "", "other;?"]),
        "manageable": st.sampled_from(["good", "fair", "hard", "never", ""]),
        "caseload": st.sampled_from(["3", "15", "40", "x", ""]),
        "role": st.sampled_from(["worker", "manager", ""]),
    }
)


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(answers, max_size=60), order=st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter_and_answers_add_up(tmp_path_factory, rows, order):
    folder = tmp_path_factory.mktemp("told")
    columns = ["pressured", "reasons", "manageable", "caseload", "role"]
    told = tells(folder, written(folder / "one.csv", rows, columns), "--by", "role")
    shuffled = list(rows)
    order.shuffle(shuffled)
    assert tells(folder, written(folder / "other.csv", shuffled, columns), "--by", "role") == told
    for one in told["questions"]:
        numbers = [figure["number"] for figure in one["figures"]]
        if one["kind"] in ("single", "scale", "number") and numbers and None not in numbers:
            assert sum(numbers) == one["answered"] <= one["asked"] <= len(rows)


@given(answered=st.integers(1, 3000), data=st.data())
def test_a_share_lies_within_its_interval_and_its_bounds(answered, data):
    chosen = data.draw(st.integers(0, answered))
    staff = data.draw(st.integers(answered, 4000))
    low, high = interval(chosen, answered, staff)
    share = chosen / answered
    assert 0 <= low <= share + 1e-12 and share - 1e-12 <= high <= 1
    least, most = bounds(chosen, answered, staff)
    assert least - 1e-12 <= share <= most + 1e-12
    if answered >= WHOLE_FROM:
        told = bounds_of_told(percentage(chosen, answered), about(answered), staff)
        assert 0 <= told[0] <= least + 1e-12 and most - 1e-12 <= told[1] <= 1, "wide enough for what the numbers are"
    wide_low, wide_high = interval(chosen, answered)
    assert wide_low <= low + 1e-12 and high <= wide_high + 1e-12
    assert abs(percentage(chosen, answered) - 100 * share) <= 0.5
    assert BANDS.index(band(chosen, answered)) == 4 - BANDS.index(band(answered - chosen, answered))
    at = BANDS.index(band(chosen, answered))
    assert 0.2 * at - 1e-12 <= share <= 0.2 * (at + 1) + 1e-12


@settings(deadline=None)
@example(
    sizes=[(20, 100), (21, 100), (60, 100)]
)  # the cap is nearly out of reach: going round in small steps missed it
@given(sizes=st.lists(st.tuples(st.integers(20, 60), st.integers(100, 200)), min_size=2, max_size=5))
def test_weighed_answers_have_the_mix_of_all_staff_and_none_counts_for_more_than_five(sizes):
    names = tuple(map(str, range(len(sizes))))
    at = np.repeat(np.arange(len(sizes)), [many for many, _ in sizes])
    staff = Staff(sum(of for _, of in sizes), {"role": {name: of for name, (_, of) in zip(names, sizes, strict=True)}})
    made = weights({"role": Coded(names, at)}, staff, len(at))
    shares = np.bincount(at, weights=made) / made.sum()
    assert np.allclose(shares, [of / staff.total for _, of in sizes])
    heavy = weights(
        {"role": Coded(names, at)}, Staff(10**6, {"role": {**dict.fromkeys(names, 1), "0": 10**6}}), len(at)
    )
    first, others = heavy[at == 0], heavy[at > 0]
    assert np.isclose(heavy.mean(), 1)
    if 5 * len(first) < len(at):
        assert np.isclose(first.min(), 5) and np.isclose(first.max(), 5), "as heavy as any answer may be"
        assert np.isclose(others.sum(), len(at) - 5 * len(first))
    else:
        assert first.max() <= len(at) / len(first) + 1e-9, "they are so many that together they cannot weigh too much"


def test_a_group_whose_answer_is_hidden_is_hidden_too_in_what_was_asked_because_of_it(tmp_path):
    rows = people("Help", "North", 4, 5) + people("Help", "South", 30, 30) + people("Help", "East", 60, 60)
    for row in rows:
        row["reasons"] = "money" if row["pressured"] == "yes" and row["team"] != "East" else ""
        if row["pressured"] == "yes" and row["team"] == "East":
            row["reasons"] = "staff"
    told = tells(tmp_path, written(tmp_path / "answers.csv", rows), "--by", "organisation")
    for code in ("pressured", "reasons"):
        assert group(told, code, "organisation", "Help", "South")["answered"] is None
        assert group(told, code, "organisation", "Help", "East")["answered"] is not None


def test_a_weighted_figure_is_left_out_where_it_would_help_to_work_out_a_group_not_told(tmp_path):
    rows = people("Help", "North", 4, 5, "worker") + people("Help", "South", 30, 31, "manager")
    rows += people("Help", "East", 60, 60, "manager")
    staff = tmp_path / "staff.csv"
    staff.write_text("level,group,staff\nrole,worker,300\nrole,manager,200\n")
    told = tells(tmp_path, written(tmp_path / "answers.csv", rows), "--staff", staff)
    assert [one["weighted"] for one in question(told, "pressured")["figures"]] == [None, None]


def test_answers_that_few_gave_are_told_together_where_groups_are_hidden(tmp_path):
    rows = []
    for team, many in (("North", 8), ("South", 30), ("East", 60)):
        rows += [
            {"service": "Help", "team": team, "manageable": ("good", "fair", "hard")[nth % 3]} for nth in range(many)
        ]
    rows[-1]["manageable"] = "never"
    told = tells(tmp_path, written(tmp_path / "answers.csv", rows), "--by", "organisation")
    assert [one["answers"] for one in question(told, "manageable")["figures"]] == [
        ["good"],
        ["fair"],
        ["hard", "never"],
    ]
