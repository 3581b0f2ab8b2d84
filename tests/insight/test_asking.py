"""`candour insight` on what an authority has: tables as extracted, or census files of several years."""

import json
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from candour.insight.run import run
from candour.synth.regimes.census import write_census
from candour.synth.regimes.drawing import draw
from candour.synth.regimes.folder import write_folder
from tests.insight.histories import known_of_drawn

ENDS, STARTS = date(2026, 3, 31), date(2025, 4, 1)


def asked(*words):
    made = subprocess.run(
        [Path(sys.executable).parent / "candour", "insight", *map(str, words)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in made.stderr
    return made


@pytest.fixture(scope="module")
def unconvened(tmp_path_factory):
    """An authority that from April 2025 convenes hardly half of the conferences that are due."""
    drawn = draw("never-convened", seed=5, years=3, referrals=2500, ends=ENDS, starts=STARTS, size=0.6, visits=False)
    folder = tmp_path_factory.mktemp("unconvened")
    write_folder(drawn, folder / "tables")
    write_census(drawn, folder / "census")
    return folder


@pytest.mark.parametrize("way", ["tables", "census"])
def test_conferences_that_are_no_longer_convened_are_found_from_either_and_dated(unconvened, way):
    made = asked(unconvened / way, "--format", "json")
    assert made.returncode == 0, made.stderr
    notices = json.loads(made.stdout)["notices"]
    (one,) = [each for each in notices if each["test"] == "enquiry_to_conference"]
    assert one["level"] == "notice"
    assert one["question"].endswith("?")
    assert "2025-02" <= one["began"] <= "2025-06"
    assert STARTS.isoformat() < one["noticed_from"] < "2026-01"
    assert one["interval"][0] <= one["value"] <= one["interval"][1] < one["expected"]
    assert one["children"]
    assert one["n"] > 30
    assert not [each for each in notices if each["noticed_from"] < STARTS.isoformat() and each["level"] == "notice"]


def test_what_could_be_said_on_a_day_needs_only_what_was_there_on_that_day():
    """Cut the record off on the day from which it could be said: it says the same."""
    import narwhals.stable.v2 as nw

    from candour.insight.history import History
    from candour.insight.judging import day_number

    known = known_of_drawn(
        draw("never-convened", seed=5, years=3, referrals=2500, ends=ENDS, starts=STARTS, size=0.6, visits=False)
    )
    (first,) = [one for one in run(known).notices if one.test == "enquiry_to_conference"]
    ((name, (begins, _)),) = known.covers.items()
    last = day_number(first.noticed_from)
    cut = {}
    for table, frame in known.tables.items():
        for day in ("started", "held", "referred"):
            if day in frame.collect_schema().names():
                frame = frame.filter(nw.col(day).is_null() | (nw.col(day) <= last))
                break
        cut[table] = frame
    then = History(cut, known.engine, {name: (begins, last)}, known.has, "extract")
    (again,) = [one for one in run(then).notices if one.test == "enquiry_to_conference"]
    assert abs((again.noticed_from - first.noticed_from).days) <= 31
    assert again.began == first.began


def test_the_terminal_asks_gives_ordinary_reasons_and_says_what_was_not_asked(unconvened):
    told = asked(unconvened / "census").stdout
    assert "Why do fewer enquiries come to conference than before, and who decided so?" in told
    assert "Ordinary reasons there may be" in told
    assert "What this cannot tell" in told
    assert "Not asked" in told
    assert "census files do not hold what it asks of" in told
    assert "n " in told
    assert "95% interval" in told


def test_the_page_and_the_workbook_are_written_and_hold_the_same_questions(unconvened, tmp_path):
    for form in ("html", "xlsx"):
        made = asked(unconvened / "census", "--format", form, "--out", tmp_path / f"out.{form}")
        assert made.returncode == 0, made.stderr
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        sheets = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    question = "Why do fewer enquiries come to conference than before, and who decided so?"
    assert question in page
    assert question in sheets
    assert page.count("<svg") == page.count("<figure>") > 0
    assert page.count("<table") > page.count("<svg")  # beside every chart its table, and what else was asked
    assert asked(unconvened / "census", "--format", "xlsx").returncode == 2


def test_the_page_can_be_read_at_360_pixels_by_keyboard_and_passes_axe(unconvened, tmp_path, browser):
    asked(unconvened / "tables", "--format", "html", "--out", tmp_path / "out.html")
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto((tmp_path / "out.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not [one["id"] for one in Axe().run(page).response["violations"]]
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the questions"
    page.close()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda folder: folder / "nowhere", "no such file or folder"),
        (lambda folder: folder, "no census files"),
        (lambda folder: _file(folder / "one.txt", "x"), "neither a census file"),
        (lambda folder: _file(folder / "ssd_cin_episodes.csv", "a,b\n1,2\n"), "this is one table"),
        (lambda folder: _file(folder / "in" / "ssd_cin_episodes.csv", "a,b\n1,2\n").parent, "cine_person_id"),
        (lambda folder: _file(folder / "in" / "ssd_s47_enquiry.csv", "a\n1\n").parent, "ssd_cin_episodes"),
        (lambda folder: _file(folder / "in" / "ssd_cin_episodes.csv", "").parent, "ssd_cin_episodes.csv"),
        (
            lambda folder: _file(folder / "in" / "ssd_cin_episodes.parquet", "not a table").parent,
            "ssd_cin_episodes.parquet",
        ),
        (lambda folder: _file(folder / "a.xml", "<x/>"), "a.xml"),
        (lambda folder: _file(folder / "a.xml", "<Message><Header/><Children/></Message>"), "ReferenceDate"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place_and_what_to_do(tmp_path, make, says):
    made = asked(make(tmp_path))
    assert made.returncode == 2, made.stdout
    assert says in made.stderr
    assert made.stderr.startswith("candour: ")


def _file(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_tables_with_few_rows_and_odd_dates_are_asked_without_a_finding(tmp_path):
    _file(
        tmp_path / "here" / "ssd_cin_episodes.csv",
        "CINE_REFERRAL_ID,cine_person_id,cine_referral_date,cine_close_date,cine_referral_nfa\n"
        "1,A,2024-01-08,,N\n2,B,09/01/2024,2024-03-01T00:00:00,Y\n3,C,not a date,,\n4,,2024-02-01,,N\n",
    )
    made = asked(tmp_path / "here", "--format", "json")
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    assert told["notices"] == [] and told["not_asked"] and told["covers"]
    assert told["said"][0] == (
        "ssd_cin_episodes.csv: 1 of 4 days in cine_referral_date cannot be read (such as 'not a date') and count as not filled"
        " in. Write days as 2026-03-31 or 31/03/2026."
    )
    assert "less than two years are there" in told["said"][1]


def test_rows_that_stand_there_twice_and_letters_that_cannot_be_read_are_said(tmp_path):
    columns = "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_team\n"
    rows = "1,A,2024-01-08,North\n2,B,2024-01-09,Z\u00f6e\n1,A,2024-01-08,North\n1,A,2024-01-08,South\n"
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "ssd_cin_episodes.csv").write_bytes((columns + rows).encode("latin-1"))
    said = json.loads(asked(tmp_path / "here", "--format", "json").stdout)["said"]
    assert said[0].startswith("ssd_cin_episodes.csv: 1 of 4 rows are the same to the letter as a row before them")
    assert said[1].startswith("ssd_cin_episodes.csv: 1 of 4 rows hold letters that are not UTF-8")
    assert len(said) == 3, "the same rows in UTF-8, each once, have nothing to be said of but the years"
    (tmp_path / "here" / "ssd_cin_episodes.csv").write_text(columns + "1,A,2024-01-08,Z\u00f6e\n", encoding="utf-8")
    assert len(json.loads(asked(tmp_path / "here", "--format", "json").stdout)["said"]) == 1


def test_census_files_beside_tables_are_said_not_to_be_read(tmp_path):
    columns = "cine_referral_id,cine_person_id,cine_referral_date\n"
    _file(tmp_path / "here" / "ssd_cin_episodes.csv", columns + "1,A,2024-01-08\n")
    (tmp_path / "here" / "cin.xml").write_text("<Message/>")
    assert "the census files beside its tables (1) were not read" in " ".join(asked(tmp_path / "here").stdout.split())


def test_a_table_of_nothing_says_what_to_do(tmp_path):
    _file(tmp_path / "here" / "ssd_cin_episodes.csv", "")
    told = asked(tmp_path / "here").stderr
    assert "ssd_cin_episodes.csv" in told and "Extract the table again" in told and "Traceback" not in told


def test_where_no_day_can_be_read_it_is_not_said_that_none_is_there(tmp_path):
    columns = "cine_referral_id,cine_person_id,cine_referral_date\n"
    _file(tmp_path / "here" / "ssd_cin_episodes.csv", columns + "1,A,31-Mar-26\n")
    assert "has anything that can be read in" in asked(tmp_path / "here").stderr


def test_several_folders_are_several_authorities(unconvened, tmp_path):
    for name in ("north", "south"):
        write_folder(draw("honest", seed=3, years=2, referrals=300, ends=ENDS, visits=False), tmp_path / "all" / name)
    told = asked(tmp_path / "all").stdout
    assert "north:" in told
    assert "south:" in told
