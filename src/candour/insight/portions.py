"""Many authorities a few at a time: what is found of one does not depend on the others, and memory holds only a few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import narwhals.stable.v2 as nw

from candour.frames.extract import found_in
from candour.frames.plan import Frame
from candour.insight.history import Engine
from candour.insight.layout import LAYOUT

AT_ONCE = 400_000  # referrals


def portions(raw: Mapping[str, Frame], engine: Engine, at_once: int = AT_ONCE) -> Iterator[Mapping[str, Frame]]:
    """The tables whole where the referrals do not say whose they are, or are few; else some authorities' at a time."""
    columns = {name: found_in(frame, LAYOUT[name])["authority"] for name, frame in raw.items()}
    by = columns.get("cin_episodes")
    if not by:
        yield raw
        return
    whose = raw["cin_episodes"].select(nw.col(by).cast(nw.String).alias("authority"))
    rows = engine.collected(whose.group_by("authority").agg(nw.len().alias("many")))
    many: dict[str, int] = {}
    spelt: dict[str, list[str | None]] = {}
    for name, count in zip(rows["authority"], rows["many"], strict=True):
        plain = (name or "").strip()
        many[plain] = many.get(plain, 0) + int(count)
        spelt.setdefault(plain, []).append(name)
    if sum(many.values()) <= at_once:
        yield raw
        return
    some: list[str] = []
    for name in sorted(many):
        if some and sum(many[one] for one in some) + many[name] > at_once:
            yield _only(raw, columns, [each for one in some for each in spelt[one]])
            some = []
        some.append(name)
    yield _only(raw, columns, [each for one in some for each in spelt[one]])


def _only(raw: Mapping[str, Frame], columns: Mapping[str, str | None], names: list[str | None]) -> Mapping[str, Frame]:
    # A table that says of no row whose it is belongs beside every portion: it is joined by child.
    return {name: _of(frame, by, names) if (by := columns[name]) else frame for name, frame in raw.items()}


def _of(frame: Frame, by: str, names: list[str | None]) -> Frame:
    whose = nw.col(by).cast(nw.String)
    theirs = whose.is_in([name for name in names if name is not None])
    return frame.filter(theirs | whose.is_null() if None in names else theirs)
