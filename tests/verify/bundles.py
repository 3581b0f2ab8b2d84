"""Bundles for the tests: a small record sealed as the real one is, signed by two witnesses; then one thing is changed."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import candour_verify
from candour.record.canonical import canonical, moment
from candour.record.leaf import commitment
from candour.seal.checkpoint import Checkpoint
from candour.seal.note import LOG, WITNESS, Note, SigningKey, new_key
from candour.seal.tree import Edge, completed_at, hash_leaf, left_out

TODAY = ("--as-of", "2026-09-04T12:00")
CHILD, SIBLING = "c" * 32, "5" * 32
START = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
SALT = "0123456789abcdef" * 2
STANDING = {
    "role": "social_worker", "registration": "registered", "team": None, "newly_qualified": False, "agency": False,
}  # fmt: skip


def leaf_of(
    kind: str, subjects: list[str], fields: dict[str, Any], *, number: int, recorded: datetime, **other: Any
) -> str:
    """A leaf as the record seals it, with salts anybody can work out. `other` sets parts of the leaf."""
    envelope = {
        "v": 1, "type": kind, "subjects": subjects, "actor": "a" * 32, "standing": STANDING, "for": None,
        "direction": None, "happened": recorded.date().isoformat(), "recorded": moment(recorded), "supersedes": None,
        "fields": {name: commitment(name, value, salt(number, name)) for name, value in fields.items()},
        "content": entry_id(number),
    }  # fmt: skip
    return canonical({**envelope, **other}).decode()


def entry_id(number: int) -> str:
    return f"{number:032x}"


def salt(number: int, name: str) -> str:
    return sha256(f"{number} {name}".encode()).hexdigest()[:32]


@dataclass
class Record:
    """A made-up record, a minute to an entry, and everybody who signs it."""

    leaves: list[str] = field(default_factory=list)
    words: list[dict[str, Any]] = field(default_factory=list)
    now: datetime = START
    earlier: list[str] = field(default_factory=list)
    origin: str = "wrenshire"
    log: SigningKey = field(default_factory=lambda: new_key("wrenshire", LOG))
    witnesses: list[SigningKey] = field(default_factory=lambda: [new_key(f"witness{n}", WITNESS) for n in (1, 2)])

    def write(
        self, kind: str, *subjects: str, days: float = 0, fields: dict[str, Any] | None = None, **other: Any
    ) -> int:
        """Write an entry, a minute (and `days`) after the last. Returns its place."""
        self.now += timedelta(minutes=1, days=days)
        words = {"words": f"Words of {kind}.", "count": 3} if fields is None else fields
        made = {"number": len(self.leaves), "recorded": self.now, **other}
        self.leaves.append(leaf_of(kind, list(subjects or (CHILD,)), words, **made))
        self.words.append({"fields": words, "salts": {name: salt(made["number"], name) for name in words}})
        return len(self.leaves) - 1

    def nodes(self):
        edge, held = Edge(), {}
        for place, leaf in enumerate(self.leaves):
            held[0, place] = hash_leaf(leaf.encode())
            for level, whole in enumerate(edge.add(held[0, place]), 1):
                held[level, place >> level] = whole
                assert completed_at(level, place >> level) == place
        return edge.root(), lambda level, index: held[level, index]

    def signed(
        self, *, by: list[SigningKey] | None = None, at: datetime | None = None, root: bytes | None = None
    ) -> str:
        """The checkpoint of the record as it is now."""
        text = str(Checkpoint(self.origin, len(self.leaves), root or self.nodes()[0]))
        when = int((at or self.now + timedelta(seconds=20)).timestamp())
        return str(Note(text, (self.log.sign(text), *(one.sign(text, at=when) for one in (by or self.witnesses)))))

    def checkpoint(self, **other: Any) -> None:
        self.earlier.append(self.signed(**other))

    def files(self, kind: str = "child", places: list[int] | None = None, **about: Any) -> dict[str, Any]:
        """The files of a bundle, before they are spelt: change one thing, then write them."""
        size = len(self.leaves)
        given = list(range(size)) if places is None else places
        return {
            "bundle.json": {
                "format": "candour-bundle/1", "origin": self.origin,
                "about": {
                    "kind": kind, "subject": CHILD if kind in ("child", "decision") else None,
                    "from": 0 if kind == "period" else None, "to": size if kind == "period" else None, "entry": None, **about,
                },
                "made": moment(self.now + timedelta(hours=1)), "size": size,
                "hashes": [text(one) for one in left_out(self.nodes()[1], given, size)],
            },
            "checkpoint": self.signed(),
            "earlier.json": list(self.earlier),
            "entries.jsonl": [{"place": place, "leaf": self.leaves[place], **self.words[place]} for place in given],
            "tables.json": [],
            "READ-ME.txt": "Read me.",
        }  # fmt: skip

    @property
    def keys(self) -> list[str]:
        return [word for one in self.witnesses for word in ("--witness", str(one.key))]


def text(raw: bytes) -> str:
    import base64

    return base64.b64encode(raw).decode()


def spelt(files: dict[str, Any]) -> dict[str, bytes]:
    """Each file as it stands in the zip."""
    made = {}
    for name, held in files.items():
        if name == "entries.jsonl" and isinstance(held, list):
            made[name] = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in held).encode()
        elif isinstance(held, bytes):
            made[name] = held
        else:
            made[name] = (held if isinstance(held, str) else json.dumps(held, ensure_ascii=False)).encode()
    return made


def zipped(path: Path, files: dict[str, Any]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in spelt(files).items():
            archive.writestr(name, held)
    return path


def verified(path: object, *words: str, capsys: Any) -> tuple[int, str]:
    """What candour-verify says of a file: its number, and its words on one line."""
    number = candour_verify.main([str(path), *words])
    out = capsys.readouterr().out
    return number, " ".join(out.split())


def family(**other: Any) -> Record:
    """A child and a sibling, over some weeks, with checkpoints in between. `other` sets parts of the record."""
    record = Record(**other)
    record.write("contact_received/1", CHILD)
    record.write("contact_received/1", SIBLING)
    record.write(
        "referral_made/1", CHILD, SIBLING, fields={"why": 'She said "no" — twice é.', "urgent": True, "when": None}
    )
    record.checkpoint()
    record.write("visit_made/1", CHILD, days=1, fields={"seen": ["alone", "at school"], "detail": {"b": 1, "a": "é"}})
    record.write("visit_made/1", SIBLING)
    record.checkpoint()
    record.write("visit_made/1", CHILD, days=1, supersedes=entry_id(3))
    return record
