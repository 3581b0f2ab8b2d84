"""One finished text and one document sent, on a child's file: so that every page about them has something to show."""

from __future__ import annotations

from candour.record.casefile.documents import document_digest
from candour.record.casefile.written_work import digest_of
from candour.record.entries.documents import DocumentSent, Part
from candour.record.entries.retention import CopyGiven
from candour.record.entries.written_work import (
    FinishedPassage,
    FinishedSection,
    PassageWritten,
    Statement,
    VersionFinished,
    WrittenWorkBegun,
)
from candour.record.entry import ToRecord

WORK, PASSAGE, DOCUMENT = ("a" * 31 + end for end in "123")


def some_papers(desk, office, person_id):
    """A finished assessment by the social worker, and a letter that went to the court."""
    said = (Statement(words="She laughs.", mark="seen"),)
    parts = (Part(heading="The child", says=("Words.",)),)
    digest = document_digest("case_summary", "Case summary", "court", parts, large_print=False)
    author = office.ids["social_worker"]
    passage = FinishedPassage(passage_id=PASSAGE, author=author, statements=said)
    text = (FinishedSection(key="child", title="What the child says and wants", passages=(passage,)),)
    facts = (
        WrittenWorkBegun(work_id=WORK, work_kind="assessment"),
        PassageWritten(work_id=WORK, passage_id=PASSAGE, section="child", statements=said),
        VersionFinished(
            version_id="b" * 32, work_id=WORK, number=1, sections=text, digest=digest_of("assessment", text)
        ),
        DocumentSent(
            document_id=DOCUMENT, document_kind="case_summary", title="Case summary", reader="court", to_whom="The court",
            route="post", sent_on=desk.now.day, parts=parts, digest=digest,
        ),
        CopyGiven(person_id=person_id, reader="The child", hidden=(), entries=1, digest="0" * 64),
    )  # fmt: skip
    day = desk.now.day
    desk.note([ToRecord(fact, (person_id,), day) for fact in facts], by=office.worker("social_worker", desk))
