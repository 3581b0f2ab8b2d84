"""Plans on paper: the outline, the whole plan, and copies in plain words for the family and for the child."""

from dataclasses import replace

from candour.documents.conferences import Meeting, conferences_held
from candour.documents.document import Making, document
from candour.documents.knowing import spelt, what_is_known
from candour.documents.known.protection import task_of
from candour.documents.letters import AGENCIES, FAMILY, childs_name, who_to_ask
from candour.documents.texts import made_from, passages_of, text_that_stands
from candour.record.casefile.plans import cp_plans, open_cp_plan
from candour.record.casefile.written_work import Version
from candour.record.entries.cp_plans import AimAgreed
from candour.record.entries.documents import Part
from candour.record.entries.written_work import Line
from candour.terms.written_work import PLAN


def _latest(making: Making) -> Meeting | None:
    of = making.of
    if of.meeting:
        return of.meeting
    held = conferences_held(making.case)
    return held[-1] if held else None


@document("Outline plan", usual=(*FAMILY, *AGENCIES), about="conference")
def outline_plan(making: Making) -> list[Part]:
    """What the conference agreed, the same day."""
    of = making.of
    return [
        Part(heading="Outline plan", lines=what_is_known(("outline_plan",), of)),
        Part(heading="What must change", lines=what_is_known(("aims",), of)),
        who_to_ask(making),
    ]


def _written_plan(making: Making) -> Version | None:
    """The plan that workers wrote and finished."""
    return text_that_stands(making.case, PLAN.key)


@document("The whole plan", usual=(*FAMILY, *AGENCIES), text=lambda making: made_from(_written_plan(making)))
def whole_plan(making: Making) -> list[Part]:
    """The plan that is running: each harm, what must change, who does what, and everybody's view."""
    of = making.of
    return [
        Part(heading="The plan", lines=what_is_known(("plans",), of)),
        Part(heading="Harm, and what protects from it", lines=what_is_known(("harms_and_protection",), of)),
        Part(heading="What must change", lines=what_is_known(("aims",), of)),
        Part(heading="Outline plan", lines=what_is_known(("outline_plan",), of)),
        *passages_of(_written_plan(making), making),
        Part(heading="What the child says", lines=what_is_known(("child_view", "child_told"), of)),
        Part(heading="What the family says", lines=what_is_known(("family_said",), of)),
        Part(heading="Who disagrees", lines=what_is_known(("dissent",), of)),
        Part(heading="Reviews so far", lines=what_is_known(("reviews",), of)),
        who_to_ask(making),
    ]


def _in_plain_words(meeting: Meeting, name: str) -> str:
    if "no child" in meeting.decision.lower():
        return f"The meeting decided that {name} does not need a child protection plan."
    if "ends" in meeting.decision:
        return f"The meeting decided that the child protection plan for {name} ends."
    if "goes on" in meeting.decision:
        return f"The meeting decided that the child protection plan for {name} goes on."
    return f"The meeting decided that {name} needs a child protection plan. A plan says what must change so that {name} is safe."


def _aims(making: Making) -> tuple[Line, ...]:
    running = open_cp_plan(making.case) or (cp_plans(making.case)[-1] if cp_plans(making.case) else None)
    lines = []
    for item in making.case.of(AimAgreed):
        if running and item.fact.plan_id == running.cp_plan_id:
            lines.append(
                Line(label="", words=f"{item.fact.what_must_change.rstrip('.')}.", tells=(task_of(item.fact),))
            )
            if item.fact.who or item.fact.by_when:
                who = f"Who helps: {item.fact.who}." if item.fact.who else ""
                when = f"By {spelt(item.fact.by_when)}." if item.fact.by_when else ""
                lines.append(Line(label="", words=" ".join(filter(None, (who, when))), tells=("who helps",)))
    return tuple(lines)


@document(
    "The family's copy",
    usual=("parent", "carer"),
    about="conference",
    plain_words=True,
    only_for=("parent", "carer", "relative"),
)
def familys_copy(making: Making) -> list[Part]:
    """What was decided and why, in plain words: who disagreed and who spoke to the chair beforehand are in it."""
    meeting, of, name = _latest(making), making.of, childs_name(making.case)
    if meeting is None:
        return [Part(heading="", says=(f"There has been no meeting about {name} yet.",))]
    reasons = meeting.reasons.because if meeting.reasons else ""
    says = (f"People met about {name} on {spelt(meeting.on)}.", _in_plain_words(meeting, name))
    why = (Line(label="The chair said why", words=reasons),) if reasons.strip() else ()
    changed = (
        (Line(label="What has changed", words=meeting.changed_since, tells=("how the child is now",)),)
        if meeting.changed_since.strip()
        else ()
    )
    about = replace(making, about=meeting.recorded.entry_id).of
    pressure = what_is_known(("pressure_and_direction",), about)
    spoken = (
        "Before the meeting, the chair or a worker was spoken to about what should be decided. It is on the record."
    )
    return [
        Part(heading="What was decided", says=says, lines=(*why, *changed)),
        Part(heading="What must change", lines=_aims(making)),
        Part(heading=f"What {name} said", lines=what_is_known(("child_view",), about)),
        Part(heading="What you said", lines=what_is_known(("family_said",), about)),
        Part(heading="Who did not agree", lines=what_is_known(("conference_dissent",), about)),
        *([Part(heading="Who spoke about the decision", says=(spoken,), lines=pressure)] if pressure else []),
        *(
            [Part(heading="What happens next", says=(f"We meet again by {spelt(meeting.next_review)}.",))]
            if meeting.next_review
            else []
        ),
        *([Part(heading="The plan, for now", lines=lines)] if (lines := what_is_known(("outline_plan",), of)) else []),
        who_to_ask(making),
    ]


@document("The child's copy", usual=("child",), about="conference", plain_words=True, only_for=("child",))
def childs_copy(making: Making) -> list[Part]:
    """What was decided, for the child: short words, what they said, and how to say something else."""
    meeting = _latest(making)
    if meeting is None:
        return [Part(heading="", says=("There has been no meeting about you yet.",))]
    about = replace(making, about=meeting.recorded.entry_id).of
    decided = _in_plain_words(meeting, "you").replace("you needs", "you need").replace("you is", "you are")
    decided = decided.replace("you does", "you do")
    return [
        Part(heading="The meeting", says=(f"People met about you on {spelt(meeting.on)}.", decided)),
        Part(heading="What you said", lines=what_is_known(("child_view",), about)),
        Part(heading="What will change", lines=_aims(making)),
        Part(
            heading="Your say",
            says=(
                "Is this right? Is something missing? Tell us, and we write down what you say, in your words.",
                "You can ask to see what we write about you.",
            ),
        ),
        who_to_ask(making),
    ]
