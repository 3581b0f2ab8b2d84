"""Census files made elsewhere, where CANDOUR_SAMPLES names a folder of them, come in whole and go out stable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.intake.conftest import Export, Import

FOLDER = os.environ.get("CANDOUR_SAMPLES", "")
SAMPLES = sorted(Path(FOLDER).glob("CIN_Census_*.xml")) if FOLDER else []


@pytest.mark.skipif(not SAMPLES, reason="CANDOUR_SAMPLES names no folder with CIN_Census_*.xml files")
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_file_made_elsewhere_comes_in_whole_and_goes_out_stable(
    sample: Path, bring_in: Import, send_out: Export
) -> None:
    first = bring_in(sample.read_bytes())
    assert first.not_imported == []
    assert first.total("new") > 0
    assert bring_in(sample.read_bytes()).total("new") == 0
    for year in (2023, 2024, 2025, 2027):
        text, _ = send_out(year)
        again = bring_in(text)
        assert (again.total("new"), again.total("corrected")) == (0, 0)
        assert send_out(year)[0] == text
