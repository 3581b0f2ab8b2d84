"""What pages ask of the seal: the proof of an entry, where a code stands, and a file to hand over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from candour.seal.proof import Proof


class CannotProve(Exception):
    """What a proof rests on cannot be read: the message says which part, for whoever runs the record."""


@dataclass(frozen=True)
class Proved:
    """The proof of an entry under the first checkpoint with it that enough witnesses signed, and when each signed.

    Where too few have signed any, `is_enough` is false and the checkpoint is one the record alone vouches for.
    """

    proof: Proof
    leaf_hash: bytes
    origin: str
    seen: Mapping[str, datetime]
    is_enough: bool


@dataclass(frozen=True)
class Known:
    """What the record tells of a code: no more than anybody may know who holds the paper."""

    kind: str  # document_sent or dissent_recorded
    recorded: datetime
    place: int
    proved: Proved | None  # None until a checkpoint has it
    size: int  # how many entries the newest checkpoint has
    stands: bool  # whether its leaf, as it is now, is under that checkpoint where it was


class Proving(Protocol):
    """The seal, as pages use it. Each of these raises CannotProve."""

    def proved(self, place: int) -> Proved | None:
        """The proof of the entry at a place; None until a checkpoint has it."""
        ...

    def known(self, code: str) -> Known | None:
        """The entry with a code, if it is one that receipts are given for."""
        ...

    def bundle(self, entry_id: str, shown: Collection[str]) -> bytes | None:
        """A bundle about one entry with these of its fields shown; None until a checkpoint has it."""
        ...
