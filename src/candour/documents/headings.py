"""The line at the top of each entry, as a practitioner would write it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from candour.record.leaf import WordsGone
from candour.terms.category_of_abuse import CATEGORY_OF_ABUSE
from candour.terms.primary_need import PRIMARY_NEED
from candour.terms.reason_for_closure import REASON_FOR_CLOSURE
from candour.terms.referral_source import REFERRAL_SOURCE
from candour.terms.written_work import KINDS

# What a section is called where its kind of text is not at hand; kinds call theirs alike, or nearly.
SECTIONS = {part.key: part.title for kind in reversed(KINDS.values()) for part in kind.sections}


def lasted(seconds: int) -> str:
    """How long something was open, as one would say it.

    >>> lasted(1), lasted(45), lasted(150), lasted(7300), lasted(200_000)
    ('1 second', '45 seconds', '2 minutes', '2 hours', '2 days')
    """
    for size, name in ((86_400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= 2 * size or (size == 60 and seconds >= 60):
            return f"{seconds // size} {name}{'' if seconds // size == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"


def _day(value: date | None) -> str:
    return value.strftime("%-d %B %Y") if value else "a day not known"


HEADINGS: dict[str, Callable[[Any], str]] = {
    "authority_recorded": lambda f: f"Authority written down: {f.name}, {f.lea}",
    "person_recorded": lambda f: (
        f"Details written down: {' '.join(filter(None, (f.forename, f.surname))) or 'no name yet'}"
    ),
    "person_died": lambda f: f"Died on {_day(f.died_on)}",
    "identifier_linked": lambda f: f"{f.identifier_type} written down",
    "address_recorded": lambda f: f"{'Confidential address' if f.confidential else 'Address'} written down",
    "relationship_recorded": lambda f: f"{f.other_name or 'Somebody'} is the child's {f.relationship.lower()}",
    "contact_received": lambda f: f"Contact from {REFERRAL_SOURCE.label(f.source_code).lower()}",
    "contact_decided": lambda f: f"Contact decided: {f.outcome}",
    "referral_received": lambda f: f"Referral from {REFERRAL_SOURCE.label(f.source_code).lower()}",
    "referral_decided": lambda f: f"Response to the referral: {f.response}",
    "need_recorded": lambda f: f"Main need: {PRIMARY_NEED.label(f.primary_need)}",
    "episode_closed": lambda f: f"Case closed: {REASON_FOR_CLOSURE.label(f.reason)}",
    "decision_made": lambda f: f"Decided to {f.what}",
    "guidance_departed_from": lambda f: f"Departed from guidance: {f.what_guidance_says}",
    "child_allocated": lambda f: "Allocated to a worker" if f.involvement == "allocated" else "Co-worker joined",
    "allocation_ended": lambda f: "Worker's time with the child ended",
    "assessment_started": lambda f: "Assessment began",
    "assessment_extended": lambda f: f"Assessment takes longer on purpose, until {_day(f.until)}",
    "assessment_authorised": lambda f: f"Assessment finished: {f.outcome}",
    "strategy_discussion_held": lambda f: f"Strategy discussion: {f.outcome}",
    "strategy_discussion_declined": lambda f: "Decided not to hold a strategy discussion",
    "enquiry_started": lambda f: "Section 47 enquiry began",
    "enquiry_part_done": lambda f: f"Part of the enquiry done by {f.done_by}: {f.what}",
    "enquiry_outcome_decided": lambda f: f"Outcome of the enquiry: {f.outcome}",
    "conference_called": lambda f: f"Child protection conference called for {_day(f.called_for)}",
    "initial_conference_held": lambda f: (
        f"{'Transfer-in' if f.transfer_in else 'Initial'} child protection conference: "
        + (f"plan agreed, {CATEGORY_OF_ABUSE.label(f.category).lower()}" if f.plan_agreed else "no plan")
    ),
    "cp_plan_started": lambda f: f"Child protection plan began: {CATEGORY_OF_ABUSE.label(f.category).lower()}",
    "aim_agreed": lambda f: f"Agreed that this must change: {f.what_must_change}",
    "cp_category_changed": lambda f: f"Category of the plan is now {CATEGORY_OF_ABUSE.label(f.category).lower()}",
    "cp_plan_ended": lambda f: "Child protection plan ended",
    "review_conference_held": lambda f: (
        "Review conference: " + ("the plan goes on" if f.continues else "the plan ends")
    ),
    "cin_plan_started": lambda f: "Child in need plan began",
    "cin_plan_reviewed": lambda f: "Child in need plan reviewed",
    "cin_plan_ended": lambda f: "Child in need plan ended",
    "core_group_held": lambda f: "Core group met",
    "visit_made": lambda f: (
        f"Visit: {'seen' if f.seen == 'yes' else 'not seen'}{', alone' if f.seen_alone == 'yes' else ''}"
    ),
    "harm_recorded": lambda f: f"{'Disclosure' if f.harm_kind == 'disclosure' else 'Harm'}: {f.what}",
    "protection_recorded": lambda f: f"Protection: {f.what}",
    "view_recorded": lambda f: (
        f"{'The child' if f.whose == 'child' else f.whose.capitalize() + (' (' + f.who + ')' if f.who else '')}"
        + (" said" if f.words else ": no view recorded")
    ),
    "direction_received": lambda f: f"Directed by {f.from_whom}{', ' + f.their_role if f.their_role else ''}",
    "pressure_recorded": lambda f: f"Pressure from {f.from_whom}",
    "dissent_recorded": lambda f: f"{f.who} disagreed{' with: ' + f.about_what if f.about_what else ''}",
    "entry_masked": lambda f: "An entry was masked",
    "legal_hold_placed": lambda f: f"Legal hold placed for {f.asked_by}",
    "legal_hold_lifted": lambda f: "Legal hold lifted",
    "erasure_asked": lambda f: f"Erasure of this record asked for; it had to be kept until {_day(f.kept_until)}",
    "erasure_agreed": lambda f: "A second person agreed to erase this record",
    "erasure_called_off": lambda f: "Erasure of this record called off",
    "erasure_carried_out": lambda f: "This record was erased: the key to its words was destroyed",
    "copy_given": lambda f: (
        f"A copy of this record was given to {f.reader}: {f.entries} entries, {len(f.hidden)} fields left out"
    ),
    "views_sealed": lambda f: f"{f.count} looks at files sealed",
    "entry_moved": lambda f: "An entry was moved to another file",
    "threshold_published": lambda f: f"Threshold published: {f.title} {f.edition}",
    "instruction_issued": lambda f: f"Instruction against the threshold, from {f.from_whom}",
    "worker_recorded": lambda f: f"Worker written down: {f.name}",
    "worker_absent": lambda f: f"Away from {_day(f.absent_from)}",
    "worker_left": lambda f: f"Left on {_day(f.left_on)}",
    "team_recorded": lambda f: f"Team written down: {f.name}",
    "supervision_held": lambda f: "Supervision held",
    "written_work_begun": lambda f: f"{KINDS[f.work_kind].title} begun{': an own version' if f.beside else ''}",
    "passage_written": lambda f: f"Passage written: {SECTIONS.get(f.section, f.section).lower()}",
    "change_proposed": lambda f: "Other words proposed",
    "proposal_answered": lambda f: f"Proposed words {'accepted' if f.accepted else 'declined'}",
    "version_finished": lambda f: f"Text finished, version {f.number}",
    "version_begun": lambda f: "A finished text was taken up again",
    "version_authorised": lambda f: f"Text authorised as read, after {lasted(f.open_seconds)} open",
    "version_returned": lambda f: "Text given back",
    "document_sent": lambda f: f"{f.title} sent to {f.to_whom}",
    "chronology_written": lambda f: f"Chronology chosen: {f.title}, version {f.number}",
    "supervision_account_given": lambda f: "Account of a supervision",
    "supervision_account_confirmed": lambda f: "Account of a supervision confirmed",
    "supervision_reflected": lambda f: "Reflection in supervision",
    "direction_answered": lambda f: (
        f"Direction {'confirmed' if f.answer == 'confirmed' else 'disputed'} by the worker it was given to"
    ),
    "census_group_imported": lambda f: f"From a census file: {f.group}",
    "census_mending_asked": lambda f: f"Asked to put right for the census: rule {f.rule}",
    "census_query_explained": lambda f: f"Explained to the census: rule {f.rule}",
    "detectors_declared": lambda f: f"What the detectors ask written down, from {_day(f.in_force_from)}",
    "signal_raised": lambda f: f"Signal: {f.question}",
    "signal_answered": lambda f: f"Signal answered: {f.finding}",
    "survey_declared": lambda f: f"Survey of staff fixed, to open on {_day(f.opens)}: {f.title}",
    "survey_results_taken_in": lambda f: f"Results of a survey taken in: {len(f.figures):,} figures about pressure",
    "concern_raised": lambda f: "A concern was raised",
    "concern_raiser_kept": lambda f: "Who raised a concern, kept apart from it",
    "concern_read": lambda f: "Read by who holds it",
    "concern_answered": lambda f: "Answered",
    "concern_answer_judged": lambda f: f"The raiser {'agreed' if f.agrees else 'disagreed'} with the answer",
    "concern_added_to": lambda f: "The raiser said more",
    "concern_task_given": lambda f: "Somebody was asked to do something for it",
    "concern_stood_aside": lambda f: "Who held it stood aside",
    "concern_lowered": lambda f: f"The raiser lowered it to level {f.to_level}",
    "concern_withdrawn": lambda f: "The raiser withdrew it",
    "concern_taken_up_again": lambda f: "The raiser took it up again",
    "concern_moved": lambda f: f"It had moved to level {f.to_level}: {f.why}",
    "concern_closed": lambda f: f"It was closed: {f.why}",
    "concern_linked": lambda f: "Another concern is about the same; both go on",
    "concern_name_asked": lambda f: "The custodian asked to open the raiser's name",
    "concern_name_opened": lambda f: "The raiser's name was opened to two people",
    "concern_contact": lambda f: f"The raiser was asked how they were treated, {f.months} months on",
    "disagreement_opened": lambda f: "A formal disagreement is open",
    "disagreement_ended": lambda f: "A formal disagreement ended",
    "census_produced": lambda f: f"Census file made, of the year that ends in {f.year}",
}


def heading(fact: Any) -> str:
    """The heading of any entry."""
    if isinstance(fact, WordsGone):
        return "An entry of a record that was erased"
    return HEADINGS[fact.kind](fact)
