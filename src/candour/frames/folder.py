"""Tables kept one file each, as many returns as there are, made ready for the rules: which row lies inside which.

The rows come with a column `row`, their place in the file, and one that says which return they belong to.
"""

from collections.abc import Callable, Mapping

import narwhals.stable.v2 as nw

from candour.frames.plan import Frame
from candour.frames.table import RETURN, Column, Table

ROW = "row"
CHILD = "child"  # where a table has it, it says whose a row is, whatever the numbers of the children are
LINK = "_link"
RETURNS_APART = 1 << 40  # keys of different returns must differ


def staged(
    tables: Mapping[str, Table],
    raw: Mapping[str, Frame],
    ids: Mapping[str, str],
    days: Callable[[Frame, list[Column]], Frame],
) -> dict[str, Frame]:
    """The tables with the key of every row and of those it lies inside, and its ordinals. `ids` names, for each table
    that holds others, the column that tells its rows apart; `days` puts the day of every date beside what was typed.

    A row that names an outer row which is not there has no key for it: see `astray`.
    """
    made: dict[str, Frame] = {}
    for name, table in tables.items():
        frame = _named(raw[name], table)
        frame = frame.with_columns((nw.col(ROW) + nw.col(RETURN).cast(nw.Int64) * RETURNS_APART).alias(table.key))
        if table.parent:
            frame = _inside(frame, made[table.parent.name], table, ids)
            within = table.parent.key
        else:
            within = RETURN
        order = nw.col(ROW).cum_count().over(within, order_by=ROW).cast(nw.Int64)
        frame = frame.with_columns(order.alias(table.ordinal))
        made[name] = days(frame, [Column(table, field) for field in table.fields if field in table.dates])
    return made


def _named(frame: Frame, table: Table) -> Frame:
    """The fields as text under the names that rules know them by; a field with no column is not there at all."""
    there = set(frame.collect_schema().names())
    kept = [nw.col(name).cast(nw.String) for name in sorted(there) if name.endswith("ID") and name not in table.fields]
    fields = [
        (nw.col(name).cast(nw.String) if name in there else nw.lit(None, dtype=nw.String)).alias(
            Column(table, name).plain
        )
        for name in table.fields
    ]
    whose = [nw.col(name).cast(nw.String) for name in (CHILD, table.whose) if name in there]
    link = nw.coalesce(*whose) if len(whose) > 1 else whose[0] if whose else nw.lit(None, dtype=nw.String)
    line = nw.col("line") if "line" in there else nw.lit(None, dtype=nw.Int32)
    lines = [line.cast(nw.Int32).alias(f"{Column(table, name).plain}__line") for name in table.fields]
    return frame.select(RETURN, ROW, link.alias(LINK), *kept, *fields, *lines)


def _inside(frame: Frame, outer: Frame, table: Table, ids: Mapping[str, str]) -> Frame:
    """Each row with the keys of the rows it lies inside, found by the ids of the outer row; the first, of several."""
    assert table.parent
    lineage = table.parent.lineage
    same = [RETURN, LINK, *(ids[one.name] for one in lineage[:-1])]
    first = outer.filter(*(~nw.col(name).is_null() for name in same[1:])).group_by(same).agg(nw.col(ROW).min())
    kept = [one.key for one in lineage] + [one.ordinal for one in lineage]
    found = outer.join(first, on=[*same, ROW], how="inner").select(*same, *kept)
    return frame.join(found, on=same, how="left")


def astray(frame: Frame, table: Table) -> Frame:
    """How many rows of each return lie inside no row of the table they should."""
    assert table.parent
    return frame.filter(nw.col(table.parent.key).is_null()).group_by(RETURN).agg(nw.len().alias("astray"))
