"""Help as a child in need: the plan, its reviews, visits, and its end."""

from datetime import date

from candour.practice.cin_plans import CinPlanProposal, start_a_child_in_need_plan
from candour.record.entries.cin_plans import CinPlanReviewed, CinPlanStarted
from candour.synth.allocating import allocate
from candour.synth.chance import likely
from candour.synth.ending import close
from candour.synth.household import Household, Life, fact_among
from candour.synth.spell import LONG
from candour.synth.staff import SAFEGUARDING
from candour.synth.visiting import keep_supervising, keep_visiting
from candour.synth.words import decisions
from candour.terms.timescales import CIN_FIRST_REVIEW, due
from candour.terms.working_days import working_days_after

AGREED = (
    "The family agree and helped to write it.",
    "Agreed, with some doubts.",
    "Agreed by the mother; the father was sent a copy.",
)


def start_help(home: Household, life: Life, until: date) -> None:
    """Begin a child in need plan that will last until a day."""
    if life.plan_id or life.cin_plan_id or life.over or not life.open:
        return
    proposal = CinPlanProposal(
        started_on=home.today,
        familys_agreement=home.words.say(AGREED, life.child),
        next_review=due(CIN_FIRST_REVIEW, home.today),
    )
    made = home.decide(start_a_child_in_need_plan, life, proposal, home.leader(life))
    started = fact_among(made, CinPlanStarted)
    life.cin_plan_id = started.cin_plan_id if started else ""
    help_until(home, life, until)


def help_until(home: Household, life: Life, until: date) -> None:
    """Carry a child in need plan on, and close on the day unless something else has happened by then."""
    life.phase += 1
    phase, length = life.phase, (until - home.today).days
    if length > 60:
        allocate(home, life, SAFEGUARDING, "TSPROC")
    slow = length > LONG / 2
    keep_visiting(home, life, working_days_after(home.today, home.chance.randint(3, 15)), 58 if slow else 20)
    if length > 40:
        keep_supervising(home, life, 62 if slow else 38)
        _review_later(home, life, phase, slow)
    if length > 70 and likely(home.chance, home.shared.get("worry", 26.0)):
        worry_on = home.chance.randint(30, min(length - 20, 500))
        home.on(date.fromordinal(home.today.toordinal() + worry_on), lambda: _worried(home, life, phase))
    home.on(until, lambda: _finish(home, life, phase))


def _worried(home: Household, life: Life, phase: int) -> None:
    if life.open and life.phase == phase and not life.over:
        home.new_worry(home, life)


def _review_later(home: Household, life: Life, phase: int, slow: bool) -> None:
    def review() -> None:
        if not life.cin_plan_id or life.phase != phase or life.over or not life.worker:
            return
        held = CinPlanReviewed(
            cin_plan_id=life.cin_plan_id,
            held_on=home.today,
            what_changed=home.words.say(decisions.CHANGED, life.child),
            next_review=due(CIN_FIRST_REVIEW, home.today),
        )
        home.note(life.worker, life, held)
        _review_later(home, life, phase, slow)

    wait = home.chance.randint(100, 130) if slow else home.chance.randint(38, 68)
    home.on(working_days_after(home.today, wait), review)


def _finish(home: Household, life: Life, phase: int) -> None:
    if life.phase == phase:
        close(home, life, home.words.say(decisions.CLOSE, life.child))
