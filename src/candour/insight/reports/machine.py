"""What was found, for another program: the notices, the days they are of, and what could not be asked."""

import json
from dataclasses import asdict
from typing import Any, TextIO

from candour.insight.notice import Notice
from candour.insight.reports.words import HOW_TO_READ
from candour.insight.run import Found


def as_told(one: Notice) -> dict[str, Any]:
    """One notice. Dates are as 2026-03-31, shares fractions of 1; of a bulk, `value` is a number of families."""
    return {
        "authority": one.authority,
        "detector": one.detector,
        "test": one.test,
        "level": one.level,
        "question": one.question,
        "told": one.told,
        "noticed_from": one.noticed_from.isoformat(),
        "began": one.began.isoformat(),
        "until": one.until.isoformat(),
        "children": list(one.children),
        "n": one.n,
        "value": one.value,
        "interval": [one.low, one.high],
        "expected": one.expected,
        "ordinary": [one.expected_low, one.expected_high],
        "chance": float(f"{one.chance:.3g}"),
        "accepted_chance": float(f"{one.share:.3g}"),
        "unit": one.unit or None,
        "ordinary_reasons": list(one.ordinary),
        "cannot_tell": one.cannot_tell,
    }


def write_json(found: Found, said: list[str], out: TextIO) -> None:
    """The notices by authority and then by the day on which each could first be said; `said` is what was passed over."""
    told = {
        "how_to_read": HOW_TO_READ,
        "covers": {name: [day.isoformat() for day in days] for name, days in sorted(found.covers.items())},
        "notices": [as_told(one) for one in found.notices],
        "not_asked": [asdict(one) for one in found.not_asked],
        "said": said,
    }
    json.dump(told, out, indent=1, ensure_ascii=False)
    out.write("\n")
