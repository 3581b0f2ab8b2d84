"""What of one question may be told: which groups, which answers by themselves and which together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from candour.voice.survey.counting import Groups
from candour.voice.survey.hiding import WIDE, hide_answer, hide_rows
from candour.voice.survey.proportions import SHOWN_FROM
from candour.voice.survey.questionnaire import Question

Bundles = tuple[tuple[int, ...], ...]
RARE = 5
"""An answer that fewer people of everybody gave, or did not give, is told of no group; where people may choose several,
not at all."""


@dataclass(frozen=True)
class Safe:
    """What may be told of a question. `bundles` are the answers told together, for everybody.

    By breakdown: which answers are told together in groups, which groups are not told, and of those told, in which an
    answer is not told (only where people may choose several).
    """

    told: bool
    bundles: Bundles
    in_groups: Mapping[str, Bundles] = field(default_factory=dict)
    rows: Mapping[str, frozenset[int]] = field(default_factory=dict)
    answers: Mapping[str, tuple[frozenset[int], ...]] = field(default_factory=dict)

    def hides(self, breakdown: str, group: int, answers: tuple[int, ...]) -> bool:
        """Whether how many gave one of these answers is not told of a group. That all gave one of all says nothing."""
        if len(answers) == len(self.answers[breakdown]) > 1:
            return True
        return group in self.rows[breakdown] or any(group in self.answers[breakdown][one] for one in answers)

    def joins(self, answers: frozenset[int]) -> bool:
        """Whether one of these answers is told together with one that is not of them."""
        return any(answers.intersection(bundle) and not answers.issuperset(bundle) for bundle in self.bundles)


@dataclass(frozen=True)
class Counted:
    """A question's counts in one breakdown."""

    groups: Groups
    bases: Any
    counts: Any


def safe(
    one: Question, answered: int, totals: Any, counted: list[Counted], before: Safe | None, kept: frozenset[int]
) -> Safe:
    """Work out what may be told. `before` is what is told of the question that says whom this one is asked of.

    `kept` are answers that say whom a later question is asked of: its base tells them, so they are never told together.
    """
    single: Bundles = tuple((nth,) for nth in range(len(one.told)))
    if answered < SHOWN_FROM or (before is not None and not before.told):
        return Safe(False, single)
    also = {each.groups.breakdown.code: _also(each, one, before) for each in counted}
    if one.kind == "multiple" or not one.told:
        rare = frozenset(
            nth for nth, gave in enumerate(totals.tolist()) if 0 < gave < RARE or 0 < answered - gave < RARE
        )
        return _of_several(one, single, rare, counted, also)
    near = one.kind in ("scale", "number")
    bundles = single
    rows: dict[str, frozenset[int]] = {}
    in_groups: dict[str, Bundles] = {}
    if any(
        hide_rows(each.groups.tree, each.bases, each.counts[:, :0], also[each.groups.breakdown.code])
        for each in counted
    ):
        while len(bundles) > 1 and min(_sum(totals, bundle) for bundle in bundles) < WIDE:
            bundles = _joined(bundles, totals, near, frozenset())
    common = _none_rare(bundles, totals, near)
    for each in counted:
        code = each.groups.breakdown.code
        in_groups[code], rows[code] = _best(each, common, near, kept, also[code])
        if 0 in rows[code]:
            return Safe(False, single)
    nothing = {code: tuple(frozenset[int]() for _ in one.told) for code in rows}
    return Safe(True, bundles, in_groups, rows, nothing)


def _also(each: Counted, one: Question, before: Safe | None) -> frozenset[int]:
    if before is None or one.asked_if is None:
        return frozenset()
    code = each.groups.breakdown.code
    return before.rows[code].union(*before.answers[code])


def _none_rare(bundles: Bundles, totals: Any, near: bool) -> Bundles:
    """The answers as groups may be told them: none by itself that one to four people of everybody gave.

    Each group by itself would be told rightly, and yet a breakdown in which all others show 0% says whose answer it is,
    and two breakdowns whose of the two.
    """
    while any(0 < _sum(totals, bundle) < RARE for bundle in bundles) and len(bundles) > 1:
        bundles = _joined(bundles, totals, near, frozenset())
    return bundles


def _of_several(
    one: Question, single: Bundles, rare: frozenset[int], counted: list[Counted], also: dict[str, frozenset[int]]
) -> Safe:
    rows = {
        each.groups.breakdown.code: hide_rows(
            each.groups.tree, each.bases, each.counts[:, :0], also[each.groups.breakdown.code]
        )
        for each in counted
    }
    if any(0 in hidden for hidden in rows.values()):
        return Safe(False, single)
    answers = {
        each.groups.breakdown.code: [
            hide_answer(each.groups.tree, each.bases, each.counts[:, nth], rows[each.groups.breakdown.code])
            for nth in range(len(one.told))
        ]
        for each in counted
    }
    for nth in range(len(one.told)):
        if nth in rare or any(
            0 in hidden[nth] for hidden in answers.values()
        ):  # not told of everybody: not told of anybody
            for each in counted:
                answers[each.groups.breakdown.code][nth] = frozenset(range(len(each.groups.paths)))
    return Safe(True, single, dict.fromkeys(rows, single), rows, {code: tuple(them) for code, them in answers.items()})


def _best(
    each: Counted, bundles: Bundles, near: bool, kept: frozenset[int], also: frozenset[int]
) -> tuple[Bundles, frozenset[int]]:
    """The way of telling answers together that leaves out the fewest groups, and of those the one that joins least."""
    least = len(hide_rows(each.groups.tree, each.bases, each.counts[:, :0], also))
    best, fewest = bundles, hide_rows(each.groups.tree, each.bases, _bundled(each.counts, bundles), also)
    trying = bundles
    while len(fewest) > least and len(trying) > 2:
        joined = _joined(trying, each.counts[0], near, kept)
        if joined == trying:
            break
        trying = joined
        hidden = hide_rows(each.groups.tree, each.bases, _bundled(each.counts, trying), also)
        if len(hidden) < len(fewest):
            best, fewest = trying, hidden
    return best, fewest


def _bundled(counts: Any, bundles: Bundles) -> Any:
    import numpy as np

    return np.stack([counts[:, list(bundle)].sum(axis=1) for bundle in bundles], axis=1)


def _joined(bundles: Bundles, totals: Any, near: bool, kept: frozenset[int]) -> Bundles:
    """The rarest answers joined with the next rarest; on a scale, with the rarer of the two beside it."""
    free = [at for at, bundle in enumerate(bundles) if not kept.intersection(bundle)]
    pairs = [
        (_sum(totals, bundles[one]) + _sum(totals, bundles[other]), one, other)
        for at, one in enumerate(free)
        for other in free[at + 1 :]
        if not near or other == one + 1
    ]
    if not pairs:
        return bundles
    rarest = min(free, key=lambda at: (_sum(totals, bundles[at]), at))
    _, one, other = (
        min(pair for pair in pairs if rarest in pair[1:]) if any(rarest in pair[1:] for pair in pairs) else min(pairs)
    )
    joined = tuple(sorted((*bundles[one], *bundles[other])))
    return tuple(sorted([*(bundle for at, bundle in enumerate(bundles) if at not in (one, other)), joined]))


def _sum(totals: Any, bundle: tuple[int, ...]) -> int:
    return int(totals[list(bundle)].sum())
