"""The measurement of paper is run as far as it goes with few children, so that it cannot rot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_document_is_made_and_sent_on_the_real_pages_and_counted():
    script = [sys.executable, str(ROOT / "bench" / "paperwork.py")]
    run = subprocess.run(
        script, env={**os.environ, "CANDOUR_BENCH_QUICK": "1"}, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr
    for part in ("Paper: what it takes", "The child's copy", "Closing summary", "A chair's morning: 2 conferences"):
        assert part in run.stdout


def test_checking_a_return_is_measured_beside_its_bare_parse():
    script = [sys.executable, str(ROOT / "bench" / "checking.py"), "20", "40"]
    settings = {**os.environ, "CANDOUR_BENCH_QUICK": "1"}
    run = subprocess.run(script, env=settings, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
    for part in ("check, one child", "--help", "40 children", "ms a child", "a visit noted"):
        assert part in run.stdout


def test_verifying_a_bundle_is_measured_beside_unpacking_it():
    script = [sys.executable, str(ROOT / "bench" / "verifying.py"), "50"]
    run = subprocess.run(script, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
    for part in ("Verifying a bundle", "50 entries", "unpack", "a second"):
        assert part in run.stdout


def test_the_cost_of_the_seal_is_measured_beside_the_same_desk_without_it():
    script = [sys.executable, str(ROOT / "bench" / "sealing.py")]
    run = subprocess.run(script, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
    for part in ("SQLite", "PostgreSQL", "sealed:unsealed", "locked p50 ms", "A proof on a record of 1,000,000"):
        assert part in run.stdout


def test_what_the_detectors_find_is_counted_once_and_gone_on_with(tmp_path):
    script = [sys.executable, str(ROOT / "bench" / "detecting.py"), "1", "bulk"]
    settings = {**os.environ, "CANDOUR_BENCH_KEPT": str(tmp_path), "CANDOUR_BENCH_REFERRALS": "120"}
    first, again = (subprocess.run(script, capture_output=True, text=True, check=False, env=settings) for _ in range(2))

    assert first.returncode == 0, first.stdout + first.stderr
    for part in ("tables: bulk 10", "census: bulk 16", "in 12 months", "false a year"):
        assert part in first.stdout
    assert "detectors: 0 of 3" in first.stdout and "detectors: 3 of 3" in again.stdout
    assert first.stdout.split("\n\n")[1:] == again.stdout.split("\n\n")[1:]


def test_the_least_pattern_that_is_found_is_told_question_by_question():
    script = [sys.executable, str(ROOT / "bench" / "power.py"), "10", "enquiry_to_conference"]
    settings = {**os.environ, "CANDOUR_BENCH_REFERRALS": "1500"}
    run = subprocess.run(script, env=settings, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
    told = run.stdout.splitlines()[-1].split()
    assert told[:2] == ["threshold_drift.enquiry_to_conference", "change"]
    ordinary, eighty, ninety_five = map(float, told[3:])
    assert 0 < ninety_five <= eighty < ordinary < 0.6


def test_telling_a_survey_is_measured_in_every_form():
    script = [sys.executable, str(ROOT / "bench" / "surveying.py")]
    run = subprocess.run(
        script, env={**os.environ, "CANDOUR_BENCH_QUICK": "1"}, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr
    for part in ("500 people, 8 questions, 5 breakdowns", "html", "xlsx", "most memory"):
        assert part in run.stdout
