"""The review conference: whether the plan goes on, or ends."""

from dataclasses import dataclass
from datetime import date, timedelta

from candour.practice.ending import EndingProposal, ending_decision, ending_guards
from candour.practice.guard import Today, Worker, decision, must, should
from candour.practice.reasons import Deciding, grounds_are_given
from candour.practice.voices import View, asked_beforehand, views_given
from candour.record.casefile import Casefile
from candour.record.casefile.plans import CpPlan, cp_plans, open_cin_plan, open_cp_plan
from candour.record.entries.cin_plans import CinPlanStarted
from candour.record.entries.cp_plans import CpPlanEnded
from candour.record.entries.cp_reviews import ReviewConferenceHeld
from candour.record.entries.strategy_discussion import Attendance
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entry import Recorded, ToRecord

WT = "Working Together 2023"  # replaced by the edition of March 2026: each guard is to be reread against it


@dataclass(frozen=True, kw_only=True)
class ReviewProposal(Deciding):
    """A review that keeps the plan going."""

    cp_plan_id: str
    meeting_id: str
    held_on: date
    present: tuple[Attendance, ...] = ()
    quorate: str = ""
    changed_since: str = ""
    no_change: bool = False
    childs_view: str = ""
    no_view_because: str = ""
    next_review: date | None = None


@dataclass(frozen=True, kw_only=True)
class PlanEndingProposal(EndingProposal):
    """A review that ends the plan."""

    cp_plan_id: str
    meeting_id: str
    held_on: date
    present: tuple[Attendance, ...] = ()
    quorate: str = ""
    child_in_need_plan: bool = True


def _plan(case: Casefile, plan_id: str) -> CpPlan | None:
    return next((plan for plan in cp_plans(case) if plan.cp_plan_id == plan_id and plan.is_open), None)


@must("Candour house rule: only a running plan can be reviewed or ended")
def plan_is_running(case: Casefile, proposal: ReviewProposal | PlanEndingProposal, by: Worker) -> bool:
    """This plan is not running."""
    return _plan(case, proposal.cp_plan_id) is not None


@must("Candour house rule: refuse silence, never the truth")
def change_since_is_stated(case: Casefile, proposal: ReviewProposal, by: Worker) -> bool:
    """Say what has changed for the child since the last review, or that nothing has."""
    return proposal.no_change or bool(proposal.changed_since.strip())


@must("Children Act 1989 s47(5A): the child's wishes and feelings; Candour: or the reason there are none")
def childs_view_is_heard_at_review(case: Casefile, proposal: ReviewProposal, by: Worker) -> bool:
    """Write what the child says, or why there is no view."""
    said = bool(proposal.childs_view.strip() or proposal.no_view_because.strip())
    return said or bool(asked_for_the_review(case, "child", proposal.held_on))


def asked_for_the_review(case: Casefile, whose: str, held_on: date) -> tuple[Recorded[ViewRecorded], ...]:
    """Views asked since the last conference about the plan, on the record already: nobody writes them down again."""
    plan = open_cp_plan(case)
    days = [day for day in (plan.started_on, *(one.held_on for one in plan.reviews)) if day] if plan else []
    since = max(days) + timedelta(days=1) if days else None
    return asked_beforehand(case, whose, since, held_on)


@should("Partnership procedures: social care and at least two other agencies in direct contact with the child")
def review_is_quorate(case: Casefile, proposal: ReviewProposal | PlanEndingProposal, by: Worker) -> bool:
    """The conference was not quorate. Say why it went ahead."""
    return proposal.quorate == "yes"


@should("Common local procedure: a plan that ends at its first review needs exceptional grounds in writing")
def plan_has_run_past_its_first_review(case: Casefile, proposal: PlanEndingProposal, by: Worker) -> bool:
    """This is the plan's first review. Say what is exceptional."""
    plan = _plan(case, proposal.cp_plan_id)
    return plan is None or bool(plan.reviews)


def _review(
    proposal: ReviewProposal | PlanEndingProposal, by: Worker, today: Today, goes_on: bool
) -> ReviewConferenceHeld:
    return ReviewConferenceHeld(
        cp_review_id=today.fresh(),
        cp_plan_id=proposal.cp_plan_id,
        meeting_id=proposal.meeting_id,
        held_on=proposal.held_on,
        chair=proposal.decider or by.worker_id,
        present=proposal.present,
        quorate=proposal.quorate,
        continues=goes_on,
        reasons=proposal.reasons(by) if goes_on else None,
        changed_since=proposal.changed_since.strip(),
        next_review=proposal.next_review if isinstance(proposal, ReviewProposal) else None,
    )


@decision(grounds_are_given, plan_is_running, change_since_is_stated, childs_view_is_heard_at_review, review_is_quorate)
def continue_a_child_protection_plan(
    case: Casefile, proposal: ReviewProposal, by: Worker, today: Today
) -> list[ToRecord]:
    """Write the review and the child's view; the plan goes on."""
    held = _review(proposal, by, today, True)
    said = View(whose="child", words=proposal.childs_view, no_view_because=proposal.no_view_because)
    views = views_given((said,), held.cp_review_id, proposal.held_on, today)
    return [
        ToRecord(held, (case.subject, proposal.meeting_id), proposal.held_on),
        *(ToRecord(view, (case.subject,), proposal.held_on) for view in views),
    ]


@decision(*ending_guards, plan_is_running, review_is_quorate, plan_has_run_past_its_first_review)
def end_a_child_protection_plan(
    case: Casefile, proposal: PlanEndingProposal, by: Worker, today: Today
) -> list[ToRecord]:
    """Write the review, the decision with all its answers, the end, and the help that follows."""
    child = (case.subject,)
    decided = ending_decision(case, proposal, by, today, "end the child protection plan", proposal.cp_plan_id)
    held = _review(proposal, by, today, False)
    ended = CpPlanEnded(
        cp_plan_id=proposal.cp_plan_id,
        ended_on=proposal.held_on,
        why=proposal.because.strip(),
        decision_id=decided.decision_id,
    )
    drafts = [ToRecord(held, (case.subject, proposal.meeting_id), proposal.held_on), *decided.drafts]
    drafts.append(ToRecord(ended, child, proposal.held_on))
    plan = _plan(case, proposal.cp_plan_id)
    if proposal.child_in_need_plan and plan and open_cin_plan(case) is None:
        started = CinPlanStarted(cin_plan_id=today.fresh(), referral_id=plan.referral_id, started_on=proposal.held_on)
        drafts.append(ToRecord(started, child, proposal.held_on))
    return drafts
