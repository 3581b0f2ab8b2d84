"""Whether the record holds, and telling the tables again from it."""

from collections.abc import Iterator

from candour.record.fsck import Row, faults
from candour.record.keys import CannotOpen
from candour.record.store.reading import every_entry, every_subject, read
from candour.record.store.standing import fences_gone
from candour.ssd.store.reading import rows
from candour.ssd.store.tables import differing
from candour.wiring.beginning import bar, ready
from candour.wiring.desks import tell_tables_again
from candour.wiring.views import bent_views


def tell_again() -> str:
    """Drop the tables and tell them again."""
    name, _ = ready()
    total = rows("SELECT COUNT(DISTINCT subject) AS many FROM record_subject")[0]["many"]
    with bar("Telling the tables again", total) as tick:
        count = tell_tables_again(tick)
    return f"{name}: the tables were told again from {count} files."


NOT_SIGNED = "no checkpoint is kept here to compare it with (run `candour sign`)"


def sealed_rows() -> Iterator[Row]:
    """Every entry with its words unlocked, or why they are not, by place."""
    for held in every_entry():
        content, why_not = None, ""
        try:
            content = held.words()
            why_not = "erased" if content is None else ""
            if f'"subjects":["{held.whose}"' not in held.leaf:
                content, why_not = None, "are locked with somebody else's key"
        except CannotOpen:
            if held.body is not None:
                why_not = "no key" if held.wrapped is None else "cannot be opened: they were changed, or moved here"
        yield Row(held.position, held.leaf, held.digest, bytes(held.nodes), held.content_id, content, why_not)


def signed_texts() -> dict[int, list[str]]:
    """What was signed of the record so far, by how many entries it speaks of."""
    found: dict[int, list[str]] = {}
    for row in rows("SELECT size, note FROM record_checkpoint ORDER BY size"):
        found.setdefault(row["size"], []).append(row["note"])
    return found


def told_apart() -> list[str]:
    """The tables that do not hold what the record tells."""
    return differing(every_subject(), read)


def check_record() -> tuple[str, bool]:
    """Work out every seal again; the tables are compared with what the record tells."""
    name, demonstration = ready()
    subjects: dict[int, list[str]] = {}
    for row in rows("SELECT subject, position FROM record_subject"):
        subjects.setdefault(row["position"], []).append(row["subject"])
    signed = signed_texts()
    found = list(faults(sealed_rows(), subjects, signed, invented_times=demonstration))
    count = rows("SELECT COUNT(*) AS many FROM record_entry")[0]["many"]
    loose = rows(
        "SELECT COUNT(*) AS many FROM record_content c LEFT JOIN record_entry e ON e.content_id = c.content_id"
        " WHERE e.position IS NULL"
    )[0]["many"]
    try:
        bent = [
            f"table {table}: it does not hold what the record tells. Run `candour rebuild`" for table in told_apart()
        ]
        bent += bent_views()
    except CannotOpen:
        bent = ["the tables: they were not compared, because not every word can be opened"]
    lines = [f"place {fault.position}: {fault.what}" for fault in found[:50]]
    if loose:
        lines.append(f"{loose} contents belong to no entry")
    lines += bent
    lines += [f"the database's own fence {name} is gone or was changed" for name in fences_gone()]
    if lines:
        return "\n".join([f"{name}: the record does NOT hold.", *lines]), False
    against = f"compared with {len(signed)} checkpoints, the newest of {max(signed)} entries" if signed else NOT_SIGNED
    words = f"{name}: {count} entries, every seal holds, no place is missing, the tables tell the same; {against}."
    return words, True
