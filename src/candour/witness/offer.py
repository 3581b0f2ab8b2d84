"""What a record sends to its witness: how long it says it is now, and the proof that it only grew."""

import base64
from dataclasses import dataclass

from candour.seal.checkpoint import Checkpoint, checkpoint_of, decimal
from candour.seal.note import BadNote, Note, read_note

MOST_BYTES = 65_536  # no honest offer comes near it: 63 hashes and a note are about 4,000
MOST_HASHES = 63  # C2SP tlog-witness


@dataclass(frozen=True)
class Offer:
    """A signed head, the size the record thinks was cosigned last, and the proof from that size to this."""

    old: int
    proof: tuple[bytes, ...]
    note: Note
    head: Checkpoint


def read_offer(body: bytes) -> Offer:
    """An offer as it is sent (C2SP tlog-witness). Raises BadNote, which says what is wrong with it."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise BadNote("The request is not UTF-8 text") from None
    before, parted, signed = text.partition("\n\n")
    first, *hashes = before.split("\n")
    if not parted or not first.startswith("old "):
        raise BadNote("The request needs a line with `old` and a size, the proof, an empty line, and a signed note")
    if len(hashes) > MOST_HASHES:
        raise BadNote(f"The proof has {len(hashes)} lines: at most {MOST_HASHES} are read")
    try:
        old = decimal(first.removeprefix("old "))
        proof = tuple(base64.b64decode(one, validate=True) for one in hashes)
    except ValueError:
        raise BadNote("The old size is not a whole number, or a line of the proof is not base64") from None
    if any(len(one) != 32 for one in proof):
        raise BadNote("A line of the proof is not a hash of 32 bytes")
    note = read_note(signed)
    head = checkpoint_of(note)
    if old > head.size:
        raise BadNote(f"The old size {old} is more than the size offered, {head.size}")
    return Offer(old, proof, note, head)
