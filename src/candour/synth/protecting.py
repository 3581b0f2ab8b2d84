"""From the strategy discussion to the conference: what agencies share, what the enquiry finds, what is decided."""

from collections.abc import Mapping
from datetime import date, timedelta

from candour.practice.initial_cp_conference import Aim, ConferenceProposal, record_an_initial_conference
from candour.practice.s47_enquiry import OutcomeProposal, decide_the_outcome_of_an_enquiry
from candour.practice.strategy_discussion import StrategyProposal, hold_a_strategy_discussion
from candour.practice.voices import Dissent, View
from candour.record.casefile.answers import harms
from candour.record.entries.cin_plans import CinPlanStarted
from candour.record.entries.cp_plans import CpPlanStarted
from candour.record.entries.harm import HarmRecorded, ProtectionRecorded
from candour.record.entries.initial_cp_conference import ConferenceCalled
from candour.record.entries.s47_enquiry import EnquiryPartDone, EnquiryStarted
from candour.synth.allocating import allocate
from candour.synth.archive import look_in_the_archive
from candour.synth.chance import likely, pick
from candour.synth.ending import protect_from_harm
from candour.synth.helping import help_until
from candour.synth.household import Household, Life, fact_among
from candour.synth.planning import present, run_plan
from candour.synth.settling import help_ends, settle
from candour.synth.spell import CONFERENCE, PLAN, review_days
from candour.synth.staff import SAFEGUARDING
from candour.synth.words import concerns, decisions, meetings
from candour.terms.timescales import FIRST_REVIEW, INITIAL_CONFERENCE, due
from candour.terms.working_days import working_days_after

FOUND_NOTHING, NO_RISK, TO_CONFERENCE = "not substantiated", "substantiated no continuing risk", "conference"
AT_HOME_FOR_ALL = ("domestic abuse", "neglect", "emotional abuse", "baby at risk", "parent's health", "no money")
ENDS_AT: Mapping[str, str] = {CONFERENCE: TO_CONFERENCE, PLAN: TO_CONFERENCE}


def discuss(home: Household, life: Life, outcome: str) -> None:
    """Hold a strategy discussion that starts an enquiry, which will come to this outcome."""
    if not life.open or life.over or life.enquiry_id or not life.spell:
        return
    chance, words, child, today = home.chance, home.words, life.child, home.today
    lead = life.worker or home.anyone("social_worker", "front door")
    health = likely(chance, 98)
    proposal = StrategyProposal(
        grounds=("evidence",),
        because=words.say(decisions.STRATEGY["enquiry"], child),
        held_on=today,
        present=present(home, life, police=True, health=health),
        information_shared=words.say(meetings.SHARED, child),
        outcome="enquiry",
        joint="joint with police" if likely(chance, 42) else "single agency",
        immediate_safety=words.say(meetings.SAFETY, child),
        lead_worker_id=lead.worker_id,
        lead_registered=lead.registered_on(today),
    )
    made = home.decide(hold_a_strategy_discussion, life, proposal, home.leader(life))
    started = fact_among(made, EnquiryStarted)
    life.enquiry_id, life.enquired = (started.s47_enquiry_id if started else ""), True
    days = life.spell.conference_days
    for at in range(chance.randint(2, 3)):
        home.on(working_days_after(today, at + chance.randint(0, 1)), lambda at=at: _part(home, life, at))  # type: ignore[misc]
    after = chance.randint(4, max(5, min(10, days - 3))) if outcome == TO_CONFERENCE else chance.randint(5, 14)
    home.on(working_days_after(today, after), lambda: _outcome(home, life, outcome, today))


def _part(home: Household, life: Life, at: int) -> None:
    if not life.enquiry_id or life.over:
        return
    age = life.child.age_on(home.today)
    what, found = (
        meetings.PARTS[1] if at == 0 and age < 4 else meetings.PARTS[at if at == 0 else home.chance.randint(1, 5)]
    )
    worker = life.worker or home.anyone("social_worker", "front door")
    by, registered = worker, "yes" if worker.registered_on(home.today) else "no"
    if likely(home.chance, 5):
        by, registered = home.anyone("support_worker", "assessment"), "no"
    part = EnquiryPartDone(
        s47_enquiry_id=life.enquiry_id,
        done_on=home.today,
        what=home.words.say((what,), life.child),
        done_by=by.name,
        done_by_registered=registered,
        found=home.words.say((found,), life.child),
    )
    home.note(worker, life, part)


def _outcome(home: Household, life: Life, outcome: str, started: date) -> None:
    if not life.enquiry_id or life.over or not life.spell:
        return
    words, child, today = home.words, life.child, home.today
    conference_on, why_late = None, ""
    if outcome == TO_CONFERENCE:
        wanted = working_days_after(started, life.spell.conference_days)
        conference_on = max(wanted, working_days_after(today, 1))
        if likely(home.chance, 0.3):
            conference_on += timedelta(days=5 - conference_on.weekday())
        if conference_on > due(INITIAL_CONFERENCE, started) and likely(home.chance, 85):
            why_late = words.say(decisions.WHY_LATE, child)
    proposal = OutcomeProposal(
        grounds=("evidence",),
        because=words.say(meetings.FOUND[outcome], child),
        s47_enquiry_id=life.enquiry_id,
        outcome=outcome,
        childs_account=words.account(child, today, outcome),
        findings=words.say(meetings.FOUND[outcome], child),
        conference_on=conference_on,
        why_late=why_late,
    )
    harm = [] if outcome == FOUND_NOTHING else [_harm(home, life)]
    by = home.leader(life) if outcome == NO_RISK else life.worker or home.leader(life)
    made = home.decide(decide_the_outcome_of_an_enquiry, life, proposal, by, with_facts=harm)
    life.enquiry_id = ""
    if harm and (outcome == NO_RISK or likely(home.chance, 35)):
        kept = "yes" if outcome == NO_RISK else "partly"
        protection = ProtectionRecorded(
            protection_id=home.desk.fresh(), harm_id=harm[0].harm_id, what=protect_from_harm(home, life),
            removes_risk=kept, start=today,
        )  # fmt: skip
        home.note(life.worker or by, life, protection)
    called = fact_among(made, ConferenceCalled)
    if called:
        life.awaits_conference, life.meeting_id = True, called.meeting_id
        home.on(called.called_for, lambda: _conference(home, life, called.called_for))
    else:
        settle(home, life)


def _harm(home: Household, life: Life) -> HarmRecorded:
    theme = life.spell.theme if life.spell else None
    name, about = (theme.name, life.spell.about) if theme and life.spell else ("neglect", life.child)
    own = about is life.child or name in AT_HOME_FOR_ALL
    carer, other = home.family.carer, home.family.other
    told = life.child.age_on(home.today) >= 5 and likely(home.chance, 40)
    return HarmRecorded(
        harm_id=home.desk.fresh(),
        harm_kind="disclosure" if told and own else "harm",
        what=home.words.say(concerns.HARM[name], life.child)
        if own
        else f"Lives in the home where {home.words.name_of(about)} was harmed, with the same adults.",
        category=theme.category if theme else "",
        from_whom=carer.name if name in ("neglect", "parent's health", "emotional abuse", "no money") else other.name,
        known_on=home.today,
        childs_words=home.words.say(meetings.ACCOUNT, life.child) if told and own else "",
    )


def _conference(home: Household, life: Life, held_on: date) -> None:
    if not life.awaits_conference or life.over or not life.open or not life.spell:
        return
    chance, words, child = home.chance, home.words, life.child
    look_in_the_archive(home, life)
    agreed = life.spell.path != CONFERENCE
    said, silent = words.child_view(child, held_on)
    quorate = likely(chance, 97)
    dissents = (
        (Dissent(who="Detective Constable", their_role="Police", words=words.say(decisions.DISSENT[2:], child)),)
        if likely(chance, 16 if not agreed else 3)
        else ()
    )
    proposal = ConferenceProposal(
        grounds=home.grounds(),
        because=words.say(decisions.CONFERENCE[agreed], child),
        meeting_id=home.shared.setdefault(f"conference {held_on}", life.meeting_id),
        held_on=held_on,
        pre_birth=child.born > held_on,
        present=present(home, life, police=likely(chance, 70)),
        quorate="yes" if quorate else "no",
        not_quorate_because="" if quorate else decisions.DEPARTED["conference_is_quorate"],
        significant_harm="Is suffering or likely to suffer significant harm."
        if agreed
        else "Not likely to suffer significant harm.",
        plan_agreed=agreed,
        category=_category(home, life) if agreed else "",
        outline_plan=words.say(decisions.OUTLINE, child) if agreed else "",
        aims=_aims(home, life) if agreed else (),
        next_review=due(FIRST_REVIEW, held_on) if agreed else None,
        views=(
            View(whose="child", who=words.name_of(child), words=said, no_view_because=silent),
            View(whose="family", who=home.family.carer.name, words=words.say(decisions.FAMILY_VIEW, child)),
        ),
        dissents=dissents,
        child_in_need_instead=not agreed,
    )
    made = home.decide(record_an_initial_conference, life, proposal, home.anyone("conference_chair"))
    life.awaits_conference, life.meeting_id = False, ""
    _after_conference(home, life, fact_among(made, CpPlanStarted), fact_among(made, CinPlanStarted), held_on)


def _after_conference(
    home: Household, life: Life, plan: CpPlanStarted | None, cin: CinPlanStarted | None, held_on: date
) -> None:
    if plan and life.spell:
        life.plan_id, life.cin_plan_id = plan.cp_plan_id, ""
        reviews = home.shared.setdefault(f"reviews {held_on}", review_days(home.chance, life.spell.plan_days))
        run_plan(home, life, held_on, reviews, life.spell.step_down_days)
        home.soon(30, lambda: allocate(home, life, SAFEGUARDING, "TSPROC") if life.open else None)
    elif cin:
        life.cin_plan_id = cin.cin_plan_id
        help_until(home, life, help_ends(home, life))


def _category(home: Household, life: Life) -> str:
    theme = life.spell.theme.category if life.spell else ""
    return "MUL" if likely(home.chance, 0.8) else theme or pick(home.chance, ("NEG", "EMO"))


def _aims(home: Household, life: Life) -> tuple[Aim, ...]:
    theme = life.spell.theme.name if life.spell else ""
    known = [harm.harm_id for harm in harms(home.file(life))]
    by_when = home.today + timedelta(days=home.chance.randint(40, 120))
    said = {home.words.aim(theme, life.child) for _ in range(home.chance.randint(2, 4))}
    return tuple(
        Aim(
            harm_id=known[at % len(known)] if known else "",
            what_must_change=what,
            who=home.family.carer.name,
            by_when=by_when,
        )
        for at, what in enumerate(sorted(said))
    )
