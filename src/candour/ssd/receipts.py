"""What leaves with a receipt: documents that were sent, and dissents."""

from collections.abc import Iterable

from candour.record.casefile import Casefile
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.documents import DocumentSent
from candour.record.entry import kind_of
from candour.ssd.table import Row, table


@table(
    "receipt",
    """
    rcpt_entry_id text the entry's reference
    rcpt_position integer its place on the record
    rcpt_kind text document_sent or dissent_recorded
    """,
    shows=(DocumentSent, DissentRecorded),
    indexes=("rcpt_position",),
)
def receipts(case: Casefile) -> Iterable[Row]:
    """One row an entry somebody may hold a receipt for; masked and corrected ones too, for the paper is out."""
    for item in case.recorded:
        if item.subjects[0] == case.subject and isinstance(item.fact, DocumentSent | DissentRecorded):
            yield (item.entry_id, item.position, kind_of(item.fact).partition("/")[0])
