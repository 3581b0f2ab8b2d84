"""Who may write to the record, and what is written with it: the one place a desk is made."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

import candour.record.entries  # every shelf, so that every entry type is known
from candour.practice.desk import Desk
from candour.record.casefile import Casefile
from candour.record.casefile.retention import erased
from candour.record.store.ledger import DatabaseLedger
from candour.record.store.reading import every_subject, read
from candour.ssd.store.tables import are_current, rebuild, write
from candour.wiring.no_trace import leave_no_trace

assert candour.record.entries.__doc__
Files = list[tuple[Casefile, Casefile]]


def right_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def fresh_reference() -> str:
    """A random reference of 128 bits, which tells nothing about what it stands for."""
    return secrets.token_hex(16)


def desk(
    clock: Callable[[], datetime] = right_now,
    ids: Callable[[], str] = fresh_reference,
    wrote: Callable[[Files], None] = lambda files: None,
) -> Desk:
    """A desk at the record in the database. `wrote` is told of every file written to, before and after."""

    def write_and_tell(files: Files) -> None:
        write(files)
        if ended := [after.subject for before, after in files if erased(after) and not erased(before)]:
            leave_no_trace(ended)
        wrote(files)

    return Desk(DatabaseLedger(write_and_tell), clock=clock, ids=ids)


def tell_tables_again(tick: Callable[[int], None] = lambda count: None) -> int:
    """Drop the tables and tell them again from the record."""
    return rebuild(every_subject(), read, tick)


def bring_tables_up_to_date() -> None:
    """Make the tables of this release, and tell them from the record if there is one."""
    if not are_current():
        tell_tables_again()
