"""Proves entries to those who hold a receipt: from the tree, the checkpoints, and a list of codes worked out as needed."""

import json
import tempfile
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

from candour.cli.wrong import Wrong
from candour.record.canonical import moment_from
from candour.record.store.bundling import NotSigned, kept_nodes, newest, place_of, signed
from candour.record.store.reading import entries_at, leaf_nodes
from candour.seal.checkpoint import checkpoint_of
from candour.seal.note import Note, read_note
from candour.seal.policy import Policy
from candour.seal.proof import Proof
from candour.seal.receipt import code_of
from candour.seal.tree import includes, inclusion
from candour.ssd.store.reading import rows
from candour.web.proving import CannotProve, Known, Proved
from candour.wiring import signing
from candour.wiring.bundling import of_an_entry

PAGE = 500
NO_LIST = (
    "witnesses have signed, and the server has no list of them. Put a copy of the signer's `policy` in CANDOUR_SIGNER"
)
MOST_READ = 200  # checkpoints that are looked at for one with enough witnesses


class FromTheRecord:
    """The seal of the record in the database Django is set up with.

    A code is worked out from the leaf and stored nowhere: what is remembered here is checked against the leaf each time.
    """

    def __init__(self) -> None:
        self._seen: tuple[object, ...] = ()
        self._codes: dict[str, str] = {}  # by entry
        self._places: dict[str, tuple[int, str]] = {}  # by code: place and kind

    def proved(self, place: int) -> Proved | None:
        notes, agreed = _with(place), _policy()
        if not notes:
            return None
        note = next((one for one in notes if agreed.is_met(one)), notes[-1])
        head, leaf_hash = checkpoint_of(note), _leaf_hash(place)
        if not agreed.witnesses and any(line.split(" ")[1] != head.origin for line in note.lines):
            raise CannotProve(NO_LIST)
        proof = Proof(place, tuple(inclusion(kept_nodes, place, head.size)), note, leaf_hash)
        seen = {one.key.name: one.key for one in agreed.witnesses}
        times = {name: at for name, key in seen.items() if (at := note.signed_by(key)) is not None}
        return Proved(
            proof,
            leaf_hash,
            head.origin,
            {name: datetime.fromtimestamp(at, UTC) for name, at in times.items()},
            bool(times) and agreed.is_met(note),
        )

    def known(self, code: str) -> Known | None:
        self._learn()
        place, kind = self._places.get(code, (-1, ""))
        if not (held := entries_at([place]) if place >= 0 else []):
            return None
        recorded = moment_from(json.loads(held[0].leaf)["recorded"])
        try:
            head = checkpoint_of(newest(_policy()))
        except NotSigned:
            return Known(kind, recorded, place, None, 0, True)
        leaf_hash = _leaf_hash(place)
        stands = code_of(leaf_hash) == code
        if place < head.size:
            path = inclusion(kept_nodes, place, head.size)
            stands = stands and includes(leaf_hash, place, head.size, path, head.root)
        return Known(kind, recorded, place, self.proved(place), head.size, stands)

    def bundle(self, entry_id: str, shown: Collection[str]) -> bytes | None:
        def hidden(_: str, leaf: dict[str, dict[str, str]]) -> set[str]:
            return set(leaf["fields"]) - set(shown)

        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "receipt.zip"
            try:
                if not signed(place_of(entry_id), _policy()):
                    return None
                of_an_entry(entry_id, out, kind="receipt", hidden=hidden)
            except NotSigned:
                return None
            except Wrong as wrong:
                raise CannotProve(str(wrong)) from None
            return out.read_bytes()

    def _learn(self) -> None:
        """Work out the codes of what came since, and forget what was erased."""
        found = rows("SELECT COUNT(*) AS count, MAX(rcpt_position) AS last, MAX(rcpt_entry_id) AS id FROM ssd_receipt")
        if (seen := tuple(found[0].values())) == self._seen:
            return
        there = {row["rcpt_entry_id"]: row for row in rows("SELECT * FROM ssd_receipt")}
        codes = {entry: code for entry, code in self._codes.items() if entry in there}
        new = {row["rcpt_position"]: entry for entry, row in there.items() if entry not in codes}
        places = sorted(new)
        for begin in range(0, len(places), PAGE):
            with connection.cursor() as cursor:
                held = leaf_nodes(cursor, [(0, place) for place in places[begin : begin + PAGE]])
            codes |= {new[place]: code_of(leaf_hash) for (_, place), leaf_hash in held.items()}
        self._places = {
            code: (there[entry]["rcpt_position"], there[entry]["rcpt_kind"]) for entry, code in codes.items()
        }
        self._codes, self._seen = codes, seen


def _policy() -> Policy:
    """Who the witnesses are. The pages must be able to read the signer's list of them. Raises CannotProve."""
    try:
        return signing.policy()
    except Wrong as wrong:
        raise CannotProve(str(wrong)) from None


def _leaf_hash(place: int) -> bytes:
    return kept_nodes(0, place)


def _with(place: int) -> list[Note]:
    """The checkpoints that have this place, the first of them first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT note FROM record_checkpoint WHERE size > %s ORDER BY size, signed LIMIT %s", [place, MOST_READ]
        )
        return [read_note(text) for (text,) in cursor.fetchall()]
