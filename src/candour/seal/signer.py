"""The signer: works the tree out again from the leaves, signs what the record comes to, and asks the witnesses.

It runs apart from the application, with a key of its own, and reads leaves only: no word of any case. What it signed
is kept in its own folder, so a record that was shortened or rewritten behind it is not signed again.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple, Protocol

from candour.seal.asking import Answer, ask
from candour.seal.checkpoint import Checkpoint, checkpoint_of
from candour.seal.note import BadNote, Note, SigningKey, read_note
from candour.seal.policy import Policy, Witness
from candour.seal.tiles import Tiles, Torn
from candour.seal.tree import Edge, consistency, hash_leaf

AGAIN = 5_000  # leaves that were signed before and are read again each time: 300,000 an hour


class Leaf(NamedTuple):
    """A leaf as the record holds it: its exact text, the subtrees its writer says it completes, when and of what type."""

    text: str
    nodes: bytes
    recorded: str
    type: str


class Book(Protocol):
    """The record as the signer sees it."""

    def size(self) -> int:
        """How many leaves there are."""
        ...

    def leaves(self, first: int, after: int) -> Iterator[Leaf]:
        """The leaves from one place up to, and without, another."""
        ...

    def peaks(self, size: int) -> list[bytes]:
        """The whole subtrees of the tree of that size, largest first, as the record's writers left them."""
        ...

    def keep(self, size: int, signed: datetime, note: str) -> None:
        """Put a signed checkpoint on the record."""
        ...

    def alarm(self, raised: datetime, what: str, words: str) -> None:
        """Say on the record that something is wrong with it."""
        ...


class WillNotSign(Exception):
    """The record is not what it was, or does not fit together: the message says where. Nothing was signed."""


@dataclass
class Signer:
    """One record's signer. `folder` is its own: nobody else writes there."""

    folder: Path
    origin: str
    keys: tuple[SigningKey, ...]
    policy: Policy
    invented_times: bool = False
    asking: Callable[..., Answer] = ask
    trouble: dict[str, str] = field(default_factory=dict)  # by witness: why it did not cosign the last time
    _silent: set[str] = field(default_factory=set)
    _sizes: dict[str, int] = field(default_factory=dict)
    _last_recorded: str = ""
    _read_up_to: int = 0

    @property
    def public(self) -> Path:
        """The part of the folder that may be shown to the world: the checkpoint and the tiles."""
        return self.folder / "public"

    def last(self) -> Note | None:
        """The newest checkpoint this signer made. Raises WillNotSign where it cannot be read any more."""
        try:
            note = read_note((self.public / "checkpoint").read_text())
            head = checkpoint_of(note)
        except FileNotFoundError:
            return None
        except (BadNote, OSError) as wrong:
            raise WillNotSign(f"What was signed last cannot be read ({wrong}). Find out who changed it") from None
        if head.origin != self.origin:
            raise WillNotSign(f"This folder signed for {head.origin}, not for {self.origin}: give each record its own")
        return note

    def sign(self, book: Book, now: datetime) -> Note:
        """Sign what the record comes to now, and ask every witness. Raises WillNotSign, after an alarm on the record."""
        try:
            before = self.last()
            head = self._grown(book, checkpoint_of(before) if before else None, now)
        except (WillNotSign, Torn) as wrong:
            book.alarm(now, "not signed", str(wrong))
            raise WillNotSign(str(wrong)) from None
        text = str(head)
        note = Note(text, tuple(key.sign(text) for key in self.keys))
        if before is None or checkpoint_of(before).size < head.size:
            self._write(note)  # what is signed is never forgotten, whatever the witnesses say
        note = Note(text, (*note.lines, *self._cosignatures(note, head, book, now)))
        self._write(note)
        if before is None or before.text != text or len(before.lines) < len(note.lines):
            book.keep(head.size, now, str(note))
        return note

    def _grown(self, book: Book, before: Checkpoint | None, now: datetime) -> Checkpoint:
        """Read what is new, and hold it against the tree that was signed."""
        tiles, signed, size = Tiles(self.public), before.size if before else 0, book.size()
        if size < signed:
            raise WillNotSign(
                f"The record has {size} entries, and {signed} were signed: entries were removed, or an old backup put back"
            )
        edge = tiles.edge(signed)
        if before and edge.root() != before.root:
            raise WillNotSign("The tiles in the signer's folder are not those that were signed: somebody changed them")
        if book.peaks(signed) != edge.peaks:
            raise WillNotSign(
                f"The tree under the first {signed} entries is not the one that was signed: an entry was changed"
            )
        self._read_again(tiles, signed, book)
        if size > signed:
            tiles.add(signed, self._checked(book.leaves(signed, size), edge, book, now))
        if edge.size != size:
            raise WillNotSign(f"Place {edge.size} of the record is missing")
        return Checkpoint(self.origin, size, edge.root())

    def _read_again(self, tiles: Tiles, signed: int, book: Book) -> None:
        """Hold some old leaves against the copy in the tiles: every round others, until all were read."""
        begin = self._read_up_to if self._read_up_to < signed else 0
        after = min(begin + AGAIN, signed)
        kept = tiles.leaves(signed, begin, after)
        for place, (was, now) in enumerate(zip_longest(kept, book.leaves(begin, after)), start=begin):
            if was is None or now is None or was != now.text.encode():
                raise WillNotSign(
                    f"The entry at place {place} is not the one that was signed: it was changed or removed"
                )
        self._read_up_to = after

    def _checked(self, leaves: Iterable[Leaf], edge: Edge, book: Book, now: datetime) -> Iterator[bytes]:
        for leaf in leaves:
            text = leaf.text.encode()
            if b"".join(edge.add(hash_leaf(text))) != leaf.nodes:
                raise WillNotSign(
                    f"The tree beside the entry at place {edge.size - 1} is not the one the entries make: an entry"
                    " before it was changed, or the program that wrote it is not Candour"
                )
            if leaf.recorded < self._last_recorded and not self.invented_times:
                book.alarm(now, "clock", f"The clock went back before the entry at place {edge.size - 1} was written")
            self._last_recorded = leaf.recorded
            yield text

    def _cosignatures(self, note: Note, head: Checkpoint, book: Book, now: datetime) -> Iterator[str]:
        self.trouble.clear()
        if not self.policy.witnesses:
            return
        with ThreadPoolExecutor(len(self.policy.witnesses)) as together:
            answers = list(together.map(lambda one: self._asked(one, note, head), self.policy.witnesses))
        for witness, answer in zip(self.policy.witnesses, answers, strict=True):
            if answer.line:
                self._sizes[witness.name] = head.size
                if witness.name in self._silent:
                    self._silent.discard(witness.name)
                    book.alarm(now, f"witness {witness.name} is back", "It has seen the record again, as it is now")
                yield answer.line
            else:
                self.trouble[witness.name] = answer.trouble
                if witness.name not in self._silent:
                    self._silent.add(witness.name)
                    book.alarm(now, f"witness {witness.name}", answer.trouble)

    def _asked(self, witness: Witness, note: Note, head: Checkpoint) -> Answer:
        nodes = Tiles(self.public).nodes(head.size)
        old = min(self._sizes.get(witness.name, 0), head.size)
        answer = self.asking(witness.url, witness.key, note, old, consistency(nodes, old, head.size))
        if answer.size is not None and answer.size != old and answer.size <= head.size:
            self._sizes[witness.name] = old = answer.size
            answer = self.asking(witness.url, witness.key, note, old, consistency(nodes, old, head.size))
        return answer

    def _write(self, note: Note) -> None:
        self.public.mkdir(parents=True, exist_ok=True)
        part = self.public / "checkpoint.part"
        with part.open("w") as file:
            file.write(str(note))
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.public / "checkpoint")
