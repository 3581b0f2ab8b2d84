"""A bundle of a made-up record of any size, a whole period of it, written a line at a time."""

import json
import random
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from candour.record.canonical import canonical, moment
from candour.record.leaf import commitment
from candour.seal.checkpoint import Checkpoint
from candour.seal.note import LOG, WITNESS, Note, new_key
from candour.seal.tree import Edge, hash_leaf

START = datetime(2026, 1, 1, tzinfo=UTC)
GAP = timedelta(seconds=5)  # between one entry and the next
EVERY = 1_000  # entries from one checkpoint to the next
WORDS = (
    "seen",
    "at",
    "home",
    "school",
    "mother",
    "father",
    "said",
    "plan",
    "visit",
    "worried",
    "safe",
    "alone",
    "with",
)
STANDING = {
    "role": "social_worker", "registration": "registered", "team": "t" * 32, "newly_qualified": False, "agency": False,
}  # fmt: skip


def written(path: Path, entries: int) -> list[str]:
    """Write a bundle of so many entries, eight fields of words each. Returns the keys of its two witnesses."""
    chance = random.Random(entries)  # noqa: S311  the same size must give the same file
    log, witnesses = new_key("wrenshire", LOG), [new_key(f"witness{number}", WITNESS) for number in (1, 2)]
    edge, earlier, at = Edge(), [], START
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("entries.jsonl", "w", force_zip64=True) as out:
            for place in range(entries):
                at += GAP
                leaf, line = _entry(place, at, chance)
                edge.add(hash_leaf(leaf))
                out.write(line)
                if edge.size % EVERY == 0 or edge.size == entries:
                    text, when = str(Checkpoint("wrenshire", edge.size, edge.root())), int(at.timestamp()) + 1
                    lines = (log.sign(text), *(one.sign(text, at=when) for one in witnesses))
                    earlier.append(str(Note(text, lines)))
        about = {"kind": "period", "subject": None, "from": 0, "to": entries, "entry": None}
        head = {"format": "candour-bundle/1", "origin": "wrenshire", "about": about, "made": moment(at + GAP)}
        archive.writestr("bundle.json", json.dumps({**head, "size": entries, "hashes": []}))
        archive.writestr("checkpoint", earlier.pop())
        archive.writestr("earlier.json", json.dumps(earlier))
        archive.writestr("tables.json", "[]")
    return [str(one.key) for one in witnesses]


def _entry(place: int, at: datetime, chance: random.Random) -> tuple[bytes, bytes]:
    """The leaf of one entry, and its line in the bundle."""
    fields = {f"field_{number}": " ".join(chance.choices(WORDS, k=12)) for number in range(8)}
    salts = {name: chance.randbytes(16).hex() for name in fields}
    envelope = {
        "v": 1, "type": "visit_made/1", "subjects": [f"{place % 5_000:032x}"], "actor": f"{place % 500:032x}",
        "standing": STANDING, "for": None, "direction": None, "happened": at.date().isoformat(), "recorded": moment(at),
        "supersedes": None, "fields": {name: commitment(name, value, salts[name]) for name, value in fields.items()},
        "content": f"{chance.getrandbits(128):032x}",
    }  # fmt: skip
    leaf = canonical(envelope)
    return leaf, canonical({"place": place, "leaf": leaf.decode(), "fields": fields, "salts": salts}) + b"\n"
