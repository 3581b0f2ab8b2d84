"""Two returns compared: what was found that is new, what is gone, and what is still there."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from candour.frames.findings import Finding, Findings
from candour.returns.cin_census.run import Outcome
from candour.returns.rule import in_order

Same = tuple[str, str, str, str]


@dataclass(frozen=True)
class Compared:
    """The findings of this return that the other had not, those of the other that this has not, and those of both.

    A finding is the same if the rule, the child's number, the table and the field are: two returns of one authority
    list their children and episodes in different places, and what was typed may have changed without being mended.
    """

    file: str
    other: str
    new: Sequence[Finding]
    gone: Sequence[Finding]
    still: Sequence[Finding]

    def counts(self) -> list[tuple[str, int, int, int]]:
        """For each rule, in order: how many places are new, gone and still there."""
        counted: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for at, found in enumerate((self.new, self.gone, self.still)):
            for one in found:
                counted[one.code][at] += 1
        return [(code, new, gone, still) for code, (new, gone, still) in sorted(counted.items(), key=_by_code)]


def _by_code(pair: tuple[str, list[int]]) -> tuple[int, str]:
    return in_order(pair[0])


def compare(now: Outcome, before: Outcome) -> Compared:
    """What changed from one return to another."""
    known = Counter(map(_same, before.findings))
    still_known = known.copy()
    new, still = [], []
    for one in now.findings:
        if still_known[_same(one)] > 0:
            still_known[_same(one)] -= 1
            still.append(one)
        else:
            new.append(one)
    return Compared(now.file, before.file, new, _left(before.findings, still_known), still)


def _left(findings: Findings, left: Counter[Same]) -> list[Finding]:
    """Of several alike, the last are those that are gone."""
    gone = []
    for one in reversed(list(findings)):
        if left[_same(one)] > 0:
            left[_same(one)] -= 1
            gone.append(one)
    return gone[::-1]


def _same(one: Finding) -> Same:
    return one.code, one.number, one.table, one.field
