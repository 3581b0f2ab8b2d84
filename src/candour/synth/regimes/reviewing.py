"""The child protection plan: review conferences, what the worker recommends, what the chair decides, and its end."""

from datetime import datetime

from candour.synth.chance import likely
from candour.synth.regimes.calendar import later
from candour.synth.regimes.closing import close, help_until
from candour.synth.regimes.town import Home, Kid, Town, day, moved
from candour.synth.regimes.visiting import start_visiting
from candour.synth.regimes.workforce import Worker
from candour.terms.working_days import months_after

ENDS_AT_LAST, ENDS_BEFORE = 0.965, 0.012  # how often a chair ends a plan at the review it was to end at, and before
DIRECTED_ENDS = 0.45  # how often the directed chair ends one before
Written = tuple[datetime, str]


def meeting(town: Town, today: int, home: Home, kind: str) -> tuple[str, Worker, float, float]:
    """The meeting of a family on a day: its reference, its chair, and the luck its children share."""
    key = (kind, today)
    if key not in home.meetings:
        chair = town.staff.anyone(home.chance, "conference_chair", "", today)
        home.meetings[key] = (town.fresh(), chair, home.chance.random(), home.chance.random())
    return home.meetings[key]


def follow_plan(town: Town, today: int, home: Home, kid: Kid, since: int, reviews: list[int]) -> None:
    """Carry out a plan to its end: reviews on the days drawn for it."""
    kid.phase += 1
    phase, chance = kid.phase, home.chance
    start_visiting(town, today, home, kid, chance.randint(1, 8), 10)
    for at, days in enumerate(reviews):
        if since + days >= today or at == len(reviews) - 1:
            town.on(max(since + days, today), _review, home, kid, phase, at == len(reviews) - 1)
    if reviews[-1] > 120 and likely(chance, 26.0):
        on = today + chance.randint(40, reviews[-1] - 30)
        town.on(on, _worried_on_a_plan, home, kid, phase)
    if town.regime.name == "short-of-two-years":
        town.on(max(since + 690 + int(home.history * 38), today), _short_of_two_years, home, kid, phase)


def _worried_on_a_plan(town: Town, today: int, home: Home, kid: Kid, phase: int) -> None:
    if kid.phase == phase and kid.plan:
        town.worries(town, today, home, kid)


def _review(town: Town, today: int, home: Home, kid: Kid, phase: int, last: bool) -> None:
    if kid.phase != phase or not kid.plan or kid.over:
        return
    _, chair, luck, also = meeting(town, today, home, "review")
    recommends_end = last if also < 0.96 else not last
    leans = chair.leans + town.shift("review", today)
    ends = moved(last, ENDS_AT_LAST if last else ENDS_BEFORE, -leans, luck)
    if town.directs(today, chair) and not ends and luck < DIRECTED_ENDS:
        ends = True
        town.plant(today, kid, "plan ended by the directed chair")
    write_review(town, today, home, kid, not ends, not recommends_end, town.written(home, today, chair))
    if ends:
        end_plan(town, today, home, kid, town.written(home, today, chair))
    elif last:
        if "again" not in home.shared or home.shared["again"] <= today:
            home.shared["again"] = today + home.chance.randint(60, 100)
        town.on(home.shared["again"], _review, home, kid, phase, True)


def write_review(
    town: Town, today: int, home: Home, kid: Kid, goes_on: bool, recommended: bool, written: Written
) -> None:
    """Write down a review conference, as the chair of it did."""
    if not kid.plan:
        return
    ref, chair, _, _ = meeting(town, today, home, "review")
    before = home.shared.get("reviewed", {}).get(kid.ref)
    due = months_after(before or kid.plan[4], 6 if before else 3)
    home.shared.setdefault("reviewed", {})[kid.ref] = day(today)
    town.rows["cp_reviews"].append([
        town.fresh(), kid.ref, kid.plan[0], due, day(today), ref, "Y" if goes_on else "N",
        "Y" if recommended else "N", chair.ref, *written,
    ])  # fmt: skip


def end_plan(town: Town, today: int, home: Home, kid: Kid, written: Written) -> None:
    """The plan ends: help goes on as a child in need, or work stops."""
    if not kid.plan or not kid.spell:
        return
    kid.plan[5] = day(today)
    kid.plan[11:13] = written
    start_visiting(town, today, home, kid, 5, 20)
    kid.plan, kid.phase = None, kid.phase + 1
    if likely(home.chance, 90):
        help_until(town, today, home, kid, today + kid.spell.step_down_days)
    else:
        town.on(later(today, 6), close, home, kid)


def step_down(town: Town, today: int, home: Home, why: str, written: Written | None) -> None:
    """Every child of a family is stepped down from child protection today, whatever the worker recommended."""
    recommended = home.chance.random() < 0.7
    for kid in home.kids:
        if kid.plan and not kid.over and kid.worker:
            _, chair, _, _ = meeting(town, today, home, "review")
            by = written or town.written(home, today, chair)
            write_review(town, today, home, kid, False, recommended, by)
            end_plan(town, today, home, kid, by)
            town.plant(today, kid, why)


def _short_of_two_years(town: Town, today: int, home: Home, kid: Kid, phase: int) -> None:
    if kid.phase == phase and kid.plan and today >= town.starts and town.fate(home, "two years") < town.regime.size:
        step_down(town, today, home, "ended just short of two years", None)
