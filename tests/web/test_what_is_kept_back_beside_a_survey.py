"""Whatever numbers teams have, none that is not told can be worked out from all that is."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from candour.terms.grounds import GROUNDS
from candour.web.beside.counting import Year, by_team
from candour.web.grounds.counting import Made

DAY = date(2026, 5, 6)
UNDER, NOT_UNDER = (GROUNDS.codes["resources"],), (GROUNDS.codes["need"],)
WIDE = 3


def told_of(numbers, named):
    """What the page tells of each team named in the survey, of (decisions, of these under pressure); None: not told."""
    made, held = [], {}
    for team, (many, pressed) in enumerate(numbers):
        for nth in range(many):
            child = f"{team}-{nth}"
            made.append(Made(child, DAY, UNDER if nth < pressed else NOT_UNDER))
            held[child] = [(str(team), DAY, DAY)]
    parents = {str(team): None for team in range(len(numbers))}
    told = by_team(Year((), made, held), [str(team) for team in range(named)], parents)
    cells = [[line[1] for line in told[str(team)][1:]] for team in range(named)]
    return [[None if cell == "not told" else int(cell.split(" of ")[0]) for cell in row] for row in cells]


def least_and_most(numbers, told, which):
    """The ends of a number for somebody who knows what is told, the two totals, and that a part is in its whole."""
    size = len(numbers)
    sums = [[1] * size + [0] * size, [0] * size + [1] * size]
    totals = [sum(many for many, _ in numbers), sum(pressed for _, pressed in numbers)]
    for team, (many, pressed) in enumerate(told):
        for at, known in ((team, many), (size + team, pressed)):
            if known is not None:
                sums.append([int(one == at) for one in range(2 * size)])
                totals.append(known)
    inside = [[-int(one == team) + int(one == size + team) for one in range(2 * size)] for team in range(size)]
    aim = [int(one == which) for one in range(2 * size)]
    ends = [
        linprog([sign * one for one in aim], inside, [0] * size, sums, totals, bounds=(0, None)) for sign in (1, -1)
    ]
    assert all(end.success for end in ends)
    return ends[0].fun, -ends[1].fun


A_TEAM = st.tuples(st.integers(0, 24), st.integers(0, 24)).map(lambda two: (max(two), min(two)))


@example([(10, 9), (10, 10), (30, 11)], True)  # who was not under pressure: 1 of 20, were the last told
@example([(12, 12), (1, 0), (40, 11)], False)
@example([(14, 0), (3, 0)], True)
@given(st.lists(A_TEAM, min_size=2, max_size=5), st.booleans())
def test_no_number_that_is_kept_back_is_known_to_within_two(numbers, all_in_the_survey):
    named = len(numbers) if all_in_the_survey else len(numbers) - 1
    told, (many, pressed) = told_of(numbers, named), map(sum, zip(*numbers, strict=True))
    # Of a handful in the whole authority, or all but a handful, that total alone says what the teams can be.
    open_to_it = (many >= 10, pressed >= 10 and many - pressed >= WIDE)
    for team, row in enumerate(told):
        for kind, cell in enumerate(row):
            if cell is not None:
                assert cell == numbers[team][kind] >= 10
            elif open_to_it[kind]:
                low, high = least_and_most(numbers, told, team + kind * len(numbers))
                assert high - low >= WIDE - 0.001, (numbers, told, team, kind)
