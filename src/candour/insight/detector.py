"""What a detector is: a question about a pattern, what it cannot tell, and the ordinary reasons there may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from importlib import import_module
from inspect import getsource

from candour.frames.plan import Frame
from candour.insight.history import History

CHANGE, BULK, ENDING, AMONG, BESIDE, TIMING, RULE = "change", "bulk", "ending", "among", "beside", "timing", "rule"


Rows = Sequence[Mapping[str, object]]


@dataclass(frozen=True)
class Example:
    """A few rows of tables, and the children counted of them: with 1 those of whom it happened, with 0 those of whom it
    did not. A child in the rows who is not counted must not be."""

    tables: Mapping[str, Rows]
    counted: Mapping[str, int]


@dataclass(frozen=True)
class Test:
    """One thing a detector counts. `cases` gives its rows; the way they are judged is `how`:

    change: does a share change over the months? Rows: authority, child, family, day, happened (0 or 1).
    ending: does the rate at which something ends change? Rows: authority, child, family, start, day (the end, or nothing).
    bulk: does far more happen on some days? Rows: authority, child, family, day.
    among: does one person's or team's share differ from the others'? As for change, and `unit`.
    beside: is it so more often of some than of all the others? As for change, and `unit`, "1" of those.
    timing: does it happen just before something? Rows: authority, child, family, day, chance, happened.
    rule: does it happen more often than slips of the pen would have it? As for change.

    `share` is how many honest authorities in a hundred may be asked about it in a year. `lag` is how many days must
    have passed before it is known whether it happened. `needs` are the columns without which it cannot be told.
    """

    key: str
    what: str
    how: str
    share: float
    cases: Callable[[History], Frame]
    example: Example
    needs: tuple[str, ...] = ()
    lag: int = 0
    rises: str = ""  # what is asked where the share has risen, or it is more than ordinary
    falls: str = ""  # and where it has fallen; empty where a fall is not asked about
    feared: str = "fall"  # of a change that can go either way, the one that most of the share is kept for: rise or fall
    wanders: float = (
        0.006  # of a change: how much it ordinarily moves with nobody meaning it (see statistics/change.py)
    )
    tolerated: float = 0.01  # of a rule: the share that slips of the pen may make


@dataclass(frozen=True)
class Detector:
    """One pattern. `question` is what is asked, `cannot_tell` what the numbers do not know, `ordinary` the reasons that
    are no harm; `answers` the rows of the product's purpose it serves."""

    key: str
    title: str
    question: str
    why: str
    cannot_tell: str
    ordinary: tuple[str, ...]
    answers: tuple[str, ...]
    tests: tuple[Test, ...]

    @cached_property
    def digest(self) -> str:
        """What this detector is, in one number: it changes whenever its words, shares or logic do, or the way anything is
        counted and judged."""
        told = [self.key, self.title, self.question, self.cannot_tell, *self.ordinary]
        for test in self.tests:
            told += [test.key, test.what, test.how, repr(test.share), str(test.lag), *_written(test.cases.__module__)]
        return sha256("\n".join([*told, *_written(*METHODS)]).encode()).hexdigest()


METHODS = (
    "cases", "counting", "history", "judging", "run", "statistics.apart", "statistics.bulk", "statistics.change",
    "statistics.discovery", "statistics.exact",
)  # fmt: skip


@cache
def _written(*modules: str) -> tuple[str, ...]:
    whole = (name if name.startswith("candour.") else f"candour.insight.{name}" for name in modules)
    return tuple(getsource(import_module(name)) for name in whole)


DETECTORS: dict[str, Detector] = {}


def asks(detector: Detector) -> Detector:
    """Enter a detector in the list of all there are."""
    if detector.key in DETECTORS:
        raise ValueError(f"there are two detectors called {detector.key}")
    DETECTORS[detector.key] = detector
    return detector
