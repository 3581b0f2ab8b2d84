"""Counting decisions by what they rested on, and what came after; never by person."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from candour.returns.cin_census.measures.intervals import share_interval
from candour.terms.grounds import GROUNDS

FEWEST = 5
FEW = "fewer than 5"
YEAR = timedelta(days=365)
AFTERWARDS = ("Referred again", "Child protection plan", "Enquiry (section 47)")
LEVELS = (  # words that a role as somebody typed it may hold, and the level it is counted under; the first that fits
    ("court", "A court"),
    ("judge", "A court"),
    ("director", "Director or head of service"),
    ("head of", "Director or head of service"),
    ("assistant director", "Director or head of service"),
    ("service manager", "Service manager"),
    ("team manager", "Team manager"),
    ("chair", "Conference chair"),
    ("councillor", "Councillor"),
)
NOT_SAID, ANOTHER = "Not said", "Another role"


@dataclass(frozen=True)
class Made:
    """One decision or direction about a child, on a day, under the grounds or levels it is counted by."""

    child: str
    day: date
    under: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One line of a table, in words."""

    name: str
    made: str
    followed: tuple[str, ...]


def level_of(role: str) -> str:
    """The level that a role belongs to, as somebody typed it.

    >>> level_of("Service Manager (north)"), level_of(""), level_of("Auditor")
    ('Service manager', 'Not said', 'Another role')
    """
    small = role.strip().lower()
    if not small:
        return NOT_SAID
    return next((level for words, level in LEVELS if words in small), ANOTHER)


def grounds_of(codes: str) -> tuple[str, ...]:
    """Grounds in words, from codes parted by spaces."""
    return tuple(GROUNDS.codes.get(code, code) for code in codes.split()) or (NOT_SAID,)


def happened_within(days: Iterable[date], since: date) -> bool:
    """Whether one of these days lies after a day, and within twelve months of it."""
    return any(since < day <= since + YEAR for day in days)


def lines(
    made: Sequence[Made], names: Iterable[str], afterwards: Sequence[Mapping[str, Sequence[date]]], *, suppress: bool
) -> list[Line]:
    """A line for each ground or level: how many decisions, and to how many children what followed. `afterwards` has a
    mapping from children to days for each thing that may follow; none where it is too early to say."""
    shown = number(suppress=suppress)
    found = []
    for name in names:
        mine = [one for one in made if name in one.under]
        if not mine:
            continue
        first: dict[str, date] = {}
        for one in sorted(mine, key=lambda each: each.day):
            first.setdefault(one.child, one.day)
        followed = []
        for days in afterwards:
            hits = sum(1 for child, day in first.items() if happened_within(days.get(child, ()), day))
            followed.append(share(hits, len(first), suppress=suppress))
        found.append(Line(name, shown(len(mine)), tuple(followed)))
    return found


def number(*, suppress: bool) -> Callable[[int], str]:
    """How a number is shown: outside the team concerned, small ones could tell who is meant."""
    return lambda many: FEW if suppress and many < FEWEST else f"{many:,}"


def share(part: int, whole: int, *, suppress: bool) -> str:
    """A part of a whole with its 95% interval; where either number is small, only that it is.

    >>> share(12, 40, suppress=True), share(3, 40, suppress=True), share(1, 3, suppress=False)
    ('12 of 40: 30% (18% to 45%)', 'fewer than 5', '1 of 3: 33% (6% to 79%)')
    """
    if suppress and (part < FEWEST or whole < FEWEST):
        return FEW
    low, high = share_interval(part, whole)
    return f"{part:,} of {whole:,}: {100 * part / whole:.0f}% ({100 * low:.0f}% to {100 * high:.0f}%)"
