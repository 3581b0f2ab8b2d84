"""What is signed and hashed, and how it is read: JSON in one spelling, keys, signed checkpoints, the tree.

It shares no code with what made them. Signatures are C2SP's notes and cosignatures; the tree is that of RFC 6962.
"""

import json
import re
from base64 import b64decode
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LOG, WITNESS = 1, 4  # C2SP's kinds of key: a record's own, and a witness's, whose signature has a time
SMALL = 64 << 20  # bytes: the most that is read of one file at once
LATEST = 32_503_680_000  # the year 3000, in seconds since 1970
BASE64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"
Key = tuple[str, int, bytes, bytes]  # whose it is, its kind, the four bytes that stand for it, and the key itself

class Unreadable(ValueError):
    """What was given cannot be read: the message says which part, and why."""

def read_file(name: str | Path) -> bytes:
    """A file, whole. Raises Unreadable, OSError."""
    with open(name, "rb") as file:
        if len(found := file.read(SMALL + 1)) > SMALL:
            raise Unreadable(f"{name} is larger than it can be ({SMALL >> 20} MB).")
    return found

def fits(value: Any, shape: Any) -> bool:
    """Whether a value has a shape: a type, a pattern, a value, any of several, a list of one kind, or an object."""
    if type(shape) is tuple:
        return type(value) in shape or any(fits(value, one) for one in shape if type(one) is not type)
    if type(shape) is type:
        return type(value) is shape
    if type(shape) is re.Pattern:
        return type(value) is str and shape.fullmatch(value) is not None
    if type(value) is list is type(shape):
        return all(type(one) is shape[0] or fits(one, shape[0]) for one in value)
    if type(value) is dict is type(shape):
        each = dict.fromkeys(value, shape[str]) if str in shape else shape
        return value.keys() == each.keys() and all(type(value[x]) is each[x] or fits(value[x], each[x]) for x in each)
    return type(value) is type(shape) and bool(value == shape)

def named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON. Raises ValueError where it could be read in two ways."""
    if len(found := dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found

DECODER = json.JSONDecoder(object_pairs_hook=named_once, parse_float=int, parse_constant=int)  # int refuses 1.5 and NaN
ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
QUOTED, SALT = json.encoder.encode_basestring, re.compile("[0-9a-f]{32}")

def from_json(text: bytes | str, what: str, shape: Any) -> Any:
    """JSON as the record writes it (no name twice, no fraction), with the parts it should have. Raises Unreadable."""
    try:
        found = DECODER.decode(text if isinstance(text, str) else text.decode())
    except (ValueError, RecursionError) as wrong:
        raise Unreadable(f"{what} cannot be read: {wrong}") from None
    if not fits(found, shape):
        raise Unreadable(f"{what} cannot be read: its parts are not those it should have")
    return found

def commitment(name: str, value: Any, salt: Any) -> str:
    """What stands for a field in a leaf. Raises Unreadable where the salt is not 16 bytes."""
    if type(salt) is not str or not SALT.fullmatch(salt):  # else bytes could move between it and the words
        raise Unreadable(f"the salt of {name} is not 16 bytes")
    spelt = f"[{QUOTED(name)},{QUOTED(value)}]" if type(value) is str else ENCODER.encode([name, value])
    return sha256(b"candour/field/v1\0" + bytes.fromhex(salt) + spelt.encode()).hexdigest()

def read_keys(given: Iterable[str], kind: int) -> list[Key]:
    """Keys of one kind, each as itself (name+number+key) or a file of them. Raises Unreadable, OSError."""
    found = {}
    for one in given:
        text = one if re.match(r"[^+\s]+\+[0-9a-f]{8}\+", one) else read_file(one).decode(errors="replace")
        for line in text.split():
            parts = re.fullmatch(r"([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})", line)
            name, number, key = parts.groups() if parts else ("", "", "")
            raw = b64decode(key)
            if raw[:1] != bytes([kind]) or sha256(name.encode() + b"\n" + raw).hexdigest()[:8] != number:
                whose = "a witness" if kind == WITNESS else "a record"
                if "PRIVATE" in text:
                    raise Unreadable("This is a PRIVATE key. Nobody else may have it: tell its owner, and ask for the public one.")
                raise Unreadable(f"{line[:90]} is not the key of {whose}, or was copied wrongly: ask its owner for it")
            found[raw[1:]] = (name, kind, bytes.fromhex(number), raw[1:])  # one key under two names counts once
    return [*found.values()]

class Note(NamedTuple):
    """A signed checkpoint: how many entries a record had, and what its tree came to."""
    text: str
    signatures: list[tuple[str, bytes]]
    origin: str
    size: int
    root: bytes

    def signed(self, keys: Iterable[Key], enough: int = 1) -> datetime | None:
        """When the last of enough of these keys had signed (1970 for a record's own); None where too few did."""
        times: dict[Key, int] = {}
        for key, (name, held) in product(keys, self.signatures):
            long = 8 if key[1] == WITNESS else 0
            at = int.from_bytes(held[4 : 4 + long], "big")
            if (name, held[:4]) == (key[0], key[2]) and (not long or 0 < at < LATEST):
                text = (f"cosignature/v1\ntime {at}\n" if long else "") + self.text
                with suppress(InvalidSignature, ValueError):
                    Ed25519PublicKey.from_public_bytes(key[3]).verify(held[4 + long :], text.encode())
                    times[key] = min(at, times.get(key, at))
        return datetime.fromtimestamp(sorted(times.values())[enough - 1], UTC) if len(times) >= enough > 0 else None

def read_note(text: str, what: str) -> Note:
    """A signed checkpoint. Raises Unreadable."""
    rows = rf"((.+)\n([0-9]{{1,18}})\n([A-Za-z0-9+/]{{43}}=)\n(?:.+\n)*)\n((?:\u2014 [^ \n]+ {BASE64}(?:\n|\Z))+)"
    if not (parts := re.fullmatch(rows, text)):
        raise Unreadable(f"{what} is not a signed checkpoint")
    body, origin, size, root, below = parts.groups()
    signatures = [line.split(" ")[1:] for line in below.removesuffix("\n").split("\n")]
    return Note(body, [(name, b64decode(held)) for name, held in signatures], origin, int(size), b64decode(root))

def node(left: bytes, right: bytes) -> bytes:
    """The hash of two parts of the tree."""
    return sha256(b"\x01" + left + right).digest()

def split(count: int) -> int:
    """The largest power of two below a count: where the tree parts."""
    return 1 << (count - 1).bit_length() - 1

def root_of(leaves: Sequence[Any], low: int, high: int, hashes: Iterator[bytes]) -> bytes:
    """The root of part of a tree, from leaves (place first, hash last) and the hashes of parts without any."""
    if not leaves:
        return next(hashes, b"")  # nothing that was signed comes to what this leads to
    if high - low == 1:
        return bytes(leaves[0][-1])
    middle = low + split(high - low)
    at = bisect_left(leaves, (middle,))
    return node(root_of(leaves[:at], low, middle, hashes), root_of(leaves[at:], middle, high, hashes))

def root_from_proof(leaf: bytes, place: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root a proof for one leaf leads to, where it is a proof for that place of a tree of that size."""
    if size < 2 or not proof:
        return leaf if (place, size) == (0, 1) and not proof else None
    right = place >= (middle := split(size))
    part = root_from_proof(leaf, place - middle * right, size - middle if right else middle, proof[:-1])
    return part and (node(proof[-1], part) if right else node(part, proof[-1]))

def roots_between(old: bytes | None, size: int, of: int, proof: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The roots before and after growth that a proof leads to. Raises ValueError for too few or many."""
    if size == of:
        (one,) = [old, *proof] if old else proof
        return one, one
    *rest, other = proof
    if size <= (middle := split(of)):
        was, now = roots_between(old, size, middle, rest)
        return was, node(now, other)
    was, now = roots_between(None, size - middle, of - middle, rest)
    return node(other, was), node(other, now)

def grew(old: Note, new: Note, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that the larger record begins with the smaller."""
    with suppress(ValueError):
        return 0 < old.size <= new.size and roots_between(old.root, old.size, new.size, proof) == (old.root, new.root)
    return False
