"""Seeing children: visits as thin as councils extract them, drawn when a stretch of work is over."""

from candour.synth.regimes.calendar import later
from candour.synth.regimes.town import Home, Kid, Town, day, moment


def start_visiting(town: Town, today: int, home: Home, kid: Kid, first: int, every: int) -> None:
    """Visit from so many working days on, every so many working days, until the next stretch of work begins."""
    write_visits(town, today, home, kid)
    kid.visits_from, kid.visit_every = later(today, first), every


def write_visits(town: Town, today: int, home: Home, kid: Kid) -> None:
    """Write the visits of a stretch of work that ends today."""
    at, every, chance, worker = kid.visits_from, kid.visit_every, home.visiting, kid.worker
    kid.visits_from = 0
    if not at or not worker or not town.visits:
        return
    plan = kid.plan[0] if kid.plan else None
    if at < town.opens:  # what lies before the window is not shown
        at = town.opens + int(chance.random() * every * 1.4)
    until = min(today, kid.eighteen, town.ends + 1)
    while at < until:
        if at >= kid.born:
            seen = "Y" if chance.random() < 0.93 else "N"
            alone = "Y" if seen == "Y" and at - kid.born > 4 * 365 and chance.random() < 0.7 else "N"
            drawn = chance.random()
            lag = 0 if drawn < 0.62 else 1 if drawn < 0.84 else 2 if drawn < 0.93 else 3
            row = [
                town.fresh(), kid.ref, day(at), seen, alone,
                moment(later(at, lag), 34000 + int(chance.random() * 30000)), worker.ref,
            ]  # fmt: skip
            if plan:
                row.insert(2, plan)
            town.rows["cp_visits" if plan else "cin_visits"].append(row)
        at = later(at, max(3, round(chance.gauss(every * 0.97, every * 0.22))))
