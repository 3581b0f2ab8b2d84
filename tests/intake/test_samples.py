"""Flawed census files, ours and (where a folder of them is at hand) others', come in whole and go out stable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.intake.census_files import child, message
from tests.intake.conftest import Export, Import

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "samples"
FOLDER = Path(os.environ.get("CANDOUR_SAMPLES", BESIDE))
FLAWED = message(
    child(
        "FLAWED0001",
        "<CINdetails>\n<CINreferralDate>2024-13-06</CINreferralDate>\n<ReferralSource>1A</ReferralSource>\n"
        "<PrimaryNeedCode>N4</PrimaryNeedCode>stray words\n<Assessments>\n"
        "<AssessmentActualStartDate>2024-06-03</AssessmentActualStartDate>\n"
        "<AssessmentAuthorisationDate>2024-06-30</AssessmentAuthorisationDate>\n<FactorsIdentifiedAtAssessment>\n"
        "<AssessmentFactors>RB</AssessmentFactors>\n</FactorsIdentifiedAtAssessment>\n</Assessments>\n"
        "<ReferralNFA>0</ReferralNFA>\n</CINdetails>\n",
        sex="<Sex>1</Sex>\n",
    )
).encode()
FILES = {"a flawed file of our own": FLAWED} | {
    path.stem: path.read_bytes() for path in sorted(FOLDER.glob("CIN_Census_*.xml"))
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_made_elsewhere_comes_in_whole_and_goes_out_stable(
    name: str, bring_in: Import, send_out: Export
) -> None:
    first = bring_in(FILES[name])
    assert first.not_imported == []
    assert first.total("new") > 0
    assert bring_in(FILES[name]).total("new") == 0
    for year in (2023, 2024, 2025, 2027):
        text, _ = send_out(year)
        again = bring_in(text)
        assert (again.total("new"), again.total("corrected")) == (0, 0)
        assert send_out(year)[0] == text
