"""What the tests of imports and returns use: a record that can be begun again, and short words for coming and going."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection

from candour.intake.cin_census import ImportReport, import_census
from candour.practice.desk import Desk
from candour.practice.guard import Worker
from candour.returns.cin_census.export import export_census
from candour.returns.cin_census.report import ExportReport
from candour.terms.england_year import CensusYear
from candour.wiring.desks import desk as make_desk

WRITTEN = datetime(2026, 5, 1, 9, 30)
Import = Callable[[str | bytes], ImportReport]
Export = Callable[[int], tuple[str, ExportReport]]


@pytest.fixture
def bring_in(desk: Desk, data_officer: Worker, tmp_path: Path) -> Import:
    """Import a file with this text."""

    def bring(text: str | bytes) -> ImportReport:
        path = tmp_path / "census.xml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return import_census(path, desk, data_officer)

    return bring


@pytest.fixture
def send_out(desk: Desk, tmp_path: Path) -> Export:
    """The census of a year, as text, with its report."""

    def send(year: int = 2025) -> tuple[str, ExportReport]:
        out = tmp_path / "out.xml"
        report = export_census(CensusYear(year), out, lea="888", written=WRITTEN)
        return out.read_text(encoding="utf-8"), report

    return send


@pytest.fixture
def begin_again(made_once: tuple[Path, object], data_officer: Worker, tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    """Begin a new record: a test that tries many files needs one for each."""
    made: list[Path] = []

    def begin() -> Desk:
        connection.close()
        path = tmp_path / f"{time.time_ns()}.sqlite3"
        shutil.copy(made_once[0], path)
        connection.settings_dict["NAME"] = str(path)
        made.append(path)
        return make_desk()

    yield begin
    connection.close()
    for path in made:
        path.unlink(missing_ok=True)
