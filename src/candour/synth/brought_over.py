"""Children who were open before the record began: what the earlier system said of them, noted on the first day."""

from datetime import date, timedelta
from typing import Any

from candour.record.casefile.answers import previous_plans_here
from candour.record.entries.cin_assessments import AssessmentAuthorised, AssessmentStarted
from candour.record.entries.cin_episodes import ReferralDecided, ReferralReceived
from candour.record.entries.cin_plans import CinPlanStarted
from candour.record.entries.cp_plans import CpPlanStarted
from candour.record.entries.cp_reviews import ReviewConferenceHeld
from candour.record.entries.harm import HarmRecorded
from candour.synth.allocating import allocate
from candour.synth.archive import decided_there, look_in_the_archive, note_as_it_was
from candour.synth.calibration import PLAN_DAYS
from candour.synth.chance import likely, within
from candour.synth.helping import help_until
from candour.synth.hours import working_day
from candour.synth.household import Household, Life
from candour.synth.planning import run_plan
from candour.synth.registering import put_on_record
from candour.synth.spell import HELP, HELP_DAYS, LONG, PLAN, Spell, draw_spell, review_days
from candour.synth.staff import SAFEGUARDING
from candour.synth.themes import THEMES, factors_found, theme_for
from candour.synth.words import concerns
from candour.terms.working_days import working_days_after

ON_A_PLAN = 12.3  # per cent of children in need at a day, from the published counts at 31 March 2025


def _work_so_far(home: Household, spell: Spell, referral_id: str, since: date) -> list[tuple[date, Any]]:
    assessment = home.desk.fresh()
    done = working_days_after(since, min(spell.assess_days, 50))
    received = ReferralReceived(referral_id=referral_id, received_on=since, source_code=spell.source)
    decided = ReferralDecided(
        referral_id=referral_id, response="assessment", primary_need=spell.theme.need, reasons=decided_there(home)
    )
    authorised = AssessmentAuthorised(
        assessment_id=assessment,
        authorised_on=min(done, home.today),
        outcome="child in need plan",
        factors=factors_found(home.chance, spell.theme, max(0, spell.about.age_on(since))),
        child_seen="yes",
        reasons=decided_there(home),
    )
    return [
        (since, received),
        (since, decided),
        (since, AssessmentStarted(assessment_id=assessment, referral_id=referral_id, started_on=since)),
        (min(done, home.today), authorised),
    ]


def bring_over(home: Household) -> None:
    """Every open child of a family as the earlier system told it; then work goes on."""
    chance, today = home.chance, home.today
    put_on_record(home, home.anyone("data_officer"))
    home.shared["on record"] = True
    open_now = [life for life in home.lives if not life.over and life.child.born <= today]
    if not open_now:
        return
    about = open_now[0].child
    on_plan = likely(chance, ON_A_PLAN) and about.age_on(today) < 17
    theme = theme_for(chance, about.age_on(today))
    spell = draw_spell(chance, theme, about)
    length = _equilibrium(home, spell, on_plan=on_plan)
    if on_plan and not theme.category:
        theme = THEMES["neglect"]
    elif not on_plan and length > LONG and likely(chance, 12):
        theme = THEMES["disability"]
    elapsed = chance.randrange(1, length)
    for life in open_now:
        life.spell = Spell(**{**vars(spell), "theme": theme, "path": PLAN if on_plan else HELP})
        life.open = True
        life.referral_id = home.desk.fresh()
        if on_plan:
            _on_a_plan(home, life, length, elapsed)
        else:
            _in_need(home, life, length, elapsed)


def _equilibrium(home: Household, spell: Spell, *, on_plan: bool) -> int:
    """How long the work that is open on one day lasts in all: the longer it lasts, the likelier it is open."""
    bands = PLAN_DAYS if on_plan else HELP_DAYS
    weighted = {(low, high): share * (low + high) for (low, high), share in bands.items()}
    return max(50, within(home.chance, weighted))


def _plan_bands() -> dict[tuple[int, int], float]:
    return {
        (70, 91): 15.92,
        (120, 180): 11.04,
        (245, 290): 43.52,
        (410, 480): 14.0,
        (560, 660): 11.17,
        (740, 1000): 4.35,
    }


def _in_need(home: Household, life: Life, length: int, elapsed: int) -> None:
    spell = life.spell
    if not spell:
        return
    since = max(home.today - timedelta(days=elapsed), life.child.born)
    life.referred_on = life.first_known = since
    life.cin_plan_id = home.desk.fresh()
    started = min(home.today, since + timedelta(days=40))
    facts = _work_so_far(home, spell, life.referral_id, since)
    plan = CinPlanStarted(cin_plan_id=life.cin_plan_id, referral_id=life.referral_id, started_on=started)
    note_as_it_was(home, life, [*facts, (started, plan)])
    allocate(home, life, SAFEGUARDING)
    help_until(home, life, home.today + timedelta(days=max(5, length - elapsed)))


def _on_a_plan(home: Household, life: Life, length: int, elapsed: int) -> None:
    spell, words = life.spell, home.words
    if not spell:
        return
    started = working_day(home.today - timedelta(days=min(elapsed, length - 5)))
    since = started - timedelta(days=home.chance.randint(20, 45))
    life.referred_on = life.first_known = since
    look_in_the_archive(home, life)
    life.plan_id, earlier = home.desk.fresh(), previous_plans_here(home.file(life))
    reviews = home.shared.setdefault("reviews brought over", review_days(home.chance, length))
    harm = HarmRecorded(
        harm_id=home.desk.fresh(), what=words.say(concerns.HARM[spell.theme.name], life.child),
        category=spell.theme.category, from_whom=home.family.other.name, known_on=since,
    )  # fmt: skip
    plan = CpPlanStarted(
        cp_plan_id=life.plan_id, referral_id=life.referral_id, started_on=started, category=spell.theme.category,
        previous_plans=earlier,
    )  # fmt: skip
    past = [days for days in reviews if started + timedelta(days=days) < home.today]
    held = [
        (working_day(started + timedelta(days=days)), _review(home, life, started + timedelta(days=days)))
        for days in past
    ]
    facts = [*_work_so_far(home, spell, life.referral_id, since), (since, harm), (started, plan), *held]
    note_as_it_was(home, life, facts)
    allocate(home, life, SAFEGUARDING)
    run_plan(home, life, started, reviews[len(past) :] or [length], spell.step_down_days)


def _review(home: Household, life: Life, day: date) -> ReviewConferenceHeld:
    return ReviewConferenceHeld(
        cp_review_id=home.desk.fresh(), cp_plan_id=life.plan_id, meeting_id=home.desk.fresh(),
        held_on=working_day(day), continues=True, quorate="yes",
    )  # fmt: skip
