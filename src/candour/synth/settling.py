"""What follows when an assessment or an enquiry is done and nothing else is running."""

from datetime import date, timedelta

from candour.synth.chance import likely
from candour.synth.ending import close
from candour.synth.helping import start_help
from candour.synth.household import Household, Life
from candour.synth.spell import HARMFUL, HELP
from candour.synth.words import decisions
from candour.terms.working_days import working_days_after


def still_running(life: Life) -> bool:
    """Whether something has yet to be finished before anybody decides what follows."""
    return bool(life.assessment_id or life.enquiry_id or life.awaits_conference or life.plan_id or life.cin_plan_id)


def help_ends(home: Household, life: Life) -> date:
    """The day help would end if nothing else happened."""
    days = life.spell.episode_days if life.spell else 60
    return max((life.referred_on or home.today) + timedelta(days=days), home.today + timedelta(days=12))


def settle(home: Household, life: Life) -> None:
    """Help, or an end."""
    if not life.open or life.over or still_running(life) or not life.spell:
        return
    if life.spell.path == HELP or (life.spell.path in HARMFUL and likely(home.chance, 74)):
        start_help(home, life, help_ends(home, life))
        return
    because = home.words.say(decisions.CLOSE_ASSESSED, life.child)
    home.on(
        working_days_after(home.today, home.chance.randint(0, 4)),
        lambda: None if still_running(life) else close(home, life, because, "RC7" if life.enquired else ""),
    )
