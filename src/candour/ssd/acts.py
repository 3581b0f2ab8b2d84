"""Acts and decisions: who did what, in what standing, and why."""

from collections.abc import Callable, Iterable
from typing import Any

from candour.record.casefile import Casefile
from candour.record.casefile.answers import harms
from candour.record.casefile.supervision import given
from candour.record.entries.cin_assessments import AssessmentAuthorised
from candour.record.entries.cin_episodes import ReferralDecided
from candour.record.entries.contacts import ContactDecided
from candour.record.entries.corrections import EntryMasked, EntryMoved
from candour.record.entries.cp_reviews import ReviewConferenceHeld
from candour.record.entries.decision import DecisionMade, GuidanceDepartedFrom, Reasons
from candour.record.entries.direction import DirectionAnswered, DirectionReceived, PressureRecorded
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.harm import HarmRecorded, ProtectionRecorded
from candour.record.entries.initial_cp_conference import InitialConferenceHeld
from candour.record.entries.s47_enquiry import EnquiryOutcomeDecided
from candour.record.entries.strategy_discussion import StrategyDiscussionDeclined, StrategyDiscussionHeld
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entry import Recorded
from candour.ssd.table import Row, flag, table


@table(
    "act",
    """
    act_id text the entry's reference
    act_position integer its place on the record
    act_person_id text whom it is about
    act_type text what kind of entry it is; "hidden" once masked or moved
    act_actor text who wrote it
    act_role text the writer's role that day
    act_registration text the writer's registration that day
    act_team text the writer's team that day
    act_newly_qualified flag whether the writer was newly qualified that day
    act_happened date the day it happened, as claimed
    act_recorded moment when it was written
    act_for text on whose behalf, if not the writer's own
    act_direction text the direction it followed
    act_supersedes text the entry it corrects
    act_state text standing, corrected or hidden
    act_digest text digest of the sealed entry
    """,
    shows=(EntryMasked, EntryMoved),
    indexes=("act_person_id, act_position", "act_actor, act_position"),
)
def acts(case: Casefile) -> Iterable[Row]:
    """One row an entry: subject, type, actor, standing, both dates, for whom, and a digest of the words."""
    for item in case.recorded:
        if item.subjects[0] != case.subject:
            continue
        hidden = item.entry_id in case.hidden
        state = "hidden" if hidden else "corrected" if item.entry_id in case.superseded else "standing"
        yield (
            item.entry_id,
            item.position,
            case.subject,
            "hidden" if hidden else item.fact.kind,
            item.actor,
            item.standing.role,
            item.standing.registration,
            item.standing.team,
            flag(item.standing.newly_qualified),
            item.happened,
            item.recorded,
            item.on_behalf_of,
            item.direction,
            item.supersedes,
            state,
            item.leaf_digest,
        )


WHAT: dict[type, Callable[[Any], tuple[str, str, str]]] = {
    ContactDecided: lambda fact: ("contact", fact.outcome, fact.contact_id),
    ReferralDecided: lambda fact: ("response to the referral", fact.response, fact.referral_id),
    StrategyDiscussionHeld: lambda fact: ("strategy discussion", fact.outcome, fact.referral_id),
    StrategyDiscussionDeclined: lambda fact: (
        "no strategy discussion", ", ".join(fact.indicators), fact.referral_id or fact.contact_id,
    ),
    AssessmentAuthorised: lambda fact: ("assessment", fact.outcome, fact.assessment_id),
    EnquiryOutcomeDecided: lambda fact: ("outcome of the enquiry", fact.outcome, fact.s47_enquiry_id),
    InitialConferenceHeld: lambda fact: (
        "initial conference", "plan" if fact.plan_agreed else "no plan", fact.icpc_id,
    ),
    ReviewConferenceHeld: lambda fact: ("review of the child protection plan", "the plan goes on", fact.cp_plan_id),
    DecisionMade: lambda fact: (fact.what, "no change" if fact.no_change else "", fact.about),
}  # fmt: skip


@table(
    "decision",
    """
    deci_id text the entry's reference
    deci_person_id text whom it is about
    deci_what text what was decided
    deci_choice text what was chosen
    deci_about text the contact, referral, assessment, enquiry, conference or plan
    deci_date date the day it was decided
    deci_decider text who decided
    deci_decider_role text the role of the person who wrote it down
    deci_grounds text grounds, as codes
    deci_recommendation text what was recommended
    deci_recommended_by text by whom
    deci_against_recommendation flag whether it went against that
    deci_directed flag whether it was directed; empty where it was not asked
    deci_direction text the direction
    deci_meeting text the meeting it was made in
    deci_unprotected integer harms left with nothing that protects from them
    deci_no_change flag whether nothing had changed for the child
    """,
    shows=(*WHAT, GuidanceDepartedFrom),
    indexes=(
        "deci_person_id",
        "deci_what, deci_date",
        "deci_against_recommendation",
        "deci_directed",
        "deci_unprotected",
    ),
)
def decisions(case: Casefile) -> Iterable[Row]:
    """One row a decision: what, on which grounds, against whose advice, by whom and where; departures among them."""
    for kind, what in WHAT.items():
        made: tuple[Recorded[Any], ...] = case.of(kind)
        for item in made:
            if item.fact.reasons is None:
                continue  # a review that ended the plan: its decision is an entry of its own
            yield _decision(case, item, *what(item.fact))
    for departed in case.of(GuidanceDepartedFrom):
        fact = departed.fact
        what_was = f"departed from guidance: {fact.decision.replace('_', ' ')}"
        yield (
            departed.entry_id, case.subject, what_was, fact.guard, "", departed.happened, departed.actor,
            departed.standing.role, "", "", "", None, None, None, None, None, None,
        )  # fmt: skip


def _decision(case: Casefile, item: Recorded[Any], what: str, choice: str, about: str) -> Row:
    reasons: Reasons = item.fact.reasons
    ended = item.fact if isinstance(item.fact, DecisionMade) else None
    return (
        item.entry_id,
        case.subject,
        what,
        choice,
        about,
        item.happened,
        reasons.decider,
        item.standing.role,
        " ".join(reasons.grounds),
        reasons.recommendation,
        reasons.recommended_by,
        flag(reasons.against_recommendation),
        flag(reasons.directed),
        reasons.direction or None,
        reasons.meeting or None,
        sum(1 for answer in ended.harms if not answer.protected_by.strip() and answer.unprotected_because)
        if ended
        else None,
        flag(ended.no_change) if ended else None,
    )


@table(
    "direction",
    """
    dire_id text the direction's reference
    dire_person_id text the child it was about
    dire_kind text direction or pressure
    dire_from text who gave it, as named
    dire_role text their role, as given
    dire_date date the day it was received
    dire_how text said, written or in a meeting
    dire_to text on whom
    dire_against_assessment flag whether it went against the assessment
    dire_recorded_by text who wrote it down
    dire_answer text given in supervision: confirmed or disputed by the worker, or awaited
    """,
    shows=(DirectionReceived, PressureRecorded, DirectionAnswered),
    indexes=("dire_person_id", "dire_to, dire_answer"),
)
def directions(case: Casefile) -> Iterable[Row]:
    """Orders given about a child, and pressure on a decision."""
    in_supervision = {one.recorded.entry_id: one for one in given(case)}
    for item in case.of(DirectionReceived):
        fact, one = item.fact, in_supervision.get(item.entry_id)
        answer = None if one is None else one.answer.fact.answer if one.answer else "awaited"
        yield (
            fact.direction_id, case.subject, "direction", fact.from_whom, fact.their_role, fact.received_on,
            fact.how, one.to if one else item.actor, flag(fact.against_assessment), item.actor, answer,
        )  # fmt: skip
    for pressed in case.of(PressureRecorded):
        felt = pressed.fact
        yield (
            felt.pressure_id, case.subject, "pressure", felt.from_whom, "", felt.felt_on, "", felt.on_whom,
            None, pressed.actor, None,
        )  # fmt: skip


@table(
    "dissent",
    """
    diss_id text the dissent's reference
    diss_person_id text the child
    diss_who text who disagreed
    diss_role text their role or agency
    diss_about text the decision
    diss_date date the day it was given
    diss_recorded_by text who wrote it down
    """,
    shows=(DissentRecorded,),
    indexes=("diss_person_id",),
)
def dissents(case: Casefile) -> Iterable[Row]:
    """Disagreement with a decision."""
    for item in case.of(DissentRecorded):
        fact = item.fact
        yield (fact.dissent_id, case.subject, fact.who, fact.their_role, fact.about, fact.given_on, item.actor)


@table(
    "view",
    """
    view_id text the view's reference
    view_person_id text the child
    view_whose text child, family, agency or worker
    view_given flag whether there is a view, or only the reason why not
    view_about text what it is about
    view_date date the day it was given
    """,
    shows=(ViewRecorded,),
    indexes=("view_person_id",),
)
def views(case: Casefile) -> Iterable[Row]:
    """Whose view was heard about what."""
    for item in case.of(ViewRecorded):
        fact = item.fact
        given = flag(bool(fact.words.strip()))
        yield (fact.view_id, case.subject, fact.whose, given, fact.about, fact.given_on)


@table(
    "voice_of_child",
    """
    voch_table_id text the view's reference
    voch_person_id text the child
    voch_date date the day it was given
    voch_given flag whether the child's own words are on the record
    """,
    shows=(ViewRecorded,),
    indexes=("voch_person_id",),
)
def voices(case: Casefile) -> Iterable[Row]:
    """When the child was heard. The words stay on the record."""
    for item in case.of(ViewRecorded):
        if item.fact.whose == "child":
            given = flag(bool(item.fact.words.strip()))
            yield (item.fact.view_id, case.subject, item.fact.given_on, given)


@table(
    "harm",
    """
    harm_id text the harm's reference
    harm_person_id text the child
    harm_kind text harm or disclosure
    harm_category text category of abuse, where one fits
    harm_known_on date the day it became known
    harm_protected flag whether something now protects the child from it
    """,
    shows=(HarmRecorded,),
    indexes=("harm_person_id",),
)
def harm_rows(case: Casefile) -> Iterable[Row]:
    """Each harm and disclosure, and whether anything stands between it and the child."""
    for harm in harms(case):
        fact = harm.recorded.fact
        kept = flag(harm.protected)
        yield (fact.harm_id, case.subject, fact.harm_kind, fact.category, fact.known_on, kept)


@table(
    "protection",
    """
    prot_id text the protection's reference
    prot_person_id text the child
    prot_harm_id text the harm it answers
    prot_removes_risk text yes, partly or no
    prot_start date since when
    prot_end date until when
    """,
    shows=(ProtectionRecorded,),
    indexes=("prot_person_id",),
)
def protections(case: Casefile) -> Iterable[Row]:
    """What protects a child from one stated harm."""
    for item in case.of(ProtectionRecorded):
        fact = item.fact
        yield (fact.protection_id, case.subject, fact.harm_id, fact.removes_risk, fact.start, fact.end)
