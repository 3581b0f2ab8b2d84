"""How work with a child stops in the invented authority: every question the page asks is answered."""

from datetime import date, timedelta

from candour.practice.cin_episodes import ClosureProposal, close_an_episode
from candour.practice.voices import Dissent, View
from candour.record.casefile.answers import harms, known_harm_returns
from candour.record.entries.cp_plans import CpPlanEnded
from candour.record.entries.decision import HarmAnswer
from candour.record.entries.direction import PressureRecorded
from candour.record.entries.person import PersonDied
from candour.synth.allocating import let_go
from candour.synth.chance import likely, one_of, pick
from candour.synth.household import Household, Life
from candour.synth.words import concerns, decisions
from candour.terms.working_days import working_days_after

REASONS = {"RC7": 95.0, "RC5": 3.8, "RC4": 0.9, "RC3": 0.3}
Answers = dict[str, object]


def answers(home: Household, life: Life) -> Answers:
    """What a worker answers wherever something would end for a child."""
    chance, words, child, case = home.chance, home.words, life.child, home.file(life)
    said, silent = words.child_view(child, home.today)
    unprotected = [harm for harm in harms(case) if not harm.protected]
    back = known_harm_returns(case)
    given: Answers = {
        "grounds": home.grounds(),
        "harms": tuple(_answer(home, life, harm.harm_id) for harm in unprotected),
        "views": (
            View(whose="child", who=words.name_of(child), words=said, no_view_because=silent),
            View(whose="family", who=home.family.carer.name, words=words.say(decisions.FAMILY_VIEW, child)),
            View(whose="agency", who=child.school or "Health visitor", words=words.say(decisions.AGENCY_VIEW, child)),
        ),
        "directed": "no",
    }
    if likely(chance, 12):
        given["no_change"] = True
    else:
        given["changed_since"] = words.say(decisions.CHANGED, child)
    if back:
        given["earlier_closures"] = words.say(decisions.DIFFERENT, child)
        if harms(case):
            given["legal_steps_considered_by"] = home.leader(life).name
            given["legal_steps_not_taken_because"] = words.say(decisions.LEGAL, child)
    if harms(case) and likely(chance, 5):
        given["dissents"] = (_dissent(home, life),)
    hurried = home.today == home.shared.get("hurried to")
    if harms(case) and (likely(chance, 3.5) or hurried):
        given |= _direction(home, life)
    if hurried:
        given |= {"no_change": True, "changed_since": ""}
    return given


def _answer(home: Household, life: Life, harm_id: str) -> HarmAnswer:
    theme = life.spell.theme.name if life.spell else ""
    if likely(home.chance, 9):
        return HarmAnswer(harm=harm_id, unprotected_because=home.words.say(decisions.UNPROTECTED, life.child))
    return HarmAnswer(harm=harm_id, protected_by=home.words.protection(theme, life.child))


def _dissent(home: Household, life: Life) -> Dissent:
    who = life.worker.name if life.worker and likely(home.chance, 50) else "Designated safeguarding lead"
    role = "Social worker" if life.worker and who == life.worker.name else "School"
    return Dissent(who=who, their_role=role, words=home.words.say(decisions.DISSENT, life.child))


def _direction(home: Household, life: Life) -> Answers:
    senior = home.anyone("service_manager")
    against = likely(home.chance, 60)
    given: Answers = {
        "grounds": ("instruction",),
        "directed": "yes",
        "directed_by": senior.name,
        "directed_role": "Service manager",
        "directed_on": home.today - timedelta(days=home.chance.randint(0, 9)),
        "directed_how": pick(home.chance, ("said", "e-mail", "meeting")),
        "directed_words": home.words.say(decisions.DIRECTION, life.child),
        "against_recommendation": against,
    }
    if against and life.worker:
        given |= {"recommendation": "Keep the plan for another three months.", "recommended_by": life.worker.worker_id}
    return given


def close(home: Household, life: Life, because: str, reason: str = "") -> None:
    """Close, once nothing is open; what is still running is waited for."""
    if not life.open or life.over:
        return
    if life.assessment_id or life.enquiry_id or life.plan_id:
        home.on(working_days_after(home.today, 8), lambda: close(home, life, because, reason))
        return
    if life.worker and likely(home.chance, 0.8):
        pressed = PressureRecorded(
            pressure_id=home.desk.fresh(), from_whom=home.anyone("service_manager").name, on_whom=life.worker.name,
            felt_on=home.today, words=home.words.say(decisions.PRESSURE, life.child), about=life.referral_id,
        )  # fmt: skip
        home.note(life.worker, life, pressed)
    code = reason or one_of(home.chance, REASONS)
    proposal = ClosureProposal(
        **answers(home, life),  # type: ignore[arg-type]
        because=because,
        referral_id=life.referral_id,
        closed_on=home.today,
        reason=code,
        would_reopen=home.words.say(decisions.WOULD_REOPEN, life.child) if likely(home.chance, 75) else "",
    )
    home.decide(close_an_episode, life, proposal, home.leader(life))
    stopped(home, life)
    if code == "RC5":
        life.over = True


def stopped(home: Household, life: Life) -> None:
    """Nothing is open for the child any more; when it is so for all of them, they may come back."""
    let_go(home, life)
    life.open, life.enquired, life.phase = False, False, life.phase + 1
    life.referral_id = life.cin_plan_id = life.contact_id = ""
    if not any(other.open for other in home.lives) and not all(other.over for other in home.lives):
        home.comes_back(home, home.today)


def grow_up(home: Household, life: Life) -> None:
    """On the eighteenth birthday what is open ends, and nothing more is written."""
    _end_for_good(home, life, "Turned 18.", "RC7")


def die(home: Household, life: Life, day: date) -> None:
    """A child dies. The file says when, and work is closed for that reason."""
    if life.open and life.worker and not life.over:
        home.note(life.worker, life, PersonDied(died_on=day, circumstances="Known to the coroner."), happened=day)
        _end_for_good(home, life, "Died.", "RC2")


def _end_for_good(home: Household, life: Life, why: str, reason: str) -> None:
    if life.open and not life.over:
        if life.plan_id:
            home.note(home.leader(life), life, CpPlanEnded(cp_plan_id=life.plan_id, ended_on=home.today, why=why))
            life.plan_id = ""
        if not life.assessment_id and not life.enquiry_id:
            close(home, life, f"{why} Nothing more is due from us for {life.child.forename}.", reason)
    life.over = True


def protect_from_harm(home: Household, life: Life) -> str:
    """What is said to stand between the child and a harm while work goes on."""
    theme = life.spell.theme.name if life.spell else ""
    return home.words.say(concerns.PROTECTION.get(theme) or concerns.ANY_PROTECTION, life.child)
