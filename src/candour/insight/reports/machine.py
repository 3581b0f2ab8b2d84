"""What was found, for another program: a list of notices."""

import json
from typing import Any, TextIO

from candour.insight.notice import Notice
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


def write_json(found: Found, out: TextIO) -> None:
    """The notices as a list, by authority and then by the day on which each could first be said."""
    json.dump([as_told(one) for one in found.notices], out, indent=1, ensure_ascii=False)
    out.write("\n")
