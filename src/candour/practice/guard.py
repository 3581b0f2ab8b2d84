"""A guard is a condition a decision needs, the guidance it comes from, and what to do if it is not met.

Its name says what must be true. Its docstring is shown to the worker when it is not.
Its force is the guidance's own word: a "must" cannot be departed from, a "should" can, with a reason.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from candour.record.casefile import Casefile
from candour.record.entry import CANDOUR, Standing, ToRecord


@dataclass(frozen=True)
class Worker:
    """The person who acts, and what they are today."""

    worker_id: str
    name: str
    standing: Standing

    @property
    def registered(self) -> bool:
        return self.standing.registration == "registered"


ITSELF = Worker(CANDOUR, "Candour", Standing("candour"))  # nobody: the program writes this down by itself


@dataclass(frozen=True)
class Today:
    """What a decision may take from outside the file: the day, and fresh references."""

    day: date
    fresh: Callable[[], str]


Holds = Callable[[Casefile, Any, Worker], bool]
Makes = Callable[[Casefile, Any, Worker, Today], list[ToRecord]]


@dataclass(frozen=True)
class Guard:
    """One condition, its force and where it comes from."""

    holds: Holds
    force: Literal["must", "should"]
    source: str

    @property
    def name(self) -> str:
        return self.holds.__name__

    @property
    def what_to_do(self) -> str:
        return (self.holds.__doc__ or "").strip().splitlines()[0]


def must(source: str) -> Callable[[Holds], Guard]:
    """Law, or the logic of the record: binds a decision taken now, in Candour."""
    return lambda holds: Guard(holds, "must", source)


def should(source: str) -> Callable[[Holds], Guard]:
    """Guidance: can be departed from, with a reason that is recorded first."""
    return lambda holds: Guard(holds, "should", source)


@dataclass(frozen=True)
class Decision:
    """What a worker decides, and everything it is asked."""

    makes: Makes
    guards: tuple[Guard, ...]

    @property
    def name(self) -> str:
        return self.makes.__name__

    @property
    def words(self) -> str:
        return self.makes.__name__.replace("_", " ")

    def unmet(self, case: Casefile, proposal: Any, by: Worker) -> list[Guard]:
        """Every guard that does not hold; all are asked, so the worker sees everything at once."""
        return [guard for guard in self.guards if not guard.holds(case, proposal, by)]


DECISIONS: dict[str, Decision] = {}


def decision(*guards: Guard) -> Callable[[Makes], Decision]:
    """Make a function a decision with its guards."""

    def register(makes: Makes) -> Decision:
        made = DECISIONS[makes.__name__] = Decision(makes, guards)
        return made

    return register


class Refused(Exception):
    """The decision was not made. `guards` say why, and what to do about each."""

    def __init__(self, refused: Decision, guards: list[Guard]) -> None:
        self.decision, self.guards = refused, guards
        super().__init__(f"Cannot {refused.words}. " + " ".join(guard.what_to_do for guard in guards))
