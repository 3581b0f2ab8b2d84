"""Counting what a test asks for: by authority and day, each family as one, in as few passes as can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.columns import Columns, by_authority
from candour.insight.detector import AMONG, BESIDE, BULK, ENDING, TIMING, Test
from candour.insight.history import History

PRECISELY = 9  # decimals: shares added up in another order differ in the last of sixteen


@dataclass(frozen=True)
class Behind:
    """Whose children are asked for: an authority's, between two days; of whom it happened (1), or did not (0), or either."""

    authority: str
    days: tuple[int, int]
    only: int | None
    unit: str


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
        rows = known.engine.collected(_shares(frame, ["unit"] if test.how in (AMONG, BESIDE) else []))
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
        .with_columns(nw.col("happened").round(PRECISELY))
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


def children_of(known: History, test: Test, asked: Sequence[Behind]) -> list[list[str]]:
    """The children behind each of several things found by one test, by the day it was about, in one pass."""
    if not asked:
        return []
    frame = test.cases(known).filter(nw.col("authority").is_in(sorted({one.authority for one in asked})))
    first, last = min(one.days[0] for one in asked), max(one.days[1] for one in asked)
    frame = frame.filter(nw.col("day") >= first, nw.col("day") <= last)
    wanted = {"authority", "child", "day", "happened", "unit"}
    columns = [one for one in frame.collect_schema().names() if one in wanted]
    rows = by_authority(known.engine.collected(frame.select(*columns)))
    return [_behind(one, rows.get(one.authority, {"day": [], "child": []})) for one in asked]


def _behind(one: Behind, rows: Columns) -> list[str]:
    found = []
    for at, day in enumerate(rows["day"]):
        if not one.days[0] <= day <= one.days[1]:
            continue
        if one.only is not None and "happened" in rows and rows["happened"][at] != one.only:
            continue
        if not one.unit or "unit" not in rows or rows["unit"][at] == one.unit:
            found.append((int(day), str(rows["child"][at])))
    return list(dict.fromkeys(child for _, child in sorted(found)))
