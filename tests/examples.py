"""An example of any entry type, made from its fields."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any, get_args, get_origin, get_type_hints


def _value(hint: Any, name: str) -> Any:
    origin = get_origin(hint)
    if hint is str:
        return f"{name} é"
    if hint is bool:
        return True
    if hint is int:
        return 3
    if hint is datetime:
        return datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
    if hint is date:
        return date(2026, 1, 5)
    if origin is tuple:
        return (_value(get_args(hint)[0], name),)
    if is_dataclass(hint):
        return example_of(hint)
    return _value(next(one for one in get_args(hint) if one is not type(None)), name)


def example_of(kind: Any) -> Any:
    """One of these with every field filled."""
    hints = get_type_hints(kind)
    return kind(**{field.name: _value(hints[field.name], f"{kind.__name__} {field.name}") for field in fields(kind)})
