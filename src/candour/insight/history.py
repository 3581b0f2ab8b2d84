"""What is known of one authority or of many: the tables, made ready for every detector, and the days they cover."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import narwhals.stable.v2 as nw

from candour.frames.extract import Layout, found_in, ready
from candour.frames.plan import Frame
from candour.insight.layout import LAYOUT

Days = Callable[[Frame, Mapping[str, str]], Frame]
ONE = "this authority"


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
    which what happened can be taken to be there (day numbers). `has` names the columns that hold anything at all, and
    `filled` those that do for each authority."""

    tables: Mapping[str, Frame]
    engine: Engine
    covers: Mapping[str, tuple[int, int]]
    has: frozenset[str]
    source: str  # census, extract or record
    filled: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Frame:
        return self.tables[name]

    def lacks(self, wanted: tuple[str, ...], authority: str = "") -> list[str]:
        """Which of these columns (`table.column`) nobody filled in, or nobody in this authority."""
        has = self.filled.get(authority, self.has)
        return [name for name in wanted if name not in has]


def history(
    raw: Mapping[str, Frame], engine: Engine, *, source: str, authority: str = ONE, layout: Layout = LAYOUT,
    covers: Mapping[str, tuple[int, int]] | None = None,
) -> History:  # fmt: skip
    """Make tables ready. A table that is not given has no rows. `authority` names those that do not say whose they are."""
    return together({authority: raw}, engine, source=source, layout=layout, covers=covers)


def together(
    parts: Mapping[str, Mapping[str, Frame]], engine: Engine, *, source: str, layout: Layout = LAYOUT,
    covers: Mapping[str, tuple[int, int]] | None = None,
) -> History:  # fmt: skip
    """The tables of several as one history, each by the name of whoever's they are where they do not say so."""
    staged = [_staged(raw, engine, authority, layout) for authority, raw in parts.items()]
    whole = {name: _all([one[name] for one in staged if name in one], name, engine, layout) for name in layout}
    families = whole.pop("family").filter(~nw.col("family").is_null(), ~nw.col("child").is_null())
    # Two authorities may call two children by the same number.
    groups = engine.kept(families.group_by("authority", "child").agg(nw.col("family").min()))
    made = {}
    for name, frame in whole.items():
        if "child" in layout[name]:
            frame = frame.filter(~nw.col("child").is_null()).join(groups, on=["authority", "child"], how="left")
            frame = frame.with_columns(nw.coalesce(nw.col("family"), nw.col("child")).alias("family"))
        made[name] = engine.kept(frame)
    filled = _filled(made, engine)
    known = covers or _covered(made["cin_episodes"], engine)
    return History(made, engine, known, frozenset().union(*filled.values()), source, filled)


def _staged(raw: Mapping[str, Frame], engine: Engine, authority: str, layout: Layout) -> dict[str, Frame]:
    staged = {
        name: ready(frame, layout[name], engine.days).with_columns(
            nw.coalesce(nw.col("authority"), nw.lit(authority)).alias("authority")
        )
        for name, frame in raw.items()
        if name in layout
    }
    says = {name: found_in(raw[name], layout[name])["authority"] is not None for name in staged}
    if says.get("cin_episodes"):
        whose = staged["cin_episodes"].select("authority", "child").unique()
        for name, frame in list(staged.items()):
            if not says[name] and "child" in layout[name]:
                rest = [column for column in layout[name] if column != "authority"]
                staged[name] = frame.select(*rest).join(whose, on="child", how="inner")
    return staged


def _all(frames: list[Frame], name: str, engine: Engine, layout: Layout) -> Frame:
    if not frames:
        kinds = {column: "text" if one.kind == "text" else "number" for column, one in layout[name].items()}
        return engine.of_columns({column: [] for column in kinds}, kinds)
    columns = list(layout[name])
    return frames[0] if len(frames) == 1 else nw.concat([one.select(*columns) for one in frames], how="vertical")


def _filled(tables: Mapping[str, Frame], engine: Engine) -> dict[str, frozenset[str]]:
    """For each authority the columns that hold anything. It is asked only what its own tables can tell, whoever else's
    lie beside them."""
    found: dict[str, set[str]] = {}
    for name, frame in tables.items():
        columns = [one for one in frame.collect_schema().names() if one != "authority"]
        counts = (nw.col(one).count().cast(nw.Int64) for one in columns)
        rows = engine.collected(frame.group_by("authority").agg(*counts))
        for at, whose in enumerate(rows["authority"]):
            found.setdefault(whose, set()).update(f"{name}.{one}" for one in columns if rows[one][at] > 0)
    return {whose: frozenset(held) for whose, held in found.items()}


def _covered(episodes: Frame, engine: Engine) -> dict[str, tuple[int, int]]:
    """From the first month from which referrals, and closures, keep coming as in the usual month, to the last referral.

    An extract seldom says what it covers, and before its first day it holds only those who were still known later: hardly
    anybody who was closed. A date far from all others is a slip, and covers nothing.
    """
    import numpy as np

    found: dict[str, tuple[int, int]] = {}
    counts: dict[str, dict[str, tuple[Any, Any]]] = {}
    for day in ("referred", "closed"):
        by = episodes.filter(~nw.col(day).is_null()).group_by("authority", nw.col(day).alias("day"))
        rows = engine.collected(by.agg(nw.len().alias("many")))
        names = np.array(rows["authority"], dtype=object)
        for name in sorted(set(rows["authority"])):
            mine = names == name
            days = np.asarray(rows["day"])[mine].astype(int)
            counts.setdefault(name, {})[day] = (days, np.asarray(rows["many"])[mine].astype(float))
    for name, parts in counts.items():
        if "referred" not in parts:
            continue
        first, last = _steady(*parts["referred"])
        if "closed" in parts:
            closed = _steady(*parts["closed"], until=last)
            first = max(first, closed[0]) if closed[0] < last else first
        found[name] = (first, last)
    return found


def _steady(days: Any, many: Any, until: int | None = None) -> tuple[int, int]:
    """The latest stretch of months in which it keeps happening: its first day, and the last day on which it happened.

    A month counts that has half as many as the busiest year's middle month, less what chance takes away; one that does
    not may stand between two that do.
    """
    import numpy as np

    if until is not None and (days <= until).any():
        days, many = days[days <= until], many[days <= until]
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(int)
    counted = np.bincount(months - months.min(), weights=many)
    usual = float(np.median(np.sort(counted)[-12:]))
    full = counted >= max(1.0, usual / 2 - np.sqrt(usual / 2))
    last = int(np.nonzero(full)[0][-1])
    first = last
    while first > 0 and (full[first - 1] or (first > 1 and full[first - 2])):
        first -= 1
    begins = int(np.datetime64(int(first + months.min()), "M").astype("datetime64[D]").astype(int))
    # The month after the last whole one may have begun.
    near = days[(months - months.min() <= last + 1) & (many > 0)]
    return max(begins, int(days[months - months.min() >= first].min())), int(near.max())
