"""Medians and 95th percentiles, and tables that fit the width of a page."""

from collections.abc import Sequence
from statistics import median

__all__ = ["median", "p95", "rule", "table"]
WIDTH = 100


def p95(found: Sequence[float]) -> float:
    """The time that 95 of 100 stay below."""
    return sorted(found)[max(0, round(len(found) * 0.95) - 1)]


def rule(heading: str) -> None:
    """A heading over a table."""
    print(f"\n{heading}\n{'-' * min(WIDTH, len(heading))}")


def table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """A table: words to the left, figures to the right."""
    wide = [max(len(line[at]) for line in (heads, *lines)) for at in range(len(heads))]
    for line in (heads, *lines):
        cells = [cell.ljust(wide[0]) if at == 0 else cell.rjust(wide[at]) for at, cell in enumerate(line)]
        print("  ".join(cells)[:WIDTH].rstrip())
