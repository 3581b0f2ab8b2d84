"""Conferences and core groups: who came, what was decided and why, and when the next one is."""

from candour.documents.knowing import Knowing, block, spelt
from candour.record.casefile.plans import open_cp_plan
from candour.record.entries.strategy_discussion import Attendance
from candour.record.entries.written_work import Line
from candour.terms.grounds import GROUNDS

NOW = ("how the child is now",)
FAMILY = ("family", "parent", "parents", "mother", "father", "carer", "child", "grandparent", "relative")


def attendance(one: Attendance) -> Line:
    """One person at a meeting."""
    absent = "" if one.attended else " (did not attend)"
    of_the_family = one.agency.strip().casefold() in FAMILY
    tells = ("who was there", f"presence of {one.name}") if of_the_family else ("who was there",)
    return Line(label=one.agency or "Present", words=f"{one.name}{absent}", tells=tells)


@block
def present(of: Knowing) -> list[Line]:
    """Who was at the conference, and who was not."""
    meeting = of.meeting
    if meeting is None:
        return []
    first = [Line(label=meeting.title, words=spelt(meeting.on)), Line(label="Chair", words=of.name(meeting.chair))]
    return [*first, *(attendance(one) for one in meeting.present)]


@block
def conference_decision(of: Knowing) -> list[Line]:
    """The decision as the chair stated it, on what grounds, and whether it was directed or against advice."""
    meeting = of.meeting
    if meeting is None:
        return []
    lines = [Line(label="Decision", words=meeting.decision)]
    if meeting.significant_harm.strip():
        lines.append(Line(label="Significant harm", words=meeting.significant_harm, tells=("harm",)))
    if meeting.changed_since.strip():
        lines.append(Line(label="What has changed for the child", words=meeting.changed_since, tells=NOW))
    if meeting.quorate == "no":
        lines.append(Line(label="Quorate", words="No."))
    if reasons := meeting.reasons:
        grounds = "; ".join(GROUNDS.label(code) for code in reasons.grounds)
        lines.append(Line(label="Reasons, as the chair stated them", words=reasons.because))
        lines.append(Line(label="What it rests on", words=grounds))
        if reasons.recommendation.strip():
            lines.append(Line(label="What the social worker recommended", words=reasons.recommendation))
        if reasons.against_recommendation:
            lines.append(Line(label="Note", words="The decision goes against that recommendation."))
        if reasons.directed:
            said = "Yes: see below." if reasons.directed == "yes" else "No."
            lines.append(Line(label="Did anybody direct this decision?", words=said))
    if meeting.next_review:
        lines.append(Line(label="Next review", words=f"By {spelt(meeting.next_review)}"))
    return lines


@block
def core_group(of: Knowing) -> list[Line]:
    """The last core group: who came, and what was written of progress."""
    plan = open_cp_plan(of.case)
    if plan is None or not plan.core_groups:
        return []
    last = plan.core_groups[-1].fact
    lines = [Line(label="The core group met on", words=spelt(last.held_on)), *(attendance(one) for one in last.present)]
    if last.progress.strip():
        lines.append(Line(label="Progress", words=last.progress, tells=NOW))
    if last.next_meeting:
        lines.append(Line(label="Next meeting", words=spelt(last.next_meeting)))
    return lines
