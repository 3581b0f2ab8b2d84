"""The initial conference: the conference decides, the chair states the decision and its reasons."""

from dataclasses import dataclass
from datetime import date

from candour.practice.guard import Today, Worker, decision, must, should
from candour.practice.reasons import Deciding, grounds_are_given
from candour.practice.voices import Dissent, View, asked_beforehand, dissents_given, views_given
from candour.record.casefile import Casefile
from candour.record.casefile.answers import previous_plans_here
from candour.record.casefile.episodes import open_episode
from candour.record.casefile.plans import open_cin_plan, open_cp_plan
from candour.record.casefile.protection import enquiries
from candour.record.entries.cin_plans import CinPlanEnded, CinPlanStarted
from candour.record.entries.cp_plans import AimAgreed, CpPlanStarted
from candour.record.entries.initial_cp_conference import InitialConferenceHeld
from candour.record.entries.strategy_discussion import Attendance
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entry import Recorded, ToRecord

WT = "Working Together 2023"  # replaced by the edition of March 2026: each guard is to be reread against it


@dataclass(frozen=True, kw_only=True)
class Aim:
    """One thing that must change, and the harm it answers."""

    harm_id: str = ""
    what_must_change: str
    who: str = ""
    by_when: date | None = None


@dataclass(frozen=True, kw_only=True)
class ConferenceProposal(Deciding):
    """What the conference heard and decided."""

    meeting_id: str
    held_on: date
    transfer_in: bool = False
    pre_birth: bool = False
    present: tuple[Attendance, ...] = ()
    quorate: str = ""
    not_quorate_because: str = ""
    significant_harm: str = ""
    plan_agreed: bool
    category: str = ""
    outline_plan: str = ""
    aims: tuple[Aim, ...] = ()
    next_review: date | None = None
    views: tuple[View, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    child_in_need_instead: bool = False


@must("Candour house rule: what is decided about a child belongs to an open case")
def case_is_open(case: Casefile, proposal: ConferenceProposal, by: Worker) -> bool:
    """This child's case is not open. Record the contact and decide the referral first."""
    return open_episode(case) is not None


@must(f"{WT}: a conference follows a section 47 enquiry, or another authority's plan on transfer in")
def an_enquiry_or_a_transfer_leads_here(case: Casefile, proposal: ConferenceProposal, by: Worker) -> bool:
    """Record the enquiry and its outcome first, or say that the child moved in on another authority's plan."""
    return proposal.transfer_in or bool(enquiries(case))


@must("Children in need census guide: one child protection plan at a time (rule 8935)")
def no_plan_is_running(case: Casefile, proposal: ConferenceProposal, by: Worker) -> bool:
    """This child already has a plan. Hold a review of that plan instead."""
    return open_cp_plan(case) is None


@must("Children in need census guide 5.2: a plan has a category of abuse (rule 8905)")
def category_is_named_if_a_plan_is_agreed(case: Casefile, proposal: ConferenceProposal, by: Worker) -> bool:
    """Choose the category of abuse."""
    return not proposal.plan_agreed or bool(proposal.category)


@must("Children Act 1989 s47(5A): the child's wishes and feelings; Candour: or the reason there are none")
def childs_view_is_heard_or_accounted_for(case: Casefile, proposal: ConferenceProposal, by: Worker) -> bool:
    """Write what the child says, or why there is no view."""
    given = any(
        view.whose == "child" and (view.words.strip() or view.no_view_because.strip()) for view in proposal.views
    )
    return given or bool(asked_for_the_conference(case, "child", proposal.held_on))


def asked_for_the_conference(case: Casefile, whose: str, held_on: date) -> tuple[Recorded[ViewRecorded], ...]:
    """Views asked since the referral, on the record already: nobody writes them down again."""
    episode = open_episode(case)
    return asked_beforehand(case, whose, episode.referred_on if episode else None, held_on)


@should("Partnership procedures: social care and at least two other agencies in direct contact with the child")
def conference_is_quorate(case: Casefile, proposal: ConferenceProposal, by: Worker) -> bool:
    """The conference was not quorate. Say why it went ahead."""
    return proposal.quorate == "yes" or bool(proposal.not_quorate_because.strip())


@should(f"{WT}: the plan says what must change and by when")
def aims_are_agreed(case: Casefile, proposal: ConferenceProposal, by: Worker) -> bool:
    """Agree at least one thing that must change, or say why the outline plan has none yet."""
    return not proposal.plan_agreed or any(aim.what_must_change.strip() for aim in proposal.aims)


@decision(
    grounds_are_given,
    case_is_open,
    an_enquiry_or_a_transfer_leads_here,
    no_plan_is_running,
    category_is_named_if_a_plan_is_agreed,
    childs_view_is_heard_or_accounted_for,
    conference_is_quorate,
    aims_are_agreed,
)
def record_an_initial_conference(
    case: Casefile, proposal: ConferenceProposal, by: Worker, today: Today
) -> list[ToRecord]:
    """Write the conference and what follows: a plan from that very day, or help without one."""
    episode, icpc_id = open_episode(case), today.fresh()
    referral_id = episode.referral_id if episode else ""
    enquiry = "" if proposal.transfer_in or not enquiries(case) else enquiries(case)[-1].s47_enquiry_id
    held = InitialConferenceHeld(
        icpc_id=icpc_id,
        meeting_id=proposal.meeting_id,
        referral_id=referral_id,
        s47_enquiry_id=enquiry,
        held_on=proposal.held_on,
        transfer_in=proposal.transfer_in,
        pre_birth=proposal.pre_birth,
        chair=proposal.decider or by.worker_id,
        present=proposal.present,
        quorate=proposal.quorate,
        not_quorate_because=proposal.not_quorate_because,
        significant_harm=proposal.significant_harm,
        plan_agreed=proposal.plan_agreed,
        category=proposal.category if proposal.plan_agreed else "",
        outline_plan=proposal.outline_plan,
        next_review=proposal.next_review,
        reasons=proposal.reasons(by),
    )
    child, with_meeting = (case.subject,), (case.subject, proposal.meeting_id)
    drafts = [ToRecord(held, with_meeting, proposal.held_on)]
    voices = [
        *views_given(proposal.views, icpc_id, proposal.held_on, today),
        *dissents_given(proposal.dissents, icpc_id, "the initial conference's decision", proposal.held_on, today),
    ]
    drafts += [ToRecord(fact, child, proposal.held_on) for fact in voices]
    if proposal.plan_agreed:
        drafts += [ToRecord(f, child, proposal.held_on) for f in _plan(case, proposal, referral_id, icpc_id, today)]
    elif proposal.child_in_need_instead and open_cin_plan(case) is None:
        started = CinPlanStarted(cin_plan_id=today.fresh(), referral_id=referral_id, started_on=proposal.held_on)
        drafts.append(ToRecord(started, child, proposal.held_on))
    return drafts


def _plan(
    case: Casefile, proposal: ConferenceProposal, referral_id: str, icpc_id: str, today: Today
) -> list[CpPlanStarted | CinPlanEnded | AimAgreed]:
    plan_id, cin = today.fresh(), open_cin_plan(case)
    facts: list[CpPlanStarted | CinPlanEnded | AimAgreed] = []
    if cin:
        why = "A child protection plan began."
        facts.append(CinPlanEnded(cin_plan_id=cin.cin_plan_id, ended_on=proposal.held_on, why=why))
    facts.append(
        CpPlanStarted(
            cp_plan_id=plan_id,
            referral_id=referral_id,
            icpc_id=icpc_id,
            started_on=proposal.held_on,
            category=proposal.category,
            previous_plans=previous_plans_here(case),
        )
    )
    facts += [
        AimAgreed(
            aim_id=today.fresh(),
            plan_id=plan_id,
            harm_id=aim.harm_id,
            what_must_change=aim.what_must_change,
            who=aim.who,
            by_when=aim.by_when,
        )
        for aim in proposal.aims
        if aim.what_must_change.strip()
    ]
    return facts
