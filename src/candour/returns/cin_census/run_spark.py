"""Checking many returns at once on Spark: a folder of Parquet tables for each, all authorities, all years."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote

from candour.frames import spark_engine
from candour.frames.findings import Findings, of_the_whole, places, repeats
from candour.frames.plan import Frame
from candour.frames.spark_engine import Returns
from candour.frames.table import RETURN
from candour.returns.bad_return import BadReturn
from candour.returns.cin_census.checking import Check
from candour.returns.cin_census.layout import CHILD_IDENTIFIERS, HEADER, IDS, TABLES
from candour.returns.cin_census.loading import rules_for
from candour.returns.cin_census.period import Period
from candour.returns.cin_census.reading import Heading, Note
from candour.returns.cin_census.reading_folder import NAMED, words_of_astray
from candour.returns.cin_census.run import Outcome, period_of
from candour.returns.rule import Rule
from candour.terms.england_year import CensusYear

HOW_TO_MAKE_THEM = "Make them with: candour tables FILE --out FOLDER."


def check_all(roots: Sequence[str], *, year: CensusYear | None = None, codes: tuple[str, ...] = ()) -> list[Outcome]:
    """Check every return under the folders named. Raises BadReturn where there is none, or one does not say its year."""
    with spark_engine.session() as spark:
        folders: dict[str, dict[str, str]] = {}
        for root in roots:
            under = spark_engine.tables_under(spark, root.rstrip("/"))
            if not under:
                raise BadReturn(root, "There is no Parquet table in it", HOW_TO_MAKE_THEM)
            folders |= under
        numbers = dict(enumerate(folders))
        names = {number: unquote(path.rstrip("/").rpartition("/")[2]) for number, path in numbers.items()}
        if len(set(names.values())) < len(names):
            raise BadReturn(
                ", ".join(roots), "Two of the folders have the same name", "Give each return a name of its own."
            )
        files = _files(folders, numbers)
        headings = _headings(Returns(spark, {}, {}), files.get(HEADER.name, {}), names)
        periods = {number: period_of(headings[number], year, names[number]) for number in names}
        outcomes: dict[int, Outcome] = {}
        for rules, some in _by_rules(periods, codes):
            returns = Returns(spark, {table.name: table for table in TABLES if table is not HEADER}, IDS)
            some_files = {name: {n: path for n, path in each.items() if n in some} for name, each in files.items()}
            outcomes |= _check(returns, some_files, rules, {n: periods[n] for n in some}, headings, names)
        return [outcomes[number] for number in sorted(outcomes)]


def _files(folders: Mapping[str, Mapping[str, str]], numbers: Mapping[int, str]) -> dict[str, dict[int, str]]:
    """For each table, its file in each return."""
    files: dict[str, dict[int, str]] = defaultdict(dict)
    for number, folder in numbers.items():
        for name, path in folders[folder].items():
            if table := NAMED.get(name.lower()):
                files[table.name][number] = path
    return files


def _headings(returns: Returns, files: Mapping[int, str], names: Mapping[int, str]) -> dict[int, Heading]:
    headings = {number: Heading() for number in names}
    for number, row in returns.first_rows(HEADER, files).items():
        typed = {name: (str(row[name]), 0) for name in HEADER.fields if row.get(name) is not None}
        headings[number] = Heading({"Collection": ("CIN", 0)} | typed, found=True)
    return headings


def _by_rules(periods: Mapping[int, Period], codes: tuple[str, ...]) -> Iterable[tuple[dict[str, Rule], set[int]]]:
    """The returns to which the same versions of the rules apply, together."""
    groups: dict[tuple[tuple[str, int], ...], tuple[dict[str, Rule], set[int]]] = {}
    for number, period in periods.items():
        rules = rules_for(period.year, codes)
        which = tuple((code, rule.since) for code, rule in rules.items())
        groups.setdefault(which, (rules, set()))[1].add(number)
    return groups.values()


def _check(
    returns: Returns,
    files: Mapping[str, Mapping[int, str]],
    rules: dict[str, Rule],
    periods: Mapping[int, Period],
    headings: Mapping[int, Heading],
    names: Mapping[int, str],
) -> dict[int, Outcome]:
    check = Check(rules)
    of_the_returns = {number: period.numbers() for number, period in periods.items()}
    staged = returns.staged(files, of_the_returns)
    notes: dict[int, list[Note]] = defaultdict(list)
    for number, name, count in spark_engine.astray(TABLES[1:], staged):
        notes[number].append(Note(0, words_of_astray(name, count)))
    tables: dict[str, Frame] = {
        table.name: spark_engine.inside(table, staged[table.name]) for table in TABLES if table is not HEADER
    }
    typed = [(number, *(headings[number].text(name) for name in HEADER.fields)) for number in periods]
    tables[HEADER.name] = returns.header(HEADER, typed, of_the_returns)
    flagged, totals, repeated = spark_engine.answers(check.plan, tables)
    found = Findings(places(check.plan, flagged))
    for code, frame in repeated.items():
        found.add(repeats(check.plan, code, [frame]))
    counts: dict[int, dict[str, int]] = {number: {} for number in periods}
    for frame in totals.values():
        for row in frame.to_dicts():
            counts[row[RETURN]] |= row
    for number, counted in counts.items():
        for code, whole in check.plan.wholes.items():
            if whole.odd({name: counted.get(f"{code}|{name}") or 0 for name in whole.totals}):
                found.add([of_the_whole(code, number)])
    children = spark_engine.count_by_return(tables[CHILD_IDENTIFIERS.name])
    return {
        number: Outcome(
            names[number],
            CensusYear(period.year),
            children.get(number, 0),
            rules,
            found.of_return(number),
            check.failed,
            notes.get(number, []),
        )
        for number, period in periods.items()
    }
