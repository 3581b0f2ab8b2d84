"""What the command does with the record: make it, fill it, check it, serve it, and bring returns in and out."""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from rich.console import Console
from rich.progress import Progress

from candour.access.permission import ROLES
from candour.access.store.models import Account
from candour.cli.command import Wrong
from candour.intake.cin_census.importing import import_census
from candour.intake.cin_census.reading import BadFile
from candour.practice.guard import Worker
from candour.practice.professionals import worker_on
from candour.record.entries.authority import AUTHORITY, AuthorityRecorded
from candour.record.entries.professionals import WorkerRecorded
from candour.record.entry import Standing, ToRecord
from candour.record.fsck import Row, faults
from candour.record.ledger import NotReady
from candour.record.store.fences import grants
from candour.record.store.ledger import every_subject, log, name_the_log, read
from candour.returns.cin_census.export import export_census
from candour.ssd.store.reading import rows
from candour.ssd.store.tables import differing
from candour.terms.england_year import CensusYear
from candour.terms.working_days import london_day
from candour.wiring.desks import bring_tables_up_to_date, desk, fresh_reference, right_now, tell_tables_again

DEMONSTRATION = "wrenshire-demonstration"
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
INVENTED = "999"  # no authority in England has this number
SIGN_INS = "sign-ins.txt"
console = Console(stderr=True)


@contextmanager
def _bar(words: str, total: int) -> Iterator[Callable[[int], None]]:
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task(words, total=total)
        yield lambda done: progress.update(task, completed=done)


def _ready() -> tuple[str, bool]:
    """The record's name; makes what a newer release needs. Raises Wrong where there is no record."""
    try:
        name = log()
    except NotReady as none:
        raise Wrong(str(none)) from None
    call_command("migrate", verbosity=0)
    bring_tables_up_to_date()
    return name


def prepare(name: str, lea: str, founder: str) -> str:
    """Make a record of one's own: its name, the authority's number, and somebody to begin with.

    Raises Wrong where there is a record already, or where the number is not one.
    """
    if not re.fullmatch(r"[0-9]{3}", lea):
        raise Wrong(f"{lea!r} is not an authority's number: give its three digits, such as 201")
    _make(name, demonstration=False)
    worker_id, today = fresh_reference(), london_day(right_now())
    begins = Worker(worker_id, founder, Standing("administrator"))
    facts = [
        ToRecord(AuthorityRecorded(name=name, lea=lea), (AUTHORITY,), today),
        ToRecord(WorkerRecorded(name=founder, role="administrator", started_on=today), (worker_id,), today),
    ]
    desk().note(facts, by=begins)
    return f"The record {name} is made, for authority {lea}.\n" + give_account("administrator", founder)


def _make(name: str, *, demonstration: bool) -> None:
    call_command("migrate", verbosity=0)
    try:
        present, _ = log()
    except NotReady:
        name_the_log(name, demonstration=demonstration, created=right_now())
        bring_tables_up_to_date()
        return
    raise Wrong(f"There is a record here already, named {present}. Set CANDOUR_DATA to another folder for a new one")


def demo(port: int, size: int, fresh: bool) -> None:
    """Make a demonstration if there is none, and serve it."""
    if fresh:
        _start_over()
    try:
        name, demonstration = log()
    except NotReady:
        _make(DEMONSTRATION, demonstration=True)
        name, demonstration = log()
    if not demonstration:
        raise Wrong(f"The record here, {name}, is a real one. Set CANDOUR_DATA to another folder for a demonstration")
    _ready()
    if not rows("SELECT prof_professional_id FROM ssd_professionals LIMIT 1"):
        console.print(add_an_authority(size, 1, 3))
    if not Account.objects.exists():
        _sign_ins()
    console.print(f"\nCandour is at http://127.0.0.1:{port}/  (stop it with Ctrl+C)\n")
    console.print((Path(settings.DATA) / SIGN_INS).read_text(), highlight=False)
    serve(port, "127.0.0.1")


def _start_over() -> None:
    """Remove a demonstration. A real record is never removed by this command."""
    try:
        name, demonstration = log()
    except NotReady:
        return
    if not demonstration or connection.vendor != "sqlite":
        raise Wrong(f"{name} is not a demonstration in a file of its own, and is left alone. Remove it by hand")
    path = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    for tail in ("", "-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    (Path(settings.DATA) / SIGN_INS).unlink(missing_ok=True)


def add_an_authority(size: int, seed: int, years: int) -> str:
    """Fill a demonstration with an invented authority."""
    from candour.synth.authority import invent

    name, demonstration = _ready()
    if not demonstration:
        raise Wrong(f"{name} is a real record: invented children may only be put on a demonstration")
    with _bar("Inventing children", size) as tick:
        made = invent(
            desk, children=size, seed=seed, years=years, ends_on=london_day(right_now()) - timedelta(days=1), tick=tick
        )
    if not _lea():
        by = made.workers["administrator"][0]
        fact = AuthorityRecorded(name="Wrenshire", lea=INVENTED)
        desk().note([ToRecord(fact, (AUTHORITY,), london_day(right_now()))], by=by)
    return (
        f"{name}: {made.children} children in {made.families} families, {made.entries} entries. Nobody in it is real."
    )


def _sign_ins() -> None:
    """One account a role, with a password of this demonstration's own, kept beside it."""
    password = "-".join(secrets.choice(WORDS) for _ in range(3)) + f"-{secrets.randbelow(9000) + 1000}"
    lines = [f"Password for everybody: {password}", ""]
    for role, words in ROLES.items():
        found = rows(
            "SELECT p.prof_professional_id AS id, p.prof_professional_name AS name, COUNT(i.invo_involvements_id) AS held"
            " FROM ssd_professionals p LEFT JOIN ssd_involvements i ON i.invo_professional_id = p.prof_professional_id"
            " AND i.invo_involvement_end_date IS NULL WHERE p.prof_role = %s AND p.prof_left_on IS NULL"
            " GROUP BY p.prof_professional_id, p.prof_professional_name ORDER BY held DESC, p.prof_professional_id LIMIT 1",
            [role],
        )
        if found:
            username = role.replace("_", "-")
            Account.objects.make(username, password, found[0]["id"])
            lines.append(f"{username:32} {found[0]['name']}: {words}")
    kept = Path(settings.DATA) / SIGN_INS
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("\n".join(lines) + "\n")
    kept.chmod(0o600)


def serve(port: int, host: str) -> None:
    """Serve the record until stopped."""
    import socket

    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server as Granian

    _ready()
    with socket.socket() as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((host, port))
        except OSError:
            raise Wrong(f"Port {port} is in use: choose another, for example --port {port + 1}") from None
    connection.close()
    Granian(
        "candour.wiring.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=2,
        log_level=LogLevels.warning,
    ).serve()


def tell_again() -> str:
    """Drop the tables and tell them again."""
    name, _ = _ready()
    total = rows("SELECT COUNT(DISTINCT subject) AS many FROM record_subject")[0]["many"]
    with _bar("Telling the tables again", total) as tick:
        count = tell_tables_again(tick)
    return f"{name}: the tables were told again from {count} files."


def _entries() -> Iterator[Row]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            "SELECT e.position, e.leaf, e.digest, e.chain, e.content_id, c.body FROM record_entry e"
            " LEFT JOIN record_content c ON c.content_id = e.content_id ORDER BY e.position"
        )
        for position, leaf, digest, chain, content_id, body in cursor:
            yield position, leaf, digest, chain, content_id, None if body is None else bytes(body)


def check_record() -> tuple[str, bool]:
    """Work out every seal again; the tables are compared with what the record tells."""
    name, _ = _ready()
    subjects: dict[int, list[str]] = {}
    for row in rows("SELECT subject, position FROM record_subject"):
        subjects.setdefault(row["position"], []).append(row["subject"])
    found = list(faults(_entries(), subjects))
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


def _officer(who: str) -> Worker:
    """The data officer who brings a file in: the one named, or the only one there is."""
    clause, values = ("prof_professional_name = %s OR prof_professional_id = %s", [who, who]) if who else ("1 = 1", [])
    found = rows(
        f"SELECT prof_professional_id AS id FROM ssd_professionals WHERE prof_role = 'data_officer'"
        f" AND prof_left_on IS NULL AND ({clause}) ORDER BY prof_professional_id LIMIT 1",
        values,
    )
    if not found:
        raise Wrong(
            f"No data officer {who!r} is on the record. Name one with --as, or write one down under Workers first"
            if who
            else "No data officer is on the record: every entry is said by somebody. Write one down under Workers first"
        )
    worker = worker_on(desk().casefile_to_read(found[0]["id"]), london_day(right_now()))
    if worker is None:
        raise Wrong("This data officer has left. Name another with --as")
    return worker


def import_cin(path: Path, who: str) -> str:
    """Bring a census file in. A record that does not know its authority's number yet takes the file's."""
    _ready()
    by, at = _officer(who), desk()
    try:
        report = import_census(path, at, by)
    except BadFile as bad:
        raise Wrong(str(bad)) from None
    if not _lea() and re.fullmatch(r"[0-9]{3}", report.lea):
        fact = AuthorityRecorded(name=log()[0], lea=report.lea)
        at.note([ToRecord(fact, (AUTHORITY,), at.now.day)], by=by)
    return "\n".join(report.text())


def _lea() -> str:
    found = rows("SELECT auth_lea FROM ssd_authority LIMIT 1")
    return str(found[0]["auth_lea"]) if found else ""


def export_cin(year: CensusYear, out: Path, lea: str) -> str:
    """Write the census of a year."""
    _ready()
    number = lea or _lea()
    if not number:
        raise Wrong("This record does not know its authority's number: give it with --lea, such as --lea 201")
    try:
        return "\n".join(export_census(year, out, lea=number, written=right_now()).text())
    except (OSError, ValueError) as wrong:
        raise Wrong(f"{out} cannot be written: {wrong}") from None


def grant(role: str) -> str:
    """Let the application's own PostgreSQL role read the record and add to it, and no more.

    Run as the owner of the database; then give the application CANDOUR_POSTGRES with that role's name.
    """
    _ready()
    if connection.vendor != "postgresql":
        raise Wrong("Roles are PostgreSQL's. Set CANDOUR_POSTGRES to the database's address, as its owner")
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            raise Wrong(f"PostgreSQL has no role {role!r}: make it first, with CREATE ROLE")
        for statement in grants(role, names):
            cursor.execute(statement)
    return f"{role} may read the record and add to it. It cannot change or remove an entry."


def give_account(username: str, who: str) -> str:
    """Give a worker on the record a way to sign in; prints the password once."""
    _ready()
    found = rows(
        "SELECT prof_professional_id AS id FROM ssd_professionals WHERE prof_professional_id = %s OR prof_professional_name = %s",
        [who, who],
    )
    if len(found) != 1:
        raise Wrong(f"{len(found)} workers are called {who!r}: give the reference, as in the address of their page")
    if Account.objects.filter(username=username).exists():
        raise Wrong(f"There is an account {username!r} already: choose another user name")
    password = "-".join(secrets.choice(WORDS) for _ in range(4)) + f"-{secrets.randbelow(9000) + 1000}"
    Account.objects.make(username, password, found[0]["id"])
    return f"{username} can sign in with: {password}\nIt is shown this once."
