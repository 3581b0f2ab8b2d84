"""How large a pattern must be for each question to find it within twelve months, in 80 and in 95 of 100 authorities.

The cases are those of one invented authority in which nothing is amiss; whether each went one way or the other is drawn
anew, with the pattern in it from a day on. Every question has the limit it has beside all the others.
"""

import sys
from dataclasses import dataclass
from datetime import date

import numpy as np
from detecting import ENDS, REFERRALS, STARTS, YEARS

TIMES = 200
ODDS = (1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 6.0, 9.0, 15.0, 30.0)
FAMILIES = (4, 6, 8, 10, 12, 14, 16, 20, 25, 30, 40, 50, 60, 80, 100)
SHARES = (0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8)
START = (STARTS - date(1970, 1, 1)).days
WITHIN = 365


@dataclass(frozen=True)
class Question:
    """One question of one authority: its cases, the share (or number) that is ordinary, and the limit it is held to."""

    name: str
    test: object
    rows: dict
    covers: tuple
    limit: float
    series: tuple


def questions(seed=1):
    """Every question that can be asked of an honest authority."""
    from candour.frames import polars_extract as here
    from candour.insight.counting import counted
    from candour.insight.history import Engine, history
    from candour.insight.loading import load
    from candour.insight.run import run
    from candour.synth.regimes.drawing import draw

    drawn = draw("honest", seed=seed, years=YEARS, referrals=REFERRALS, ends=ENDS, starts=STARTS, visits=False)
    raw = {}
    for name in drawn.rows:
        texts = {
            column: [None if v is None else str(v) for v in values] for column, values in drawn.columns(name).items()
        }
        raw[name] = here.of_columns(texts, dict.fromkeys(texts, "text"))
    engine = Engine(here.days, here.collected, here.kept, here.of_columns)
    known = history(raw, engine, source="tables", authority="one")
    watched = {(one.detector, one.test): one for one in run(known).watched}
    covers = known.covers["one"]
    for detector in load().values():
        for test in detector.tests:
            one = watched.get((detector.key, test.key))
            if one and one.n >= 1:
                rows = counted(known, test)["one"]
                yield Question(f"{detector.key}.{test.key}", test, rows, covers, one.share, one.series)


def within_a_year(signals, unit=None):
    return any(START < one.noticed <= START + WITHIN and unit in (None, one.unit) for one in signals)


def moved(share, odds, rises):
    """A share whose odds are so many times as high, or as low."""
    other = share / np.maximum(1 - share, 1e-9) * (odds if rises else 1 / odds)
    return other / (1 + other)


def of_months(question, odds, chance):
    """A change in a series of months: whether it was found, and what it changed to."""
    from candour.insight.judging import _of_series, day_number, month_starts

    test = question.test
    starts = month_starts(question.covers[0], question.covers[1] - test.lag)
    of = np.array([n for _, n, _ in question.series])
    usual = sum(n * share for _, n, share in question.series) / max(of.sum(), 1e-9)
    rises = bool(test.rises) and (test.feared == "rise" or not test.falls)
    days = np.array([day_number(month) for month, _, _ in question.series])
    after = moved(usual, odds, rises)
    happened = chance.binomial(np.round(of).astype(int), np.where(days >= START, after, usual)).astype(float)
    judged = _of_series(test, np.minimum(happened, of), of, starts, question.limit)
    return within_a_year(judged.signals), usual, after


def of_days(question, families, chance):
    """So many families within three working days, in the sixth week after the start."""
    from candour.insight.judging import judged

    rows = {name: np.asarray(values) for name, values in question.rows.items()}
    planted = START + 36 + int(chance.integers(0, 200))
    planted -= (planted + 3) % 7  # a Monday
    days = np.concatenate([rows["day"], [planted, planted + 1, planted + 2]])
    many = np.concatenate([rows["families"], np.diff([0, families // 3, 2 * families // 3, families])])
    found = judged(question.test, {"day": days, "families": many}, question.covers, question.limit)
    return any(planted <= one.noticed <= planted + 9 for one in found.signals), 0.0, families


def of_some(question, size, chance):
    """Something about one unit, about those who are marked, about a time, or about a rule."""
    from candour.insight.judging import judged

    test, rows = question.test, {name: np.asarray(values) for name, values in question.rows.items()}
    late, unit = rows["day"] >= START, None
    if test.how == "timing":
        usual = float(rows["chance"].mean())
        after = usual + size * (1 - usual)
        drawn = chance.random(len(late)) < np.where(late & (chance.random(len(late)) < size), 1.0, rows["chance"])
    else:
        of = rows["families"].astype(int)
        usual = float(rows["happened"].sum() / max(of.sum(), 1))
        if test.how == "rule":
            share, there, after = np.full(len(of), min(usual, test.tolerated)), late, size
        elif test.how == "among":
            names = rows["unit"].astype(str)
            units, total = np.unique(names[late], return_counts=True)
            unit = str(units[np.argsort(total)[len(units) // 2]])
            there, after, share = (
                late & (names == unit),
                moved(usual, size, not test.falls or usual < 0.5),
                np.full(len(of), usual),
            )
        else:
            there, after = late & (rows["unit"].astype(str) == "1"), moved(usual, size, True)
            share = np.full(len(of), usual)
        drawn = chance.binomial(of, np.where(there, after, share))
    found = judged(test, {**rows, "happened": drawn.astype(float)}, question.covers, question.limit)
    return within_a_year(found.signals, unit), usual, after


HOW = {
    "change": (of_months, ODDS), "ending": (of_months, ODDS), "bulk": (of_days, FAMILIES), "among": (of_some, ODDS),
    "beside": (of_some, ODDS), "timing": (of_some, SHARES), "rule": (of_some, SHARES),
}  # fmt: skip


def least(question, times):
    """What is ordinary, and the least sizes found in 80 and in 95 of 100; None where no size asked about was enough."""
    way, sizes = HOW[question.test.how]
    sizes = sizes if question.test.how != "rule" else [size for size in sizes if size > question.test.tolerated]
    found, usual = {80: None, 95: None}, 0.0
    for size in sizes:
        chance = np.random.default_rng(20260000)
        seen = [way(question, size, chance) for _ in range(times)]
        share, usual, after = sum(one[0] for one in seen) / times, seen[0][1], seen[0][2]
        for wanted in (80, 95):
            if found[wanted] is None and share >= wanted / 100:
                found[wanted] = after
        if found[95] is not None:
            break
    return usual, found


def measure(times=TIMES, only=""):
    """Print the table."""
    print(f"\nthe least that is found within 12 months, {REFERRALS} referrals a year, {times} series a size")
    print("- : not within 12 months at any size tried, because it is known only later, or there are too few")
    print(f"{'':44} {'how':>7} {'a month':>8} {'ordinary':>9} {'in 80%':>8} {'in 95%':>8}")
    months = YEARS * 12
    for one in questions():
        if only and only not in one.name:
            continue
        usual, found = least(one, times)
        many = (
            float(np.asarray(one.rows["families"]).sum() if "families" in one.rows else len(one.rows["day"])) / months
        )
        said = [
            "-" if value is None else f"{value:.0f}" if one.test.how == "bulk" else f"{value:.2f}"
            for value in found.values()
        ]
        ordinary = "" if one.test.how == "bulk" else f"{usual:.2f}"
        print(f"{one.name:44} {one.test.how:>7} {many:>8.1f} {ordinary:>9} {said[0]:>8} {said[1]:>8}", flush=True)


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES, sys.argv[2] if len(sys.argv) > 2 else "")
