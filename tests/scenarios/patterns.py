"""An authority's extract with a pattern planted, asked from the command line as a data officer would."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from candour.synth.regimes.census import write_census
from candour.synth.regimes.drawing import draw
from candour.synth.regimes.folder import write_folder
from candour.synth.regimes.regime import REGIMES

ENDS, STARTS = date(2026, 3, 31), date(2025, 2, 3)


def asked(folder):
    """The notices of a folder of tables or of census files."""
    words = [str(Path(sys.executable).with_name("candour")), "insight", str(folder), "--format", "json"]
    made = subprocess.run(words, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout)["notices"]


def drawn(folder, regime, *, census=False, seed=5, referrals=2000, **changed):
    """Draw an authority of three years with a pattern from February 2025, as a folder to be asked."""
    kind = replace(REGIMES[regime], **changed)
    made = draw(kind, seed=seed, years=3, referrals=referrals, ends=ENDS, starts=STARTS, visits=False)
    (write_census if census else write_folder)(made, folder)
    return made


def the(notices, test):
    """The first notice of a test since the pattern began, with what every notice must have."""
    one = next(each for each in notices if each["test"] == test and each["noticed_from"] > STARTS.isoformat())
    assert one["question"].endswith("?") and len(one["ordinary_reasons"]) > 1 and one["cannot_tell"]
    assert one["children"] and one["n"] > 0 and len(one["interval"]) == 2
    return one
