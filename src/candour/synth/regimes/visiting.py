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
    while at < min(today, kid.eighteen, town.ends + 1):
        if at >= town.opens:
            drawn = chance.random()
            seen, age = "Y" if drawn < 0.93 or at < kid.born else "N", (at - kid.born) // 365
            alone = "Y" if seen == "Y" and age >= 4 and chance.random() < 0.7 else "N"
            lag = 0 if chance.random() < 0.62 else chance.randint(1, 3)
            row = [
                town.fresh(), kid.ref, day(at), seen, alone,
                moment(later(at, lag), 34000 + int(chance.random() * 30000)), worker.ref,
            ]  # fmt: skip
            if plan:
                row.insert(2, plan)
            town.rows["cp_visits" if plan else "cin_visits"].append(row)
        at = later(at, max(3, round(chance.gauss(every * 0.97, every * 0.22))))
