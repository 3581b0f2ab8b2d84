"""The one way a fact is spelt in bytes, so that anybody can work out the same digest from the same words."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Decoder = Callable[[Any], Any]
LARGEST = 2**53 - 1  # the largest whole number that every JSON reader reads alike (RFC 8785)
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical(value: Any) -> bytes:
    """RFC 8785 JSON for the values we allow: text, whole numbers, true, false, null, lists and objects.

    Fractions are refused: their spelling differs between languages.

    >>> canonical({"b": 1, "a": ["é", None]})
    b'{"a":["\\xc3\\xa9",null],"b":1}'
    """
    return _ENCODER.encode(value).encode()


def moment(value: datetime) -> str:
    """A moment as the record spells it: UTC, microseconds, Z.

    >>> moment(datetime(2026, 1, 5, 9, 30, tzinfo=UTC))
    '2026-01-05T09:30:00.000000Z'
    """
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment_from(text: str) -> datetime:
    """The moment that `moment` spelt."""
    return datetime.fromisoformat(text)


def plain(value: Any) -> Any:
    """A field's value as JSON can carry it: dates become text, tuples lists, small dataclasses objects."""
    if isinstance(value, int) and not -LARGEST <= value <= LARGEST:
        raise TypeError(f"{value} is too large for the record: other languages would read another number")
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(type(value))}
    raise TypeError(f"{type(value).__name__} cannot be written to the record: use text, whole numbers, dates or tuples")


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _same(value: Any) -> Any:
    return value


def decoder(hint: Any) -> Decoder:
    """How a value of this type is read back from JSON."""
    origin = get_origin(hint)
    if hint is date:
        return date.fromisoformat
    if hint is datetime:
        return moment_from
    if origin in (Union, UnionType):
        (inner,) = (argument for argument in get_args(hint) if argument is not NoneType)
        read = decoder(inner)
        return _same if read is _same else lambda value: None if value is None else read(value)
    if origin is tuple:
        read = decoder(get_args(hint)[0])
        return tuple if read is _same else lambda value: tuple(read(item) for item in value)
    if is_dataclass(hint) and isinstance(hint, type):
        return lambda value: built(hint, value)
    return _same


@cache
def _decoders(kind: type) -> dict[str, Decoder]:
    hints = get_type_hints(kind)
    return {field.name: decoder(hints[field.name]) for field in fields(kind)}


def built(kind: type, values: dict[str, Any]) -> Any:
    """An entry (or a part of one) made again from what `plain` wrote. A field it lacks takes its default."""
    decoders = _decoders(kind)
    return kind(**{name: decoders[name](value) for name, value in values.items() if name in decoders})
