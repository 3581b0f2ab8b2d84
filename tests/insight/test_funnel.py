"""The funnel: figures that can be checked by hand or in print, and how often it is wrong about honest units."""

from __future__ import annotations

import math
import random

import pytest

from candour.insight.statistics.funnel import (
    ARCSINE,
    INNER,
    LOG,
    LOGIT,
    OUTER,
    ROOT,
    Counted,
    against_the_others,
    between_units,
    funnel,
    interval,
)

# The thirteen trials of BCG vaccine: with tuberculosis and without, vaccinated and not. G. A. Colditz and others, Journal
# of the American Medical Association 271 (1994), 698-702.
BCG = (
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
    (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
)  # fmt: skip


def test_the_spread_between_the_bcg_trials_is_the_published_one() -> None:
    ratios = [math.log(a / (a + b) * (c + d) / c) for a, b, c, d in BCG]
    chances = [1 / a - 1 / (a + b) + 1 / c - 1 / (c + d) for a, b, c, d in BCG]
    fixed = sum(y / v for y, v in zip(ratios, chances, strict=True)) / sum(1 / v for v in chances)
    assert sum((y - fixed) ** 2 / v for y, v in zip(ratios, chances, strict=True)) == pytest.approx(152.233, abs=0.001)
    assert between_units([y - fixed for y in ratios], chances) == pytest.approx(0.3088, abs=0.0001)


def test_a_share_has_the_published_wilson_interval_and_a_rate_the_exact_one() -> None:
    # R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for events, of, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)):  # fmt: skip
        assert interval(events, of, "share") == pytest.approx((low, high), abs=0.0001)
    # The exact Poisson limits of printed tables: 10 events, and none.
    assert interval(10, 1, "rate") == pytest.approx((4.795, 18.390), abs=0.001)
    assert interval(0, 2, "rate") == pytest.approx((0, 3.689 / 2), abs=0.001)


def test_with_units_of_one_size_the_spread_is_what_their_variance_leaves_after_chance() -> None:
    away, chance = [-0.3, -0.1, 0.1, 0.3], 0.01
    # Sum of squares 0.2 over three degrees of freedom, less the 0.01 that is chance.
    assert between_units(away, [chance] * 4) == pytest.approx(0.2 / 3 - chance)
    assert between_units([-0.1, 0.0, 0.1], [0.5] * 3) == 0


def test_drawing_in_the_outermost_tenth_keeps_one_wild_unit_from_widening_the_limits() -> None:
    even = [Counted(f"Unit {n}", 200 + 2 * n, 1000) for n in range(20)]
    wild = [*even, Counted("Wild", 900, 1000)]
    assert funnel(wild, spread="winsorised").between < 0.05
    assert funnel(wild, spread="quartiles").between < 0.05
    assert [unit.name for unit in funnel(wild).units if unit.different] == ["Wild"]


@pytest.mark.parametrize("scale", [ARCSINE, LOGIT, LOG, ROOT])
@pytest.mark.parametrize("spread", ["quartiles", "winsorised"])
def test_a_unit_is_named_exactly_where_it_lies_beyond_the_limits_for_its_size(scale, spread) -> None:
    random.seed(3)
    counted = []
    for number in range(60):
        of = random.randint(30, 3000)
        counted.append(Counted(str(number), sum(random.random() < random.gauss(0.3, 0.04) for _ in range(of)), of))
    counted.append(Counted("odd", 700, 1000))
    placed = funnel(counted, scale, spread)
    for unit in placed.units:
        for deviations, said, between in (
            (OUTER, unit.different, True),
            (INNER, unit.different or unit.near_the_edge, True),
            (OUTER, unit.by_chance_alone, False),
        ):
            low, high = placed.limits(unit.of, deviations, between)
            assert said == (not low <= unit.value <= high), unit
    assert placed.units[-1].different
    assert [unit.name for unit in placed.units] == [one.name for one in counted]


def test_none_in_a_small_authority_is_ordinary_where_few_are_expected() -> None:
    counted = [Counted(f"Place {n}", round((300 + 7 * n) * (0.03 + 0.001 * (n % 21))), 300 + 7 * n) for n in range(40)]
    by_name = {unit.name: unit for unit in funnel([*counted, Counted("Small", 0, 40), Counted("Large", 0, 4000)]).units}
    assert not by_name["Small"].different
    assert by_name["Large"].different


def honest(chosen: random.Random, sizes: list[int], share: float, first: float | None = None) -> list[Counted]:
    """Units that differ by 0.3 on the logit scale for ordinary reasons; the first may have a share of its own."""
    units = []
    for number, of in enumerate(sizes):
        own = 1 / (1 + math.exp(-(math.log(share / (1 - share)) + chosen.gauss(0, 0.3))))
        if number == 0 and first is not None:
            own = first
        units.append(Counted(str(number), sum(chosen.random() < own for _ in range(of)), of))
    return units


def test_of_150_honest_authorities_chance_alone_names_two_in_five_and_the_funnel_hardly_any() -> None:
    chosen = random.Random(8)
    by_chance = named = 0
    for _ in range(20):
        units = funnel(honest(chosen, [chosen.randint(200, 1500) for _ in range(150)], 0.25)).units
        by_chance += sum(unit.by_chance_alone for unit in units)
        named += sum(unit.different for unit in units)
    assert 0.33 < by_chance / 3000 < 0.48
    assert named / 3000 < 0.01


def test_among_a_dozen_teams_an_odd_one_is_found_and_honest_ones_are_mostly_left_alone() -> None:
    chosen = random.Random(9)
    sizes = [chosen.randint(30, 120) for _ in range(12)]
    flagged = by_chance = found = 0
    for _ in range(300):
        units = funnel(honest(chosen, sizes, 0.25), spread="winsorised").units
        flagged += any(unit.different for unit in units)
        by_chance += any(unit.by_chance_alone for unit in units)
        found += funnel(honest(chosen, sizes, 0.25, first=0.6), spread="winsorised").units[0].different
    assert flagged / 300 < 0.14
    assert by_chance / 300 > 0.25
    assert found / 300 > 0.65


def test_a_chair_is_held_against_the_others_and_does_not_widen_the_limits_for_itself() -> None:
    chosen = random.Random(10)
    sizes = [chosen.randint(40, 80) for _ in range(8)]
    inside = look = notice = false_look = false_notice = 0
    for _ in range(300):
        odd = honest(chosen, sizes, 0.8, first=0.5)
        inside += funnel(odd, spread="winsorised").units[0].different
        apart = against_the_others(odd)[0]
        look += apart.look
        notice += apart.notice
        alike = against_the_others(honest(chosen, sizes, 0.8))
        false_look += any(one.look for one in alike)
        false_notice += any(one.notice for one in alike)
    assert inside / 300 < 0.5
    assert look / 300 > 0.7
    assert notice / 300 > 0.3
    assert false_look / 300 < 0.27
    assert false_notice / 300 < 0.05


@pytest.mark.parametrize("scale", [ARCSINE, LOGIT, LOG, ROOT])
def test_what_the_others_show_does_not_depend_on_the_one_held_against_them(scale) -> None:
    others = [Counted(f"Chair {n}", 40 + n, 60) for n in range(7)]
    low, alike = (against_the_others([Counted("Odd", events, 60), *others], scale)[0] for events in (10, 44))
    assert low.others == alike.others
    assert (low.ordinary_low, low.ordinary_high) == (alike.ordinary_low, alike.ordinary_high)
    assert low.notice and not alike.look
    assert low.value < low.ordinary_low < alike.value < alike.ordinary_high


def test_too_few_units_and_units_of_nothing_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="2 units are too few: what is ordinary needs 3"):
        funnel([Counted("A", 1, 2), Counted("B", 1, 2)])
    with pytest.raises(ValueError, match="no share or rate: B"):
        funnel([Counted("A", 1, 2), Counted("B", 0, 0), Counted("C", 1, 2)])
    with pytest.raises(ValueError, match="leaves nothing to differ from"):
        funnel([Counted(name, 0, 20) for name in "ABCD"])
    with pytest.raises(ValueError, match="needs 4"):
        against_the_others([Counted(name, 1, 2) for name in "ABC"])
