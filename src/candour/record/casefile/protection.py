"""Assessments, enquiries, conferences and plans: how far a child has come towards protection."""

from dataclasses import dataclass
from datetime import date

from candour.record.casefile.census import Group, groups
from candour.record.casefile.file import Casefile, once
from candour.record.entries.cin_assessments import AssessmentAuthorised, AssessmentExtended, AssessmentStarted
from candour.record.entries.initial_cp_conference import InitialConferenceHeld
from candour.record.entries.s47_enquiry import EnquiryOutcomeDecided, EnquiryStarted
from candour.record.entry import Recorded

CONFERENCE = "conference"


@dataclass(frozen=True)
class Assessment:
    """One assessment of a child's needs; open until a manager authorises it."""

    assessment_id: str
    referral_id: str
    started_on: date | None
    worker_id: str
    authorised_on: date | None
    factors: tuple[str, ...]
    started: Recorded[AssessmentStarted] | None
    authorised: Recorded[AssessmentAuthorised] | None
    extended: Recorded[AssessmentExtended] | None
    imported: Group | None

    @property
    def is_open(self) -> bool:
        return self.authorised_on is None and not (self.imported and self.imported.text("AssessmentAuthorisationDate"))


@dataclass(frozen=True)
class Enquiry:
    """One section 47 enquiry; its clock is the strategy discussion that started it."""

    s47_enquiry_id: str
    referral_id: str
    started_on: date | None
    outcome: str
    outcome_on: date | None
    conference_on: date | None
    conference_not_required: bool | None
    started: Recorded[EnquiryStarted] | None
    decided: Recorded[EnquiryOutcomeDecided] | None
    imported: Group | None

    @property
    def is_open(self) -> bool:
        return not self.outcome and self.conference_on is None and not self.conference_not_required


@dataclass(frozen=True)
class Conference:
    """One initial conference. A transfer-in conference has no enquiry."""

    icpc_id: str
    referral_id: str
    s47_enquiry_id: str
    held_on: date | None
    transfer_in: bool
    plan_agreed: bool | None
    category: str
    held: Recorded[InitialConferenceHeld] | None


@once
def assessments(case: Casefile) -> tuple[Assessment, ...]:
    """Every assessment, oldest first."""
    done = {item.fact.assessment_id: item for item in case.of(AssessmentAuthorised)}
    longer = {item.fact.assessment_id: item for item in case.of(AssessmentExtended)}
    found = []
    for item in case.of(AssessmentStarted):
        fact, end = item.fact, done.get(item.fact.assessment_id)
        found.append(
            Assessment(
                fact.assessment_id,
                fact.referral_id,
                fact.started_on,
                fact.worker_id,
                end.fact.authorised_on if end else None,
                end.fact.factors if end else (),
                item,
                end,
                longer.get(fact.assessment_id),
                None,
            )
        )
    for group in groups(case, "Assessments"):
        start, end, more = (
            group.day("AssessmentActualStartDate"),
            done.get(group.reference),
            longer.get(group.reference),
        )
        end_day = end.fact.authorised_on if end else group.day("AssessmentAuthorisationDate")
        factors = end.fact.factors if end else group.texts("AssessmentFactors")
        found.append(Assessment(group.reference, group.parent, start, "", end_day, factors, None, end, more, group))
    return tuple(sorted(found, key=lambda one: (one.started_on or date.min, one.assessment_id)))


@once
def enquiries(case: Casefile) -> tuple[Enquiry, ...]:
    """Every section 47 enquiry, oldest first, with the conference it led to."""
    decided = {item.fact.s47_enquiry_id: item for item in case.of(EnquiryOutcomeDecided)}
    held = {one.s47_enquiry_id: one.held_on for one in conferences(case) if one.s47_enquiry_id and one.held}
    found = []
    for item in case.of(EnquiryStarted):
        fact, end = item.fact, decided.get(item.fact.s47_enquiry_id)
        conference_on = held.get(fact.s47_enquiry_id)
        not_required = None if conference_on or not end else end.fact.outcome != CONFERENCE
        found.append(
            Enquiry(
                fact.s47_enquiry_id,
                fact.referral_id,
                fact.started_on,
                end.fact.outcome if end else "",
                end.fact.decided_on if end else None,
                conference_on,
                not_required,
                item,
                end,
                None,
            )
        )
    for group in groups(case, "Section47"):
        start, end = group.day("S47ActualStartDate"), decided.get(group.reference)
        conference_on = held.get(group.reference) or group.day("DateOfInitialCPC")
        not_required = group.true("ICPCnotRequired")
        if end:
            not_required = None if conference_on else end.fact.outcome != CONFERENCE
        outcome, day = (end.fact.outcome, end.fact.decided_on) if end else ("", None)
        found.append(
            Enquiry(
                group.reference,
                group.parent,
                start,
                outcome,
                day,
                conference_on,
                not_required,
                None,
                end,
                group,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.started_on or date.min, one.s47_enquiry_id)))


@once
def conferences(case: Casefile) -> tuple[Conference, ...]:
    """Every initial conference, oldest first. The census tells of two kinds: after an enquiry, and on transfer in."""
    found = [
        Conference(
            item.fact.icpc_id,
            item.fact.referral_id,
            item.fact.s47_enquiry_id,
            item.fact.held_on,
            item.fact.transfer_in,
            item.fact.plan_agreed,
            item.fact.category,
            item,
        )
        for item in case.of(InitialConferenceHeld)
    ]
    for name, transfer in (("Section47", False), ("CINdetails", True)):
        for group in groups(case, name):
            if day := group.day("DateOfInitialCPC"):
                episode = group.reference if transfer else group.parent
                enquiry = "" if transfer else group.reference
                found.append(Conference(f"icpc-{group.reference}", episode, enquiry, day, transfer, None, "", None))
    return tuple(sorted(found, key=lambda one: (one.held_on or date.min, one.icpc_id)))
