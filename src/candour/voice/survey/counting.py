"""Counts answers by group: everybody first, then each group of a breakdown and the groups within it."""

from dataclasses import dataclass
from typing import Any

from candour.voice.survey.answers import Answered, Responses
from candour.voice.survey.hiding import Tree
from candour.voice.survey.questionnaire import Breakdown

EVERYBODY = "Everybody"


@dataclass(frozen=True)
class Groups:
    """The groups of a breakdown as they are in a file. `leaf` has for each person the place of their smallest group."""

    breakdown: Breakdown
    tree: Tree
    paths: tuple[tuple[str, ...], ...]
    leaf: Any


def groups_of(breakdown: Breakdown, responses: Responses) -> Groups | None:
    """The groups that people are in; None where the file does not have the first level."""
    import numpy as np

    levels = []
    for name in breakdown.levels:
        if name not in responses.groups:
            break
        levels.append(responses.groups[name])
    if not levels:
        return None
    code = np.zeros(responses.people, dtype=np.int64)
    for level in levels:
        code = code * max(len(level.values), 1) + level.at
    leaves, leaf = np.unique(code, return_inverse=True)
    full: list[tuple[str, ...]] = []
    for one in leaves.tolist():
        path: list[str] = []
        for level in reversed(levels):
            one, at = divmod(one, max(len(level.values), 1))
            path.insert(0, level.values[at])
        full.append(tuple(path))
    paths = sorted({path[:deep] for path in full for deep in range(len(path) + 1)})
    at = {path: nth for nth, path in enumerate(paths)}
    tree = Tree(
        tuple(path[-1] if path else EVERYBODY for path in paths),
        tuple(at[path[:-1]] for path in paths),
        tuple(len(path) for path in paths),
    )
    return Groups(breakdown, tree, tuple(paths), np.array([at[path] for path in full], dtype=np.int64)[leaf])


def count(groups: Groups, one: Answered) -> tuple[Any, Any]:
    """How many answered, by group; and how many gave each answer, by group and answer."""
    import numpy as np

    rows, kinds = len(groups.paths), one.chosen.shape[1]
    leaf = groups.leaf[one.answered]
    bases = np.bincount(leaf, minlength=rows)
    if one.question.kind == "multiple" or not kinds:
        each = [np.bincount(groups.leaf[one.chosen[:, nth]], minlength=rows) for nth in range(kinds)]
        counts = np.stack(each, axis=1) if each else np.zeros((rows, 0), dtype=np.int64)
    else:
        counts = np.bincount(leaf * kinds + one.choice, minlength=rows * kinds).reshape(rows, kinds)
    for at in range(rows - 1, 0, -1):  # a group stands after the one it is part of
        above = groups.tree.parent[at]
        bases[above] += bases[at]
        counts[above] += counts[at]
    return bases, counts
