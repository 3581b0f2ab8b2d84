"""Reads the whole record again and works out every seal afresh. Shares no code with what writes it."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Row(NamedTuple):
    """An entry as it is kept. `content` is its words, unlocked; where there are none, `why_not` says why.

    `why_not` is "" (there they are), "erased", "no key" or "cannot be opened".
    """

    position: int
    leaf: str
    digest: str
    nodes: bytes
    content_id: str
    content: bytes | None
    why_not: str = ""


@dataclass(frozen=True)
class Fault:
    """One place where the record does not hold: what is wrong there."""

    position: int
    what: str


def faults(
    rows: Iterable[Row],
    subjects: Mapping[int, list[str]] | None = None,
    checkpoints: Mapping[int, list[str]] | None = None,
    *,
    invented_times: bool = False,
) -> Iterator[Fault]:
    """Every fault in the record, in order.

    `rows` come by position. `subjects`, where given, says which subjects the index ties to each position;
    `checkpoints` has the texts that were signed, by the size they speak of. A demonstration has `invented_times`.
    """
    expected, before, edge = 0, "", _Edge()
    erased: dict[str, None] = {}
    without: list[tuple[int, str]] = []
    for row in rows:
        if row.position != expected:
            yield Fault(row.position, f"place {expected} is missing")
        expected = row.position + 1
        yield from _of_the_tree(row, edge)
        for text in (checkpoints or {}).get(expected, []):
            if text.split("\n")[2] != base64.b64encode(edge.root()).decode():
                yield Fault(row.position, f"the first {expected} entries are not those a checkpoint was signed for")
        try:
            envelope = json.loads(row.leaf)
            if json.dumps(envelope, sort_keys=True, separators=(",", ":"), ensure_ascii=False) != row.leaf:
                yield Fault(row.position, "the leaf is not in the one spelling a leaf may have")
            if envelope["recorded"] < before and not invented_times:
                yield Fault(row.position, "the clock went back: it was written before the entry that precedes it")
            before = envelope["recorded"]
            if envelope["type"] == "erasure_carried_out/1":
                erased[envelope["subjects"][1]] = None
            if row.why_not == "erased":
                without.append((row.position, envelope["subjects"][0]))
            yield from _envelope(row, envelope, subjects)
        except (ValueError, KeyError, TypeError, IndexError):
            yield Fault(row.position, "the leaf or its words cannot be read")
    for position, whose in without:
        if whose not in erased:
            yield Fault(position, "the words are shut off as erased, and no entry says so")
    for size in sorted(checkpoints or {}):
        if size > expected:
            yield Fault(expected, f"a checkpoint was signed for {size} entries, and only {expected} are here")


class _Edge:
    """The whole subtrees of the tree so far, largest first (RFC 6962, section 2.1)."""

    def __init__(self) -> None:
        self.parts: list[tuple[int, bytes]] = []

    def add(self, leaf: bytes) -> bytes:
        """Add a leaf; the hashes of the subtrees it completes, one after the other."""
        count, whole, completed = 1, hashlib.sha256(b"\0" + leaf).digest(), b""
        while self.parts and self.parts[-1][0] == count:
            whole = hashlib.sha256(b"\1" + self.parts.pop()[1] + whole).digest()
            count, completed = 2 * count, completed + whole
        self.parts.append((count, whole))
        return completed

    def root(self) -> bytes:
        whole = self.parts[-1][1]
        for _, part in reversed(self.parts[:-1]):
            whole = hashlib.sha256(b"\1" + part + whole).digest()
        return whole


def _of_the_tree(row: Row, edge: _Edge) -> Iterator[Fault]:
    leaf = row.leaf.encode()
    if hashlib.sha256(leaf).hexdigest() != row.digest:
        yield Fault(row.position, "the leaf is not the one that was sealed")
    if edge.add(leaf) != row.nodes:
        yield Fault(row.position, "the tree is not the one that grew here")


def _envelope(row: Row, envelope: dict[str, object], subjects: Mapping[int, list[str]] | None) -> Iterator[Fault]:
    position = row.position
    if envelope["content"] != row.content_id:
        yield Fault(position, "the words belong to another entry")
    if subjects is not None and sorted(subjects.get(position, [])) != sorted(set(envelope["subjects"])):  # type: ignore[call-overload]
        yield Fault(position, "the index names other subjects than the leaf")
    if row.content is None:
        if row.why_not == "no key":
            yield Fault(position, "the key to the words is gone, and no erasure says why")
        elif row.why_not != "erased":
            yield Fault(position, "the words are missing" if not row.why_not else f"the words {row.why_not}")
        return
    body, promised = json.loads(row.content), envelope["fields"]
    assert isinstance(promised, dict)
    if set(promised) != set(body["fields"]):
        yield Fault(position, "a field was added or taken away")
    for name, value in body["fields"].items():
        spelt = json.dumps([name, value], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        salt = bytes.fromhex(body["salts"][name])
        if hashlib.sha256(b"candour/field/v1\0" + salt + spelt).hexdigest() != promised.get(name):
            yield Fault(position, f"the words of {name} are not the ones that were sealed")
