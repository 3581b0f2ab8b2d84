"""Where a report goes: to the terminal, or to a file that appears when it is whole."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from candour.cli.wrong import Wrong
from candour.returns.bad_return import ReportTrouble
from candour.returns.whole_file import whole_file


def write_report(out: Path | None, write: Callable[[TextIO], object]) -> None:
    """Write a report to a file, and say where it is; or to the terminal. Raises Wrong where it cannot be written."""
    if out is None:
        write(sys.stdout)
        return
    with whole_report(out) as made, made.open("w", encoding="utf-8", newline="") as file:
        write(file)
    print(f"The report is in {out}.", file=sys.stderr)


@contextlib.contextmanager
def whole_report(out: Path) -> Iterator[Path]:
    """The report's file, which appears when it is whole. Raises Wrong where it cannot be written."""
    if out.is_dir():
        raise Wrong(f"{out} is a folder: name a file in it")
    try:
        with whole_file(out) as made:
            yield made
    except (OSError, ReportTrouble) as trouble:
        why = getattr(trouble, "strerror", None) or trouble
        raise Wrong(
            f"The report could not be written to {out} ({why}). Nothing was written. Make room there, or name another"
            " place"
        ) from None
