"""Counting what a test asks for: by authority and day, each family as one, in as few passes as can be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.detector import AMONG, BULK, ENDING, TIMING, Test
from candour.insight.history import History

Columns = Mapping[str, Any]


def counted(known: History, test: Test) -> dict[str, Columns]:
    """The columns that a test is judged by, for each authority. A family counts once a day, with its children's share."""
    frame = test.cases(known)
    if test.how == TIMING:
        rows = known.engine.collected(frame.select("authority", "day", "chance", "happened"))
    elif test.how == BULK:
        rows = known.engine.collected(_families(frame, []).group_by("authority", "day").agg(nw.len().alias("families")))
    elif test.how == ENDING:
        return _ending(known, frame)
    else:
        rows = known.engine.collected(_shares(frame, ["unit"] if test.how == AMONG else []))
    return by_authority(rows)


def _families(frame: Frame, more: list[str]) -> Frame:
    keys = ["authority", "day", "family", *more]
    if "happened" in frame.collect_schema().names():
        return frame.group_by(keys).agg(nw.col("happened").mean().alias("share"), nw.len().alias("children"))
    return frame.group_by(keys).agg(nw.len().alias("children"))


def _shares(frame: Frame, more: list[str]) -> Frame:
    by = ["authority", "day", *more]
    return (
        _families(frame, more)
        .group_by(by)
        .agg(nw.len().alias("families"), nw.col("share").sum().alias("happened"), nw.col("children").sum())
    )


def _ending(known: History, frame: Frame) -> dict[str, Columns]:
    """How many began on one day and ended on another (or not: -1), and how many families each day's endings were of."""
    spans = frame.with_columns(nw.col("day").fill_null(-1).alias("end"))
    counted = spans.group_by("authority", "start", "end").agg(nw.len().alias("children"))
    over = _families(frame.filter(~nw.col("day").is_null()), []).group_by("authority", "day")
    families = by_authority(known.engine.collected(over.agg(nw.len().alias("families"))))
    spans_by = by_authority(known.engine.collected(counted.rename({"start": "day"})))
    nothing: Columns = {"day": [], "families": []}
    return {
        name: {
            "start": rows["day"], "end": rows["end"], "children": rows["children"],
            "day": families.get(name, nothing)["day"], "families": families.get(name, nothing)["families"],
        }
        for name, rows in spans_by.items()
    }  # fmt: skip


def by_authority(rows: Columns) -> dict[str, Columns]:
    """The columns of each authority apart, in the order of days."""
    import numpy as np

    names = np.array(rows["authority"], dtype=object)
    if not len(names):
        return {}
    order = np.lexsort((np.asarray(rows["day"]), names.astype(str)))
    names = names[order].astype(str)
    edges = np.nonzero(names[1:] != names[:-1])[0] + 1
    parts = np.split(order, edges)
    columns = {name: np.array(values, dtype=object if name == "unit" else None) for name, values in rows.items()}
    return {
        str(columns["authority"][part[0]]): {
            name: values[part] for name, values in columns.items() if name != "authority"
        }
        for part in parts
    }


def children_of(
    known: History, test: Test, authority: str, days: tuple[int, int], only: int | None, unit: str
) -> list[str]:
    """The children behind what was found: those of whom it happened (1), or did not (0), between two days."""
    frame = test.cases(known).filter(nw.col("authority") == authority)
    frame = frame.filter(nw.col("day") >= days[0], nw.col("day") <= days[1])
    columns = frame.collect_schema().names()
    if only is not None and "happened" in columns:
        frame = frame.filter(nw.col("happened") == only)
    if unit and "unit" in columns:
        frame = frame.filter(nw.col("unit") == unit)
    rows = known.engine.collected(frame.select("child", "day"))
    pairs = sorted(zip((int(day) for day in rows["day"]), rows["child"], strict=True))
    return list(dict.fromkeys(child for _, child in pairs))
