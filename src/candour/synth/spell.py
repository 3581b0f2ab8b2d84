"""One time a family is known: why, how far it goes and how long each step takes. Drawn before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from candour.synth.calibration import ASSESSMENT_DAYS, CONFERENCE_DAYS, EPISODE_DAYS, PLAN_DAYS, SOURCES
from candour.synth.chance import likely, one_of, within
from candour.synth.people import Child
from candour.synth.themes import THEMES, Theme

NOTHING, NOT_IN_NEED, HELP, ENQUIRY, CONFERENCE, PLAN = (
    "nothing further", "not in need", "help", "enquiry", "conference", "plan",
)  # fmt: skip
# How far a referral goes, in a thousand. The published totals count also what begins while a case is open.
PATHS: Mapping[str, float] = {NOTHING: 65, NOT_IN_NEED: 285, HELP: 362, ENQUIRY: 176, CONFERENCE: 13, PLAN: 99}
HARMFUL = (ENQUIRY, CONFERENCE, PLAN)
# Episodes without a plan: what is left of the published lengths once those with one, which last longer, are set apart.
HELP_DAYS: Mapping[tuple[int, int], float] = dict(zip(EPISODE_DAYS, (53.8, 15.5, 12.2, 6.5, 12.0), strict=True))
LONG = 730


@dataclass(frozen=True)
class Spell:
    """How far it goes (`path`), and the days each step takes: working days where the published figure counts them."""

    theme: Theme
    source: str
    about: Child
    path: str
    assess_days: int
    episode_days: int
    discussion_first: bool
    conference_days: int
    plan_days: int
    step_down_days: int

    def for_child(self, chance: Random, child: Child) -> "Spell":
        """The same spell for a brother or sister: mostly the same, sometimes less far."""
        if child is self.about or likely(chance, 86):
            return self
        nearer = {PLAN: CONFERENCE, CONFERENCE: CONFERENCE, ENQUIRY: HELP, HELP: NOT_IN_NEED}
        return replace(self, path=nearer.get(self.path, self.path))


def draw_spell(chance: Random, theme: Theme, about: Child) -> Spell:
    """A spell about a child, with the theme's own share of harm."""
    times = {ENQUIRY: theme.harm, CONFERENCE: theme.plan, PLAN: theme.plan}
    weight = {path: share * times.get(path, 1.0) for path, share in PATHS.items()}
    # Where harm is rarer there is more help and more that needs none, and the other way about.
    spare = sum(PATHS.values()) - sum(weight.values())
    weight[HELP] = max(90.0, weight[HELP] + spare * 0.55)
    weight[NOT_IN_NEED] = max(90.0, weight[NOT_IN_NEED] + spare * 0.45)
    path = one_of(chance, weight)
    days = within(chance, HELP_DAYS)
    if days >= LONG and likely(chance, 10):
        theme = THEMES["disability"] if about.disabilities != ("NONE",) or path == HELP else theme
    return Spell(
        theme=theme,
        source=one_of(chance, SOURCES),
        about=about,
        path=path,
        assess_days=within(chance, ASSESSMENT_DAYS),
        episode_days=days,
        discussion_first=likely(chance, 64),
        conference_days=within(chance, CONFERENCE_DAYS),
        plan_days=within(chance, PLAN_DAYS),
        step_down_days=chance.randint(50, 210),
    )


def review_days(chance: Random, plan_days: int) -> list[int]:
    """On which days after its start a plan is reviewed; the last is the day it ends. Nine in ten are in time."""
    late = chance.randint(5, 25) if likely(chance, 5) else 0
    days = [min(plan_days, chance.randint(74, 87) + late)]
    while plan_days - days[-1] > 185:
        days.append(days[-1] + chance.randint(150, 178) + (chance.randint(8, 30) if likely(chance, 7) else 0))
    return days if days[-1] >= plan_days - 20 else [*days, plan_days]
