"""The front door: what comes in, what is decided about it, and the response to a referral."""

from datetime import date, timedelta

from candour.practice.cin_episodes import ReferralProposal, decide_the_response_to_a_referral
from candour.practice.contacts import ContactProposal, calls_for_discussion, decide_a_contact
from candour.record.entries.cin_assessments import AssessmentStarted
from candour.record.entries.cin_episodes import ReferralReceived
from candour.record.entries.contacts import ContactReceived
from candour.synth.allocating import allocate
from candour.synth.assessing import assess, enquiry_outcome
from candour.synth.chance import likely, one_of, pick
from candour.synth.ending import stopped
from candour.synth.household import Household, Life, fact_among
from candour.synth.protecting import discuss
from candour.synth.registering import put_on_record
from candour.synth.spell import HARMFUL, NOTHING, Spell
from candour.synth.staff import ASSESSMENT, FRONT_DOOR
from candour.synth.themes import Theme
from candour.synth.words import decisions
from candour.synth.words.bank import AGREED
from candour.terms.working_days import working_days_after

LEVEL = {"assessment": "Level 3: a child in need (section 17)", "no further action": "Level 1: universal services"}
HARM_LEVEL = "Level 4: a child who may be suffering significant harm (section 47)"


def signs(home: Household, theme: Theme) -> tuple[str, ...]:
    """The indicators somebody at the front door would tick."""
    return tuple(code for code, share in theme.indicators.items() if likely(home.chance, share))


def contact(home: Household, life: Life, theme: Theme, source: str, about: Life, indicators: tuple[str, ...]) -> str:
    """Write down what came in about a child. Returns the contact's reference."""
    screener = home.anyone("front_door_screener", FRONT_DOOR)
    if not home.shared.get("on record"):
        home.shared["on record"] = True
        put_on_record(home, screener)
    said = home.words.contact(theme.name, source, about.child)
    also = "" if life is about else f" {home.words.name_of(life.child)} lives there too."
    received = ContactReceived(
        contact_id=home.desk.fresh(),
        received_on=home.today,
        received_at=f"{home.clock.moment:%H:%M}",
        source_code=source,
        source_name=home.words.source_name(source, about.child),
        source_confidential=source == "1B" and likely(home.chance, 80),
        what_was_said=said + also,
        agreement=pick(home.chance, AGREED),
        indicators=indicators,
    )
    home.note(screener, life, received)
    return received.contact_id


def decide_contact(home: Household, life: Life, contact_id: str, outcome: str) -> ReferralReceived | None:
    """The manager at the front door decides what a contact is."""
    proposal = ContactProposal(
        grounds=home.grounds(),
        because=home.words.say(decisions.CONTACT[outcome], life.child),
        contact_id=contact_id,
        outcome=outcome,
        source_told="yes" if likely(home.chance, 88) else "no",
    )
    made = home.decide(decide_a_contact, life, proposal, home.anyone("team_manager", FRONT_DOOR))
    return fact_among(made, ReferralReceived)


def passing_contact(home: Household, life: Life, theme: Theme, source: str) -> None:
    """A contact that does not become a referral: mostly about children whose case is open."""
    if life.over:
        return
    reference = contact(home, life, theme, source, life, ())
    shares = {"no action": 52, "advice": 30, "early help": 18}
    outcome = "advice" if life.open else one_of(home.chance, shares)
    home.soon(home.chance.randint(30, 200), lambda: decide_contact(home, life, reference, outcome))


def refer(home: Household, spell: Spell, lives: list[Life]) -> None:
    """A contact about a family becomes a referral for each of these children."""
    about = next(life for life in home.lives if life.child is spell.about)
    indicators = signs(home, spell.theme)
    for life in lives:
        life.spell = spell.for_child(home.chance, life.child)
        life.referred_on, life.open = home.today, True
        life.first_known = life.first_known or home.today
        life.contact_id = contact(home, life, spell.theme, spell.source, about, indicators)
    today = home.today
    harmful = spell.path in HARMFUL and spell.discussion_first
    wait = 0 if spell.assess_days < 2 or harmful or likely(home.chance, 45) else 1 if likely(home.chance, 90) else 2
    for life in lives:
        home.soon(home.chance.randint(20, 90), lambda life=life: _becomes_referral(home, life, today, wait, indicators))  # type: ignore[misc]


def _becomes_referral(home: Household, life: Life, day: date, wait: int, indicators: tuple[str, ...]) -> None:
    referral = decide_contact(home, life, life.contact_id, "referral")
    life.referral_id = referral.referral_id if referral else ""
    if wait:
        home.on(working_days_after(day, wait), lambda: _respond(home, life, indicators))
    else:
        home.soon(home.chance.randint(20, 70), lambda: _respond(home, life, indicators))


def _respond(home: Household, life: Life, indicators: tuple[str, ...]) -> None:
    spell = life.spell
    if not spell or life.over:
        return
    harmful = spell.path in HARMFUL and spell.discussion_first
    response = "no further action" if spell.path == NOTHING else "strategy discussion" if harmful else "assessment"
    if harmful and likely(home.chance, 4):
        response = "immediate protection"
    named = likely(home.chance, 98.5)
    unanswered = calls_for_discussion(indicators) and not harmful
    worker = home.anyone("social_worker", FRONT_DOOR)
    proposal = ReferralProposal(
        grounds=home.grounds(),
        because=home.words.say(decisions.REFERRAL[response], life.child),
        referral_id=life.referral_id,
        response=response,
        primary_need="N0" if likely(home.chance, 2.6) else spell.theme.need,
        threshold_id=home.threshold if named else "",
        threshold_level=LEVEL.get(response, HARM_LEVEL) if named else "",
        parents_told="yes" if likely(home.chance, 90) else "no",
        referrer_told="yes" if likely(home.chance, 88) else "no",
        no_strategy_discussion_because=home.words.say(decisions.NO_DISCUSSION, life.child) if unanswered else "",
    )
    made = home.decide(decide_the_response_to_a_referral, life, proposal, worker)
    if response == "no further action":
        stopped(home, life)
        return
    started = fact_among(made, AssessmentStarted)
    life.assessment_id = started.assessment_id if started else ""
    home.soon(15, lambda: _begin(home, life, harmful))


def _begin(home: Household, life: Life, harmful: bool) -> None:
    spell, since = life.spell, life.referred_on or home.today
    if not spell:
        return
    allocate(home, life, ASSESSMENT)
    assess(home, life, max(working_days_after(since, spell.assess_days), home.today))
    if harmful:
        home.soon(30, lambda: discuss(home, life, enquiry_outcome(home, life)))
    elif spell.path in HARMFUL:
        home.on(
            since + timedelta(days=home.chance.randint(6, 30)),
            lambda: None if life.enquired else discuss(home, life, enquiry_outcome(home, life)),
        )
