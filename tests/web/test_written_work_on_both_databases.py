"""A text from the first passage to the letter that carries it, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import re
from datetime import date

from candour.practice.written_work import authorise_a_text
from candour.record.casefile.documents import documents_sent
from candour.ssd.store.tables import dump
from candour.wiring.checking import check_record
from tests.web.test_pages_open import client_for
from tests.web.test_search_in_files import begins, either

__all__ = ["begins", "either"]


def test_it_is_written_read_sent_and_told_in_the_tables(begins, either):
    child = begins("Nora", "Lind").on(date(2024, 3, 4)).referral().answered().allocated()
    child.wrote("analysis", "Opinion: It goes on.").finished()
    manager, worker = client_for("team_manager", either), client_for("social_worker", either)
    assert "Read and authorise, or give back: assessment" in manager.get("/").content.decode()
    child.read_and(authorise_a_text)
    assert "Read and authorise" not in manager.get("/").content.decode()
    where = f"/child/{child.person_id}/documents/make/written_work/court/?about={child.work.work_id}"
    digest = re.search(r'name="digest" value="([^"]+)"', worker.get(where).content.decode()).group(1)
    sent = {"digest": digest, "to_whom": "The court", "route": "post", "sent_on": child.day.isoformat()}
    assert worker.post(where, sent).status_code == 302
    assert documents_sent(child.case)[-1].sent.fact.version_digest == child.work.latest.finished.fact.digest
    told = [line.split(" ")[0] for line in dump()]
    for table in ("written_work", "written_passage", "written_version", "document_sent"):
        assert table in told
    said, holds = check_record()
    assert holds, said
