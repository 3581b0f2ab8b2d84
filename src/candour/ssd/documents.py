"""Documents sent, and chronologies somebody chose. The words stay on the record."""

from collections.abc import Iterable

from candour.record.casefile import Casefile
from candour.record.casefile.documents import chronologies, documents_sent
from candour.record.entries.documents import ChronologyWritten, DocumentSent
from candour.ssd.table import Row, flag, table


@table(
    "document_sent",
    """
    dsnt_document_id text the document's reference
    dsnt_person_id text the child
    dsnt_kind text what kind of document it is
    dsnt_sent_on date the day it went
    dsnt_sent_by text who sent it
    dsnt_reader text what the reader is to the child: a kind, or a person's reference
    dsnt_route text by which route
    dsnt_left_out integer how many things were left out for this reader by rule
    dsnt_large_print flag whether in large print
    dsnt_digest text digest of exactly this document
    dsnt_version_id text the finished text it was made from
    dsnt_comments integer comments that came back
    """,
    shows=(DocumentSent,),
    indexes=("dsnt_person_id",),
)
def documents(case: Casefile) -> Iterable[Row]:
    """One row a document sent: to whom, by which route, and exactly which."""
    for one in documents_sent(case):
        fact = one.sent.fact
        yield (
            fact.document_id,
            case.subject,
            fact.document_kind,
            fact.sent_on,
            one.sent.actor,
            fact.reader,
            fact.route,
            len(fact.left_out),
            flag(fact.large_print) or "N",
            fact.digest,
            fact.version_id or None,
            len(one.comments),
        )


@table(
    "chosen_chronology",
    """
    chro_entry_id text the version's reference
    chro_chronology_id text the chronology's reference
    chro_person_id text the child
    chro_number integer which version it is
    chro_written_on date the day it was written
    chro_written_by text whose it is
    chro_events integer how many events were chosen
    """,
    shows=(ChronologyWritten,),
)
def chosen_chronologies(case: Casefile) -> Iterable[Row]:
    """One row a version of a chronology somebody chose."""
    for versions in chronologies(case):
        for item in versions:
            fact = item.fact
            yield (
                item.entry_id,
                fact.chronology_id,
                case.subject,
                fact.number,
                item.happened,
                item.actor,
                len(fact.chosen),
            )
