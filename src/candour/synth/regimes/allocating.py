"""Giving a child a worker, and another when the first one moves or leaves."""

from candour.synth.chance import likely
from candour.synth.regimes.town import Home, Kid, Town, day
from candour.synth.regimes.workforce import FAR, Worker
from candour.synth.staff import ASSESSMENT, DISABLED, SAFEGUARDING


def allocate(town: Town, today: int, home: Home, kid: Kid, work: str, reason: str = "FCONTA") -> None:
    """Allocate a child to somebody whose work this is; brothers and sisters go to the same worker."""
    work = DISABLED if kid.spell and kid.spell.theme.name == "disability" and work != ASSESSMENT else work
    known = home.workers.get(work)
    if known and known.in_post(today):
        _give(town, today, home, kid, known, work, reason)
        return
    worker = home.workers[work] = town.staff.least_busy(home.chance, work, today)
    if work == SAFEGUARDING and town.planting(today, "allocation") and likely(home.chance, 100 * town.regime.size):
        room = _make_room(town, today, home, worker)
        if room > today:
            home.shared["allocated on"] = room
    on = home.shared.get("allocated on", 0)
    if on > today and kid.worker:
        town.on(on, _give, home, kid, worker, work, reason)
    else:
        _give(town, today, home, kid, worker, work, reason)


def _make_room(town: Town, today: int, home: Home, worker: Worker) -> int:
    """Step one of the worker's families down within the week before. Returns the day the new family is given."""
    theirs = [
        one for one in town.homes
        if one is not home and any(kid.plan and kid.worker is worker and kid.plan[4] < day(today - 30) for kid in one.kids)
    ]  # fmt: skip
    if not theirs:
        return today
    chosen = theirs[home.chance.randrange(len(theirs))]
    down = today + home.chance.randint(0, 2)
    town.on(down, town.steps_down, chosen, "stepped down before an allocation", None)
    return down + home.chance.randint(1, 4)


def _give(town: Town, today: int, home: Home, kid: Kid, worker: Worker, work: str, reason: str) -> None:
    if kid.worker is worker or not kid.episode or kid.over:
        return
    let_go(kid, today)
    kid.worker = worker
    worker.children += 1
    leader = town.staff.leader(worker.team, today)
    kid.involved = [
        town.fresh(), kid.ref, worker.ref, "allocated", worker.team, day(today), None, reason,
        *town.written(home, today, leader),
    ]  # fmt: skip
    town.rows["involvements"].append(kid.involved)
    if worker.job_to < FAR:
        town.on(max(worker.job_to, today), _replace, home, kid, worker, work)


def _replace(town: Town, today: int, home: Home, kid: Kid, leaver: Worker, work: str) -> None:
    if kid.episode and kid.worker is leaver and not kid.over:
        allocate(town, today, home, kid, work, "LEFTRL")


def let_go(kid: Kid, today: int) -> None:
    """The child has no worker any more."""
    if kid.worker:
        kid.worker.children -= 1
    if kid.involved:
        kid.involved[6] = day(today)
    kid.worker = kid.involved = None
