"""Whether the record holds, and telling the tables again from it."""

from collections.abc import Iterator

from django.db import connection

from candour.record.fsck import Row, faults
from candour.record.store.ledger import every_subject, read
from candour.ssd.store.reading import rows
from candour.ssd.store.tables import differing
from candour.wiring.beginning import bar, ready
from candour.wiring.desks import tell_tables_again


def tell_again() -> str:
    """Drop the tables and tell them again."""
    name, _ = ready()
    total = rows("SELECT COUNT(DISTINCT subject) AS many FROM record_subject")[0]["many"]
    with bar("Telling the tables again", total) as tick:
        count = tell_tables_again(tick)
    return f"{name}: the tables were told again from {count} files."


def every_entry() -> Iterator[Row]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            "SELECT e.position, e.leaf, e.digest, e.chain, e.content_id, c.body FROM record_entry e"
            " LEFT JOIN record_content c ON c.content_id = e.content_id ORDER BY e.position"
        )
        for position, leaf, digest, chain, content_id, body in cursor:
            yield position, leaf, digest, chain, content_id, None if body is None else bytes(body)


def check_record() -> tuple[str, bool]:
    """Work out every seal again; the tables are compared with what the record tells."""
    name, _ = ready()
    subjects: dict[int, list[str]] = {}
    for row in rows("SELECT subject, position FROM record_subject"):
        subjects.setdefault(row["position"], []).append(row["subject"])
    found = list(faults(every_entry(), subjects))
    count = rows("SELECT COUNT(*) AS many FROM record_entry")[0]["many"]
    loose = rows(
        "SELECT COUNT(*) AS many FROM record_content c LEFT JOIN record_entry e ON e.content_id = c.content_id"
        " WHERE e.position IS NULL"
    )[0]["many"]
    bent = differing(every_subject(), read)
    lines = [f"place {fault.position}: {fault.what}" for fault in found[:50]]
    if loose:
        lines.append(f"{loose} contents belong to no entry")
    lines += [f"table {table}: it does not hold what the record tells. Run `candour rebuild`" for table in bent]
    if lines:
        return "\n".join([f"{name}: the record does NOT hold.", *lines]), False
    return f"{name}: {count} entries, every seal holds, no place is missing, the tables tell the same.", True
