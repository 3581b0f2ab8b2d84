"""A text that several hands sign: the checkpoint of a record, and what its witnesses add (C2SP signed-note).

A signature line names who signed and carries the first four bytes of a digest of their key, so that a reader who
knows some of the keys can pass over the others.
"""

import base64
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LOG, WITNESS = 1, 4  # the kinds of C2SP: an Ed25519 signature, and an Ed25519 cosignature with its time
DASH = "\u2014 "


class BadNote(ValueError):
    """What was given is no signed note, or no key: the message says which part."""


@dataclass(frozen=True)
class Key:
    """A public key with the name of whose it is. `kind` is LOG or WITNESS."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that say which key it is."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_text(bytes([self.kind]) + self.public)}"


@dataclass(frozen=True)
class SigningKey:
    """A key that signs, with its public half."""

    key: Key
    private: Ed25519PrivateKey

    def __str__(self) -> str:
        seed = self.private.private_bytes_raw()
        return f"PRIVATE+KEY+{self.key.name}+{self.key.id.hex()}+{_text(bytes([self.key.kind]) + seed)}"

    def __repr__(self) -> str:
        return f"SigningKey({self.key})"

    def sign(self, text: str, *, at: int = 0) -> str:
        """The signature line for a note's text. A witness's says when, in seconds since 1970."""
        if self.key.kind == LOG:
            signature = self.private.sign(text.encode())
        else:
            signature = at.to_bytes(8, "big") + self.private.sign(_cosigned(text, at))
        return f"{DASH}{self.key.name} {_text(self.key.id + signature)}\n"


@dataclass(frozen=True)
class Note:
    """A text, and the lines with which it is signed. Nothing is known of who signed until a key says so."""

    text: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(self.lines)

    def signed_by(self, key: Key) -> int | None:
        """When this key signed, in seconds since 1970 (0 for a log's, which tell no time); None where it did not."""
        for line in self.lines:
            name, signature = _parted(line)
            if name == key.name and signature[:4] == key.id and (at := _verified(self.text, key, signature[4:])) >= 0:
                return at
        return None


def new_key(name: str, kind: int) -> SigningKey:
    """A fresh key. The name is one word, best an address such as wrenshire.example/record."""
    if not name or any(letter.isspace() or letter == "+" for letter in name):
        raise BadNote(f"{name!r} cannot name a key: use one word without + in it, such as wrenshire.example/record")
    private = Ed25519PrivateKey.generate()
    return SigningKey(Key(name, kind, private.public_key().public_bytes_raw()), private)


def read_key(text: str) -> Key:
    """A public key as it is handed about, name+id+key. Raises BadNote."""
    parts = text.strip().split("+", 2)
    if len(parts) != 3 or not parts[0]:
        raise BadNote("This is no key: it should look like name+1a2b3c4d+base64")
    held = _bytes(parts[2])
    if len(held) != 33 or held[0] not in (LOG, WITNESS):
        raise BadNote(f"The key of {parts[0]} is of a kind not known here: only Ed25519 keys are read")
    key = Key(parts[0], held[0], held[1:])
    if key.id.hex() != parts[1]:
        raise BadNote(f"The key of {parts[0]} does not fit its own number {parts[1]}: it was copied wrongly")
    return key


def read_signing_key(text: str) -> SigningKey:
    """A key that signs, as it is kept. Raises BadNote."""
    if not text.startswith("PRIVATE+KEY+"):
        raise BadNote("This is no signing key: it should begin with PRIVATE+KEY+")
    parts = text.strip().removeprefix("PRIVATE+KEY+").split("+", 2)
    held = _bytes(parts[-1])
    if len(parts) != 3 or len(held) != 33 or held[0] not in (LOG, WITNESS):
        raise BadNote("This signing key cannot be read")
    private = Ed25519PrivateKey.from_private_bytes(held[1:])
    return SigningKey(Key(parts[0], held[0], private.public_key().public_bytes_raw()), private)


def read_note(text: str) -> Note:
    """A note as it stands in a file or an answer. Raises BadNote."""
    body, parted, signatures = text.rpartition("\n\n")
    if not parted or not body or not signatures.endswith("\n") or len(text) > 1_000_000:
        raise BadNote("This is no signed note: it needs a text, an empty line, and signatures")
    if any(ord(letter) < 32 and letter != "\n" for letter in text):
        raise BadNote("This is no signed note: it has control characters")
    lines = tuple(line + "\n" for line in signatures[:-1].split("\n"))
    for line in lines:
        _parted(line)
    return Note(body + "\n", lines)


def read_lines(text: str) -> tuple[str, ...]:
    """Signature lines alone, as a witness answers. Raises BadNote."""
    return read_note("x\n\n" + text).lines


def _parted(line: str) -> tuple[str, bytes]:
    name, parted, signature = line.removeprefix(DASH).rstrip("\n").partition(" ")
    if not line.startswith(DASH) or not parted or not name:
        raise BadNote("A signature line is not of the form: dash, name, signature")
    held = _bytes(signature)
    if len(held) < 5:
        raise BadNote(f"The signature of {name} is too short")
    return name, held


def _verified(text: str, key: Key, signature: bytes) -> int:
    """When it was signed, or -1."""
    at, signed = 0, text.encode()
    if key.kind == WITNESS:
        at, signature = int.from_bytes(signature[:8], "big"), signature[8:]
        signed = _cosigned(text, at)
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return -1
    return at


def _cosigned(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise BadNote("A key or signature is not base64") from None
