"""A family's years with the authority: how it first comes to notice, and what brings it back."""

from datetime import date, timedelta
from random import Random

from candour.practice.desk import Desk
from candour.synth.assessing import assess_again
from candour.synth.brought_over import bring_over
from candour.synth.calibration import MONTHS, SOURCES
from candour.synth.chance import likely, one_of, pick
from candour.synth.ending import die, grow_up
from candour.synth.front_door import passing_contact, refer
from candour.synth.hours import DeskClock, at
from candour.synth.household import Diary, Household, Life
from candour.synth.people import Family
from candour.synth.protecting import FOUND_NOTHING, NO_RISK, TO_CONFERENCE, discuss
from candour.synth.spell import draw_spell
from candour.synth.staff import Staff
from candour.synth.themes import THEMES, theme_for
from candour.synth.words import Words
from candour.terms.working_days import is_working_day, working_days_after

ONLY_CONTACTS, REFERRED, BROUGHT_OVER = "only contacts", "referred", "brought over"
# Return after work stopped: cumulative hazard a t^b, t in years (shape from Troncoso 2017; the level is set so that
# the published share of referrals follow another within a year, though an open case cannot be referred again).
RETURN_LEVEL, RETURN_SHAPE = 0.40, 0.63
PASSING_A_YEAR = 1.15  # contacts a child a year that never become a referral


def household(
    family: Family, desk: Desk, clock: DeskClock, staff: Staff, chance: Random, *, opens: date, ends: date
) -> Household:
    """A family with an empty diary."""
    diary = Diary(clock, at(ends, 18))
    clock.moment = at(opens, 9)
    home = Household(
        family=family,
        desk=desk,
        clock=clock,
        chance=chance,
        staff=staff,
        diary=diary,
        words=Words(chance, family, lambda: home.today),
        lives=[Life(child) for child in family.children],
        comes_back=comes_back,
        new_worry=new_worry,
    )
    return home


def day_of_referral(chance: Random, opens: date, ends: date) -> date:
    """A day between two, as busy as its month; the first year somewhat more, since nobody can yet have come back."""
    span = (ends - opens).days
    while True:
        day = opens + timedelta(days=chance.randrange(span))
        early = 1.0 if (day - opens).days < 365 else 0.84
        weekend = 1.0 if is_working_day(day) else 0.12
        if chance.random() < MONTHS[day.month] / 1.11 * early * weekend:
            return day


def live(home: Household, kind: str, first: date, *, opens: date, ends: date) -> None:
    """Let a family's story happen, from its first day to the last."""
    chance = home.chance
    for life in home.lives:
        if first < life.child.eighteenth <= ends:
            home.on(life.child.eighteenth, lambda life=life: grow_up(home, life))  # type: ignore[misc]
        if life.child.eighteenth <= first:
            life.over = True
        if likely(chance, 0.12):
            day = first + timedelta(days=chance.randint(20, 700))
            home.on(day, lambda life=life, day=day: die(home, life, home.today))  # type: ignore[misc]
    if kind == BROUGHT_OVER:
        home.on(opens, lambda: bring_over(home))
    elif kind == REFERRED:
        home.on(first, lambda: come(home))
    _passing_contacts(home, kind, first, ends)
    home.diary.play()


def _passing_contacts(home: Household, kind: str, first: date, ends: date) -> None:
    chance, years = home.chance, (ends - first).days / 365
    for number, life in enumerate(home.lives):
        expected = PASSING_A_YEAR * years * (0.8 if kind == ONLY_CONTACTS else 1.25)
        many = min(12, round(chance.gammavariate(1.2, expected / 1.2)))
        if kind == ONLY_CONTACTS:
            many = max(many, 1 if number == 0 else 0)
        for at_number in range(many):
            soonest = first if kind == ONLY_CONTACTS and at_number == 0 else first + timedelta(days=5)
            day = (
                soonest
                if soonest == first
                else soonest + timedelta(days=chance.randrange(max(1, (ends - soonest).days)))
            )
            home.on(day, lambda life=life: _pass_by(home, life))  # type: ignore[misc]


def _pass_by(home: Household, life: Life) -> None:
    theme = life.spell.theme if life.spell else theme_for(home.chance, life.child.age_on(home.today))
    passing_contact(home, life, theme, one_of(home.chance, SOURCES))


def come(home: Household) -> None:
    """The family is referred, about one of its children."""
    able = [life for life in home.lives if not life.over and not life.open and life.child.eighteenth > home.today]
    able = [life for life in able if (life.child.born - home.today).days < 180]
    if not able or any(life.open for life in home.lives):
        return
    before = next((life.spell for life in home.lives if life.spell), None)
    about = next(
        (life for life in able if before and life.child is before.about and likely(home.chance, 75)),
        pick(home.chance, able),
    )
    theme = theme_for(home.chance, about.child.age_on(home.today))
    if before and likely(home.chance, 60) and about.child.age_on(home.today) > 0:
        theme = before.theme
    if about.child.disabilities not in (("NONE",), ()) and likely(home.chance, 12):
        theme = THEMES["disability"]
    refer(home, draw_spell(home.chance, theme, about.child), able)


def comes_back(home: Household, stopped_on: date) -> None:
    """Perhaps the family is referred again, some time after work stopped."""
    years = (home.chance.expovariate(1.0) / RETURN_LEVEL) ** (1 / RETURN_SHAPE)
    if years > 20:
        return
    day = stopped_on + timedelta(days=7 + int(years * 365))
    if home.chance.random() > MONTHS[day.month] / 1.11:
        day += timedelta(days=home.chance.randint(10, 60))
    home.on(day, lambda: come(home))


def new_worry(home: Household, life: Life) -> None:
    """Something happens while a case is open: a contact, a strategy discussion, often a new assessment."""
    if not life.spell or life.enquiry_id or life.awaits_conference:
        return
    passing_contact(home, life, life.spell.theme, pick(home.chance, ("2A", "6", "3B", "3E", "1A")))
    if life.plan_id or not likely(home.chance, home.shared.get("conference after worry", 10.0)):
        outcome = NO_RISK if likely(home.chance, 40) else FOUND_NOTHING
    else:
        outcome = TO_CONFERENCE
    home.on(working_days_after(home.today, 1), lambda: discuss(home, life, outcome))
    if likely(home.chance, 85):
        home.on(working_days_after(home.today, 2), lambda: assess_again(home, life))
