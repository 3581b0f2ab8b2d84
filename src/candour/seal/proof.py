"""A proof on a piece of paper: that one entry is in the record a signed checkpoint speaks of (C2SP tlog-proof)."""

import base64
import binascii
from dataclasses import dataclass

from candour.seal.checkpoint import checkpoint_of, decimal
from candour.seal.note import BadNote, Note, read_note
from candour.seal.tree import includes

FIRST = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True)
class Proof:
    """The place of an entry, the hashes from it up to the root, and the checkpoint with that root.

    `extra` is whatever travels with it and is not signed: on a receipt, the hash of the leaf it is a proof of.
    """

    place: int
    hashes: tuple[bytes, ...]
    note: Note
    extra: bytes = b""

    def __str__(self) -> str:
        hashes = "".join(base64.b64encode(one).decode() + "\n" for one in self.hashes)
        extra = f"extra {base64.b64encode(self.extra).decode()}\n" if self.extra else ""
        return f"{FIRST}\n{extra}index {self.place}\n{hashes}\n{self.note}"

    def holds(self, leaf_hash: bytes) -> bool:
        """Whether that leaf is at that place under the checkpoint. Who signed the checkpoint is asked of its note."""
        head = checkpoint_of(self.note)
        return includes(leaf_hash, self.place, head.size, self.hashes, head.root)


def read_proof(text: str) -> Proof:
    """A proof as it is written. Raises BadNote."""
    proof, parted, note = text.partition("\n\n")
    lines = proof.split("\n")
    if not parted or lines[0] != FIRST:
        raise BadNote(f"This is no proof: its first line should be {FIRST}")
    extra = lines.pop(1).removeprefix("extra ") if lines[1:] and lines[1].startswith("extra ") else ""
    try:
        place = decimal(lines[1].removeprefix("index "))
        hashes = tuple(base64.b64decode(line, validate=True) for line in lines[2:])
        carried = base64.b64decode(extra, validate=True)
    except (IndexError, ValueError, binascii.Error):
        raise BadNote("This proof cannot be read: it needs a line with its index, then hashes") from None
    return Proof(place, hashes, read_note(note), carried)
