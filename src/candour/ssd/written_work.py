"""Written work: who wrote what, what was proposed, finished, read and authorised. The words stay on the record."""

from collections.abc import Iterable

from candour.record.casefile import Casefile
from candour.record.casefile.written_work import works
from candour.record.entries.written_work import (
    ChangeProposed,
    PassageWritten,
    ProposalAnswered,
    VersionAuthorised,
    VersionBegun,
    VersionFinished,
    VersionReturned,
    WrittenWorkBegun,
)
from candour.ssd.table import Row, flag, table


@table(
    "written_work",
    """
    writ_work_id text the piece's reference
    writ_person_id text the child
    writ_kind text what kind of written work it is
    writ_begun_on date the day it was begun
    writ_begun_by text who began it
    writ_beside text the piece it is somebody's own version of
    writ_versions integer how many texts were finished
    writ_draft flag whether it is being written in
    """,
    shows=(WrittenWorkBegun, VersionBegun),
    indexes=("writ_person_id",),
)
def written_work(case: Casefile) -> Iterable[Row]:
    """One row a piece of written work."""
    for one in works(case):
        fact = one.begun.fact
        row = (one.work_id, case.subject, one.kind, one.begun.happened, one.begun.actor, fact.beside or None)
        yield (*row, len(one.versions), flag(one.is_draft))


@table(
    "written_passage",
    """
    wpas_passage_id text the passage's reference
    wpas_work_id text the piece it belongs to
    wpas_person_id text the child
    wpas_section text the section it stands in
    wpas_author text whose words they are
    wpas_written moment when they were last written
    wpas_times integer how often its author wrote it
    wpas_machine text whether a machine wrote or transcribed it
    wpas_checked flag whether a person says how they checked a machine's words
    """,
    shows=(PassageWritten,),
    indexes=("wpas_work_id", "wpas_author"),
)
def written_passages(case: Casefile) -> Iterable[Row]:
    """One row a passage, with its author."""
    for one in works(case):
        for passage in one.passages:
            fact = passage.written.fact
            yield (
                passage.passage_id,
                one.work_id,
                case.subject,
                passage.section,
                passage.author,
                passage.written.recorded,
                len(passage.earlier) + 1,
                fact.machine or None,
                flag(bool(fact.checked.strip())) if fact.machine else None,
            )


@table(
    "written_proposal",
    """
    wpro_proposal_id text the proposal's reference
    wpro_passage_id text the passage it would change
    wpro_person_id text the child
    wpro_proposed_by text who proposed it
    wpro_proposed moment when
    wpro_accepted flag whether its author accepted it; empty while they have not answered
    """,
    shows=(ChangeProposed, ProposalAnswered),
    indexes=("wpro_accepted, wpro_passage_id",),
)
def written_proposals(case: Casefile) -> Iterable[Row]:
    """One row a proposed change, with its author's answer."""
    for one in works(case):
        for passage in one.passages:
            for proposal in passage.proposals:
                fact, answer = proposal.proposed.fact, proposal.answered
                yield (
                    fact.proposal_id,
                    passage.passage_id,
                    case.subject,
                    proposal.proposed.actor,
                    proposal.proposed.recorded,
                    ("Y" if answer.fact.accepted else "N") if answer else None,
                )


@table(
    "written_version",
    """
    wver_version_id text the finished text's reference
    wver_work_id text the piece it belongs to
    wver_person_id text the child
    wver_number integer which version it is
    wver_digest text digest of exactly this text
    wver_finished_by text who called it finished
    wver_finished moment when
    wver_authorised_by text who authorised exactly this text
    wver_authorised moment when
    wver_open_seconds integer how long it was open before it was authorised, in seconds
    wver_returned_by text who gave it back
    wver_latest flag whether no later version supersedes it
    """,
    shows=(VersionFinished, VersionAuthorised, VersionReturned),
    indexes=("wver_work_id", "wver_authorised_by, wver_latest"),
)
def written_versions(case: Casefile) -> Iterable[Row]:
    """One row a finished text, with who authorised exactly that text."""
    for one in works(case):
        for version in one.versions:
            fact, name = version.finished.fact, version.authorised
            yield (
                fact.version_id,
                one.work_id,
                case.subject,
                fact.number,
                fact.digest,
                version.finished.actor,
                version.finished.recorded,
                name.actor if name else None,
                name.recorded if name else None,
                name.fact.open_seconds if name else None,
                version.returned.actor if version.returned else None,
                "Y" if version.latest else "N",
            )
