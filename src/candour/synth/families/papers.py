"""How a text is written, read and sent in a life written by hand: by the same decisions as on the pages."""

from typing import Any

from candour.documents import known, letters, plans, summaries, texts
from candour.documents.document import DOCUMENTS, Making, made
from candour.documents.readers import reader
from candour.practice.documents import SendingProposal, send_a_document
from candour.practice.written_work import FinishProposal, ReadProposal, as_answered, authorise_a_text, finish_a_text
from candour.record.casefile.documents import documents_sent
from candour.record.casefile.written_work import Passage, Work, work
from candour.record.entries.written_work import ChangeProposed, PassageWritten, Statement, WrittenWorkBegun
from candour.synth.families.telling import Telling
from candour.synth.staff import Post
from candour.terms.statements import statements
from candour.terms.working_days import london_day

assert known.__doc__ and letters.__doc__ and plans.__doc__ and summaries.__doc__


def names(t: Telling) -> dict[str, str]:
    """Everybody who has worked here, by reference."""
    return {post.worker_id: post.name for post in t.staff.posts}


def begin(t: Telling, by: Post, name: str, kind: str, about: str = "") -> str:
    """A new piece of written work. Returns its reference."""
    fact = WrittenWorkBegun(work_id=t.desk.fresh(), work_kind=kind, about=about)
    t.note(by, name, fact)
    return fact.work_id


def write(t: Telling, by: Post, name: str, work_id: str, section: str, words: str, **more: Any) -> None:
    """One passage, typed as a worker types it: "Seen: ...", "Told by Stacey: ..."."""
    fact = PassageWritten(
        work_id=work_id, passage_id=t.desk.fresh(), section=section, statements=_said(words), **more
    )  # fmt: skip
    t.note(by, name, fact)


def _said(words: str) -> tuple[Statement, ...]:
    return tuple(Statement(words=said, mark=mark, told_by=who) for said, mark, who in statements(words))


def _work(t: Telling, name: str, work_id: str) -> Work:
    found = work(t.desk.casefile_to_read(t.ref(name)), work_id)
    assert found is not None
    return found


def _passage(t: Telling, name: str, work_id: str, section: str) -> Passage:
    return _work(t, name, work_id).in_section(section)[0]


def propose(t: Telling, by: Post, name: str, work_id: str, section: str, words: str, why: str) -> str:
    """Other words for a passage. Returns the proposal's reference."""
    passage = _passage(t, name, work_id, section)
    fact = ChangeProposed(
        proposal_id=t.desk.fresh(), work_id=work_id, passage_id=passage.passage_id, to_entry=passage.written.entry_id,
        statements=_said(words), why=why,
    )  # fmt: skip
    t.note(by, name, fact)
    return fact.proposal_id


def decline(t: Telling, by: Post, name: str, work_id: str, section: str, proposal_id: str, why: str) -> None:
    """The author keeps their own words."""
    t.note(by, name, *as_answered(_passage(t, name, work_id, section), proposal_id, accepted=False, why=why))


def finish(t: Telling, by: Post, name: str, work_id: str) -> None:
    """The text is finished as it stands."""
    case = t.desk.casefile_to_read(t.ref(name))
    known_now = texts.known_of(case, _work(t, name, work_id), names(t))
    t.decide(by, finish_a_text, name, FinishProposal(work_id=work_id, known=known_now))


def read_and_authorise(t: Telling, by: Post, name: str, work_id: str, because: str, *, minutes: int) -> None:
    """Somebody who wrote none of it reads it and puts their name to exactly this text."""
    version = _work(t, name, work_id).latest
    assert version is not None
    proposal = ReadProposal(
        work_id=work_id, version_id=version.version_id, digest=version.finished.fact.digest, because=because,
        open_seconds=minutes * 60,
    )  # fmt: skip
    t.decide(by, authorise_a_text, name, proposal)


def send(t: Telling, by: Post, name: str, kind: str, reader_key: str, *, route: str, about: str = "") -> str:
    """A document made from the record for one reader, and sent as it was seen. Returns its reference."""
    case, today = t.desk.casefile_to_read(t.ref(name)), london_day(t.clock.moment)
    for_whom = reader(case, reader_key)
    assert for_whom is not None
    shown = made(DOCUMENTS[kind], Making(case, names(t), for_whom, today, t.desk.casefile_to_read, about))
    proposal = SendingProposal(
        kind=shown.kind, title=shown.title, reader=for_whom.key, to_whom=for_whom.name, route=route, sent_on=today,
        parts=shown.parts, left_out=shown.left_out, shown_digest=shown.digest, version_id=shown.text.version_id,
        version_digest=shown.text.digest,
    )  # fmt: skip
    t.decide(by, send_a_document, name, proposal)
    return documents_sent(t.desk.casefile_to_read(t.ref(name)))[-1].sent.fact.document_id
