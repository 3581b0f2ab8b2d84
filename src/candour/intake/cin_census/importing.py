"""Importing a census file: read to its end first, so that a bad file changes nothing, then noted some children at a time.

What the file says is noted as fact: it happened elsewhere, so no guard is asked.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from candour.intake.cin_census.childs_file import Batch, Source
from candour.intake.cin_census.heading import Collection, collection_of
from candour.intake.cin_census.parts import FileChild, child_of
from candour.intake.cin_census.reading import BadFile, Reader, opened
from candour.intake.cin_census.report import ImportReport
from candour.intake.cin_census.values import remarks
from candour.practice.desk import Desk
from candour.practice.guard import Worker
from candour.terms.cin_census import LONGER_NUMBER_LENGTH, LONGER_NUMBERS_SINCE, NUMBER_LENGTH

CHILDREN_TOGETHER = 200
# The database refuses an entry whose time is more than five seconds old when it is written.
SECONDS_TOGETHER = 1.0
USE_THE_NUMBER = "Write the number this child alone has in the file and import it again: only what is new will be added"


@dataclass(frozen=True)
class Checked:
    """A file that can be imported from its first line to its last."""

    collection: Collection
    digest: str
    outside: tuple[tuple[str, int], ...]


def check_census(path: Path, *, name: str = "") -> Checked:
    """Read a file to its end without importing it. Raises BadFile, saying what is wrong, where, and what to do."""
    name = name or path.name
    with opened(path, name) as file:
        return _checked(file, name)


def import_census(path: Path, desk: Desk, by: Worker, *, name: str = "") -> ImportReport:
    """Bring a census file on to the record. Raises BadFile, with nothing changed, where it cannot be read whole.

    A part already on the record as the file has it is left alone; one that differs is corrected by a new entry; what
    the file leaves out stays. `name` is what to call the file, if not by its own name.
    """
    name = name or path.name
    with opened(path, name) as file:
        checked = _checked(file, name)
        file.seek(0)
        report = ImportReport(name, checked.collection.year.label, checked.digest, checked.collection.lea)
        report.remarks += checked.collection.remarks
        report.remarks += [
            (line, f"{what} stands outside Header and Child: not imported") for what, line in checked.outside
        ]
        reader = Reader(file, name)
        waiting = _importable(reader, checked, report)
        batch = Batch(desk, by, Source(name, checked.digest, checked.collection), report)
        while _some_together(waiting, batch, desk):
            pass
        if reader.digest.hexdigest() != checked.digest:
            wrong = f"The file changed while it was being imported, after {report.children} children had gone in"
            raise BadFile(name, wrong, "Import it again: only what is new will be added.")
    return report


def _checked(file: BinaryIO, name: str) -> Checked:
    reader = Reader(file, name, only_checking=True)
    for _ in reader.children():
        pass
    collection = collection_of(reader.heading, name)
    return Checked(collection, reader.digest.hexdigest(), tuple(reader.heading.outside))


def _some_together(waiting: Iterator[FileChild], batch: Batch, desk: Desk) -> bool:
    """Import the next children in one go; whether there may be more."""
    children = []
    for child in waiting:
        children.append(child)
        if len(children) == CHILDREN_TOGETHER:
            break
    at = 0
    while at < len(children):
        with desk.together():
            batch.look_up(children[at:])
            began = time.monotonic()
            while at < len(children) and time.monotonic() - began < SECONDS_TOGETHER:
                batch.bring_in(children[at])
                at += 1
    return len(children) == CHILDREN_TOGETHER


def _importable(reader: Reader, checked: Checked, report: ImportReport) -> Iterator[FileChild]:
    """The children that can go on the record; the report lists the others, and what to know of each."""
    first_line: dict[str, int] = {}
    longest = LONGER_NUMBER_LENGTH
    if checked.collection.year.ends_in < LONGER_NUMBERS_SINCE:
        longest = NUMBER_LENGTH
    for node in reader.children():
        child = child_of(node)
        for part in (child.identifiers, *(inner for episode in child.episodes for inner in episode.every())):
            for why, element, value, line in remarks(part):
                report.values[why, element, value].append(line)
        if not child.number:
            what = "no LAchildID" if child.has_identifiers else "no ChildIdentifiers"
            report.not_imported.append((child.line, f"This child has {what}. {USE_THE_NUMBER}"))
        elif child.number in first_line:
            where = first_line[child.number]
            said = f"LAchildID {child.number} was already used on line {where}"
            report.not_imported.append((child.line, f"{said}. {USE_THE_NUMBER}"))
        else:
            first_line[child.number] = child.line
            if len(child.number) > longest:
                long = f"LAchildID is longer than the {longest} characters of that year: kept as typed"
                report.values[long, "LAchildID", child.number].append(child.number_line)
            if not child.episodes:
                report.remarks.append(
                    (child.line, f"Child {child.number} has no CINdetails: only the child was imported")
                )
            yield child
