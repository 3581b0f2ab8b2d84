"""The assessment: visits, more time taken on purpose, and the manager's name under it."""

from datetime import date

from candour.practice.cin_assessments import (
    AuthorisationProposal,
    ExtensionProposal,
    authorise_an_assessment,
    take_longer_over_an_assessment,
)
from candour.record.entries.cin_assessments import AssessmentStarted
from candour.synth.calibration import ASSESSMENT_DAYS
from candour.synth.chance import likely, within
from candour.synth.ending import close
from candour.synth.household import Household, Life
from candour.synth.protecting import ENDS_AT, FOUND_NOTHING, NO_RISK, discuss
from candour.synth.settling import settle
from candour.synth.spell import HARMFUL, HELP, NOT_IN_NEED
from candour.synth.themes import factors_found
from candour.synth.visiting import keep_visiting
from candour.synth.words import decisions
from candour.terms.timescales import ASSESSMENT, due
from candour.terms.working_days import working_days_after


def enquiry_outcome(home: Household, life: Life) -> str:
    """What an enquiry in this spell comes to."""
    path = life.spell.path if life.spell else ""
    return ENDS_AT.get(path) or (FOUND_NOTHING if likely(home.chance, 58) else NO_RISK)


def assess(home: Household, life: Life, until: date) -> None:
    """Assess from today until a day."""
    assessment, limit = life.assessment_id, due(ASSESSMENT, life.referred_on or home.today)
    life.phase += 1
    keep_visiting(home, life, working_days_after(home.today, home.chance.randint(0, 7)), 16)
    if until > limit and likely(home.chance, 42):
        home.on(
            working_days_after(limit, -0) if limit <= home.today else limit, lambda: _take_longer(home, life, until)
        )
    home.on(until, lambda: _authorise(home, life, assessment))


def _take_longer(home: Household, life: Life, until: date) -> None:
    if life.assessment_id and not life.over:
        proposal = ExtensionProposal(
            assessment_id=life.assessment_id, until=until, why=home.words.say(decisions.LONGER, life.child)
        )
        home.decide(take_longer_over_an_assessment, life, proposal, home.leader(life))


def _came_to(home: Household, life: Life, first: bool) -> str:
    path = life.spell.path if life.spell else NOT_IN_NEED
    if not first or life.plan_id or life.cin_plan_id or life.enquiry_id or life.awaits_conference:
        return "continue"
    if path in HARMFUL and not life.enquired:
        return "strategy discussion"
    if path == HELP or path in HARMFUL:
        return "child in need plan"
    return "early help" if likely(home.chance, 30) else "close"


def _authorise(home: Household, life: Life, assessment: str, first: bool = True) -> None:
    if life.assessment_id != assessment or not assessment or life.over or not life.spell:
        return
    words, child = home.words, life.child
    outcome = _came_to(home, life, first)
    age = child.age_on(home.today)
    seen = age < 0 or likely(home.chance, 98)
    found = factors_found(home.chance, life.spell.theme, max(age, 0))
    if outcome in ("close", "early help") and likely(home.chance, 22):
        found = ("21",)
    proposal = AuthorisationProposal(
        grounds=home.grounds(),
        because=words.say(decisions.ASSESSED[outcome], child),
        assessment_id=assessment,
        outcome=outcome,
        factors=found,
        child_seen="yes" if seen and age >= 0 else "no",
        child_seen_alone="yes" if seen and age >= 4 and likely(home.chance, 80) else "no",
        not_seen_because="Not yet born."
        if age < 0
        else ""
        if seen
        else "Away with the father throughout; spoken to by telephone.",
        childs_words=words.child_said(child, home.today),
        analysis=words.analysis(life.spell.theme.name, child),
        recommended_by=life.worker.worker_id if life.worker else "",
    )
    home.decide(authorise_an_assessment, life, proposal, home.leader(life))
    life.assessment_id = ""
    _follow(home, life, outcome)


def _follow(home: Household, life: Life, outcome: str) -> None:
    if outcome == "strategy discussion":
        home.on(working_days_after(home.today, 1), lambda: discuss(home, life, enquiry_outcome(home, life)))
    elif outcome in ("close", "early help"):
        reason = "RC7" if life.enquired else "RC9" if outcome == "early help" else "RC8"
        because = home.words.say(decisions.CLOSE_ASSESSED, life.child)
        home.on(
            working_days_after(home.today, home.chance.randint(0, 3)),
            lambda: close(home, life, because, reason) if not life.cin_plan_id else None,
        )
    elif outcome == "child in need plan":
        home.soon(20, lambda: settle(home, life))
    elif not life.plan_id and not life.cin_plan_id:
        settle(home, life)


def assess_again(home: Household, life: Life) -> None:
    """A new assessment while the case is open, because something has changed."""
    if life.assessment_id or life.over or not life.open or not life.worker:
        return
    life.assessment_id = home.desk.fresh()
    started = AssessmentStarted(
        assessment_id=life.assessment_id,
        referral_id=life.referral_id,
        started_on=home.today,
        worker_id=life.worker.worker_id,
    )
    home.note(life.worker, life, started)
    again = life.assessment_id
    until = working_days_after(home.today, within(home.chance, ASSESSMENT_DAYS))
    home.on(until, lambda: _authorise(home, life, again, first=False))
