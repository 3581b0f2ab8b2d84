"""A measure: what is counted and what is not, by which clock, from which source, and what it cannot tell."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from candour.returns.cin_census.measures.journeys import Journeys, Year

Unit = Literal["share", "count"]
CALENDAR, WORKING = "Calendar", "Working days"
GUIDE = "Children in need census guide 2023-24"
TOOL = "DfE's Local Authority Interactive Tool, its list of definitions"


@dataclass(frozen=True)
class Behind:
    """One child or occasion behind a number: whose, which row of the record, its day, and what the record says of it."""

    person_id: str
    reference: str
    on: date | None
    says: str


@dataclass(frozen=True)
class Part:
    """Some of what was counted, or what was left out, with the reason as its name."""

    name: str
    behind: tuple[Behind, ...]


@dataclass(frozen=True)
class Found:
    """What is above and below the line, as lists. A count has nothing below; `left_out` could not be measured."""

    counted: tuple[Behind, ...]
    out_of: tuple[Behind, ...] | None = None
    parts: tuple[Part, ...] = ()
    left_out: tuple[Part, ...] = ()


Find = Callable[[Journeys, Year], Found]


@dataclass(frozen=True)
class Measure:
    """One measure. `counts` and `out_of` name what is above and below the line; `leaves_out` what is in neither.

    `at_the_end` marks what is counted on the last day of the year: many of the same children are there a year later.
    `per_children` says that it is also given for every 10,000 children where their number is known.
    """

    key: str
    group: str
    name: str
    unit: Unit
    counts: str
    out_of: str
    leaves_out: str
    clock: str
    source: str
    cannot_tell: str
    noun: str
    at_the_end: bool
    per_children: bool
    find: Find


MEASURES: dict[str, Measure] = {}
GROUPS = (
    "Referrals",
    "Children in need",
    "Assessments",
    "Enquiries and conferences",
    "Child protection plans",
)


def measure(
    key: str,
    *,
    group: str,
    name: str,
    counts: str,
    source: str,
    cannot_tell: str,
    noun: str,
    clock: str = "None: nothing is timed",
    out_of: str = "",
    leaves_out: str = "Nothing",
    at_the_end: bool = False,
    per_children: bool = False,
) -> Callable[[Find], Find]:
    """Declare a function a measure. With `out_of` it is a share, without it a count of `noun`."""

    def register(find: Find) -> Find:
        if key in MEASURES or group not in GROUPS:
            raise ValueError(f"measure {key}: give each its own name, and a group that is in GROUPS")
        MEASURES[key] = Measure(
            key=key,
            group=group,
            name=name,
            unit="share" if out_of else "count",
            counts=counts,
            out_of=out_of,
            leaves_out=leaves_out,
            clock=clock,
            source=source,
            cannot_tell=cannot_tell,
            noun=noun,
            at_the_end=at_the_end,
            per_children=per_children,
            find=find,
        )
        return find

    return register


@cache  # the same few hundred days come again and again
def in_words(day: date | None) -> str:
    """A day as a sentence has it.

    >>> in_words(date(2026, 3, 1)), in_words(None)
    ('1 March 2026', 'an unknown day')
    """
    return f"{day.day} {day:%B %Y}" if day else "an unknown day"


def parts_of(*named: tuple[str, tuple[Behind, ...]]) -> tuple[Part, ...]:
    """Parts that hold something: nothing is said of an empty one."""
    return tuple(Part(name, behind) for name, behind in named if behind)
