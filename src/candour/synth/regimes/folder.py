"""Write a drawn authority as a folder of tables, as councils extract them: ssd_<table>.csv, and what was planted."""

import csv
import json
from pathlib import Path

from candour.synth.regimes.columns import COLUMNS
from candour.synth.regimes.drawing import Drawn

TRUTH = "planted.json"


def write_folder(drawn: Drawn, folder: Path) -> list[Path]:
    """Write every table, and the truth beside them. Returns the files. Raises OSError where one cannot be written."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for table, names in COLUMNS.items():
        path = folder / f"ssd_{table}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(names)
            writer.writerows(drawn.rows[table])
        files.append(path)
    truth = folder / TRUTH
    truth.write_text(json.dumps(planted(drawn), indent=1) + "\n", encoding="utf-8")
    return [*files, truth]


def planted(drawn: Drawn) -> dict[str, object]:
    """The truth as it is written down: what was planted, from when, how much, whom it touched, who ought to see it."""
    truth = drawn.planted
    return {
        "authority": drawn.authority,
        "from": drawn.opens.isoformat(),
        "to": drawn.ends.isoformat(),
        "regime": truth.regime,
        "what": truth.what,
        "starts": truth.starts.isoformat() if truth.starts else None,
        "size": truth.size,
        "sized": truth.sized,
        "step": truth.step,
        "seen_by": list(truth.seen_by),
        "workers": truth.workers,
        "acts": [{"day": day.isoformat(), "child": child, "what": what} for day, child, what in truth.acts],
    }
