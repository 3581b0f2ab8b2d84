"""What the command hands on to for a witness, which has no record: kept apart, so that little is loaded."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Witnessing:
    """A witness's commands. The first three tell what to print; the last answers until it is stopped."""

    new: Callable[[Path, str], str]
    watch: Callable[[Path, str], str]
    retire: Callable[[Path, str], str]
    serve: Callable[[Path, int, str, int], None]
