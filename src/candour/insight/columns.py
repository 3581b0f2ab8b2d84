"""Columns an engine has worked out, taken apart by authority and put in an order of their own: no engine promises one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Columns = Mapping[str, Any]


def by_authority(rows: Columns) -> dict[str, Columns]:
    """The columns of each authority apart, in the order of days, and of all else where days are the same."""
    import numpy as np

    names = sorted(set(rows["authority"]))
    if not names:
        return {}
    place = {name: at for at, name in enumerate(names)}
    whose = np.fromiter((place[name] for name in rows["authority"]), dtype=np.int64, count=len(rows["authority"]))
    columns = {
        name: np.array(values, dtype=object if isinstance(values, list) else None)
        for name, values in rows.items()
        if name != "authority"
    }
    keys = [values.astype(str) if values.dtype == object else values for values in columns.values()]
    days = [columns["day"]] if "day" in columns else []
    order = np.lexsort((*keys, *days, whose))
    edges = np.searchsorted(whose[order], np.arange(len(names) + 1))
    return {
        name: {column: values[order[edges[at] : edges[at + 1]]] for column, values in columns.items()}
        for at, name in enumerate(names)
    }
