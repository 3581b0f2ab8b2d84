"""The response to a referral, and the end of an episode of need."""

from dataclasses import dataclass
from datetime import date

from candour.practice.contacts import calls_for_discussion
from candour.practice.ending import EndingProposal, ending_decision, ending_guards
from candour.practice.guard import Today, Worker, decision, must, should
from candour.practice.reasons import Deciding, grounds_are_given
from candour.record.casefile import Casefile
from candour.record.casefile.answers import allocations
from candour.record.casefile.episodes import NO_FURTHER_ACTION, Episode, contacts, episodes
from candour.record.casefile.plans import cin_plans, open_cp_plan
from candour.record.casefile.protection import assessments, enquiries
from candour.record.entries.cin_assessments import AssessmentStarted
from candour.record.entries.cin_episodes import EpisodeClosed, ReferralDecided
from candour.record.entries.cin_plans import CinPlanEnded
from candour.record.entries.involvements import AllocationEnded
from candour.record.entries.strategy_discussion import StrategyDiscussionDeclined
from candour.record.entry import ToRecord

KCSIE = "Working Together 2023; Keeping Children Safe in Education 2025: a social worker decides within one working day"
CENSUS = "Children in need census guide 2023-24"
RESPONSES = {
    "assessment": "Assess the child's needs (section 17)",
    "strategy discussion": "Hold a strategy discussion now",
    "immediate protection": "Protect the child at once, and hold a strategy discussion",
    "other help": "Other help, with nothing more from us: no further action",
    NO_FURTHER_ACTION: "No further action",
}


@dataclass(frozen=True, kw_only=True)
class ReferralProposal(Deciding):
    """How a referral is to be answered. `indicators` are those seen now, beside those on the contact."""

    referral_id: str
    response: str
    primary_need: str = ""
    threshold_id: str = ""
    threshold_level: str = ""
    parents_told: str = ""
    referrer_told: str = ""
    indicators: tuple[str, ...] = ()
    no_strategy_discussion_because: str = ""


def indicators_on(case: Casefile, referral_id: str) -> tuple[str, ...]:
    """The indicators already on the contact that a referral came from."""
    contact_id = next((one.contact_id for one in episodes(case) if one.referral_id == referral_id), "")
    return next((c.received.fact.indicators for c in contacts(case) if c.received.fact.contact_id == contact_id), ())


def _signs(case: Casefile, proposal: ReferralProposal) -> tuple[str, ...]:
    seen = dict.fromkeys((*indicators_on(case, proposal.referral_id), *proposal.indicators))
    return calls_for_discussion(tuple(seen))


def _episode(case: Casefile, referral_id: str) -> Episode | None:
    return next((one for one in episodes(case) if one.referral_id == referral_id), None)


def _stops(proposal: ReferralProposal) -> bool:
    return proposal.response in ("other help", NO_FURTHER_ACTION)


@must("Candour house rule: a referral is answered once; a correction stands beside the first answer")
def referral_is_undecided(case: Casefile, proposal: ReferralProposal, by: Worker) -> bool:
    """This referral has been answered. Correct that decision instead."""
    episode = _episode(case, proposal.referral_id)
    return episode is not None and episode.decided is None and episode.is_open


@must("Children Act 1989 s47(1); Working Together 2023: reasonable cause to suspect calls for a strategy discussion")
def indicators_are_answered(case: Casefile, proposal: ReferralProposal, by: Worker) -> bool:
    """Something here calls for a strategy discussion. Hold one, or say in your own words why not."""
    return (
        proposal.response in ("strategy discussion", "immediate protection")
        or not _signs(case, proposal)
        or bool(proposal.no_strategy_discussion_because.strip())
    )


@must(f"{CENSUS}: a referral that leads on has a primary need, one with no further action has none")
def need_is_named_if_work_follows(case: Casefile, proposal: ReferralProposal, by: Worker) -> bool:
    """Choose the main reason this child needs help."""
    return _stops(proposal) or bool(proposal.primary_need)


@should(KCSIE)
def decider_is_a_social_worker(case: Casefile, proposal: ReferralProposal, by: Worker) -> bool:
    """Have a registered social worker decide the response, or say why somebody else did."""
    return by.registered or bool(proposal.decider and proposal.decider != by.worker_id)


@should("Keeping Children Safe in Education 2025: the published threshold document guides the decision")
def threshold_is_named(case: Casefile, proposal: ReferralProposal, by: Worker) -> bool:
    """Say which level of the published threshold applies."""
    return bool(proposal.threshold_id and proposal.threshold_level.strip())


@decision(
    grounds_are_given,
    referral_is_undecided,
    indicators_are_answered,
    need_is_named_if_work_follows,
    decider_is_a_social_worker,
    threshold_is_named,
)
def decide_the_response_to_a_referral(
    case: Casefile, proposal: ReferralProposal, by: Worker, today: Today
) -> list[ToRecord]:
    """Write the response down; a decision not to hold a discussion is an act of its own; assessment starts."""
    reasons, signs, subjects = proposal.reasons(by), _signs(case, proposal), (case.subject,)
    decided = ReferralDecided(
        referral_id=proposal.referral_id,
        response=NO_FURTHER_ACTION if _stops(proposal) else proposal.response,
        primary_need="" if _stops(proposal) else proposal.primary_need,
        threshold_id=proposal.threshold_id,
        threshold_level=proposal.threshold_level,
        parents_told=proposal.parents_told,
        referrer_told=proposal.referrer_told,
        indicators=signs,
        no_strategy_discussion_because=proposal.no_strategy_discussion_because.strip(),
        reasons=reasons,
    )
    drafts = [ToRecord(decided, subjects, today.day)]
    if signs and proposal.response not in ("strategy discussion", "immediate protection"):
        declined = StrategyDiscussionDeclined(
            referral_id=proposal.referral_id,
            contact_id="",
            indicators=signs,
            reasons=Deciding(
                decider=proposal.decider, grounds=proposal.grounds, because=proposal.no_strategy_discussion_because
            ).reasons(by),
        )
        drafts.append(ToRecord(declined, subjects, today.day))
    if not _stops(proposal):
        started = AssessmentStarted(assessment_id=today.fresh(), referral_id=proposal.referral_id, started_on=today.day)
        drafts.append(ToRecord(started, subjects, today.day))
    return drafts


@dataclass(frozen=True, kw_only=True)
class ClosureProposal(EndingProposal):
    """Why work with a child stops."""

    referral_id: str
    closed_on: date
    reason: str
    would_reopen: str = ""


@must(f"{CENSUS}: a closed episode has no open assessment, enquiry or plan (rules 8867, 8868, 4004, 8935)")
def nothing_is_left_open(case: Casefile, proposal: ClosureProposal, by: Worker) -> bool:
    """Finish what is open first: the assessment, the enquiry or the child protection plan."""
    return (
        not any(one.is_open for one in assessments(case))
        and not any(one.is_open for one in enquiries(case))
        and open_cp_plan(case) is None
    )


@must(f"{CENSUS}: once an enquiry has begun the reason is RC7, never RC8 or RC9 (rule 2990)")
def closure_reason_fits_the_enquiry(case: Casefile, proposal: ClosureProposal, by: Worker) -> bool:
    """An enquiry or a plan has run in this episode: choose another reason than 'closed after assessment'."""
    plans = [plan.referral_id for plan in cin_plans(case)]
    worked = [one.referral_id for one in enquiries(case)] + plans
    return proposal.reason not in ("RC8", "RC9") or proposal.referral_id not in worked


@must("Candour house rule: what is closed can only be closed once")
def episode_is_open(case: Casefile, proposal: ClosureProposal, by: Worker) -> bool:
    """This episode is not open."""
    episode = _episode(case, proposal.referral_id)
    return episode is not None and episode.is_open


@decision(*ending_guards, episode_is_open, nothing_is_left_open, closure_reason_fits_the_enquiry)
def close_an_episode(case: Casefile, proposal: ClosureProposal, by: Worker, today: Today) -> list[ToRecord]:
    """Write the decision with its answers, end an open child in need plan, and close."""
    subjects, decided = (case.subject,), ending_decision(case, proposal, by, today, "close", proposal.referral_id)
    drafts = [*decided.drafts]
    drafts += [
        ToRecord(
            CinPlanEnded(
                cin_plan_id=plan.cin_plan_id,
                ended_on=proposal.closed_on,
                why="The case was closed.",
                decision_id=decided.decision_id,
            ),
            subjects,
            proposal.closed_on,
        )
        for plan in cin_plans(case)
        if plan.is_open
    ]
    closed = EpisodeClosed(
        referral_id=proposal.referral_id,
        closed_on=proposal.closed_on,
        reason=proposal.reason,
        would_reopen=proposal.would_reopen,
    )
    return [*drafts, ToRecord(closed, subjects, proposal.closed_on), *_workers_leave(case, proposal.closed_on)]


def _workers_leave(case: Casefile, day: date) -> list[ToRecord]:
    """A closed child is nobody's case: a caseload counts children, not names."""
    return [
        ToRecord(
            AllocationEnded(involvement_id=one.started.fact.involvement_id, end=day, why="The case was closed."),
            (case.subject,),
            day,
        )
        for one in allocations(case)
        if one.is_open
    ]
