"""`candour benchmark`: published files as downloaded, every authority beside the others, and no rank."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from candour.insight.published.measures import Compared, NotCompared, compare
from candour.insight.published.reading import BadFigures, read_folder
from tests.insight.published_files import AUTHORITIES, ODD, ended, enquiries, population, referrals, write

CANDOUR = str(Path(sys.executable).with_name("candour"))
BESIDE = Path(__file__).resolve().parents[3] / "shared" / "samples" / "dfe_2024"


@pytest.fixture
def folder(tmp_path):
    """The files of a download, under names that say nothing, with one that is of no use here."""
    made = tmp_path / "download"
    made.mkdir()
    write(made / "one.csv", referrals())
    write(made / "two.csv", population())
    write(made / "three.csv", enquiries())
    write(made / "four.csv", ended())
    (made / "months.csv").write_text("time_period,la_name,April\n2024,Ashby,3\n")
    (made / "notes.txt").write_text("not a table")
    return made


@pytest.fixture
def candour(tmp_path):
    def types(*words):
        environment = {**os.environ, "CANDOUR_DATA": str(tmp_path / "var"), "COLUMNS": "120"}
        done = subprocess.run(
            [CANDOUR, "benchmark", *map(str, words)], env=environment, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stderr + done.stdout
        assert not (tmp_path / "var").exists()
        return done.returncode, done.stdout, done.stderr

    return types


def measured(folder: Path, key: str, year: int | None = None) -> Compared:
    found = next(one for one in compare(read_folder(folder), year) if one.measure.key == key)
    assert isinstance(found, Compared), found
    return found


def test_files_are_known_by_their_columns_and_others_are_named_and_passed_over(folder):
    read = read_folder(folder)
    assert read.files == {
        "referrals": "one.csv",
        "population": "two.csv",
        "enquiries": "three.csv",
        "plans ended": "four.csv",
    }
    assert [name for name, _ in read.passed_over] == ["months.csv"]
    assert read.years() == [2023, 2024]


def test_the_columns_of_the_edition_of_2025_are_known_as_well(folder):
    before = measured(folder, "re-referrals")
    called = {"Referrals": "referral_count", "Re_referrals": "rereferral_count"}
    write(folder / "one.csv", [{called.get(name, name): cell for name, cell in row.items()} for row in referrals()])
    assert measured(folder, "re-referrals") == before


def test_the_odd_authority_is_different_and_the_ordinary_spread_is_not(folder):
    found = measured(folder, "re-referrals")
    assert found.different == (ODD,)
    assert found.by_chance_alone > 10
    assert found.funnel.times > 2
    assert found.england == 0.2
    assert [unit.name for unit in found.funnel.units] == sorted(AUTHORITIES)


def test_a_rate_is_of_the_children_in_the_middle_of_the_year_before(folder):
    found = measured(folder, "referrals", 2023)
    ashby = next(unit for unit in found.funnel.units if unit.name == "Ashby South")
    assert ashby.of == 40_500
    assert found.england == 80_000 / 2_000_000


def test_a_number_not_published_is_worked_out_where_the_others_give_it_and_left_out_where_not(folder):
    soon = measured(folder, "conference-in-time")
    assert next(unit for unit in soon.funnel.units if unit.name == "Ashby North").events == 100
    late = measured(folder, "ended-after-two-years")
    assert {why for _, why in late.left_out} == {"too small to be published"}
    assert len(late.left_out) + len(late.funnel.units) == len(AUTHORITIES)
    assert "the middle lies a little high" in late.caution and not soon.caution


def test_what_the_folder_cannot_give_is_said(folder):
    (folder / "two.csv").unlink()
    why = {one.measure.key: one.why for one in compare(read_folder(folder)) if isinstance(one, NotCompared)}
    assert why["referrals"] == "a rate needs the ONS mid-2023 population estimates in the folder"
    assert why["repeat-plans"] == "there is no table D3, second or subsequent plans in the folder"
    earlier = {one.measure.key: one.why for one in compare(read_folder(folder), 2023) if isinstance(one, NotCompared)}
    assert earlier["ended-after-two-years"] == "four.csv has no authority for 2023"


def test_small_units_and_impossible_shares_are_left_out_with_the_reason(folder):
    rows = referrals((2024,))
    rows[2].update(Referrals=19, Re_referrals=3)
    rows[3].update(Referrals=100, Re_referrals=101)
    rows[4].update(Referrals="u", Re_referrals="u")
    write(folder / "one.csv", rows)
    found = measured(folder, "re-referrals")
    assert dict(found.left_out) == {
        "Ashby North": "fewer than 20 referrals in the year",
        "Ashby South": "more re-referrals (101) than referrals in the year (100)",
        "Ashby East": "published as of low reliability",
    }


def test_a_measure_of_which_there_was_none_at_all_is_said_to_leave_nothing_to_compare(folder):
    rows = ended()
    for row in rows:
        row["2_years_or_more"] = 0
    write(folder / "four.csv", rows)
    why = {one.measure.key: one.why for one in compare(read_folder(folder)) if isinstance(one, NotCompared)}
    assert why["ended-after-two-years"] == "the middle authority has none or all of them, and leaves nothing to compare"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("Re_referrals", "lots"), r'one.csv, line 5, column re_referrals: "lots" is neither a number'),
        (("Re_referrals", "-4"), r'one.csv, line 5, column re_referrals: "-4" is neither a number'),
        (("time_period", "spring"), r'one.csv, line 5, column time_period: "spring" is no year'),
        (("time_period", "202325"), r'"202325" is no year'),
        (("old_la_code", "300"), r"one.csv, lines 4 and 5: Ashby South 2024 is there twice"),
    ],
)
def test_a_bad_cell_is_named_by_file_line_and_column(folder, change, why):
    rows = referrals((2024,))
    rows[3][change[0]] = change[1]
    write(folder / "one.csv", rows)
    with pytest.raises(BadFigures, match=why):
        read_folder(folder)


def test_a_table_that_lacks_a_column_or_is_there_twice_or_is_cut_off_says_so(folder):
    write(folder / "five.csv", referrals())
    with pytest.raises(BadFigures, match=r"five.csv and one.csv are both C1"):
        read_folder(folder)
    (folder / "five.csv").unlink()
    text = (folder / "one.csv").read_text(encoding="utf-8-sig")
    (folder / "one.csv").write_text(text[:-9])
    with pytest.raises(BadFigures, match=r"one.csv, line 85: 12 cells under 13 headings"):
        read_folder(folder)
    (folder / "one.csv").write_text(text.replace("Referrals,Re_ref", "Total,Re_ref"))
    with pytest.raises(BadFigures, match=r"one.csv is C1, .* has no column referrals. Download"):
        read_folder(folder)
    (folder / "one.csv").write_bytes(b"PK\x03\x04\0\0,\xff\n\r,,")
    assert "one.csv" in dict(read_folder(folder).passed_over)


def test_the_terminal_names_no_rank_and_says_what_the_spread_does(candour, folder):
    status, said, _ = candour(folder, "--authority", "hale west")
    flat = " ".join(said.split())
    assert status == 0
    assert "Published figures for the year to 31 March 2024" in flat
    assert f"Different from what is ordinary: {ODD} (above)." in flat
    assert "limits that allow for the spread name 1" in flat
    assert "This is different from what is ordinary, above." in flat
    assert "Passed over: months.csv" in flat
    assert not re.search(r"\b(worst|best|rank(ed|ing)|league|poor|good)\b", flat, re.IGNORECASE)


def test_json_has_every_authority_with_its_interval_and_what_would_be_ordinary(candour, folder):
    told = json.loads(candour(folder, "--format", "json", "--year", "2023-24")[1])
    assert told["year"] == 2024
    found = next(one for one in told["measures"] if one["key"] == "re-referrals")
    assert [one["authority"] for one in found["authorities"]] == sorted(AUTHORITIES)
    odd = next(one for one in found["authorities"] if one["authority"] == ODD)
    assert odd["interval"][0] < odd["value"] < odd["interval"][1]
    assert odd["value"] > odd["ordinary"][1] and odd["says"] == "different from what is ordinary, above"
    rate = next(one for one in told["measures"] if one["key"] == "referrals")
    assert 100 < rate["middle"] < 1000


def test_the_page_can_be_used_by_everybody_and_fetches_and_runs_nothing(candour, folder, tmp_path, browser: Browser):
    out = tmp_path / "page.html"
    assert candour(folder, "--authority", ODD, "--format", "html", "--out", out)[0] == 0
    text = out.read_text()
    assert not re.search(r"<script|<link|<img| style=| src=|http://(?!www\.w3\.org)", text)
    with browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(out.as_uri())
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.get_by_role("img", name=re.compile("Referrals within 12 months")).is_visible()
        table = page.get_by_role("region", name="Referrals within 12 months of an earlier one: every authority")
        names = table.locator("tbody th").all_inner_texts()
        assert [name.removesuffix(" (marked)") for name in names] == sorted(AUTHORITIES)
        assert f"{ODD} (marked)" in names
        page.emulate_media(media="print")
        assert table.evaluate("one => one.scrollHeight - one.clientHeight") <= 1


def test_the_page_keeps_its_own_policy(candour, folder, tmp_path, browser: Browser):
    out = tmp_path / "page.html"
    candour(folder, "--format", "html", "--out", out)
    with browser.new_context() as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text))
        page.goto(out.as_uri())
        assert page.evaluate("getComputedStyle(document.querySelector('table')).borderCollapse") == "collapse"
        assert complaints == []


def test_what_was_mistyped_is_put_right_in_one_line(candour, folder, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    for words, why in {
        (tmp_path / "nowhere",): "is not a folder. Name the folder",
        (folder / "one.csv",): "is not a folder",
        (empty,): "No CSV file in",
        (folder, "--year", "2019"): "No table has 2019. They have the years ending in 2023, 2024",
        (folder, "--year", "last"): "not a census year",
        (folder, "--authority", "Hale"): "4 authorities in 2024 are called",
        (folder, "--authority", "Ashbi North"): "Did you mean Ashby North",
        (folder, "--authority", " "): "Write it as the published tables do",
        (folder, "--format", "html", "--out", tmp_path / "no" / "page.html"): "could not be written",
    }.items():
        status, _, complaint = candour(*words)
        assert (status, len(complaint.splitlines())) == (2, 1)
        assert why in complaint


# How many authorities, the middle one and England, in per cent or for 10,000 children. Of the real files they were worked
# out apart from this code, or are in the rows for England: DfE, "Characteristics of children in need", 2024.
OF_THE_FILES = [
    ("invented", "re-referrals", 40, None, 20.0),
    ("invented", "referrals", 40, None, 400.0),
    ("invented", "ended-within-three-months", 40, 14.582, None),
]
if BESIDE.is_dir():
    OF_THE_FILES += [
        ("real", "ended-after-two-years", 127, 4.0, 3.8),
        ("real", "ended-within-three-months", 145, 15.86, 16.3),
        ("real", "re-referrals", 149, None, 22.4),
        ("real", "repeat-plans", 150, None, 24.7),
        ("real", "referrals", 151, None, 518.3),
        ("real", "enquiries", 151, None, 187.1),
        ("real", "conferences", 150, None, 60.2),
        ("real", "plans-started", 150, None, 51.8),
        ("real", "plans-at-31-march", 150, None, 41.6),
    ]


@pytest.mark.parametrize(("files", "key", "many", "middle", "england"), OF_THE_FILES)
def test_what_is_said_is_what_the_files_say(folder, files, key, many, middle, england):
    found = measured(BESIDE if files == "real" else folder, key, 2024)
    times = 10_000 if found.measure.of == "population" else 100
    assert len(found.funnel.units) == many
    if middle is not None:
        assert found.funnel.centre * times == pytest.approx(middle, abs=0.005)
    if england is not None:
        assert found.england * times == pytest.approx(england, abs=0.05)
    assert len(found.different) < many / 20
    assert found.by_chance_alone > many / 10 or files == "invented"


def test_the_command_needs_neither_django_nor_a_dataframe_library(folder):
    script = (
        "import sys; from candour.cli.command import run;"
        "status = run(['benchmark', sys.argv[1], '--format', 'json'], None, None, None);"
        "sys.exit(status or sorted({'django', 'polars', 'narwhals', 'candour.record'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script, folder], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
