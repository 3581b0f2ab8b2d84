"""A survey of staff comes on the record before it opens, and its codes into the keeping of those who hand them out."""

from pathlib import Path

from django.db import transaction

from candour.access.permission import may
from candour.access.survey_codes import keep_pot
from candour.cli.wrong import Wrong
from candour.polling.codes import hash_of, root_of, understood
from candour.polling.statement import Statement, read_statement
from candour.polling.trouble import Trouble
from candour.practice.guard import Worker
from candour.practice.professionals import worker_on
from candour.record.entries.survey import StaffGroup, SurveyDeclared
from candour.record.entry import ToRecord
from candour.seal.receipt import BadCode
from candour.ssd.store.reading import rows
from candour.wiring.beginning import ready
from candour.wiring.desks import desk


def declare(file: Path, pot: Path, who: str) -> str:
    """Write a survey down and take its codes in. Returns what to tell the person."""
    ready()
    at = desk()
    by = _worker(who)
    try:
        fixed = read_statement(_text(file), str(file))
    except Trouble as trouble:
        raise Wrong(str(trouble)) from None
    if at.now.day > fixed.opens:
        raise Wrong(
            f"The survey opened on {fixed.opens}: it had to be written down by then. Make another with later days"
        )
    if rows("SELECT 1 FROM ssd_survey WHERE surv_id = %s", [fixed.survey]):
        raise Wrong("This survey is on the record already. What was written down of it stays")
    codes = _codes(pot, fixed)
    with transaction.atomic():
        keep_pot(fixed.survey, codes)
        at.note([ToRecord(entry_of(fixed), (fixed.survey,), at.now.day)], by=by)
    return (
        f"{fixed.title} is on the record, with the digest {fixed.digest}. {len(codes):,} codes are kept to be handed out"
        f" under Survey, from {fixed.opens} on. Destroy {pot}: it is needed no more."
    )


def entry_of(fixed: Statement) -> SurveyDeclared:
    """The same as it stands on the record."""
    staff = tuple(
        StaffGroup(level=level, group=group, staff=many)
        for level, groups in fixed.staff.items()
        for group, many in groups.items()
    )
    return SurveyDeclared(
        survey_id=fixed.survey, digest=fixed.digest, authority=fixed.authority, title=fixed.title, address=fixed.address,
        questions=fixed.questions, breakdowns=fixed.breakdowns, staff=staff, opens=fixed.opens, closes=fixed.closes,
        publishes=fixed.publishes, codes=fixed.codes, root=fixed.root, readers=fixed.readers, after=fixed.after,
    )  # fmt: skip


def _codes(pot: Path, fixed: Statement) -> list[str]:
    try:
        codes = [understood(line) for line in _text(pot).splitlines() if line.strip()]
    except BadCode as bad:
        raise Wrong(f"{pot}: a line of it is no code ({bad}). Ask for the pot again") from None
    if len(set(codes)) != fixed.codes or root_of({hash_of(one) for one in codes}) != fixed.root:
        raise Wrong(
            f"{pot} is not the pot of this survey: its codes do not come to the hash that was fixed. Ask for it again"
        )
    return codes


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except (OSError, UnicodeDecodeError) as trouble:
        raise Wrong(f"{path}: cannot be read ({trouble}). Check the name") from None


def _worker(who: str) -> Worker:
    """Who writes it down: somebody on the record whose role may."""
    found = rows(
        "SELECT prof_professional_id AS id FROM ssd_professionals WHERE prof_left_on IS NULL"
        " AND (prof_professional_name = %s OR prof_professional_id = %s)",
        [who, who],
    )
    here = desk()
    worker = worker_on(here.casefile_to_read(found[0]["id"]), here.now.day) if len(found) == 1 else None
    if worker is None:
        many = f"{len(found)} workers here are called {who}" if found else f"Nobody here is called {who}"
        raise Wrong(f"{many}. Give --as the name or reference of one who works here")
    if not may(worker.standing.role, "declare a survey", "none"):
        raise Wrong(f"{worker.name} may not write a survey down. An administrator, a director or a data officer may")
    return worker
