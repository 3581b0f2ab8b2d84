"""Bringing one child's parts on to the record: new ones noted, changed ones corrected, the rest left as they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from candour.intake.cin_census.heading import Collection
from candour.intake.cin_census.matching import (
    Imported,
    Likeness,
    OnRecord,
    alike_throughout,
    as_elements,
    how_alike,
    imported,
    pairs,
    recorded_here,
    typed_alike,
    withheld,
)
from candour.intake.cin_census.parts import FileChild, FilePart
from candour.intake.cin_census.report import ImportReport
from candour.practice.desk import Desk
from candour.practice.guard import Worker
from candour.record.casefile import Casefile
from candour.record.casefile.census import TRUE, day
from candour.record.entries.cin_census import CensusGroupImported, Typed
from candour.record.entries.person import PersonRecorded
from candour.record.entry import Recorded, ToRecord
from candour.ssd.cin_census_parts import Part, told_parts
from candour.ssd.cin_census_year import as_returned
from candour.ssd.store.reading import rows
from candour.terms.cin_census import CHILD, ELEMENTS, LONGER_NUMBER_LENGTH, NUMBER_LENGTH

WITHHELD = "was imported before, and then hidden or moved to another child: not imported again"
# A later file says these anew: what it leaves out of them is gone.
SAID_ANEW = {"UPNunknown", "ExpectedPersonBirthDate", "GenderCurrent", "Sex", "Ethnicity", "Disability"}


@dataclass(frozen=True)
class Source:
    """The file that parts come from."""

    name: str
    digest: str
    collection: Collection


class Batch:
    """Brings children in, one after another, for whoever stands at the desk."""

    def __init__(self, desk: Desk, by: Worker, source: Source, report: ImportReport) -> None:
        self._desk, self._by, self._source, self._report = desk, by, source, report
        self._known: dict[str, list[str]] = {}

    def look_up(self, children: Sequence[FileChild]) -> None:
        """Find which of the children are on the record, by their number."""
        numbers = [child.number for child in children]
        self._known = {}
        marks = ", ".join(["%s"] * len(numbers))
        found = rows(
            f"SELECT pers_person_id, pers_legacy_id FROM ssd_person WHERE pers_legacy_id IN ({marks})",
            numbers,
        )
        for row in found:
            self._known.setdefault(row["pers_legacy_id"], []).append(row["pers_person_id"])
        for number in numbers:
            if number not in self._known and len(number) in (NUMBER_LENGTH, LONGER_NUMBER_LENGTH):
                self._look_up_made_number(number)

    def _look_up_made_number(self, number: str) -> None:
        """A child without a number is returned under the beginning of the record's own reference."""
        found = rows(
            "SELECT pers_person_id FROM ssd_person"
            " WHERE pers_person_id >= %s AND pers_person_id < %s AND pers_legacy_id IS NULL",
            [number, number + "g"],
        )
        if found:
            self._known[number] = [row["pers_person_id"] for row in found]

    def bring_in(self, child: FileChild) -> None:
        """Bring one child in."""
        known = self._known.get(child.number, [])
        if len(known) > 1:
            said = f"{len(known)} children on the record have the number {child.number}"
            self._report.not_imported.append((child.line, f"{said}. Give each their own, then import the file again"))
            return
        subject = known[0] if known else self._desk.fresh()
        case = self._desk.casefile_to_read(subject) if known else Casefile(subject)
        drafts = _ChildsFile(case, child, self._source, self._report, self._desk).drafts()
        if drafts:
            self._desk.note(drafts, by=self._by)
        self._report.children += 1
        self._report.new_children += not known


class _ChildsFile:
    """One child's file on the record beside the same child in the census file."""

    def __init__(self, case: Casefile, child: FileChild, source: Source, report: ImportReport, desk: Desk) -> None:
        self.case, self.child, self.source, self.report, self.desk = case, child, source, report, desk
        self.year = source.collection.year
        self.told = told_parts(case) if case.recorded else None
        self.came: Imported = imported(case)
        self.held_back = withheld(case)
        self.made: list[ToRecord] = []

    def drafts(self) -> list[ToRecord]:
        """The entries to note; none where the file says nothing new."""
        child, told = self.child, self.told
        if told is None:
            self.add(child.identifiers, "", CHILD)
        else:
            self.identify(child.identifiers, told.identifiers)
        self.bring(child.episodes, told.episodes if told else (), parent="", within="")
        return self.made

    def identify(self, part: FilePart, record: Part) -> None:
        """Whose file this is. Details written down in Candour stand; a file does not change them."""
        came = next((item for item in reversed(self.came.values()) if item.fact.group == CHILD), None)
        episodes = self.child.episodes
        only_nfa = bool(episodes) and all(episode.text("ReferralNFA") in TRUE for episode in episodes)
        on_record = OnRecord(record, came)
        if came is None and not self.case.of(PersonRecorded):
            self.add(part, "", CHILD)
        elif how_alike(part, on_record, self.year, only_nfa=only_nfa):
            self.report.count(CHILD, "unchanged")
        elif came is None or self.case.of(PersonRecorded):
            self.report.count(CHILD, "kept")
            self.tell_differences(part, record, only_nfa=only_nfa)
        else:
            self.bring_nearer(part, on_record, came, CHILD)

    def bring(
        self, file: Sequence[FilePart], record: Sequence[Part], *, parent: str, within: str, here: bool = False
    ) -> None:
        """Parts of the file beside those of the record. `here` says that they lie in a part recorded in Candour."""
        groups = dict.fromkeys(part.group for part in file)
        for group in groups:
            known = [OnRecord(one, self.came.get(one.reference)) for one in record if one.group == group]
            known += self.without_a_row(group, parent, {one.part.reference for one in known})
            for part, match in pairs([one for one in file if one.group == group], known, self.likeness):
                key = f"{within}/{group} {part.main_date}".strip("/ ")
                if match is None:
                    self.bring_new(part, parent, key, here=here)
                    continue
                if how_alike(part, match, self.year):
                    self.report.count(group, "unchanged")
                elif match.came is None:
                    self.report.count(group, "kept")
                    self.tell_differences(part, match.part)
                else:
                    self.bring_nearer(part, match, match.came, key)
                self.bring(
                    part.parts, match.part.parts, parent=match.part.reference, within=key, here=match.came is None
                )

    def without_a_row(self, group: str, parent: str, known: set[str]) -> list[OnRecord]:
        """Parts that came in a file and hold nothing that a table could show."""
        return [
            OnRecord(Part(group, reference, ()), item)
            for reference, item in self.came.items()
            if item.fact.group == group and item.fact.parent == parent and reference not in known
        ]

    def likeness(self, part: FilePart, match: OnRecord) -> Likeness:
        return alike_throughout(part, match, self.came, self.year)

    def bring_new(self, part: FilePart, parent: str, key: str, *, here: bool) -> None:
        if key in self.held_back:
            self.report.not_imported.append((part.line, f"{self.named(part)} {WITHHELD}"))
        elif here:
            self.report.differs.append(
                (part.line, f"{self.named(part)} is not on the record: record it there if it is so")
            )
            for inner in part.every():
                self.report.count(inner.group, "kept")
        else:
            reference = self.add(part, parent, key)
            self.bring(part.parts, (), parent=reference, within=key)

    def add(self, part: FilePart, parent: str, key: str) -> str:
        """Note a part that is new; its fresh reference."""
        self.report.count(part.group, "new")
        reference: str = self.desk.fresh()
        self.note(part, part.elements, reference, parent, key)
        return reference

    def bring_nearer(self, part: FilePart, match: OnRecord, item: Recorded[CensusGroupImported], key: str) -> None:
        """Correct a part that came in a file before, unless that file was a later one or somebody recorded since."""
        came, made = item.fact, self.source.collection.made
        older = came.collection_year == self.year.ends_in and bool(made) and came.file_made > made
        if came.collection_year > self.year.ends_in or older:
            self.report.count(part.group, "kept")
            return
        since = recorded_here(match)
        if since:
            self.tell_differences(part, match.part, only=since)
        elements = (*part.elements, *self.carried(part, match.part, came))
        now = [one for one in elements if one.element not in since]
        before = [one for one in came.elements if one.element not in since]
        if typed_alike(now, before):
            self.report.count(part.group, "unchanged")
            return
        self.report.count(part.group, "corrected")
        self.note(part, elements, came.reference, came.parent, key, supersedes=item.entry_id)

    def carried(self, part: FilePart, record: Part, came: CensusGroupImported) -> tuple[Typed, ...]:
        """What the record has and a return of this year does not ask for: leaving it out says nothing about it."""
        asked = {name for name, _ in as_returned(record, self.year)[0]} | {one.element for one in part.elements}
        known = set(ELEMENTS[part.group]) - SAID_ANEW - asked
        return tuple(one for one in came.elements if one.element in known and one.text.strip())

    def note(
        self,
        part: FilePart,
        elements: tuple[Typed, ...],
        reference: str,
        parent: str,
        key: str,
        *,
        supersedes: str | None = None,
    ) -> None:
        fact = CensusGroupImported(
            reference=reference,
            parent=parent,
            group=part.group,
            key=key,
            collection_year=self.year.ends_in,
            source_file=self.source.name,
            source_digest=self.source.digest,
            file_made=self.source.collection.made,
            line=part.line,
            elements=elements,
        )
        happened = day(part.main_date) or self.source.collection.reference_date
        self.made.append(ToRecord(fact, (self.case.subject,), happened, supersedes=supersedes))

    def tell_differences(
        self, part: FilePart, record: Part, *, only_nfa: bool = False, only: set[str] | None = None
    ) -> None:
        returned, _ = as_returned(record, self.year, only_nfa=only_nfa)
        file = as_elements(part.elements)
        for name in dict.fromkeys(name for name, _ in (*file, *returned)):
            said = ", ".join(text for one, text in file if one == name)
            has = ", ".join(text for one, text in returned if one == name)
            if said != has and name != "LAchildID" and (only is None or name in only):
                line = next((one.line for one in part.elements if one.element == name), part.line)
                words = f"{self.named(part)}: {name} is {_quoted(said)} in the file, {_quoted(has)} on the record"
                self.report.differs.append((line, words))

    def named(self, part: FilePart) -> str:
        return f"Child {self.child.number}, {part.group} {part.main_date}".strip()


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"
