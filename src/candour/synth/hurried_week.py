"""A week in the demonstration in which many plans end together, so that there is something for a signal to ask about."""

from datetime import date, timedelta
from random import Random

from candour.synth.front_door import refer
from candour.synth.hours import working_day
from candour.synth.household import Household
from candour.synth.spell import PLAN, Spell, draw_spell
from candour.synth.themes import THEMES

BEFORE_THE_END = 40  # days: long enough ago to be seen, and lately enough to be asked about
FAMILIES = 14
REFERRED_BEFORE = (120, 210)  # days before the week: their first review has not been held, or was the last


def the_week(ends: date) -> date:
    """The first day of it."""
    day = ends - timedelta(days=BEFORE_THE_END)
    return working_day(day - timedelta(days=day.weekday()))


def referred_on(chance: Random, ends: date) -> date:
    """When a family whose plan ends that week first came."""
    return working_day(the_week(ends) - timedelta(days=chance.randint(*REFERRED_BEFORE)))


def hurry(home: Household, first: date, *, ends: date) -> None:
    """Let a family be referred, put on a plan, and taken off it in that week, on somebody's word."""
    home.shared["hurried to"] = working_day(the_week(ends) + timedelta(days=home.chance.randint(0, 4)))
    theme = THEMES["neglect"]

    def come() -> None:
        drawn = draw_spell(home.chance, theme, home.lives[0].child)
        spell = Spell(**{**vars(drawn), "theme": theme, "path": PLAN, "step_down_days": 150})
        refer(home, spell, [life for life in home.lives if life.child.born <= home.today])

    home.on(first, come)
    home.diary.play()
