"""What the command hands on to for a survey that is being held, which has no record: kept apart, so that little is loaded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Polling:
    """A survey's commands. `new` tells what to print; `check` that, and whether all is well; `serve` answers until stopped."""

    new: Callable[
        [Path, tuple[str, str], str, Path, Sequence[str], tuple[date, date, date], Path, Path | None, Path | None], str
    ]
    check: Callable[[Path, Path | None], tuple[str, bool]]
    serve: Callable[[Path, int, str], None]
