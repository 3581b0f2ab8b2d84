"""Whether the record is being sealed as it should: signed every minute, seen by its witnesses, with no alarm."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from candour.seal.checkpoint import checkpoint_of
from candour.seal.note import Key, Note, read_note
from candour.seal.policy import Policy
from candour.ssd.store.reading import rows

LATE = timedelta(minutes=5)  # the signer comes every minute
RECENT = timedelta(days=7)
ALARMS, LOOKED_BACK = 50, 50


@dataclass(frozen=True)
class Watching:
    """Who signs this record and who watches it, as far as this machine knows; `trouble` says what could not be read."""

    policy: Policy = Policy()  # noqa: RUF009  # a policy never changes
    keys: tuple[Key, ...] = ()
    trouble: str = ""


@dataclass(frozen=True)
class Witnessed:
    """One witness: when it cosigned the newest checkpoint, or, where it did not, when it was last heard."""

    name: str
    key: Key
    at: datetime | None
    last: datetime | None


@dataclass(frozen=True)
class Alarm:
    """Something that was wrong with the record. `over` ones say that it is right again."""

    raised: datetime
    title: str
    words: str
    over: bool


@dataclass(frozen=True)
class SealState:
    """How the record stands. `waiting_since` is when the oldest entry that nobody signed yet was written."""

    entries: int
    size: int
    signed: datetime | None
    waiting_since: datetime | None
    witnesses: tuple[Witnessed, ...]
    enough: bool
    quorum: int
    alarms: tuple[Alarm, ...]

    @property
    def waiting(self) -> int:
        return self.entries - self.size

    def is_late(self, now: datetime) -> bool:
        """Whether an entry waits longer than a working signer would let it."""
        return self.waiting_since is not None and now - self.waiting_since > LATE

    def wrong(self, now: datetime) -> list[str]:
        """What somebody has to see to, in plain words; nothing where all is well."""
        found = []
        if self.is_late(now):
            many = f"{self.waiting} entr{'y' if self.waiting == 1 else 'ies'}"
            found.append(f"{many} not signed for more than five minutes: the signer is not running.")
        if self.signed and not self.enough:
            found.append("Too few witnesses have seen the newest checkpoint.")
        recent = [one for one in self.alarms if not one.over and now - one.raised <= RECENT]
        if recent:
            found.append(f"In the last seven days: {recent[0].title.lower()}.")
        return found


def seal_state(watching: Watching) -> SealState:
    """How the record stands now, from the checkpoints and alarms on it."""
    entries = rows("SELECT COALESCE(MAX(position) + 1, 0) AS many FROM record_entry")[0]["many"]
    notes = rows(
        f"SELECT size, signed, note FROM record_checkpoint ORDER BY size DESC, signed DESC LIMIT {LOOKED_BACK}"
    )
    newest = read_note(notes[0]["note"]) if notes else None
    size = checkpoint_of(newest).size if newest else 0
    policy = watching.policy
    return SealState(
        entries=entries,
        size=size,
        signed=datetime.fromisoformat(notes[0]["signed"]) if notes else None,
        waiting_since=_written(size) if entries > size else None,
        witnesses=tuple(_witnessed(policy, [row["note"] for row in notes])),
        enough=newest is not None and policy.is_met(newest),
        quorum=policy.quorum,
        alarms=_alarms(),
    )


def _written(place: int) -> datetime | None:
    found = rows("SELECT leaf FROM record_entry WHERE position = %s", [place])
    return datetime.fromisoformat(json.loads(found[0]["leaf"])["recorded"]) if found else None


def _witnessed(policy: Policy, notes: list[str]) -> list[Witnessed]:
    """Of each witness, its newest cosignature; only those of the newest checkpoint say that it has seen what is there now."""
    read: list[Note] = [read_note(text) for text in notes]
    found = []
    for one in policy.witnesses:
        seen = ((place, at) for place, note in enumerate(read) if (at := note.signed_by(one.key)) is not None)
        place, at = next(seen, (-1, 0))
        when = datetime.fromtimestamp(at, UTC) if place >= 0 else None
        found.append(Witnessed(one.name, one.key, when if place == 0 else None, when))
    return found


def _alarms() -> tuple[Alarm, ...]:
    found = rows(f"SELECT raised, what, words FROM record_alarm ORDER BY raised DESC LIMIT {ALARMS}")
    return tuple(_alarm(row) for row in found)


def _alarm(row: dict[str, Any]) -> Alarm:
    what, over = str(row["what"]), str(row["what"]).endswith(" is back")
    title = TITLES.get(what) or (
        f"The witness {what.removeprefix('witness ').removesuffix(' is back')} {'answers again' if over else 'did not answer'}"
        if what.startswith("witness ")
        else what.capitalize()
    )
    return Alarm(datetime.fromisoformat(row["raised"]), title, str(row["words"]), over)


TITLES = {"not signed": "The record was not signed, because it did not fit together", "clock": "The clock went back"}
Watched = Callable[[], Watching]
