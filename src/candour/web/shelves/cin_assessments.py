"""The assessment: started, extended on purpose, authorised."""

from typing import Any

from candour.practice.cin_assessments import (
    OUTCOMES,
    AuthorisationProposal,
    ExtensionProposal,
    authorise_an_assessment,
    take_longer_over_an_assessment,
    text_of_assessment,
)
from candour.record.casefile import Casefile
from candour.record.casefile.episodes import open_episode
from candour.record.casefile.plans import visits
from candour.record.casefile.protection import Assessment, assessments
from candour.record.entries.cin_assessments import AssessmentStarted
from candour.record.entries.written_work import FinishedSection
from candour.terms.assessment_factors import ASSESSMENT_FACTORS
from candour.terms.statements import as_typed
from candour.web.shelves.asking import any_of, because, day, grounds, in_words, line, one_of, reasons_of, yes_no
from candour.web.steps import At, Known, Step, StepForm, Written, step


def running(case: Casefile) -> Assessment | None:
    """The assessment now open."""
    return next((one for one in reversed(assessments(case)) if one.is_open), None)


class StartForm(StepForm):
    """A new look at a child's needs."""

    started_on = day("From which day?")
    questions = in_words("What does it need to answer?", required=False, rows=2)
    review_point = day("When will you look at how far it has come?", required=False)


def started(at: At, said: dict[str, Any]) -> Written:
    """The assessment begins."""
    episode = open_episode(at.case)
    fact = AssessmentStarted(
        assessment_id=at.now.fresh(),
        referral_id=episode.referral_id if episode else "",
        worker_id=at.worker.worker_id,
        **said,
    )
    return Written("The assessment has begun.", [at.fact(fact, happened=fact.started_on)])


step(
    Step(
        "start-assessment",
        "Start an assessment",
        "assess",
        "Meetings and plans",
        StartForm,
        started,
        "Start",
        applies=lambda case: open_episode(case) is not None and running(case) is None,
        initial=lambda at: {"started_on": at.day},
    )
)


class LongerForm(StepForm):
    """More time, on purpose."""

    until = day("Until when?")
    why = in_words("What is the extra time for?", hint="For example, to see the child through a term at the new school")


def longer(at: At, said: dict[str, Any]) -> Written:
    """The extension."""
    one = running(at.case)
    proposal = ExtensionProposal(assessment_id=one.assessment_id if one else "", **said)
    return Written(
        "The assessment takes longer, on purpose.", decision=take_longer_over_an_assessment, proposal=proposal
    )


step(
    Step(
        "longer-assessment",
        "Take longer over the assessment",
        "assess",
        "Meetings and plans",
        LongerForm,
        longer,
        "Take longer",
        decision=take_longer_over_an_assessment,
        applies=lambda case: running(case) is not None,
    )
)


class AuthoriseForm(StepForm):
    """What an assessment came to."""

    outcome = one_of("What follows?", list(OUTCOMES.items()))
    factors = any_of("Which factors did it find?", ASSESSMENT_FACTORS.choices())
    child_seen = yes_no("Was the child seen?", required=False)
    child_seen_alone = yes_no("Was the child seen alone?", required=False)
    not_seen_because = line("If not seen: why not?", required=False)
    childs_words = in_words("What did the child say?", required=False, hint="In the child's words")
    analysis = in_words("What does it come to?", required=False, rows=6)
    grounds = grounds()
    because = because()


def seen_so_far(at: At) -> list[Known]:
    """Every time the child was seen since the assessment began."""
    one = running(at.case)
    since = [
        (f"{item.fact.visited_on:%-d %B %Y}", item.fact.child_said or "Nothing written of what the child said")
        for item in visits(at.case)
        if one and one.started_on and item.fact.visited_on >= one.started_on and item.fact.seen == "yes"
    ]
    seen = Known(
        "Seen since the assessment began", since or [("Not seen", "No visit is on the record")], warns=not since
    )
    return [*_what_was_written(at), seen]


def _what_was_written(at: At) -> list[Known]:
    """The assessment's own text, and whether somebody put their name to it as read."""
    one = running(at.case)
    text = text_of_assessment(at.case, one.assessment_id) if one else None
    if text is None:
        return [Known("What was written", text="Nobody has written an assessment under Written work.", warns=True)]
    if text.is_draft or text.latest is None:
        return [Known("What was written", text="It is a draft still. See Written work.", warns=True)]
    if text.latest.authorised is None:
        return [Known("What was written", text="It is finished, and nobody has authorised it as read.", warns=True)]
    lines = [(part.title, words) for part in text.latest.sections if (words := _written_in(part))]
    return [Known("What was written, authorised as read", lines)]


def _written_in(part: FinishedSection) -> str:
    said = [one for passage in part.passages for one in passage.statements]
    return "\n\n".join(as_typed(one.words, one.mark, one.told_by) for one in said)


def _initial(at: At) -> dict[str, Any]:
    one = running(at.case)
    seen = [
        item.fact
        for item in visits(at.case)
        if one and one.started_on and item.fact.visited_on >= one.started_on and item.fact.seen == "yes"
    ]
    text = text_of_assessment(at.case, one.assessment_id) if one else None
    parts = text.latest.sections if text and text.latest else ()
    analysis = {"analysis": "\n\n".join(_written_in(part) for part in parts if part.key == "analysis")}
    if not seen:
        return analysis
    alone = "yes" if any(fact.seen_alone == "yes" for fact in seen) else "no"
    said = "\n".join(fact.child_said for fact in seen if fact.child_said)
    return {"child_seen": "yes", "child_seen_alone": alone, "childs_words": said, **analysis}


def authorised(at: At, said: dict[str, Any]) -> Written:
    """The assessment is finished."""
    one = running(at.case)
    answers = {key: value for key, value in said.items() if key not in ("grounds", "because")}
    answers["factors"] = tuple(answers["factors"])
    proposal = AuthorisationProposal(assessment_id=one.assessment_id if one else "", **answers, **reasons_of(said))
    return Written("The assessment is finished.", decision=authorise_an_assessment, proposal=proposal)


step(
    Step(
        "authorise-assessment",
        "Authorise the assessment",
        "authorise",
        "Do next",
        AuthoriseForm,
        authorised,
        "Authorise",
        decision=authorise_an_assessment,
        applies=lambda case: running(case) is not None,
        about=lambda case: one.assessment_id if (one := running(case)) else "",
        known=seen_so_far,
        initial=_initial,
    )
)
