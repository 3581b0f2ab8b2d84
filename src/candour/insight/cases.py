"""Phrases the detectors share: who was followed by what, within how many days."""

from __future__ import annotations

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.insight.history import History


def followed(one: Frame, day: str, by: Frame, other: str, *, within: int, on: str = "child", before: int = 0) -> Frame:
    """Rows of one table with `happened` 1 where a row of the other has its day within so many days after (or up to
    `before` days earlier), of the same child (or `on`)."""
    key = ["authority", on]
    marked = one.filter(~nw.col(day).is_null()).with_columns(nw.col(day).alias("_since"))
    later = by.filter(~nw.col(other).is_null()).select(*key, nw.col(other).alias("_then"))
    pairs = marked.select(*key, "_since").unique().join(later, on=key, how="inner")
    gap = nw.col("_then") - nw.col("_since")
    hits = pairs.filter(gap >= -before, gap <= within).select(*key, "_since").unique().with_columns(happened=nw.lit(1))
    joined = marked.join(hits, on=[*key, "_since"], how="left")
    return joined.with_columns(nw.col("happened").fill_null(0).cast(nw.Int32))


def case(frame: Frame, day: str, *more: str) -> Frame:
    """Only what is judged: whose it is, the day, and whether it happened."""
    there = frame.filter(~nw.col(day).is_null())
    return there.select("authority", "child", "family", nw.col(day).alias("day"), *more)


def yes(expression: nw.Expr) -> nw.Expr:
    """1 where it is so, 0 where it is not or is not known."""
    return expression.fill_null(False).cast(nw.Int32).alias("happened")


def once_known_for(known: History, frame: Frame, day: str, days: int) -> Frame:
    """Only rows from so many days after the first that is covered: before, what came earlier is not all there."""
    names = sorted(known.covers)
    firsts = {"authority": names, "_first": [known.covers[name][0] for name in names]}
    first = known.engine.of_columns(firsts, {"authority": "text", "_first": "number"})
    beside = frame.join(first, on="authority", how="left")
    return beside.filter(nw.col(day) >= nw.col("_first").fill_null(-1_000_000) + days)
