"""Which groups are not told, so that nobody can work out from the rest what a few people said.

A group of fewer than 10 is not told. What was left out could still be had by taking the groups told from the whole, so
others beside it are left out too, until every count that is not told may be any of at least four numbers as far as
anybody can work out. All that is told is taken to be known exactly, however it is rounded or banded on the page.

How it is known. What is told of groups is tied to what is not told only through sums: the parts of a group add up to it.
So where a group is told, what lies below it can be judged alone, by what its parts that are not told come to together.
If they are two or more and their answers are not known one by one, each may hold anything from nothing to all of that: a
count that comes to 3 together has four possible values in each. Below a group that is not told, nothing is told.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from candour.voice.survey.proportions import SHOWN_FROM

WIDE = 3
"""Between the least and the most that a count not told may be."""


@dataclass(frozen=True)
class Tree:
    """The groups of a breakdown. `parent` has for each group the place of the one it is part of; the first is everybody."""

    names: tuple[str, ...]
    parent: tuple[int, ...]
    depth: tuple[int, ...]

    @cached_property
    def parts(self) -> tuple[tuple[int, ...], ...]:
        """For each group, the groups it is made of."""
        found: list[list[int]] = [[] for _ in self.names]
        for at, above in enumerate(self.parent):
            if at:
                found[above].append(at)
        return tuple(tuple(one) for one in found)


def hide_rows(tree: Tree, bases: Any, counts: Any, also: frozenset[int] = frozenset()) -> frozenset[int]:
    """The groups not told at all. `counts` has a row for each group and a column for each answer as it is told.

    `also` are groups hidden for another reason: those of whom it is not told who was asked.
    """
    parts = tree.parts
    hidden = {at for at in range(len(tree.names)) if bases[at] < SHOWN_FROM} | set(also)
    while True:
        before = len(hidden)
        for at in range(len(tree.names)):
            if at in hidden:
                hidden.update(parts[at])
        for at in range(len(tree.names)):
            if at not in hidden:
                _cover(at, parts[at], hidden, bases, counts)
        if len(hidden) == before:
            return frozenset(hidden)


def _cover(above: int, parts: tuple[int, ...], hidden: set[int], bases: Any, counts: Any) -> None:
    """Leave out more of a group's parts, the smallest first, until those left out cover each other; or the group too."""
    left = [one for one in parts if one in hidden]
    if not left:
        return
    told = sorted((one for one in parts if one not in hidden), key=lambda one: (bases[one], one))
    while len(left) < 2 or bases[left].sum() < SHOWN_FROM or counts[left].sum(axis=0).min(initial=WIDE) < WIDE:
        if not told:
            hidden.add(above)
            return
        left.append(told.pop(0))
        hidden.add(left[-1])


def hide_answer(tree: Tree, bases: Any, counts: Any, rows: frozenset[int]) -> frozenset[int]:
    """The groups in which one answer of several is not told; `rows` are those that are not told at all.

    The bases of the other groups are known, so a count lies between what the rest cannot hold and what the group can.
    """
    parts = tree.parts
    hidden = set(rows)
    while True:
        before = len(hidden)
        for at in range(len(tree.names)):
            if at in hidden:
                hidden.update(parts[at])
                continue
            left = [one for one in parts[at] if one in hidden]
            told = sorted((one for one in parts[at] if one not in hidden), key=lambda one: (bases[one], one))
            while left and not _covered(left, rows, bases, counts):
                if not told:
                    hidden.add(at)
                    break
                left.append(told.pop(0))
                hidden.add(left[-1])
        if len(hidden) == before:
            return frozenset(hidden)


def _covered(left: list[int], rows: frozenset[int], bases: Any, counts: Any) -> bool:
    """Whether each count left out may be any of four numbers, by the least and the most it can be."""
    if len(left) < 2:
        return False
    whole, people = int(counts[left].sum()), int(bases[left].sum())
    unknown = int(sum(bases[one] for one in left if one in rows))
    for one in left:
        room = unknown if one in rows else int(bases[one])
        least = 0 if one in rows else max(0, whole - (people - room))
        if min(room, whole) - least < WIDE or (one in rows and min(room, people - whole) < WIDE):
            return False
    return True
