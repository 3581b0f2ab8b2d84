"""An entry is one small fact that somebody vouches for. It is never changed."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Generic, TypeVar, dataclass_transform

from candour.record.canonical import plain

T = TypeVar("T")
F_co = TypeVar("F_co", covariant=True)

CANDOUR = "0" * 31 + "3"  # who wrote an entry that the program wrote by itself: no random reference is this
KINDS: dict[tuple[str, int], type] = {}
LATER: dict[type, Callable[[Any], Any]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def entry(kind: str, *, version: int = 1) -> Callable[[type[T]], type[T]]:
    """Make a class an entry type. `kind` and `version` are written to the record, so they never change."""

    def register(cls: type[T]) -> type[T]:
        if (kind, version) in KINDS:
            raise ValueError(f"{kind} version {version} is already defined by {KINDS[kind, version].__qualname__}")
        if not cls.__doc__:
            raise ValueError(f"{cls.__qualname__} needs a docstring: say what happened, in a practitioner's words")
        frozen = dataclass(frozen=True, kw_only=True)(cls)
        frozen.kind, frozen.version = kind, version  # type: ignore[attr-defined]
        KINDS[kind, version] = frozen
        return frozen

    return register


def read_as_now(fact: Any) -> Any:
    """An entry of an older version, in today's words; others as they are. What is on the record stays as it was."""
    while type(fact) in LATER:
        fact = LATER[type(fact)](fact)
    return fact


def replaces(older: type) -> Callable[[Callable[[Any], Any]], Callable[[Any], Any]]:
    """Say how an entry type of an older version is read as the next one. It is used whenever a file is opened."""

    def register(told: Callable[[Any], Any]) -> Callable[[Any], Any]:
        if older in LATER:
            raise ValueError(f"{older.__qualname__} is read as a later version already")
        LATER[older] = told
        return told

    return register


def kind_of(fact: Any) -> str:
    """The entry type as the record spells it, "cp_plan_started/1"."""
    return f"{fact.kind}/{fact.version}"


def class_of(spelt: str) -> type:
    """The entry class that a type on the record names. Raises LookupError for one this release does not know."""
    kind, _, version = spelt.partition("/")
    try:
        return KINDS[kind, int(version)]
    except (KeyError, ValueError):
        raise LookupError(f"This release does not know the entry type {spelt!r}: install a newer Candour") from None


def fields_of(fact: Any) -> dict[str, Any]:
    """An entry's fields, by name, as JSON can carry them."""
    return {field.name: plain(getattr(fact, field.name)) for field in fields(fact)}


@dataclass(frozen=True)
class Standing:
    """What a person was, in law and in post, on the day of an act (Social Workers Regulations 2018).

    `registration` is "registered", "not registered", "suspended" or "removed"; a job title never stands in for it.
    """

    role: str
    registration: str = "not registered"
    team: str | None = None
    newly_qualified: bool = False
    agency: bool = False


@dataclass(frozen=True)
class ToRecord:
    """A fact on its way to the record.

    `subjects` are opaque references; the first is the one whose file holds the words. `happened` is the day it
    happened, as claimed. `supersedes` is the id of an entry this one corrects, `direction` of the direction followed.
    """

    fact: Any
    subjects: tuple[str, ...]
    happened: date
    supersedes: str | None = None
    direction: str | None = None
    on_behalf_of: str | None = None


@dataclass(frozen=True)
class Recorded(Generic[F_co]):
    """A fact on the record: who said so, in what standing, when it happened and when it was written."""

    position: int
    entry_id: str
    subjects: tuple[str, ...]
    actor: str
    standing: Standing
    happened: date
    recorded: datetime
    fact: F_co
    leaf_digest: str
    supersedes: str | None = None
    direction: str | None = None
    on_behalf_of: str | None = None
