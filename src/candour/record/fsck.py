"""Reads the whole record again and works out every seal afresh. Shares no code with what writes it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Row = tuple[int, str, str, str, str, bytes | None]


@dataclass(frozen=True)
class Fault:
    """One place where the record does not hold: what is wrong there."""

    position: int
    what: str


def faults(rows: Iterable[Row], subjects: dict[int, list[str]] | None = None) -> Iterator[Fault]:
    """Every fault in the record, in order.

    `rows` are (position, leaf, digest, chain, content id, content), by position. `subjects`, where given, says which
    subjects the index ties to each position.
    """
    expected, chain = 0, bytes(32)
    for position, leaf, digest, link, content_id, content in rows:
        if position != expected:
            yield Fault(position, f"place {expected} is missing")
        expected = position + 1
        fresh = hashlib.sha256(leaf.encode()).digest()
        chain = hashlib.sha256(chain + fresh).digest()
        if fresh.hex() != digest:
            yield Fault(position, "the leaf is not the one that was sealed")
        if chain.hex() != link:
            yield Fault(position, "the chain is broken")
            chain = bytes.fromhex(link)
        try:
            yield from _envelope(position, json.loads(leaf), content_id, content, subjects)
        except (ValueError, KeyError, TypeError):
            yield Fault(position, "the leaf or its words cannot be read")


def _envelope(
    position: int,
    envelope: dict[str, object],
    content_id: str,
    content: bytes | None,
    subjects: dict[int, list[str]] | None,
) -> Iterator[Fault]:
    if envelope["content"] != content_id:
        yield Fault(position, "the words belong to another entry")
    if subjects is not None and sorted(subjects.get(position, [])) != sorted(envelope["subjects"]):  # type: ignore[call-overload]
        yield Fault(position, "the index names other subjects than the leaf")
    if content is None:
        yield Fault(position, "the words are missing")
        return
    body, promised = json.loads(content), envelope["fields"]
    assert isinstance(promised, dict)
    if set(promised) != set(body["fields"]):
        yield Fault(position, "a field was added or taken away")
    for name, value in body["fields"].items():
        spelt = json.dumps([name, value], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        salt = bytes.fromhex(body["salts"][name])
        if hashlib.sha256(b"candour/field/v1\0" + salt + spelt).hexdigest() != promised.get(name):
            yield Fault(position, f"the words of {name} are not the ones that were sealed")
