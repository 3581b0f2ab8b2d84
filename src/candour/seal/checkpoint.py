"""A checkpoint: how long the record is and what its tree comes to, on one day, signed (C2SP tlog-checkpoint)."""

import base64
import binascii
from dataclasses import dataclass

from candour.seal.note import BadNote, Note


@dataclass(frozen=True)
class Checkpoint:
    """The head of a record's tree. `origin` names the record, `size` counts its leaves."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def read_checkpoint(text: str) -> Checkpoint:
    """A checkpoint from a note's text. Raises BadNote."""
    lines = text.split("\n")
    try:
        origin, size, root = lines[0], decimal(lines[1]), base64.b64decode(lines[2], validate=True)
    except (IndexError, ValueError, binascii.Error):
        raise BadNote("This is no checkpoint: it needs a name, a size and a root, a line each") from None
    if not origin or len(root) != 32 or lines[-1] or not all(lines[:-1]):
        raise BadNote("This is no checkpoint: it needs a name, a size and a root of 32 bytes, a line each")
    return Checkpoint(origin, size, root)


def checkpoint_of(note: Note) -> Checkpoint:
    """The checkpoint a note carries, whoever signed it. Raises BadNote."""
    return read_checkpoint(note.text)


def decimal(text: str) -> int:
    """A whole number as C2SP spells it: digits, no leading zero. Raises ValueError."""
    if not (text.isascii() and text.isdigit()) or (len(text) > 1 and text[0] == "0") or len(text) > 18:
        raise ValueError(f"{text!r} is not a whole number")
    return int(text)
