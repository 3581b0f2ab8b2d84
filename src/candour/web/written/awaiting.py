"""What waits for somebody in written work: words proposed for theirs, a text given back, a text to be read."""

from typing import Any

from django.urls import reverse

from candour.practice.guard import Worker
from candour.ssd.store.reading import as_day, rows
from candour.terms.written_work import KINDS

MOST = 50
WORDS = {
    "answer": "Answer words proposed for yours",
    "returned": "A text of yours was given back",
    "read": "Read and authorise, or give back",
}


PAGES = {"answer": "work", "returned": "work", "read": "read-text"}


def texts_awaiting(worker: Worker) -> list[dict[str, Any]]:
    """Texts that wait for this worker, the longest waiting first.

    To be read: finished texts of a kind this role authorises, by somebody else, about a child of the worker's team; a
    chair's own minutes wait for nobody.
    """
    me, role, team = worker.worker_id, worker.standing.role, worker.standing.team or ""
    kinds = [kind.key for kind in KINDS.values() if role in kind.authorised_by]
    marks = ", ".join(["%s"] * len(kinds)) or "''"
    found = rows(
        "SELECT t.what, t.work_id, t.person_id, t.kind, t.at, p.pers_forename AS forename, p.pers_surname AS surname FROM ("
        "SELECT 'answer' AS what, w.writ_work_id AS work_id, w.writ_person_id AS person_id, w.writ_kind AS kind,"
        " o.wpro_proposed AS at FROM ssd_written_proposal o"
        " JOIN ssd_written_passage s ON s.wpas_passage_id = o.wpro_passage_id"
        " JOIN ssd_written_work w ON w.writ_work_id = s.wpas_work_id"
        " WHERE o.wpro_accepted IS NULL AND w.writ_draft = 'Y' AND s.wpas_author = %s"
        " UNION ALL SELECT 'returned', w.writ_work_id, w.writ_person_id, w.writ_kind, v.wver_finished"
        " FROM ssd_written_version v JOIN ssd_written_work w ON w.writ_work_id = v.wver_work_id"
        " WHERE v.wver_latest = 'Y' AND w.writ_draft = 'N' AND v.wver_authorised_by IS NULL"
        " AND v.wver_returned_by IS NOT NULL AND v.wver_finished_by = %s"
        " UNION ALL SELECT 'read', w.writ_work_id, w.writ_person_id, w.writ_kind, v.wver_finished"
        " FROM ssd_written_version v JOIN ssd_written_work w ON w.writ_work_id = v.wver_work_id"
        " JOIN ssd_professionals f ON f.prof_professional_id = v.wver_finished_by"
        " WHERE v.wver_latest = 'Y' AND w.writ_draft = 'N' AND v.wver_authorised_by IS NULL"
        " AND v.wver_returned_by IS NULL AND v.wver_finished_by <> %s AND f.prof_role <> 'conference_chair'"
        f" AND w.writ_kind IN ({marks}) AND EXISTS (SELECT 1 FROM ssd_involvements i WHERE i.invo_person_id = w.writ_person_id"
        " AND i.invo_involvement_end_date IS NULL AND i.invo_professional_team = %s)"
        f") t JOIN ssd_person p ON p.pers_person_id = t.person_id ORDER BY t.at, t.work_id LIMIT {MOST}",
        [me, me, me, *kinds, team],
    )
    return [
        {
            "href": reverse(PAGES[row["what"]], kwargs={"person_id": row["person_id"], "work_id": row["work_id"]}),
            "what": f"{WORDS[row['what']]}: {KINDS[row['kind']].title.lower()}",
            "name": " ".join(filter(None, (row["forename"], row["surname"]))),
            "on": as_day(str(row["at"])[:10]),
        }
        for row in found
    ]
