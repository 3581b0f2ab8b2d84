"""From the referral to the end of the assessment: who takes the family, what is found, and what follows."""

import json
from dataclasses import replace

from candour.synth.calibration import ASSESSMENT_DAYS
from candour.synth.chance import likely, pick, within
from candour.synth.regimes.allocating import allocate
from candour.synth.regimes.calendar import later
from candour.synth.regimes.closing import close, settle, stopped
from candour.synth.regimes.enquiring import begin_enquiry
from candour.synth.regimes.town import Home, Kid, Row, Town, came_to, day, moved
from candour.synth.regimes.visiting import start_visiting
from candour.synth.spell import ENQUIRY, HARMFUL, HELP, NOT_IN_NEED, NOTHING, Spell, draw_spell
from candour.synth.staff import ASSESSMENT, FRONT_DOOR
from candour.synth.themes import THEMES, factors_found, theme_for

LAST_DAY_ALLOWED = 45


def come(town: Town, today: int, home: Home) -> None:
    """The family is referred, about one of its children."""
    if any(kid.episode for kid in home.kids):
        return
    able = [kid for kid in home.kids if not kid.over and kid.eighteen > today and kid.born - today < 180]
    if not able:
        return
    chance = home.chance
    before = next((kid.spell for kid in home.kids if kid.spell), None)
    again = before and next((kid for kid in able if kid.child is before.about), None)
    about = again if again and likely(chance, 75) else pick(chance, able)
    age = about.child.age_on(day(today))
    theme = theme_for(chance, age)
    if before and likely(chance, 60) and age > 0:
        theme = before.theme
    if about.child.disabilities not in (("NONE",), ()) and likely(chance, 12):
        theme = THEMES["disability"]
    spell = _as_thresholds_are(town, home, today, draw_spell(chance, theme, about.child))
    home.shared.clear()
    home.meetings.clear()
    _refer(town, today, home, spell, able)


def _as_thresholds_are(town: Town, home: Home, today: int, spell: Spell) -> Spell:
    """The spell, at the thresholds of the day."""
    if moved(spell.path != NOTHING, 0.935, town.shift("referral taken on", today), home.chance.random()) == (
        spell.path == NOTHING
    ):
        return replace(spell, path=NOT_IN_NEED if spell.path == NOTHING else NOTHING)
    harmful = spell.path in HARMFUL
    if spell.path != NOTHING and harmful != moved(
        harmful, 0.288, town.shift("referral to enquiry", today), home.chance.random()
    ):
        return replace(spell, path=HELP if harmful else ENQUIRY)
    return spell


def _refer(town: Town, today: int, home: Home, spell: Spell, able: list[Kid]) -> None:
    chance = home.chance
    harmful = spell.path in HARMFUL and spell.discussion_first
    wait = 0 if spell.assess_days < 2 or harmful or likely(chance, 45) else 1 if likely(chance, 90) else 2
    screener = town.staff.anyone(chance, "social_worker", FRONT_DOOR, today)
    need = "N0" if likely(chance, 2.6) else spell.theme.need
    for kid in able:
        kid.spell = spell.for_child(chance, kid.child)
        kid.referred, kid.enquired = today, False
        nothing = kid.spell.path == NOTHING
        kid.episode = [
            town.fresh(), kid.ref, day(today), need, spell.source, "Y" if nothing else "N", None, None, screener.team,
            screener.ref, *town.written(home, today, screener), None, None,
        ]  # fmt: skip
        town.rows["cin_episodes"].append(kid.episode)
        if nothing:
            stopped(town, today, home, kid)
        else:
            town.on(later(today, wait), _begin, home, kid)


def _begin(town: Town, today: int, home: Home, kid: Kid) -> None:
    spell = kid.spell
    if not spell or not kid.episode or kid.over:
        return
    allocate(town, today, home, kid, ASSESSMENT)
    _assess(town, today, home, kid, max(later(kid.referred, spell.assess_days), today), first=True)
    if spell.path in HARMFUL:
        if spell.discussion_first:
            begin_enquiry(town, today, home, kid)
        else:
            if "enquiry on" not in home.shared:
                home.shared["enquiry on"] = kid.referred + home.chance.randint(6, 30)
            town.on(max(today, home.shared["enquiry on"]), _enquire_once, home, kid)


def _enquire_once(town: Town, today: int, home: Home, kid: Kid) -> None:
    if not kid.enquired:
        begin_enquiry(town, today, home, kid)


def _assess(town: Town, today: int, home: Home, kid: Kid, until: int, *, first: bool) -> None:
    worker = kid.worker
    if not worker or not kid.episode:
        return
    kid.assessment = [
        town.fresh(), kid.ref, kid.episode[0], day(today), None, None, None, worker.team, worker.ref,
        *town.written(home, today, worker),
    ]  # fmt: skip
    town.rows["cin_assessments"].append(kid.assessment)
    start_visiting(town, today, home, kid, home.chance.randint(0, 7), 16)
    allowed = later(kid.referred if first else today, LAST_DAY_ALLOWED)
    hollow = (
        until > allowed
        and town.planting(allowed, "hollow")
        and town.fate(home, f"hollow {kid.referred}") < town.regime.size
    )
    town.on(allowed if hollow else until, _authorise, home, kid, kid.assessment, first, hollow)


def assess_again(town: Town, today: int, home: Home, kid: Kid) -> None:
    """A new assessment while the case is open, because something has changed."""
    if not kid.assessment and not kid.over and kid.episode and kid.worker:
        _assess(town, today, home, kid, later(today, within(home.chance, ASSESSMENT_DAYS)), first=False)


def _came_to(home: Home, kid: Kid, first: bool) -> str:
    path = kid.spell.path if kid.spell else NOT_IN_NEED
    if not first or kid.plan or kid.cin_plan or kid.enquiry or kid.awaits:
        return "continue"
    if path in HARMFUL and not kid.enquired:
        return "strategy discussion"
    if path == HELP or path in HARMFUL:
        return "child in need plan"
    return "early help" if likely(home.chance, 30) else "close"


def _authorise(town: Town, today: int, home: Home, kid: Kid, row: Row, first: bool, hollow: bool) -> None:
    if kid.assessment is not row or kid.over or not kid.spell or not kid.worker:
        return
    outcome, chance = _came_to(home, kid, first), home.chance
    age = kid.child.age_on(day(today))
    seen = not hollow and age >= 0 and likely(chance, 98)
    worker = kid.worker
    shown, writer = town.in_whose_name(today, home, kid, worker, "assessed")
    row[4:9] = "Y" if seen else "N", day(today), came_to(outcome), shown.team, shown.ref
    row[9:11] = town.written(home, today, writer)
    found = factors_found(chance, kid.spell.theme, max(age, 0))
    if outcome in ("close", "early help") and likely(chance, 22):
        found = ("21",)
    if not found:
        found = ("21",) if outcome in ("close", "early help") else tuple(kid.spell.theme.factors)[:1]
    town.rows["assessment_factors"].append([row[0], kid.ref, row[0], json.dumps(found)])
    if hollow:
        town.plant(today, kid, "authorised on the last day, not seen")
    kid.assessment = None
    _follow(town, today, home, kid, outcome)


def _follow(town: Town, today: int, home: Home, kid: Kid, outcome: str) -> None:
    if outcome == "strategy discussion":
        town.on(later(today, 1), begin_enquiry, home, kid)
    elif outcome in ("close", "early help"):
        reason = "RC7" if kid.enquired else "RC9" if outcome == "early help" else "RC8"
        town.on(later(today, home.chance.randint(0, 3)), _close_assessed, home, kid, reason)
    elif outcome == "child in need plan" or (not kid.plan and not kid.cin_plan):
        settle(town, today, home, kid)


def _close_assessed(town: Town, today: int, home: Home, kid: Kid, reason: str) -> None:
    if not kid.cin_plan:
        close(town, today, home, kid, reason)
