"""Backup, putting back, a new wrapping key, and coming to a new release."""

import sqlite3
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from candour.cli.wrong import Wrong
from candour.record import keys
from candour.record.entry import class_of
from candour.record.keys import CannotOpen, NoWrappingKey
from candour.record.ledger import NotReady
from candour.record.store.copies import NoCopy, copy_keys, copy_ledger, locked_with, put_back
from candour.record.store.fences import remove_other_wrappings
from candour.record.store.ledger import WRITERS_LOCK
from candour.record.store.reading import log, wrapping_key
from candour.ssd.store.reading import rows
from candour.wiring.beginning import ready
from candour.wiring.checking import check_record
from candour.wiring.desks import bring_tables_up_to_date, right_now

KEPT = timedelta(days=30)
STAMP = "%Y-%m-%dT%H%M%S-%f"


def backup(ledger: Path, key_folder: Path) -> str:
    """Copy the entries to one folder and the keys to another, and remove copies of keys older than thirty days."""
    ready()
    if ledger.resolve() == key_folder.resolve():
        raise Wrong("The entries and the keys go to two places: who finds one copy must not find the other")
    now = right_now()
    entries = ledger / f"ledger-{now.strftime(STAMP)}.sqlite3"
    locked = key_folder / f"keys-{now.strftime(STAMP)}.sqlite3"
    try:
        for folder in (ledger, key_folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Keys first: a child who is new meanwhile has entries without a key in the copies, never the reverse unseen.
        many_keys, many = copy_keys(locked), copy_ledger(entries)
    except (OSError, sqlite3.Error) as trouble:
        for made in (entries, locked):
            with suppress(OSError):
                made.unlink(missing_ok=True)
        raise Wrong(
            f"The backup could not be written ({trouble}). No copy was left. Make room, or name another place"
        ) from None
    old = _remove_old(key_folder, now)
    removed = f" {old} older copies of keys were removed." if old else ""
    return f"{many} entries are copied to {entries}, {many_keys} keys to {locked}.{removed}"


def _remove_old(folder: Path, now: datetime) -> int:
    """A copy of a key outlives an erasure by thirty days at most."""
    count = 0
    for path in folder.glob("keys-*.sqlite3"):
        try:
            made = datetime.strptime(path.stem.removeprefix("keys-"), STAMP).replace(tzinfo=now.tzinfo)
        except ValueError:
            continue
        if now - made > KEPT:
            path.unlink()
            count += 1
    return count


def restore(ledger: Path, key_copy: Path) -> str:
    """Put a copy back where there is no record, tell the tables, and check every seal."""
    call_command("migrate", verbosity=0)
    try:
        if (by := wrapping_key()).name not in (with_ := locked_with(key_copy)) and with_:
            raise Wrong(
                f"The wrapping key at {settings.WRAPPING_KEY} ({by.name}) is not the one these keys are locked with"
                f" ({', '.join(sorted(with_))}). Nothing was put back. Put the right one there"
            )
        put_back(ledger, key_copy)
    except (NoCopy, NoWrappingKey) as wrong:
        raise Wrong(str(wrong)) from None
    try:
        bring_tables_up_to_date()
    except CannotOpen as wrong:
        raise Wrong(
            f"The entries are back, and not every word can be opened ({wrong}). Put the wrapping key of this record at"
            f" {settings.WRAPPING_KEY}, or take a newer copy of the keys, then run `candour rebuild`"
        ) from None
    words, _ = check_record()
    return (
        words
        + "\nStart `candour sign`: if entries are missing since the last checkpoint, it says so and signs nothing."
    )


def new_wrapping_key() -> str:
    """Lock every key with a new wrapping key in place of the old one, which opens nothing of this record any more."""
    ready()
    path = Path(settings.WRAPPING_KEY)
    fresh, kept = path.with_name(path.name + ".new"), path.with_name(f"{path.name}-until-{right_now().strftime(STAMP)}")
    fresh.unlink(missing_ok=True)
    new = keys.make_wrapping_key(fresh)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])
        old = wrapping_key()
        cursor.execute("SELECT subject, wrapped FROM record_key WHERE wrapping = %s", [old.name])
        held = [(one, new.name, new.wrap(old.unwrap(bytes(wrapped), one), one)) for one, wrapped in cursor.fetchall()]
        cursor.executemany("INSERT INTO record_key VALUES (%s, %s, %s)", held)
        remove_other_wrappings(cursor, new.name)
        path.rename(kept)
        fresh.rename(path)
    return (
        f"{len(held)} keys are locked with a new wrapping key, which lies at {path}. The old one opens nothing of this"
        f" record any more, only copies made before. It is at {kept}: keep it in the safe for as long as you keep those"
        " copies, then destroy it."
    )


def upgrade() -> str:
    """Come to this release: nothing is changed where it does not know an entry that is on the record."""
    try:
        log_name, _ = log()
    except NotReady as none:
        raise Wrong(str(none)) from None
    unknown = sorted(_unknown())
    if unknown:
        raise Wrong(
            f"{log_name} has entries this release does not know: {', '.join(unknown)}. It is older than the one that"
            " wrote them. Nothing was changed: install the newer release again"
        )
    ready()
    words, sound = check_record()
    if not sound:
        raise Wrong(words)
    return words


def _unknown() -> set[str]:
    spelt = "leaf::json ->> 'type'" if connection.vendor == "postgresql" else "json_extract(leaf, '$.type')"
    found = set()
    for row in rows(f"SELECT DISTINCT {spelt} AS type FROM record_entry"):
        try:
            class_of(row["type"])
        except LookupError:
            found.add(str(row["type"]))
    return found
