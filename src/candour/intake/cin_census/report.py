"""What an import did: what went where, what did not go in, and what was typed that does not fit."""

from collections import defaultdict
from dataclasses import dataclass, field

SHOWN = 10
OUTCOMES = ("new", "corrected", "unchanged", "kept")


@dataclass
class ImportReport:
    """The account of one import. `not_imported` and `differs` are lines of the file, with words."""

    name: str
    year: str = ""
    digest: str = ""
    lea: str = ""
    children: int = 0
    new_children: int = 0
    counts: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    not_imported: list[tuple[int, str]] = field(default_factory=list)
    differs: list[tuple[int, str]] = field(default_factory=list)
    remarks: list[tuple[int, str]] = field(default_factory=list)
    values: dict[tuple[str, str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def count(self, group: str, outcome: str) -> None:
        """One more part of a group was new, corrected, unchanged, or kept as the record has it."""
        self.counts[group][outcome] += 1

    def total(self, outcome: str) -> int:
        return sum(by_outcome[outcome] for by_outcome in self.counts.values())

    def text(self) -> list[str]:
        """The report for a terminal."""
        came = f"{self.children} children came in, {self.new_children} of them new"
        lines = [f"{self.name}, children in need census {self.year}: {came}."]
        lines.append(f"  {'':<24}" + "".join(f"{outcome:>11}" for outcome in OUTCOMES))
        for group, by_outcome in self.counts.items():
            lines.append(f"  {group:<24}" + "".join(f"{by_outcome[outcome]:>11}" for outcome in OUTCOMES))
        if self.total("kept"):
            lines.append("  (kept: the record has something else, of a later file or recorded here, which stands)")
        lines += _listed("Not imported:", self.not_imported)
        lines += _listed("Where the file differs from the record, which stands:", self.differs)
        lines += _listed("Also to know:", self.remarks)
        if self.values:
            lines.append("What was typed that does not fit:")
        for (why, element, value), at in self.values.items():
            shown = ", ".join(str(line) for line in at[:SHOWN])
            more = f" and {len(at) - SHOWN} more" if len(at) > SHOWN else ""
            said = f"{element} “{value}”" if value else element
            lines.append(f"  {said}. {why}. Line{'s' if len(at) > 1 else ''} {shown}{more}")
        return lines


def _listed(title: str, found: list[tuple[int, str]]) -> list[str]:
    return [title, *(f"  Line {line}: {said}" if line else f"  {said}" for line, said in found)] if found else []
