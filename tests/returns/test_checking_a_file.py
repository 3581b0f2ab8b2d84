"""A census file is checked as it stands: every place with its path, its line, and exactly what was typed."""

from __future__ import annotations

import pytest

from candour.returns.bad_return import BadReturn
from candour.returns.cin_census import checking
from candour.returns.cin_census.checking import Check
from candour.returns.cin_census.loading import rules_for
from candour.returns.cin_census.period import of_year
from candour.terms.england_year import CensusYear
from tests.intake.census_files import assessment, child, cp_plan, enquiry, episode, message, write
from tests.returns.checked import as_rows, checked, places

YEAR = 2026


def episode_of_the_year(*parts: str, **more: str) -> str:
    return episode("2025-06-03", *parts, **more)


def one(finding):
    return finding.table, finding.number, finding.field, finding.path, finding.line, finding.value


def test_a_finding_says_where_it_is_and_what_was_typed(tmp_path):
    text = message(
        child("A1", episode_of_the_year(assessment("2025-06-05", ""), nfa="false")),
        child("A2", episode_of_the_year(assessment("2025-06-01", ""), nfa="false")),
        year=YEAR,
    )
    path = write(tmp_path, text)
    lines = text.splitlines()
    wrong = lines.index("<AssessmentActualStartDate>2025-06-01</AssessmentActualStartDate>") + 1
    found = [one(each) for each in checked(path).findings if each.code == "1103"]
    assert found[1] == (
        "Assessments",
        "A2",
        "AssessmentActualStartDate",
        "Child[2]/CINdetails[1]/Assessments[1]",
        wrong,
        "2025-06-01",
    )
    assert found[0][:4] == ("CINdetails", "A2", "CINreferralDate", "Child[2]/CINdetails[1]")


def test_lines_are_told_beyond_the_parsers_own_count(tmp_path):
    empties = "\n" * 70_000
    text = message(
        child("A1", episode_of_the_year()),
        empties,
        child("A2", episode_of_the_year(assessment("2025-06-01", ""))),
        year=YEAR,
    )
    lines = text.splitlines()
    found = {each.field: each.line for each in checked(write(tmp_path, text)).findings if each.code == "1103"}
    assert lines[found["AssessmentActualStartDate"] - 1].startswith("<AssessmentActualStartDate>2025-06-01")
    assert lines[found["CINreferralDate"] - 1].startswith("<CINreferralDate>")
    text = text.replace("<Sex>F</Sex>\n</ChildIdentifiers>\n", "<Sex/>\n</ChildIdentifiers>\n")
    found = [each for each in checked(write(tmp_path, text)).findings if each.code == "4180"]
    assert [text.splitlines()[each.line - 1] for each in found] == ["<Sex/>", "<Sex/>"]


@pytest.mark.parametrize(
    ("sex", "value"),
    [
        ("", None),
        ("<Sex/>", ""),
        ("<Sex></Sex>", ""),
        ("<Sex> F</Sex>", " F"),
        ("<Sex>f</Sex>", "f"),
        ("<Sex>1</Sex>", "1"),
    ],
)
def test_what_is_not_there_what_is_empty_and_what_is_wrong_are_three_things(tmp_path, sex, value):
    path = write(tmp_path, message(child("A1", episode_of_the_year(), sex=sex), year=YEAR))
    assert [each.value for each in checked(path).findings if each.code == "4180"] == [value]


@pytest.mark.parametrize(
    "typed", ["31/02/2026", "2026-2-3", "99999-01-01", "2025-02-30", " 2025-06-03", "2025-06-03\n", "June"]
)
def test_what_is_no_date_counts_as_missing_and_is_shown_as_typed(tmp_path, typed):
    path = write(tmp_path, message(child("A1", episode(typed)), year=YEAR))
    outcome = checked(path)
    assert [each.value for each in outcome.findings if each.code == "8600"] == [typed]


def test_a_date_long_ago_is_a_date(tmp_path):
    path = write(tmp_path, message(child("A1", episode_of_the_year(closed="0001-01-01")), year=YEAR))
    found = checked(path)
    assert [each.value for each in found.findings if each.code == "8620"] == ["0001-01-01"]
    assert not places(found, "8810")


def test_the_same_file_in_any_encoding_and_under_a_namespace_gives_the_same(tmp_path):
    text = message(child("Zoë", episode_of_the_year(assessment("2025-06-01", ""))), year=YEAR)
    plain = as_rows(checked(write(tmp_path, text)))
    assert plain["1103"]
    spelt = {
        "bom": b"\xef\xbb\xbf" + text.encode(),
        "utf-16": ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16"),
        "latin": ('<?xml version="1.0" encoding="ISO-8859-1"?>' + text).encode("latin-1"),
        "namespace": text.replace("<Message>", '<Message xmlns="urn:cin" xmlns:x="urn:other">').encode(),
        "prefix": text.replace("<Message>", '<c:Message xmlns:c="urn:cin">')
        .replace("</Message>", "</c:Message>")
        .encode(),
    }
    for name, data in spelt.items():
        path = tmp_path / f"{name}.xml"
        path.write_bytes(data)
        assert as_rows(checked(path)) == plain, name


def test_comments_and_instructions_are_read_over(tmp_path):
    text = message(child("A1", episode_of_the_year(assessment("2025-06-01", ""))), year=YEAR)
    plain = as_rows(checked(write(tmp_path, text)))
    noisy = text.replace("<CINdetails>", "<!-- <Sex>Q</Sex> --><CINdetails><?go on?>")
    assert as_rows(checked(write(tmp_path, noisy))) == plain


def test_what_does_not_belong_is_told_with_its_line_and_the_rest_is_checked(tmp_path):
    text = message(
        child(
            "A1",
            episode_of_the_year(assessment("2025-06-01", "")),
            more="<Shoe>9</Shoe>\nstray<UPNunknown>UN6</UPNunknown>\n",
        ),
        "<Teapot/>\n",
        year=YEAR,
    )
    outcome = checked(write(tmp_path, text))
    told = {note.words: note.line for note in outcome.notes}
    lines = text.splitlines()
    assert lines[told["Shoe is not part of ChildIdentifiers"] - 1] == "<Shoe>9</Shoe>"
    assert lines[told["Teapot is not part of the return"] - 1] == "<Teapot/>"
    assert any("“stray” stands outside any element" in words for words in told)
    assert places(outcome, "1103")


def test_missing_and_repeated_parts_of_a_child_are_told_and_lose_nothing_else(tmp_path):
    nobody = "<Child>\n<CINdetails><CINreferralDate>2025-06-03</CINreferralDate></CINdetails></Child>\n"
    twice = child("B", episode_of_the_year()).replace("</ChildIdentifiers>", "</ChildIdentifiers><ChildIdentifiers/>")
    outcome = checked(write(tmp_path, message(nobody, twice, child("B", episode_of_the_year()), year=YEAR)))
    assert outcome.children == 3
    assert places(outcome, "8500") == [("Child[1]", "LAchildID")]
    assert places(outcome, "4220") == [("Child[1]", "Ethnicity")]
    assert places(outcome, "8510") == [("Child[2]", "LAchildID"), ("Child[3]", "LAchildID")]
    words = [note.words for note in outcome.notes]
    assert "This Child has no ChildIdentifiers" in words and "This Child has no ChildCharacteristics" in words
    assert "There is more than one ChildIdentifiers in this Child; the first counts" in words


def test_children_who_share_a_number_are_not_mixed_up(tmp_path):
    first = child("A1", episode_of_the_year(), episode("2025-12-01"))
    second = child("A1", episode("2025-12-01", assessment("2025-11-30", "")))
    outcome = checked(write(tmp_path, message(first, second, year=YEAR)))
    assert places(outcome, "1103") == [
        ("Child[2]/CINdetails[1]", "CINreferralDate"),
        ("Child[2]/CINdetails[1]/Assessments[1]", "AssessmentActualStartDate"),
    ]


def test_reviews_may_stand_one_in_a_block_or_several(tmp_path):
    plan = cp_plan("2025-06-24", "2025-06-24", "2025-09-01")
    together = plan.replace("</Reviews>\n<Reviews>\n", "")
    assert together != plan
    for text in (plan, together):
        path = write(tmp_path, message(child("A1", episode_of_the_year(plans=text)), year=YEAR))
        assert ("Child[1]/CINdetails[1]/ChildProtectionPlans[1]/Reviews[1]", "CPPreviewDate") in places(
            checked(path), "8841"
        )
    none = plan.replace("<CPPreviewDate>2025-09-01</CPPreviewDate>\n", "")
    path = write(tmp_path, message(child("A1", episode_of_the_year(plans=none)), year=YEAR))
    assert places(checked(path), "8842Q") == [
        ("Child[1]/CINdetails[1]/ChildProtectionPlans[1]/Reviews[2]", "CPPreviewDate")
    ]


def test_the_year_is_found_in_the_header_and_can_be_said(tmp_path):
    outcome = checked(write(tmp_path, message(child("A1", episode("2025-06-03")), year=2025)))
    assert outcome.year == CensusYear(2025) and places(outcome, "8600")
    said = checked(write(tmp_path, message(child("A1", episode("2025-06-03")), year=2025)), year=CensusYear(2026))
    assert said.year == CensusYear(2026) and not places(said, "8600")
    assert places(said, "100") == []


def test_an_earlier_file_is_checked_by_its_own_codes(tmp_path):
    old = child("A1234567890", episode("2023-06-03"), sex="<GenderCurrent>2</GenderCurrent>")
    wrong = child("B1", episode("2023-06-03"), sex="<GenderCurrent>F</GenderCurrent>")
    outcome = checked(write(tmp_path, message(old, wrong, year=2024)))
    assert "rules of 2024-25" in outcome.about_the_year
    assert places(outcome, "4180") == [("Child[2]", "GenderCurrent")]
    assert places(outcome, "1570") == [("Child[1]", "LAchildID")]


def test_pre_proceedings_are_read_from_2026_27(tmp_path):
    begun = "<PreProceedingsandFGDM><PPStartDate>2026-09-01</PPStartDate><Oddity/></PreProceedingsandFGDM>"
    outcome = checked(write(tmp_path, message(child("A1", episode("2026-06-03", plans=begun)), year=2027)))
    assert [note.words for note in outcome.notes] == ["Oddity is not part of PreProceedingsandFGDM"]
    assert "Pre-proceedings are read" in outcome.about_the_year


def test_a_mistaken_header_is_found_and_no_header_asks_for_the_year(tmp_path):
    text = message(child("A1", episode_of_the_year()), year=YEAR, reference="2026-03-30")
    outcome = checked(write(tmp_path, text))
    assert [one(each)[:4] for each in outcome.findings if each.code == "100"] == [
        ("Header", "", "ReferenceDate", "Header")
    ]
    bare = text[: text.index("<Header>")] + text[text.index("</Header>") + len("</Header>") :]
    with pytest.raises(BadReturn, match=r"it has no Header.*--year 2025-26"):
        checked(write(tmp_path, bare))
    outcome = checked(write(tmp_path, bare), year=CensusYear(2026))
    assert places(outcome, "100") == [("Header", "ReferenceDate")]
    assert "There is no Header" in [note.words for note in outcome.notes]
    late = bare.replace("</Message>", text[text.index("<Header>") : text.index("</Header>")] + "</Header></Message>")
    assert checked(write(tmp_path, late)).year == CensusYear(2026)


def test_a_rule_that_fails_is_named_and_the_others_findings_are_given(tmp_path):
    rules = dict(rules_for(YEAR))
    sound = Check(rules)

    def broken(**tables):
        raise RuntimeError("no such thing")

    def broken_when_run(**tables):
        said = rules["1103"].finds[0].said
        wrong = type(said)("broken", lambda engine: engine.col("no such column") > 1, said.reads)
        return wrong.flags(tables["assessments"].AssessmentActualStartDate)

    from dataclasses import replace

    rules["1105"] = replace(rules["1105"], found=broken)
    rules["8608"] = replace(rules["8608"], found=broken_when_run)
    text = message(child("A1", episode_of_the_year(assessment("2025-06-01", ""), enquiry("2025-06-01"))), year=YEAR)
    found = {}
    for name, check in {"sound": sound, "broken": Check(rules)}.items():
        under_way = check.begin(of_year(CensusYear(YEAR), YEAR))
        from candour.returns.cin_census.reading import Reading

        for rows in Reading((write(tmp_path, text)).open("rb"), "x").batches(10):
            under_way.add(rows)
        found[name] = under_way.finish().by_code(), [failed.code for failed in under_way.failed]
    assert found["broken"][1] == ["1105", "8608"]
    assert found["broken"][0] == {
        code: rows for code, rows in found["sound"][0].items() if code not in ("1105", "8608")
    }
    assert str(checking.Failed("1105", "no such thing")).startswith("Rule 1105 itself failed")
