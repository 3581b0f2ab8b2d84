"""The command, as an operator types it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CANDOUR = str(Path(sys.executable).with_name("candour"))
FILE = """<?xml version="1.0" encoding="utf-8"?>
<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>
<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>305</LEA>
<SoftwareCode>Other</SoftwareCode><Release>1</Release><SerialNo>001</SerialNo><DateTime>2026-05-01T09:00:00</DateTime>
</Source></Header><Children><Child><ChildIdentifiers><LAchildID>Q1</LAchildID><UPNunknown>UN1</UPNunknown>
<PersonBirthDate>2022-02-03</PersonBirthDate><Sex>F</Sex></ChildIdentifiers><ChildCharacteristics>
<Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities></ChildCharacteristics>
<CINdetails><CINreferralDate>2025-06-02</CINreferralDate><ReferralSource>2A</ReferralSource>
<PrimaryNeedCode>N1</PrimaryNeedCode><Assessments><AssessmentActualStartDate>2025-06-03</AssessmentActualStartDate>
</Assessments><ReferralNFA>false</ReferralNFA></CINdetails></Child></Children></Message>
"""


@pytest.fixture
def candour(tmp_path):
    """Types a command at a folder of its own. Returns exit status, what it printed, and what it complained of."""
    environment = {**os.environ, "CANDOUR_DATA": str(tmp_path / "var")}
    environment.pop("CANDOUR_SQLITE", None)

    def types(*words):
        done = subprocess.run(
            [CANDOUR, *words], env=environment, capture_output=True, text=True, cwd=tmp_path, check=False
        )
        assert "Traceback" not in done.stderr + done.stdout
        return done.returncode, done.stdout, done.stderr

    return types


@pytest.fixture
def wrenshire(candour):
    status, said, _ = candour("prepare", "wrenshire", "--lea", "201", "--administrator", "Al Byrne")
    assert status == 0 and "administrator can sign in with:" in said
    return candour


def test_a_person_can_learn_the_command_from_itself(candour):
    status, said, _ = candour("--help")
    assert status == 0
    for command in ("demo", "serve", "import", "export", "rebuild", "check-record", "synth"):
        assert command in said
        assert candour(command, "--help")[0] == 0


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["rebuild"], "run `candour demo`, or `candour prepare`"),
        (["check-record"], "has not been made yet"),
        (["export", "cin", "--year", "2026", "--out", "x.xml"], "has not been made yet"),
        (["serve", "--port", "99999"], "choose a whole number from 1 to 65535"),
        (["export", "cin", "--year", "next", "--out", "x.xml"], "type it as 2025-26"),
        (["export", "cin"], "--help"),
        (["fly"], "candour --help"),
        (["prepare", "x", "--lea", "12", "--administrator", "A"], "three digits"),
        ([], "candour --help"),
    ],
)
def test_what_is_wrong_is_said_in_words_with_what_to_do_and_status_2(candour, words, what):
    status, said, complaint = candour(*words)
    assert status == 2 and what in complaint and said == ""


def test_a_census_file_comes_in_and_goes_out_and_comes_in_again_without_doubling(wrenshire, tmp_path):
    (tmp_path / "in.xml").write_text(FILE)
    status, _, complaint = wrenshire("import", "cin", "in.xml")
    assert status == 2 and "No data officer is on the record" in complaint
    environment = {**os.environ, "CANDOUR_DATA": str(tmp_path / "var")}
    environment.pop("CANDOUR_SQLITE", None)
    write_officer = (
        "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'candour.wiring.settings'; django.setup()\n"
        "from candour.wiring.desks import desk\nfrom candour.practice.guard import Worker\n"
        "from candour.record.entry import Standing, ToRecord\n"
        "from candour.record.entries.professionals import WorkerRecorded\nd = desk(); i = d.fresh()\n"
        "d.note([ToRecord(WorkerRecorded(name='Dev', role='data_officer'), (i,), d.now.day)],"
        " by=Worker(i, 'Dev', Standing('data_officer')))"
    )
    subprocess.run([sys.executable, "-c", write_officer], env=environment, check=True, cwd=tmp_path)
    status, said, _ = wrenshire("import", "cin", "in.xml")
    assert status == 0 and "1 children came in, 1 of them new" in said
    status, said, complaint = wrenshire("export", "cin", "--year", "2025-26", "--out", "out.xml")
    assert status == 0, complaint
    text = (tmp_path / "out.xml").read_text()
    assert "<LEA>201</LEA>" in text and "<LAchildID>Q1</LAchildID>" in text and "<CINreferralDate>2025-06-02<" in text
    assert wrenshire("export", "cin", "--year", "2026", "--out", "same.xml")[0] == 0
    status, said, _ = wrenshire("import", "cin", "out.xml")
    assert status == 0 and "1 children came in, 0 of them new" in said
    before = wrenshire("check-record")[1]
    assert "every seal holds" in before
    status, said, _ = wrenshire("rebuild")
    assert status == 0 and "told again" in said
    assert wrenshire("check-record")[1] == before


def test_a_real_record_takes_no_invented_children_and_is_never_started_over(wrenshire):
    status, _, complaint = wrenshire("synth", "--size", "5")
    assert status == 2 and "real record" in complaint
    status, _, complaint = wrenshire("demo", "--fresh")
    assert status == 2 and "left alone" in complaint


def test_a_bad_file_changes_nothing(wrenshire, tmp_path):
    before = wrenshire("check-record")[1]
    (tmp_path / "bad.xml").write_text(FILE[:400])
    assert wrenshire("import", "cin", "bad.xml")[0] == 2
    assert wrenshire("check-record")[1] == before


def test_an_account_for_somebody_who_is_not_on_the_record_says_what_comes_first(wrenshire):
    status, _, complaint = wrenshire("account", "someone", "Nobody Here")
    assert status == 2 and "under Workers first" in complaint


def test_asking_an_empty_record_about_patterns_finds_nothing_and_says_what_could_not_be_asked(wrenshire):
    status, said, _ = wrenshire("insight", "--record")
    assert status == 0 and "nothing to ask about yet" in said


def test_a_command_about_the_record_loads_no_tables_library_before_it_is_asked_for_one():
    """A server is such a command: what is loaded before its workers begin would be theirs as well."""
    told = "import sys; from candour.wiring.command import _with_the_record; _with_the_record();"
    told += " print({'polars', 'narwhals', 'numpy', 'scipy'} & set(sys.modules))"
    made = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=False)
    assert made.stdout == "set()\n", made.stdout + made.stderr
