"""Which part of a file is which part of the record, and whether the file says anything new about it.

A part is known by its kind, where it lies and its main date: a later file repeats these, and fills in the rest.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from candour.intake.cin_census.parts import FilePart, first_text
from candour.record.casefile import Casefile
from candour.record.entries.cin_census import CensusGroupImported, Typed
from candour.record.entry import Recorded
from candour.ssd.cin_census_parts import Elements, Part
from candour.ssd.cin_census_year import as_returned
from candour.terms.cin_census import MAIN_DATE
from candour.terms.england_year import CensusYear

Imported = dict[str, Recorded[CensusGroupImported]]
Likeness = tuple[bool, int, int, int]


@dataclass(frozen=True)
class OnRecord:
    """What the record has of a part: as a return would say it and, if it came in a file, as it was typed there."""

    part: Part
    came: Recorded[CensusGroupImported] | None

    @property
    def main_date(self) -> str:
        """The date as typed in a file, or as recorded."""
        name = MAIN_DATE.get(self.part.group, "")
        if self.came:
            return first_text(self.came.fact.elements, name)
        return self.part.text(name)


def imported(case: Casefile) -> Imported:
    """The parts that came in files and hold today, by reference."""
    return {item.fact.reference: item for item in case.of(CensusGroupImported)}


def withheld(case: Casefile) -> set[str]:
    """The keys of parts that came in a file and were since hidden or moved to another child."""
    return {
        item.fact.key
        for item in case.recorded
        if item.entry_id in case.hidden and isinstance(item.fact, CensusGroupImported)
    }


def pairs(
    file: Sequence[FilePart], record: Sequence[OnRecord], likeness: Callable[[FilePart, OnRecord], Likeness]
) -> list[tuple[FilePart, OnRecord | None]]:
    """Each part of the file with the part of the record it is about. Of several with one date, like goes with like."""
    waiting: dict[str, list[OnRecord]] = defaultdict(list)
    for one in record:
        waiting[one.main_date].append(one)
    dates: dict[str, list[int]] = defaultdict(list)
    for at, part in enumerate(file):
        dates[part.main_date].append(at)
    found: dict[int, OnRecord] = {}
    for when, places in dates.items():
        fitting = waiting[when]
        if len(places) == len(fitting) == 1:
            found[places[0]] = fitting[0]
            continue
        best = sorted(
            ((likeness(file[at], one), at, place) for at in places for place, one in enumerate(fitting)),
            key=lambda found: (*(-degree for degree in found[0]), found[1], found[2]),
        )
        taken: set[int] = set()
        for _, at, place in best:
            if at not in found and place not in taken:
                found[at] = fitting[place]
                taken.add(place)
    return [(part, found.get(at)) for at, part in enumerate(file)]


def typed_alike(file: Sequence[Typed], record: Sequence[Typed]) -> bool:
    """Whether two parts hold the same elements, each as it was typed; the order of different elements does not count."""
    return _by_name(file) == _by_name(record)


def _by_name(elements: Sequence[Typed]) -> list[tuple[str, str]]:
    return sorted(((one.element, one.text) for one in elements if one.text.strip()), key=lambda pair: pair[0])


def as_elements(elements: Sequence[Typed]) -> Elements:
    """A file's elements as a return has them."""
    return tuple((one.element, one.text) for one in elements if one.text.strip())


def how_alike(part: FilePart, record: OnRecord, year: CensusYear, *, only_nfa: bool = False) -> int:
    """2 where the file says what was typed before, 1 where it says what a return of its year would say, 0 otherwise."""
    if record.came and typed_alike(part.elements, record.came.fact.elements):
        return 2
    returned, _ = as_returned(record.part, year, only_nfa=only_nfa)
    return 1 if _to_compare(as_elements(part.elements)) == _to_compare(returned) else 0


def alike_throughout(part: FilePart, record: OnRecord, came: Imported, year: CensusYear) -> Likeness:
    """Whether two parts say the same, how many of the parts inside one are inside the other, each counted once, how few
    are left over on either side, and how alike the two are themselves."""
    left = [OnRecord(one, came.get(one.reference)) for one in record.part.every()][1:]
    shared = lacking = 0
    for each in list(part.every())[1:]:
        same = next((one for one in left if one.part.group == each.group and how_alike(each, one, year)), None)
        if same is None:
            lacking += 1
        else:
            left.remove(same)
            shared += 1
    alike = how_alike(part, record, year)
    return alike > 0, shared, -(lacking + len(left)), alike


def _to_compare(elements: Elements) -> list[tuple[str, str]]:
    """Elements in an order of their own; the child's number is left out, because it is what found the record."""
    return sorted((pair for pair in elements if pair[0] != "LAchildID"), key=lambda pair: pair[0])


def recorded_here(record: OnRecord) -> set[str]:
    """The elements of a part from a file for which somebody has since recorded something else in Candour."""
    if record.came is None:
        return set()
    typed = {one.element: one.text.strip() for one in reversed(record.came.fact.elements) if one.text.strip()}
    names = {name for name, _ in record.part.elements} | set(typed)
    derived = {"GenderCurrent", "Sex"}
    return {name for name in names - derived if record.part.text(name) != typed.get(name, "")}
