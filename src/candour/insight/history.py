"""What is known of one authority or of many: the tables, made ready for every detector, and the days they cover."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import narwhals.stable.v2 as nw

from candour.frames.extract import Layout, ready
from candour.frames.plan import Frame
from candour.insight.layout import LAYOUT

Days = Callable[[Frame, Mapping[str, str]], Frame]
ONE = "this authority"
MONTH = 30  # days


@dataclass(frozen=True)
class Engine:
    """How tables are worked on: here, or on many machines."""

    days: Days
    collected: Callable[[Frame], dict[str, Any]]
    kept: Callable[[Frame], Frame]
    of_columns: Callable[[Mapping[str, Any], Mapping[str, str]], Frame]


@dataclass(frozen=True)
class History:
    """The tables by name, each with `authority`, `child` and `family`; and for each authority the first and last day on
    which what happened can be taken to be there (day numbers). `has` names the columns that hold anything at all."""

    tables: Mapping[str, Frame]
    engine: Engine
    covers: Mapping[str, tuple[int, int]]
    has: frozenset[str]
    source: str  # census, extract or record
    texts: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Frame:
        return self.tables[name]

    def lacks(self, wanted: tuple[str, ...]) -> list[str]:
        """Which of these columns (`table.column`) nobody filled in."""
        return [name for name in wanted if name not in self.has]


def history(
    raw: Mapping[str, Frame], engine: Engine, *, source: str, authority: str = ONE, layout: Layout = LAYOUT,
    covers: Mapping[str, tuple[int, int]] | None = None,
) -> History:  # fmt: skip
    """Make tables ready. A table that is not given has no rows. `authority` names those that do not say whose they are."""
    staged = {name: ready(frame, layout[name], engine.days) for name, frame in raw.items() if name in layout}
    for name in layout:
        if name not in staged:
            staged[name] = _nothing(layout, name, engine)
    family = staged.pop("family")
    named = {name: _whose(frame, authority) for name, frame in staged.items()}
    groups = (
        family.filter(~nw.col("family").is_null(), ~nw.col("child").is_null())
        .group_by("child").agg(nw.col("family").min())
    )  # fmt: skip
    made = {}
    for name, frame in named.items():
        if "child" in layout[name] and "family" not in layout[name]:
            frame = frame.filter(~nw.col("child").is_null()).join(groups, on="child", how="left")
            frame = frame.with_columns(nw.coalesce(nw.col("family"), nw.col("child")).alias("family"))
        made[name] = engine.kept(frame)
    has = _filled(made, engine)
    known = covers or _covered(made["cin_episodes"], engine)
    return History(made, engine, known, has, source)


def _nothing(layout: Layout, name: str, engine: Engine) -> Frame:
    kinds = {column: "text" if one.kind == "text" else "number" for column, one in layout[name].items()}
    return engine.of_columns({column: [] for column in kinds}, kinds)


def _whose(frame: Frame, authority: str) -> Frame:
    if "authority" not in frame.collect_schema().names():
        return frame
    return frame.with_columns(nw.coalesce(nw.col("authority"), nw.lit(authority)).alias("authority"))


def _filled(tables: Mapping[str, Frame], engine: Engine) -> frozenset[str]:
    found = set()
    for name, frame in tables.items():
        columns = frame.collect_schema().names()
        counted = engine.collected(frame.select(*((~nw.col(one).is_null()).cast(nw.Int64).sum() for one in columns)))
        found |= {f"{name}.{one}" for one in columns if len(counted[one]) and (counted[one][0] or 0) > 0}
    return frozenset(found)


def _covered(episodes: Frame, engine: Engine) -> dict[str, tuple[int, int]]:
    """From the first month with half as many referrals, and closures, as the usual month, to the last day of either.

    An extract seldom says what it covers, and before its first day it holds only those who were still known later: hardly
    anybody who was closed.
    """
    import numpy as np

    found: dict[str, tuple[int, int]] = {}
    counts: dict[str, list[tuple[Any, Any]]] = {}
    for day in ("referred", "closed"):
        by = episodes.filter(~nw.col(day).is_null()).group_by("authority", nw.col(day).alias("day"))
        rows = engine.collected(by.agg(nw.len().alias("many")))
        names = np.array(rows["authority"], dtype=object)
        for name in sorted(set(rows["authority"])):
            mine = names == name
            counts.setdefault(name, []).append((np.asarray(rows["day"])[mine], np.asarray(rows["many"])[mine]))
    for name, parts in counts.items():
        final = int(max(days.max() for days, _ in parts))
        months = min(_full_months(days, many, final) for days, many in parts)
        found[name] = (final - months * MONTH + 1, final)
    return found


def _full_months(days: Any, many: Any, final: int) -> int:
    """How many months, counted back from the last day, have at least half as many as the last two years' usual month."""
    import numpy as np

    counted = np.bincount((final - days.astype(int)) // MONTH, weights=many.astype(float))
    full = counted >= float(np.median(counted[:24])) / 2
    return int(np.argmin(full)) if not full.all() else len(full)
