"""What else goes when a record is erased: drafts on its pages, and what the database file still holds of its words."""

import logging
from collections.abc import Iterable

from django.db import connection, transaction

from candour.access.drafts import drop_all_about

STILL_THERE = (
    "The write-ahead log could not be emptied after an erasure: stop Candour and start it again, which empties it"
)


def leave_no_trace(person_ids: Iterable[str]) -> None:
    """Called inside the transaction that erases: drafts go with it, the index of words is written anew without them.

    SQLite writes new pages beside its file first; they are brought into it, and the old ones overwritten, right after.
    PostgreSQL keeps what was removed until VACUUM: docs/how-to/keep-and-erase.md says what to run.
    """
    for person_id in person_ids:
        drop_all_about(person_id)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO words_index (words_index) VALUES ('optimize')")
        transaction.on_commit(_empty_the_log)


def _empty_the_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if cursor.fetchone()[0]:
            logging.getLogger(__name__).warning(STILL_THERE)
