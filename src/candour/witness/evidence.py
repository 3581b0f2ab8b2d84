"""A file anybody can check: two notes that the same record signed and that do not go together.

How much is kept is bounded. What anybody could send who has an old note may fill half of it at most, so that there is
always room for proof.
"""

import base64
import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path

from candour.seal.note import Key, Note
from candour.witness.judging import Verdict, is_proof
from candour.witness.offer import Offer

FORMAT = "candour-evidence/1"
MOST_FILES, MOST_ALIKE = 1000, 100  # in all; and of one kind for one record


def has_room(kind: str, kept: int, alike: int) -> bool:
    """Whether one more file of this kind is kept, with so many in all and so many of the kind for the record."""
    return alike < MOST_ALIKE and kept < (MOST_FILES if is_proof(kind) else MOST_FILES // 2)


def file_name(origin: str, number: int) -> str:
    """What a file of evidence is called.

    >>> file_name("wrenshire.example/record", 3)
    'wrenshire-example-record-3.json'
    """
    slug = re.sub(r"[^a-z0-9]+", "-", origin.lower()).strip("-")[:60] or "record"
    return f"{slug}-{number}.json"


def write_evidence(path: Path, offer: Offer, signed: Note, verdict: Verdict, keys: tuple[Key, ...], now: int) -> None:
    """Write the file, whole or not at all. `signed` is the refused note. Raises OSError."""
    told = {
        "format": FORMAT,
        "origin": offer.head.origin,
        "kind": verdict.kind,
        "seen_at": moment(now),
        "log_keys": [str(key) for key in keys],
        "notes": [str(verdict.against), str(signed)],
        "old": offer.old,
        "proof": [base64.b64encode(one).decode() for one in offer.proof],
    }
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def moment(seconds: int) -> str:
    """A time as it stands in a file.

    >>> moment(1_800_000_000)
    '2027-01-15T08:00:00Z'
    """
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"
