"""What is signed and hashed, and how it is read: JSON in one spelling, keys, signed checkpoints, the tree, proofs.

It shares no code with what made them. Signatures: C2SP notes and cosignatures. The tree: RFC 6962, section 2.1.
"""

import argparse
import json
import re
from base64 import b64decode
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from candour_said import NOT_PROVED, OPEN, PROVED, SEEN, VERDICT, WRONG, Said, spoken

LOG, WITNESS = 1, 4  # C2SP's kinds of key: a record's own, and a witness's, whose signature has a time
SMALL = 64 << 20  # bytes: the most that is read of one file at once
LATEST = 32_503_680_000  # the year 3000, in seconds since 1970
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
EVIDENCE = {"format": "candour-evidence/1", "origin": str, "kind": str, "seen_at": (str, int), "log_keys": [str],
            "notes": [str], "old": int, "proof": [str]}  # fmt: skip


class Unreadable(ValueError):
    """What was given cannot be read: the message says which part, and why."""


def read_file(name: str | Path) -> bytes:
    """A file, whole. Raises Unreadable."""
    try:
        with open(name, "rb") as file:
            found = file.read(SMALL + 1)
    except (OSError, ValueError) as wrong:
        raise Unreadable(f"{name} cannot be read: {getattr(wrong, 'strerror', None) or wrong}.") from None
    if len(found) > SMALL:
        raise Unreadable(f"{name} is larger than it can be ({SMALL >> 20} MB).")
    return found


def from_json(text: bytes | str, what: str, shape: Any) -> Any:
    """JSON as the record writes it (no name twice, no fraction), with the parts it should have. Raises Unreadable."""
    try:
        found = _DECODER.decode(text if isinstance(text, str) else text.decode())
    except (ValueError, RecursionError) as wrong:
        raise Unreadable(f"{what} cannot be read: {wrong}") from None
    if not fits(found, shape):
        raise Unreadable(f"{what} cannot be read: its parts are not those it should have")
    return found


def fits(value: Any, shape: Any) -> bool:
    """Whether a value has a shape: a type, a pattern, a value, any of several, a list of one kind, or an object."""
    kind = type(shape)
    if kind is tuple:
        return type(value) in shape or any(fits(value, one) for one in shape if type(one) is not type)
    if kind is list:
        return type(value) is list and all(type(one) is shape[0] or fits(one, shape[0]) for one in value)
    if kind is re.Pattern:
        return type(value) is str and shape.fullmatch(value) is not None
    if kind is not dict or type(value) is not dict:
        return type(value) is (shape if kind is type else kind) and (kind is type or value == shape)
    if str in shape:
        return all(type(one) is shape[str] or fits(one, shape[str]) for one in value.values())
    if value.keys() != shape.keys():
        return False
    for name, inner in shape.items():  # noqa: SIM110  this runs for every entry
        if type(value[name]) is not inner and not fits(value[name], inner):
            return False
    return True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=int, parse_constant=int)  # int refuses 1.5 and NaN
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
_quoted = json.encoder.encode_basestring


def canonical(value: Any) -> bytes:
    """The one spelling of a value. Raises ValueError or RecursionError where it has none."""
    return _ENCODER.encode(value).encode()


def commitment(name: str, value: Any, salt: str) -> str:
    """What stands for a field in a leaf. Raises Unreadable where the salt is not 16 bytes: others could be moved about."""
    if type(salt) is not str or len(raw := bytes.fromhex(salt)) != 16 or raw.hex() != salt:
        raise Unreadable(f"the salt of {name} is not 16 bytes")
    text = type(value) is str  # most of a record is, and it is spelt as the encoder would
    spelt = f"[{_quoted(name)},{_quoted(value)}]".encode() if text else canonical([name, value])
    return sha256(b"candour/field/v1\0" + raw + spelt).hexdigest()


class Key(NamedTuple):
    """A public key and whose it is; `number` is the four bytes that stand for it in a signature."""

    name: str
    kind: int
    public: bytes
    number: bytes


def read_keys(given: Iterable[str], kind: int) -> list[Key]:
    """Keys of one kind, each as itself (name+number+key) or as a file with one on a line. Raises Unreadable."""
    found = {}
    for one in given:
        text = one if re.fullmatch(r"[^+\s]+\+[0-9a-f]{8}\+\S+", one) else read_file(one).decode(errors="replace")
        for line in filter(None, map(str.strip, text.splitlines())):
            with suppress(ValueError):
                name, number, key = line.split("+", 2)
                raw = b64decode(key, validate=True)
                made = Key(name, kind, raw[1:], sha256(name.encode() + b"\n" + raw).digest()[:4])
                if len(raw) == 33 and raw[0] == kind and made.number.hex() == number:
                    found[made.public] = made  # one key under two names counts once
                    continue
            whose = "a witness" if kind == WITNESS else "a record"
            raise Unreadable(f"{line[:90]} is not the key of {whose}, or was copied wrongly: ask its owner for it")
    return list(found.values())


class Note(NamedTuple):
    """A signed checkpoint: how many entries a record had, and what its tree came to."""

    text: str
    signatures: list[tuple[str, bytes]]
    origin: str
    size: int
    root: bytes

    def signed(self, keys: Sequence[Key], enough: int = 1) -> datetime | None:
        """When the last of enough of these keys had signed (1970 for a record's own); None where too few did."""
        times: dict[Key, int] = {}
        for key in keys:
            long = 8 if key.kind == WITNESS else 0
            for _, signature in (one for one in self.signatures if (one[0], one[1][:4]) == (key.name, key.number)):
                at = int.from_bytes(signature[4 : 4 + long], "big")
                text = (f"cosignature/v1\ntime {at}\n" if long else "") + self.text
                with suppress(InvalidSignature, ValueError):
                    Ed25519PublicKey.from_public_bytes(key.public).verify(signature[4 + long :], text.encode())
                    times |= {key: min(at, times.get(key, at))} if 0 < at < LATEST or not long else {}
        return datetime.fromtimestamp(sorted(times.values())[enough - 1], UTC) if len(times) >= enough > 0 else None


def read_note(text: str, what: str) -> Note:
    """A signed checkpoint. Raises Unreadable."""
    body, _, below = text.rpartition("\n\n")
    try:
        rows = [line.split(" ") for line in below.removesuffix("\n").split("\n")]
        signatures = [(name, b64decode(signature, validate=True)) for dash, name, signature in rows if dash == "\u2014"]
        origin, size, root, *_ = body.split("\n")
        if len(signatures) == len(rows) and origin and len(b64decode(root)) == 32 and re.fullmatch("[0-9]{1,18}", size):
            return Note(body + "\n", signatures, origin, int(size), b64decode(root, validate=True))
    except ValueError:
        pass
    raise Unreadable(f"{what} is not a signed checkpoint") from None


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two parts of the tree."""
    return sha256(b"\x01" + left + right).digest()


def split(count: int) -> int:
    """The largest power of two below a count: where the tree parts."""
    return 1 << (count - 1).bit_length() - 1


def root_of(leaves: Sequence[bytes], places: Sequence[int], size: int, hashes: Iterable[bytes]) -> bytes | None:
    """The root from the leaf hashes at these places, ascending, and, left to right, the hashes of the parts without any
    of them. None where the hashes are too few or too many."""
    given = iter(hashes)

    def down(low: int, high: int, first: int, after: int) -> bytes:
        if first == after:
            return next(given)
        if high - low == 1:
            return leaves[first]
        middle = low + split(high - low)
        parted = bisect_left(places, middle, first, after)
        return node(down(low, middle, first, parted), down(middle, high, parted, after))

    root = None
    with suppress(StopIteration):
        root = down(0, size, 0, len(places))
    return root if next(given, None) is None else None


def root_from_proof(leaf: bytes, place: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root a proof for one leaf leads to, where it is a proof for that place of a tree of that size."""
    low, high, rest = 0, size, [*proof]
    left: list[bytes] = []
    right: list[bytes] = []
    while high - low > 1 and rest and 0 <= place < size:
        middle = low + split(high - low)
        (left if place >= middle else right).append(rest.pop())
        low, high = (middle, high) if place >= middle else (low, middle)
    return root_of([leaf], [place], size, left + right[::-1]) if 0 <= place < size and not rest else None


def grew(old: Note, new: Note, proof: list[bytes]) -> bool:
    """Whether a proof shows that the larger record begins with the smaller."""
    given = iter(proof)

    def down(size: int, of: int, whole: bool) -> tuple[bytes, bytes]:
        if size == of:
            return (old.root, old.root) if whole else (one := next(given), one)
        middle = split(of)
        was, now = down(size, middle, whole) if size <= middle else down(size - middle, of - middle, False)
        other = next(given)
        return (was, node(now, other)) if size <= middle else (node(other, was), node(other, now))

    with suppress(StopIteration):
        return 0 < old.size <= new.size and down(old.size, new.size, True) == (old.root, new.root) and not [*given]
    return False


def signers(said: Said, note: Note, asked: argparse.Namespace) -> datetime | None:
    """When enough witnesses had signed, saying who did."""
    at, whose = note.signed(asked.witness, asked.quorum), [key.name for key in asked.witness if note.signed([key])]
    said[SEEN].append(
        f"The record {note.origin} had {note.size} entries. Signed by witnesses: {', '.join(whose) or 'none'}."
    )
    if not asked.witness:
        said[OPEN].append("No witness's key was given (--witness): whoever made this file could have made all of it.")
    elif at is None:
        said[WRONG].append(
            f"Fewer than {asked.quorum} of the {len(asked.witness)} witnesses whose keys you gave signed this."
        )
    if asked.log and not note.signed(asked.log):
        said[WRONG].append("The record's own key did not sign this checkpoint.")
    elif not asked.log:
        said[NOT_PROVED].append(
            "That the record's own key signed: not checked (--log). The witnesses signed the same text."
        )
    return at


def proof(said: Said, text: str, asked: argparse.Namespace) -> None:
    """Check the proof on a receipt, against its code or the leaf it is for. Raises Unreadable."""
    parts = re.fullmatch(
        r"c2sp\.org/tlog-proof@v1\n(?:extra ([A-Za-z0-9+/=]+)\n)?index ([0-9]{1,18})\n((?:[A-Za-z0-9+/]{43}=\n){0,63})\n(.*)",
        text, re.DOTALL,
    )  # fmt: skip
    if not parts:
        raise Unreadable("This proof cannot be read: it should be a C2SP tlog-proof, whole and unchanged.")
    extra, index, hashes, signed = parts.groups()
    note = read_note(signed, "The checkpoint of this proof")
    leaf = sha256(b"\0" + read_file(asked.leaf_file)).digest() if asked.leaf_file else b64decode(extra or "")
    given = "".join(
        {"O": "0", "I": "1", "L": "1"}.get(one, one) for one in (asked.code or "").upper() if one not in "- "
    )
    if len(leaf) != 32 or not (given or asked.leaf_file):
        raise Unreadable("Which entry is this a proof of? Give its --leaf-file, or the --code printed on the paper.")
    number = int.from_bytes(leaf[:15], "big")
    code = "".join(CROCKFORD[number >> at & 31] for at in range(115, -1, -5))
    if given and given != code:
        said[WRONG].append(f"This proof is of the entry with the code {code}, and yours is {given}.")
    if root_from_proof(leaf, int(index), note.size, [b64decode(one) for one in hashes.split()]) != note.root:
        said[WRONG].append("The proof does not lead from this entry to what was signed.")
    said[NOT_PROVED].append("What the entry says: a code stands for it, and shows none of it.")
    if at := signers(said, note, asked):
        what = f"an entry with the code {code} stood at place {index} of the record {note.origin}"
        said[VERDICT].append(f"It holds: {what} when the witnesses signed on {spoken(at)}.")
        said[PROVED].append(f"{what[0].upper()}{what[1:]} on {spoken(at)}. It can not be taken out or changed unseen.")


def evidence(said: Said, text: bytes, asked: argparse.Namespace) -> None:
    """Check what a witness kept when a record showed it something that does not fit. Raises Unreadable."""
    found = from_json(text, "This evidence", EVIDENCE)
    keys = asked.log or read_keys(found["log_keys"], LOG)
    old, new = (read_note(one, "A checkpoint of this evidence") for one in (*found["notes"], "", "")[:2])
    if not asked.log:
        said[NOT_PROVED].append(
            "That the key is the record's own: it is the one in this file. Give the one you know (--log)."
        )
    said[SEEN] += [f"A checkpoint of {one.origin} with {one.size} entries." for one in (old, new)]
    if not all(keys and note.signed(keys) and note.origin == found["origin"] for note in (old, new)):
        said[OPEN].append("The record's key did not sign both checkpoints, so they prove nothing against it.")
    elif old.size == new.size and old.root != new.root:
        said[WRONG].append(
            "A fork, proved: the record showed two histories, both signed with its key, for the same length."
        )
    elif not grew(old, new, [b64decode(one, validate=True) for one in found["proof"]]):
        said[OPEN].append(
            "The record signed both checkpoints, and the proof offered does not show that one grew from the other."
        )
        said[NOT_PROVED].append("A fork. The record may hold a right proof and not have given it: ask it for one.")
    else:
        said[VERDICT].append("Nothing is wrong with these checkpoints: the proof shows that one grew from the other.")
