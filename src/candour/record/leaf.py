"""The sealed face of an entry: who, when and about whom, with a digest in place of every word of the case.

Design: the leaf is stored exactly as hashed and never written again. It holds no case content: each field is a
SHA-256 commitment with its own random salt, and the words lie beside it, under the content id, with their salts,
locked with the key of the one whose file they are in (`keys`).
"""

import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, ClassVar

from candour.record.canonical import built, canonical, moment, moment_from, plain
from candour.record.entry import Recorded, Standing, ToRecord, class_of, fields_of, kind_of, read_as_now

LEAF_VERSION = 1
COMMITMENT = b"candour/field/v1\x00"


@dataclass(frozen=True)
class Sealed:
    """An entry as it is to be stored: the leaf's exact text, its digest, and the words with their salts, yet unlocked."""

    entry_id: str
    leaf: str
    digest: str
    content: bytes


def commitment(name: str, value: Any, salt: str) -> str:
    """The digest that stands for one field in the leaf. Without the salt nothing can be guessed from it."""
    return sha256(COMMITMENT + bytes.fromhex(salt) + canonical([name, value])).hexdigest()


def leaf_digest(leaf: str) -> str:
    """SHA-256 of the leaf's exact bytes."""
    return sha256(leaf.encode()).hexdigest()


def sealed(draft: ToRecord, *, entry_id: str, actor: str, standing: Standing, recorded: datetime) -> Sealed:
    """Seal a fact: fresh salts, one commitment a field, and an envelope without a word of the case."""
    values = fields_of(draft.fact)
    salt = secrets.token_hex(16 * len(values))
    salts = {name: salt[32 * at : 32 * (at + 1)] for at, name in enumerate(values)}
    envelope = {
        "v": LEAF_VERSION,
        "type": kind_of(draft.fact),
        "subjects": list(draft.subjects),
        "actor": actor,
        "standing": plain(standing),
        "for": draft.on_behalf_of,
        "direction": draft.direction,
        "happened": draft.happened.isoformat(),
        "recorded": moment(recorded),
        "supersedes": draft.supersedes,
        "fields": {name: commitment(name, value, salts[name]) for name, value in values.items()},
        "content": entry_id,
    }
    leaf = canonical(envelope).decode()
    return Sealed(entry_id, leaf, leaf_digest(leaf), canonical({"fields": values, "salts": salts}))


@dataclass(frozen=True)
class WordsGone:
    """What is left of an entry's words once the record they were in was erased: of what type they were.

    Such an entry can also stand in the file of somebody else it named. It is of no kind that anything is told from.
    """

    type: str
    kind: ClassVar[str] = "words_gone"


def opened(position: int, leaf: str, digest: str, content: bytes | None) -> Recorded[Any]:
    """An entry as it is read: the envelope and its words, put together again. No content: they were erased."""
    envelope = json.loads(leaf)
    return Recorded(
        position=position,
        entry_id=envelope["content"],
        subjects=tuple(envelope["subjects"]),
        actor=envelope["actor"],
        standing=Standing(**envelope["standing"]),
        happened=date.fromisoformat(envelope["happened"]),
        recorded=moment_from(envelope["recorded"]),
        fact=WordsGone(envelope["type"])
        if content is None
        else read_as_now(built(class_of(envelope["type"]), json.loads(content)["fields"])),
        leaf_digest=digest,
        supersedes=envelope["supersedes"],
        direction=envelope["direction"],
        on_behalf_of=envelope["for"],
    )
