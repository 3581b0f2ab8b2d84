"""The section 47 enquiry: who did which part, and its outcome."""

from typing import Any

from candour.practice.s47_enquiry import OUTCOMES, OutcomeProposal, decide_the_outcome_of_an_enquiry
from candour.record.casefile import Casefile
from candour.record.casefile.plans import visits
from candour.record.casefile.protection import Enquiry, enquiries
from candour.record.entries.s47_enquiry import EnquiryPartDone
from candour.terms.timescales import INITIAL_CONFERENCE, due
from candour.web.shelves.asking import because, day, grounds, in_words, line, one_of, past_day, reasons_of
from candour.web.steps import At, Known, Step, StepForm, Written, step


def running(case: Casefile) -> Enquiry | None:
    """The enquiry now open."""
    return next((one for one in reversed(enquiries(case)) if one.is_open), None)


class PartForm(StepForm):
    """Who really did which part."""

    done_on = past_day("When?")
    what = line("Which part?", hint="For example, spoke with the school")
    done_by = line("Who did it?", hint="The person who really did it, whoever it was")
    done_by_registered = one_of(
        "Are they a registered social worker?", (("yes", "Yes"), ("no", "No"), ("not known", "I do not know"))
    )
    found = in_words("What did they find?", required=False)


def part_written(at: At, said: dict[str, Any]) -> Written:
    """The part, as a fact."""
    one = running(at.case) or enquiries(at.case)[-1]
    fact = EnquiryPartDone(s47_enquiry_id=one.s47_enquiry_id, **said)
    return Written("It is on the record who did this part.", [at.fact(fact, happened=fact.done_on)])


step(
    Step(
        "enquiry-part",
        "Write down who did part of the enquiry",
        "note",
        "Write down",
        PartForm,
        part_written,
        "Write it down",
        applies=lambda case: bool(enquiries(case)),
        initial=lambda at: {"done_on": at.day},
    )
)


class OutcomeForm(StepForm):
    """What an enquiry found."""

    childs_account = in_words("The child's account", hint="In the child's words; or why there is none", required=False)
    findings = in_words("What did the enquiry find? Facts first, then opinion", rows=6, required=False)
    outcome = one_of("What is the outcome?", list(OUTCOMES.items()))
    conference_on = day("If a conference: for which day is it called?", required=False)
    why_late = in_words("If that is later than 15 working days: why?", required=False, rows=2)
    grounds = grounds()
    because = because()


def enquiry_known(at: At) -> list[Known]:
    """When the clock started, and who did what."""
    one = running(at.case)
    if one is None or one.started_on is None:
        return []
    lines = [
        ("Strategy discussion", f"{one.started_on:%-d %B %Y}"),
        ("A conference would be due by", f"{due(INITIAL_CONFERENCE, one.started_on):%-d %B %Y}"),
    ]
    lines += [
        (f"{part.fact.done_on:%-d %B %Y}, {part.fact.done_by}", part.fact.what)
        for part in at.case.of(EnquiryPartDone)
        if part.fact.s47_enquiry_id == one.s47_enquiry_id
    ]
    lines += [
        (f"Visit, {item.fact.visited_on:%-d %B %Y}", item.fact.child_said or "Nothing written of what the child said")
        for item in visits(at.case)
        if item.fact.visited_on >= one.started_on
    ]
    return [Known("The enquiry so far", lines)]


def outcome_written(at: At, said: dict[str, Any]) -> Written:
    """The outcome."""
    one = running(at.case)
    proposal = OutcomeProposal(
        s47_enquiry_id=one.s47_enquiry_id if one else "",
        outcome=said["outcome"],
        childs_account=said["childs_account"],
        findings=said["findings"],
        conference_on=said["conference_on"],
        why_late=said["why_late"],
        **reasons_of(said),
    )
    return Written("The enquiry has its outcome.", decision=decide_the_outcome_of_an_enquiry, proposal=proposal)


step(
    Step(
        "enquiry-outcome",
        "Decide the outcome of the enquiry",
        "enquire",
        "Do next",
        OutcomeForm,
        outcome_written,
        "Decide the outcome",
        decision=decide_the_outcome_of_an_enquiry,
        applies=lambda case: running(case) is not None,
        about=lambda case: one.s47_enquiry_id if (one := running(case)) else "",
        known=enquiry_known,
    )
)
