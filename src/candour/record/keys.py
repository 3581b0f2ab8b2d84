"""Each child's words are locked with a key of the child's own: destroy the key, and the words are gone for good.

The words are locked with AES-256-GCM under the key of the one whose file they are in, and tied to that file and to
their own entry, so they cannot be put in another place. Those keys lie in the database, themselves locked
with a wrapping key that lies outside it: a copy of the database alone opens nothing.
"""

import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


class CannotOpen(Exception):
    """Words or a key could not be opened: they were changed, moved, or locked with another key."""


class NoWrappingKey(Exception):
    """The key outside the database is not where it should be. The message says what to do."""


def new_key() -> bytes:
    """A key for one child, worker, team or meeting: 256 random bits."""
    return secrets.token_bytes(32)


def locked(key: bytes, words: bytes, whose: str, content_id: str) -> bytes:
    """An entry's words as they are kept."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, words, _tied(whose, content_id))


class Opened:
    """A key in the lock: opens every entry of the one whose key it is."""

    def __init__(self, key: bytes, whose: str) -> None:
        self._lock, self._whose = AESGCM(key), whose

    def words(self, body: bytes, content_id: str) -> bytes:
        """An entry's words again. Raises CannotOpen."""
        try:
            return self._lock.decrypt(body[:NONCE], body[NONCE:], _tied(self._whose, content_id))
        except (InvalidTag, ValueError):
            raise CannotOpen(CannotOpen.__doc__) from None


def _tied(whose: str, content_id: str) -> bytes:
    return f"candour/content/v1\n{whose}\n{content_id}".encode()


@dataclass(frozen=True)
class WrappingKey:
    """The key that locks the others. Its name in the database is a digest of it, and tells nothing."""

    secret: bytes

    @cached_property
    def name(self) -> str:
        """Sixteen letters and digits that say which wrapping key it is."""
        return sha256(b"candour/wrapping/v1" + self.secret).hexdigest()[:16]

    @cached_property
    def _lock(self) -> AESGCM:
        return AESGCM(self.secret)

    def wrap(self, key: bytes, whose: str) -> bytes:
        """A key as it is kept in the database."""
        nonce = os.urandom(NONCE)
        return nonce + self._lock.encrypt(nonce, key, whose.encode())

    def unwrap(self, kept: bytes, whose: str) -> bytes:
        """The key again. Raises CannotOpen."""
        try:
            return self._lock.decrypt(kept[:NONCE], kept[NONCE:], whose.encode())
        except (InvalidTag, ValueError):
            raise CannotOpen(CannotOpen.__doc__) from None

    def __repr__(self) -> str:
        return f"WrappingKey({self.name})"


def read_wrapping_key(path: Path) -> WrappingKey:
    """The wrapping key in a file. Raises NoWrappingKey where there is none, or it is none."""
    try:
        secret = bytes.fromhex(path.read_text().strip())
    except OSError as trouble:
        raise NoWrappingKey(
            f"The key that opens the record's words is not at {path} ({trouble.strerror}). Put it back from where it is"
            " kept safe, or set CANDOUR_WRAPPING_KEY to its place. Without it no word of the record can be read"
        ) from None
    except ValueError:
        secret = b""
    if len(secret) != 32:
        raise NoWrappingKey(
            f"{path} holds no wrapping key: it should be 64 letters and digits. Put the right file back"
        )
    return WrappingKey(secret)


def make_wrapping_key(path: Path) -> WrappingKey:
    """A new wrapping key in a file that only its owner reads. Raises FileExistsError where there is one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(new_key().hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return read_wrapping_key(path)
