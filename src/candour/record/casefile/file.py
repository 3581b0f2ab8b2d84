"""A file as it is opened: every entry about one person, worker or team, in the order they were written."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, wraps
from typing import Any, TypeVar, cast

from candour.record.entries.corrections import EntryMasked, EntryMoved
from candour.record.entry import Recorded
from candour.terms.working_days import london_day

T = TypeVar("T")


@dataclass(frozen=True)
class Casefile:
    """All entries that concern one subject, by position. Nothing is worked out before it is asked for.

    `later` is what was written after the day this file is read at: none of it holds yet, but what it hides stays hidden.
    """

    subject: str
    recorded: tuple[Recorded[Any], ...] = ()
    later: tuple[Recorded[Any], ...] = ()

    @property
    def version(self) -> int:
        """How many entries concern this subject: what a writer must have read."""
        return len(self.recorded)

    def with_more(self, more: list[Recorded[Any]]) -> "Casefile":
        """This file after more entries."""
        return replace(self, recorded=(*self.recorded, *more))

    def known_on(self, day: date) -> "Casefile":
        """This file as it stood when that day ended in London: by when entries were written, not when things happened."""
        by_then = [london_day(item.recorded) <= day for item in self.recorded]
        return Casefile(
            self.subject,
            tuple(item for item, known in zip(self.recorded, by_then, strict=True) if known),
            tuple(item for item, known in zip(self.recorded, by_then, strict=True) if not known),
        )

    @cached_property
    def hidden(self) -> dict[str, Recorded[Any]]:
        """Entries masked or moved away, by id, with the entry that did it."""
        return {
            item.fact.entry_id: item
            for item in (*self.recorded, *self.later)
            if isinstance(item.fact, EntryMasked | EntryMoved)
        }

    @cached_property
    def superseded(self) -> dict[str, Recorded[Any]]:
        """Entries a later one corrects, by id, with the correction."""
        known = {item.entry_id for item in self.recorded}
        return {
            item.supersedes: item
            for item in self.recorded
            if item.supersedes in known and item.entry_id not in self.hidden
        }

    @cached_property
    def standing(self) -> tuple[Recorded[Any], ...]:
        """Entries that hold today: this subject's own, not corrected, masked or moved."""
        return tuple(
            item
            for item in self.recorded
            if item.subjects[0] == self.subject
            and item.entry_id not in self.hidden
            and item.entry_id not in self.superseded
        )

    @cached_property
    def _by_class(self) -> dict[type, tuple[Recorded[Any], ...]]:
        found: dict[type, list[Recorded[Any]]] = defaultdict(list)
        for item in self.standing:
            found[type(item.fact)].append(item)
        return {kind: tuple(items) for kind, items in found.items()}

    def of(self, kind: type[T]) -> tuple[Recorded[T], ...]:
        """The entries of one type that hold today, in the order they were written."""
        return cast(tuple[Recorded[T], ...], self._by_class.get(kind, ()))

    def last(self, kind: type[T]) -> Recorded[T] | None:
        """The newest entry of one type that holds today."""
        return found[-1] if (found := self.of(kind)) else None

    def entry(self, entry_id: str) -> Recorded[Any] | None:
        """The entry with this id, whether it still holds or not."""
        return next((item for item in self.recorded if item.entry_id == entry_id), None)


def once(read: Callable[[Casefile], T]) -> Callable[[Casefile], T]:
    """Read a file once: a file never changes, and many tables ask it the same."""

    @wraps(read)
    def kept(case: Casefile) -> T:
        known: dict[Any, Any] = case.__dict__.setdefault("_kept", {})
        if read not in known:
            known[read] = read(case)
        return cast(T, known[read])

    return kept
