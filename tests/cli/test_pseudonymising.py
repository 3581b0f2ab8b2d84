"""`candour pseudonymise` makes a folder that can be pooled: nobody is named in it, and the same is found in it."""

from __future__ import annotations

import csv
import json
import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.cli import command
from candour.insight.pseudonyms import pseudonyms


def types(*words):
    """Types a command on a machine with no record: asking for one fails the test."""
    said = [str(word) for word in words]
    return command.run(said, *[lambda: pytest.fail("asked for a record, a witness or a survey")] * 3)


def written(folder, name, columns, *rows):
    folder.mkdir(exist_ok=True)
    with (folder / f"ssd_{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def extract(tmp_path):
    folder = tmp_path / "extract"
    written(
        folder, "person", ["pers_person_id", "pers_forename", "pers_dob", "pers_upn", "pers_postcode", "pers_sex"],
        ["C1", "Annabel", "2015-03-09", "A123456789012", "AB1 2CD", "F"],
        ["C2", "Bertram", "09/11/2017", "", "AB1 2CD", "Annabel's brother"],
    )  # fmt: skip
    written(
        folder, "cin_episodes",
        ["cine_referral_id", "cine_person_id", "cine_referral_date", "cine_close_reason", "cine_referral_nfa", "Notes"],
        ["R1", " C1 ", "2025-01-06 09:12:33", "RC7", "true", "Annabel told her teacher"],
        ["R2", "C2", "06/01/2025", "moved to Annabel's aunt", "not known", ""],
    )  # fmt: skip
    written(
        folder, "professionals",
        ["prof_professional_id", "prof_professional_name", "prof_social_worker_registration_no"],
        ["W1", "Grace Okafor", "SW98765"], ["W2", "Piotr", ""],
    )  # fmt: skip
    written(
        folder,
        "cp_reviews",
        ["cppr_person_id", "cppr_cp_review_date", "cppr_chair_id", "recorded_at"],
        ["C1", "2025-04-07", "W1", "2025-04-08T09:15:44"],
    )
    written(folder, "addresses", ["person_id", "postcode"], ["C1", "AB1 2CD"])
    return folder


def shared(extract, tmp_path, name="shared", *more, purpose="closures in the region"):
    key = tmp_path / "key"
    new = [] if key.exists() else ["--new-key"]
    status = types("pseudonymise", extract, tmp_path / name, "--key-file", key, "--purpose", purpose, *new, *more)
    return status, tmp_path / name


def test_nobody_is_named_and_nothing_unknown_is_handed_on(extract, tmp_path, capsys):
    status, out = shared(extract, tmp_path)

    assert status == 0
    every = "".join(path.read_text(encoding="utf-8") for path in out.iterdir())
    for told in (
        "Annabel",
        "Bertram",
        "Grace",
        "Piotr",
        "SW98765",
        "AB1",
        "A123456789012",
        "2015-03-09",
        "aunt",
        "09:12:33",
    ):
        assert told not in every + capsys.readouterr().out, told
    assert not re.search(r"\b[CRW][12]\b", every)
    assert sorted(path.name for path in out.iterdir()) == [
        "README.md", "ssd_cin_episodes.csv", "ssd_cp_reviews.csv", "ssd_person.csv", "ssd_professionals.csv",
    ]  # fmt: skip


def test_a_birth_is_a_month_a_registration_a_mark_and_everything_else_a_day_a_minute_or_a_code(extract, tmp_path):
    _, out = shared(extract, tmp_path)

    people, episodes = rows_of(out / "ssd_person.csv"), rows_of(out / "ssd_cin_episodes.csv")
    assert [row["pers_dob"] for row in people] == ["2015-03", "2017-11"]
    assert [row["pers_sex"] for row in people] == ["F", ""]
    assert [row["cine_referral_date"] for row in episodes] == ["2025-01-06", "2025-01-06"]
    assert [row["cine_close_reason"] for row in episodes] == ["RC7", ""]
    assert [row["cine_referral_nfa"] for row in episodes] == ["Y", ""]
    assert rows_of(out / "ssd_cp_reviews.csv")[0]["recorded_at"] == "2025-04-08 09:15"
    marks = [row["prof_social_worker_registration_no"] for row in rows_of(out / "ssd_professionals.csv")]
    assert marks == ["yes", ""]


def test_the_same_reference_is_the_same_in_every_table_and_for_another_purpose_another(extract, tmp_path):
    _, one = shared(extract, tmp_path)
    _, again = shared(extract, tmp_path, "again")
    _, other = shared(extract, tmp_path, "other", purpose="something else")

    child = rows_of(one / "ssd_person.csv")[0]["pers_person_id"]
    assert child == rows_of(one / "ssd_cin_episodes.csv")[0]["cine_person_id"]
    assert child == rows_of(one / "ssd_cp_reviews.csv")[0]["cppr_person_id"]
    chair = rows_of(one / "ssd_cp_reviews.csv")[0]["cppr_chair_id"]
    assert chair == rows_of(one / "ssd_professionals.csv")[0]["prof_professional_id"]
    assert child == rows_of(again / "ssd_person.csv")[0]["pers_person_id"]
    assert child != rows_of(other / "ssd_person.csv")[0]["pers_person_id"]


def test_what_was_done_is_written_beside_it_with_counts(extract, tmp_path):
    _, out = shared(extract, tmp_path)

    told = (out / "README.md").read_text(encoding="utf-8")
    assert "Purpose: closures in the region" in told
    assert "## cin_episodes: 2 rows" in told
    assert "left out: `pers_forename`, `pers_upn`, `pers_postcode`" in told
    assert "`cine_close_reason`: 1 cells held something else, and are empty now" in told


def test_the_key_is_made_once_read_by_its_owner_only_and_never_handed_on(extract, tmp_path, capsys):
    key, out = tmp_path / "key", tmp_path / "out"

    def asked(*words, file=key, to=out):
        status = types("pseudonymise", extract, to, "--key-file", file, "--purpose", "x", *words)
        return status, capsys.readouterr().err

    status, said = asked()
    assert status == 2 and "The first time, add --new-key" in said
    status, said = asked("--new-key", file=out / "key")
    assert status == 2 and "which is handed on" in said and not out.exists()
    status, said = asked("--new-key", to=extract / "out")
    assert status == 2 and "lie in one another" in said
    assert asked("--new-key")[0] == 0
    assert key.stat().st_mode & 0o777 == 0o600
    status, said = asked("--new-key", to=tmp_path / "second")
    assert status == 2 and "leave --new-key out" in said
    status, said = asked()
    assert status == 2 and "is there already: name a new folder" in said
    os.chmod(key, 0o644)
    status, said = asked(to=tmp_path / "second")
    assert status == 2 and "chmod 600" in said
    os.chmod(key, 0o600)
    key.write_text("a guess")
    status, said = asked(to=tmp_path / "second")
    assert status == 2 and "does not hold a key" in said and not (tmp_path / "second").exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda folder: (folder / "ssd_cp_plans.parquet").write_text("no table"), "ssd_cp_plans.parquet"),
        (lambda folder: [path.unlink() for path in folder.iterdir()], "there are no tables in it"),
        (lambda folder: [path.unlink() for path in folder.iterdir()] and folder.rmdir(), "there is no such folder"),
    ],
)
def test_what_cannot_be_copied_is_said(extract, tmp_path, capsys, change, words):
    change(extract)

    assert shared(extract, tmp_path)[0] == 2
    assert words in capsys.readouterr().err


REFERENCES = st.tuples(st.sampled_from(["child", "worker", "family"]), st.text(min_size=1, max_size=12))


@given(st.lists(REFERENCES, unique=True, max_size=60), st.binary(min_size=32, max_size=32), st.text(), st.text())
def test_pseudonyms_are_as_many_as_references_and_always_the_same(references, key, purpose, other):
    made, again = pseudonyms(key, purpose), pseudonyms(key, purpose)

    named = [made(*one) for one in references]
    assert len(set(named)) == len(references)
    assert named == [again(*one) for one in references]
    if purpose.split() != other.split():
        assert not set(named) & {pseudonyms(key, other)(*one) for one in references}


def test_the_same_is_found_in_what_was_shared(tmp_path, capsys):
    drawn = tmp_path / "wrenshire"
    words = ("--regime", "hidden-work", "--size", "0.3", "--referrals", "400", "--years", "3", "--ends", "2026-03-31")
    assert types("synth", "--tables", drawn, *words) == 0
    _, out = shared(drawn, tmp_path, "pool/wrenshire")
    capsys.readouterr()

    found = []
    for folder in (drawn, out):
        assert types("insight", folder, "--format", "json") == 0
        found.append(json.loads(capsys.readouterr().out)["notices"])

    before, after = found
    assert before
    of = {row["pers_person_id"] for row in rows_of(out / "ssd_person.csv")}
    assert {child for one in after for child in one["children"]} <= of
    assert [len(set(one.pop("children"))) for one in before] == [len(set(one.pop("children"))) for one in after]
    for one in (*before, *after):
        one.pop("unit")
    assert before == after
