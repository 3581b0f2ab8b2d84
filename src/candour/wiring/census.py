"""The children in need census, in and out, as the command does it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from candour.cli.wrong import Wrong
from candour.practice.guard import Worker
from candour.practice.professionals import worker_on
from candour.record.entries.authority import AUTHORITY, AuthorityRecorded
from candour.record.entry import ToRecord
from candour.record.store.reading import log
from candour.ssd.store.reading import rows
from candour.terms.working_days import london_day
from candour.wiring.beginning import authoritys_number, ready
from candour.wiring.desks import desk, right_now

if TYPE_CHECKING:  # loaded where they are used: every command reads this module, and few are about the census
    from candour.returns.cin_census.from_record import RecordSource
    from candour.terms.england_year import CensusYear


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


def census_source(year: CensusYear) -> RecordSource:
    """The record as the return of a year, to be checked as a file is."""
    from candour.returns.cin_census.from_record import RecordSource

    ready()
    return RecordSource(year)


def import_cin(path: Path, who: str) -> str:
    """Bring a census file in. A record that does not know its authority's number yet takes the file's."""
    from candour.intake.cin_census.importing import import_census
    from candour.intake.cin_census.reading import BadFile

    ready()
    by, at = _officer(who), desk()
    try:
        report = import_census(path, at, by)
    except BadFile as bad:
        raise Wrong(str(bad)) from None
    known = authoritys_number()
    if known and report.lea and report.lea != known:
        report.remarks.append((0, f"This file is of authority {report.lea}; this record is of authority {known}"))
    if not known and re.fullmatch(r"[0-9]{3}", report.lea):
        fact = AuthorityRecorded(name=log()[0], lea=report.lea)
        at.note([ToRecord(fact, (AUTHORITY,), at.now.day)], by=by)
    return "\n".join(report.text())


def export_cin(year: CensusYear, out: Path, lea: str) -> str:
    """Write the census of a year."""
    from candour.returns.cin_census.export import export_census

    ready()
    number = lea or authoritys_number()
    if not number:
        raise Wrong("This record does not know its authority's number: give it with --lea, such as --lea 201")
    try:
        report = export_census(year, out, lea=number, written=right_now())
        beside = out.with_name(f"{out.name}.differences.txt")
        beside.write_text("".join(f"{one}. {one.why}\n" for one in report.differences))
        beside.chmod(0o600)
        return "\n".join([*report.text(), f"Every difference, one a line, is in {beside}."])
    except (OSError, ValueError) as wrong:
        raise Wrong(
            f"{out} was not written: {wrong.strerror if isinstance(wrong, OSError) else wrong}. Check the folder and the words"
        ) from None
