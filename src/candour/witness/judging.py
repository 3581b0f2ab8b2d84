"""Whether what a record shows today contains all that it showed before. Pure functions; nothing is kept here."""

from dataclasses import dataclass
from hashlib import sha256

from candour.seal.checkpoint import checkpoint_of
from candour.seal.note import Note
from candour.seal.tree import extends
from candour.witness.offer import Offer

TWO_ROOTS, SHRUNK, NOT_EXTENDING = "two roots for one size", "shrunk", "not an extension"
GROWN, CONFLICT, UNPROVEN = 200, 409, 422  # the statuses of C2SP tlog-witness
EMPTY = sha256(b"").digest()  # the root of a tree without leaves


@dataclass(frozen=True)
class Verdict:
    """What is answered. `kind` names what the refused note is evidence of, beside the note `against`; "" for nothing."""

    status: int
    kind: str = ""
    against: Note | None = None


def judge(offer: Offer, last: Note | None, of_this_size: Note | None) -> Verdict:
    """What to say to a head that a known key signed.

    `last` is the note with the largest head cosigned so far; `of_this_size` is the one cosigned at the size offered.
    A head with an old size that is merely out of date is asked for again and is evidence of nothing.
    """
    head, seen = offer.head, checkpoint_of(last) if last else None
    size, root = (seen.size, seen.root) if seen else (0, EMPTY)
    if of_this_size and checkpoint_of(of_this_size).root != head.root:
        return Verdict(CONFLICT, TWO_ROOTS, of_this_size)
    if head.size < size:
        return Verdict(CONFLICT, SHRUNK, last)
    if offer.old != size or (head.size == size and head.root != root):
        return Verdict(CONFLICT)
    if not extends(size, head.size, root, head.root, offer.proof):
        # Any record contains one without entries, and one that is the same contains itself: then only the proof is wrong.
        return Verdict(UNPROVEN, NOT_EXTENDING, last) if head.size > size > 0 else Verdict(UNPROVEN)
    return Verdict(GROWN)


def is_proof(kind: str) -> bool:
    """Whether evidence of a kind convicts by itself. The others can be made by anybody who has old signed heads.

    A head that was signed long ago, or one sent with a wrong proof, comes from the record's key all the same.
    """
    return kind == TWO_ROOTS
