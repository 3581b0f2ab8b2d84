"""An attacker who knows exactly all that is told cannot pin what is not told: every count may be any of four numbers."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from candour.voice.survey.counting import Groups
from candour.voice.survey.hiding import Tree
from candour.voice.survey.questionnaire import Answer, Breakdown, Question
from candour.voice.survey.safe import Counted, safe

BY = Breakdown("organisation", "Service and team", ("service", "team"))


@st.composite
def authorities(draw):
    """A tree of services and teams, and how many in each team gave each answer."""
    kinds = draw(st.integers(2, 4))
    parent, depth, counts = [0], [0], [None]
    few = st.integers(0, draw(st.sampled_from([3, 8, 30])))
    for _ in range(draw(st.integers(1, 4))):
        service = len(parent)
        parent.append(0), depth.append(1), counts.append(None)
        for _ in range(draw(st.integers(0, 4))):
            parent.append(service), depth.append(2), counts.append(draw(st.lists(few, min_size=kinds, max_size=kinds)))
        if len(parent) == service + 1:
            counts[service] = draw(st.lists(few, min_size=kinds, max_size=kinds))
    table = np.array([one or [0] * kinds for one in counts], dtype=np.int64)
    for at in range(len(parent) - 1, 0, -1):
        table[parent[at]] += table[at]
    return Tree(tuple(map(str, range(len(parent)))), tuple(parent), tuple(depth)), table


class Attacker:
    """Knows the tree, that parts add up, and every count that is told; asks for the least and most of any other."""

    def __init__(self, tree, kinds):
        self.tree, self.kinds, self.rows, self.known = tree, kinds, [], []
        self.under, self.room = [], []
        for above, parts in enumerate(tree.parts):
            for kind in range(kinds):
                if parts:
                    self.learn([(above, kind, 1), *((part, kind, -1) for part in parts)], 0)

    def line(self, terms):
        row = np.zeros(len(self.tree.names) * self.kinds)
        for at, kind, times in terms:
            row[at * self.kinds + kind] += times
        return row

    def learn(self, terms, value):
        self.rows.append(self.line(terms)), self.known.append(value)

    def at_most(self, terms, value):
        self.under.append(self.line(terms)), self.room.append(value)

    def wide(self, terms):
        """How far apart the least and the most are that it can be."""
        ends = []
        for sign in (1, -1):
            done = linprog(
                sign * self.line(terms), A_ub=np.array(self.under) if self.under else None, b_ub=self.room or None,
                A_eq=np.array(self.rows), b_eq=self.known, bounds=(0, None), method="highs",
            )  # fmt: skip
            assert done.status in (0, 3), done.message
            ends.append(sign * done.fun if done.status == 0 else np.inf)
        return ends[1] - ends[0]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(authority=authorities(), kind=st.sampled_from(["single", "scale"]))
def test_no_count_of_a_group_not_told_can_be_worked_out(authority, kind):
    tree, counts = authority
    bases = counts.sum(axis=1)
    asks = Question("q", kind, "?", tuple(Answer(str(nth), str(nth)) for nth in range(counts.shape[1])))
    groups = Groups(BY, tree, tuple((name,) for name in tree.names), None)
    may = safe(asks, int(bases[0]), counts[0], [Counted(groups, bases, counts)], None, frozenset())
    if not may.told:
        return
    attacker = Attacker(tree, counts.shape[1])
    for at in range(len(tree.names)):
        for bundle in () if at in may.rows["organisation"] else may.in_groups["organisation"] if at else may.bundles:
            attacker.learn([(at, one, 1) for one in bundle], int(counts[at, list(bundle)].sum()))
    for at in may.rows["organisation"]:
        for one in range(counts.shape[1]):
            assert attacker.wide([(at, one, 1)]) >= 3 - 1e-6
        assert attacker.wide([(at, one, 1) for one in range(counts.shape[1])]) >= 3 - 1e-6
    for at in range(len(tree.names)):
        assert bases[at] >= 10 or at in may.rows["organisation"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(authority=authorities())
def test_no_count_of_one_answer_of_several_can_be_worked_out(authority):
    tree, both = authority
    bases, counts = both[:, :2].sum(axis=1), both[:, :1]
    asks = Question("q", "multiple", "?", (Answer("a", "A"),))
    groups = Groups(BY, tree, tuple((name,) for name in tree.names), None)
    may = safe(asks, int(bases[0]), counts[0], [Counted(groups, bases, counts)], None, frozenset())
    if not may.told:
        return
    rows, hidden = may.rows["organisation"], may.answers["organisation"][0]
    attacker = Attacker(tree, 2)  # chosen, and not chosen
    for at in range(len(tree.names)):
        if at not in rows:
            attacker.learn([(at, 0, 1), (at, 1, 1)], int(bases[at]))
        if at not in hidden:
            attacker.learn([(at, 0, 1)], int(counts[at, 0]))
    for at in hidden:
        assert attacker.wide([(at, 0, 1)]) >= 3 - 1e-6
        assert attacker.wide([(at, 1, 1)]) >= 3 - 1e-6


def test_hiding_leaves_large_groups_told():
    tree = Tree(("0", "a", "b", "c", "d"), (0, 0, 0, 0, 0), (0, 1, 1, 1, 1))
    counts = np.array([[100, 157], [30, 50], [40, 60], [3, 4], [27, 43]])
    asks = Question("q", "single", "?", (Answer("y", "Yes"), Answer("n", "No")))
    groups = Groups(BY, tree, tuple((name,) for name in tree.names), None)
    may = safe(asks, 257, counts[0], [Counted(groups, counts.sum(axis=1), counts)], None, frozenset())
    assert may.told and may.rows["organisation"] == {3, 4}
