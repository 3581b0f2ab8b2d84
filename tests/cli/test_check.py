"""`candour check` and `candour rules`, as a data officer types them: no record, no setting up."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bench.census_of import written
from tests.intake.census_files import assessment, child, episode, message, write

CANDOUR = str(Path(sys.executable).with_name("candour"))


@pytest.fixture
def candour(tmp_path):
    """Types a command in an empty folder. Returns exit status, what it printed, and what it complained of."""
    here = tmp_path / "here"
    here.mkdir()

    def types(*words, **more):
        environment = {**os.environ, "CANDOUR_DATA": str(here / "var"), "COLUMNS": "120"}
        done = subprocess.run(
            [CANDOUR, *map(str, words)], env=environment, capture_output=True, text=True, cwd=here, check=False, **more
        )
        assert "Traceback" not in done.stderr + done.stdout
        assert not (here / "var").exists()
        return done.returncode, done.stdout, done.stderr

    return types


@pytest.fixture
def census(tmp_path):
    return write(
        tmp_path,
        message(
            child("A1", episode("2025-06-03", assessment("2025-06-01", ""))),
            child("A2", episode("2025-06-03", assessment("2025-06-04", ""))),
            year=2026,
        ),
    )


def test_the_summary_says_what_is_wrong_and_whose(candour, census):
    status, said, _ = candour("check", census)
    assert status == 1
    assert "2 children, CIN census 2025-26" in said
    assert "1103" in said and "An assessment began before the referral" in said
    assert "A1" in said


def test_a_clean_file_says_so(candour, tmp_path):
    clean = written(tmp_path / "clean.xml", 1, wrong=0)
    status, said, _ = candour("check", clean, "--errors-only", "--rule", "1103")
    assert (status, "Nothing was found." in said) == (0, True)


def test_json_holds_every_place_in_the_order_of_the_return(candour, census):
    status, said, _ = candour("check", census, "--format", "json")
    told = json.loads(said)
    assert status == 1
    assert (told["file"], told["collection"], told["year"], told["children"]) == ("census.xml", "CIN", "2025-26", 2)
    assert set(told["issues"]) <= set(told["rules"]) and len(told["rules"]) == 109
    assert told["rules"]["8670Q"] == {"type": "query", "message": told["rules"]["8670Q"]["message"]}
    assert [place[:4] + place[5:] for place in told["issues"]["1103"]] == [
        ["CINdetails", "A1", "CINreferralDate", "Child[1]/CINdetails[1]", "2025-06-03"],
        ["Assessments", "A1", "AssessmentActualStartDate", "Child[1]/CINdetails[1]/Assessments[1]", "2025-06-01"],
    ]
    assert told["issues"]["2887Q"] == [["", "", "", "", None, None]]


def test_only_some_rules_or_one_child_or_errors(candour, census):
    def codes(*words):
        return set(json.loads(candour("check", census, "--format", "json", *words)[1])["issues"])

    assert codes("--rule", "1103") == {"1103"}
    assert "2887Q" in codes() and not any(code.endswith("Q") for code in codes("--errors-only"))
    assert "1103" in codes("--child", "A1") and "1103" not in codes("--child", "A2")


def test_the_same_findings_as_csv_html_and_a_workbook(candour, census, tmp_path):
    found = json.loads(candour("check", census, "--format", "json")[1])["issues"]
    count = sum(map(len, found.values()))
    rows = list(csv.DictReader(io.StringIO(candour("check", census, "--format", "csv")[1])))
    assert len(rows) == count and rows[0]["message"]
    page, book = tmp_path / "out.html", tmp_path / "out.xlsx"
    assert candour("check", census, "--format", "html", "--out", page)[0] == 1
    text = page.read_text()
    assert all(f'id="r0-{code}"' in text for code in found) and "http" not in text.replace("<!doctype html>", "")
    assert candour("check", census, "--format", "xlsx", "--out", book)[0] == 1
    names = zipfile.ZipFile(book).read("xl/workbook.xml").decode()
    assert "Summary" in names and "Findings" in names
    sheet = zipfile.ZipFile(book).read("xl/worksheets/sheet2.xml").decode()
    assert sheet.count("<row ") == count + 1


def test_what_was_typed_can_be_no_formula_and_no_markup(candour, tmp_path):
    nasty = '=HYPERLINK("x")&lt;script&gt;'
    path = write(tmp_path, message(child("A1", episode("2025-06-03"), sex=f"<Sex>{nasty}</Sex>"), year=2026))
    rows = csv.DictReader(io.StringIO(candour("check", path, "--format", "csv", "--rule", "4180")[1]))
    assert next(iter(rows))["value"] == """'=HYPERLINK("x")<script>"""
    page = candour("check", path, "--format", "html", "--rule", "4180")[1]
    assert "=HYPERLINK(&quot;x&quot;)&lt;script&gt;" in page


def test_two_returns_compared(candour, census, tmp_path):
    now = write(
        tmp_path,
        message(
            child("A1", episode("2025-06-03", assessment("2025-06-01", ""))),
            child("A3", episode("2025-06-03", assessment("2025-05-01", ""))),
            year=2026,
        ),
        "now.xml",
    )
    told = json.loads(candour("check", now, "--against", census, "--rule", "1103,8670Q", "--format", "json")[1])[
        "against"
    ]
    numbers = {name: sorted({place[1] for place in told[name].get("1103", [])}) for name in ("new", "gone", "still")}
    assert numbers == {"new": ["A3"], "gone": [], "still": ["A1"]}
    assert [place[1] for place in told["gone"]["8670Q"]] == ["A2", "A2"]
    said = candour("check", now, "--against", census)[1]
    assert "now.xml against census.xml" in said


def test_a_folder_of_tables_gives_what_the_file_gives_and_counts_by_team(candour, tmp_path):
    path = written(tmp_path / "made.xml", 30, wrong=0.3)
    assert candour("tables", path, "--out", tmp_path / "tables")[0] == 0
    whole = json.loads(candour("check", path, "--format", "json")[1])
    tables = json.loads(candour("check", tmp_path / "tables", "--format", "json")[1])
    assert _but_for_lines(tables["issues"]) == _but_for_lines(whole["issues"])
    folder = tmp_path / "csv"
    folder.mkdir()
    (folder / "Header.csv").write_text("Year,ReferenceDate\n2026,2026-03-31\n")
    (folder / "ChildIdentifiers.csv").write_text('LAchildID,Sex,Team\nA,F,"North & co"\nB,,South\n')
    (folder / "CINdetails.csv").write_text(
        "LAchildID,CINdetailsID,CINreferralDate,Mood\nA,1,2027-01-01,low\nZ,1,2025-05-05,\n"
    )
    status, said, _ = candour("check", folder, "--by", "team", "--rule", "4180,8600")
    assert status == 1
    assert "North & co" in said and "South" in said
    assert "CINdetails.csv has a column Mood" in said and "1 row lies inside no row of ChildIdentifiers" in said
    (folder / "Assessments.csv").write_text("LAchildID,AssessmentActualStartDate\nA,2025-05-05\n")
    status, _, complaint = candour("check", folder)
    assert status == 2 and "Assessments.csv has no column CINdetailsID" in complaint


def _but_for_lines(issues):
    return {code: [place[:4] + place[5:] for place in places] for code, places in issues.items()}


def _bomb(levels: int) -> str:
    lines = "".join(f'<!ENTITY a{at + 1} "{f"&a{at};" * 10}">' for at in range(levels))
    return f'<!DOCTYPE Message [<!ENTITY a0 "ha">{lines}]><Message><Children>&a{levels};</Children></Message>'


BAD = {
    "not XML": (b"LAchildID,UPN\nA,1\n", "not an XML file"),
    "empty": (b"", "empty"),
    "another root": (b"<?xml version='1.0'?>\n<Cake><Header/></Cake>", "Line 2: The file begins with Cake"),
    "cut off": (b"<Message>\n<Children>\n<Child>\n<ChildIdentifiers>", "Line 4: The file stops here"),
    "crossed tags": (b"<Message>\n<Header></Children>", "Line 2: The file is not well-formed"),
    "billion laughs": (_bomb(9).encode(), "take the declarations out"),
    "outside entity": (
        b'<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/hostname">]><Message><Header><Year>&x;</Year></Header></Message>',
        "document type declaration",
    ),
    "huge attribute": (b'<Message><Children a="' + b"a" * 11_000_000 + b'"/></Message>', "far larger"),
    "wrong bytes": (b'<?xml version="1.0" encoding="UTF-8"?><Message>\n<Header>\xff\xfe</Header></Message>', "Line 2"),
    "nothing in it": (b"<Message></Message>", "does not say which year"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_says_why_where_and_what_to_do(candour, tmp_path, name):
    data, why = BAD[name]
    path = tmp_path / "bad.xml"
    path.write_bytes(data)
    status, said, complaint = candour("check", path)
    assert (status, said) == (2, "")
    assert why in complaint and complaint.startswith("candour: Cannot check bad.xml.")


def test_a_folder_without_tables_and_a_file_that_is_not_there(candour, tmp_path, census):
    status, _, complaint = candour("check", tmp_path / "here", tmp_path / "nowhere.xml", census, "--format", "json")
    assert status == 2
    assert "no table of children" in complaint and "There is no such file" in complaint


def test_one_bad_file_does_not_lose_the_others(candour, tmp_path, census):
    bad = write(tmp_path, "<Message>", "bad.xml")
    status, said, complaint = candour("check", bad, census, "--format", "json")
    assert status == 2 and "bad.xml" in complaint
    assert json.loads(said)["issues"]["1103"]


@pytest.mark.parametrize("form", ["json", "csv", "html", "xlsx", "table"])
def test_no_room_for_the_report_is_told_and_leaves_the_old_one(candour, tmp_path, form):
    big = written(tmp_path / "big.xml", 300, wrong=0.5)
    out = tmp_path / "report"
    out.write_text("last week's")

    def no_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    status, _, complaint = candour("check", big, "--format", form, "--out", out, preexec_fn=no_room)
    assert status == 2 and "could not be written" in complaint and "Nothing was written" in complaint
    assert out.read_text() == "last week's"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["big.xml", "here", "report"]


def test_whoever_reads_no_further_is_not_shouted_at(tmp_path, census):
    with subprocess.Popen(
        [CANDOUR, "check", census, "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    ) as reading:
        reading.stdout.close()
        complaint = reading.stderr.read().decode()
    assert complaint == ""


def test_what_was_mistyped_is_put_right_in_one_line(candour, census):
    for words, why in {
        ("check", census, "--year", "26"): "not a census year",
        ("check", census, "--rule", "9"): "There is no rule 9",
        ("check", census, "--format", "xlsx"): "add --out",
        ("rules", "show", "nonsense"): "There is no rule NONSENSE",
    }.items():
        status, _, complaint = candour(*words)
        assert status == 2 and why in complaint


def test_every_rule_is_listed_and_can_be_read_whole(candour):
    listed = candour("rules", "list")[1].splitlines()
    assert len(listed) == 109 and listed[0].startswith("100 ")
    told = candour("rules", "show", "8565")[1]
    for part in (
        "Why it matters",
        "What to do",
        "What it looks for",
        "Where it points",
        "Source",
        "Found:",
        "Not found:",
    ):
        assert part in told
    assert candour("rules", "show", "8670")[1].startswith("8670Q (query)")


def test_the_record_is_checked_as_the_file_it_would_make(tmp_path, census):
    environment = {**os.environ, "CANDOUR_DATA": str(tmp_path / "var")}

    def types(*words):
        done = subprocess.run(
            [CANDOUR, *map(str, words)], env=environment, capture_output=True, text=True, cwd=tmp_path, check=False
        )
        assert "Traceback" not in done.stderr + done.stdout
        return done

    types("prepare", "wrenshire", "--lea", "201", "--administrator", "Al Byrne")
    assert "No data officer" in types("import", "cin", census).stderr
    nothing = types("check", "--record")
    assert nothing.returncode == 2 and "say which, such as --year 2025-26" in nothing.stderr
    found = types("check", "--record", "--year", "2025-26", "--format", "json")
    told = json.loads(found.stdout)
    assert (found.returncode, told["children"], told["year"]) == (1, 0, "2025-26")
    assert types("check").returncode == 2
