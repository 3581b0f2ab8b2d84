"""A bundle: what a court, an inspector or a family is handed, with the proof that it is what was written then.

One file (zip), read by `candour-verify` with no Candour: the leaves as they were sealed, the words of the fields that may
be shown with their salts, one proof for all of them, and the checkpoints that say between which times each was written.
"""

import json
import zipfile
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from candour.seal.checkpoint import checkpoint_of
from candour.seal.note import Note
from candour.seal.tree import Nodes, hash_between, left_out

FORMAT = "candour-bundle/1"
READ_ME = """This file was made by Candour, the casework record of {origin}, on {made}.

It can be checked without Candour and without trusting whoever gave it to you, with the program candour-verify and the
public key of a witness: another body that watched the record. Ask the witness for its key yourself.

    candour-verify THIS-FILE --witness WITNESS-KEY --page result.html

The result says in plain words what is proved and what is not.
"""


class DoesNotHold(Exception):
    """The record does not come to what was signed. Nothing was written; run `candour check-record`."""


@dataclass(frozen=True)
class About:
    """What a bundle is about: a child, a period, one decision, or a paper that left the building."""

    kind: str
    subject: str | None = None
    first: int | None = None
    after: int | None = None
    entry: str | None = None
    without_words: bool = False


@dataclass(frozen=True)
class Shown:
    """An entry as it is handed over: the leaf whole, and the fields that may be shown, with their salts."""

    place: int
    leaf: str
    fields: Mapping[str, Any] | None
    salts: Mapping[str, str] | None
    erased: bool = False


@dataclass(frozen=True)
class Sources:
    """Where the rest of a bundle comes from: the signed head, the tree under it, and earlier checkpoints."""

    note: Note
    nodes: Nodes
    earlier: Sequence[Note] = ()
    tables: Sequence[Mapping[str, Any]] = field(default_factory=list)


def write_bundle(
    out: Path, about: About, places: Sequence[int], entries: Iterable[Shown], given: Sources, made: str
) -> None:
    """Write a bundle. `places` are those of the entries, ascending. Raises DoesNotHold, OSError."""
    head = checkpoint_of(given.note)
    if hash_between(given.nodes, 0, head.size) != head.root:
        raise DoesNotHold(DoesNotHold.__doc__)
    told = {
        "format": FORMAT,
        "origin": head.origin,
        "about": {
            "kind": about.kind,
            "subject": about.subject,
            "from": about.first,
            "to": about.after,
            "entry": about.entry,
            **({"without_words": True} if about.without_words else {}),
        },
        "made": made,
        "size": head.size,
        "hashes": [b64encode(one).decode() for one in left_out(given.nodes, places, head.size)],
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("READ-ME.txt", READ_ME.format(origin=head.origin, made=made[:10]))
        zipped.writestr("bundle.json", _spelt(told))
        zipped.writestr("checkpoint", str(given.note))
        zipped.writestr("earlier.json", _spelt([str(note) for note in given.earlier]))
        zipped.writestr("tables.json", _spelt(list(given.tables)))
        with zipped.open("entries.jsonl", "w") as raw:
            for one in entries:
                raw.write(_line(one))


def _line(one: Shown) -> bytes:
    line: dict[str, Any] = {"place": one.place, "leaf": one.leaf, "fields": one.fields, "salts": one.salts}
    if one.erased:
        line["erased"] = True
    return (_spelt(line) + "\n").encode()


def _spelt(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
