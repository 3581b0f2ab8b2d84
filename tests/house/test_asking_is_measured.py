"""What each task asks is counted on the real pages, so that the count cannot rot."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "bench"


def test_every_task_can_still_be_done_on_its_page_and_meets_its_goal():
    run = subprocess.run(
        [sys.executable, "-c", "import asking; asking.measure()"],
        cwd=BENCH,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "record a visit" in run.stdout and run.stdout.count(": met") == 4, run.stdout
