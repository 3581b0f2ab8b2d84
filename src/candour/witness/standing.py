"""How each record stands with its witness: when it was last heard from, and what was refused."""

from dataclasses import dataclass

from candour.seal.note import Key
from candour.witness.evidence import moment
from candour.witness.judging import is_proof
from candour.witness.memory import Memory, Refused, Watched


@dataclass(frozen=True)
class Standing:
    """What a witness can tell at one moment. Times in seconds since 1970; `stale_after` in seconds."""

    key: Key
    now: int
    last_time: int
    stale_after: int
    watched: tuple[Watched, ...]
    refused: tuple[Refused, ...]

    @property
    def clock_went_back(self) -> bool:
        """Whether the clock tells an earlier time than the witness already signed with."""
        return self.now < self.last_time

    def silent_for(self, one: Watched) -> int | None:
        """For how many seconds a record has not been heard from, where that is too long; None where it is not."""
        silent = self.now - (one.since if one.heard_at is None else one.heard_at)
        return silent if silent > self.stale_after else None

    @property
    def silent(self) -> list[Watched]:
        """The records that have not been heard from for too long."""
        return [one for one in self.watched if self.silent_for(one) is not None]

    @property
    def unanswered(self) -> list[Refused]:
        """The refusals that need a person: not those of a state that this witness also saw to hold.

        Anybody can send such a one. Where it came because the record was put back, the record falls silent as well.
        """
        return [one for one in self.refused if is_proof(one.kind) or not one.seen_to_hold]


def standing(memory: Memory, key: Key, now: int, stale_after: int) -> Standing:
    """How everything stands now."""
    return Standing(key, now, memory.last_time(), stale_after, tuple(memory.watched()), tuple(memory.refused()))


def for_a_monitor(found: Standing) -> dict[str, object]:
    """The same as the page says, for a program that raises an alarm."""
    return {
        "witness": str(found.key),
        "now": moment(found.now),
        "clock_went_back": found.clock_went_back,
        "all_well": not (found.clock_went_back or found.silent or found.unanswered),
        "records": [
            {
                "origin": one.origin,
                "keys": [str(key) for key in one.keys],
                "size": one.size,
                "root": one.root.hex() if one.root else None,
                "heard_at": _moment(one.heard_at),
                "grew_at": _moment(one.grew_at),
                "stale": found.silent_for(one) is not None,
                "refusals_not_kept": one.not_kept,
            }
            for one in found.watched
        ],
        "refusals": [
            {
                "file": f"/evidence/{one.file}",
                "origin": one.origin,
                "kind": one.kind,
                "proof": is_proof(one.kind),
                "size": one.size,
                "first_at": moment(one.first_at),
                "last_at": moment(one.last_at),
                "times": one.times,
                "seen_to_hold": one.seen_to_hold,
            }
            for one in found.refused
        ],
    }


def _moment(seconds: int | None) -> str | None:
    return None if seconds is None else moment(seconds)
