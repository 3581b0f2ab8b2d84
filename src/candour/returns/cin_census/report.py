"""What a return holds, and every way in which it differs from the record."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

SHOWN = 10


@dataclass(frozen=True)
class Listed:
    """One difference: whose, in which part, what the record has, what was written, and why."""

    number: str
    part: str
    element: str
    on_record: str
    written: str
    why: str

    def __str__(self) -> str:
        said = f"“{self.on_record}”" if self.on_record else "nothing"
        now = f"“{self.written}”" if self.written else "nothing"
        return f"Child {self.number}, {self.part}: {self.element} is {said} on the record, {now} in the return"


@dataclass
class ExportReport:
    """The return of a year: where it is, how much it holds, and what differs from the record."""

    year: str
    out: Path
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    left_out: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    differences: list[Listed] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)

    @property
    def children(self) -> int:
        return self.counts["Child"]

    def text(self) -> list[str]:
        """The report for a terminal; each kind of difference with its first few children."""
        lines = [f"The children in need census {self.year} is in {self.out}."]
        lines.append("Header: " + ", ".join(f"{name} {value}" for name, value in self.header.items()))
        lines += [f"  {count:>7}  {name}" for name, count in self.counts.items()]
        if self.left_out:
            lines.append("Episodes that are on the record but not in this year's return:")
            lines += [f"  {count:>7}  {why}" for why, count in sorted(self.left_out.items())]
        by_reason: dict[str, list[Listed]] = defaultdict(list)
        for one in self.differences:
            by_reason[one.why].append(one)
        if by_reason:
            lines.append("What differs from the record:")
        for why, found in sorted(by_reason.items()):
            lines.append(f"  {len(found):>7}  {why}")
            lines += [f"           {one}" for one in found[:SHOWN]]
            if len(found) > SHOWN:
                lines.append(f"           and {len(found) - SHOWN} more")
        return lines
