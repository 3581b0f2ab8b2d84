"""From the strategy discussion to the conference: what the enquiry finds, and what the conference decides."""

from candour.synth.chance import likely, pick
from candour.synth.regimes.allocating import allocate
from candour.synth.regimes.calendar import later
from candour.synth.regimes.closing import close, end_cin_plan, help_ends, help_until, settle
from candour.synth.regimes.reviewing import follow_plan, meeting
from candour.synth.regimes.town import Home, Kid, Row, Town, came_to, day, moved
from candour.synth.spell import CONFERENCE, PLAN, review_days
from candour.synth.staff import SAFEGUARDING
from candour.terms.category_of_abuse import CATEGORY_OF_ABUSE

FOUND_NOTHING, NO_RISK, TO_CONFERENCE = "not substantiated", "substantiated no continuing risk", "conference"
NOT_CONVENED = "substantiated continuing risk"
CONFERENCES_DUE = 0.313
HAD_A_PLAN = 0.17  # families that had a plan before anything here is known


def begin_enquiry(town: Town, today: int, home: Home, kid: Kid, worried: str = "") -> None:
    """A strategy discussion starts an enquiry. `worried` is what it would come to where the spell does not say."""
    if not kid.episode or kid.over or kid.enquiry or not kid.spell or not kid.worker:
        return
    path, chance = kid.spell.path, home.chance
    wanted = worried or (
        TO_CONFERENCE if path in (CONFERENCE, PLAN) else FOUND_NOTHING if likely(chance, 58) else NO_RISK
    )
    kid.enquired = True
    kid.enquiry = [
        town.fresh(), kid.episode[0], kid.ref, day(today), None, None, None, kid.worker.team, kid.worker.ref,
        *town.written(home, today, kid.worker),
    ]  # fmt: skip
    town.rows["s47_enquiry"].append(kid.enquiry)
    to_conference = moved(
        wanted == TO_CONFERENCE, CONFERENCES_DUE, town.shift("enquiry to conference", today), home.luck("enquiry")
    )
    if to_conference != (wanted == TO_CONFERENCE):
        wanted = TO_CONFERENCE if to_conference and not kid.plan else NO_RISK
    days = kid.spell.conference_days
    after = chance.randint(4, max(5, min(10, days - 3))) if wanted == TO_CONFERENCE else chance.randint(5, 14)
    town.on(later(today, after), _outcome, home, kid, wanted, today)


def _outcome(town: Town, today: int, home: Home, kid: Kid, outcome: str, started: int) -> None:
    row = kid.enquiry
    if row is None or kid.over or not kid.spell or not kid.worker:
        return
    if (
        outcome == TO_CONFERENCE
        and town.planting(today, "never-convened")
        and home.luck("never convened") < town.regime.size
    ):
        outcome = NOT_CONVENED
        town.plant(today, kid, "conference not convened")
        town.on(later(today, home.chance.randint(5, 20)), close, home, kid, "RC7")
    worker, writer = town.in_whose_name(today, home, kid, kid.worker, "enquired")
    row[4:9] = (
        day(today), "Y" if outcome == FOUND_NOTHING else "N",
        came_to(outcome, "Y" if outcome == TO_CONFERENCE else "N"),
        worker.team, worker.ref,
    )  # fmt: skip
    row[9:11] = town.written(home, today, writer)
    kid.enquiry = None
    if outcome == TO_CONFERENCE:
        kid.awaits = row
        held = max(later(started, kid.spell.conference_days), later(today, 1))
        town.on(held, _conference, home, kid, row, started)
    elif outcome != NOT_CONVENED:
        settle(town, today, home, kid)


def _conference(town: Town, today: int, home: Home, kid: Kid, enquiry: Row, started: int) -> None:
    if not kid.awaits or kid.over or not kid.episode or not kid.spell or not kid.worker:
        return
    kid.awaits = None
    ref, chair, luck, also = meeting(town, today, home, "conference")
    as_drawn = kid.spell.path != CONFERENCE
    recommended = as_drawn if also < 0.96 else not as_drawn
    agreed = moved(as_drawn, 0.858, chair.leans + town.shift("conference to plan", today), luck)
    if town.directs(today, chair):
        # What this chair would have decided, less often by as much as the planted share is smaller.
        directed = agreed and also > town.regime.size / 0.858
        agreed = agreed and not directed
        if directed:
            town.plant(today, kid, "plan refused by the directed chair")
    icpc = [
        town.fresh(), ref, enquiry[0], kid.ref, kid.episode[0], day(later(started, 15)), day(today),
        "Y" if agreed else "N", "Y" if recommended else "N", kid.worker.team, chair.ref,
        *town.written(home, today, chair),
    ]  # fmt: skip
    town.rows["initial_cp_conference"].append(icpc)
    if agreed:
        start_plan(town, today, home, kid, icpc[0])
    else:
        help_until(town, today, home, kid, help_ends(today, kid))


def start_plan(town: Town, today: int, home: Home, kid: Kid, icpc: str | None, since: int = 0) -> None:
    """A child protection plan begins, and is reviewed until it ends. `since` is when, where it was brought over."""
    spell = kid.spell
    if not spell or not kid.episode or not kid.worker:
        return
    since = since or today
    if kid.cin_plan:
        end_cin_plan(town, today, home, kid)
    code = "MUL" if likely(home.chance, 0.8) else spell.theme.category or pick(home.chance, ("NEG", "EMO"))
    category = CATEGORY_OF_ABUSE.codes[code]
    before = kid.plans + (home.history < HAD_A_PLAN and kid.child.age_on(day(since)) >= 2)
    kid.plans += 1
    kid.plan = [
        town.fresh(), kid.episode[0], icpc, kid.ref, day(since), None, category, category, before,
        *town.written(home, since, kid.worker), None, None,
    ]  # fmt: skip
    town.rows["cp_plans"].append(kid.plan)
    if "reviews" not in home.shared:
        home.shared["reviews"] = review_days(home.chance, spell.plan_days)
    allocate(town, today, home, kid, SAFEGUARDING, "TSPROC")
    follow_plan(town, today, home, kid, since, home.shared["reviews"])
