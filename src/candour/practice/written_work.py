"""Finishing, authorising and sending back what workers write: exactly the text that was read, never by one of its authors.

Passages and proposals are facts (`as_written`, `as_proposed`, `as_answered` make them); what is decided is a finished text.
"""

from dataclasses import dataclass

from candour.practice.guard import Today, Worker, decision, must, should
from candour.practice.reasons import HOUSE
from candour.record.casefile import Casefile
from candour.record.casefile.written_work import Passage, Version, Work, digest_of, frozen, work
from candour.record.entries.written_work import (
    FinishedSection,
    Line,
    PassageWritten,
    ProposalAnswered,
    VersionAuthorised,
    VersionFinished,
    VersionReturned,
)
from candour.record.entry import ToRecord
from candour.terms.written_work import KINDS

READ = "Candour house rule: an authorisation means that exactly this text was read"
OWN = "Candour house rule: nobody's words are put in another person's mouth"


@dataclass(frozen=True, kw_only=True)
class FinishProposal:
    """A draft its author calls finished. `known` is what the record said of each section when it was."""

    work_id: str
    known: dict[str, tuple[Line, ...]]


@dataclass(frozen=True, kw_only=True)
class ReadProposal:
    """A finished text somebody has read. `digest` is that of the text on their screen; `open_seconds` how long it was there."""

    work_id: str
    version_id: str
    digest: str
    because: str
    open_seconds: int


def _latest(case: Casefile, proposal: ReadProposal) -> Version | None:
    found = work(case, proposal.work_id)
    return found.latest if found and not found.is_draft else None


def text_of(made: Work, known: dict[str, tuple[Line, ...]]) -> tuple[FinishedSection, ...]:
    """A draft as the text it would be if it were finished now."""
    return tuple(
        FinishedSection(
            key=part.key,
            title=part.title,
            known=known.get(part.key, ()),
            passages=tuple(frozen(one) for one in made.in_section(part.key)),
        )
        for part in KINDS[made.kind].sections
    )


@must("Candour house rule: what is finished is taken up again with a reason, never edited")
def it_is_a_draft(case: Casefile, proposal: FinishProposal, by: Worker) -> bool:
    """This text is finished already. Take it up again, and say why."""
    found = work(case, proposal.work_id)
    return found is not None and found.is_draft


@must(OWN)
def an_author_finishes_it(case: Casefile, proposal: FinishProposal, by: Worker) -> bool:
    """Only somebody who wrote in it can call it finished."""
    found = work(case, proposal.work_id)
    return found is not None and by.worker_id in found.authors


@must("Candour house rule: words a machine wrote are checked by a person with a name")
def machine_words_are_checked(case: Casefile, proposal: FinishProposal, by: Worker) -> bool:
    """Some words came from a machine and nobody has said how they checked them. Their author says so first."""
    found = work(case, proposal.work_id)
    return found is not None and not any(one.unchecked and not one.is_empty for one in found.passages)


@must(OWN)
def proposals_are_answered(case: Casefile, proposal: FinishProposal, by: Worker) -> bool:
    """A proposed change waits for an answer. Its author accepts or declines it first."""
    found = work(case, proposal.work_id)
    return found is not None and not found.open_proposals


@must(HOUSE)
def a_new_version_says_why(case: Casefile, proposal: FinishProposal, by: Worker) -> bool:
    """A text was finished before this one. Say why there is a new one."""
    found = work(case, proposal.work_id)
    return found is not None and (found.taken_up is None or bool(found.taken_up.fact.why.strip()))


@should("Children Act 1989 s17(4A), s47(5A): the child's wishes and feelings")
def the_child_is_heard_in_it(case: Casefile, proposal: FinishProposal, by: Worker) -> bool:
    """Nothing in it is the child's: no view, no words, no passage. Say why."""
    found = work(case, proposal.work_id)
    if found is None:
        return False
    own = [part.key for part in KINDS[found.kind].sections if part.childs]
    return not own or any(proposal.known.get(key) or found.in_section(key) for key in own)


@decision(
    it_is_a_draft,
    an_author_finishes_it,
    proposals_are_answered,
    machine_words_are_checked,
    a_new_version_says_why,
    the_child_is_heard_in_it,
)
def finish_a_text(case: Casefile, proposal: FinishProposal, by: Worker, today: Today) -> list[ToRecord]:
    """Seal the text as it stands: every word, whose it is, and what came from the record."""
    made = work(case, proposal.work_id)
    assert made is not None, "the guards have found it"
    sections = text_of(made, proposal.known)
    fact = VersionFinished(
        version_id=today.fresh(),
        work_id=made.work_id,
        number=len(made.versions) + 1,
        sections=sections,
        digest=digest_of(made.kind, sections),
        why_new=made.taken_up.fact.why if made.taken_up else "",
    )
    return [ToRecord(fact, (case.subject,), today.day)]


@must(READ)
def it_is_the_text_that_was_read(case: Casefile, proposal: ReadProposal, by: Worker) -> bool:
    """The text has changed since you opened it, or is being written in again. Read it as it stands now."""
    version = _latest(case, proposal)
    if version is None or version.version_id != proposal.version_id:
        return False
    found = work(case, proposal.work_id)
    assert found is not None
    return proposal.digest == version.finished.fact.digest == digest_of(found.kind, version.sections)


@must(READ)
def its_authors_do_not_authorise_it(case: Casefile, proposal: ReadProposal, by: Worker) -> bool:
    """Words in it are yours. Somebody who wrote none of it reads it and puts their name to it."""
    version = _latest(case, proposal)
    return version is None or by.worker_id not in version.authors


@must(HOUSE)
def a_reason_is_given_either_way(case: Casefile, proposal: ReadProposal, by: Worker) -> bool:
    """Say why: what in it you rely on, or what is missing."""
    return bool(proposal.because.strip())


@must(READ)
def it_is_not_authorised_already(case: Casefile, proposal: ReadProposal, by: Worker) -> bool:
    """This text is authorised already."""
    version = _latest(case, proposal)
    return version is None or version.authorised is None


@must("Working Together 2023: who authorises; Candour: minutes are the chair's, not a manager's")
def the_reader_may_authorise_this_kind(case: Casefile, proposal: ReadProposal, by: Worker) -> bool:
    """Your role does not authorise this kind of text."""
    found = work(case, proposal.work_id)
    return found is not None and by.standing.role in KINDS[found.kind].authorised_by


_READING = (
    it_is_the_text_that_was_read,
    the_reader_may_authorise_this_kind,
    its_authors_do_not_authorise_it,
    it_is_not_authorised_already,
    a_reason_is_given_either_way,
)


def _answer(
    kind: type[VersionAuthorised] | type[VersionReturned], case: Casefile, proposal: ReadProposal, today: Today
) -> ToRecord:
    fact = kind(
        version_id=proposal.version_id,
        work_id=proposal.work_id,
        digest=proposal.digest,
        because=proposal.because.strip(),
        open_seconds=proposal.open_seconds,
    )
    return ToRecord(fact, (case.subject,), today.day)


@decision(*_READING)
def authorise_a_text(case: Casefile, proposal: ReadProposal, by: Worker, today: Today) -> list[ToRecord]:
    """Put a name to exactly this text."""
    return [_answer(VersionAuthorised, case, proposal, today)]


@decision(*_READING)
def return_a_text(case: Casefile, proposal: ReadProposal, by: Worker, today: Today) -> list[ToRecord]:
    """Give a text back to its authors, with the reason."""
    return [_answer(VersionReturned, case, proposal, today)]


def as_answered(
    passage: Passage, proposal_id: str, *, accepted: bool, why: str
) -> list[ProposalAnswered | PassageWritten]:
    """An author's answer to a proposal; where they accept, the words become theirs, with who worded them."""
    found = next(one.proposed for one in passage.proposals if one.proposed.fact.proposal_id == proposal_id)
    work_id, fact = found.fact.work_id, passage.written.fact
    facts: list[ProposalAnswered | PassageWritten] = [
        ProposalAnswered(proposal_id=proposal_id, work_id=work_id, accepted=accepted, why=why.strip())
    ]
    if accepted:
        facts.append(
            PassageWritten(
                work_id=work_id,
                passage_id=passage.passage_id,
                section=passage.section,
                statements=found.fact.statements,
                machine=fact.machine,
                tool=fact.tool,
                checked=fact.checked,
                not_for=fact.not_for,
                proposal_id=proposal_id,
                worded_by=tuple(dict.fromkeys((*fact.worded_by, found.actor))),
            )
        )
    return facts
