"""Draw an authority straight into tables: the model of the desk-made one, without the desk and its words."""

import gc
import json
import math
from bisect import bisect
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

from candour.synth.calibration import MONTHS, PLAN_DAYS
from candour.synth.chance import likely, lots, within
from candour.synth.people import age_at_first
from candour.synth.regimes.allocating import allocate
from candour.synth.regimes.calendar import later, open_day, open_on, years_before
from candour.synth.regimes.children import invent_children
from candour.synth.regimes.closing import grow_up, help_until
from candour.synth.regimes.columns import COLUMNS
from candour.synth.regimes.enquiring import FOUND_NOTHING, NO_RISK, TO_CONFERENCE, begin_enquiry, start_plan
from candour.synth.regimes.planting import prepare
from candour.synth.regimes.referring import assess_again, come
from candour.synth.regimes.regime import REGIMES, Planted, Regime
from candour.synth.regimes.reviewing import step_down, write_review
from candour.synth.regimes.town import Home, Kid, Row, Town, day
from candour.synth.regimes.visiting import write_visits
from candour.synth.spell import HELP, HELP_DAYS, LONG, PLAN, draw_spell
from candour.synth.staff import SAFEGUARDING
from candour.synth.themes import THEMES, theme_for

EARLIEST, LATEST = date(1995, 1, 1), date(2090, 12, 31)  # work may have begun years before, and end years after
RUN_IN = 365  # days before the window, so that nothing in it is still filling up
OPEN_DAYS = 266.4  # working days in a year, and weekend days for the little that comes in on them
AT_WEEKENDS = 0.12
WEEKS_DIFFER = 0.13  # standard deviation of how busy a week is beyond chance, relative to the month
CHILDREN_A_REFERRAL = 1.717
# Years since the running in began, and the share of families referred that were not referred since then or open at its
# start: what is left once those who come back are taken off, so that as many are referred each year. Counted in what
# is drawn.
FIRST_TIMES = (
    (0.0, 1.0), (0.25, 0.9), (0.75, 0.76), (1.25, 0.66), (1.75, 0.58), (2.25, 0.53), (2.75, 0.5), (3.25, 0.465),
    (3.75, 0.43), (4.75, 0.38), (5.75, 0.357), (6.75, 0.335), (11.0, 0.28), (21.0, 0.23),
)  # fmt: skip
OPEN_AT_FIRST = 0.55  # children who have help or a plan at the start, for each referred in a year
ON_A_PLAN = 12.3  # per cent of them


@dataclass(frozen=True)
class Drawn:
    """An authority's tables for a window, and what was planted. Each row is a list in the order of COLUMNS."""

    authority: str
    opens: date
    ends: date
    rows: Mapping[str, list[Row]]
    planted: Planted

    def columns(self, table: str) -> dict[str, list[object]]:
        """One table, column by column."""
        names, rows = COLUMNS[table], self.rows[table]
        return {name: [row[at] for row in rows] for at, name in enumerate(names)}


def draw(
    regime: Regime | str = "honest", *, seed: int = 1, years: int = 1, referrals: int = 4000, ends: date,
    starts: date | None = None, size: float | None = None, authority: str = "Wrenshire", visits: bool = True,
) -> Drawn:  # fmt: skip
    """Draw an authority. The same seed, size and last day always make the same; another seed another.

    `referrals` are children referred in a year. What is planted begins on `starts`, a year before the end where that
    is not said, with `size` where its own is not wanted. Raises ValueError where the days do not fit.
    """
    kind = REGIMES[regime] if isinstance(regime, str) else regime
    if size is not None:
        kind = replace(kind, size=size)
    if not 0 <= kind.size <= 1000:
        raise ValueError(f"--size is {kind.size:g}: choose {kind.sized}, from 0 to 1000")
    if not EARLIEST <= ends <= LATEST or not 1 <= years <= 20:
        raise ValueError(f"{years} years up to {ends} cannot be drawn: end between {EARLIEST} and {LATEST}")
    opens = years_before(ends, years)
    starts = starts or (years_before(ends, 1) if years > 1 else opens + (ends - opens) / 2)
    if not opens <= starts <= ends:
        raise ValueError(f"{starts} does not lie between {opens} and {ends}, where the authority is drawn")
    town = Town(kind, seed, referrals, opens - timedelta(days=RUN_IN), opens, ends, starts, visits=visits)
    town.comes, town.worries, town.steps_down = _comes, _worries, _steps_down
    _bring_over(town)
    _arrivals(town)
    prepare(town)
    with _no_sweeping():
        town.play()
    return Drawn(authority, opens, ends, _tables(town), town.planted)


@contextmanager
def _no_sweeping() -> Iterator[None]:
    """Nothing drawn is let go of before the end, so looking for it again and again would only take time."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


def _comes(town: Town, today: int, home: Home) -> None:
    come(town, today, home)


def _steps_down(town: Town, today: int, *about: object) -> None:
    step_down(town, today, *about)  # type: ignore[arg-type]


def _worries(town: Town, today: int, home: Home, kid: Kid) -> None:
    """Something happens while a case is open: an enquiry, often a new assessment."""
    if not kid.spell or kid.enquiry or kid.awaits:
        return
    chance = home.chance
    if kid.plan or not likely(chance, 10.0):
        outcome = NO_RISK if likely(chance, 40) else FOUND_NOTHING
    else:
        outcome = TO_CONFERENCE
    town.on(today + 1, begin_enquiry, home, kid, outcome)
    if likely(chance, 85):
        town.on(today + 2, assess_again, home, kid)


def _new_home(town: Town, number: int, known_on: int, *, open_already: bool = False) -> Home:
    chance = lots(f"{town.seed} home {number}")
    age = age_at_first(chance)
    children = invent_children(
        chance, f"{number:06d}", age=max(age, 0) if open_already else age, known_on=day(known_on),
        disabled=likely(chance, 9),
    )  # fmt: skip
    home = Home(chance, lots(f"{town.seed} visits {number}"), children)
    town.homes.append(home)
    for kid in home.kids:
        if kid.eighteen <= known_on:
            kid.over = True
        elif kid.eighteen <= town.ends:
            town.on(kid.eighteen, grow_up, home, kid)
    return home


def _arrive(town: Town, today: int, number: int) -> None:
    come(town, today, _new_home(town, number, today))


def never_yet_back(years: float) -> float:
    """The share of referrals that are a family's first, so many years after the authority began to be drawn.

    >>> round(never_yet_back(0.5), 2)
    0.83
    """
    at = bisect(FIRST_TIMES, (years, 2.0))
    if at == len(FIRST_TIMES):
        return FIRST_TIMES[-1][1]
    (low, share), (high, next_share) = FIRST_TIMES[at - 1], FIRST_TIMES[at]
    return share + (next_share - share) * (years - low) / (high - low)


def _arrivals(town: Town) -> None:
    """Families who come for the first time, day by day: as busy as the month, and as uneven as life."""
    chance = lots(f"{town.seed} arrivals")
    number, busy = 100_000, 0.0
    for today in range(town.begins, town.ends + 1):
        on = day(today)
        if on.weekday() == 0:
            busy = 0.5 * busy + chance.gauss(0, WEEKS_DIFFER * math.sqrt(0.75))
        weight = 1.0 if open_on(today) else AT_WEEKENDS
        expected = town.referrals / CHILDREN_A_REFERRAL / OPEN_DAYS * MONTHS[on.month] * weight
        expected *= math.exp(busy - WEEKS_DIFFER**2 / 2) * never_yet_back((today - town.begins) / 365)
        left = math.exp(-expected)
        drawn = chance.random()
        while drawn > left:
            number += 1
            town.at(today, _arrive, number)
            drawn *= chance.random()


def _bring_over(town: Town) -> None:
    """Families whose work is under way on the first day: the longer work lasts, the likelier it is under way."""
    wanted, number, children = round(town.referrals * OPEN_AT_FIRST), 0, 0
    while children < wanted:
        number += 1
        home = _new_home(town, number, town.begins, open_already=True)
        chance = home.chance
        kids = [kid for kid in home.kids if not kid.over and kid.born <= town.begins]
        if not kids:
            continue
        children += len(kids)
        about = kids[0].child
        age = about.age_on(day(town.begins))
        on_plan = likely(chance, ON_A_PLAN) and age < 17
        bands = PLAN_DAYS if on_plan else HELP_DAYS
        length = max(50, within(chance, {band: share * sum(band) for band, share in bands.items()}))
        theme = theme_for(chance, age)
        if on_plan and not theme.category:
            theme = THEMES["neglect"]
        elif not on_plan and length > LONG and likely(chance, 12):
            theme = THEMES["disability"]
        spell = replace(
            draw_spell(chance, theme, about), theme=theme, path=PLAN if on_plan else HELP, plan_days=length,
            episode_days=length,
        )  # fmt: skip
        elapsed = chance.randrange(1, length)
        for kid in kids:
            kid.spell = spell
            town.on(town.begins, _under_way, home, kid, elapsed)


def _under_way(town: Town, today: int, home: Home, kid: Kid, elapsed: int) -> None:
    spell = kid.spell
    if not spell or kid.over:
        return
    since = max(town.begins - elapsed, kid.born)
    on_plan = spell.path == PLAN
    kid.referred = since - (30 if on_plan else 0)
    kid.referred = max(kid.referred, kid.born)
    worker = home.workers.get(SAFEGUARDING) or town.staff.least_busy(home.chance, SAFEGUARDING, today)
    kid.episode = [
        town.fresh(), kid.ref, day(kid.referred), spell.theme.need, spell.source, "N", None, None, worker.team,
        worker.ref, *town.written(home, kid.referred, worker), None, None,
    ]  # fmt: skip
    town.rows["cin_episodes"].append(kid.episode)
    done = min(later(kid.referred, min(spell.assess_days, 45)), today)
    assessment = [
        town.fresh(), kid.ref, kid.episode[0], day(kid.referred), "Y", day(done), '{"OUTCOME": "child in need plan"}',
        worker.team, worker.ref, *town.written(home, done, worker),
    ]  # fmt: skip
    town.rows["cin_assessments"].append(assessment)
    found = list(spell.theme.factors)[:2]
    town.rows["assessment_factors"].append([assessment[0], kid.ref, assessment[0], json.dumps(found)])
    allocate(town, today, home, kid, SAFEGUARDING)
    if on_plan:
        _plan_under_way(town, today, home, kid, open_day(since))
    else:
        started = min(today, since + 40)
        help_until(town, today, home, kid, max(today + 5, since + spell.episode_days), started)


def _plan_under_way(town: Town, today: int, home: Home, kid: Kid, since: int) -> None:
    start_plan(town, today, home, kid, None, since)
    for days in home.shared["reviews"]:
        held = open_day(since + days)
        if held < today and kid.worker:
            write_review(town, held, home, kid, True, True, town.written(home, held, kid.worker))


def _tables(town: Town) -> dict[str, list[Row]]:
    """The rows of the window: what stopped before it is left out, with everything that belongs to it."""
    opens, rows = day(town.opens), dict(town.rows)
    for home in town.homes:
        for kid in home.kids:
            if kid.episode:
                write_visits(town, town.ends + 1, home, kid)
    rows["cin_episodes"] = [
        row for row in rows["cin_episodes"] if (row[7] is None or row[7] >= opens) and (row[5] == "N" or row[2] >= opens)
    ]  # fmt: skip
    kept = {row[0] for row in rows["cin_episodes"]}
    for name, at in (
        ("cin_assessments", 2), ("s47_enquiry", 1), ("initial_cp_conference", 4), ("cp_plans", 1), ("cin_plans", 1)
    ):  # fmt: skip
        rows[name] = [row for row in rows[name] if row[at] in kept]
    assessed, plans = {row[0] for row in rows["cin_assessments"]}, {row[0] for row in rows["cp_plans"]}
    rows["assessment_factors"] = [row for row in rows["assessment_factors"] if row[2] in assessed]
    rows["cp_reviews"] = [row for row in rows["cp_reviews"] if row[2] in plans]
    rows["involvements"] = [row for row in rows["involvements"] if row[6] is None or row[6] >= opens]
    _people(town, rows, {row[1] for row in rows["cin_episodes"]})
    rows["professionals"] = list(town.staff.professionals())
    rows["department"] = [[team.team_id, team.name] for team in town.staff.teams]
    return rows


def _people(town: Town, rows: dict[str, list[Row]], known: set[str]) -> None:
    first_seen: dict[str, Row] = {}
    for row in rows["cin_episodes"]:
        first_seen.setdefault(row[1], row)
    for nth, home in enumerate(town.homes, 1):
        for kid in home.kids:
            if kid.ref in known:
                child, born = kid.child, kid.born <= town.ends
                rows["person"].append([
                    child.ref, child.number, child.sex, child.ethnicity, child.born if born else None,
                    None if born else child.born, child.upn or None, None if child.upn else child.upn_unknown,
                    ",".join(child.disabilities), *first_seen[kid.ref][10:12],
                ])  # fmt: skip
                rows["family"].append([f"F{nth:06d}{kid.ref[-2:]}", f"F{nth:06d}", kid.ref])
