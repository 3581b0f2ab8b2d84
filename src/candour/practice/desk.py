"""The desk: the only way a fact or a decision reaches the record.

Web pages, the command line, imports and the invented authority all come here, so no door can skip a guard.
A door is handed a desk, never a ledger.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from candour.practice.guard import Decision, Guard, Refused, Today, Worker
from candour.record.casefile import Casefile
from candour.record.entries.decision import GuidanceDepartedFrom
from candour.record.entry import Recorded, ToRecord
from candour.record.ledger import Erased, Ledger, NotErased, Sitting, WrongClock
from candour.terms.working_days import london_day

__all__ = ["ALREADY", "NOT_TAKEN", "Desk", "Erased", "MovedOn", "NotErased", "WrongClock"]

NOTHING: Mapping[str, Any] = MappingProxyType({})
NOT_TAKEN = (
    Erased,
    NotErased,
    WrongClock,
)  # the database did not take it, whatever the guards said: each says what to do
ALREADY = "Noted as a fact: it had already happened, or was decided elsewhere."


class MovedOn(Exception):
    """Somebody else wrote to this record after you read it. Read what is new below, then decide again."""

    def __init__(self, subject: str) -> None:
        self.subject = subject
        super().__init__(MovedOn.__doc__)


class Desk:
    """Reads files, notes facts and takes decisions, for whoever stands in front of it."""

    def __init__(self, ledger: Ledger, *, clock: Callable[[], datetime], ids: Callable[[], str]) -> None:
        self._ledger, self._clock, self.fresh = ledger, clock, ids
        self._open: Sitting | None = None

    @property
    def now(self) -> Today:
        """Today, in London, and a way to make references."""
        return Today(london_day(self._clock()), self.fresh)

    @property
    def moment(self) -> datetime:
        """The present moment, and never one before what was last written: a clock that was put back moves nothing back."""
        now, written = self._clock(), self._ledger.latest()
        return max(now, written) if written else now

    @contextmanager
    def _sitting(self) -> Iterator[Sitting]:
        if self._open is not None:
            yield self._open
        else:
            with self._ledger.sitting() as sitting:
                yield sitting

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything noted and decided inside is written as one: all of it, or none."""
        with self._sitting() as sitting:
            outer, self._open = self._open, sitting
            try:
                yield
            finally:
                self._open = outer

    def casefile_to_read(self, subject: str) -> Casefile:
        """A file, to look at."""
        return self._open.casefile(subject) if self._open else self._ledger.casefile(subject)

    def unmet(self, decision: Decision, subject: str, proposal: Any, *, by: Worker) -> list[Guard]:
        """Which guards a decision would not pass now; nothing is written."""
        return decision.unmet(self.casefile_to_read(subject), proposal, by)

    def note(self, drafts: Sequence[ToRecord], *, by: Worker, on_behalf_of: str | None = None) -> list[Recorded[Any]]:
        """Write facts. They are never refused: what happened, happened."""
        with self._sitting() as sitting:
            return self._append(sitting, list(drafts), by, on_behalf_of)

    def decide(
        self,
        decision: Decision,
        subjects: Sequence[str],
        proposal: Any,
        *,
        by: Worker,
        departing: Mapping[str, str] = NOTHING,
        expecting: Mapping[str, int] = NOTHING,
        already_happened: bool = False,
        with_facts: Sequence[ToRecord] = (),
        on_behalf_of: str | None = None,
    ) -> list[Recorded[Any]]:
        """Ask every guard for every child, then record the decision for all of them, or for none.

        `departing` maps the name of a "should" guard to the worker's reason for departing from it. `expecting` is the
        version of each file the worker had read. `already_happened` notes it as a fact, with each guard it did not
        meet. `with_facts` are written first and are part of what the guards see. `on_behalf_of` is whose act it is, where
        `by` only writes it down. Raises Refused or MovedOn.
        """
        with self._sitting() as sitting:
            for subject in subjects:
                if expecting.get(subject, sitting.casefile(subject).version) != sitting.casefile(subject).version:
                    raise MovedOn(subject)
            written = self._append(sitting, list(with_facts), by, on_behalf_of) if with_facts else []
            refused: dict[str, Guard] = {}
            for subject in subjects:
                case = sitting.casefile(subject)
                unmet = decision.unmet(case, proposal, by)
                excused = [guard for guard in unmet if already_happened or _excused(guard, departing)]
                refused |= {guard.name: guard for guard in unmet if guard not in excused}
                if not refused:
                    why = [ALREADY if already_happened else departing[guard.name] for guard in excused]
                    drafts = [
                        *(self._departure(decision, *pair, subject) for pair in zip(excused, why, strict=True)),
                        *decision.makes(case, proposal, by, self.now),
                    ]
                    written += self._append(sitting, drafts, by, on_behalf_of)
            if refused:
                raise Refused(decision, list(refused.values()))
            return written

    def _departure(self, decision: Decision, guard: Guard, why: str, subject: str) -> ToRecord:
        fact = GuidanceDepartedFrom(
            decision=decision.name,
            guard=guard.name,
            what_guidance_says=guard.what_to_do,
            source=guard.source,
            why=why,
        )
        return ToRecord(fact, (subject,), self.now.day)

    def _append(
        self, sitting: Sitting, drafts: list[ToRecord], by: Worker, on_behalf_of: str | None
    ) -> list[Recorded[Any]]:
        return sitting.append(
            [replace(one, on_behalf_of=on_behalf_of) for one in drafts] if on_behalf_of else drafts,
            actor=by.worker_id,
            standing=by.standing,
            recorded=self._clock(),
            ids=[self.fresh() for _ in drafts],
        )


def _excused(guard: Guard, departing: Mapping[str, str]) -> bool:
    return guard.force == "should" and bool(departing.get(guard.name, "").strip())
