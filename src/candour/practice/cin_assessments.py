"""The assessment: extended on purpose, and authorised by somebody who did not write it."""

from dataclasses import dataclass
from datetime import date

from candour.practice.guard import Today, Worker, decision, must, should
from candour.practice.reasons import Deciding, grounds_are_given
from candour.record.casefile import Casefile
from candour.record.casefile.protection import Assessment, assessments, enquiries
from candour.record.casefile.written_work import Work, works
from candour.record.entries.cin_assessments import AssessmentAuthorised, AssessmentExtended
from candour.record.entry import ToRecord

GUIDE = "Children in need census guide 2023-24"
OUTCOMES = {
    "child in need plan": "A child in need plan",
    "strategy discussion": "A strategy discussion",
    "continue": "Work goes on under the enquiry or plan that is running",
    "close": "Not in need: close the case",
    "early help": "Not in need: close, and refer to early help",
}


@dataclass(frozen=True, kw_only=True)
class AuthorisationProposal(Deciding):
    """What an assessment came to."""

    assessment_id: str
    outcome: str
    factors: tuple[str, ...] = ()
    child_seen: str = ""
    child_seen_alone: str = ""
    not_seen_because: str = ""
    childs_words: str = ""
    analysis: str = ""


@dataclass(frozen=True, kw_only=True)
class ExtensionProposal:
    """Until when, and for what purpose."""

    assessment_id: str
    until: date
    why: str


def _assessment(case: Casefile, assessment_id: str) -> Assessment | None:
    return next((one for one in assessments(case) if one.assessment_id == assessment_id), None)


@must("Candour house rule: an assessment is finished once")
def assessment_is_open(case: Casefile, proposal: AuthorisationProposal, by: Worker) -> bool:
    """This assessment is finished. Start a new one if needs have changed."""
    assessment = _assessment(case, proposal.assessment_id)
    return assessment is not None and assessment.is_open


@must("Children Act 1989 s17(4A): find out the child's wishes and feelings, so far as practicable")
def child_is_seen_or_accounted_for(case: Casefile, proposal: AuthorisationProposal, by: Worker) -> bool:
    """Say whether the child was seen; if not, say why."""
    return proposal.child_seen == "yes" or bool(proposal.not_seen_because.strip())


@must(f"{GUIDE}: '21, no factors' stands alone (rule 8869)")
def no_factors_stands_alone(case: Casefile, proposal: AuthorisationProposal, by: Worker) -> bool:
    """'No factors identified' cannot stand beside a factor. Choose one or the other."""
    return "21" not in proposal.factors or len(proposal.factors) == 1


@should(f"{GUIDE}: '21, no factors' is not for a child about whom an enquiry has begun")
def factors_fit_the_enquiry(case: Casefile, proposal: AuthorisationProposal, by: Worker) -> bool:
    """There has been an enquiry. Name what was found, or say why no factor fits."""
    return "21" not in proposal.factors or not enquiries(case)


@should(f"{GUIDE}: a team manager authorises; Working Together 2023: a registered practice supervisor")
def authoriser_is_registered(case: Casefile, proposal: AuthorisationProposal, by: Worker) -> bool:
    """Have a registered manager authorise it, or say why somebody else does."""
    return by.registered


@should("Candour house rule: an authorisation means that exactly this text was read")
def its_text_was_read_and_authorised(case: Casefile, proposal: AuthorisationProposal, by: Worker) -> bool:
    """What was written of this assessment is not finished, or nobody has authorised it as read. Say why it ends so."""
    written = text_of_assessment(case, proposal.assessment_id)
    return written is None or bool(not written.is_draft and written.latest and written.latest.authorised)


def text_of_assessment(case: Casefile, assessment_id: str) -> Work | None:
    """What its own workers wrote of an assessment; versions somebody else wrote beside it stand beside it."""
    found = [one for one in works(case) if one.kind == "assessment" and one.begun.fact.about == assessment_id]
    return next((one for one in reversed(found) if not one.begun.fact.beside), None)


@decision(
    grounds_are_given,
    assessment_is_open,
    child_is_seen_or_accounted_for,
    no_factors_stands_alone,
    factors_fit_the_enquiry,
    authoriser_is_registered,
    its_text_was_read_and_authorised,
)
def authorise_an_assessment(
    case: Casefile, proposal: AuthorisationProposal, by: Worker, today: Today
) -> list[ToRecord]:
    """Finish the assessment; the day it is authorised is the day it ends."""
    done = AssessmentAuthorised(
        assessment_id=proposal.assessment_id,
        authorised_on=today.day,
        outcome=proposal.outcome,
        factors=proposal.factors,
        child_seen=proposal.child_seen,
        child_seen_alone=proposal.child_seen_alone,
        not_seen_because=proposal.not_seen_because.strip(),
        childs_words=proposal.childs_words.strip(),
        analysis=proposal.analysis.strip(),
        reasons=proposal.reasons(by),
    )
    return [ToRecord(done, (case.subject,), today.day)]


@must("Munro review 2011: a purposeful delay is a reasoned one")
def extension_has_a_purpose(case: Casefile, proposal: ExtensionProposal, by: Worker) -> bool:
    """Say what the extra time is for."""
    return bool(proposal.why.strip())


@decision(extension_has_a_purpose)
def take_longer_over_an_assessment(
    case: Casefile, proposal: ExtensionProposal, by: Worker, today: Today
) -> list[ToRecord]:
    """Write the new day and its reason."""
    longer = AssessmentExtended(assessment_id=proposal.assessment_id, until=proposal.until, why=proposal.why.strip())
    return [ToRecord(longer, (case.subject,), today.day)]
