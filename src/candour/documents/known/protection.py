"""Harm, what protects from it, the enquiry, and what must change."""

from candour.documents.knowing import Knowing, block, spelt
from candour.record.casefile.answers import harms
from candour.record.casefile.plans import cp_plans, open_cp_plan
from candour.record.casefile.protection import conferences, enquiries
from candour.record.entries.cp_plans import AimAgreed
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.s47_enquiry import EnquiryOutcomeDecided
from candour.record.entries.written_work import Line

REMOVES = {"no": " (limits the harm; the risk is still there)", "partly": " (in part)"}


def told_by(fact: HarmRecorded) -> tuple[str, ...]:
    """What naming this harm tells: a disclosure is the child's own account."""
    return ("the child's account",) if fact.harm_kind == "disclosure" else ("harm",)


@block
def harms_and_protection(of: Knowing) -> list[Line]:
    """Each harm with what protects from it."""
    lines = []
    for one in harms(of.case):
        fact = one.recorded.fact
        label = "Told by the child" if fact.harm_kind == "disclosure" else "Harm"
        lines.append(Line(label=f"{label}, {spelt(fact.known_on)}", words=fact.what, tells=told_by(fact)))
        for item in one.protections:
            words = item.fact.what + REMOVES.get(item.fact.removes_risk, "")
            lines.append(Line(label="What protects from it", words=words, tells=("protection",)))
        if not one.protected:
            lines.append(Line(label="What protects from it", words="Nothing on the record yet.", tells=("protection",)))
    return lines


@block
def enquiry(of: Knowing) -> list[Line]:
    """The latest enquiry and what it found."""
    found = enquiries(of.case)
    if not found:
        return []
    latest = found[-1]
    lines = [Line(label="Section 47 enquiry began", words=spelt(latest.started_on))]
    if latest.outcome:
        lines.append(Line(label="Its outcome", words=latest.outcome.capitalize()))
    for item in of.case.of(EnquiryOutcomeDecided):
        if item.fact.s47_enquiry_id != latest.s47_enquiry_id:
            continue
        if words := item.fact.childs_account.strip():
            lines.append(Line(label="The child's account", words=words, tells=("the child's account",)))
        if words := item.fact.findings.strip():
            lines.append(Line(label="What was found", words=words, tells=("what agencies shared",)))
    return lines


def task_of(fact: AimAgreed) -> str:
    """What naming an aim tells: whose task it is. Somebody kept at a distance is told of those that name them."""
    return f"task of {fact.who}: {fact.what_must_change}"


@block
def aims(of: Knowing) -> list[Line]:
    """What must change, for which harm, who does what and by when."""
    running = open_cp_plan(of.case) or (cp_plans(of.case)[-1] if cp_plans(of.case) else None)
    if running is None:
        return []
    against = {one.harm_id: one.recorded.fact for one in harms(of.case)}
    lines = []
    for item in of.case.of(AimAgreed):
        fact = item.fact
        if fact.plan_id != running.cp_plan_id:
            continue
        lines.append(Line(label="What must change", words=fact.what_must_change, tells=(task_of(fact),)))
        if harm := against.get(fact.harm_id):
            lines.append(Line(label="Because of", words=harm.what, tells=told_by(harm)))
        if fact.who or fact.by_when:
            when = f", by {spelt(fact.by_when)}" if fact.by_when else ""
            lines.append(
                Line(label="Who, and by when", words=f"{fact.who or 'Not said who'}{when}", tells=("who helps",))
            )
    return lines


@block
def outline_plan(of: Knowing) -> list[Line]:
    """The outline plan the conference agreed."""
    words = of.meeting.outline_plan if of.meeting else ""
    words = words or next((one.held.fact.outline_plan for one in reversed(conferences(of.case)) if one.held), "")
    return [Line(label="Outline plan", words=words)] if words.strip() else []


@block
def reviews(of: Knowing) -> list[Line]:
    """Each review of the plan and what had changed for the child."""
    plan = open_cp_plan(of.case)
    return [
        Line(
            label=f"Review of {spelt(one.held_on)}",
            words=(one.held.fact.changed_since.strip() if one.held else "") or "Nothing is written of what changed.",
            tells=("how the child is now",),
        )
        for one in (plan.reviews if plan else ())
    ]
