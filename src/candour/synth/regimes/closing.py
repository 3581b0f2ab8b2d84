"""Help as a child in need and how work stops: the plan, its end, the closing, and what may bring a family back."""

from candour.synth.calibration import MONTHS
from candour.synth.chance import likely, one_of
from candour.synth.regimes.allocating import allocate, let_go
from candour.synth.regimes.calendar import later
from candour.synth.regimes.town import Home, Kid, Town, came_to, day
from candour.synth.regimes.visiting import start_visiting, write_visits
from candour.synth.spell import HARMFUL, HELP, LONG
from candour.synth.staff import SAFEGUARDING

REASONS = {"RC7": 95.0, "RC5": 3.8, "RC4": 0.9, "RC3": 0.3}
RETURN_LEVEL, RETURN_SHAPE = 0.40, 0.63  # as at the desk: cumulative hazard a t^b, t in years
HURRIED = 2.0  # how many times likelier a family is to come back that was closed to clear caseloads
WORRY = 26.0


def settle(town: Town, today: int, home: Home, kid: Kid) -> None:
    """Help, or an end, when an assessment or an enquiry is done and nothing else is running."""
    if not kid.episode or kid.over or kid.busy() or not kid.spell:
        return
    harmful = kid.spell.path in HARMFUL
    if kid.spell.path == HELP or (harmful and home.luck("helped") < 0.74):
        help_until(town, today, home, kid, help_ends(today, kid))
        return
    reason = "RC7" if kid.enquired else ""
    town.on(later(today, home.chance.randint(0, 4)), _close_if_idle, home, kid, reason)


def _close_if_idle(town: Town, today: int, home: Home, kid: Kid, reason: str) -> None:
    if not kid.busy():
        close(town, today, home, kid, reason)


def help_ends(today: int, kid: Kid) -> int:
    """The day help would end if nothing else happened."""
    return max(kid.referred + (kid.spell.episode_days if kid.spell else 60), today + 12)


def help_until(town: Town, today: int, home: Home, kid: Kid, until: int, since: int = 0) -> None:
    """Begin or carry on a child in need plan, and close on the day unless something else has happened by then."""
    if kid.plan or kid.over or not kid.episode or not kid.worker:
        return
    length, chance = until - today, home.chance
    if length > 60:
        allocate(town, today, home, kid, SAFEGUARDING, "TSPROC")
    if not kid.cin_plan:
        kid.cin_plan = [
            town.fresh(), kid.episode[0], kid.ref, day(since or today), None, kid.worker.team, kid.worker.ref,
            *town.written(home, since or today, kid.worker), None, None,
        ]  # fmt: skip
        town.rows["cin_plans"].append(kid.cin_plan)
    kid.phase += 1
    start_visiting(town, today, home, kid, chance.randint(3, 15), 58 if length > LONG / 2 else 20)
    if length > 70 and likely(chance, WORRY):
        town.on(today + chance.randint(30, min(length - 20, 500)), _worried, home, kid, kid.phase)
    town.on(until, _finish, home, kid, kid.phase)


def end_cin_plan(town: Town, today: int, home: Home, kid: Kid) -> None:
    """The child in need plan ends: with the episode, or because a child protection plan takes its place."""
    if kid.cin_plan and kid.worker:
        kid.cin_plan[4] = day(today)
        kid.cin_plan[9:11] = town.written(home, today, kid.worker)
    kid.cin_plan = None


def _worried(town: Town, today: int, home: Home, kid: Kid, phase: int) -> None:
    if kid.episode and kid.phase == phase and not kid.over:
        town.worries(town, today, home, kid)


def _finish(town: Town, today: int, home: Home, kid: Kid, phase: int) -> None:
    if kid.phase == phase:
        close(town, today, home, kid)


def close(town: Town, today: int, home: Home, kid: Kid, reason: str = "") -> None:
    """Close, once nothing is open; what is still running is waited for."""
    if not kid.episode or kid.over:
        return
    if kid.assessment or kid.enquiry or kid.plan or kid.awaits:
        town.on(later(today, 8), close, home, kid, reason)
        return
    code = reason or one_of(home.chance, REASONS)
    leader = town.staff.leader(kid.worker.team if kid.worker else "", today)
    end_cin_plan(town, today, home, kid)
    kid.episode[6:8] = code, day(today)
    kid.episode[12:14] = town.written(home, today, leader)
    stopped(town, today, home, kid)
    if code == "RC5":
        kid.over = True


def stopped(town: Town, today: int, home: Home, kid: Kid) -> None:
    """Nothing is open for the child any more; when it is so for all of them, they may come back."""
    write_visits(town, today, home, kid)
    let_go(kid, today)
    kid.episode = None
    kid.phase += 1
    kid.enquired = False
    if not any(one.episode for one in home.kids) and not all(one.over for one in home.kids):
        _perhaps_back(town, today, home)


def _perhaps_back(town: Town, today: int, home: Home) -> None:
    level = RETURN_LEVEL * (HURRIED if home.hurried else 1.0)
    home.hurried = False
    years = (home.chance.expovariate(1.0) / level) ** (1 / RETURN_SHAPE)
    back = today + 7 + int(years * 365)
    if years < 20 and back <= town.ends:
        if home.chance.random() > MONTHS[day(back).month] / 1.11:
            back += home.chance.randint(10, 60)
        town.on(back, town.comes, home)


def grow_up(town: Town, today: int, home: Home, kid: Kid) -> None:
    """On the eighteenth birthday what is open ends, and nothing more is written."""
    if kid.episode and not kid.over:
        leader = town.staff.leader(kid.worker.team if kid.worker else "", today)
        if kid.plan:
            kid.plan[5] = day(today)
            kid.plan[11:13] = town.written(home, today, leader)
            kid.plan = None
        if kid.assessment:
            kid.assessment[4:7] = "Y", day(today), came_to("turned 18")
            town.rows["assessment_factors"].append([kid.assessment[0], kid.ref, kid.assessment[0], '["21"]'])
        if kid.enquiry:
            kid.enquiry[4:7] = day(today), "N", came_to("turned 18", "N")
        if kid.awaits:
            kid.awaits[6] = came_to("turned 18", "N")
        kid.assessment = kid.enquiry = kid.awaits = None
        close(town, today, home, kid, "RC7")
    kid.over = True
