"""Making a record, and giving people a way into it."""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from rich.console import Console
from rich.progress import Progress

from candour.access.store.models import Account
from candour.cli.wrong import Wrong
from candour.practice.guard import Worker
from candour.record.entries.authority import AUTHORITY, AuthorityRecorded
from candour.record.entries.professionals import WorkerRecorded
from candour.record.entry import Standing, ToRecord
from candour.record.keys import NoWrappingKey
from candour.record.ledger import NotReady
from candour.record.store.fences import grants, signers_grants
from candour.record.store.ledger import name_the_log
from candour.record.store.reading import log, wrapping_key
from candour.ssd.store.reading import rows
from candour.terms.working_days import london_day
from candour.wiring.desks import bring_tables_up_to_date, desk, fresh_reference, right_now

WORDS = [
    "amber",
    "birch",
    "cedar",
    "copper",
    "daisy",
    "elder",
    "fern",
    "flint",
    "hazel",
    "heron",
    "linden",
    "maple",
    "marsh",
    "mint",
    "moss",
    "oak",
    "otter",
    "pebble",
    "pine",
    "plover",
    "reed",
    "robin",
    "rowan",
    "sage",
    "slate",
    "sorrel",
    "swift",
    "thistle",
    "wren",
    "willow",
]
console = Console(stderr=True)


@contextmanager
def bar(words: str, total: int) -> Iterator[Callable[[int], None]]:
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task(words, total=total)
        yield lambda done: progress.update(task, completed=done)


def ready() -> tuple[str, bool]:
    """The record's name; makes what a newer release needs. Raises Wrong where there is no record."""
    try:
        name = log()
        wrapping_key()
    except (NotReady, NoWrappingKey) as none:
        raise Wrong(str(none)) from None
    call_command("migrate", verbosity=0)
    bring_tables_up_to_date()
    return name


def prepare(name: str, lea: str, founder: str) -> str:
    """Make a record of one's own: its name, the authority's number, and somebody to begin with.

    Raises Wrong where there is a record already, or where the number is not one.
    """
    if not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", name) or name.endswith("-demonstration"):
        raise Wrong(
            f"{name!r} cannot name a record, because it is signed with its name: use small letters, figures, . and -"
        )
    if not founder.strip():
        raise Wrong("Say who begins: --administrator 'Your Name'")
    if not re.fullmatch(r"[0-9]{3}", lea):
        raise Wrong(f"{lea!r} is not an authority's number: give its three digits, such as 201")
    make_record(name, demonstration=False)
    worker_id, today = fresh_reference(), london_day(right_now())
    begins = Worker(worker_id, founder, Standing("administrator"))
    facts = [
        ToRecord(AuthorityRecorded(name=name, lea=lea), (AUTHORITY,), today),
        ToRecord(WorkerRecorded(name=founder, role="administrator", started_on=today), (worker_id,), today),
    ]
    desk().note(facts, by=begins)
    return f"The record {name} is made, for authority {lea}.\n" + give_account("administrator", founder)


def make_record(name: str, *, demonstration: bool) -> None:
    call_command("migrate", verbosity=0)
    try:
        present, _ = log()
    except NotReady:
        name_the_log(name, demonstration=demonstration, created=right_now())
        bring_tables_up_to_date()
        return
    raise Wrong(f"There is a record here already, named {present}. Set CANDOUR_DATA to another folder for a new one")


def authoritys_number() -> str:
    found = rows("SELECT auth_lea FROM ssd_authority LIMIT 1")
    return str(found[0]["auth_lea"]) if found else ""


def grant(role: str, signer: bool) -> str:
    """Let the application's own PostgreSQL role read the record and add to it, and no more; or the signer's, less.

    Run as the owner of the database; then give the application CANDOUR_POSTGRES with that role's name.
    """
    ready()
    if connection.vendor != "postgresql":
        raise Wrong("Roles are PostgreSQL's. Set CANDOUR_POSTGRES to the database's address, as its owner")
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            raise Wrong(f"PostgreSQL has no role {role!r}: make it first, with CREATE ROLE")
        for statement in signers_grants(role) if signer else grants(role, names):
            cursor.execute(statement)
    if signer:
        return (
            f"{role} may read the leaves of the record, and add checkpoints and alarms. It can read no word of a case."
        )
    return f"{role} may read the record and add to it. It cannot change or remove an entry."


def new_password() -> str:
    """Four words and a number: easy to read out, hard to guess."""
    return "-".join(secrets.choice(WORDS) for _ in range(4)) + f"-{secrets.randbelow(9000) + 1000}"


def give_account(username: str, who: str) -> str:
    """Give a worker on the record a way to sign in; prints the password once."""
    ready()
    found = rows(
        "SELECT prof_professional_id AS id FROM ssd_professionals WHERE prof_professional_id = %s OR prof_professional_name = %s",
        [who, who],
    )
    if not found:
        raise Wrong(f"Nobody called {who!r} is on the record: the administrator writes them down under Workers first")
    if len(found) != 1:
        raise Wrong(f"{len(found)} workers are called {who!r}: give the reference, as in the address of their page")
    if Account.objects.filter(username=username).exists():
        raise Wrong(f"There is an account {username!r} already: choose another user name")
    password = new_password()
    Account.objects.make(username, password, found[0]["id"])
    return f"{username} can sign in with: {password}\nIt is shown this once."
