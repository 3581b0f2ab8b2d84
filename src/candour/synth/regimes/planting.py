"""What somebody does to a drawn authority on purpose: families stepped down at once, caseloads cleared."""

from candour.synth.chance import lots
from candour.synth.regimes.calendar import later, open_day
from candour.synth.regimes.closing import close
from candour.synth.regimes.reviewing import step_down
from candour.synth.regimes.town import Home, Town, day, moment
from candour.synth.regimes.workforce import FAR

SURGE_EVERY = 28
UNREGISTERED = 4  # how many unregistered workers do a registered worker's duty


def prepare(town: Town) -> None:
    """Put what is planted into the diary."""
    if town.starts >= FAR:
        return
    name, chance = town.regime.name, lots(f"{town.seed} planted")
    if name in ("bulk", "bulk-over-a-fortnight"):
        town.on(town.starts, _step_families_down, 0, 0)
    elif name == "closing":
        town.on(town.starts, _clear_caseloads)
    elif name == "chair":
        everybody = town.staff.all_of("conference_chair")
        chairs = [one for one in everybody if one.in_post(town.starts)] or everybody
        stays = max(one.job_to for one in chairs)
        town.directed = chance.choice([one for one in chairs if one.job_to == stays])
        town.planted.workers = [town.directed.ref]
    elif name == "hidden-work":
        everybody = [one for one in town.staff.workers if one.post.role == "support_worker"]
        here = [one for one in everybody if one.in_post(town.starts)] or everybody
        town.unregistered = sorted(here, key=lambda one: -one.job_to)[:UNREGISTERED]
        town.planted.workers = [one.ref for one in town.unregistered]


def _step_families_down(town: Town, today: int, done: int, nth: int) -> None:
    """One day of it: a share of the families, written by one person, one family after another."""
    chance, days_left = lots(f"{town.seed} stepped down {nth}"), town.regime.spread - nth
    many = round((town.regime.size - done) / days_left)
    able = [
        home for home in town.homes
        if any(kid.plan and kid.plan[4] < day(today - 20) and not kid.over for kid in home.kids)
    ]  # fmt: skip
    chosen = chance.sample(able, min(many, len(able)))
    manager = town.staff.anyone(chance, "service_manager", "", today)
    if manager.ref not in town.planted.workers:
        town.planted.workers.append(manager.ref)
    minute = moment(today, 15 * 3600)
    for at, home in enumerate(chosen):
        written = minute.replace(minute=min(59, at * 2)), manager.ref
        step_down(town, today, home, "stepped down before an inspection", written)
    if days_left > 1:
        town.on(later(today, 1), _step_families_down, done + many, nth + 1)


def _clear_caseloads(town: Town, today: int) -> None:
    """Close a share of the families that have help and nothing else, over three working days."""
    chance = lots(f"{town.seed} cleared {today}")
    for home in town.homes:
        if any(kid.cin_plan for kid in home.kids) and _only_help(home) and chance.random() < town.regime.size:
            home.hurried = True
            on = later(open_day(today), chance.randint(0, 2))
            for kid in home.kids:
                if kid.episode:
                    town.plant(on, kid, "closed to clear caseloads")
                    town.on(on, close, home, kid, "RC7")
    town.on(today + SURGE_EVERY, _clear_caseloads)


def _only_help(home: Home) -> bool:
    return not any(kid.plan or kid.assessment or kid.enquiry or kid.awaits for kid in home.kids)
