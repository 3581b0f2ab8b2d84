"""The measures that published tables can give, and for each the funnel of all authorities: what is ordinary, who differs."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from candour.insight.published.reading import HIDDEN, KNOWN, BadFigures, Folder, Row
from candour.insight.statistics.funnel import ARCSINE, LOG, Counted, Funnel, funnel

FEWEST = 20  # a share of fewer is left out
FEWEST_EXPECTED = 5  # a rate where fewer events are expected is left out
PER = 10_000  # rates are told for so many children
POPULATION = "population"
FEWEST_UNSEEN = "Numbers of 1 to 5 are not published, so the authorities with the fewest are missing and the middle lies a little high."


@dataclass(frozen=True)
class Measure:
    """`events` (columns added up) among `of` (a column, or the population). Where one of `events` is not published,
    `of` without `rest` is the same number. `reasons` are ordinary ones for an authority to differ.
    """

    key: str
    title: str
    table: str
    events: tuple[str, ...]
    of: str
    counts: str
    among: str
    reasons: str
    rest: tuple[str, ...] = ()


COUNTING = "what the front door counts as a contact and what as a referral, and a change of system"
HARM = "the age and deprivation of the area, thresholds, early help, and large families in a small authority"
MEASURES = (
    Measure(
        "re-referrals", "Referrals within 12 months of an earlier one", "referrals", ("re_referrals",), "referrals",
        "re-referrals", "referrals in the year", f"{COUNTING}; help that families ask for again",
    ),
    Measure(
        "referrals", "Referrals", "referrals", ("referrals",), POPULATION,
        "referrals", "children aged 0 to 17", f"{COUNTING}; deprivation of the area",
    ),
    Measure(
        "enquiries", "Section 47 enquiries", "enquiries", ("section47",), POPULATION,
        "enquiries", "children aged 0 to 17", HARM,
    ),
    Measure(
        "enquiry-to-conference", "Initial conferences as a share of section 47 enquiries", "enquiries", ("icpc",),
        "section47", "conferences", "enquiries in the year",
        "when in the journey an enquiry is begun. Both are counted in the year and not followed from one to the other",
    ),
    Measure(
        "conference-in-time", "Initial conferences within 15 working days", "enquiries",
        ("duration_0-10_days", "duration_11-15_days"), "icpc", "conferences within 15 days", "conferences in the year",
        "large family groups, school holidays, few chairs, and what the strategy discussion is dated by",
        rest=("duration_16-20_days", "duration_21+_days"),
    ),
    Measure(
        "conferences", "Initial child protection conferences", "enquiries", ("icpc",), POPULATION,
        "conferences", "children aged 0 to 17", HARM,
    ),
    Measure(
        "plans-started", "Child protection plans started", "plans", ("cpp_start",), POPULATION,
        "plans started", "children aged 0 to 17", HARM,
    ),
    Measure(
        "plans-at-31-march", "Child protection plans at 31 March", "plans", ("cpp_at31",), POPULATION,
        "plans", "children aged 0 to 17", f"{HARM}; how long plans last",
    ),
    Measure(
        "repeat-plans", "Plans that are a second or subsequent one", "repeat plans", ("cpp_subsequent",), "cpp_start",
        "second or subsequent plans", "plans started in the year",
        "how far back records reach, moves between authorities, and large families in a small authority",
    ),
    Measure(
        "ended-after-two-years", "Plans ended that had lasted two years or more", "plans ended", ("2_years_or_more",),
        "cpp_end", "such plans", "plans ended in the year",
        "court proceedings that last, and a backlog of long plans ended in one year",
    ),
    Measure(
        "ended-within-three-months", "Plans ended within three months", "plans ended", ("3_months_or_less",), "cpp_end",
        "such plans", "plans ended in the year",
        "children who came into care or moved away soon, and plans made early to be safe",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """One measure of one year over all authorities, in alphabetical order.

    `left_out` holds names with the reason, `england` is what the published row for England comes to, if it is there.
    Rates here are for one child; they are told for 10,000.
    """

    measure: Measure
    year: int
    funnel: Funnel
    left_out: tuple[tuple[str, str], ...]
    england: float | None

    @property
    def by_chance_alone(self) -> int:
        """How many authorities limits that know only chance would have named."""
        return sum(unit.by_chance_alone for unit in self.funnel.units)

    @property
    def different(self) -> tuple[str, ...]:
        """Who differs from what is ordinary, in alphabetical order."""
        return tuple(unit.name for unit in self.funnel.units if unit.different)

    @property
    def caution(self) -> str:
        """What leaving cells out does to the rest; empty where it does little, or hides few and many alike."""
        small = sum(why == HIDDEN["c"] for _, why in self.left_out)
        return FEWEST_UNSEEN if not self.measure.rest and small > len(self.funnel.units) / 20 else ""

    def why_not(self, name: str) -> str:
        """Why an authority is left out; empty where it is not."""
        return dict(self.left_out).get(name, "")


@dataclass(frozen=True)
class NotCompared:
    """A measure that this folder cannot give, and why."""

    measure: Measure
    why: str


def compare(folder: Folder, year: int | None = None) -> Iterator[Compared | NotCompared]:
    """Each measure for a year (the latest, if none is said).

    Raises:
        BadFigures: no table has that year.
    """
    year = year_of(folder, year)
    for measure in MEASURES:
        yield _compared(measure, folder, year)


def year_of(folder: Folder, year: int | None) -> int:
    """The year asked for, or the latest. Raises BadFigures where no table has it."""
    years = folder.years()
    if not years:
        raise BadFigures("The tables have headings and no rows. Download the files again")
    if year is not None and year not in years:
        raise BadFigures(f"No table has {year}. They have the years ending in {', '.join(map(str, years))}")
    return years[-1] if year is None else year


def authority_named(typed: str, folder: Folder, year: int) -> str:
    """The authority meant, by its whole name or a part that only it has. Raises BadFigures where none or several are."""
    rows = [row for name, table in folder.tables.items() if name != POPULATION for row in table]
    names = sorted({row.name for row in rows if row.place == "authority" and row.year == year})
    sought = typed.strip().casefold()
    found = [name for name in names if name.casefold() == sought] or [
        name for name in names if sought in name.casefold()
    ]
    if sought and len(found) == 1:
        return found[0]
    near = found[:5] if sought and found else get_close_matches(typed, names, 3, 0.5)
    hint = (
        f"Did you mean {' or '.join(near)}?" if near else "Write it as the published tables do, such as Isle of Wight"
    )
    raise BadFigures(f'{len(found) if sought else 0} authorities in {year} are called "{typed}". {hint}')


def _compared(measure: Measure, folder: Folder, year: int) -> Compared | NotCompared:
    if measure.table not in folder.tables:
        return NotCompared(measure, f"there is no table {KNOWN[measure.table].name} in the folder")
    rows = [row for row in folder.tables[measure.table] if row.year == year]
    if not any(row.place == "authority" for row in rows):
        return NotCompared(measure, f"{folder.files[measure.table]} has no authority for {year}")
    people = _population(folder, year)
    if measure.of == POPULATION and not people:
        return NotCompared(measure, f"a rate needs the ONS mid-{year - 1} population estimates in the folder")
    counted, left_out, england = [], [], None
    for row in sorted(rows, key=lambda row: row.name.casefold()):
        if row.place == "region":
            continue
        one = _counted(measure, row, people)
        if row.place == "England":
            england = None if isinstance(one, str) else one.events / one.of
        elif isinstance(one, str):
            left_out.append((row.name, one))
        else:
            counted.append(one)
    counted, too_few = _large_enough(measure, counted)
    if len(counted) < FEWEST:
        return NotCompared(measure, f"only {len(counted)} authorities have enough published; {FEWEST} are needed")
    left_out = sorted(left_out + too_few, key=lambda one: one[0].casefold())
    try:
        placed = funnel(counted, LOG if measure.of == POPULATION else ARCSINE)
    except ValueError:
        return NotCompared(measure, "the middle authority has none or all of them, and leaves nothing to compare")
    return Compared(measure, year, placed, tuple(left_out), england)


def _population(folder: Folder, year: int) -> Mapping[str, float]:
    """Children by code, in the middle of the year before: what DfE divides by."""
    return {
        row.code: number
        for row in folder.tables.get(POPULATION, ())
        if row.year == year - 1 and isinstance(number := row.cells["population_estimate"], float)
    }


def _counted(measure: Measure, row: Row, people: Mapping[str, float]) -> Counted | str:
    """The unit, or why it is left out."""
    if measure.of == POPULATION:
        if row.code not in people:
            return "no population estimate"
        of: float | str = people[row.code]
    else:
        of = row.cells[measure.of]
    if isinstance(of, str):
        return HIDDEN[of]
    events = _added(row, measure.events)
    if isinstance(events, str) and measure.rest:
        rest = _added(row, measure.rest)
        events = events if isinstance(rest, str) else of - rest
    if isinstance(events, str):
        return HIDDEN[events]
    if of <= 0:
        return f"no {measure.among}"
    if events > of and measure.of != POPULATION:
        return f"more {measure.counts} ({events:,.0f}) than {measure.among} ({of:,.0f})"
    return Counted(row.name, events, of)


def _added(row: Row, columns: tuple[str, ...]) -> float | str:
    total = 0.0
    for column in columns:
        cell = row.cells[column]
        if isinstance(cell, str):
            return cell
        total += cell
    return total


def _large_enough(measure: Measure, counted: list[Counted]) -> tuple[list[Counted], list[tuple[str, str]]]:
    if measure.of != POPULATION:
        least, why = float(FEWEST), f"fewer than {FEWEST} {measure.among}"
    else:
        overall = sum(one.events for one in counted) / (sum(one.of for one in counted) or 1)
        least = FEWEST_EXPECTED / overall if overall else math.inf
        why = f"so few children that fewer than {FEWEST_EXPECTED} {measure.counts} would be expected"
    return [one for one in counted if one.of >= least], [(one.name, why) for one in counted if one.of < least]
